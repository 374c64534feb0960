package translation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/translation"
	"lotse/internal/command"
	"lotse/internal/machine"
	"lotse/internal/machine/machinetest"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

// fixture is the service on a database of its own, with the stand-in of a service and people.
type fixture struct {
	*translation.Service
	cms                                                 *cms.Service
	pool                                                *pgxpool.Pool
	peer                                                *machinetest.Peer
	agency, category                                    uuid.UUID
	author, editor, second, publisher, arabist, persian auth.Actor
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

func setup(t testing.TB) *fixture {
	t.Helper()
	pool, peer := testdb.New(t), machinetest.NewDeepL(t)
	f := &fixture{pool: pool, peer: peer, agency: uuid.New()}
	policy := must(auth.LoadPolicy())(t)
	jobs := must(river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"}))(t)
	accounts := must(auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: make([]byte, 32)}))(t)
	f.cms = must(cms.New(cms.Deps{DB: pool, Jobs: jobs, Types: must(schema.Load(schema.Embedded()))(t), Workflows: must(workflow.Load())(t), Policy: policy, Auth: accounts, BaseURL: "http://lotse.test"}))(t)
	if err := f.cms.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	deepl := must(machine.NewDeepL(machine.Options{URL: peer.URL, Key: peer.Key(), Timeout: 2 * time.Second}))(t)
	f.Service = translation.New(translation.Deps{DB: pool, Jobs: jobs, CMS: f.cms, Policy: policy, Providers: []machine.Provider{deepl}})
	f.exec(t, `insert into organisations (id, slug, name, kind, created_at) values ($1, 'leg', 'LEG', 'agency', lotse.now())`, f.agency)
	f.author = f.account(t, "author", auth.Membership{OrganisationID: f.agency, Role: "contributor"})
	f.editor, f.second = f.account(t, "editor", auth.Membership{Role: "editor"}), f.account(t, "second", auth.Membership{Role: "editor"})
	f.publisher = f.account(t, "publisher", auth.Membership{Role: "publisher"})
	f.arabist = f.account(t, "arabist", auth.Membership{Role: "translator", Locales: []string{"ar"}})
	f.persian = f.account(t, "persian", auth.Membership{Role: "translator", Locales: []string{"fa"}})
	f.category = f.entry(t, f.publisher, "category", schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0})
	return f
}

func (f *fixture) account(t testing.TB, name string, m auth.Membership) auth.Actor {
	t.Helper()
	id := uuid.New()
	f.exec(t, `insert into accounts (id, email, name, created_at) values ($1, $2, $3, lotse.now())`, id, name+"@lotse.test", name)
	var organisation any
	if m.OrganisationID != uuid.Nil {
		organisation = m.OrganisationID
	}
	locales := m.Locales
	if locales == nil {
		locales = []string{}
	}
	f.exec(t, `insert into memberships (id, account_id, organisation_id, role, locales, created_at) values ($1, $2, $3, $4, $5, lotse.now())`,
		uuid.New(), id, organisation, m.Role, locales)
	return auth.AccountActor(id, m)
}

func (f *fixture) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	testdb.Exec(t, f.pool, sql, args...)
}

// entry makes a published entry.
func (f *fixture) entry(t testing.TB, by auth.Actor, typ string, fields schema.Content) uuid.UUID {
	t.Helper()
	e := must(f.cms.CreateEntry(t.Context(), by, cms.CreateEntry{Type: typ, OrganisationID: f.agency, Locale: "de", Fields: fields}))(t)
	return f.publish(t, by, e).ID
}

// publish takes a text through review.
func (f *fixture) publish(t testing.TB, by auth.Actor, e cms.Entry) cms.Entry {
	t.Helper()
	for _, step := range []struct {
		actor  auth.Actor
		action string
	}{{by, "submit"}, {f.second, "approve"}, {f.second, "publish"}} {
		e = f.act(t, step.actor, e, step.action)
	}
	return e
}

func (f *fixture) act(t testing.TB, actor auth.Actor, e cms.Entry, action string, reason ...string) cms.Entry {
	t.Helper()
	return must(f.cms.Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: e.Locale, Action: action, Version: e.Version, Reason: strings.Join(reason, "")}))(t)
}

// offer makes a published offer with two paragraphs, the second of which all offers share.
func (f *fixture) offer(t testing.TB, title string) uuid.UUID {
	t.Helper()
	return f.entry(t, f.author, "offer", schema.Content{
		"title": title, "summary": "Kurz: " + title, "offerType": "language_course", "categories": []any{f.category.String()},
		"description": "Wir sind " + title + ".\n\nKommen Sie vorbei, es kostet nichts.",
	})
}

// offers makes some.
func (f *fixture) offers(t testing.TB, n int) (ids []uuid.UUID) {
	t.Helper()
	for i := range n {
		ids = append(ids, f.offer(t, fmt.Sprintf("Angebot Nummer %d", i+1)))
	}
	return ids
}

// change publishes the source with other fields.
func (f *fixture) change(t testing.TB, id uuid.UUID, change func(schema.Content)) {
	t.Helper()
	e := must(f.cms.Entry(t.Context(), f.author, id, ""))(t)
	change(e.Fields)
	e = must(f.cms.Save(t.Context(), f.author, cms.Save{EntryID: id, Version: e.Version, Fields: e.Fields}))(t)
	f.publish(t, f.author, e)
}

// run works for a service and language until there is nothing to do. It returns what Run says last.
func (f *fixture) run(t testing.TB, locale string) time.Duration {
	t.Helper()
	for range 20 {
		wait := must(f.Run(t.Context(), cms.Translate{Provider: "deepl", Locale: locale}))(t)
		if wait != 0 {
			return wait
		}
	}
	t.Fatal("it does not end")
	return 0
}

// ask requests texts of the stand-in.
func (f *fixture) ask(t testing.TB, ids []uuid.UUID, locales ...string) translation.Request {
	t.Helper()
	return must(f.Request(t.Context(), f.editor, translation.NewRequest{Entries: ids, Locales: locales, Provider: "deepl"}))(t)
}

func (f *fixture) view(t testing.TB, id uuid.UUID, locale string) cms.Translation {
	t.Helper()
	return must(f.cms.Translation(t.Context(), f.editor, id, locale))(t)
}

// sentTwice are the texts that reached the stand-in more than once in a language.
func (f *fixture) sentTwice() (twice []string) {
	for text, n := range f.peer.Received() {
		if n > 1 {
			twice = append(twice, fmt.Sprintf("%s %s: %d", text.Target, text.HTML, n))
		}
	}
	return twice
}

func wantCode(t testing.TB, err error, code string) {
	t.Helper()
	if got := command.Code(err); got != code {
		t.Fatalf("got %v, want code %s", err, code)
	}
}

// later moves the time an hour on, for connections that begin after it.
func (f *fixture) later(t testing.TB) {
	t.Helper()
	f.exec(t, `do $$ begin execute format('alter database %I set lotse.clock_offset = %L', current_database(), '1 hour'); end $$`)
	f.pool.Reset()
}

// provide makes the service anew with another provider.
func (f *fixture) provide(t testing.TB, provider machine.Provider) {
	t.Helper()
	jobs := must(river.NewClient(riverpgxv5.New(f.pool), &river.Config{Schema: "river"}))(t)
	f.Service = translation.New(translation.Deps{DB: f.pool, Jobs: jobs, CMS: f.cms, Policy: must(auth.LoadPolicy())(t), Providers: []machine.Provider{provider}})
}
