package delivery

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"lotse/cms/web"
	"lotse/internal/negotiate"
)

// How long others may keep an answer, in seconds. Short, because a withdrawal must be seen soon; portals that
// keep a copy follow the change feed instead.
const (
	maxAge               = 60
	staleWhileRevalidate = 30
)

// smallestGzip is the size from which compression pays: below, everything fits one packet anyway.
const smallestGzip = 1400

// Header values that never change, shared by all answers. Nobody writes to them.
var (
	jsonContent   = []string{"application/json"}
	anyOrigin     = []string{"*"}
	gzipEncoding  = []string{"gzip"}
	varyEncoding  = []string{"Accept-Encoding, Authorization"}
	usualLifetime = []string{lifetime(maxAge, staleWhileRevalidate)}
)

// answer is a complete answer: bytes and headers, ready to be written any number of times.
type answer struct {
	status   int
	body     []byte
	etag     []string // `"…"`
	gzipETag []string // the compressed form is another representation, so it has another strong tag
	length   []string
	language []string
	tags     []string // Cache-Tag
	link     []string // nil: none
	location []string // of a redirect
	media    []string // Content-Type; nil: JSON
	file     []string // Content-Disposition; nil: none
	// missing says that there is nothing, and nothing but this: the answer is not_found.
	missing bool
	// ends is when something in it stops being public or being right, by this process's clock; zero: never by itself.
	ends time.Time
	// depends is what it is made of; nothing: it depends on everything.
	depends dependencies

	// What the cache notes when it keeps the answer.
	typed      uint64     // the generation of the content types, and
	generation generation // that of the changes, before anything was read
	marks      []*atomic.Uint64
	keptUntil  time.Time

	compress   sync.Once
	compressed []byte
	gzipLength []string
}

// newAnswer makes an answer of a body. hash names the body; nil: it is computed.
func newAnswer(body, hash []byte) *answer {
	if hash == nil {
		sum := sha256.Sum256(body)
		hash = sum[:]
	}
	name := base64.RawURLEncoding.EncodeToString(hash[:18])
	return &answer{
		status: http.StatusOK, body: body, length: []string{strconv.Itoa(len(body))},
		etag: []string{`"` + name + `"`}, gzipETag: []string{`"` + name + `-gzip"`},
	}
}

// weight is about how many bytes of memory the answer takes, the compressed form included.
func (a *answer) weight() int { return len(a.body) + len(a.body)/3 + 1024 }

// keep bounds how long the answer may come from memory. begun is a time before it was read.
func (a *answer) keep(begun time.Time) {
	a.keptUntil = begun.Add(longestKept)
	if a.missing {
		a.keptUntil = begun.Add(missingKept)
	}
	if !a.ends.IsZero() && a.ends.Before(a.keptUntil) {
		a.keptUntil = a.ends
	}
}

// WriteReady answers a request that did not come through the router.
func (a *answer) WriteReady(w http.ResponseWriter, r *http.Request, now time.Time) (status int, bytes int64) {
	openHeaders(w.Header())
	return a.write(w, r, now)
}

// write answers a request and tells the status and the bytes of the body. now is the present time.
func (a *answer) write(w http.ResponseWriter, r *http.Request, now time.Time) (status int, bytes int64) {
	h := w.Header()
	h["Cache-Control"] = a.cacheControl(now)
	h["Vary"] = varyEncoding
	if r.Header["Authorization"] != nil {
		keepPrivate(h)
	}
	if a.location != nil {
		h["Location"] = a.location
		w.WriteHeader(a.status)
		return a.status, 0
	}
	body, length, etag := a.body, a.length, a.etag
	compressed := len(a.body) >= smallestGzip && negotiate.Gzip(r.Header["Accept-Encoding"])
	if compressed {
		body, length = a.gzip()
		etag = a.gzipETag
	}
	h["Etag"] = etag
	h["Cache-Tag"] = a.tags
	if a.language != nil {
		h["Content-Language"] = a.language
	}
	if a.link != nil {
		h["Link"] = a.link
	}
	if r.Header["If-None-Match"] != nil && (web.NotModified(r, a.etag[0]) || web.NotModified(r, a.gzipETag[0])) {
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	h["Content-Type"] = jsonContent
	if a.media != nil {
		h["Content-Type"] = a.media
	}
	if a.file != nil {
		h["Content-Disposition"] = a.file
	}
	h["Content-Length"] = length
	if compressed {
		h["Content-Encoding"] = gzipEncoding
	}
	if r.Method == http.MethodHead {
		return http.StatusOK, 0
	}
	n, _ := w.Write(body) // the client may have gone; there is nobody to tell
	return http.StatusOK, int64(n)
}

// gzip is the compressed body, made at the first use.
func (a *answer) gzip() ([]byte, []string) {
	a.compress.Do(func() {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(a.body) // a buffer takes everything
		_ = z.Close()
		a.compressed, a.gzipLength = b.Bytes(), []string{strconv.Itoa(b.Len())}
	})
	return a.compressed, a.gzipLength
}

// cacheControl lets caches keep the answer, but never beyond the end of anything in it.
func (a *answer) cacheControl(now time.Time) []string {
	if a.ends.IsZero() {
		return usualLifetime
	}
	left := int(a.ends.Sub(now) / time.Second)
	switch {
	case left >= maxAge+staleWhileRevalidate:
		return usualLifetime
	case left <= 0:
		return []string{"no-store"}
	}
	age := min(maxAge, left)
	return []string{lifetime(age, left-age)}
}

func lifetime(age, stale int) string {
	seconds := strconv.Itoa(age)
	if stale <= 0 {
		return "public, max-age=" + seconds + ", s-maxage=" + seconds + ", must-revalidate"
	}
	return "public, max-age=" + seconds + ", s-maxage=" + seconds + ", stale-while-revalidate=" + strconv.Itoa(stale)
}
