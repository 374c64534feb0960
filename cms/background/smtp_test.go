package background_test

import (
	"io"
	"log"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"lotse/internal/mail"
)

// peer is a real SMTP server in this process.
type peer struct {
	mu       sync.Mutex
	got      []letter
	attempts int
	refuse   func(attempt int, to string) error // asked for each recipient; nil accepts all
	pause    time.Duration                      // before a message is accepted
}

// letter is a message that the peer accepted.
type letter struct {
	to, subject, id, language string
	text, html                string
}

type peerSession struct {
	p  *peer
	to string
}

func (s *peerSession) Reset()                               {}
func (s *peerSession) Logout() error                        { return nil }
func (s *peerSession) Mail(string, *smtp.MailOptions) error { return nil }
func (s *peerSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.p.attempts++
	if s.p.refuse != nil {
		return s.p.refuse(s.p.attempts, to)
	}
	return nil
}

func (s *peerSession) Data(r io.Reader) error {
	m, err := readLetter(r)
	if err != nil {
		return err
	}
	time.Sleep(s.p.pause)
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	m.to = s.to
	s.p.got = append(s.p.got, m)
	return nil
}

// letters are what was accepted so far.
func (p *peer) letters() []letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.got)
}

// serve starts the peer and gives a sender that uses it.
func serve(t testing.TB, p *peer) mail.Sender {
	t.Helper()
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &peerSession{p: p}, nil }))
	server.ErrorLog = log.New(io.Discard, "", 0)
	server.Domain, server.EnableSMTPUTF8 = "peer.example", true
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); <-done })
	return must(mail.ParseSMTP("smtp://"+listener.Addr().String()+"?tls=none", "Lotse <redaktion@lotse.test>"))(t)
}

// readLetter reads a message of text and HTML.
func readLetter(r io.Reader) (letter, error) {
	m, err := netmail.ReadMessage(r)
	if err != nil {
		return letter{}, err
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return letter{}, err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return letter{}, err
	}
	out := letter{to: m.Header.Get("To"), subject: subject, id: m.Header.Get("Message-Id"), language: m.Header.Get("Content-Language")}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, body := range []*string{&out.text, &out.html} {
		part, err := parts.NextRawPart()
		if err != nil {
			return letter{}, err
		}
		raw, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			return letter{}, err
		}
		*body = strings.ReplaceAll(string(raw), "\r\n", "\n")
	}
	return out, nil
}
