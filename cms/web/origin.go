package web

import (
	"fmt"
	"net/http"

	"lotse/internal/command"
)

// SameOrigin refuses unsafe requests that a page of another site makes a browser send. Requests with an
// Authorization header carry nothing that a browser adds by itself and pass, as do programs, which send
// neither Origin nor Sec-Fetch-Site. origins are further origins whose pages may ask (the outward address
// behind a proxy that changes the host).
func SameOrigin(origins ...string) (func(http.Handler) http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	for _, o := range origins {
		if err := protection.AddTrustedOrigin(o); err != nil {
			return nil, fmt.Errorf("origin %q: %w", o, err)
		}
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") == "" && protection.Check(r) != nil {
				Fail(w, r, command.E(command.Forbidden, "cross_origin", "The request comes from a page of another site."))
				return
			}
			next.ServeHTTP(w, r)
		})
	}, nil
}
