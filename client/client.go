package client

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// prefix stands before every path of the delivery API.
const prefix = "/content/v1"

// What holds where [Options] says nothing.
const (
	defaultAttempts   = 5
	defaultTimeout    = 30 * time.Second
	defaultMaxBody    = 64 << 20
	defaultCacheBytes = 8 << 20
	longestPause      = time.Minute
	firstPause        = 250 * time.Millisecond
)

// ErrTooLarge is returned for answers that are larger than Options.MaxBody, decompressed.
var ErrTooLarge = errors.New("the answer is larger than allowed")

// Options say how a Client asks. The zero value is good.
type Options struct {
	// Key is the key of a site (lotse_site_…), sent with every request; empty: none is needed.
	Key string
	// HTTP sends the requests. Redirects to another host are refused whatever it says. Default: a client of its own.
	HTTP *http.Client
	// UserAgent names the program, for the operator's log.
	UserAgent string
	// Attempts is how often a request is sent at most, 5 where zero, 1 for never again.
	Attempts int
	// Timeout bounds one attempt, the body included, 30 s where zero. The context bounds all of them.
	Timeout time.Duration
	// MaxBody bounds an answer, decompressed, in bytes: 64 MiB where zero.
	MaxBody int64
	// CacheBytes is the budget for answers remembered by their entity tags: 8 MiB where zero, none where negative.
	CacheBytes int
	// Sleep waits before another attempt, until ctx ends; tests pass their own. Default: a timer.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Client asks one Lotse. It is safe for concurrent use.
type Client struct {
	base    *url.URL
	options Options
	http    *http.Client
	tags    *tagged
}

// New makes a Client of the server at base, for example https://lotse.example.org.
func New(base string, options Options) (*Client, error) {
	u, err := url.Parse(strings.TrimRight(base, "/"))
	if err != nil {
		return nil, fmt.Errorf("address of the server: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("address of the server: %q is not http(s)://host", base)
	}
	c := &Client{base: u, options: options, http: &http.Client{}}
	if options.HTTP != nil {
		copied := *options.HTTP
		c.http = &copied
	}
	c.http.CheckRedirect = sameHost
	o := &c.options
	o.Attempts = orDefault(o.Attempts, defaultAttempts)
	o.Timeout = orDefault(o.Timeout, defaultTimeout)
	o.MaxBody = orDefault(o.MaxBody, defaultMaxBody)
	o.CacheBytes = orDefault(o.CacheBytes, defaultCacheBytes)
	if o.UserAgent == "" {
		o.UserAgent = "lotse-client-go"
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	c.tags = newTagged(o.CacheBytes)
	return c, nil
}

func orDefault[T int | int64 | time.Duration](value, usual T) T {
	if value == 0 {
		return usual
	}
	return value
}

// sameHost follows redirects (a former slug) only on the server that was asked: a key and a reader's
// trust belong to it alone.
func sameHost(r *http.Request, via []*http.Request) error {
	if r.URL.Host != via[0].URL.Host || r.URL.Scheme != via[0].URL.Scheme {
		return errors.New("redirected to another host")
	}
	if len(via) > 3 {
		return errors.New("redirected too often")
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// question is one GET.
type question struct {
	path   string // below the prefix, or absolute with it
	params url.Values
	wait   time.Duration // how long the server may hold the answer back
	fresh  bool          // not from memory, not remembered
}

// address is the URL of a question.
func (c *Client) address(q question) string {
	u := *c.base
	path := q.path
	if !strings.HasPrefix(path, prefix+"/") {
		path = prefix + path
	}
	u.Path = c.base.Path + path
	u.RawQuery = q.params.Encode()
	return u.String()
}

// read asks and decodes the answer into T.
func read[T any](ctx context.Context, c *Client, q question) (T, error) {
	var v T
	body, err := c.get(ctx, q)
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(body, &v); err != nil {
		return v, fmt.Errorf("read %s: %w", q.path, err)
	}
	return v, nil
}

// get asks until there is an answer, or an error that asking again does not heal.
func (c *Client) get(ctx context.Context, q question) ([]byte, error) {
	address := c.address(q)
	for attempt := 1; ; attempt++ {
		body, err := c.once(ctx, address, q)
		pause, again := pauseAfter(err, attempt)
		if err == nil || !again || attempt >= c.options.Attempts || ctx.Err() != nil {
			return body, err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < pause {
			return nil, err // waiting would only change the error into one that says less
		}
		if c.options.Sleep(ctx, pause) != nil {
			return nil, err
		}
	}
}

// once sends one request.
func (c *Client) once(ctx context.Context, address string, q question) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout+q.wait)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", q.path, err)
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("User-Agent", c.options.UserAgent)
	if c.options.Key != "" {
		r.Header.Set("Authorization", "Bearer "+c.options.Key)
	}
	known := c.tags.get(address)
	if known != nil && !q.fresh {
		r.Header.Set("If-None-Match", known.tag)
	}
	response, err := c.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", q.path, &brokenError{err})
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode == http.StatusNotModified && known != nil {
		return known.body, nil
	}
	body, err := c.body(response)
	switch {
	case response.StatusCode == http.StatusOK && err == nil:
		if tag := response.Header.Get("ETag"); tag != "" && !q.fresh {
			c.tags.put(address, tag, body)
		}
		return body, nil
	case response.StatusCode == http.StatusOK:
		return nil, fmt.Errorf("read %s: %w", q.path, err)
	}
	return nil, newError(response, body)
}

// body reads an answer, decompressed, up to the limit. An answer that ends early is an error.
func (c *Client) body(response *http.Response) ([]byte, error) {
	var from io.Reader = response.Body
	if response.Header.Get("Content-Encoding") == "gzip" && !response.Uncompressed {
		z, err := gzip.NewReader(response.Body)
		if err != nil {
			return nil, &brokenError{err}
		}
		from = z
	}
	body, err := io.ReadAll(io.LimitReader(from, c.options.MaxBody+1))
	switch {
	case err != nil:
		return nil, &brokenError{err}
	case int64(len(body)) > c.options.MaxBody:
		return nil, ErrTooLarge
	}
	return body, nil
}
