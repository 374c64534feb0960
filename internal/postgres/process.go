package postgres

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// process is a child that is waited for.
type process struct {
	pid  int
	done chan struct{} // closed when it has ended and been reaped
	err  error         // valid after done
}

// startProcess starts and waits for cmd on one operating system thread. The kernel ties the death
// signal of a child (serverAttributes) to the thread that made it, so that thread must live as long
// as we do: it is locked and never unlocked.
func startProcess(cmd *exec.Cmd) (*process, error) {
	p := &process{done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		if err == nil {
			p.pid = cmd.Process.Pid
		}
		started <- err
		if err != nil {
			return
		}
		p.err = cmd.Wait()
		close(p.done)
	}()
	return p, <-started
}

// ended tells whether the process has been reaped.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// serverCommand prepares a program of PostgreSQL: as the owner, in a directory that everybody may
// enter, and without the variables (PGPORT, PGDATA, …) that would change what it does.
func serverCommand(as *owner, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = "/"
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "PG") && !strings.HasPrefix(pair, "LC_") && !strings.HasPrefix(pair, "LANG") {
			cmd.Env = append(cmd.Env, pair)
		}
	}
	cmd.Env = append(cmd.Env, "LC_ALL=C") // its messages are read by us
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as.credential()}
	return cmd
}

func (o *owner) credential() *syscall.Credential {
	if o == nil {
		return nil
	}
	return &syscall.Credential{Uid: o.uid, Gid: o.gid}
}
