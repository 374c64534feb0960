package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
)

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }

// counter is a handler that counts how often it was reached, with a way to make it wait or fail.
type counter struct {
	n    atomic.Int32
	wait chan struct{}
	fail error
	die  bool
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := c.n.Add(1)
	if c.wait != nil {
		<-c.wait
	}
	if c.die {
		panic("died")
	}
	if c.fail != nil {
		Fail(w, r, c.fail)
		return
	}
	w.Header().Set("ETag", `"1"`)
	w.Header().Set("Set-Cookie", "secret=1")
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_, _ = io.WriteString(w, `{"n":`+strconv.Itoa(int(n))+`}`)
}

// repeatable is the middleware around a counter, with an actor.
func repeatable(pool *pgxpool.Pool, c *counter, actor auth.Actor) http.Handler {
	front := Front{Log: slog.New(slog.DiscardHandler)}
	as := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			from(r.Context()).actor = actor
			next.ServeHTTP(w, r)
		})
	}
	return front.Wrap(as(Body(Idempotency(pool)(c))))
}

func TestRepeatedPostIsDoneOnce(t *testing.T) {
	pool, c := testdb.New(t), &counter{}
	h := repeatable(pool, c, editor)
	first := try(h, "POST", "/a", `{"x":1}`, "Idempotency-Key", "k1")
	again := try(h, "POST", "/a", `{"x":1}`, "Idempotency-Key", "k1")
	if c.n.Load() != 1 || again.Code != 201 || again.Body.String() != first.Body.String() || again.Header().Get("ETag") != `"1"` {
		t.Errorf("done %d times, answered %d %s", c.n.Load(), again.Code, again.Body)
	}
	if again.Header().Get("Idempotency-Replayed") != "true" || again.Header().Get("Set-Cookie") != "" {
		t.Errorf("headers %v", again.Header())
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"other body":     try(h, "POST", "/a", `{"x":2}`, "Idempotency-Key", "k1"),
		"other path":     try(h, "POST", "/b", `{"x":1}`, "Idempotency-Key", "k1"),
		"other query":    try(h, "POST", "/a?locale=ar", `{"x":1}`, "Idempotency-Key", "k1"),
		"other If-Match": try(h, "POST", "/a", `{"x":1}`, "Idempotency-Key", "k1", "If-Match", "7"),
	} {
		if p := problem(t, w); p.Status != 422 || p.Code != "idempotency_key_reused" {
			t.Errorf("%s: %d %s", name, p.Status, p.Code)
		}
	}
	if w := try(repeatable(pool, c, tokenActor()), "POST", "/a", `{"x":1}`, "Idempotency-Key", "k1"); w.Code != 201 || c.n.Load() != 2 {
		t.Errorf("a key belongs to its actor: %d after %d", w.Code, c.n.Load())
	}
	if p := problem(t, try(h, "POST", "/a", `{}`, "Idempotency-Key", "a b")); p.Code != "bad_idempotency_key" {
		t.Error(p.Code)
	}
}

func TestTwentyTimesAtOnce(t *testing.T) {
	c := &counter{wait: make(chan struct{})}
	h := repeatable(testdb.New(t), c, editor)
	codes := make([]int, 20)
	var all, begun sync.WaitGroup
	for i := range codes {
		begun.Add(1)
		all.Go(func() {
			begun.Done()
			codes[i] = try(h, "POST", "/a", `{"x":1}`, "Idempotency-Key", "k").Code
		})
	}
	begun.Wait()
	// All others are refused while the first waits; then it is let go.
	go func() {
		for {
			select {
			case c.wait <- struct{}{}:
				return
			case <-t.Context().Done():
				return
			}
		}
	}()
	all.Wait()
	count := map[int]int{}
	for _, code := range codes {
		count[code]++
	}
	if c.n.Load() != 1 || count[201] < 1 || count[201]+count[409] != len(codes) {
		t.Errorf("done %d times, answers %v", c.n.Load(), count)
	}
}

func TestFailuresMayBeTriedAgain(t *testing.T) {
	pool := testdb.New(t)
	for _, c := range []*counter{
		{fail: errors.New("disk full")},
		{fail: command.E(command.Unavailable, "busy", "")},
		{fail: command.E(command.TooMany, "too_many_attempts", "")},
		{die: true},
	} {
		h := repeatable(pool, c, editor)
		try(h, "POST", "/a", `{}`, "Idempotency-Key", "again")
		c.fail, c.die = nil, false
		if w := try(h, "POST", "/a", `{}`, "Idempotency-Key", "again"); w.Code != 201 || c.n.Load() != 2 {
			t.Errorf("%d after %d: %s", w.Code, c.n.Load(), w.Body)
		}
		if _, err := pool.Exec(context.Background(), `delete from idempotency_keys`); err != nil {
			t.Fatal(err)
		}
	}
	refused := &counter{fail: command.ErrNotFound()}
	h := repeatable(pool, refused, editor)
	a, b := try(h, "POST", "/a", `{}`, "Idempotency-Key", "no"), try(h, "POST", "/a", `{}`, "Idempotency-Key", "no")
	if refused.n.Load() != 1 || a.Body.String() != b.Body.String() || b.Code != 404 {
		t.Errorf("a refusal is an answer too: %d times, %s %s", refused.n.Load(), a.Body, b.Body)
	}
}

func TestKeysEndAfterADay(t *testing.T) {
	pool, c := testdb.New(t), &counter{}
	h := repeatable(pool, c, editor)
	for _, state := range []string{
		`update idempotency_keys set created_at = created_at - interval '25 hours'`,                                  // answered long ago
		`update idempotency_keys set created_at = created_at - interval '3 minutes', status = null, body = null`,     // begun and never answered
		`update idempotency_keys set created_at = created_at - interval '1 minute', status = null, body = null`,      // under way
		`update idempotency_keys set created_at = lotse.now() - interval '23 hours', status = 201, body = '{"n":0}'`, // answered today
	} {
		try(h, "POST", "/a", `{}`, "Idempotency-Key", "day")
		if _, err := pool.Exec(t.Context(), state); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.n.Load(); got != 3 {
		t.Errorf("done %d times", got)
	}
	if w := try(h, "POST", "/a", `{}`, "Idempotency-Key", "day"); w.Body.String() != `{"n":0}` {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestSecretsAreNotKept(t *testing.T) {
	pool := testdb.New(t)
	c := &counter{}
	front := Front{Log: slog.New(slog.DiscardHandler)}
	secret := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from(r.Context()).unrepeatable = true
		c.ServeHTTP(w, r)
	})
	h := front.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from(r.Context()).actor = editor
		Body(Idempotency(pool)(secret)).ServeHTTP(w, r)
	}))
	if w := try(h, "POST", "/tokens", `{}`, "Idempotency-Key", "t"); w.Code != 201 || !strings.Contains(w.Body.String(), "n") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var n int
	if err := pool.QueryRow(t.Context(), `select count(*) from idempotency_keys`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}
