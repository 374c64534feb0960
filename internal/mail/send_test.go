package mail

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// peer is a real SMTP server in this process. It refuses what its fields say.
type peer struct {
	mu         sync.Mutex
	got        []received
	from, rcpt error
	data       error
	password   string // not empty: signing in is required
}

type received struct{ from, to, body string }

type session struct {
	p        *peer
	from, to string
	signedIn bool
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "lotse" || password != s.p.password {
			return smtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}), nil
}
func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.p.password != "" && !s.signedIn {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return s.p.from
}
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return s.p.rcpt }
func (s *session) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if s.p.data != nil {
		return s.p.data
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.p.got = append(s.p.got, received{s.from, s.to, string(body)})
	return nil
}

// serve starts p and gives its address. A certificate makes it offer STARTTLS, or TLS from the start.
func serve(t *testing.T, p *peer, certificate *tls.Config, implicit bool) string {
	t.Helper()
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{p: p}, nil }))
	server.ErrorLog = log.New(io.Discard, "", 0)
	server.Domain, server.EnableSMTPUTF8 = "peer.example", true
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case implicit:
		listener = tls.NewListener(listener, certificate)
	default:
		server.TLSConfig = certificate
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); <-done })
	return listener.Addr().String()
}

func sender(t *testing.T, url string) *SMTP {
	t.Helper()
	s, err := ParseSMTP(url, "Lotse Thüringen <redaktion@lotse.example>")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func arabicMessage(t *testing.T) Message {
	t.Helper()
	r, err := Render(Published, "de", fullData())
	if err != nil {
		t.Fatal(err)
	}
	return Message{
		To: "Mina Rahimi <mina@initiative.example>", Subject: r.Subject, Text: r.Text, HTML: r.HTML,
		MessageID: "018f3f6e-0000-7000-8000-000000000001@lotse.example",
		Headers:   map[string]string{"Content-Language": "de"},
		Date:      time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
	}
}

// parts reads a multipart/alternative message: header, text, HTML.
func parts(t *testing.T, raw string) (netmail.Header, string, string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %q: %v", kind, err)
	}
	reader := multipart.NewReader(m.Body, params["boundary"])
	var bodies []string
	for _, want := range []string{"text/plain", "text/html"} {
		p, err := reader.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Header.Get("Content-Type"); got != want+"; charset=UTF-8" {
			t.Errorf("part %q, want %s", got, want)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, strings.ReplaceAll(string(body), "\r\n", "\n"))
	}
	return m.Header, bodies[0], bodies[1]
}

func TestSMTPDelivers(t *testing.T) {
	p := &peer{}
	m := arabicMessage(t)
	if err := sender(t, "smtp://"+serve(t, p, nil, false)+"?tls=none").Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if len(p.got) != 1 || p.got[0].from != "redaktion@lotse.example" || p.got[0].to != "mina@initiative.example" {
		t.Fatalf("got %+v", p.got)
	}
	header, text, html := parts(t, p.got[0].body)
	subject, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
	if err != nil || subject != m.Subject {
		t.Errorf("subject %q, want %q (%v)", subject, m.Subject, err)
	}
	from, err := header.AddressList("From")
	if err != nil || from[0].Name != "Lotse Thüringen" {
		t.Errorf("from %v: %v", from, err)
	}
	for name, want := range map[string]string{
		"Message-Id": "<" + m.MessageID + ">", "Content-Language": "de", "Auto-Submitted": "auto-generated",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if text != m.Text || strings.TrimSpace(html) != strings.TrimSpace(m.HTML) {
		t.Errorf("the body changed on the way:\n%q\n%q", text, m.Text)
	}
}

func TestSMTPFailures(t *testing.T) {
	busy := &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try later, mina@initiative.example"}
	unknown := &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no mina@initiative.example here"}
	for name, c := range map[string]struct {
		peer      *peer
		temporary bool
		code      int
		step      string
	}{
		"recipient busy":     {&peer{rcpt: busy}, true, 451, "recipient"},
		"recipient unknown":  {&peer{rcpt: unknown}, false, 550, "recipient"},
		"content busy":       {&peer{data: busy}, true, 451, "content"},
		"content refused":    {&peer{data: unknown}, false, 550, "content"},
		"sender not allowed": {&peer{from: unknown}, true, 550, "sender"},
		"must sign in":       {&peer{password: "secret"}, true, 502, "sender"},
	} {
		t.Run(name, func(t *testing.T) {
			err := sender(t, "smtp://"+serve(t, c.peer, nil, false)+"?tls=none").Send(t.Context(), arabicMessage(t))
			var e *Error
			if !errors.As(err, &e) || e.Code != c.code || e.Step != c.step || Temporary(err) != c.temporary {
				t.Fatalf("got %v (temporary %v)", err, Temporary(err))
			}
			if strings.Contains(err.Error(), "mina") {
				t.Errorf("the error names the recipient: %v", err)
			}
		})
	}
}

func TestSMTPSilentOrAbsentServer(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	for name, address := range map[string]string{"silent": silent.Addr().String(), "absent": closed.Addr().String()} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
			defer cancel()
			start := time.Now()
			err := sender(t, "smtp://"+address+"?tls=none").Send(ctx, arabicMessage(t))
			if err == nil || !Temporary(err) {
				t.Fatalf("got %v, want a temporary error", err)
			}
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("gave up only after %v", took)
			}
		})
	}
}

func TestSMTPOverTLS(t *testing.T) {
	server, client := certificate(t)
	for _, mode := range []string{"starttls", "implicit"} {
		t.Run(mode, func(t *testing.T) {
			p := &peer{password: "geheim@ß"}
			scheme := map[string]string{"starttls": "smtp", "implicit": "smtps"}[mode]
			s := sender(t, scheme+"://lotse:geheim%40%C3%9F@"+serve(t, p, server, mode == "implicit"))
			if err := s.Send(t.Context(), arabicMessage(t)); err == nil {
				t.Fatal("an unknown certificate was accepted")
			}
			s.tls = client
			if err := s.Send(t.Context(), arabicMessage(t)); err != nil {
				t.Fatal(err)
			}
			s.password = "wrong"
			if err := s.Send(t.Context(), arabicMessage(t)); !Temporary(err) {
				t.Errorf("wrong password: %v, want temporary", err)
			}
			if len(p.got) != 1 {
				t.Errorf("%d messages", len(p.got))
			}
		})
	}
	t.Run("required but not offered", func(t *testing.T) {
		p := &peer{}
		err := sender(t, "smtp://"+serve(t, p, nil, false)).Send(t.Context(), arabicMessage(t))
		if err == nil || !Temporary(err) || len(p.got) != 0 {
			t.Errorf("got %v, %d messages", err, len(p.got))
		}
	})
	t.Run("no password without TLS", func(t *testing.T) {
		p := &peer{password: "secret"}
		err := sender(t, "smtp://lotse:secret@"+serve(t, p, nil, false)+"?tls=none").Send(t.Context(), arabicMessage(t))
		if err == nil || len(p.got) != 0 {
			t.Errorf("got %v, %d messages", err, len(p.got))
		}
	})
}

func certificate(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}},
		&tls.Config{RootCAs: pool, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}
}

func TestMessageRefusesForgedHeaders(t *testing.T) {
	folder, err := OpenFolder(t.TempDir(), "redaktion@lotse.example")
	if err != nil {
		t.Fatal(err)
	}
	good := Message{To: "a@b.example", Subject: "x", Text: "y"}
	for name, change := range map[string]func(*Message){
		"to":           func(m *Message) { m.To = "a@b.example\r\nBcc: c@d.example" },
		"two to":       func(m *Message) { m.To = "a@b.example, c@d.example" },
		"no to":        func(m *Message) { m.To = "" },
		"from":         func(m *Message) { m.From = "\"A\nBcc: c@d.example\" <a@b.example>" },
		"message id":   func(m *Message) { m.MessageID = "1@a>\r\nBcc: c@d.example" },
		"header value": func(m *Message) { m.Headers = map[string]string{"X-A": "1\r\nBcc: c@d.example"} },
		"header name":  func(m *Message) { m.Headers = map[string]string{"X-A: 1\r\nBcc": "c@d.example"} },
		"second bcc":   func(m *Message) { m.Headers = map[string]string{"bCC": "c@d.example"} },
		"separator":    func(m *Message) { m.Headers = map[string]string{"X-A": "1\u2028Bcc: c@d.example"} },
		"no text":      func(m *Message) { m.Text = " " },
	} {
		m := good
		change(&m)
		if err := folder.Send(t.Context(), m); !errors.Is(err, ErrInvalid) || Temporary(err) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), "d.example") {
			t.Errorf("%s: the error repeats the value: %v", name, err)
		}
	}
	m := good
	m.Subject = "Hallo\r\nBcc: c@d.example\r\n\r\nBody"
	if err := folder.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(folder.path, "*"))
	if len(names) != 1 {
		t.Fatalf("files %v", names)
	}
	raw, _ := os.ReadFile(names[0])
	read, err := netmail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil || read.Header.Get("Bcc") != "" || read.Header.Get("Subject") != "Hallo Bcc: c@d.example Body" {
		t.Errorf("%v %v", read.Header, err)
	}
}

func TestFolderWritesSortableFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "mail")
	folder, err := Open("", "redaktion@lotse.example", path)
	if err != nil {
		t.Fatal(err)
	}
	m := arabicMessage(t)
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			one := m
			one.Date = m.Date.Add(time.Duration(i) * time.Millisecond)
			if err := folder.Send(t.Context(), one); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	entries, err := os.ReadDir(path)
	if err != nil || len(entries) != 20 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	var last time.Time
	for _, e := range entries {
		raw, err := os.ReadFile(filepath.Join(path, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(e.Name(), "-")
		at, err := time.Parse("20060102T150405.000000000Z", name)
		if err != nil || at.Before(last) || filepath.Ext(e.Name()) != ".eml" {
			t.Errorf("name %s: %v", e.Name(), err)
		}
		last = at
		if _, text, _ := parts(t, string(raw)); text != m.Text {
			t.Errorf("%s: the text changed", e.Name())
		}
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := folder.Send(t.Context(), m); !Temporary(err) {
		t.Errorf("a missing folder: %v, want temporary", err)
	}
}

func TestParseSMTPRefuses(t *testing.T) {
	for _, raw := range []string{
		"", "host:25", "smtp://", "http://host", "smtps://host?tls=none", "smtp://host?tls=maybe",
		"smtp://host?ssl=1", "smtp://u:geheim%zz@host", "smtp://u:geheim@host:99999", "smtp://host/path",
	} {
		_, err := ParseSMTP(raw, "a@b.example")
		if err == nil {
			t.Errorf("%q was accepted", raw)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
	if _, err := ParseSMTP("smtp://host", "nobody"); err == nil {
		t.Error("a sender address that is none was accepted")
	}
}
