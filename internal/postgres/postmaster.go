package postgres

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// postmaster is what the lock file of a running (or crashed) server says.
type postmaster struct {
	pid     int
	sockets string // directory of its Unix socket
	status  string // starting, ready, stopping, standby; empty while it is being written
}

// processState is what became of a process that a lock file names.
type processState int

const (
	processGone    processState = iota // no such process
	processDying                       // ending, or a zombie: dead, but not yet reaped by its parent
	processForeign                     // the number was given to somebody else
	processServer                      // the server of this data directory
)

// readPostmaster reads postmaster.pid of a data directory. Its lines are documented in PostgreSQL's
// miscadmin.h / pidfile.h: pid, data directory, start time, port, socket directory, listen address,
// shared memory key, status. A missing file gives pid 0.
func readPostmaster(data string) (postmaster, error) {
	raw, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return postmaster{}, nil
	}
	if err != nil {
		return postmaster{}, err
	}
	lines := strings.Split(string(raw), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		// Made but not yet filled, or emptied by a full disk: PostgreSQL itself judges it at start.
		return postmaster{}, nil
	}
	p := postmaster{pid: max(pid, -pid)} // negative: a stand-alone backend
	if len(lines) > 4 {
		p.sockets = strings.TrimSpace(lines[4])
	}
	if len(lines) > 7 {
		p.status = strings.TrimSpace(lines[7])
	}
	return p, nil
}

// disownPostmaster makes a lock file whose number was given to a foreign process harmless. PostgreSQL
// refuses to start while that process lives. Removing the file would also remove its protection
// against left-over server processes (the shared memory key), so only the number is replaced: by
// ours, because a server takes its parent's number for its own, left from a crash, and goes on to
// check the rest.
func disownPostmaster(data string) error {
	path := filepath.Join(data, "postmaster.pid")
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, rest, _ := bytes.Cut(raw, []byte("\n"))
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0o600) // keeps the file's owner
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(file, "%d\n%s", os.Getpid(), rest)
	return errors.Join(err, file.Close())
}
