package transfer

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
)

// sampleLines is how many lines of each source go through review in `make test`; `make proof` takes all.
const sampleLines = 60

// TestRealSourcesThroughReview takes the real records the long way: imported as drafts, submitted by one
// account, approved and published by another, all through the commands. Every refused step says why, and
// what is delivered is what was not refused.
func TestRealSourcesThroughReview(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.organisation(t, "agentur")
	f.clockAt(t, "2012-01-01") // before the oldest of the events: the gate refuses what is over
	author, editor := f.actor(t, "author", auth.Membership{Role: "editor"}), f.actor(t, "editor", auth.Membership{Role: "editor"})
	published, refused := 0, map[string]int{}
	for kind, folder := range map[string]string{
		ChemnitzPlaces: "chemnitz-places", IntegreatPlaces: "integreat-cms-fixtures", Vacancies: "ba-vacancies",
		Calendars: "ics", IntegreatPages: "integreat-pages", NaughtyStrings: "naughty-strings",
	} {
		var lines bytes.Buffer
		if _, err := Convert(kind, realData(t, folder), &lines, func(int, string) {}); err != nil {
			t.Fatal(err)
		}
		f.imported(t, Import{File: written(t, sample(lines.String())), Organisation: "agentur", Account: author.ID})
	}
	drafts := f.variants(t, `select v.entry_id, v.locale from variants v join entries e on e.id = v.entry_id where v.editing = 'draft' order by v.locale <> e.source_locale, e.type <> 'category', v.id`)
	for _, d := range drafts {
		code := f.review(t, d, author, editor)
		if code == "" {
			published++
		} else {
			refused[code]++
		}
	}
	if n := query[int](t, f, `select count(*)::int from public_items`); n != published || published+sum(refused) != len(drafts) {
		t.Errorf("%d variants: %d published, refused %v, %d delivered", len(drafts), published, refused, n)
	}
	if n := query[int](t, f, `select count(*)::int from variants where visibility = 'live' and not exists (select from reviews r where r.variant_id = variants.id and r.outcome = 'approved' and r.decided_by = $1)`, editor.ID); n != 0 {
		t.Errorf("%d variants are live without the editor's approval", n)
	}
	if published < len(drafts)*9/10 {
		t.Errorf("only %d of %d could be published", published, len(drafts))
	}
	t.Logf("%d variants: %d published, refused %v", len(drafts), published, refused)
}

// sample is the beginning of the lines, or with LOTSE_TEST_PROOF all of them.
func sample(lines string) string {
	if os.Getenv("LOTSE_TEST_PROOF") != "" {
		return lines
	}
	end := 0
	for range sampleLines {
		next := bytes.IndexByte([]byte(lines[end:]), '\n')
		if next < 0 {
			return lines
		}
		end += next + 1
	}
	return lines[:end]
}

func sum(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

// review submits, approves and publishes a draft, and gives the code of the refusal, if any.
func (f *fixture) review(t *testing.T, d cms.ReleaseItem, author, editor auth.Actor) string {
	t.Helper()
	e, err := f.service.Entry(t.Context(), author, d.EntryID, d.Locale)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		actor  auth.Actor
		action string
	}{{author, "submit"}, {editor, "approve"}, {editor, "publish"}} {
		e, err = f.service.Act(t.Context(), step.actor, cms.Act{EntryID: d.EntryID, Locale: d.Locale, Action: step.action, Version: e.Version})
		if err != nil {
			code := command.Code(err)
			if code != "incomplete" && code != "publish_gate" {
				t.Fatalf("%s of %s: %v", step.action, e.Title, err)
			}
			return code
		}
	}
	return ""
}

// clockAt moves the clock of the database to a day.
func (f *fixture) clockAt(t *testing.T, day string) {
	t.Helper()
	if _, err := f.pool.Exec(t.Context(), `do $$ begin execute format('alter database %I set lotse.clock_offset = %L', current_database(), '`+day+`'::timestamptz - now()); end $$`); err != nil {
		t.Fatal(err)
	}
	f.pool.Reset() // the setting holds for new connections
}

// actor is an account with memberships.
func (f *fixture) actor(t *testing.T, name string, m ...auth.Membership) auth.Actor {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	if _, err := f.pool.Exec(t.Context(), `insert into accounts (id, email, name, created_at) values ($1, $2, $3, $4)`, id, name+"@lotse.test", name, time.Now()); err != nil {
		t.Fatal(err)
	}
	return auth.AccountActor(id, m...)
}

func (f *fixture) variants(t *testing.T, sql string) []cms.ReleaseItem {
	t.Helper()
	rows, err := f.pool.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	items, err := pgx.CollectRows(rows, pgx.RowToStructByPos[cms.ReleaseItem])
	if err != nil {
		t.Fatal(err)
	}
	return items
}
