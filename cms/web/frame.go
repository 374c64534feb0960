package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"lotse/cms/sentence"
	"lotse/internal/command"
)

// longestRequest bounds the work on one request.
const longestRequest = 30 * time.Second

// Frame puts the middleware together, in its order.
type Frame struct {
	Front Front
	// BaseURL is the outward address (LOTSE_BASE_URL); pages from there may ask.
	BaseURL  string
	Identity Identity
	// Database stores the answers of requests with an Idempotency-Key; nil: keys are ignored.
	Database Database

	sameOrigin func(http.Handler) http.Handler
}

// Cookies are the session cookies for the frame's address.
func (f *Frame) Cookies() Cookies { return Cookies{Secure: strings.HasPrefix(f.BaseURL, "https://")} }

// Use gives a router what every request passes, and answers for unknown paths and methods.
func (f *Frame) Use(router chi.Router) error {
	base, err := url.Parse(f.BaseURL)
	if err != nil {
		return fmt.Errorf("outward address: %w", err)
	}
	var origins []string
	if base.Scheme != "" && base.Host != "" {
		origins = append(origins, base.Scheme+"://"+base.Host)
	}
	if f.sameOrigin, err = SameOrigin(origins...); err != nil {
		return err
	}
	router.Use(f.Front.Wrap, middleware.GetHead)
	router.NotFound(func(w http.ResponseWriter, r *http.Request) {
		Fail(w, r, command.ErrNotFound())
	})
	router.MethodNotAllowed(methodsOf(router))
	return nil
}

// UseManagement gives a router what requests of accounts and programs pass: time limit, same origin, who
// asks, the body, repetition.
func (f *Frame) UseManagement(router chi.Router) {
	router.Use(SecureData, NoStore, Timeout(longestRequest), f.sameOrigin, Authenticate(f.Identity, f.Cookies()), Body)
	if f.Database != nil {
		router.Use(Idempotency(f.Database))
	}
}

// UsePages gives a router what requests for pages pass: the headers of pages, same origin, who asks.
func (f *Frame) UsePages(router chi.Router) {
	router.Use(SecurePages(f.Cookies().Secure), f.sameOrigin, Authenticate(f.Identity, f.Cookies()))
}

// methods are those that a route may have.
var methods = []string{"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}

// methodsOf answers 405 with the methods that the path has.
func methodsOf(router chi.Router) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, m := range methods {
			if router.Match(chi.NewRouteContext(), m, r.URL.Path) {
				allowed = append(allowed, m)
			}
		}
		if slices.Contains(allowed, "GET") && !slices.Contains(allowed, "HEAD") {
			allowed = append(allowed, "HEAD")
			slices.Sort(allowed)
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		Fail(w, r, command.E(sentence.MethodNotAllowed, "method_not_allowed", "This method does not exist here."))
	}
}
