package web

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// accessMessage is the message of the lines of the access log.
const accessMessage = "request"

const (
	// gatherFor is how long a line of the access log waits for others, gatherBytes how many bytes of them.
	gatherFor   = 200 * time.Millisecond
	gatherBytes = 32 << 10
)

// Log is the log of a process. Lines of the access log are written several at once, because a write to the system
// costs more than answering; every other line is out when the call returns, and in its order. Close writes what
// is left; a process that is killed loses the access lines of its last fifth of a second.
type Log struct {
	*slog.Logger
	lines *lineBuffer
}

// NewLog makes the log that setting asks for: `text` or `json`, a colon, and its level.
func NewLog(out io.Writer, setting string) *Log {
	form, level, _ := strings.Cut(setting, ":")
	options := &slog.HandlerOptions{}
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err == nil {
		options.Level = l
	}
	lines := &lineBuffer{out: out}
	g := gathering{Handler: slog.NewTextHandler(lines, options), lines: lines}
	if form == "json" {
		g.Handler, g.json = slog.NewJSONHandler(lines, options), true
	}
	return &Log{Logger: slog.New(g), lines: lines}
}

// Close writes what is left. Lines that come later are written at once.
func (l *Log) Close() error { return l.lines.close() }

// gathering lets lines of the access log wait, and no other.
type gathering struct {
	slog.Handler
	lines   *lineBuffer
	json    bool
	derived bool // has attributes or groups of its own
}

// Handle writes a line.
func (g gathering) Handle(ctx context.Context, r slog.Record) error {
	err := g.Handler.Handle(ctx, r)
	if r.Message == accessMessage && r.Level <= slog.LevelInfo {
		return err
	}
	if flushed := g.lines.flush(); err == nil {
		err = flushed
	}
	return err
}

// WithAttrs keeps the wrapping.
func (g gathering) WithAttrs(attributes []slog.Attr) slog.Handler {
	g.Handler, g.derived = g.Handler.WithAttrs(attributes), true
	return g
}

// WithGroup keeps the wrapping.
func (g gathering) WithGroup(name string) slog.Handler {
	g.Handler, g.derived = g.Handler.WithGroup(name), true
	return g
}

// lineBuffer gathers lines for a while.
type lineBuffer struct {
	mu      sync.Mutex
	out     io.Writer
	waiting []byte
	armed   bool // somebody will flush
	closed  bool
}

// Write takes one line.
func (b *lineBuffer) Write(line []byte) (int, error) {
	return len(line), b.add(func() { b.waiting = append(b.waiting, line...) })
}

// add has a line appended to what waits.
func (b *lineBuffer) add(line func()) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	line()
	if b.closed || len(b.waiting) >= gatherBytes {
		return b.write()
	}
	if !b.armed {
		b.armed = true
		time.AfterFunc(gatherFor, func() { _ = b.flush() }) // a log that cannot be written has nowhere to say so
	}
	return nil
}

func (b *lineBuffer) flush() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.write()
}

// write writes what waits. The lock is held, so that lines keep their order.
func (b *lineBuffer) write() error {
	b.armed = false
	if len(b.waiting) == 0 {
		return nil
	}
	_, err := b.out.Write(b.waiting)
	b.waiting = b.waiting[:0]
	return err
}

func (b *lineBuffer) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	return b.write()
}
