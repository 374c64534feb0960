package testdb

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"lotse/internal/postgres"
	"lotse/migrations"
)

// One server and one shared database a process: tests of a package have nothing else in common that
// could hold them.
var (
	shared     = sync.OnceValues(connect)
	sharedPool = sync.OnceValues(openShared)
)

// server is the PostgreSQL that this process takes its databases from.
type server struct {
	address  *url.URL
	admin    *pgxpool.Pool
	id       string // of this process; part of the names of its databases
	template string
	count    atomic.Int64
}

// patience bounds the steps that no test's context covers.
const patience = 2 * time.Minute

// connect finds or starts the server, announces this process to the others, makes the template and
// clears away what dead processes left.
func connect() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	address, err := serverAddress(ctx)
	if err != nil {
		return nil, err
	}
	s := &server{address: address, id: fmt.Sprintf("%d_%s", os.Getpid(), strings.ToLower(rand.Text()[:8]))}
	if s.template, err = templateName(); err != nil {
		return nil, err
	}
	cfg, err := pgxpool.ParseConfig(address.String())
	if err != nil {
		return nil, err
	}
	cfg.MaxConns, cfg.MaxConnLifetime, cfg.MaxConnIdleTime = 4, 24*time.Hour, 24*time.Hour
	cfg.ConnConfig.RuntimeParams["application_name"] = s.announcement()
	if s.admin, err = pgxpool.NewWithConfig(ctx, cfg); err != nil {
		return nil, err
	}
	// One connection is held as long as the process lives: the others see by it that it does.
	if _, err := s.admin.Acquire(ctx); err != nil {
		return nil, err
	}
	if err := s.makeTemplate(ctx); err != nil {
		return nil, err
	}
	return s, s.sweep(ctx)
}

func (s *server) announcement() string { return "lotse-test " + s.id }

// serverAddress is that of LOTSE_TEST_DATABASE_URL, or of the private server of this user's tests.
func serverAddress(ctx context.Context) (*url.URL, error) {
	if given := os.Getenv("LOTSE_TEST_DATABASE_URL"); given != "" {
		address, err := url.Parse(given)
		if err != nil || !strings.HasPrefix(address.Scheme, "postgres") {
			return nil, errors.New("LOTSE_TEST_DATABASE_URL is not a postgres:// URL")
		}
		return address, nil
	}
	programs, err := postgres.FindServer(ctx)
	if err != nil {
		return nil, err
	}
	private, err := postgres.StartPrivate(ctx, postgres.PrivateConfig{
		DataDir:  filepath.Join(clusterRoot(), "lotse-test-"+strconv.Itoa(os.Geteuid()), strconv.Itoa(programs.Major)),
		Settings: map[string]string{"max_connections": "400", "autovacuum": "off", "min_wal_size": "32MB", "max_wal_size": "128MB"},
		NoSync:   true,
		Detached: true,
	})
	if err != nil {
		return nil, err
	}
	return url.Parse(private.DSN())
}

// clusterRoot is the temp directory or, unless TMPDIR says otherwise, Linux's file system in memory
// when it has at least 4 GB free: cloning there takes a fifth of the time (20 instead of 100 ms), and
// does not depend on what else writes to the disk.
func clusterRoot() string {
	const memory, enough = "/dev/shm", 4 << 30
	var space syscall.Statfs_t
	if os.Getenv("TMPDIR") != "" || syscall.Statfs(memory, &space) != nil || space.Bavail*uint64(space.Bsize) < enough {
		return os.TempDir()
	}
	probe, err := os.MkdirTemp(memory, "lotse-probe")
	if err != nil || os.Remove(probe) != nil {
		return os.TempDir()
	}
	return memory
}

// recipe is raised when the same migrations would make another template.
const recipe = 2

// templateName names the template by everything that makes its schema.
func templateName() (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "recipe %d\n", recipe)
	files, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		return "", err
	}
	for _, name := range files {
		content, err := fs.ReadFile(migrations.FS, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(content), content)
	}
	river, err := rivermigrate.New(riverpgxv5.New(nil), &rivermigrate.Config{Schema: postgres.RiverSchema})
	if err != nil {
		return "", err
	}
	for _, version := range river.AllVersions() {
		fmt.Fprintf(sum, "river %d\n%s", version.Version, version.SQLUp)
	}
	return "lotse_template_" + hex.EncodeToString(sum.Sum(nil)[:6]), nil
}

// templateLock is the advisory lock around making and dropping templates.
const templateLock = 0x7465737464622d31

// makeTemplate makes the template unless another process has. It gets its name when it is finished.
func (s *server) makeTemplate(ctx context.Context) error {
	return s.locked(ctx, func(admin *pgxpool.Conn) error {
		var exists bool
		err := admin.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, s.template).Scan(&exists)
		if err != nil || exists {
			return err
		}
		draft := s.template + "_draft"
		if err := execAll(ctx, admin,
			`drop database if exists `+quote(draft)+` with (force)`,
			`create database `+quote(draft)+` template template0`); err != nil {
			return err
		}
		if err := s.migrate(ctx, draft); err != nil {
			return err
		}
		return execAll(ctx, admin,
			`comment on database `+quote(draft)+` is '`+strconv.FormatInt(time.Now().Unix(), 10)+`'`,
			`alter database `+quote(draft)+` with allow_connections false`,
			`alter database `+quote(draft)+` rename to `+quote(s.template))
	})
}

func (s *server) migrate(ctx context.Context, database string) error {
	pool, err := postgres.Open(ctx, s.dsn(database), postgres.PoolOptions{MaxConns: 2})
	if err != nil {
		return err
	}
	defer pool.Close()
	return postgres.Migrate(ctx, pool, migrations.FS)
}

// locked runs fn on one connection that holds the lock of the templates.
func (s *server) locked(ctx context.Context, fn func(*pgxpool.Conn) error) error {
	admin, err := s.admin.Acquire(ctx)
	if err != nil {
		return err
	}
	defer admin.Release()
	if _, err := admin.Exec(ctx, `select pg_advisory_lock($1)`, int64(templateLock)); err != nil {
		return err
	}
	err = fn(admin)
	_, unlock := admin.Exec(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, int64(templateLock))
	return errors.Join(err, unlock)
}

// sqlLeftovers lists databases of processes that are gone, and templates of other schemas that are
// older than a day.
const sqlLeftovers = `
select datname from pg_database d
where datname like 'lotse\_test\_%' and not exists (
        select from pg_stat_activity
        where application_name = 'lotse-test ' || substring(d.datname from '^lotse_test_(\d+_[a-z0-9]+)_'))
   or datname like 'lotse\_template\_%' and datname <> $1
      and coalesce(shobj_description(d.oid, 'pg_database'), '0')::bigint < extract(epoch from now()) - 86400`

// sweep drops the leftovers.
func (s *server) sweep(ctx context.Context) error {
	return s.locked(ctx, func(admin *pgxpool.Conn) error {
		rows, err := admin.Query(ctx, sqlLeftovers, s.template)
		if err != nil {
			return err
		}
		names, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := execAll(ctx, admin, `drop database if exists `+quote(name)); err != nil && !hasCode(err, codeInUse) {
				return err
			}
		}
		return nil
	})
}

// clone makes a database of its own for a test and returns its name.
func (s *server) clone(ctx context.Context, template string) (string, error) {
	name := fmt.Sprintf("lotse_test_%s_%d", s.id, s.count.Add(1))
	for try := 0; ; try++ {
		_, err := s.admin.Exec(ctx, `create database `+quote(name)+` template `+quote(template))
		switch {
		case err == nil:
			return name, nil
		case try == 5:
			return "", fmt.Errorf("clone %s: %w", template, err)
		case hasCode(err, codeNoDatabase): // swept by a process of another release
			if err := s.makeTemplate(ctx); err != nil {
				return "", err
			}
		case !hasCode(err, codeInUse):
			return "", fmt.Errorf("clone %s: %w", template, err)
		}
	}
}

func (s *server) drop(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := s.admin.Exec(ctx, `drop database if exists `+quote(name)+` with (force)`)
	return err
}

// dsn is the address of a database of this server.
func (s *server) dsn(database string) string {
	address := *s.address
	address.Path = "/" + database
	return address.String()
}

// openShared opens the database that Tx works in. The next process drops it.
func openShared() (*pgxpool.Pool, error) {
	s, err := shared()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	name, err := s.clone(ctx, s.template)
	if err != nil {
		return nil, err
	}
	return postgres.Open(ctx, s.dsn(name), postgres.PoolOptions{AppName: "lotse-test", MaxConns: 20})
}

// SQLSTATEs that cloning and dropping meet.
const (
	codeInUse      = "55006" // object_in_use
	codeNoDatabase = "3D000" // invalid_catalog_name
)

func hasCode(err error, code string) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && refused.Code == code
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }

func execAll(ctx context.Context, conn *pgxpool.Conn, statements ...string) error {
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}
