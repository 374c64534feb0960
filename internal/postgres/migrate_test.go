package postgres_test

import (
	"context"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
	"lotse/migrations"
)

func TestMigrateFromNothing(t *testing.T) {
	t.Parallel()
	pool := testdb.Empty(t)
	expectPending(t, pool, true)
	if n := count(t, pool, `select count(*) from pg_class where relnamespace = 'public'::regnamespace`); n != 0 {
		t.Errorf("Pending made %d tables", n)
	}
	if err := postgres.Migrate(t.Context(), pool, migrations.FS); err != nil {
		t.Fatal(err)
	}
	expectPending(t, pool, false)
	for _, table := range []string{"entries", "activity", "river.river_job"} {
		if count(t, pool, `select count(*) from pg_class where oid = to_regclass($1)`, table) != 1 {
			t.Errorf("no table %s", table)
		}
	}
	before := fingerprint(t, pool)
	if err := postgres.Migrate(t.Context(), pool, migrations.FS); err != nil {
		t.Fatalf("the second time: %v", err)
	}
	if after := fingerprint(t, pool); after != before {
		t.Errorf("the second time changed the database: %s, before %s", after, before)
	}
	if n := count(t, pool, `select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`); n != 0 {
		t.Errorf("%d advisory locks are left", n)
	}
}

func TestMigrateFromSeveralAtOnce(t *testing.T) {
	t.Parallel()
	pool := testdb.Empty(t)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			if err := postgres.Migrate(t.Context(), pool, migrations.FS); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	expectPending(t, pool, false)
}

func TestMigrateAddsWhatIsNew(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	files := fstest.MapFS{"99999_more.sql": {Data: []byte("-- +goose Up\ncreate table more (n int);\n")}}
	entries, err := migrations.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		content, err := migrations.FS.ReadFile(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = &fstest.MapFile{Data: content}
	}
	if pending, err := postgres.Pending(t.Context(), pool, files); err != nil || !pending {
		t.Fatalf("pending %t, %v", pending, err)
	}
	if err := postgres.Migrate(t.Context(), pool, files); err != nil {
		t.Fatal(err)
	}
	if count(t, pool, `select count(*) from pg_class where oid = to_regclass('more')`) != 1 {
		t.Error("the new migration did nothing")
	}
}

func TestAFailedMigrationLeavesNothing(t *testing.T) {
	t.Parallel()
	pool := testdb.Empty(t)
	files := fstest.MapFS{"00001_bad.sql": {Data: []byte("-- +goose Up\ncreate table half (n int);\nselect nothing;\n")}}
	if err := postgres.Migrate(t.Context(), pool, files); err == nil {
		t.Fatal("no error")
	}
	if count(t, pool, `select count(*) from pg_class where oid = to_regclass('half')`) != 0 {
		t.Error("half a migration is left")
	}
	if err := postgres.Migrate(t.Context(), pool, migrations.FS); err != nil {
		t.Errorf("the lock is still held or the version was noted: %v", err)
	}
}

func TestMigrateWaitsNoLongerThanItsContext(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	holder, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Release()
	if _, err := holder.Exec(t.Context(), `select pg_advisory_lock(465726370661)`); err != nil { // migrationLock
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- postgres.Migrate(ctx, pool, migrations.FS) }()
	for count(t, pool, `select count(*) from pg_locks where locktype = 'advisory' and not granted
		and database = (select oid from pg_database where datname = current_database())`) == 0 {
		select {
		case err := <-done:
			t.Fatalf("did not wait for the lock: %v", err)
		default:
		}
	}
	cancel()
	if err := <-done; err == nil {
		t.Error("no error")
	}
}

func expectPending(t *testing.T, pool *pgxpool.Pool, want bool) {
	t.Helper()
	if got, err := postgres.Pending(t.Context(), pool, migrations.FS); err != nil || got != want {
		t.Errorf("pending %t, %v, want %t", got, err, want)
	}
}

func count(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// fingerprint changes with every table, column and recorded migration.
func fingerprint(t *testing.T, pool *pgxpool.Pool) (sum string) {
	t.Helper()
	err := pool.QueryRow(t.Context(), `
		select md5(string_agg(line, chr(10) order by line)) from (
			select attrelid::text || attname || atttypid || attnum as line from pg_attribute
			union all select xmin::text || oid from pg_class where relnamespace in ('public'::regnamespace, 'river'::regnamespace)
			union all select id || ' ' || version_id from goose_db_version
			union all select line || version from river.river_migration) lines`).Scan(&sum)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
