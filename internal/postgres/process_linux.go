//go:build linux

package postgres

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// setServerAttributes puts the server into a process group of its own, so that Ctrl-C in a terminal
// reaches only us. A server that is not detached gets SIGINT, PostgreSQL's fast and clean shutdown,
// from the kernel when we die, even by kill -9.
func setServerAttributes(attr *syscall.SysProcAttr, detached bool) {
	if detached {
		attr.Setsid = true
		return
	}
	attr.Setpgid = true
	attr.Pdeathsig = syscall.SIGINT
}

// inspectProcess tells what the process pid is, seen from the data directory whose lock file names it.
func inspectProcess(pid int, data string) processState {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(proc, "stat"))
	if err != nil {
		return processGone
	}
	// "pid (name) state …": the name may hold blanks and brackets.
	if _, rest, ok := strings.Cut(string(stat[strings.LastIndexByte(string(stat), ')')+1:]), " "); ok {
		if strings.HasPrefix(rest, "Z") || strings.HasPrefix(rest, "X") {
			return processZombie
		}
	}
	exe, err := os.Readlink(filepath.Join(proc, "exe"))
	if err != nil || !strings.HasPrefix(filepath.Base(exe), "postgres") { // "postgres (deleted)" after an upgrade
		return processForeign
	}
	// A postmaster works in its data directory; another cluster's is foreign.
	if cwd, err := os.Readlink(filepath.Join(proc, "cwd")); err != nil || cwd != data {
		return processForeign
	}
	return processServer
}
