package web

import (
	"context"
	"net/http"
	"time"
)

// deskPolicy lets the desk load only what this server serves. Styles may stand in elements, because the
// interface library positions with them; pictures may be made in the browser.
const deskPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; " +
	"form-action 'self'; frame-ancestors 'none'"

// dataPolicy is for answers that are data: should a browser show one, it may do nothing.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

// The headers of data, made once: public reads are many. Nobody writes to these slices.
var (
	dataPolicies = []string{dataPolicy}
	nosniff      = []string{"nosniff"}
	noReferrer   = []string{"no-referrer"}
)

// SecureData sets the headers of answers that are data, not pages.
func SecureData(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secureData(w.Header())
		next.ServeHTTP(w, r)
	})
}

func secureData(h http.Header) {
	h["Content-Security-Policy"] = dataPolicies
	h["X-Content-Type-Options"] = nosniff
	h["Referrer-Policy"] = noReferrer
}

// SecurePages sets the headers of pages: the desk and the view of background work. https tells whether the
// outward address is https; then browsers are told to stay with it.
func SecurePages(https bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", deskPolicy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
			if https {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// NoStore forbids every cache to keep the answer: what an account sees is nobody else's, and what may be done
// with an entry changes without the entry.
func NoStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// Timeout ends the context of a request after d.
func Timeout(d time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), d)
			defer cancel()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}
