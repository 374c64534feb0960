package translation

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/language"
)

// Report is how far translations are.
type Report struct {
	Coverage  []CoverageCell `json:"coverage" nullable:"false" doc:"Of what is published, by type and language."`
	Outdated  []OutdatedAge  `json:"outdated" nullable:"false" doc:"Live texts whose source has changed since, by language and age."`
	Months    []UsageMonth   `json:"months" nullable:"false" doc:"Words sent to services, the last twelve months."`
	Questions int            `json:"questions" doc:"Questions without an answer."`
}

// CoverageCell counts entries and words of a type in a language.
type CoverageCell struct {
	Type     string `json:"type" db:"type"`
	Locale   string `json:"locale" db:"locale"`
	Entries  int    `json:"entries" db:"entries" doc:"Published in their source language."`
	Live     int    `json:"live" db:"live" doc:"Of them in this language."`
	Outdated int    `json:"outdated" db:"outdated" doc:"Of them with a source that has changed since."`
	Words    int    `json:"words" db:"words" doc:"Of the sources."`
	Missing  int    `json:"missing" db:"missing"`
	Machine  int    `json:"machine" db:"machine"`
	Human    int    `json:"human" db:"human"`
	Reviewed int    `json:"reviewed" db:"reviewed"`
	Stale    int    `json:"stale" db:"stale" doc:"Words of segments whose source has changed."`
}

// OutdatedAge counts live texts that are outdated.
type OutdatedAge struct {
	Locale string `json:"locale" db:"locale"`
	Days7  int    `json:"days7" db:"days7" doc:"For up to 7 days."`
	Days30 int    `json:"days30" db:"days30" doc:"For up to 30 days."`
	Days90 int    `json:"days90" db:"days90" doc:"For up to 90 days."`
	Older  int    `json:"older" db:"older"`
}

// UsageMonth counts what was sent to a service in a month.
type UsageMonth struct {
	Month      time.Time `json:"month" db:"month"`
	Provider   string    `json:"provider" db:"provider"`
	Locale     string    `json:"locale" db:"locale"`
	Words      int       `json:"words" db:"words"`
	Characters int       `json:"characters" db:"characters"`
}

const sqlCoverage = `
select e.type, l.locale, count(*)::int as entries,
       count(*) filter (where c.live)::int as live,
       count(*) filter (where c.outdated_since is not null)::int as outdated,
       coalesce(sum(s.words), 0)::int as words,
       coalesce(sum(coalesce(c.missing, s.words)), 0)::int as missing,
       coalesce(sum(c.machine), 0)::int as machine,
       coalesce(sum(c.human), 0)::int as human,
       coalesce(sum(c.reviewed), 0)::int as reviewed,
       coalesce(sum(c.outdated), 0)::int as stale
from entries e
join translation_coverage s on s.entry_id = e.id and s.locale = e.source_locale
cross join unnest(@locales::text[]) as l (locale)
left join translation_coverage c on c.entry_id = e.id and c.locale = l.locale
where e.source_live
  and e.archived_at is null
  and l.locale <> e.source_locale
group by e.type, l.locale
order by e.type, array_position(@locales::text[], l.locale)`

const sqlOutdatedAges = `
select locale,
       count(*) filter (where outdated_since > lotse.now() - interval '7 days')::int as days7,
       count(*) filter (where outdated_since <= lotse.now() - interval '7 days' and outdated_since > lotse.now() - interval '30 days')::int as days30,
       count(*) filter (where outdated_since <= lotse.now() - interval '30 days' and outdated_since > lotse.now() - interval '90 days')::int as days90,
       count(*) filter (where outdated_since <= lotse.now() - interval '90 days')::int as older
from translation_coverage c
join entries e on e.id = c.entry_id and e.source_live and e.archived_at is null
where outdated_since is not null
group by locale
order by locale`

const sqlUsage = `
select month::timestamptz as month, provider, locale, words::int, characters::int
from translation_usage
where month >= (date_trunc('month', lotse.now()) - interval '11 months')::date
order by month, provider, locale`

const sqlOpenQuestions = `
select count(*)
from translation_questions
where answered_at is null`

// Report tells how far translations are.
func (s *Service) Report(ctx context.Context, actor auth.Actor) (Report, error) {
	var out Report
	if err := s.demand(actor, auth.TranslationRead); err != nil {
		return out, err
	}
	var err error
	if out.Coverage, err = list[CoverageCell](ctx, s.db, "count coverage", sqlCoverage, pgx.StrictNamedArgs{"locales": language.Tags()}); err != nil {
		return out, err
	}
	if out.Outdated, err = list[OutdatedAge](ctx, s.db, "count outdated texts", sqlOutdatedAges); err != nil {
		return out, err
	}
	if out.Months, err = list[UsageMonth](ctx, s.db, "count words sent", sqlUsage); err != nil {
		return out, err
	}
	if err := s.db.QueryRow(ctx, sqlOpenQuestions).Scan(&out.Questions); err != nil {
		return out, fmt.Errorf("count open questions: %w", err)
	}
	return out, nil
}
