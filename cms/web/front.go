package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"lotse/auth"
)

// Front is what every request passes first: it gets an id, its client's address and a line in the access log,
// a panic becomes a problem, and its duration is measured.
type Front struct {
	Log *slog.Logger
	// TrustedProxies may say for whom they ask (X-Forwarded-For) and under which id (X-Request-Id).
	TrustedProxies []netip.Prefix
	// Observe is told of every answered request; nil for nobody. pattern is the route's, "" for none.
	Observe func(method, pattern string, status int, took time.Duration)
	// Quiet routes are logged only when they fail or at the level debug: public reads, health.
	Quiet func(r *http.Request) bool
}

// Wrap is the middleware.
func (f Front) Wrap(next http.Handler) http.Handler {
	names := newIDs()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client, trusted := caller(r, f.TrustedProxies)
		known := &request{
			id: requestID(r, trusted, names), language: r.Header.Get("Accept-Language"),
			client: client, userAgent: r.UserAgent(), actor: auth.Anonymous(), begun: time.Now(), log: f.Log,
		}
		w.Header().Set("X-Request-Id", known.id)
		seen := &observed{ResponseWriter: w}
		known.out = seen
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, known))
		defer f.finish(seen, r, known)
		next.ServeHTTP(seen, r)
	})
}

// finish answers after a panic and tells of the request.
func (f Front) finish(w *observed, r *http.Request, known *request) {
	if cause := recover(); cause != nil {
		if cause == http.ErrAbortHandler {
			panic(cause)
		}
		f.Log.ErrorContext(r.Context(), "panic", "request_id", known.id, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		if w.status != 0 {
			panic(http.ErrAbortHandler) // half an answer is out: break the connection
		}
		Fail(w, r, newProblem(known, errInternal()))
	}
	took := time.Since(known.begun)
	pattern := ""
	if route := chi.RouteContext(r.Context()); route != nil {
		pattern = route.RoutePattern()
	}
	if f.Observe != nil {
		f.Observe(r.Method, pattern, w.statusOrOK(), took)
	}
	f.logRequest(r, logged{
		id: known.id, route: pattern, status: w.statusOrOK(), bytes: w.bytes, took: took, actor: known.actor, code: known.code,
	})
}

// logged is what the access log tells of an answer.
type logged struct {
	id, route string
	status    int
	bytes     int64
	took      time.Duration
	actor     auth.Actor
	code      string // of the problem; "" for none
}

// logRequest writes the access log: no query (it may hold what people searched for), no bodies, no names.
func (f Front) logRequest(r *http.Request, l logged) {
	level := slog.LevelInfo
	if l.status >= http.StatusInternalServerError {
		level = slog.LevelError
	} else if f.Quiet != nil && (l.status < http.StatusBadRequest || l.status == http.StatusTooManyRequests) && f.Quiet(r) {
		level = slog.LevelDebug
	}
	if !f.Log.Enabled(r.Context(), level) {
		return
	}
	at := time.Now()
	if g, ok := f.Log.Handler().(gathering); ok && !l.actor.Known() && l.code == "" && g.accessLine(r, level, l, at) {
		return
	}
	f.writeLine(r, level, l, at)
}

// writeLine writes any line of the access log.
func (f Front) writeLine(r *http.Request, level slog.Level, l logged, at time.Time) {
	// Not by LogAttrs, which looks up the caller's place for every line, and nobody shows it.
	line := slog.NewRecord(at, level, accessMessage, 0)
	line.AddAttrs(
		slog.String("request_id", l.id), slog.String("method", r.Method), slog.String("path", shortPath(r.URL.Path)),
		slog.String("route", l.route), slog.Int("status", l.status), slog.Int64("bytes", l.bytes),
		slog.Float64("duration_ms", float64(l.took.Microseconds())/1000),
	)
	if l.actor.Known() {
		line.AddAttrs(slog.String("actor_kind", string(l.actor.Kind)), slog.String("actor_id", l.actor.ID.String()))
	}
	if l.code != "" {
		line.AddAttrs(slog.String("code", l.code))
	}
	_ = f.Log.Handler().Handle(r.Context(), line) // a log that cannot be written has nowhere to say so
}

// longestPath is how much of a path the access log keeps.
const longestPath = 200

// shortPath is what the access log keeps of a path. What follows /preview/ opens a working copy for whoever has it
// (cms.PreviewPath): no log may hold it, however the path was written around it.
func shortPath(path string) string {
	if before, _, found := strings.Cut(path, "/preview/"); found {
		path = before + "/preview/…"
	}
	if len(path) > longestPath {
		return path[:longestPath]
	}
	return path
}

// requestID takes over the id of a trusted proxy, where it looks like one, or makes one.
func requestID(r *http.Request, trusted bool, names *ids) string {
	if trusted {
		if given := r.Header.Get("X-Request-Id"); isToken(given, 64) {
			return given
		}
	}
	return names.next()
}

// isToken tells a short name of letters, digits, `.`, `_` and `-`.
func isToken(s string, longest int) bool {
	if s == "" || len(s) > longest {
		return false
	}
	for _, c := range []byte(s) {
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '.', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

// observed remembers what was answered.
type observed struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *observed) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *observed) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *observed) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *observed) statusOrOK() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}
