package delivery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"time"

	"compress/gzip"
	"golang.org/x/sync/singleflight"

	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/internal/negotiate"
)

// Bounds of the change feed.
const (
	// syncScope is what the cursors of the feed are bound to.
	syncScope = "sync"
	// syncReaders is how many pages are made or written at once: a large one takes a few megabytes.
	syncReaders = 32
	// syncPatience is how long a request waits to be one of them.
	syncPatience = 5 * time.Second
	// smallSync is the size up to which a page does not count while it is written.
	smallSync = 64 << 10
	// longestSyncRead bounds a read, whose result several requests wait for.
	longestSyncRead = 20 * time.Second
)

// syncDoor is the part of the door that tells of changes.
type syncDoor struct {
	query   *query.Service
	cursors *web.Cursors
	// adopt makes the feed that of the database that it lies in, where that is another one than it was.
	adopt func(context.Context) error
	watch *feedWatch
	// limiter bounds how many of those who wait are one client's; nil: as many as it likes.
	limiter *web.Limiter
	slots   chan struct{}
	// counting are the places of those who count.
	counting chan struct{}
	reads    *singleflight.Group
}

func newSyncDoor(c Config) *syncDoor {
	return &syncDoor{
		query: c.Query, cursors: c.Cursors, adopt: c.AdoptFeed, watch: newFeedWatch(c.Query.FeedEnd, c.Log), limiter: c.Limiter,
		slots: make(chan struct{}, syncReaders), counting: make(chan struct{}, 2), reads: &singleflight.Group{},
	}
}

// within is the part of the door for who asks: it reads in their scope.
func (s *syncDoor) within(r *http.Request) *syncDoor {
	c := callerOf(r)
	if c == nil {
		return s
	}
	within := *s
	within.query = c.questions
	return &within
}

// changes answers GET /sync.
func (s *syncDoor) changes(w http.ResponseWriter, r *http.Request) error {
	s = s.within(r)
	params, err := parameters(r)
	if err != nil {
		return err
	}
	q, err := s.query.ResolveSync(params)
	if err != nil {
		return err
	}
	var from *query.SyncPlace
	if q.Cursor != "" {
		from = &query.SyncPlace{}
		if err := s.cursors.Decode(syncScope, q.Cursor, from); err != nil {
			return err
		}
	}
	if q.Wait > 0 {
		leave, err := s.hold(r)
		if err != nil {
			return err
		}
		defer leave()
	}
	a, release, err := s.await(r.Context(), from, q)
	if err != nil {
		return err
	}
	defer release()
	a.write(w, r)
	return nil
}

// mostPolls is how many requests of one client may wait at once: of one key, or of one address without a key. All together
// are maxWaiters.
const mostPolls = 50

// hold takes one of the client's places among those who wait.
func (s *syncDoor) hold(r *http.Request) (leave func(), err error) {
	if c := callerOf(r); c != nil {
		return s.limiter.Hold(siteKey(c), mostPolls)
	}
	return s.limiter.Hold(web.AddressKey(web.ClientAddress(r.Context())), mostPolls)
}

// await reads a page, and where it is empty waits as long as was asked for until there is something. Whoever
// gets an answer calls release when it is written.
func (s *syncDoor) await(ctx context.Context, from *query.SyncPlace, q query.SyncQuestion) (a *syncAnswer, release func(), err error) {
	if q.Wait == 0 || !s.watch.enter() {
		return s.page(ctx, from, q)
	}
	defer s.watch.leave()
	over := time.NewTimer(q.Wait)
	defer over.Stop()
	for {
		moved := s.watch.moved() // before the read: what comes after it closes the channel
		a, release, err = s.page(ctx, from, q)
		if err != nil || !a.empty {
			return a, release, err
		}
		select {
		case <-moved:
		case <-over.C:
			return a, release, nil
		case <-s.watch.drained:
			return a, release, nil
		case <-ctx.Done():
			return a, release, nil
		}
		release()
		from = &a.next
	}
}

// page reads one page. Those who stand at the same place, as mirrors do that wait, share the read.
func (s *syncDoor) page(ctx context.Context, from *query.SyncPlace, q query.SyncQuestion) (*syncAnswer, func(), error) {
	release, err := s.slot(ctx)
	if err != nil {
		return nil, nil, err
	}
	a, err := s.read(ctx, from, q)
	if err != nil || len(a.body) <= smallSync {
		release()
		release = func() {}
	}
	return a, release, err
}

// slot waits for one of the places of those who make pages.
func (s *syncDoor) slot(ctx context.Context) (release func(), err error) {
	patience := time.NewTimer(syncPatience)
	defer patience.Stop()
	select {
	case s.slots <- struct{}{}:
		return sync.OnceFunc(func() { <-s.slots }), nil
	case <-patience.C:
		return nil, command.E(command.Unavailable, "busy", "Too many large pages are under way.")
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (s *syncDoor) read(ctx context.Context, from *query.SyncPlace, q query.SyncQuestion) (*syncAnswer, error) {
	if from == nil {
		ctx, cancel := context.WithTimeout(ctx, longestSyncRead)
		defer cancel()
		return s.make(ctx, nil, q)
	}
	place, err := s.cursors.Encode(syncScope, from)
	if err != nil {
		return nil, err
	}
	// With the scope: whoever asks with a cursor of another one gets no part of its answer.
	flight := s.query.Scope().Hash() + " " + place + " " + strconv.Itoa(q.Limit)
	made, err, _ := s.reads.Do(flight, func() (any, error) {
		// The first who asked may go away; the others still wait.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestSyncRead)
		defer cancel()
		return s.make(detached, from, q)
	})
	if err != nil {
		return nil, err
	}
	return made.(*syncAnswer), nil
}

// make asks the database and makes the answer.
func (s *syncDoor) make(ctx context.Context, from *query.SyncPlace, q query.SyncQuestion) (*syncAnswer, error) {
	page, err := s.query.Sync(ctx, from, q.Filter, q.Limit)
	if err == nil && page.Foreign && s.adopt != nil {
		if err := s.adopt(ctx); err != nil {
			return nil, err
		}
		page, err = s.query.Sync(ctx, from, q.Filter, q.Limit)
	}
	if err != nil {
		return nil, withRestart(err)
	}
	next, err := s.cursors.Encode(syncScope, page.Next)
	if err != nil {
		return nil, err
	}
	return newSyncAnswer(page, next), nil
}

// withRestart completes the answer to a cursor that has expired with the address of a fresh start.
func withRestart(err error) error {
	if e, ok := err.(*command.Error); ok && e.Extra["restart"] != nil {
		e.Extra["restart"] = Prefix + "/sync?" + e.Extra["restart"].(string)
	}
	return err
}

// syncAnswer is a page of the feed, ready to be written any number of times.
type syncAnswer struct {
	body  []byte
	next  query.SyncPlace
	empty bool // nothing to tell

	name       string // of the body
	compress   sync.Once
	compressed []byte
}

func newSyncAnswer(page query.SyncPage, next string) *syncAnswer {
	b := append(page.Body, `],"next":"`...)
	b = append(b, next...) // base64url: nothing to escape
	b = append(b, `","more":`...)
	b = append(strconv.AppendBool(b, page.More), '}')
	sum := sha256.Sum256(b)
	return &syncAnswer{
		body: b, next: page.Next, empty: page.Count == 0 && !page.More,
		name: base64.RawURLEncoding.EncodeToString(sum[:18]),
	}
}

// compressors are used again: each holds large tables.
var compressors = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

// gzip is the compressed body, made at the first use.
func (a *syncAnswer) gzip() []byte {
	a.compress.Do(func() {
		z := compressors.Get().(*gzip.Writer)
		defer compressors.Put(z)
		b := bytes.NewBuffer(make([]byte, 0, len(a.body)/3))
		z.Reset(b)
		_, _ = z.Write(a.body) // a buffer takes everything
		_ = z.Close()
		a.compressed = b.Bytes()
	})
	return a.compressed
}

// write answers a request. Nobody keeps the answer: a cursor is asked again to learn what is new.
func (a *syncAnswer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Cache-Control"] = noStore
	h["Vary"] = varyEncoding
	compressed := len(a.body) >= smallestGzip && negotiate.Gzip(r.Header["Accept-Encoding"])
	plainTag, gzipTag := `"`+a.name+`"`, `"`+a.name+`-gzip"`
	tag := plainTag
	if compressed {
		tag = gzipTag
	}
	h["Etag"] = []string{tag}
	if r.Header["If-None-Match"] != nil && (web.NotModified(r, plainTag) || web.NotModified(r, gzipTag)) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := a.body
	if compressed {
		body = a.gzip()
		h["Content-Encoding"] = gzipEncoding
	}
	h["Content-Type"] = jsonContent
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client has gone; there is nobody to tell
	}
}

var noStore = []string{"no-store"}
