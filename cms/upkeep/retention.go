package upkeep

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// Rule says which rows of a table are deleted, how long they are kept, and why.
type Rule struct {
	Table string
	// What is deleted, in words.
	What string
	// Keep is a PostgreSQL interval in plain words, counted from what What names.
	Keep string
	// Why they are kept that long and no longer.
	Why string
	// sql deletes at most @limit rows that are older than @keep and returns their number.
	sql string
	// appendOnly tables let nothing be deleted but by the retention list; the deletion leaves a line in
	// the trail.
	appendOnly bool
}

// Rules is the retention list: the only place that deletes by age. The statements stand in
// retention_sql.go.
func Rules() []Rule {
	return []Rule{
		{Table: "sessions", What: "ended by time", Keep: "7 days", sql: sqlDropSessions,
			Why: "Nobody can use them any more; a week to look into a misuse."},
		{Table: "mail_links", What: "past their end, used or not", Keep: "7 days", sql: sqlDropMailLinks,
			Why: "Nobody can use them any more; a week to look into a misuse."},
		{Table: "tokens", What: "revoked or ended by time", Keep: "1 year", sql: sqlDropTokens,
			Why: "Their names say in the trail which program it was; nobody asks after a year."},
		{Table: "site_keys", What: "revoked or ended by time", Keep: "1 year", sql: sqlDropSiteKeys,
			Why: "Like tokens."},
		{Table: "previews", What: "revoked or ended by time", Keep: "30 days", sql: sqlDropPreviews,
			Why: "Nobody can use them any more; a month to look into a link that went astray. That it was made stays in activity."},
		{Table: "throttle", What: "counters of attempts", Keep: "1 day", sql: sqlDropThrottle,
			Why: "The longest window counts 15 minutes."},
		{Table: "idempotency_keys", What: "answers kept for repeated requests", Keep: "24 hours", sql: sqlDropIdempotencyKeys,
			Why: "Promised for 24 hours; the answers may hold personal data."},
		{Table: "outbox", What: "mails sent or given up, from their writing", Keep: "90 days", sql: sqlDropOutbox,
			Why: "To answer the question “did you write to me?”. What is still to be sent stays."},
		{Table: "imports", What: "marks where an import stopped, from its last line", Keep: "90 days", sql: sqlDropImports,
			Why: "An import is resumed within days. The entries stay."},
		{Table: "feed", What: "lines of what is no longer public, from their last change", Keep: "90 days", sql: sqlDropFeed,
			Why: "Sites learn of a deletion for 90 days; whoever stayed away longer starts afresh (`settings.feed_horizon`). " +
				"Lines of suspended organisations stay until they return."},
		{Table: "webhook_messages", What: "events told by webhook, with their deliveries and attempts", Keep: "30 days", sql: sqlDropWebhookMessages,
			Why: "To see what went wrong and to replay it. What is on its way stays."},
		{Table: "feed_left", What: "organisations, categories and areas that a line of the feed has left", Keep: "100 days", sql: sqlDropFeedLeft,
			Why: "Sites that follow a part only learn that an item left it; ten days more than lines, for changes that took long to commit."},
		{Table: "translation_items", What: "texts of requests that ended", Keep: "1 year", sql: sqlDropTranslationItems,
			Why: "To see what was asked for and what became of it. That it was stays in activity."},
		{Table: "translation_requests", What: "requests without any text left", Keep: "1 year", sql: sqlDropTranslationRequests,
			Why: "They go when their texts have gone; those of standing rules stay as long as the rule."},
		{Table: "translation_memory", What: "translations that nobody has used or published", Keep: "3 years", sql: sqlDropTranslationMemory,
			Why: "They are there to be used again; what was not for three years hardly will be."},
		{Table: "translation_questions", What: "questions of translators that were answered", Keep: "3 years", sql: sqlDropTranslationQuestions,
			Why: "They name persons, and explain the text as long as it stands."},
		{Table: "source_segments", What: "texts of sources that no translation was made of any more", Keep: "30 days", sql: sqlDropSourceSegments,
			Why: "To show what has changed since a translation was made; without one there is nothing to show."},
		{Table: "occurrences", What: "dates of events that are over", Keep: "1 month", sql: sqlDropOccurrences,
			Why: "Nobody looks for them; they follow from the text at any time."},
		{Table: "reviews", What: "decided, with the reason given", Keep: "3 years", sql: sqlDropReviews,
			Why: "Reasons name persons; after three years no decision is disputed any more. That it was taken stays in activity."},
		{Table: "releases", What: "ended, with their members", Keep: "3 years", sql: sqlDropReleases,
			Why: "Like reviews. That they went out stays in activity."},
		{Table: "revisions", What: "cut only because another account began to write, neither public nor reviewed", Keep: "1 year",
			sql: sqlDropRevisions, appendOnly: true,
			Why: "They restore a lost text; after a year nobody looks for it. What was ever submitted, approved or published stays."},
		{Table: "remarks", What: "reasons given with an action", Keep: "3 years", sql: sqlDropRemarks,
			Why: "They name persons. That the action was taken stays in activity."},
		{Table: "activity", What: "the audit trail", Keep: "10 years", sql: sqlDropActivity, appendOnly: true,
			Why: "Who published what must be answerable for ten years. It holds ids only, no names or texts."},
	}
}

// Kept lists the tables that nothing is deleted from by age, and why.
func Kept() map[string]string {
	const withEntry = "goes with its entry, when somebody deletes that"
	return map[string]string{
		"settings":                 "a few values that the whole house needs",
		"organisations":            "entries and the trail refer to them",
		"accounts":                 "the trail refers to them; a person's data go by erasure, on request",
		"memberships":              "hold as long as nobody ends them",
		"organisation_grants":      "hold as long as nobody ends them",
		"sites":                    "until nobody needs them; their keys are refused when they are disabled",
		"content_types":            "every version that was ever used keeps old revisions readable",
		"type_backfills":           "a line for each change of a type; says that public items were written again",
		"type_hides":               "what public items of an older version of a type may not show; goes when all were written again",
		"entries":                  "until somebody deletes them: what has expired can be confirmed again",
		"variants":                 withEntry,
		"publications":             withEntry + " or the variant is withdrawn",
		"publication_search":       "with the publication that it is a copy of",
		"entry_references":         withEntry,
		"words":                    "the distinct words of what is public, without any link to an entry; those of nothing public go every day",
		"word_queue":               "lines go within seconds, when the words of the entry were collected",
		"translation_links":        withEntry + "; those of texts that were only typed on the way go with the next save",
		"translation_coverage":     withEntry,
		"translation_rules":        "hold until somebody deletes them",
		"translation_providers":    "a line for each service: whether it is paused, and its budget",
		"translation_usage":        "a line for each service, language and month: what was sent is answerable for",
		"glossary_terms":           "until somebody deletes them",
		"slugs":                    withEntry + ": old addresses lead on as long as it exists",
		"release_members":          "go with their release",
		"webhook_endpoints":        "hold until somebody deletes them",
		"webhook_secrets":          "go with their endpoint, and old ones when the next rotation comes; encrypted",
		"webhook_deliveries":       "go with their message",
		"webhook_attempts":         "go with their message",
		"webhook_announced":        "one line for each public item, while it is public",
		"webhook_cursor":           "one line: how far the change feed was announced",
		"goose_db_version":         "the migrations that were applied",
		"river.river_job":          "River deletes what is done or cancelled after 24 hours, what was given up after 7 days",
		"river.river_queue":        "River's list of queues",
		"river.river_leader":       "River's one line about its leader",
		"river.river_migration":    "River's own migrations",
		"river.river_notification": "River's own",
	}
}

// retentionBatch is how many rows one transaction deletes.
const retentionBatch = 200

// Removed tells how many rows of a table were deleted.
type Removed struct {
	Table string
	Rows  int
}

// Retain applies the retention list, in batches of one transaction each. left says that the time was up
// before everything was deleted: call it again. A rule that fails does not keep the others from being
// applied.
func (u *Upkeep) Retain(ctx context.Context) (removed []Removed, left bool, err error) {
	failed := 0
	for _, rule := range Rules() {
		began := time.Now()
		rows, more, err := u.apply(ctx, rule)
		if rows > 0 {
			removed = append(removed, Removed{Table: rule.Table, Rows: rows})
			u.log.InfoContext(ctx, "retention applied", "table", rule.Table, "keep", rule.Keep, "rows", rows,
				"took_ms", time.Since(began).Milliseconds())
		}
		left = left || more
		if ctx.Err() != nil {
			return removed, true, context.Cause(ctx)
		}
		if err != nil {
			failed++
			u.log.ErrorContext(ctx, "retention failed", "table", rule.Table, "error", err)
		}
	}
	if failed > 0 {
		return removed, left, fmt.Errorf("retention: %d tables failed", failed)
	}
	return removed, left, nil
}

// apply deletes everything that one rule names, or as much as there is time for.
func (u *Upkeep) apply(ctx context.Context, rule Rule) (rows int, left bool, err error) {
	for {
		if short(ctx) {
			return rows, true, nil
		}
		n, err := u.dropBatch(ctx, rule)
		if err != nil {
			return rows, false, err
		}
		rows += n
		if n < retentionBatch {
			return rows, false, nil
		}
	}
}

const sqlPermitRetention = `select set_config('lotse.permit_change', 'retention', true)`

func (u *Upkeep) dropBatch(ctx context.Context, rule Rule) (rows int, err error) {
	runner := command.Runner{DB: u.db}
	err = runner.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		if rule.appendOnly {
			if _, err := tx.Exec(ctx, sqlPermitRetention); err != nil {
				return fmt.Errorf("permit retention: %w", err)
			}
		}
		args := pgx.StrictNamedArgs{"keep": rule.Keep, "limit": retentionBatch}
		if err := tx.QueryRow(ctx, rule.sql, args).Scan(&rows); err != nil {
			return fmt.Errorf("delete from %s: %w", rule.Table, err)
		}
		if rows == 0 || !rule.appendOnly {
			tx.Unchanged() // what is deleted by age has no trail of its own, but in the log
			return nil
		}
		tx.Record(audit.Event{Action: "retention", Changes: map[string]any{"table": rule.Table, "rows": rows}})
		return nil
	})
	return rows, err
}
