package web

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"time"
)

// Ready is an answer that needs nothing but memory.
type Ready interface {
	// WriteReady answers the request and says with which status and how many bytes of body.
	WriteReady(w http.ResponseWriter, r *http.Request, now time.Time) (status int, bytes int64)
}

// Shortcut stands before the router and answers what is ready: without routing, without a context of the
// request's own. It leaves nothing out that the router's middleware would do for the same request (Front,
// SecureData, limit); a test holds the two ways against each other.
type Shortcut struct {
	Front   Front
	Limiter *Limiter
	// Find returns the answer to a request for GET or HEAD without credentials, and the pattern of its route; nil
	// where it is not ready.
	Find func(r *http.Request, now time.Time) (Ready, string)
	// Next gets every other request.
	Next http.Handler

	ids *ids
}

// NewShortcut puts a shortcut before next.
func NewShortcut(front Front, limiter *Limiter, find func(*http.Request, time.Time) (Ready, string), next http.Handler) *Shortcut {
	return &Shortcut{Front: front, Limiter: limiter, Find: find, Next: next, ids: newIDs()}
}

// ServeHTTP answers at once or hands the request on.
func (s *Shortcut) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.Header["Authorization"] != nil {
		s.Next.ServeHTTP(w, r)
		return
	}
	begun := time.Now()
	answer, route := s.Find(r, begun)
	if answer == nil {
		s.Next.ServeHTTP(w, r)
		return
	}
	h := w.Header()
	client, trusted := caller(r, s.Front.TrustedProxies)
	if s.Limiter.Take(h, AddressKey(client), begun) != nil {
		s.Next.ServeHTTP(w, r) // which words the refusal
		return
	}
	id := requestID(r, trusted, s.ids)
	h["X-Request-Id"] = []string{id}
	secureData(h)
	defer s.caught(r, id)
	status, bytes := answer.WriteReady(w, r, begun)
	took := time.Since(begun)
	if s.Front.Observe != nil {
		s.Front.Observe(r.Method, route, status, took)
	}
	s.Front.logRequest(r, logged{id: id, route: route, status: status, bytes: bytes, took: took})
}

// caught breaks the connection after a panic: an answer may have begun.
func (s *Shortcut) caught(r *http.Request, id string) {
	if cause := recover(); cause != nil {
		s.Front.Log.ErrorContext(r.Context(), "panic", "request_id", id, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		panic(http.ErrAbortHandler)
	}
}
