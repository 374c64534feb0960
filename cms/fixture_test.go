package cms_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/sites"
	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

// fixture is a service on a database of its own, with an organisation and people.
type fixture struct {
	*cms.Service
	pool *pgxpool.Pool
	auth *auth.Service
	told *toldChanges

	initiative, other, agency                 uuid.UUID
	benchCategory                             uuid.UUID
	author, colleague, foreign                auth.Actor
	editor, second, publisher, admin, arabist auth.Actor
}

// toldChanges are the changes that the service told of.
type toldChanges struct {
	mu   sync.Mutex
	list []cms.PublicChange
}

func (c *toldChanges) add(change cms.PublicChange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, change)
}

// take returns what was told since the last call.
func (c *toldChanges) take() []cms.PublicChange {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := c.list
	c.list = nil
	return list
}

// setup makes a fixture. Tests that use it may run in parallel.
func setup(t testing.TB) *fixture {
	t.Helper()
	return setupOn(t, testdb.New(t))
}

func setupOn(t testing.TB, pool *pgxpool.Pool) *fixture {
	t.Helper()
	types := must(schema.Load(schema.Embedded()))(t)
	policy := must(auth.LoadPolicy())(t)
	jobs := must(river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"}))(t)
	accounts := must(auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: []byte("0123456789abcdef0123456789abcdef")}))(t)
	told := &toldChanges{}
	service := must(cms.New(cms.Deps{
		DB: pool, Jobs: jobs, Types: types, Workflows: must(workflow.Load())(t), Policy: policy, Auth: accounts, BaseURL: "http://lotse.test", PublicChanged: told.add,
		Secret: []byte("0123456789abcdef0123456789abcdef"),
	}))(t)
	if err := service.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	f := &fixture{Service: service, pool: pool, auth: accounts, told: told}
	t.Cleanup(func() { checkCopies(t, pool) })
	f.initiative, f.other, f.agency = f.organisation(t, "willkommen", "initiative"), f.organisation(t, "anders", "initiative"), f.organisation(t, "leg", "agency")
	f.author = f.account(t, "author", auth.Membership{OrganisationID: f.initiative, Role: "contributor"})
	f.colleague = f.account(t, "colleague", auth.Membership{OrganisationID: f.initiative, Role: "manager"})
	f.foreign = f.account(t, "foreign", auth.Membership{OrganisationID: f.other, Role: "contributor"})
	f.editor = f.account(t, "editor", auth.Membership{Role: "editor"})
	f.second = f.account(t, "second", auth.Membership{Role: "editor"})
	f.publisher = f.account(t, "publisher", auth.Membership{Role: "publisher"})
	f.admin = f.account(t, "admin", auth.Membership{Role: "admin"})
	f.arabist = f.account(t, "arabist", auth.Membership{Role: "translator", Locales: []string{"ar"}})
	return f
}

// sites are the commands about sites.
func (f *fixture) sites(t testing.TB) *sites.Service {
	t.Helper()
	return sites.New(sites.Deps{DB: f.pool, Types: f.Types(), Policy: must(auth.LoadPolicy())(t)})
}

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

func (f *fixture) organisation(t testing.TB, slug, kind string) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	f.exec(t, `insert into organisations (id, slug, name, kind, created_at) values ($1, $2, $3, $4, lotse.now())`, id, slug, "Verein "+slug, kind)
	return id
}

func (f *fixture) account(t testing.TB, name string, m ...auth.Membership) auth.Actor {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
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

// category makes a published category, which offers need.
func (f *fixture) category(t testing.TB, title string) uuid.UUID {
	t.Helper()
	e := must(f.CreateEntry(t.Context(), f.publisher, cms.CreateEntry{Type: "category", OrganisationID: f.agency, Locale: "de",
		Fields: schema.Content{"title": title, "summary": "Alles über " + title, "icon": "language", "order": 1.0}}))(t)
	return f.publish(t, e, f.publisher, f.editor).ID
}

// offerFields is a complete offer.
func offerFields(title string, category uuid.UUID) schema.Content {
	return schema.Content{
		"title": title, "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.\n\nKommen Sie vorbei.",
		"offerType": "language_course", "categories": []any{category.String()}, "costs": "free",
		"contacts": []any{map[string]any{"name": "Amina Beispiel", "email": "amina@verein.example", "consent": true}},
	}
}

// offer makes a draft of an offer by the author.
func (f *fixture) offer(t testing.TB, title string, category uuid.UUID) cms.Entry {
	t.Helper()
	return must(f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: offerFields(title, category)}))(t)
}

// act takes a step with the versions that the entry shows.
func (f *fixture) act(t testing.TB, actor auth.Actor, e cms.Entry, action string, change ...func(*cms.Act)) cms.Entry {
	t.Helper()
	out, err := f.try(t.Context(), actor, e, action, change...)
	if err != nil {
		t.Fatalf("%s: %v", action, err)
	}
	return out
}

// entryActions check the entry's version.
var entryActions = map[string]bool{"confirm": true, "expire": true, "take_down": true, "archive": true, "restore": true, "transfer": true, "delete": true}

func (f *fixture) try(ctx context.Context, actor auth.Actor, e cms.Entry, action string, change ...func(*cms.Act)) (cms.Entry, error) {
	in := cms.Act{EntryID: e.ID, Locale: e.Locale, Action: action, Version: e.Version}
	if entryActions[action] {
		in.Version = e.EntryVersion
	}
	for _, c := range change {
		c(&in)
	}
	return f.Act(ctx, actor, in)
}

func reason(text string) func(*cms.Act)       { return func(a *cms.Act) { a.Reason = text } }
func at(when time.Time) func(*cms.Act)        { return func(a *cms.Act) { a.At = when } }
func to(rev uuid.UUID) func(*cms.Act)         { return func(a *cms.Act) { a.Revision = rev } }
func toOrg(org uuid.UUID) func(*cms.Act)      { return func(a *cms.Act) { a.Organisation = org } }
func (f *fixture) now(t testing.TB) time.Time { return query[time.Time](t, f, `select lotse.now()`) }

// publish takes a draft through review.
func (f *fixture) publish(t testing.TB, e cms.Entry, submitter, editor auth.Actor) cms.Entry {
	t.Helper()
	e = f.act(t, submitter, e, "submit")
	e = f.act(t, editor, e, "approve")
	return f.act(t, editor, e, "publish")
}

// public tells the title that the public sees, "" for none.
func (f *fixture) public(t testing.TB, id uuid.UUID, locale string) string {
	t.Helper()
	rows, err := f.pool.Query(t.Context(), `select item::jsonb #>> '{fields,title}' from public_items where entry_id = $1 and locale = $2`, id, locale)
	if err != nil {
		t.Fatal(err)
	}
	titles, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if len(titles) == 0 {
		return ""
	}
	return titles[0]
}

// wantCode checks the code of a command's error.
func wantCode(t testing.TB, err error, code string) {
	t.Helper()
	if got := command.Code(err); got != code {
		t.Fatalf("got %v, want code %s", err, code)
	}
}

// problemsOf lists the places of an error and what is wrong there.
func problemsOf(err error) string {
	e, ok := err.(*command.Error)
	if !ok {
		return fmt.Sprint(map[bool]any{true: "", false: err}[err == nil])
	}
	var list []string
	for _, p := range e.Fields {
		list = append(list, p.Pointer+" "+p.Code)
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}
