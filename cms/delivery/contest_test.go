package delivery_test

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	benchRounds      = 21
	benchConnections = 4
	// mostNoise is the noise beyond which a run says nothing.
	mostNoise = 0.1
)

// listen serves a handler on the loopback and returns its address.
func listen(b *testing.B, handler http.Handler) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	b.Cleanup(func() { _ = server.Close() })
	return listener.Addr().String()
}

// contest is one question to two servers.
type contest struct {
	name     string
	target   float64
	path     string
	headers  []string
	requests int // for each connection in a round
	// connections ask at once; benchConnections where zero.
	connections int
}

// run asks lotse, the bare server and the bare server's twin in turns and prints the medians.
func (c contest) run(b *testing.B, lotse, bare, twin string) {
	b.Helper()
	question := request(c.path, c.headers...)
	n := cmp.Or(c.connections, benchConnections)
	servers := []team{gather(b, lotse, n), gather(b, bare, n), gather(b, twin, n)}
	for _, s := range servers {
		s.round(b, question, c.requests) // warm up
	}
	var ratios, noise, ours, theirs []float64
	for b.Loop() {
		ratios, noise, ours, theirs = nil, nil, nil, nil
		for n := range benchRounds {
			took := make([]float64, len(servers))
			for i := range servers {
				at := (i + n) % len(servers) // nobody is always first
				took[at] = servers[at].round(b, question, c.requests)
			}
			ratios, noise = append(ratios, took[1]/took[0]), append(noise, math.Abs(took[1]/took[2]-1))
			ours, theirs = append(ours, took[0]), append(theirs, took[1])
		}
	}
	ratio, margin := median(ratios), median(noise)
	verdict := "met"
	switch {
	case margin > mostNoise:
		verdict = "cannot be told, the machine is too busy"
	case ratio+margin < c.target:
		verdict = "MISSED"
	}
	b.ReportMetric(ratio, "ratio")
	b.ReportMetric(median(ours), "µs/request")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("ratio %-18s %.2f  target %.2f %s  (noise ±%.2f; rounds %.2f to %.2f; %.1f µs against %.1f µs a request)\n",
		c.name, ratio, c.target, verdict, margin, slices.Min(ratios), slices.Max(ratios), median(ours), median(theirs))
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

// team is some connections to a server.
type team []*connection

func gather(b *testing.B, address string, connections int) team {
	b.Helper()
	var t team
	for range connections {
		t = append(t, dial(b, address))
	}
	return t
}

// round asks n times over each connection and returns the microseconds that a request took of the whole.
func (t team) round(b *testing.B, question []byte, n int) float64 {
	b.Helper()
	var running sync.WaitGroup
	begun := time.Now()
	for _, c := range t {
		running.Go(func() { c.ask(b, question, n) })
	}
	running.Wait()
	return float64(time.Since(begun).Microseconds()) / float64(n*len(t))
}

// connection is a client that costs little, so that what is measured is the server.
type connection struct {
	net.Conn
	from *bufio.Reader
}

func dial(b *testing.B, address string) *connection {
	b.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = conn.Close() })
	return &connection{Conn: conn, from: bufio.NewReaderSize(conn, 128<<10)}
}

// request writes a request; headers are names and values in turn.
func request(path string, headers ...string) []byte {
	b := []byte("GET " + path + " HTTP/1.1\r\nHost: bench\r\n")
	for i := 0; i+1 < len(headers); i += 2 {
		b = append(b, headers[i]+": "+headers[i+1]+"\r\n"...)
	}
	return append(b, "\r\n"...)
}

// ask asks n times and reads the answers.
func (c *connection) ask(b *testing.B, question []byte, n int) {
	for range n {
		if _, err := c.Write(question); err != nil {
			b.Error(err)
			return
		}
		if err := c.read(); err != nil {
			b.Error(err)
			return
		}
	}
}

var contentLength = []byte("Content-Length: ")

func (c *connection) read() error {
	line, err := c.from.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) && !bytes.HasPrefix(line, []byte("HTTP/1.1 304")) {
		return fmt.Errorf("answered %s", line)
	}
	length := 0
	for len(line) > 2 {
		if line, err = c.from.ReadSlice('\n'); err != nil {
			return err
		}
		if value, ok := bytes.CutPrefix(line, contentLength); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return err
			}
		}
	}
	_, err = c.from.Discard(length)
	return err
}

// askOnce returns one answer, without the headers that net/http itself adds.
func askOnce(b *testing.B, address, path string, headers ...string) (int, http.Header, []byte) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.Fatal(err)
	}
	answer.Header.Del("Date")
	if want := []string{"X-Request-Id", "Ratelimit", "Ratelimit-Policy", "Etag", "Cache-Control", "Access-Control-Allow-Origin", "Content-Security-Policy"}; true {
		for _, name := range want {
			if answer.Header.Get(name) == "" {
				b.Fatalf("%s has no %s: %d %s", path, name, answer.StatusCode, strings.TrimSpace(string(body)))
			}
		}
	}
	return answer.StatusCode, answer.Header, body
}
