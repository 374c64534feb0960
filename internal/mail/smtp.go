package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// stepTimeout bounds each of the three parts of a send (dial, greeting and sign-in, the message), so a
// silent server holds a worker for at most 30 s.
const stepTimeout = 10 * time.Second

// SMTP sends over a mail server. Made by [ParseSMTP]; safe for concurrent use, one connection a message.
type SMTP struct {
	host, user, password string
	port                 int
	implicitTLS          bool
	policy               gomail.TLSPolicy
	from                 string
	timeout              time.Duration
	tls                  *tls.Config // nil: the system's roots
}

var _ Sender = (*SMTP)(nil)

// ParseSMTP reads LOTSE_SMTP_URL. from is the default sender address.
//
//	smtp://user:pass@host:587                  STARTTLS, required
//	smtp://host:25?tls=opportunistic           STARTTLS where the server offers it
//	smtp://127.0.0.1:1025?tls=none             no TLS
//	smtps://user:pass@host:465                 TLS from the first byte
//
// Errors never repeat the URL: it holds a password.
func ParseSMTP(raw, from string) (*SMTP, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, errors.New("SMTP address: not a URL (escape special characters of the password, e.g. @ as %40)")
	}
	s := &SMTP{host: u.Hostname(), from: from, timeout: stepTimeout, user: u.User.Username()}
	s.password, _ = u.User.Password()
	if s.host == "" || (u.Path != "" && u.Path != "/") || u.Fragment != "" {
		return nil, errors.New("SMTP address: want smtp://user:password@host:port")
	}
	if _, err := address(from, "from"); err != nil {
		return nil, errors.New("SMTP: the sender address is not a mail address")
	}
	if err := s.security(u); err != nil {
		return nil, err
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return nil, errors.New("SMTP address: the port is not between 1 and 65535")
		}
	}
	return s, nil
}

func (s *SMTP) security(u *url.URL) error {
	for name := range u.Query() {
		if name != "tls" {
			return errors.New("SMTP address: the only parameter is tls")
		}
	}
	mode := u.Query().Get("tls")
	switch {
	case u.Scheme == "smtps" && mode == "":
		s.implicitTLS, s.port = true, 465
	case u.Scheme == "smtp" && (mode == "" || mode == "required"):
		s.policy, s.port = gomail.TLSMandatory, 587
	case u.Scheme == "smtp" && mode == "opportunistic":
		s.policy, s.port = gomail.TLSOpportunistic, 25
	case u.Scheme == "smtp" && mode == "none":
		s.policy, s.port = gomail.NoTLS, 25
	default:
		return errors.New("SMTP address: want smtps://… or smtp://…?tls=required|opportunistic|none")
	}
	return nil
}

// Send offers m to the server. See [Temporary] for the errors. Each part has a deadline; a context that
// ends sooner shortens it.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := m.build(s.from)
	if err != nil {
		return err
	}
	client, err := s.client(ctx)
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return connectError(err)
	}
	err = client.Send(msg)
	closed := client.Close()
	// Once the server took the message, a broken farewell is no failure: sending again would double it.
	if msg.IsDelivered() {
		return nil
	}
	if err == nil {
		err = closed
	}
	return deliveryError(err)
}

func (s *SMTP) client(ctx context.Context) (*gomail.Client, error) {
	timeout := s.timeout
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline))
	}
	if timeout <= 0 {
		return nil, &Error{Step: "connect", Again: true, cause: context.DeadlineExceeded}
	}
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(timeout), gomail.WithTLSPolicy(s.policy),
		gomail.WithoutNoop(), gomail.WithoutRset(),
	}
	if s.implicitTLS {
		options = append(options, gomail.WithSSL())
	}
	if s.tls != nil {
		options = append(options, gomail.WithTLSConfig(s.tls))
	}
	if s.user != "" {
		// Auto-discovery refuses to show a password to a server without TLS.
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(s.user), gomail.WithPassword(s.password))
	}
	client, err := gomail.NewClient(s.host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail: SMTP client: %w", err)
	}
	return client, nil
}
