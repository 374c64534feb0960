package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/internal/command"
)

// Database is what idempotency keys need of PostgreSQL.
type Database interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// storedHeaders are the headers that are repeated with a stored answer.
var storedHeaders = []string{"Content-Type", "ETag", "Location", "Content-Language", "Vary"}

// Idempotency makes a POST safe to repeat: with a header Idempotency-Key, the first answer to the same
// request of the same actor is stored for 24 hours and given again. The row is claimed before the command
// runs and filled after; between the two a repetition is told to wait. A claim that was never filled (the
// process died) can be taken over after two minutes, longer than any request lives.
func Idempotency(db Database) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			key, actor := r.Header.Get("Idempotency-Key"), Actor(r.Context())
			if r.Method != http.MethodPost || key == "" || !actor.Known() {
				next.ServeHTTP(w, r)
				return
			}
			if !isKey(key) {
				Fail(w, r, command.E(command.Malformed, "bad_idempotency_key", "The key is not valid."))
				return
			}
			k := keyed{db: db, actor: actor.ID, key: key, hash: requestHash(r)}
			k.serve(w, r, next)
		})
	}
}

// keyed is one request with a key.
type keyed struct {
	db    Database
	actor uuid.UUID
	key   string
	hash  []byte
}

func isKey(key string) bool {
	if len(key) > 255 {
		return false
	}
	for _, c := range []byte(key) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return true
}

// requestHash covers all that makes two requests the same.
func requestHash(r *http.Request) []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n%s\n", r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("If-Match"))
	if m, ok := r.Body.(*memory); ok {
		h.Write(m.all)
	}
	return h.Sum(nil)
}

func (k keyed) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	claimed, err := k.claim(r.Context())
	if err != nil {
		Fail(w, r, err)
		return
	}
	if !claimed {
		k.repeat(w, r)
		return
	}
	answer := &recorded{header: w.Header().Clone()}
	// The client may go away; what was done is remembered all the same.
	after := context.WithoutCancel(r.Context())
	done := false
	defer func() {
		if !done {
			_ = k.forget(after) // a panic: the frame answers, and a repetition tries again
		}
	}()
	next.ServeHTTP(answer, r)
	done = true
	if err := k.keep(after, answer, from(r.Context()).unrepeatable); err != nil {
		from(r.Context()).logger().ErrorContext(after, "store answer for idempotency key", "request_id", RequestID(after), "error", err.Error())
	}
	answer.send(w)
}

const sqlClaimIdempotencyKey = `
insert into idempotency_keys (actor_id, key, request_hash, created_at)
values (@actor_id, @key, @request_hash, lotse.now())
on conflict (actor_id, key) do update
set request_hash = excluded.request_hash, status = null, headers = null, body = null, created_at = excluded.created_at
where idempotency_keys.created_at < lotse.now() - interval '24 hours'
   or (idempotency_keys.status is null and idempotency_keys.created_at < lotse.now() - interval '2 minutes')
returning true`

func (k keyed) claim(ctx context.Context) (bool, error) {
	var claimed bool
	err := k.db.QueryRow(ctx, sqlClaimIdempotencyKey, pgx.StrictNamedArgs{
		"actor_id": k.actor, "key": k.key, "request_hash": k.hash,
	}).Scan(&claimed)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("claim idempotency key: %w", err)
	}
	return claimed, nil
}

const sqlIdempotencyKey = `
select request_hash, status, headers, body
from idempotency_keys
where actor_id = @actor_id
  and key = @key`

// repeat gives the stored answer again.
func (k keyed) repeat(w http.ResponseWriter, r *http.Request) {
	var hash, body []byte
	var status *int
	var headers map[string]string
	err := k.db.QueryRow(r.Context(), sqlIdempotencyKey, pgx.StrictNamedArgs{"actor_id": k.actor, "key": k.key}).
		Scan(&hash, &status, &headers, &body)
	switch {
	case errors.Is(err, pgx.ErrNoRows), err == nil && status == nil && bytes.Equal(hash, k.hash):
		w.Header().Set("Retry-After", "1")
		Fail(w, r, command.E(command.Conflict, "idempotency_in_flight", "The same request is being worked on."))
	case err != nil:
		Fail(w, r, fmt.Errorf("read idempotency key: %w", err))
	case !bytes.Equal(hash, k.hash):
		Fail(w, r, command.E(command.Invalid, "idempotency_key_reused", "The key belongs to another request."))
	default:
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		w.Header().Set("Idempotency-Replayed", "true")
		w.WriteHeader(*status)
		_, _ = w.Write(body)
	}
}

const sqlKeepAnswer = `
update idempotency_keys
set status = @status, headers = @headers, body = @body
where actor_id = @actor_id
  and key = @key
  and request_hash = @request_hash`

// keep stores the answer, or forgets the claim where a repetition should try again: our own failures, too
// many requests, answers that hold a secret.
func (k keyed) keep(ctx context.Context, answer *recorded, secret bool) error {
	status := answer.statusOrOK()
	if secret || status >= http.StatusInternalServerError || status == http.StatusTooManyRequests || status == statusClientGone {
		return k.forget(ctx)
	}
	headers := map[string]string{}
	for _, name := range storedHeaders {
		if value := answer.header.Get(name); value != "" {
			headers[name] = value
		}
	}
	encoded, err := json.Marshal(headers)
	if err != nil {
		return err
	}
	_, err = k.db.Exec(ctx, sqlKeepAnswer, pgx.StrictNamedArgs{
		"actor_id": k.actor, "key": k.key, "request_hash": k.hash,
		"status": status, "headers": string(encoded), "body": answer.body.Bytes(),
	})
	return err
}

const sqlForgetIdempotencyKey = `
delete from idempotency_keys
where actor_id = @actor_id
  and key = @key
  and request_hash = @request_hash`

func (k keyed) forget(ctx context.Context) error {
	_, err := k.db.Exec(ctx, sqlForgetIdempotencyKey, pgx.StrictNamedArgs{
		"actor_id": k.actor, "key": k.key, "request_hash": k.hash,
	})
	return err
}

// recorded holds an answer back until it is stored.
type recorded struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorded) Header() http.Header { return w.header }

func (w *recorded) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *recorded) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

func (w *recorded) statusOrOK() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

func (w *recorded) send(to http.ResponseWriter) {
	h := to.Header()
	for name := range h {
		if _, kept := w.header[name]; !kept {
			h.Del(name)
		}
	}
	for name, values := range w.header {
		h[name] = values
	}
	to.WriteHeader(w.statusOrOK())
	_, _ = io.Copy(to, &w.body)
}
