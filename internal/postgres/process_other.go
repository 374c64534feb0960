//go:build unix && !linux

package postgres

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// setServerAttributes puts the server into a process group of its own. There is no death signal
// here: after kill -9 of ours the server lives on, and the next start adopts it.
func setServerAttributes(attr *syscall.SysProcAttr, detached bool) {
	if detached {
		attr.Setsid = true
		return
	}
	attr.Setpgid = true
}

// inspectProcess tells what the process pid is. Without /proc the data directory is not known; a
// connection decides then whether it is ours (Private.adopt).
func inspectProcess(pid int, _ string) processState {
	out, err := exec.Command("ps", "-o", "state=,comm=", "-p", strconv.Itoa(pid)).Output()
	line := strings.TrimSpace(string(out))
	switch {
	case err != nil || line == "":
		return processGone
	case strings.HasPrefix(line, "Z"):
		return processDying
	case strings.Contains(line, "postgres"):
		return processServer
	}
	return processForeign
}
