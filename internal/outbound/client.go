package outbound

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Limits of a call.
const (
	dialTime    = 10 * time.Second
	idleTime    = 30 * time.Second
	longestHead = 16 << 10
	longestBody = 16 << 10
	perHost     = 8
)

// DefaultTime is how long a call may take from its first step to the end of the answer.
const DefaultTime = 20 * time.Second

// Options of a Client. The zero value is what production uses.
type Options struct {
	// Time of a whole call, DefaultTime where zero.
	Time time.Duration
	// Allow opens networks that are otherwise forbidden, any port and plain http with them. For tests and demos: no
	// setting of production leads here.
	Allow []netip.Prefix
	// Roots are the authorities that certificates are checked against; nil: those of the system.
	Roots *x509.CertPool
	// Resolver asks for the addresses of names; nil: that of the system.
	Resolver *net.Resolver
}

// Loopback is what Options.Allow takes so that receivers on the same machine can be called.
func Loopback() []netip.Prefix { return prefixes("127.0.0.0/8", "::1/128") }

// Client calls foreign addresses. It is safe for concurrent use.
type Client struct {
	http  *http.Client
	allow []netip.Prefix
	ports []uint16
	plain bool
}

// New makes a Client.
func New(o Options) *Client {
	if o.Time <= 0 {
		o.Time = DefaultTime
	}
	c := &Client{allow: o.Allow, ports: ports, plain: len(o.Allow) > 0}
	dialer := &net.Dialer{Timeout: dialTime, Resolver: o.Resolver, ControlContext: c.guard}
	c.http = &http.Client{
		Timeout: o.Time,
		// The answer to a redirect is the redirect: where it leads was not judged by anybody.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots},
			TLSHandshakeTimeout:    dialTime,
			ResponseHeaderTimeout:  o.Time,
			MaxResponseHeaderBytes: longestHead,
			MaxConnsPerHost:        perHost,
			MaxIdleConnsPerHost:    perHost,
			IdleConnTimeout:        idleTime,
			DisableCompression:     true, // a small answer must not become a large one here
			ForceAttemptHTTP2:      true,
		},
	}
	return c
}

// guard is asked for every single address, after names are resolved and before the connection is opened.
func (c *Client) guard(_ context.Context, network, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return ErrForbidden
	}
	if !c.mayDial(to.Addr()) {
		return ErrForbidden
	}
	if !c.calls(to.Port()) {
		return ErrPort
	}
	return nil
}

func (c *Client) mayDial(a netip.Addr) bool { return public(a) || within(c.allow, a) }

func (c *Client) calls(port uint16) bool { return len(c.allow) > 0 || slices.Contains(c.ports, port) }

// Answer is what came back. Of the body nothing is kept.
type Answer struct {
	Status int
	// RetryAfter is how long the receiver asks to wait; zero where it does not say.
	RetryAfter time.Duration
}

// Post sends a body and waits for the answer. Any answer is no error, whatever its status. The address must have
// passed Check; the text of the error holds neither address nor name, see Class.
func (c *Client) Post(ctx context.Context, address string, header http.Header, body []byte) (Answer, error) {
	u, err := c.Check(address)
	if err != nil {
		return Answer{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return Answer{}, ErrAddress
	}
	request.Header = header
	response, err := c.http.Do(request)
	if err != nil {
		return Answer{}, &callError{class: classOf(err), cause: err}
	}
	defer response.Body.Close() //nolint:errcheck // nothing was written
	// Read a little, so that the connection can be used again; what goes on and on is cut off.
	_, _ = io.CopyN(io.Discard, response.Body, longestBody)
	return Answer{Status: response.StatusCode, RetryAfter: retryAfter(response.Header.Get("Retry-After"), time.Now())}, nil
}

// retryAfter reads the header's two forms (RFC 9110, section 10.2.3).
func retryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}

// Classes of failures, for logs that owners of addresses read: they say what to look at, and nothing of our network.
const (
	Forbidden  = "forbidden_address"
	Name       = "name_not_found"
	Connect    = "connection_failed"
	Security   = "tls_failed"
	Timeout    = "timeout"
	Broken     = "connection_broken"
	Unreadable = "bad_answer"
)

// callError is a call that got no answer.
type callError struct {
	class string
	cause error
}

// Error names the class only: causes hold addresses and names.
func (e *callError) Error() string { return "outbound: " + e.class }

// Unwrap is the cause.
func (e *callError) Unwrap() error { return e.cause }

// Class names what went wrong, "" for nil.
func Class(err error) string {
	var call *callError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &call):
		return call.class
	case errors.Is(err, ErrForbidden), errors.Is(err, ErrPort), errors.Is(err, ErrPlain), errors.Is(err, ErrAddress):
		return Forbidden
	}
	return Connect
}

func classOf(err error) string {
	var dns *net.DNSError
	var unknown x509.UnknownAuthorityError
	var wrongName x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var op *net.OpError
	var verify *tls.CertificateVerificationError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, ErrForbidden), errors.Is(err, ErrPort):
		return Forbidden
	case errors.As(err, &dns) && !dns.IsTimeout:
		return Name
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.Canceled):
		return Timeout
	case errors.As(err, &unknown), errors.As(err, &wrongName), errors.As(err, &invalid), errors.As(err, &record),
		errors.As(err, &verify), errors.As(err, &op) && strings.HasSuffix(op.Op, " error"): // crypto/tls says "remote error" of alerts
		return Security
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return Broken
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return Connect
	}
	return Unreadable
}
