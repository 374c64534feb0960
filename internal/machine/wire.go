package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Options are how a service is reached. They hold a secret: never log them.
type Options struct {
	// URL is the address of the service, with a path where it stands behind one. DeepL's follows from the key where
	// it is empty.
	URL string
	// Key is the secret that the service gave out; LibreTranslate may want none.
	Key string
	// Client makes the calls; nil for one of the package's own. Its CheckRedirect is not used.
	Client *http.Client
	// Timeout bounds one call over the network; 0 is a minute.
	Timeout time.Duration
	// Limits are smaller ones than the service's own; zero for those.
	Limits Limits
	// English is the English that DeepL writes: EN-GB where it is empty, or EN-US.
	English string
	// Glossaries is how the names of glossaries at DeepL begin; "lotse" where it is empty. Two installations that share
	// a key need two, else each takes the other's for old ones.
	Glossaries string
}

const (
	maxRequest     = 128 << 10 // DeepL's limit
	maxAnswer      = 4 << 20
	maxComplaint   = 64 << 10
	maxRetryAfter  = 24 * time.Hour
	defaultTimeout = time.Minute
)

// wire calls one service: bounds sizes and time, and makes an Error of what fails.
type wire struct {
	provider string
	base     *url.URL
	client   http.Client
	timeout  time.Duration
	header   http.Header
	// judge says what a status means, together with what the service said; that is read and not kept.
	judge func(status int, said string) (kind Kind, detail string)
}

func newWire(provider string, o Options) (*wire, error) {
	address, err := url.Parse(strings.TrimRight(o.URL, "/"))
	if err != nil || address.Host == "" || address.RawQuery != "" || address.Fragment != "" || address.Scheme != "http" && address.Scheme != "https" {
		return nil, errors.New(provider + ": the address is not one of http or https") // it may hold a password
	}
	w := &wire{provider: provider, base: address, timeout: o.Timeout, header: http.Header{}}
	if w.timeout <= 0 {
		w.timeout = defaultTimeout
	}
	if o.Client != nil {
		w.client = *o.Client
	} else {
		w.client.Transport = newTransport()
	}
	w.client.CheckRedirect = w.sameHost
	return w, nil
}

// newTransport is http.DefaultTransport with shorter waits: a service that does not answer is a job that comes back.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		IdleConnTimeout:     90 * time.Second,
		MaxIdleConnsPerHost: 4,
		ForceAttemptHTTP2:   true,
	}
}

// sameHost follows redirects within the service only: texts and keys go nowhere else. The answer with the redirect is
// then taken for what it is, no translation.
func (w *wire) sameHost(req *http.Request, via []*http.Request) error {
	if req.URL.Host != w.base.Host || req.URL.Scheme != w.base.Scheme || len(via) > 3 {
		return http.ErrUseLastResponse
	}
	return nil
}

// call sends in as JSON, nothing where it is nil, and reads the answer into out, not at all where that is nil.
func (w *wire) call(ctx context.Context, method, path string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = encode(in); err != nil {
			return w.fail(BadRequest, "not JSON")
		}
		if len(body) > maxRequest {
			return w.fail(BadRequest, "too large")
		}
	}
	limited, stop := context.WithTimeout(ctx, w.timeout)
	defer stop()
	req, err := http.NewRequestWithContext(limited, method, w.base.String()+path, bytes.NewReader(body))
	if err != nil {
		return w.fail(Down, "address")
	}
	req.Header = w.header.Clone()
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "lotse")
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := w.client.Do(req)
	if err != nil {
		return w.lost(ctx, err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return w.complaint(res)
	}
	return w.read(ctx, res, out)
}

// read reads a good answer.
func (w *wire) read(ctx context.Context, res *http.Response, out any) error {
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	bad := func(detail string) error {
		return &Error{Kind: BadAnswer, Provider: w.provider, Status: res.StatusCode, Detail: detail}
	}
	switch {
	case err != nil:
		return w.lost(ctx, err)
	case len(body) > maxAnswer:
		return bad("too long")
	case out == nil:
		return nil
	case !utf8.Valid(body):
		return bad("not UTF-8")
	case json.Unmarshal(body, out) != nil:
		return bad("not the JSON that was expected")
	}
	return nil
}

// complaint makes an error of an answer that is not good.
func (w *wire) complaint(res *http.Response) error {
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxComplaint)) // the status alone says enough
	var said struct{ Message, Detail, Error string }
	_ = json.Unmarshal(body, &said)
	kind, detail := w.judge(res.StatusCode, strings.ToLower(said.Message+" "+said.Detail+" "+said.Error))
	return &Error{
		Kind: kind, Provider: w.provider, Status: res.StatusCode, Detail: detail,
		RetryAfter: retryAfter(res.Header.Get("Retry-After"), time.Now()),
	}
}

// lost makes an error of a connection that failed. Where the caller cancelled, the service is not to blame.
func (w *wire) lost(ctx context.Context, err error) error {
	if cause := ctx.Err(); errors.Is(cause, context.Canceled) {
		return fmt.Errorf("%s: %w", w.provider, cause)
	}
	e := &Error{Kind: Down, Provider: w.provider, Detail: "no connection"}
	var network net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout() {
		e.Detail, e.cause = "timeout", context.DeadlineExceeded
	}
	return e
}

func (w *wire) fail(kind Kind, detail string) error {
	return &Error{Kind: kind, Provider: w.provider, Detail: detail}
}

// retryAfter reads the header of that name (RFC 9110, 10.2.3): seconds or a date.
func retryAfter(value string, now time.Time) time.Duration {
	var wait time.Duration
	if seconds, err := strconv.Atoi(value); err == nil {
		wait = time.Duration(min(seconds, int(maxRetryAfter/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}
