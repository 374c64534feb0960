package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/auth"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
)

// TestMain lets the test binary be Lotse: tests start it again as a process of its own, to be killed.
func TestMain(m *testing.M) {
	if args := os.Getenv("LOTSE_TEST_MAIN"); args != "" {
		os.Args = append([]string{"lotse"}, strings.Fields(args)...)
		main()
		return
	}
	os.Exit(m.Run())
}

// process is a Lotse that runs on a test database.
type process struct {
	*exec.Cmd
	url string
	log *bytes.Buffer
}

// start runs `lotse serve` on a database and waits until it is ready. settings are further variables.
func start(t *testing.T, dsn, dir string, settings ...string) *process {
	t.Helper()
	listen := freePort(t)
	p := &process{Cmd: exec.Command(os.Args[0]), url: "http://" + listen, log: &bytes.Buffer{}} //nolint:gosec // ourselves
	p.Env = append(os.Environ(), "LOTSE_TEST_MAIN=serve", "LOTSE_DATABASE_URL="+dsn, "LOTSE_DATA_DIR="+dir, "LOTSE_LISTEN="+listen)
	p.Env = append(p.Env, settings...)
	p.Stdout, p.Stderr = p.log, p.log
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.Process.Kill()
		_, _ = p.Process.Wait()
	})
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		response, err := http.Get(p.url + "/readyz") //nolint:gosec,noctx // our own address
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return p
			}
		}
	}
	_ = p.Process.Kill()
	t.Fatalf("not ready after 30 s:\n%s", p.log)
	return nil
}

// kill ends the process as a power failure would.
func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // only its number is wanted
	return listener.Addr().String()
}

// client is somebody signed in over HTTP.
type client struct {
	http *http.Client
	url  string
}

const testPassword = "correct-horse-battery-staple"

// signIn opens a session.
func signIn(t *testing.T, url, email string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &client{http: &http.Client{Jar: jar, Timeout: 20 * time.Second}, url: url}
	if status, body := c.call(t.Context(), http.MethodPost, "/api/v1/session", "", map[string]any{"email": email, "password": testPassword}); status >= 300 {
		t.Fatalf("sign in: %d %v", status, body)
	}
	return c
}

// call sends JSON and reads JSON. A connection that breaks gives status 0.
func (c *client) call(ctx context.Context, method, path, match string, body any) (int, map[string]any) {
	encoded, err := json.Marshal(body)
	if err != nil {
		return 0, nil
	}
	request, err := http.NewRequestWithContext(ctx, method, c.url+path, bytes.NewReader(encoded))
	if err != nil {
		return 0, nil
	}
	request.Header.Set("Content-Type", "application/json")
	if match != "" {
		request.Header.Set("If-Match", match)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return 0, nil
	}
	defer response.Body.Close() //nolint:errcheck // read to the end
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, nil
	}
	var out map[string]any
	_ = json.Unmarshal(raw, &out)
	return response.StatusCode, out
}

// database opens the test database for looking into it, migrated by the process under test.
func database(t *testing.T, dsn string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(t.Context(), dsn, postgres.PoolOptions{MaxConns: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// person makes an account with a role in an organisation, both made where missing.
func person(t *testing.T, dsn, email, role, organisation string, settings ...string) {
	t.Helper()
	c, err := loadConfig(append([]string{"LOTSE_DATABASE_URL=" + dsn, "LOTSE_DATA_DIR=" + t.TempDir(), "LOTSE_LOG=text:error"}, settings...))
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close() //nolint:errcheck // a test
	if organisation != "" {
		if _, err := a.auth.Organisation(t.Context(), auth.System(), organisation); err != nil {
			if _, err := a.auth.CreateOrganisation(t.Context(), auth.System(), auth.NewOrganisation{Slug: organisation, Name: "Verein", Kind: "initiative"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	account, err := a.auth.CreateAccount(t.Context(), auth.System(), auth.NewAccount{Email: email, Name: "Test", Password: testPassword})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.addRole(t.Context(), account.ID, role, organisation, ""); err != nil {
		t.Fatal(err)
	}
}

// count gives the number that a statement counts.
func count(t *testing.T, pool *pgxpool.Pool, sql string) int {
	t.Helper()
	rows, err := pool.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	n, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[int])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func organisationID(t *testing.T, pool *pgxpool.Pool, slug string) string {
	t.Helper()
	var id string
	if err := pool.QueryRow(t.Context(), `select id::text from organisations where slug = $1`, slug).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

// newDSN is an empty, migrated database of the test's own.
func newDSN(t *testing.T) string { t.Helper(); return testdb.DSN(t) }

// ownServer is an empty database on a PostgreSQL of the test's own, for what writes long and much: the change feed of
// every other database of a server waits for that.
func ownServer(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "lotse-own")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // PostgreSQL's user must be able to enter
		t.Fatal(err)
	}
	private, err := postgres.StartPrivate(t.Context(), postgres.PrivateConfig{DataDir: filepath.Join(dir, "data"), NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = private.Terminate() })
	return private.DSN()
}

// article is a complete article, which needs a published category.
func article(n int, category string) map[string]any {
	return map[string]any{"title": fmt.Sprintf("Artikel %d", n), "body": "Ein Absatz.", "categories": []string{category}}
}
