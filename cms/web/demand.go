package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"

	"lotse/auth"
	"lotse/internal/command"
)

// Demand lets only actors pass who may take the action, for handlers that are not registered as routes (the
// view of background work).
func Demand(policy *auth.Policy, action string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			actor := Actor(r.Context())
			switch {
			case !actor.Known():
				Fail(w, r, command.E(command.Unauthenticated, "unauthenticated", "Please sign in."))
			case !policy.Can(actor, action, auth.Resource{}):
				Fail(w, r, command.E(command.Forbidden, "forbidden", "You may not do this."))
			default:
				next.ServeHTTP(w, r)
			}
		})
	}
}

// Fingerprint is a strong entity tag of bytes.
func Fingerprint(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}
