package main

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// public asks the delivery API of a process and returns the status.
func (p *process) public(t *testing.T, path string) (int, http.Header) {
	t.Helper()
	response, err := http.Get(p.url + "/content/v1" + path) //nolint:gosec,noctx // our own address
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only the status counts
	return response.StatusCode, response.Header
}

// Two processes on one database: what one changes the other shows; and when they end, no line of the access log
// is lost.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	dsn := newDSN(t)
	const email = "admin@lotse.test"
	person(t, dsn, email, "publisher", "")
	person(t, dsn, "second@lotse.test", "publisher", "verein")
	here := start(t, dsn, t.TempDir())
	there := start(t, dsn, t.TempDir(), "LOTSE_ACCESS_LOG=all", "LOTSE_LOG=json:info", "LOTSE_RATE_LIMIT=100", "LOTSE_RATE_LIMIT_LOOPBACK=1")
	one, two := signIn(t, here.url, email), signIn(t, here.url, "second@lotse.test")
	ctx := t.Context()
	pool := database(t, dsn)
	category := map[string]any{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1}
	status, e := one.call(ctx, http.MethodPost, "/api/v1/entries", "", map[string]any{"type": "category", "organisation": organisationID(t, pool, "verein"), "locale": "de", "fields": category})
	if status >= 300 {
		t.Fatalf("create: %d %v", status, e)
	}
	path := "/category/" + e["id"].(string)
	if status, _ := there.public(t, path); status != http.StatusNotFound {
		t.Fatalf("a draft is answered with %d", status)
	}
	for _, step := range []struct {
		who    *client
		action string
	}{{one, "submit"}, {two, "approve"}, {two, "publish"}} {
		e = step.who.act(ctx, t, e, step.action)
	}
	asked := 1
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		status, h := there.public(t, path)
		asked++
		if status == http.StatusOK && h.Get("RateLimit-Policy") == `"client";q=100;w=60` {
			break
		}
		if time.Now().After(deadline) || status == http.StatusTooManyRequests {
			t.Fatalf("the other process answers %d %v", status, h)
		}
	}
	refused := false
	for !refused && asked < 200 {
		status, h := there.public(t, path)
		asked++
		if refused = status == http.StatusTooManyRequests; refused && h.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
	}
	if !refused {
		t.Error("the limit of LOTSE_RATE_LIMIT does not hold")
	}
	if err := there.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = there.Wait()
	if lines := strings.Count(there.log.String(), `"path":"/content/v1`+path+`"`); lines != asked {
		t.Errorf("%d lines in the access log for %d requests", lines, asked)
	}
}

// act takes a step and returns the entry as it then is.
func (c *client) act(ctx context.Context, t *testing.T, e map[string]any, action string) map[string]any {
	t.Helper()
	id := e["id"].(string)
	status, now := c.call(ctx, http.MethodGet, "/api/v1/entries/"+id+"?locale=de", "", nil)
	if status >= 300 {
		t.Fatalf("read: %d %v", status, now)
	}
	version, _ := now["version"].(float64)
	status, after := c.call(ctx, http.MethodPost, "/api/v1/entries/"+id+"/actions/"+action+"?locale=de", strconv.Itoa(int(version)), map[string]any{})
	if status >= 300 {
		t.Fatalf("%s: %d %v", action, status, after)
	}
	return after
}
