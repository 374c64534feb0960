package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// ensure makes sure that the server runs: it adopts the one that does, or starts one. One process at
// a time decides that for a data directory.
func (p *Private) ensure(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startLimit, fmt.Errorf("not ready within %s", startLimit))
	defer cancel()
	lock, err := lockFile(ctx, p.place.lock)
	if err != nil {
		return err
	}
	defer lock.Close()
	p.markUsed()
	for {
		done, err := p.step(ctx)
		if done || err != nil {
			return err
		}
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
}

// step looks at what the data directory says and does the one thing that follows. It is called until
// it is done.
func (p *Private) step(ctx context.Context) (done bool, err error) {
	running, err := readPostmaster(p.place.data)
	if err != nil {
		return false, err
	}
	if running.pid == 0 || running.pid == os.Getpid() {
		return p.start(ctx)
	}
	switch inspectProcess(running.pid, p.place.data) {
	case processGone:
		return p.start(ctx)
	case processForeign:
		p.cfg.Log.Warn("the lock file of the private database names a foreign process", "pid", running.pid)
		if err := disownPostmaster(p.place.data); err != nil {
			return false, err
		}
		return p.start(ctx)
	case processDying:
		return false, nil // PostgreSQL would refuse until it is reaped
	}
	if running.status != "ready" {
		return false, nil // starting, recovering or stopping
	}
	if err := p.adopt(ctx, running); err != nil {
		if isTransient(err) {
			return false, nil
		}
		return false, fmt.Errorf("adopt the server that runs already (process %d): %w", running.pid, err)
	}
	p.mu.Lock()
	p.pid, p.process = running.pid, nil
	p.mu.Unlock()
	p.cfg.Log.Info("adopted the private database", "data_dir", p.place.data, "pid", running.pid)
	return true, nil
}

// isTransient tells whether the server that refused a connection is just starting or stopping.
func isTransient(err error) bool {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return refused.Code == "57P03" || refused.Code == "57P01" // cannot_connect_now, admin_shutdown
	}
	var connect *pgconn.ConnectError
	return errors.As(err, &connect)
}

// start finds the programs, makes the cluster when there is none and starts the server. It is not
// done, and no error, when the server says that a dying one still holds the data.
func (p *Private) start(ctx context.Context) (done bool, err error) {
	began := time.Now()
	version, err := dataVersion(p.place.data)
	if err != nil {
		return false, err
	}
	server, err := findServer(ctx, p.cfg.search, version, p.place.owner)
	if err != nil {
		return false, err
	}
	if version == 0 && p.began {
		return false, fmt.Errorf("the data in %s are gone: they were there when this process began, so no empty database is put in their place", p.place.data)
	}
	if version == 0 {
		if err := p.initialise(ctx, server); err != nil {
			return false, err
		}
	} else if version != server.Major {
		return false, fmt.Errorf("the data are of PostgreSQL %d, but the programs in %s are of PostgreSQL %d: "+
			"install PostgreSQL %d, or move the data away and import an export (data are never upgraded on the way)",
			version, server.Dir, server.Major, version)
	}
	if err := p.makeSocketDir(); err != nil {
		return false, fmt.Errorf("make the socket directory: %w", err)
	}
	done, err = p.launch(ctx, server)
	if done {
		p.cfg.Log.Info("started the private database", "data_dir", p.place.data, "version", server.Major,
			"new", version == 0, "duration", time.Since(began).Round(time.Millisecond))
	}
	return done, err
}

// dataVersion is the major version of the cluster in a directory, 0 when there is none.
func dataVersion(data string) (int, error) {
	raw, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	version, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil {
		return 0, fmt.Errorf("read PG_VERSION: %q is no version of a private database", strings.TrimSpace(string(raw)))
	}
	return version, nil
}

// initialise makes a cluster in a directory beside the final one and renames it, so that an initdb
// that was interrupted leaves nothing that looks like data.
func (p *Private) initialise(ctx context.Context, server Server) error {
	if entries, err := os.ReadDir(p.place.data); err == nil && len(entries) > 0 {
		return fmt.Errorf("the directory is not empty and holds no PostgreSQL data (%s, …)", entries[0].Name())
	}
	fresh := p.place.data + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := makePrivateDir(fresh, p.place.owner); err != nil {
		return err
	}
	locale := "C.UTF-8"
	if runtime.GOOS != "linux" {
		locale = "C" // the locale C.UTF-8 is not everywhere; sorting is ICU's, column by column
	}
	cmd := serverCommand(p.place.owner, filepath.Join(server.Dir, "initdb"), "-D", fresh, "-U", privateName,
		"-E", "UTF8", "--locale="+locale, "--auth=trust", "--no-sync", "--data-checksums", "--no-instructions")
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	setServerAttributes(cmd.SysProcAttr, false)
	process, err := startProcess(cmd)
	if err != nil {
		return fmt.Errorf("run initdb: %w", err)
	}
	select {
	case <-process.done:
	case <-ctx.Done():
		_ = syscall.Kill(-process.pid, syscall.SIGKILL) // with its children, which are a process group
		<-process.done
		return context.Cause(ctx)
	}
	if process.err != nil {
		return fmt.Errorf("run initdb: %w: %s", process.err, lastLines(out.String()))
	}
	if err := os.Remove(p.place.data); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // it was there and empty
	}
	return os.Rename(fresh, p.place.data)
}

// makeSocketDir makes the directory of the socket and clears away what a killed server left there: its
// lock file may name a process that lives. No other server uses the directory, and the data have a
// lock of their own.
func (p *Private) makeSocketDir() error {
	if err := makePrivateDir(p.place.sockets, p.place.owner); err != nil {
		return err
	}
	socket := filepath.Join(p.place.sockets, socketName)
	for _, path := range []string{socket, socket + ".lock"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// launch starts the server and waits until it accepts connections.
func (p *Private) launch(ctx context.Context, server Server) (done bool, err error) {
	logPath := filepath.Join(p.place.data, "server.log")
	log, err := openServerLog(logPath, p.place.owner)
	if err != nil {
		return false, err
	}
	defer log.Close()
	begin, err := log.Seek(0, 2)
	if err != nil {
		return false, err
	}
	cmd := serverCommand(p.place.owner, filepath.Join(server.Dir, "postgres"), p.arguments()...)
	cmd.Stdout, cmd.Stderr = log, log
	setServerAttributes(cmd.SysProcAttr, p.cfg.Detached)
	process, err := startProcess(cmd)
	if err != nil {
		return false, fmt.Errorf("run postgres: %w", err)
	}
	for {
		if process.ended() {
			said := readFrom(logPath, begin)
			if strings.Contains(said, `"postmaster.pid" already exists`) || strings.Contains(said, "shared memory block") {
				return false, nil // a server that was killed is not wholly gone yet
			}
			return false, fmt.Errorf("the server ended at once: %w: %s", process.err, lastLines(said))
		}
		running, err := readPostmaster(p.place.data)
		if err == nil && running.pid == process.pid && running.status == "ready" {
			err := p.adopt(ctx, running)
			if err == nil {
				break
			}
			if !isTransient(err) {
				_ = stopServer(process.pid, process.ended)
				return false, err
			}
		}
		if err := pause(ctx, 5*time.Millisecond); err != nil {
			_ = stopServer(process.pid, process.ended)
			return false, err
		}
	}
	p.mu.Lock()
	p.pid, p.process = process.pid, process
	p.mu.Unlock()
	if p.cfg.Detached {
		return true, p.startIdleStop(process.pid)
	}
	return true, nil
}

// arguments of the server: no TCP, the socket in its short directory, and our settings.
func (p *Private) arguments() []string {
	settings := map[string]string{
		"listen_addresses":                    "",
		"unix_socket_directories":             p.place.sockets,
		"unix_socket_permissions":             "0700",
		"port":                                "5432",
		"shared_buffers":                      "128MB",
		"max_connections":                     "200",
		"idle_in_transaction_session_timeout": "30s",
		"timezone":                            "UTC",
		"log_timezone":                        "UTC",
		"logging_collector":                   "off", // one file, which openServerLog keeps small
		"log_line_prefix":                     "%m [%p] %q%a ",
	}
	if p.cfg.NoSync {
		maps.Copy(settings, map[string]string{"fsync": "off", "full_page_writes": "off"})
	}
	maps.Copy(settings, p.cfg.Settings)
	args := []string{"-D", p.place.data}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// openServerLog opens the server's log for appending; one of more than 10 MB becomes server.log.1.
func openServerLog(path string, as *owner) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > 10<<20 {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, err
		}
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return file, as.take(path)
}

func readFrom(path string, offset int64) string {
	raw, err := os.ReadFile(path)
	if err != nil || int64(len(raw)) < offset {
		return ""
	}
	return string(raw[offset:])
}

// lastLines is the end of a program's output, on one line, for an error.
func lastLines(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	lines = lines[max(0, len(lines)-6):]
	return strings.Join(lines, " | ")
}
