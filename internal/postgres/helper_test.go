package postgres

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// helperEnv turns the test binary into a process that starts a private server in the directory that
// it names, says so, and stops the server when its standard input ends.
const helperEnv = "LOTSE_POSTGRES_TEST_HELPER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperEnv); dir != "" {
		if err := runHelper(dir); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if path, err := sharedBinaryOnce(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

func runHelper(dir string) error {
	p, err := StartPrivate(context.Background(), PrivateConfig{DataDir: dir, NoSync: true})
	if err != nil {
		return err
	}
	fmt.Printf("ready %t %d %s %s\n", p.Adopted(), p.serverPID(), p.DSN(), p.DataDir())
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return p.Stop()
}

// helper is a running helper process.
type helper struct {
	cmd     *exec.Cmd
	stdin   io.Closer
	killed  sync.Once
	adopted bool
	pid     int // of the server
	dsn     string
	dataDir string
}

// startHelper runs the test binary as a helper; as tells who it is (nil: as ourselves).
func startHelper(t *testing.T, dir string, as *owner) *helper {
	t.Helper()
	h, err := tryHelper(t, dir, as)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func tryHelper(t *testing.T, dir string, as *owner) (*helper, error) {
	h := &helper{cmd: exec.Command(sharedBinary(t))}
	h.cmd.Env = append(os.Environ(), helperEnv+"="+dir)
	h.cmd.Dir = "/"
	h.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as.credential()}
	var stderr bytes.Buffer
	h.cmd.Stderr = &stderr
	stdout, err := h.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if h.stdin, err = h.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := h.cmd.Start(); err != nil {
		return nil, err
	}
	t.Cleanup(func() {
		h.kill()
		if h.pid != 0 {
			eventually(t, 10*time.Second, "the helper's server ends", func() bool {
				return inspectProcess(h.pid, h.dataDir) != processServer
			})
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	fields := strings.Fields(line)
	if err != nil || len(fields) != 5 || fields[0] != "ready" {
		return nil, fmt.Errorf("helper said %q, %v: %s", line, err, stderr.String())
	}
	h.adopted = fields[1] == "true"
	h.pid, err = strconv.Atoi(fields[2])
	h.dsn, h.dataDir = fields[3], fields[4]
	return h, err
}

// stop lets the helper end in order.
func (h *helper) stop(t *testing.T) {
	t.Helper()
	h.killed.Do(func() {
		if err := errors.Join(h.stdin.Close(), h.cmd.Wait()); err != nil {
			t.Fatalf("helper did not stop: %v", err)
		}
	})
}

// kill ends the helper by kill -9.
func (h *helper) kill() {
	h.killed.Do(func() { _ = h.cmd.Process.Kill(); _ = h.cmd.Wait() })
}

// sharedBinary is a copy of the test binary that every user may run: go test's own directory is 0700.
var sharedBinaryOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "lotse-postgres-test")
	if err != nil {
		return "", err
	}
	content, err := os.ReadFile(os.Args[0])
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "helper")
	// A process that another test forks now would inherit the file open for writing, and a program that
	// is open for writing cannot be started ("text file busy").
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	return path, errors.Join(os.Chmod(dir, 0o755), os.WriteFile(path, content, 0o755), os.Chmod(path, 0o755))
})

func sharedBinary(t *testing.T) string {
	t.Helper()
	path, err := sharedBinaryOnce()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// tempDir is like t.TempDir, but passable for the user that the server runs as.
func tempDir(t *testing.T) string {
	t.Helper()
	root := ""
	var space syscall.Statfs_t
	if syscall.Statfs("/dev/shm", &space) == nil && space.Bavail*uint64(space.Bsize) > 1<<30 {
		root = "/dev/shm" // initdb takes a third of the time in memory
	}
	dir, err := os.MkdirTemp(root, "lotse-private")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if at, err := findPlace(filepath.Join(dir, "data")); err == nil {
			_ = os.RemoveAll(at.sockets) // what a killed server left
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// startHere starts a private server in this process; it is stopped when the test ends.
func startHere(t *testing.T, cfg PrivateConfig) *Private {
	t.Helper()
	cfg.NoSync = true
	p, err := StartPrivate(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Stop(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// query asks the server behind dsn for one value, and waits a while for a server that just restarts.
func query(t *testing.T, dsn, sql string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		got, err := queryOnce(ctx, dsn, sql)
		if err == nil {
			return got
		}
		if pause(ctx, 20*time.Millisecond) != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

func queryOnce(ctx context.Context, dsn, sql string) (got string, err error) {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	err = conn.QueryRow(ctx, sql).Scan(&got)
	return got, err
}

// eventually waits up to limit for something to become true.
func eventually(t *testing.T, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(limit); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %s: %s", limit, what)
		}
	}
}

// captureLog returns a logger and what was written to it.
func captureLog() (*slog.Logger, func() string) {
	out := &lockedBuffer{}
	return slog.New(slog.NewTextHandler(out, nil)), out.String
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// serverPID is the process of the server now.
func (p *Private) serverPID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.pid
}
