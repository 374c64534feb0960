package upkeep_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/cms/upkeep"
)

const document = "../../docs/retention.md"

func TestDocument(t *testing.T) {
	t.Parallel()
	want := upkeep.Document()
	if *update {
		if err := os.WriteFile(document, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is not what the list says (go test ./cms/upkeep -run Document -update):\n%s", document, diff)
	}
}

// Every table is either in the list or said to be kept for good, and neither speaks of a table that is not
// there. Whoever adds a table must decide.
func TestEveryTableIsDecided(t *testing.T) {
	t.Parallel()
	f := setup(t)
	tables := query[[]string](t, f, `
		select array_agg(case schemaname when 'public' then '' else schemaname || '.' end || tablename)
		from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
		  and not (select c.relispartition from pg_class c where c.oid = format('%I.%I', schemaname, tablename)::regclass)`)
	decided := slices.Collect(maps.Keys(upkeep.Kept()))
	for _, rule := range upkeep.Rules() {
		decided = append(decided, rule.Table)
	}
	slices.Sort(tables)
	slices.Sort(decided)
	if diff := cmp.Diff(tables, decided); diff != "" {
		t.Errorf("tables of the database (-) and of the list (+):\n%s", diff)
	}
}

// aged makes a row in every table of the list: one that is just older than its time and one just younger.
// The rows bear the ids returned, in the order old, young.
type aged struct {
	table, id string // the column that tells rows apart
	insert    string // $1 the id, $2 the time from which it is counted
}

// agedRows are simple rows; occurrences, feed, revisions and reviews have tests of their own below.
func agedRows(f *fixture) []aged {
	account, entry := "'"+f.author.AccountID.String()+"'", "'"+f.category.String()+"'"
	return []aged{
		{"sessions", "id", `insert into sessions (id, token_hash, account_id, created_at, last_seen_at, expires_at) values ($1, uuid_send($1), ` + account + `, $2, $2, $2)`},
		{"mail_links", "id", `insert into mail_links (id, token_hash, account_id, purpose, created_at, expires_at) values ($1, uuid_send($1), ` + account + `, 'sign_in', $2, $2)`},
		{"tokens", "id", `insert into tokens (id, token_hash, name, account_id, actions, types, created_at, revoked_at) values ($1, uuid_send($1), 'x', ` + account + `, '{*}', '{*}', $2, $2)`},
		{"site_keys", "id", `with s as (insert into sites (id, slug, name, created_at) values ($1, $1::uuid::text, 'x', $2))
			insert into site_keys (id, site_id, name, prefix, key_hash, created_at, revoked_at) values ($1, $1, 'x', 'x', uuid_send($1), $2, $2)`},
		{"previews", "id", `insert into previews (id, entry_id, locale, account_id, created_at, expires_at) values ($1, ` + entry + `, 'de', ` + account + `, $2, $2)`},
		{"throttle", "bucket", `insert into throttle (bucket, window_start, attempts) values ($1::uuid::text, $2, 1)`},
		{"idempotency_keys", "actor_id", `insert into idempotency_keys (actor_id, key, request_hash, created_at) values ($1, 'k', '', $2)`},
		{"outbox", "id", `insert into outbox (id, account_id, template, created_at, sent_at) values ($1, ` + account + `, 'published', $2, $2)`},
		{"imports", "id", `insert into imports (id, fingerprint, created_at, updated_at) values ($1, $1::uuid::text, $2, $2)`},
		{"releases", "id", `insert into releases (id, state, due_at, single, created_at, ended_at) values ($1, 'done', $2, true, $2, $2)`},
		{"webhook_messages", "id", `insert into webhook_messages (id, type, body, created_at) values ($1, 'webhook.test', '{}', $2)`},
		{"remarks", "activity_id", `insert into remarks (activity_id, entry_id, text, created_at) values ($1, ` + entry + `, 'Grund', $2)`},
		{"activity", "id", `insert into activity (id, at, actor_kind, action) values ($1, $2, 'system', 'test')`},
	}
}

func TestRetentionDeletesByAgeAndNothingElse(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.offer(t, "Bleibt", 30)
	keep := map[string]string{}
	for _, rule := range upkeep.Rules() {
		keep[rule.Table] = rule.Keep
	}
	type row struct {
		aged
		old, young uuid.UUID
	}
	var rows []row
	for _, a := range agedRows(f) {
		r := row{aged: a, old: newID(), young: newID()}
		for id, shift := range map[uuid.UUID]string{r.old: "-1 minute", r.young: "1 minute"} {
			at := query[time.Time](t, f, `select lotse.now() - $1::interval + $2::interval`, keep[a.table], shift)
			f.exec(t, a.insert, id, at)
		}
		rows = append(rows, r)
	}
	before := f.counts(t)
	removed, left, err := f.Retain(t.Context())
	if err != nil || left {
		t.Fatalf("left %v, %v", left, err)
	}
	want := map[string]int{"activity": 0} // one line less, and one that tells so
	var wantRemoved []upkeep.Removed
	for _, rule := range upkeep.Rules() {
		if slices.ContainsFunc(rows, func(r row) bool { return r.table == rule.Table }) {
			wantRemoved = append(wantRemoved, upkeep.Removed{Table: rule.Table, Rows: 1})
		}
	}
	if diff := cmp.Diff(wantRemoved, removed); diff != "" {
		t.Error(diff)
	}
	for _, r := range rows {
		if r.table != "activity" {
			want[r.table] = -1
		}
		left := query[[]string](t, f, fmt.Sprintf(`select coalesce(array_agg(%s::text), '{}') from %s where %[1]s::text in ($1::text, $2::text)`, r.id, r.table),
			r.old.String(), r.young.String())
		if diff := cmp.Diff([]string{r.young.String()}, left); diff != "" {
			t.Errorf("%s: %s", r.table, diff)
		}
	}
	after := f.counts(t)
	for table, n := range before {
		if got := after[table] - n; got != want[table] {
			t.Errorf("%s: %+d rows, want %+d", table, got, want[table])
		}
	}
	if again, _, err := f.Retain(t.Context()); err != nil || len(again) > 0 {
		t.Errorf("a second time: %v, %v", again, err)
	}
}

// counts is the number of rows of every table of ours.
func (f *fixture) counts(t *testing.T) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, table := range query[[]string](t, f, `select array_agg(tablename) from pg_tables where schemaname = 'public'`) {
		counts[table] = query[int](t, f, `select count(*) from `+pgx.Identifier{table}.Sanitize())
	}
	return counts
}

// What is still in use stays however old it is.
func TestRetentionSparesWhatIsInUse(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ages := query[time.Time](t, f, `select lotse.now() - interval '30 years'`)
	account := f.author.AccountID
	f.exec(t, `insert into tokens (id, token_hash, name, account_id, actions, types, created_at) values ($1, 'a', 'x', $2, '{*}', '{*}', $3)`, newID(), account, ages)
	f.exec(t, `insert into outbox (id, account_id, template, created_at) values ($1, $2, 'published', $3)`, newID(), account, ages)
	f.exec(t, `insert into releases (id, state, due_at, single, created_at) values ($1, 'scheduled', $2, true, $2)`, newID(), ages)
	before := f.counts(t)
	if removed, _, err := f.Retain(t.Context()); err != nil || len(removed) > 0 {
		t.Errorf("%v, %v", removed, err)
	}
	if diff := cmp.Diff(before, f.counts(t)); diff != "" {
		t.Error(diff)
	}
}

func TestRetentionOfRevisions(t *testing.T) {
	t.Parallel()
	f := setup(t)
	entry := f.offer(t, "Viele Fassungen", 30)
	variant := query[uuid.UUID](t, f, `select id from variants where entry_id = $1`, entry)
	add := func(number int, reason, age string) uuid.UUID {
		id := newID()
		f.exec(t, `insert into revisions (id, variant_id, number, content, content_hash, type_version, origin, reason, authors, created_at)
			values ($1, $2, $3, '{}', '', 1, 'human', $4, '{}', lotse.now() - $5::interval)`, id, variant, number, reason, age)
		return id
	}
	gone := add(10, "writer", "1 year 1 day")
	add(11, "writer", "1 year -1 day")
	add(12, "submit", "9 years")
	reviewed, pinned, base := add(13, "writer", "9 years"), add(14, "writer", "9 years"), add(15, "writer", "9 years")
	f.exec(t, `insert into reviews (id, variant_id, stage, revision_id, opened_at) values ($1, $2, 'in_review', $3, lotse.now())`, newID(), variant, reviewed)
	release := newID()
	f.exec(t, `insert into releases (id, state, due_at, single, created_at) values ($1, 'scheduled', lotse.now() + interval '1 day', true, lotse.now())`, release)
	f.exec(t, `insert into release_members (release_id, variant_id, revision_id, position) values ($1, $2, $3, 0)`, release, variant, pinned)
	f.exec(t, `update variants set base_revision = $1 where id = $2`, base, variant)
	before := query[int](t, f, `select count(*) from revisions`)
	removed, _, err := f.Retain(t.Context())
	if diff := cmp.Diff([]upkeep.Removed{{Table: "revisions", Rows: 1}}, removed); diff != "" || err != nil {
		t.Errorf("%s%v", diff, err)
	}
	if query[bool](t, f, `select exists (select from revisions where id = $1)`, gone) || query[int](t, f, `select count(*) from revisions`) != before-1 {
		t.Error("not that one revision was deleted")
	}
	if n := query[int](t, f, `select count(*) from activity where action = 'retention' and changes = '{"table": "revisions", "rows": 1}'`); n != 1 {
		t.Errorf("%d lines in the trail, want 1", n)
	}
	// The permission ended with the transaction.
	if _, err := f.pool.Exec(t.Context(), `delete from revisions where number = 12`); err == nil {
		t.Error("an append-only table let a row be deleted")
	}
}

func TestRetentionOfReviews(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.offer(t, "Geprüft", 30)
	variant := query[uuid.UUID](t, f, `select id from variants limit 1`)
	revision := query[uuid.UUID](t, f, `select id from revisions where variant_id = $1 limit 1`, variant)
	for _, age := range []string{"3 years 1 day", "3 years -1 day"} {
		f.exec(t, `insert into reviews (id, variant_id, stage, revision_id, opened_at, closed_at, outcome)
			values ($1, $2, 'in_review', $3, lotse.now() - $4::interval, lotse.now() - $4::interval, 'rejected')`, newID(), variant, revision, age)
	}
	f.exec(t, `insert into reviews (id, variant_id, stage, revision_id, opened_at) values ($1, $2, 'in_review', $3, lotse.now() - interval '9 years')`, newID(), variant, revision)
	removed, _, err := f.Retain(t.Context())
	if diff := cmp.Diff([]upkeep.Removed{{Table: "reviews", Rows: 1}}, removed); diff != "" || err != nil {
		t.Errorf("%s%v", diff, err)
	}
}

func TestRetentionOfOccurrences(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for _, age := range []string{"1 month 1 day", "1 month -1 day", "-1 day"} {
		f.exec(t, `insert into occurrences (entry_id, starts_at, ends_at, status)
			values ($1, lotse.now() - $2::interval - interval '1 hour', lotse.now() - $2::interval, 'scheduled')`, f.category, age)
	}
	removed, _, err := f.Retain(t.Context())
	if diff := cmp.Diff([]upkeep.Removed{{Table: "occurrences", Rows: 1}}, removed); diff != "" || err != nil {
		t.Errorf("%s%v", diff, err)
	}
	if n := query[int](t, f, `select count(*) from occurrences where ends_at > lotse.now() - interval '1 month'`); n != 2 {
		t.Errorf("%d younger dates are left, want 2", n)
	}
}

// Lines of the feed go 90 days after their item has gone, and settings remember how far back the feed
// still tells everything.
func TestRetentionOfTheFeed(t *testing.T) {
	t.Parallel()
	f := setup(t)
	live, deleted, young, unrecorded := f.offer(t, "Lebt", 300), f.offer(t, "Gelöscht", 300), f.offer(t, "Frisch", 300), f.offer(t, "Abgelaufen", 1)
	for _, id := range []uuid.UUID{deleted, young} {
		f.exec(t, `set lotse.permit_change = 'delete'; delete from entries where id = '`+id.String()+`'; reset lotse.permit_change`)
	}
	f.exec(t, `update feed set changed_at = lotse.now() - interval '80 days' where entry_id <> $1`, young)
	f.move(t, 20)
	removed, _, err := f.Retain(t.Context())
	if diff := cmp.Diff([]upkeep.Removed{{Table: "feed", Rows: 1}}, removed); diff != "" || err != nil {
		t.Fatalf("%s%v", diff, err)
	}
	rest := query[[]uuid.UUID](t, f, `select array_agg(entry_id) from feed`)
	for id, want := range map[uuid.UUID]bool{live: true, deleted: false, young: true, unrecorded: true} {
		if slices.Contains(rest, id) != want {
			t.Errorf("line of %s kept: %v", id, !want)
		}
	}
	if !query[bool](t, f, `select value::xid8 < pg_current_xact_id() from settings where key = 'feed_horizon'`) {
		t.Error("the horizon is not noted")
	}
	horizon := query[string](t, f, `select value from settings where key = 'feed_horizon'`)
	// A suspended organisation comes back with its lines, however long it was away.
	f.exec(t, `update organisations set suspended_at = lotse.now()`)
	f.move(t, 200)
	must(f.Expiries(t.Context()))(t)
	f.exec(t, `update feed set changed_at = lotse.now() - interval '1 year'`)
	if removed, _, err := f.Retain(t.Context()); err != nil || slices.ContainsFunc(removed, func(r upkeep.Removed) bool { return r.Table == "feed" }) {
		t.Errorf("%v, %v", removed, err)
	}
	if now := query[string](t, f, `select value from settings where key = 'feed_horizon'`); now != horizon {
		t.Errorf("the horizon moved from %s to %s", horizon, now)
	}
}

// Scopes that a line has left are forgotten later than lines, and cursors from before count no more.
func TestRetentionOfWhatLinesHaveLeft(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.offer(t, "Lebt", 900)
	f.exec(t, `insert into feed_left (entry_id, locale, scope, xid, left_at) values
		($1, 'de', 'category:old', '70', lotse.now() - interval '101 days'), ($1, 'de', 'category:older', '60', lotse.now() - interval '200 days'),
		($1, 'de', 'category:new', '80', lotse.now() - interval '99 days')`, id)
	removed, _, err := f.Retain(t.Context())
	if diff := cmp.Diff([]upkeep.Removed{{Table: "feed_left", Rows: 2}}, removed); diff != "" || err != nil {
		t.Fatalf("%s%v", diff, err)
	}
	if rest := query[[]string](t, f, `select array_agg(scope) from feed_left`); len(rest) != 1 || rest[0] != "category:new" {
		t.Errorf("%v are left", rest)
	}
	if horizon := query[string](t, f, `select value from settings where key = 'feed_horizon'`); horizon != "70" {
		t.Errorf("the horizon is %s", horizon)
	}
}

// More than a batch, and the time is up in between: the rest goes the next time.
func TestRetentionInBatches(t *testing.T) {
	t.Parallel()
	f := setup(t)
	const rows = 1203
	f.exec(t, `insert into throttle (bucket, window_start, attempts) select i::text, lotse.now() - interval '3 days', 1 from generate_series(1, $1::int) i`, rows)
	short, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if removed, left, err := f.Retain(short); err != nil || !left || len(removed) > 0 {
		t.Errorf("with too little time: %v, left %v, %v", removed, left, err)
	}
	removed, left, err := f.Retain(t.Context())
	if diff := cmp.Diff([]upkeep.Removed{{Table: "throttle", Rows: rows}}, removed); diff != "" || left || err != nil {
		t.Errorf("%sleft %v, %v", diff, left, err)
	}
}
