package postgres_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/postgres/testdb"
)

func TestUUIDs(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	a, b := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	for _, mode := range []pgx.QueryExecMode{pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe,
		pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol} {
		t.Run(mode.String(), func(t *testing.T) {
			scan := func(want any, target any, sql string, args ...any) {
				t.Helper()
				if err := pool.QueryRow(t.Context(), sql, append([]any{mode}, args...)...).Scan(target); err != nil {
					t.Fatalf("%s: %v", sql, err)
				}
				if diff := cmp.Diff(want, target); diff != "" {
					t.Errorf("%s: %s", sql, diff)
				}
			}
			id := new(uuid.UUID)
			scan(&a, id, `select $1::uuid`, a)
			scan(&uuid.Nil, id, `select null::uuid`) // id still holds a
			scan(&uuid.Nil, id, `select $1::uuid`, uuid.Nil)
			scan(ptr(true), new(bool), `select $1::uuid is null`, uuid.Nil)
			scan(ptr(true), new(bool), `select $1::uuid is null`, (*uuid.UUID)(nil))
			scan(ptr(&a), new(*uuid.UUID), `select $1::uuid`, &a)
			scan(ptr((*uuid.UUID)(nil)), new(*uuid.UUID), `select null::uuid`)
			scan(&uuid.NullUUID{UUID: a, Valid: true}, new(uuid.NullUUID), `select $1::uuid`, uuid.NullUUID{UUID: a, Valid: true})
			scan(&uuid.NullUUID{}, new(uuid.NullUUID), `select $1::uuid`, uuid.NullUUID{})
			scan(ptr(a.String()), new(string), `select $1::uuid::text`, a)
			scan(&[]uuid.UUID{a, b}, new([]uuid.UUID), `select $1::uuid[]`, []uuid.UUID{a, b})
			scan(&[]uuid.UUID{}, new([]uuid.UUID), `select $1::uuid[]`, []uuid.UUID{})
			scan(ptr([]uuid.UUID(nil)), new([]uuid.UUID), `select $1::uuid[]`, []uuid.UUID(nil))
			scan(&[]uuid.UUID{a, uuid.Nil}, new([]uuid.UUID), `select array[$1, null]::uuid[]`, a)
			scan(ptr(true), new(bool), `select $1::uuid = any($2::uuid[])`, b, []uuid.UUID{a, b})
			scan(ptr[any](a), new(any), `select $1::uuid`, a)
			scan(ptr[any](nil), new(any), `select null::uuid`)
		})
	}
}

func TestUUIDsInRowsAndCopies(t *testing.T) {
	t.Parallel()
	type row struct {
		ID     uuid.UUID   `db:"id"`
		Parent uuid.UUID   `db:"parent"`
		Others []uuid.UUID `db:"others"`
	}
	pool := testdb.New(t)
	if _, err := pool.Exec(t.Context(), `create table nodes (id uuid primary key, parent uuid, others uuid[] not null)`); err != nil {
		t.Fatal(err)
	}
	a, b := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	want := []row{{ID: a, Others: []uuid.UUID{b}}, {ID: b, Parent: a, Others: []uuid.UUID{}}}
	_, err := pool.CopyFrom(t.Context(), pgx.Identifier{"nodes"}, []string{"id", "parent", "others"},
		pgx.CopyFromSlice(len(want), func(i int) ([]any, error) { return []any{want[i].ID, want[i].Parent, want[i].Others}, nil }))
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(want) // the row without a parent comes second and must not get the parent of the first
	rows, err := pool.Query(t.Context(), `select id, parent, others from nodes order by id desc`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// A forgotten id is refused instead of being stored as zeros.
	if _, err := pool.Exec(t.Context(), `insert into nodes values (@id, null, '{}')`, pgx.NamedArgs{"id": uuid.Nil}); err == nil {
		t.Error("a row with uuid.Nil as its key was stored")
	}
}

func ptr[T any](v T) *T { return &v }
