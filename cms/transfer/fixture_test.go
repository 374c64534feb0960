package transfer

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres/testdb"
	"lotse/workflow"
)

// fixture is a service on a database of its own.
type fixture struct {
	pool     *pgxpool.Pool
	service  *cms.Service
	accounts *auth.Service
}

func setup(t *testing.T) *fixture {
	t.Helper()
	pool := testdb.New(t)
	policy := must(auth.LoadPolicy())(t)
	jobs := must(river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"}))(t)
	accounts := must(auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: []byte("0123456789abcdef0123456789abcdef")}))(t)
	service := must(cms.New(cms.Deps{
		DB: pool, Jobs: jobs, Types: registry(t), Workflows: must(workflow.Load())(t), Policy: policy, Auth: accounts,
		BaseURL: "http://lotse.test",
	}))(t)
	if err := service.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &fixture{pool, service, accounts}
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

// organisation makes one that imports can belong to.
func (f *fixture) organisation(t *testing.T, slug string) {
	t.Helper()
	_, err := f.accounts.CreateOrganisation(t.Context(), auth.System(), auth.NewOrganisation{Slug: slug, Name: "Organisation " + slug, Kind: "agency"})
	if err != nil {
		t.Fatal(err)
	}
}

// query returns the one value that a statement gives.
func query[T any](t *testing.T, f *fixture, sql string, args ...any) T {
	t.Helper()
	return testdb.Value[T](t, f.pool, sql, args...)
}

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }
