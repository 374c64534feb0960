package upkeep_test

import (
	"flag"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/upkeep"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

var update = flag.Bool("update", false, "write the generated documents")

// fixture is upkeep on a database of its own, with an author and an editor.
type fixture struct {
	*upkeep.Upkeep
	cms            *cms.Service
	pool           *pgxpool.Pool
	organisation   uuid.UUID
	author, editor auth.Actor
	category       uuid.UUID
}

func setup(t testing.TB) *fixture {
	t.Helper()
	pool := testdb.New(t)
	types := must(schema.Load(schema.Embedded()))(t)
	policy := must(auth.LoadPolicy())(t)
	jobs := must(river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: postgres.RiverSchema}))(t)
	service := must(cms.New(cms.Deps{DB: pool, Jobs: jobs, Types: types, Workflows: must(workflow.Load())(t), Policy: policy}))(t)
	if err := service.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	f := &fixture{
		cms: service, pool: pool, organisation: newID(),
		Upkeep: upkeep.New(upkeep.Deps{DB: pool, CMS: service, Log: slog.New(slog.DiscardHandler)}),
	}
	f.exec(t, `insert into organisations (id, slug, name, kind, created_at) values ($1, 'willkommen', 'Willkommen e. V.', 'initiative', lotse.now())`, f.organisation)
	f.author = f.account(t, "author", auth.Membership{OrganisationID: f.organisation, Role: "contributor"})
	f.editor = f.account(t, "editor", auth.Membership{Role: "publisher"})
	f.category = f.publish(t, "category", schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0})
	return f
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// must turns a value and an error into the value, or ends the test.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func (f *fixture) account(t testing.TB, name string, m ...auth.Membership) auth.Actor {
	t.Helper()
	id := newID()
	f.exec(t, `insert into accounts (id, email, name, created_at) values ($1, $2, $3, lotse.now())`, id, name+"@lotse.test", "Person "+name)
	return auth.AccountActor(id, m...)
}

func (f *fixture) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	testdb.Exec(t, f.pool, sql, args...)
}

// query returns the one value that a statement gives.
func query[T any](t testing.TB, f *fixture, sql string, args ...any) T {
	t.Helper()
	return testdb.Value[T](t, f.pool, sql, args...)
}

// publish makes an entry by the import's door, which needs no review, in the name of the author.
func (f *fixture) publish(t testing.TB, typ string, fields schema.Content) uuid.UUID {
	t.Helper()
	actor := auth.Import(f.author.AccountID)
	e := must(f.cms.CreateEntry(t.Context(), actor, cms.CreateEntry{Type: typ, OrganisationID: f.organisation, Locale: "de", Fields: fields}))(t)
	must(f.cms.Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version}))(t)
	return e.ID
}

// offer publishes an offer whose last day lies that many days ahead.
func (f *fixture) offer(t testing.TB, title string, days int) uuid.UUID {
	t.Helper()
	now := query[time.Time](t, f, `select lotse.now()`)
	return f.publish(t, "offer", schema.Content{
		"title": title, "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.", "offerType": "language_course",
		"categories": []any{f.category.String()}, "validUntil": now.AddDate(0, 0, days).Format(time.DateOnly),
	})
}

// move puts the clock that many days ahead of the real one.
func (f *fixture) move(t testing.TB, days float64) {
	t.Helper()
	if err := postgres.MoveClock(t.Context(), f.pool, time.Duration(days*24*float64(time.Hour))); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) mails(t testing.TB, template string, entry uuid.UUID) int {
	t.Helper()
	return query[int](t, f, `select count(*) from outbox where template = $1 and entry_id = $2`, template, entry)
}
