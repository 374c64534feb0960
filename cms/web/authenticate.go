package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"lotse/auth"
	"lotse/internal/command"
)

// Names of the session cookie. The prefix __Host- makes browsers take it only over https and keep it from
// other hosts of the domain.
const (
	secureCookie = "__Host-lotse"
	plainCookie  = "lotse_session"
)

// Identity turns credentials into actors. *auth.Service is one.
type Identity interface {
	SessionActor(ctx context.Context, token string) (auth.Actor, error)
	TokenActor(ctx context.Context, token string) (auth.Actor, error)
}

// Cookies sets and reads the session cookie. Secure tells whether the outward address is https.
type Cookies struct{ Secure bool }

// Name is the name of the cookie.
func (c Cookies) Name() string {
	if c.Secure {
		return secureCookie
	}
	return plainCookie
}

// Set is the cookie of a session that ends at expires.
func (c Cookies) Set(token string, expires time.Time) *http.Cookie {
	return &http.Cookie{
		Name: c.Name(), Value: token, Path: "/", Expires: expires.UTC(),
		HttpOnly: true, Secure: c.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// Clear is the cookie that makes a browser forget the session.
func (c Cookies) Clear() *http.Cookie {
	return &http.Cookie{
		Name: c.Name(), Path: "/", MaxAge: -1,
		HttpOnly: true, Secure: c.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// Authenticate finds out who asks. Credentials that are given and bad are an error, never anonymous; only
// the cookie of a session that is over counts as signed out, so that the page to sign in can be reached.
func Authenticate(identity Identity, cookies Cookies) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := identify(r, identity, cookies); err != nil {
				Fail(w, r, err)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func identify(r *http.Request, identity Identity, cookies Cookies) error {
	known := from(r.Context())
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return command.E(command.Unauthenticated, "bad_credentials", "Only bearer tokens are accepted.")
		}
		actor, err := identity.TokenActor(r.Context(), strings.TrimSpace(token))
		if command.KindOf(err) == command.Unauthenticated {
			return command.E(command.Unauthenticated, "bad_token", "The token is not valid.")
		}
		if err != nil {
			return err
		}
		known.actor = actor
		return nil
	}
	cookie, err := r.Cookie(cookies.Name())
	if err != nil || cookie.Value == "" {
		return nil
	}
	actor, err := identity.SessionActor(r.Context(), cookie.Value)
	switch {
	case command.KindOf(err) == command.Unauthenticated:
		return nil
	case err != nil:
		return err
	}
	known.actor, known.sessionToken = actor, cookie.Value
	return nil
}
