package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// written is what came out of a log.
type written struct {
	mu     sync.Mutex
	b      bytes.Buffer
	writes int
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	return w.b.Write(p)
}

func (w *written) lines() (lines []string, writes int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Split(strings.TrimSuffix(w.b.String(), "\n"), "\n"), w.writes
}

func TestAccessLinesAreGatheredAndNoneIsLost(t *testing.T) {
	t.Parallel()
	out := &written{}
	log := NewLog(out, "json:info")
	front := Front{Log: log.Logger}
	const writers, each = 8, 2000
	var running sync.WaitGroup
	for w := range writers {
		running.Go(func() {
			r := httptest.NewRequest("GET", fmt.Sprintf("/%d", w), nil)
			for i := range each {
				front.logRequest(r, logged{id: fmt.Sprintf("%d-%d", w, i), status: 200})
			}
		})
	}
	running.Wait()
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	lines, writes := out.lines()
	if len(lines) != writers*each || writes > writers*each/20 {
		t.Errorf("%d lines in %d writes", len(lines), writes)
	}
	next := map[string]int{} // the lines of one writer keep their order
	for _, line := range lines {
		var l struct {
			ID   string `json:"request_id"`
			Path string `json:"path"`
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if want := fmt.Sprintf("%s-%d", strings.TrimPrefix(l.Path, "/"), next[l.Path]); l.ID != want {
			t.Fatalf("%s where %s was expected", l.ID, want)
		}
		next[l.Path]++
	}
}

func TestOtherLinesAreOutAtOnce(t *testing.T) {
	t.Parallel()
	out := &written{}
	log := NewLog(out, "text:info")
	front := Front{Log: log.Logger}
	r := httptest.NewRequest("GET", "/x", nil)
	front.logRequest(r, logged{id: "first", status: 200})
	if _, writes := out.lines(); writes != 0 {
		t.Error("an access line did not wait")
	}
	log.With("part", "feed").WarnContext(context.Background(), "look")
	if lines, _ := out.lines(); len(lines) != 2 || !strings.Contains(lines[0], "first") || !strings.Contains(lines[1], "part=feed") {
		t.Errorf("%q", lines)
	}
	front.logRequest(r, logged{id: "second", status: 500})
	if lines, _ := out.lines(); len(lines) != 3 || !strings.Contains(lines[2], "level=ERROR") {
		t.Errorf("a failed request waits: %q", lines)
	}
	front.logRequest(r, logged{id: "third", status: 200})
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if lines, _ := out.lines(); len(lines) == 4 {
			break
		}
	}
	if lines, _ := out.lines(); len(lines) != 4 {
		t.Errorf("an access line waits for ever: %q", lines)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	front.logRequest(r, logged{id: "late", status: 200})
	if lines, _ := out.lines(); len(lines) != 5 {
		t.Errorf("after the end: %q", lines)
	}
}

func TestLogSetting(t *testing.T) {
	t.Parallel()
	for setting, want := range map[string]struct {
		level slog.Level
		first string
	}{"text:info": {slog.LevelInfo, "time="}, "json:error": {slog.LevelError, "{"}, "json:debug": {slog.LevelDebug, "{"}} {
		out := &written{}
		log := NewLog(out, setting)
		if log.Enabled(t.Context(), want.level-1) || !log.Enabled(t.Context(), want.level) {
			t.Errorf("%s: another level", setting)
		}
		log.Error("x")
		if lines, _ := out.lines(); !strings.HasPrefix(lines[0], want.first) {
			t.Errorf("%s: %q", setting, lines)
		}
	}
}

// The quick way writes what slog would write, in both forms; what must be quoted goes the long way.
func TestAccessLinesAreThoseOfSlog(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 25, 9, 5, 7, 123456789, time.FixedZone("CET", 3600))
	l := logged{id: "K7QW-1f", route: "/content/v1/{type}/{idOrSlug}", status: 200, bytes: 1234}
	for _, setting := range []string{"text:debug", "json:debug"} {
		for _, took := range []time.Duration{0, time.Microsecond, 12 * time.Microsecond, 1500 * time.Microsecond, 2 * time.Second, 61*time.Second + 7*time.Microsecond} {
			for path, plain := range map[string]bool{"/content/v1/offer/sprachcafe": true, "/content/v1/offer/ä": false, "/a b": false, `/a"b`: false, "/a=b": false, "/<a>": false, "/" + strings.Repeat("x", 300): true} {
				for _, level := range []slog.Level{slog.LevelDebug, slog.LevelInfo} {
					quick, slow := &written{}, &written{}
					log, reference := NewLog(quick, setting), NewLog(slow, setting)
					r := httptest.NewRequest("GET", "/", nil)
					r.URL.Path = path
					l := l
					l.took = took
					if did := log.Handler().(gathering).accessLine(r, level, l, at); did != plain {
						t.Fatalf("%s: written the quick way: %v", path, did)
					}
					Front{Log: reference.Logger}.writeLine(r, level, l, at)
					if err := errors.Join(log.Close(), reference.Close()); err != nil {
						t.Fatal(err)
					}
					if plain && quick.b.String() != slow.b.String() {
						t.Errorf("got  %swant %s", &quick.b, &slow.b)
					}
				}
			}
		}
	}
	derived := NewLog(&written{}, "text:info").With("part", "x").Handler().(gathering)
	if derived.accessLine(httptest.NewRequest("GET", "/", nil), slog.LevelInfo, l, at) {
		t.Error("attributes of the logger are left out")
	}
}
