package postgres

import (
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestStartPrivateServesAndKeepsItsData(t *testing.T) {
	t.Setenv("PGPORT", "9999") // variables of the user must not change the server
	t.Setenv("PGDATA", "/nowhere")
	dir := filepath.Join(tempDir(t), "made", "on the way")
	began := time.Now()
	p := startHere(t, PrivateConfig{DataDir: dir})
	t.Logf("from nothing: %s", time.Since(began))
	if p.Adopted() {
		t.Error("the first server of a directory was adopted")
	}
	for setting, want := range map[string]string{
		"listen_addresses": "", "idle_in_transaction_session_timeout": "30s", "data_checksums": "on",
		"server_encoding": "UTF8", "unix_socket_permissions": "0700", "port": "5432",
	} {
		if got := query(t, p.DSN(), `show `+setting); got != want {
			t.Errorf("%s = %q, want %q", setting, got, want)
		}
	}
	execute(t, p.DSN(), `create table kept as select 42 as n`)
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	if inspectProcess(p.serverPID(), p.DataDir()) != processGone {
		t.Error("the server lives after Stop")
	}
	began = time.Now()
	again := startHere(t, PrivateConfig{DataDir: dir})
	t.Logf("on existing data: %s", time.Since(began))
	if got := query(t, again.DSN(), `select n::text from kept`); got != "42" {
		t.Errorf("kept %q", got)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("data directory is open to others: %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(again.place.sockets); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("socket directory is open to others: %v, %v", info.Mode(), err)
	}
}

func TestStartPrivateAsNormalUser(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	var as *owner
	if os.Geteuid() == 0 {
		as = nobody(t)
		if err := as.take(dir); err != nil {
			t.Fatal(err)
		}
	}
	h := startHelper(t, filepath.Join(dir, "data"), as)
	if got := query(t, h.dsn, `select 'here'`); got != "here" {
		t.Errorf("got %q", got)
	}
	info, err := os.Stat(h.dataDir)
	if err != nil {
		t.Fatal(err)
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; as != nil && uid != as.uid {
		t.Errorf("data belong to user id %d, want %d", uid, as.uid)
	}
	h.stop(t)
	// Root takes over the data of a user as that user, so that the user can go on afterwards.
	p := startHere(t, PrivateConfig{DataDir: h.dataDir})
	if p.place.data != h.dataDir {
		t.Errorf("data moved to %s", p.place.data)
	}
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	startHelper(t, h.dataDir, as).stop(t)
}

func TestStartPrivateBelowAClosedHome(t *testing.T) {
	t.Parallel()
	home := filepath.Join(tempDir(t), "home")
	if err := os.Mkdir(home, 0o700); err != nil {
		t.Fatal(err)
	}
	log, said := captureLog()
	p := startHere(t, PrivateConfig{DataDir: filepath.Join(home, "project", "data"), Log: log})
	if got := query(t, p.DSN(), `select 'here'`); got != "here" {
		t.Errorf("got %q", got)
	}
	if os.Geteuid() != 0 {
		if p.place.moved {
			t.Errorf("data of a normal user moved to %s", p.DataDir())
		}
		return
	}
	t.Cleanup(func() { // before the Stop of startHere ran nothing may be removed, hence in this order
		_ = p.Stop()
		_ = os.RemoveAll(p.DataDir())
		_ = os.Remove(p.place.lock)
	})
	if filepath.Dir(p.DataDir()) != fallbackRoot {
		t.Errorf("data are in %s", p.DataDir())
	}
	if !strings.Contains(said(), p.DataDir()) {
		t.Errorf("the log does not say where the data are: %s", said())
	}
}

func TestStartPrivateInALongPath(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), strings.Repeat("long/", 40), "data")
	p := startHere(t, PrivateConfig{DataDir: dir})
	if got := query(t, p.DSN(), `select 'here'`); got != "here" {
		t.Errorf("got %q", got)
	}
	if n := len(filepath.Join(p.place.sockets, socketName)); n > socketPathLimit {
		t.Errorf("socket path has %d bytes", n)
	}
}

func TestStartPrivateThroughASymlink(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "real"), 0o755), os.Symlink("real", filepath.Join(dir, "link"))); err != nil {
		t.Fatal(err)
	}
	first := startHere(t, PrivateConfig{DataDir: filepath.Join(dir, "link", "data")})
	second := startHere(t, PrivateConfig{DataDir: filepath.Join(dir, "real", "data")})
	if first.DSN() != second.DSN() || !second.Adopted() {
		t.Errorf("two servers: %s and %s", first.DSN(), second.DSN())
	}
}

func TestStartPrivateTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: filepath.Join(dir, "data"), search: serverSearch{dirs: []string{dir}}})
	if !errors.Is(err, ErrNoServer) {
		t.Fatalf("got %v", err)
	}
	for _, hint := range []string{"apt-get install postgresql", "make pg", "LOTSE_DATABASE_URL", "PG_BIN"} {
		if !strings.Contains(err.Error(), hint) {
			t.Errorf("no %q in: %v", hint, err)
		}
	}
}

func TestStartPrivateRefusesOtherVersions(t *testing.T) {
	t.Parallel()
	p := stopped(t)
	if err := os.WriteFile(filepath.Join(p.DataDir(), "PG_VERSION"), []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	server, err := FindServer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = StartPrivate(t.Context(), PrivateConfig{DataDir: p.DataDir()})
	if err == nil || !strings.Contains(err.Error(), "PostgreSQL 9,") || !strings.Contains(err.Error(), "PostgreSQL "+strconv.Itoa(server.Major)) {
		t.Fatalf("both versions should be named: %v", err)
	}
}

func TestStartPrivateRefusesAStrangeDirectory(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("dear"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "letter.txt") {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "letter.txt")); err != nil {
		t.Error(err)
	}
}

func TestStartPrivateAfterAnInterruptedInitdb(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	if err := errors.Join(os.MkdirAll(dir+".new/base", 0o700), os.WriteFile(dir+".new/PG_VERSION", []byte("15\n"), 0o600),
		os.Mkdir(dir, 0o700)); err != nil {
		t.Fatal(err)
	}
	p := startHere(t, PrivateConfig{DataDir: dir})
	if got := query(t, p.DSN(), `select 'here'`); got != "here" {
		t.Errorf("got %q", got)
	}
}

func TestStartPrivateRefusesSomebodyElsesSocketDirectory(t *testing.T) {
	t.Parallel()
	p := stopped(t)
	if err := os.RemoveAll(p.place.sockets); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.place.sockets, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(p.place.sockets) })
	if _, err := StartPrivate(t.Context(), PrivateConfig{DataDir: p.DataDir()}); err == nil || !strings.Contains(err.Error(), "in the way") {
		t.Errorf("a file: %v", err)
	}
	if os.Geteuid() != 0 {
		return // only root can make another user's directory
	}
	if err := errors.Join(os.Remove(p.place.sockets), os.Mkdir(p.place.sockets, 0o777), nobody(t).take(p.place.sockets)); err != nil {
		t.Fatal(err)
	}
	if _, err := StartPrivate(t.Context(), PrivateConfig{DataDir: p.DataDir()}); err == nil || !strings.Contains(err.Error(), "in the way") {
		t.Errorf("another user's directory: %v", err)
	}
}

// Several processes at once: one starts, the others adopt; when the starter ends, they go on.
func TestStartPrivateFromSeveralProcesses(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	helpers := make([]*helper, 3)
	var group sync.WaitGroup
	for i := range helpers {
		group.Go(func() {
			var err error
			if helpers[i], err = tryHelper(t, dir, nil); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if t.Failed() {
		t.FailNow()
	}
	var starter *helper
	for _, h := range helpers {
		if h.dsn != helpers[0].dsn || h.pid != helpers[0].pid {
			t.Errorf("two servers: %v and %v", h, helpers[0])
		}
		if !h.adopted {
			if starter != nil {
				t.Error("two processes started the server")
			}
			starter = h
		}
	}
	if starter == nil {
		t.Fatal("nobody started the server")
	}
	execute(t, starter.dsn, `create table kept as select 42 as n`)
	starter.stop(t)
	if got := query(t, starter.dsn, `select n::text from kept`); got != "42" {
		t.Errorf("after the starter has ended: %q", got)
	}
}

// execute runs a statement on the server behind dsn.
func execute(t *testing.T, dsn, sql string) {
	t.Helper()
	query(t, dsn, `select 1::text`) // waits until it answers
	if _, err := queryOnce(t.Context(), dsn, sql); err != nil && !strings.Contains(err.Error(), "no rows") {
		t.Fatal(err)
	}
}

// stopped is a private server that has run and was stopped.
func stopped(t *testing.T) *Private {
	t.Helper()
	p := startHere(t, PrivateConfig{DataDir: filepath.Join(tempDir(t), "data")})
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	return p
}

func nobody(t *testing.T) *owner {
	t.Helper()
	account, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.Atoi(account.Uid)
	gid, _ := strconv.Atoi(account.Gid)
	return &owner{name: "nobody", uid: uint32(uid), gid: uint32(gid)}
}
