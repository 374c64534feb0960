package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// privateName is the database and the superuser of a private server.
const privateName = "lotse"

// PrivateConfig says how to start a private server. Only DataDir is needed.
type PrivateConfig struct {
	// DataDir is the directory of the cluster, made when missing. A file DataDir.lock stands beside
	// it. When root starts the server and PostgreSQL's user cannot reach DataDir (below a home of mode
	// 0700), the data live in /var/lib/lotse instead, and the log says so.
	DataDir string
	// Log gets what the launcher does; nil discards it. The server's own log is server.log in DataDir.
	Log *slog.Logger
	// Settings are further PostgreSQL settings, e.g. max_connections; they win over the defaults.
	Settings map[string]string
	// NoSync gives up the safety of the data after a power failure. For tests only.
	NoSync bool
	// Detached makes the server outlive this process: neither Stop nor the death of the process stops
	// it, but two minutes without any Private that uses it do. For tests, where many short processes
	// share one server.
	Detached bool

	search    serverSearch  // where tests look for the programs
	idleCheck time.Duration // how often the watcher of a detached server looks; 15 s at 0
}

// Private is a PostgreSQL server that belongs to Lotse, reached by a Unix socket only. Several
// processes may hold a Private for the same data directory: the first starts the server, the others
// adopt it, and when it goes away while they run (its starter was stopped), one of them starts it again.
type Private struct {
	cfg   PrivateConfig
	place place
	dsn   string

	began   bool               // it ran once: from now on its data may not be missing
	cancel  context.CancelFunc // ends watch
	watched chan struct{}      // closed when watch has ended

	mu      sync.Mutex
	pid     int      // of the server
	process *process // nil when adopted
	stopped bool     // by Stop
}

// startLimit bounds everything that StartPrivate waits for: initdb, the lock of another process that
// starts the same server, recovery after a crash, a dead server that has not been reaped.
const startLimit = 90 * time.Second

// StartPrivate returns a private server that accepts connections. The first start on a machine takes
// about half a second, later ones a tenth of that. The error wraps ErrNoServer when there are no
// PostgreSQL programs, and names both versions when the data are of another major version: they are
// never upgraded on the way.
func StartPrivate(ctx context.Context, cfg PrivateConfig) (*Private, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	at, err := findPlace(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	if at.moved {
		cfg.Log.Warn("the private database is elsewhere: the server's user cannot reach the data directory",
			"asked", cfg.DataDir, "data_dir", at.data, "user", at.owner.name)
	}
	p := &Private{cfg: cfg, place: at, watched: make(chan struct{})}
	if err := p.ensure(ctx); err != nil {
		return nil, fmt.Errorf("start private PostgreSQL in %s: %w", at.data, err)
	}
	p.began = true
	watch, cancel := context.WithCancel(context.WithoutCancel(ctx))
	p.cancel = cancel
	go p.watch(watch)
	return p, nil
}

// DSN is the address of the database, for Open and for libpq's programs alike. It stays the same as
// long as the Private lives, also when the server is started again.
func (p *Private) DSN() string { return p.dsn }

// DataDir is where the data really are.
func (p *Private) DataDir() string { return p.place.data }

// Adopted tells whether another process started the server that runs now.
func (p *Private) Adopted() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.process == nil
}

// Stop ends the server if this Private started it, and waits for it. An adopted or detached server
// goes on. Other processes that use the server start it again at once.
func (p *Private) Stop() error {
	p.cancel()
	<-p.watched
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.process == nil || p.cfg.Detached || p.stopped {
		return nil
	}
	p.stopped = true
	err := stopServer(p.pid, p.process.ended)
	p.removeSocketDir()
	return err
}

// Terminate ends the server whoever started it, and waits for it.
func (p *Private) Terminate() error {
	p.cancel()
	<-p.watched
	p.mu.Lock()
	defer p.mu.Unlock()
	err := stopServer(p.pid, func() bool { return inspectProcess(p.pid, p.place.data) != processServer })
	p.removeSocketDir()
	return err
}

// removeSocketDir clears the temp directory, unless another process is just about to use it.
func (p *Private) removeSocketDir() {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	lock, err := lockFile(ctx, p.place.lock)
	if err != nil {
		return
	}
	defer lock.Close()
	_ = os.Remove(p.place.sockets) // fails, as it should, when a server has its socket in it
}

// stopServer asks for a fast shutdown (sessions are ended, data are written) and, when that takes
// too long, for an immediate one (the next start recovers from the log).
func stopServer(pid int, ended func() bool) error {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} {
		if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stop private PostgreSQL: %w", err)
		}
		for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
			if ended() {
				return nil
			}
		}
	}
	return fmt.Errorf("stop private PostgreSQL: process %d does not end", pid)
}

// watch keeps the server running until ctx ends: it starts the server again when it has crashed or
// when the process that started it has ended.
func (p *Private) watch(ctx context.Context) {
	defer close(p.watched)
	for pause(ctx, 200*time.Millisecond) == nil {
		p.markUsed()
		if p.running() {
			continue
		}
		p.cfg.Log.Warn("the private database has stopped, starting it again", "data_dir", p.place.data)
		if err := p.ensure(ctx); err != nil && ctx.Err() == nil {
			p.cfg.Log.Error("cannot start the private database again", "error", err)
			_ = pause(ctx, 2*time.Second)
		}
	}
}

func (p *Private) running() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.process != nil {
		return !p.process.ended()
	}
	return inspectProcess(p.pid, p.place.data) == processServer
}

// socketDSN is written as a URL with everything in it, so that no PG* variable changes it.
func socketDSN(sockets, database string) string {
	query := url.Values{"host": {sockets}, "port": {"5432"}, "sslmode": {"disable"}}
	return "postgres://" + privateName + "@/" + database + "?" + query.Encode()
}

// adopt connects to the running server and checks that it is the one of our data directory. When it
// answers, p is ready to be used.
func (p *Private) adopt(ctx context.Context, running postmaster) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, socketDSN(running.sockets, "postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var data string
	if err := conn.QueryRow(ctx, `show data_directory`).Scan(&data); err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(data); err == nil {
		data = real
	}
	if data != p.place.data {
		return fmt.Errorf("the server behind %s serves %s", running.sockets, data)
	}
	var exists bool
	err = conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, privateName).Scan(&exists)
	if err == nil && !exists {
		_, err = conn.Exec(ctx, `create database `+privateName)
	}
	if err != nil {
		return fmt.Errorf("create database %s: %w", privateName, err)
	}
	if p.dsn == "" { // afterwards watch may run: the address is read without a lock
		p.dsn = socketDSN(running.sockets, privateName)
	}
	p.place.sockets = running.sockets // the one who started it may have another temp directory
	return nil
}
