package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"lotse/auth"
)

// request is what the frame knows of the request in progress: one value in the context, made by Front.
type request struct {
	id           string
	language     string // Accept-Language as it was sent
	client       netip.Addr
	actor        auth.Actor
	sessionToken string // the session cookie, where it was accepted
	userAgent    string
	begun        time.Time
	log          *slog.Logger
	code         string // the code of the problem that was answered, for the access log
	unrepeatable bool   // the answer must not be stored under an idempotency key
	out          *observed
}

type requestKey struct{}

// from is the request in progress; an empty one where no frame is around the handler (tests of single
// handlers).
func from(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{actor: auth.Anonymous()}
}

// Actor is who acts in this request; an anonymous actor where nobody is signed in.
func Actor(ctx context.Context) auth.Actor { return from(ctx).actor }

// RequestID is the id under which the request is logged and that its problems carry.
func RequestID(ctx context.Context) string { return from(ctx).id }

// ClientAddress is the address of the client, read through the trusted proxies. Not valid where unknown.
func ClientAddress(ctx context.Context) netip.Addr { return from(ctx).client }

// Client is where the request comes from, as auth counts attempts and lists sessions.
func Client(ctx context.Context) auth.Client {
	r := from(ctx)
	return auth.Client{Address: r.client.String(), UserAgent: r.userAgent}
}

// SessionToken is the token of the session that the request belongs to, "" where there is none.
func SessionToken(ctx context.Context) string { return from(ctx).sessionToken }

// logger is the logger of the request with its id.
func (r *request) logger() *slog.Logger {
	if r.log == nil {
		return slog.Default()
	}
	return r.log
}

// WithActor returns a request that actor makes. For tests of handlers and for doors with an own way of
// signing in (signed links).
func WithActor(r *http.Request, actor auth.Actor) *http.Request {
	known := *from(r.Context())
	known.actor = actor
	return r.WithContext(context.WithValue(r.Context(), requestKey{}, &known))
}
