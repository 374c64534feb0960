package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestTheServerEndsWithAKilledParent(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	h := startHelper(t, dir, nil)
	createKept(t, h.dsn)
	began := time.Now()
	h.kill()
	eventually(t, 10*time.Second, "the server ends", func() bool { return inspectProcess(h.pid, dir) != processServer })
	t.Logf("the server ended %s after its parent", time.Since(began).Round(time.Millisecond))
	expectKept(t, startHere(t, PrivateConfig{DataDir: dir}))
}

func TestStartPrivateRightAfterAKilledParent(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	h := startHelper(t, dir, nil)
	createKept(t, h.dsn)
	h.kill() // the server is about to stop, and must not be adopted as if it would stay
	p := startHere(t, PrivateConfig{DataDir: dir})
	eventually(t, 10*time.Second, "a server of our own", func() bool { return !p.Adopted() && p.running() })
	expectKept(t, p)
}

func TestAKilledServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	log, said := captureLog()
	p := startHere(t, PrivateConfig{DataDir: filepath.Join(tempDir(t), "data"), Log: log})
	createKept(t, p.DSN())
	first := p.serverPID()
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, 10*time.Second, "the first server is gone", func() bool { return inspectProcess(first, p.DataDir()) == processGone })
	expectKept(t, p)
	if !strings.Contains(said(), "starting it again") {
		t.Errorf("the log says nothing: %s", said())
	}
}

func TestStartPrivateAfterServerAndParentWereKilled(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	h := startHelper(t, dir, nil)
	createKept(t, h.dsn)
	_ = h.cmd.Process.Signal(syscall.SIGSTOP) // it must not start the server again
	if err := syscall.Kill(h.pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	go func() {
		time.Sleep(300 * time.Millisecond) // until then, and until PID 1 asks for it, the dead server is a zombie
		h.kill()
	}()
	p := startHere(t, PrivateConfig{DataDir: dir})
	t.Logf("started again after %s", time.Since(began).Round(time.Millisecond))
	expectKept(t, p)
}

func TestStartPrivateWaitsForAZombie(t *testing.T) {
	t.Parallel()
	p := stopped(t)
	dead := sleeper(t, p.place.owner)
	if err := dead.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "a zombie", func() bool { return inspectProcess(dead.Process.Pid, "") == processDying })
	writeLockFile(t, p, dead.Process.Pid)
	reaped := make(chan time.Time, 1)
	go func() {
		time.Sleep(500 * time.Millisecond)
		reaped <- time.Now()
		_, _ = dead.Process.Wait()
	}()
	again := startHere(t, PrivateConfig{DataDir: p.DataDir()})
	if time.Now().Before(<-reaped) {
		t.Error("the server was started while the lock file named a zombie")
	}
	if got := query(t, again.DSN(), `select 'here'`); got != "here" {
		t.Errorf("got %q", got)
	}
}

func TestStartPrivateWithAStaleLockFile(t *testing.T) {
	t.Parallel()
	p := stopped(t)
	gone := exec.Command("true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	foreign := sleeper(t, p.place.owner)
	other := startHere(t, PrivateConfig{DataDir: filepath.Join(tempDir(t), "other")})
	for name, pid := range map[string]int{
		"dead": gone.Process.Pid, "foreign": foreign.Process.Pid, "another server": other.serverPID(), "ourselves": os.Getpid(), "init": 1,
	} {
		t.Run(name, func(t *testing.T) {
			writeLockFile(t, p, pid)
			again := startHere(t, PrivateConfig{DataDir: p.DataDir()})
			if again.Adopted() || again.DSN() == other.DSN() {
				t.Error("adopted something else")
			}
			if got := query(t, again.DSN(), `show data_directory`); got != p.DataDir() {
				t.Errorf("serves %s", got)
			}
		})
	}
	if syscall.Kill(foreign.Process.Pid, 0) != nil {
		t.Error("the foreign process was killed")
	}
	t.Run("empty file", func(t *testing.T) {
		if err := os.WriteFile(filepath.Join(p.DataDir(), "postmaster.pid"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		// PostgreSQL refuses an empty lock file by itself and says what to do.
		_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: p.DataDir()})
		if err == nil || !strings.Contains(err.Error(), "postmaster.pid") {
			t.Errorf("got %v", err)
		}
	})
}

// A detached server outlives its process like an orphan elsewhere than on Linux; the next adopts it.
func TestAnOrphanIsAdopted(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	orphan := startHere(t, PrivateConfig{DataDir: dir, Detached: true})
	if err := orphan.Stop(); err != nil {
		t.Fatal(err)
	}
	p := startHere(t, PrivateConfig{DataDir: dir})
	if !p.Adopted() || p.serverPID() != orphan.serverPID() {
		t.Fatalf("adopted %t, process %d instead of %d", p.Adopted(), p.serverPID(), orphan.serverPID())
	}
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	if inspectProcess(orphan.serverPID(), dir) != processServer {
		t.Error("Stop ended a server that was only adopted")
	}
	if err := p.Terminate(); err != nil {
		t.Fatal(err)
	}
	if inspectProcess(orphan.serverPID(), dir) == processServer {
		t.Error("Terminate did not end the server")
	}
}

func TestADetachedServerEndsWhenIdle(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "data")
	p := startHere(t, PrivateConfig{DataDir: dir, Detached: true, idleCheck: 500 * time.Millisecond})
	time.Sleep(1200 * time.Millisecond)
	if inspectProcess(p.serverPID(), dir) != processServer {
		t.Fatal("a server in use was ended")
	}
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-10 * time.Minute)
	if err := os.Chtimes(p.usedPath(), old, old); err != nil {
		t.Fatal(err)
	}
	eventually(t, 10*time.Second, "the idle server ends", func() bool { return inspectProcess(p.serverPID(), dir) != processServer })
}

func TestStartPrivateGivesUpWhenToldTo(t *testing.T) {
	t.Parallel()
	p := stopped(t)
	lock, err := lockFile(t.Context(), p.place.lock)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := StartPrivate(ctx, PrivateConfig{DataDir: p.DataDir()}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func createKept(t *testing.T, dsn string) {
	t.Helper()
	execute(t, dsn, `create table kept as select 42 as n`)
}

func expectKept(t *testing.T, p *Private) {
	t.Helper()
	if got := query(t, p.DSN(), `select n::text from kept`); got != "42" {
		t.Errorf("kept %q", got)
	}
}

// sleeper is a process of the server's user that is no server.
func sleeper(t *testing.T, as *owner) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("sleep", "600")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as.credential()}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _, _ = cmd.Process.Wait() })
	return cmd
}

// writeLockFile writes the lock file of a server that was killed.
func writeLockFile(t *testing.T, p *Private, pid int) {
	t.Helper()
	path := filepath.Join(p.DataDir(), "postmaster.pid")
	lines := fmt.Sprintf("%d\n%s\n%d\n5432\n%s\n\n  1234567    999999\nready   \n", pid, p.DataDir(), time.Now().Unix(), p.place.sockets)
	if err := errors.Join(os.WriteFile(path, []byte(lines), 0o600), p.place.owner.take(path)); err != nil {
		t.Fatal(err)
	}
}
