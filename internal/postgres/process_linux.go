//go:build linux

package postgres

import (
	"errors"
	"io/fs"
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

// Flags of a process in /proc/PID/stat, see the kernel's include/linux/sched.h.
const (
	flagExiting      = 0x00000004
	flagKernelThread = 0x00200000
)

// inspectProcess tells what the process pid is, seen from the data directory whose lock file names it.
func inspectProcess(pid int, data string) processState {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(proc, "stat"))
	if err != nil {
		return processGone
	}
	// "pid (name) state parent group session terminal foreground flags …"; the name may hold blanks
	// and brackets.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 7 {
		return processGone
	}
	flags, _ := strconv.ParseUint(fields[6], 10, 64)
	switch {
	case fields[0] == "Z" || fields[0] == "X" || flags&flagExiting != 0:
		return processDying
	case flags&flagKernelThread != 0:
		return processForeign
	}
	exe, err1 := os.Readlink(filepath.Join(proc, "exe"))
	cwd, err2 := os.Readlink(filepath.Join(proc, "cwd"))
	switch {
	case errors.Is(err1, fs.ErrNotExist) || errors.Is(err2, fs.ErrNotExist):
		return processDying // it began to end after we had read its flags
	case err1 != nil || err2 != nil:
		return processForeign // another user's: the server is run by ours
	case strings.HasPrefix(filepath.Base(exe), "postgres") && cwd == data: // "postgres (deleted)" after an upgrade
		return processServer // a server works in its data directory
	}
	return processForeign
}
