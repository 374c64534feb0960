package testdb_test

import (
	"testing"

	"github.com/google/uuid"

	"lotse/internal/postgres/testdb"
)

func TestNewGivesEveryTestItsOwnDatabase(t *testing.T) {
	t.Parallel()
	a, b := testdb.New(t), testdb.New(t)
	if _, err := a.Exec(t.Context(), `insert into settings values ('k', 'v')`); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := b.QueryRow(t.Context(), `select count(*) from settings`).Scan(&n); err != nil || n != 0 {
		t.Fatalf("the other database has %d rows, error %v", n, err)
	}
	if err := b.QueryRow(t.Context(), `select count(*) from river.river_job`).Scan(&n); err != nil {
		t.Fatalf("River's tables are missing: %v", err)
	}
}

func TestTxIsRolledBack(t *testing.T) {
	t.Parallel()
	key := uuid.NewString()
	t.Run("writes", func(t *testing.T) {
		if _, err := testdb.Tx(t).Exec(t.Context(), `insert into settings values ($1, 'v')`, key); err != nil {
			t.Fatal(err)
		}
	})
	var n int
	if err := testdb.Tx(t).QueryRow(t.Context(), `select count(*) from settings where key = $1`, key).Scan(&n); err != nil || n != 0 {
		t.Fatalf("%d rows are left, error %v", n, err)
	}
}
