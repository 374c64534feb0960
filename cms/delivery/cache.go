package delivery

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"lotse/internal/command"
	"lotse/schema"
)

const (
	// longestKept bounds how long an answer stays in memory, for what is not in the change feed (dates of events that
	// are written ahead, an organisation's short name).
	longestKept = 10 * time.Minute
	// missingKept is longestKept for the answer that there is nothing.
	missingKept = 10 * time.Second
	// readTimeout bounds a read, whose result several requests wait for.
	readTimeout = 10 * time.Second
)

// aliasBytes is the budget of the spellings of questions, longestAlias the longest that is kept.
const (
	aliasBytes   = 4 << 20
	longestAlias = 1024
)

// alias is where a request leads, as it was spelled.
type alias struct {
	key   string // of its answer
	route string // for measures and the access log
	typed uint64 // the generation of the content types that say so
}

// cache keeps answers within a budget of bytes. An answer counts while nothing that it depends on has changed
// since before it was read, while the feed was looked at lately, until the first thing in it ends, and under the content
// types that it was made by: labels and what may be asked for are theirs, and the feed does not tell of them.
type cache struct {
	types   *schema.Registry
	answers *otter.Cache[string, *answer]
	// aliases depend on the content types alone.
	aliases *otter.Cache[string, alias]
	reads   singleflight.Group
	changes changes
	*follower
}

func newCache(bytes int, types *schema.Registry) *cache {
	c := &cache{types: types}
	c.follower = newFollower(&c.changes)
	c.answers = otter.Must(&otter.Options[string, *answer]{
		MaximumWeight: uint64(max(bytes, 1)),
		Weigher:       func(key string, a *answer) uint32 { return uint32(len(key) + a.weight()) },
	})
	c.aliases = otter.Must(&otter.Options[string, alias]{
		MaximumWeight: aliasBytes,
		Weigher:       func(spelling string, a alias) uint32 { return uint32(len(spelling) + len(a.key) + 96) },
	})
	return c
}

// get returns the answer of a key, where it still holds.
func (c *cache) get(key string, now time.Time) *answer {
	if !c.trusts(now) {
		return nil
	}
	a, ok := c.answers.GetIfPresent(key)
	if !ok || !now.Before(a.keptUntil) || a.typed != c.types.Generation() || !c.changes.unchanged(a.generation, a.marks) {
		return nil
	}
	return a
}

// spelled returns the answer of a request as it was spelled before.
func (c *cache) spelled(spelling string, now time.Time) *answer {
	a, _ := c.find(spelling, now)
	return a
}

// find is spelled, with the route that the request would take.
func (c *cache) find(spelling string, now time.Time) (*answer, string) {
	way, ok := c.aliases.GetIfPresent(spelling)
	if !ok || way.typed != c.types.Generation() {
		return nil, ""
	}
	return c.get(way.key, now), way.route
}

// wanted is a request on its way to an answer.
type wanted struct {
	// spelling is the request's address, from which alone the key follows; "" where something else has a part in it
	// (a header).
	spelling string
	// scope begins the key: what is made within one scope answers nobody in another.
	scope string
	// typed is the generation of the content types before the request was judged by them.
	typed uint64
}

// read makes the answer of a key, once for all who wait for it now, and keeps it. key names the answer within the scope.
func (c *cache) read(ctx context.Context, w wanted, key string, read func(context.Context) (*answer, error)) (*answer, error) {
	key = w.scope + key
	if w.spelling != "" && len(w.spelling) <= longestAlias {
		c.aliases.Set(w.spelling, alias{key: key, route: chi.RouteContext(ctx).RoutePattern(), typed: w.typed})
	}
	if a := c.get(key, time.Now()); a != nil {
		return a, nil
	}
	present := c.changes.present.Load()
	// A read that began before a change must not answer requests that came after it.
	flight := strconv.FormatUint(present, 36) + " " + strconv.FormatUint(w.typed, 36) + " " + key
	made, err, _ := c.reads.Do(flight, func() (any, error) {
		// The first who asked may go away; the others still wait.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), readTimeout)
		defer cancel()
		begun := time.Now()
		a, err := read(detached)
		if err != nil {
			return nil, err
		}
		a.typed, a.generation, a.marks = w.typed, present, c.changes.marks(a.depends)
		a.keep(begun)
		c.answers.Set(key, a)
		return a, nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*answer), nil
}

// question is what a request asks for, once its parameters are judged.
type question struct {
	key  string // under which the answer is kept
	read func(context.Context) (*answer, error)
	// stream, where it is not nil, writes an answer that is read while it is written, and kept nowhere.
	stream func() error
}

// serve answers a request that memory may hold the answer of. Who asks in a spelling that was asked before is not judged
// again; else judge reads the parameters.
func (d *Door) serve(w http.ResponseWriter, r *http.Request, want wanted, judge func(url.Values) (question, error)) error {
	a := d.cache.spelled(want.spelling, time.Now())
	if a == nil {
		params, err := parameters(r)
		if err != nil {
			return err
		}
		q, err := judge(params)
		if err != nil {
			return err
		}
		if q.stream != nil {
			return q.stream()
		}
		if a, err = d.cache.read(r.Context(), want, q.key, q.read); err != nil {
			return err
		}
	}
	if a.missing {
		return command.ErrNotFound()
	}
	a.write(w, r, time.Now())
	return nil
}
