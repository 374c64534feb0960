package web

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"strconv"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"lotse/internal/command"
)

// refusedAfter takes from a bucket until it is empty and says how often that went, and for how long to wait.
func refusedAfter(t *testing.T, l *Limiter, key LimitKey, now time.Time) (n int, retryAfter int64) {
	t.Helper()
	for n = range 1000 {
		h := http.Header{}
		err := l.Take(h, key, now)
		var refused *command.Error
		if errors.As(err, &refused) {
			if refused.Code != "too_many_requests" || h.Get("RateLimit") == "" {
				t.Fatalf("refused with %v %v", err, h)
			}
			return n, refused.Extra["retryAfter"].(int64)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return n + 1, 0
}

func TestLimiterFillsEvenly(t *testing.T) {
	t.Parallel()
	l := NewLimiter(60, false)
	now := time.Now()
	me := AddressKey(netip.MustParseAddr("192.0.2.1"))
	h := http.Header{}
	if err := l.Take(h, me, now); err != nil || h.Get("RateLimit-Policy") != `"client";q=60;w=60` || h.Get("RateLimit") != `"client";r=59;t=1` {
		t.Errorf("%v %v", err, h)
	}
	if n, wait := refusedAfter(t, l, me, now); n != 59 || wait != 1 {
		t.Errorf("%d more, wait %d s", n, wait)
	}
	if l.Take(h, me, now); h.Get("RateLimit") != `"client";r=0;t=60` {
		t.Errorf("empty: %v", h)
	}
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{500 * time.Millisecond, 0}, {time.Second, 1}, {3 * time.Second, 2}, {63 * time.Second, 60}, {time.Hour, 60}} {
		if n, _ := refusedAfter(t, l, me, now.Add(step.after)); n != step.want {
			t.Errorf("after %v: %d, want %d", step.after, n, step.want)
		}
	}
}

func TestLimiterTellsClientsApart(t *testing.T) {
	t.Parallel()
	now := time.Now()
	addr := func(s string) LimitKey {
		return AddressKey(remote(netip.AddrPortFrom(netip.MustParseAddr(s), 1).String()))
	}
	for _, c := range []struct {
		name          string
		first, second LimitKey
		loopback      bool
		left          int // of two for the second
	}{
		{"the same", addr("192.0.2.1"), addr("192.0.2.1"), false, 0},
		{"two addresses", addr("192.0.2.1"), addr("192.0.2.2"), false, 2},
		{"one IPv6 network", addr("2001:db8::1"), addr("2001:db8::ffff:1"), false, 0},
		{"two IPv6 networks", addr("2001:db8:0:1::1"), addr("2001:db8:0:2::1"), false, 2},
		{"with a zone", addr("fe80::1%eth0"), addr("fe80::2%eth1"), false, 0},
		{"IPv4 as IPv6", addr("192.0.2.1"), addr("::ffff:192.0.2.1"), false, 0},
		{"a name and an address", NameKey("portal"), addr("192.0.2.1"), false, 2},
		{"two names", NameKey("portal"), NameKey("app"), false, 2},
		{"unknown addresses are one", LimitKey{}, AddressKey(netip.Addr{}), false, 0},
		{"this machine", addr("127.0.0.1"), addr("::1"), false, 1000},
		{"this machine, counted", addr("127.0.0.1"), addr("127.0.0.1"), true, 0},
	} {
		l := NewLimiter(2, c.loopback)
		refusedAfter(t, l, c.first, now)
		if n, _ := refusedAfter(t, l, c.second, now); n != c.left {
			t.Errorf("%s: %d left, want %d", c.name, n, c.left)
		}
	}
	if NewLimiter(0, true) != nil || NewLimiter(0, true).Take(http.Header{}, LimitKey{}, now) != nil {
		t.Error("no limit limits")
	}
}

func TestLimiterIsBounded(t *testing.T) {
	t.Parallel()
	l := NewLimiter(2, false)
	for i := range 3 * maxBuckets {
		_ = l.Take(http.Header{}, NameKey(strconv.Itoa(i)), time.Now())
	}
	l.buckets.CleanUp()
	if n := l.buckets.EstimatedSize(); n > maxBuckets {
		t.Errorf("%d buckets", n)
	}
}

// What a client sees, behind a proxy and without.
func TestLimitedRequests(t *testing.T) {
	t.Parallel()
	root := chi.NewRouter()
	f := Frame{Front: Front{Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}
	if err := f.Use(root); err != nil {
		t.Fatal(err)
	}
	root.With(NewLimiter(3, false).Wrap).Get("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	ask := func(from, forwarded string) (status int, p *Problem, h http.Header) {
		w := tryFrom(root, from, "GET", "/", "X-Forwarded-For", forwarded, "Accept-Language", "de")
		if w.Code == http.StatusTooManyRequests {
			got := problem(t, w)
			p = &got
		}
		return w.Code, p, w.Header()
	}
	for i := range 3 {
		status, _, h := ask("10.1.1.1:7", "198.51.100.7")
		if want := fmt.Sprintf(`"client";r=%d;t=%d`, 2-i, 20*(i+1)); status != http.StatusNoContent || h.Get("RateLimit") != want || h.Get("RateLimit-Policy") != `"client";q=3;w=60` {
			t.Errorf("request %d: %d %v, want %s", i, status, h, want)
		}
	}
	status, p, h := ask("10.1.1.1:7", "198.51.100.7")
	if status != http.StatusTooManyRequests || p.Code != "too_many_requests" || h.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %+v %v", status, p, h)
	}
	if seconds, err := strconv.Atoi(h.Get("Retry-After")); err != nil || seconds < 19 || seconds > 20 {
		t.Errorf("Retry-After %q", h.Get("Retry-After"))
	}
	for _, other := range [][2]string{{"10.1.1.1:7", "198.51.100.8"}, {"10.1.1.1:7", "2001:db8::1"}, {"198.51.100.9:7", "198.51.100.7"}} {
		if status, _, _ := ask(other[0], other[1]); status != http.StatusNoContent {
			t.Errorf("%v: %d", other, status)
		}
	}
}
