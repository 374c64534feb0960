package sites_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/auth"
	"lotse/cms/sites"
	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// fixture is the service on a database of its own, with two organisations and people of every kind.
type fixture struct {
	*sites.Service
	pool                                               *pgxpool.Pool
	initiative, other                                  uuid.UUID
	contributor, manager, translator, publisher, admin auth.Actor
}

func setup(t testing.TB) *fixture {
	t.Helper()
	pool, types, policy := testdb.New(t), must(schema.Load(schema.Embedded()))(t), must(auth.LoadPolicy())(t)
	f := &fixture{Service: sites.New(sites.Deps{DB: pool, Types: types, Policy: policy}), pool: pool, initiative: uuid.New(), other: uuid.New()}
	f.exec(t, `insert into organisations (id, slug, name, kind, created_at) values ($1, 'willkommen', 'Willkommen', 'initiative', lotse.now()), ($2, 'anders', 'Anders', 'initiative', lotse.now())`, f.initiative, f.other)
	f.contributor = auth.AccountActor(uuid.New(), auth.Membership{OrganisationID: f.initiative, Role: auth.Contributor})
	f.manager = auth.AccountActor(uuid.New(), auth.Membership{OrganisationID: f.initiative, Role: auth.Manager})
	f.translator = auth.AccountActor(uuid.New(), auth.Membership{Role: "translator", Locales: []string{"ar"}})
	f.publisher = auth.AccountActor(uuid.New(), auth.Membership{Role: auth.Publisher})
	f.admin = auth.AccountActor(uuid.New(), auth.Membership{Role: auth.Admin})
	return f
}

// entry makes an entry of a type, without any text.
func (f *fixture) entry(t testing.TB, typ string) uuid.UUID {
	t.Helper()
	id := uuid.New()
	f.exec(t, `insert into entries (id, type, organisation_id, source_locale, created_at, updated_at) values ($1, $2, $3, 'de', lotse.now(), lotse.now())`, id, typ, f.initiative)
	return id
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

func (f *fixture) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	testdb.Exec(t, f.pool, sql, args...)
}

// query returns the one value that a statement gives.
func query[T any](t testing.TB, f *fixture, sql string, args ...any) T {
	t.Helper()
	return testdb.Value[T](t, f.pool, sql, args...)
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

func TestStatements(t *testing.T) {
	t.Parallel()
	testdb.PrepareAll(t, ".")
}
