package outbound

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// receiver is a TLS server on this machine that counts who came.
func receiver(t *testing.T, h http.HandlerFunc) (server *httptest.Server, hits *atomic.Int32) {
	t.Helper()
	hits = &atomic.Int32{}
	server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits.Add(1)
		h(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes that end early are the point
	t.Cleanup(server.Close)
	return server, hits
}

// local is a client that may call this machine.
func local(server *httptest.Server, limit time.Duration) *Client {
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return New(Options{Allow: Loopback(), Roots: roots, Time: limit})
}

func TestPost(t *testing.T) {
	t.Parallel()
	server, _ := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || string(body) != "hello" || r.Header.Get("Webhook-Id") != "msg_1" || r.Header.Get("Accept-Encoding") != "" {
			w.WriteHeader(http.StatusTeapot)
			return
		}
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusAccepted)
	})
	got, err := local(server, 0).Post(t.Context(), server.URL, http.Header{"webhook-id": {"msg_1"}}, []byte("hello"))
	if err != nil || got.Status != http.StatusAccepted || got.RetryAfter != 7*time.Second {
		t.Errorf("%+v, %v", got, err)
	}
}

// Without the allowance for tests the same receiver is out of reach, under each of its names.
func TestNobodyReachesThisMachine(t *testing.T) {
	t.Parallel()
	server, hits := receiver(t, func(http.ResponseWriter, *http.Request) {})
	port := server.URL[strings.LastIndexByte(server.URL, ':')+1:]
	c := New(Options{Resolver: names(t, func(string, int) []string { return []string{"127.0.0.1"} })})
	for _, host := range []string{"127.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "hook.example.org"} {
		if _, err := c.Post(t.Context(), "https://"+host+":"+port, nil, nil); Class(err) != Forbidden {
			t.Errorf("%s: %v", host, err)
		}
	}
	// Even where the text passed: the dialler itself refuses address and port.
	for address, want := range map[string]error{
		"127.0.0.1:443": ErrForbidden, "[::1]:443": ErrForbidden, "[::ffff:127.0.0.1]:443": ErrForbidden, "[fe80::1%lo]:443": ErrForbidden,
		"169.254.169.254:8443": ErrForbidden, "8.8.8.8:80": ErrPort, "8.8.8.8:" + port: ErrPort, "8.8.8.8:443": nil,
		"nonsense": ErrForbidden, "": ErrForbidden,
	} {
		network := "tcp4"
		if strings.HasPrefix(address, "[") {
			network = "tcp6"
		}
		if err := c.guard(t.Context(), network, address, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	if err := c.guard(t.Context(), "unix", "8.8.8.8:443", nil); !errors.Is(err, ErrForbidden) {
		t.Errorf("a socket: %v", err)
	}
	if hits.Load() != 0 {
		t.Errorf("%d calls came through", hits.Load())
	}
}

// A name that is public when it is looked at and private when it is called, and one that is both at once.
func TestRebinding(t *testing.T) {
	t.Parallel()
	server, hits := receiver(t, func(http.ResponseWriter, *http.Request) {})
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	port := netip.MustParseAddrPort(server.Listener.Addr().String()).Port()
	var asked atomic.Int32
	resolver := names(t, func(name string, n int) []string {
		asked.Add(1)
		switch {
		case strings.HasPrefix(name, "both."):
			return []string{"192.0.2.1", "127.0.0.1"}
		case n == 1:
			return []string{"8.8.8.8"}
		}
		return []string{"127.0.0.1"}
	})
	c := New(Options{Time: 500 * time.Millisecond, Roots: roots, Resolver: resolver})
	first, err := resolver.LookupNetIP(t.Context(), "ip4", "rebind.example.com")
	if err != nil || len(first) != 1 || !public(first[0].Unmap()) {
		t.Fatalf("the first look saw %v, %v", first, err)
	}
	// The port of the receiver is opened here, so that nothing but the address keeps the call away.
	c.ports = append([]uint16{port}, ports...)
	for _, name := range []string{"rebind.example.com", "both.example.com"} {
		_, err := c.Post(t.Context(), "https://"+net.JoinHostPort(name, strconv.Itoa(int(port))), nil, nil)
		if Class(err) != Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	if asked.Load() < 3 || hits.Load() != 0 {
		t.Errorf("%d questions, %d calls came through", asked.Load(), hits.Load())
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	target, hits := receiver(t, func(http.ResponseWriter, *http.Request) {})
	for _, to := range []string{"http://169.254.169.254/latest/meta-data/", target.URL, "//127.0.0.1/", "/again"} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			server, own := receiver(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", to)
				w.WriteHeader(status)
			})
			got, err := local(server, 0).Post(t.Context(), server.URL, nil, []byte("{}"))
			if err != nil || got.Status != status || own.Load() != 1 {
				t.Errorf("%s %d: %+v, %v, %d calls", to, status, got, err, own.Load())
			}
		}
	}
	if hits.Load() != 0 {
		t.Error("a redirect was followed")
	}
}

func TestBadReceivers(t *testing.T) {
	t.Parallel()
	hijack := func(answer string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, answer)
			_ = conn.Close()
		}
	}
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		class   string
	}{
		"silent":       {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, Timeout},
		"hangs up":     {hijack(""), Broken},
		"stammers":     {hijack("HTTP/1.1 2"), Unreadable},
		"no HTTP":      {hijack("220 smtp.example.org ESMTP\r\n\r\n"), Unreadable},
		"endless head": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) }, Unreadable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, _ := receiver(t, test.handler)
			_, err := local(server, 2*time.Second).Post(t.Context(), server.URL, nil, nil)
			if Class(err) != test.class {
				t.Errorf("%q, want %q: %v", Class(err), test.class, errors.Unwrap(err))
			}
			if err != nil && strings.Contains(err.Error(), "127.0.0.1") {
				t.Errorf("the text tells of our network: %v", err)
			}
		})
	}
}

// An answer without end counts by its status, and is cut off.
func TestHugeAnswer(t *testing.T) {
	t.Parallel()
	var sent atomic.Int64
	server, _ := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		b := bufio.NewWriter(w)
		for sent.Load() < 1<<30 {
			n, err := b.WriteString(strings.Repeat("x", 4096))
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	})
	got, err := local(server, 10*time.Second).Post(t.Context(), server.URL, nil, nil)
	if err != nil || got.Status != http.StatusOK || sent.Load() > 64<<20 {
		t.Errorf("%+v, %v, %d bytes", got, err, sent.Load())
	}
}

func TestCertificatesAreChecked(t *testing.T) {
	t.Parallel()
	server, hits := receiver(t, func(http.ResponseWriter, *http.Request) {})
	_, err := New(Options{Allow: Loopback()}).Post(t.Context(), server.URL, nil, nil)
	if Class(err) != Security || hits.Load() != 0 {
		t.Errorf("%v, %d calls", err, hits.Load())
	}
	old := httptest.NewUnstartedServer(http.NotFoundHandler())
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11} //nolint:gosec // that it is too old is what is tried
	old.Config.ErrorLog = log.New(io.Discard, "", 0)
	old.StartTLS()
	t.Cleanup(old.Close)
	if _, err := local(old, 0).Post(t.Context(), old.URL, nil, nil); Class(err) != Security {
		t.Errorf("TLS 1.1: %v", errors.Unwrap(err))
	}
}

func TestProxyOfTheEnvironmentIsNotUsed(t *testing.T) {
	proxy, hits := receiver(t, func(http.ResponseWriter, *http.Request) {})
	t.Setenv("HTTPS_PROXY", proxy.URL)
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("ALL_PROXY", proxy.URL)
	if c := New(Options{}); c.http.Transport.(*http.Transport).Proxy != nil {
		t.Error("the client has a proxy")
	}
	_, _ = New(Options{Time: 300 * time.Millisecond}).Post(t.Context(), "https://8.8.8.8/", nil, nil)
	if hits.Load() != 0 {
		t.Error("the proxy was asked")
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 3 ": 3 * time.Second, "-5": 0, "1.5": 0, "soon": 0, "99999999999999999999": 0,
		"Sun, 01 Mar 2026 12:01:00 GMT": time.Minute, "Sun, 01 Mar 2026 11:00:00 GMT": 0,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
}

// names is a resolver whose server answers with the addresses that answer gives for the n-th question for a name.
func names(t *testing.T, answer func(name string, n int) []string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0") //nolint:noctx // ends with the test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		count := map[string]int{}
		buffer := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			if reply, err := reply(buffer[:n], count, answer); err == nil {
				_, _ = conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp4", conn.LocalAddr().String())
	}}
}

func reply(question []byte, count map[string]int, answer func(string, int) []string) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil || len(m.Questions) != 1 {
		return nil, fmt.Errorf("bad question: %w", err)
	}
	q := m.Questions[0]
	m.Response, m.Additionals = true, nil
	if q.Type == dnsmessage.TypeA {
		count[q.Name.String()]++
		for _, text := range answer(q.Name.String(), count[q.Name.String()]) {
			m.Answers = append(m.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
				Body:   &dnsmessage.AResource{A: netip.MustParseAddr(text).As4()},
			})
		}
	}
	return m.Pack()
}
