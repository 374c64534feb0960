package postgres

import (
	"cmp"
	"fmt"
	"os"
	"time"
)

// idleStop is the watcher of a detached server: it ends the server when no Private has touched the
// file for two minutes. A shell, because it must outlive every process of ours.
const idleStop = `while sleep "$3"; do
  kill -0 "$1" 2>/dev/null || exit 0
  if [ -z "$(find "$2" -mmin -2 2>/dev/null)" ]; then kill -INT "$1"; exit 0; fi
done`

// usedPath is the file that says when a detached server was last in use.
func (p *Private) usedPath() string { return p.place.data + ".used" }

// markUsed keeps a detached server alive for two more minutes.
func (p *Private) markUsed() {
	if !p.cfg.Detached {
		return
	}
	now := time.Now()
	if err := os.Chtimes(p.usedPath(), now, now); err == nil {
		return
	}
	if err := os.WriteFile(p.usedPath(), nil, 0o644); err != nil {
		p.cfg.Log.Warn("cannot mark the private database as used", "error", err)
	}
}

// startIdleStop starts the watcher for a server.
func (p *Private) startIdleStop(pid int) error {
	cmd := serverCommand(p.place.owner, "/bin/sh", "-c", idleStop, "sh", fmt.Sprint(pid), p.usedPath(),
		fmt.Sprint(cmp.Or(p.cfg.idleCheck, 15*time.Second).Seconds()))
	setServerAttributes(cmd.SysProcAttr, true)
	if _, err := startProcess(cmd); err != nil {
		return fmt.Errorf("start the watcher of a detached server: %w", err)
	}
	return nil
}
