package delivery

import (
	"context"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"lotse/cms/query"
)

// How the change feed is followed.
const (
	// lookEvery is how often the feed is looked at.
	lookEvery = 250 * time.Millisecond
	// trustedFor is how long answers are served from memory after the last look: without looks (the
	// database is away) nobody knows what was withdrawn elsewhere. Below a second, begun before the look.
	trustedFor = 900 * time.Millisecond
	// clockJump is the difference of two clocks that cannot be drift: somebody moved lotse.clock_offset.
	clockJump = 500 * time.Millisecond
	// readTimeout bounds a read, whose result several requests wait for.
	readTimeout = 10 * time.Second
)

// aliasBytes is the budget of the spellings of questions, longestAlias the longest that is kept.
const (
	aliasBytes   = 4 << 20
	longestAlias = 1024
)

// feed is what the cache needs of query.Service.
type feed interface {
	LookAtFeed(ctx context.Context, last query.FeedMark) (query.FeedLook, error)
}

// cache keeps answers within a budget of bytes. An answer counts only while the generation is still that in
// which it was read; every movement of the feed begins a new one.
type cache struct {
	answers *otter.Cache[string, *answer]
	// aliases lead from a request as it was spelled to the key of its answer. They depend on the content
	// types alone, so they never become wrong.
	aliases    *otter.Cache[string, string]
	reads      singleflight.Group
	generation atomic.Uint64
	began      time.Time
	looked     atomic.Int64 // when the last good look began, since began; 0: never
}

func newCache(bytes int) *cache {
	c := &cache{began: time.Now()}
	c.answers = otter.Must(&otter.Options[string, *answer]{
		MaximumWeight: uint64(max(bytes, 1)),
		Weigher:       func(key string, a *answer) uint32 { return uint32(len(key) + a.weight()) },
	})
	c.aliases = otter.Must(&otter.Options[string, string]{
		MaximumWeight: aliasBytes,
		Weigher:       func(spelling, key string) uint32 { return uint32(len(spelling) + len(key) + 64) },
	})
	return c
}

// invalidate makes every answer count for nothing, at once. Reads that have begun will not count either.
func (c *cache) invalidate() { c.generation.Add(1) }

// trusted reports whether the feed was looked at lately.
func (c *cache) trusted(now time.Time) bool {
	looked := c.looked.Load()
	return looked != 0 && now.Sub(c.began)-time.Duration(looked) < trustedFor
}

// get returns the answer of a key, where it still holds.
func (c *cache) get(key string, now time.Time) *answer {
	if !c.trusted(now) {
		return nil
	}
	a, ok := c.answers.GetIfPresent(key)
	if !ok || a.generation != c.generation.Load() || !a.ends.IsZero() && !now.Before(a.ends) {
		return nil
	}
	return a
}

// spelled returns the answer of a request as it was spelled before.
func (c *cache) spelled(spelling string, now time.Time) *answer {
	key, ok := c.aliases.GetIfPresent(spelling)
	if !ok {
		return nil
	}
	return c.get(key, now)
}

// read makes the answer of a key, once for all who wait for it now, and keeps it.
func (c *cache) read(ctx context.Context, spelling, key string, read func(context.Context) (*answer, error)) (*answer, error) {
	if len(spelling) <= longestAlias {
		c.aliases.Set(spelling, key)
	}
	if a := c.get(key, time.Now()); a != nil {
		return a, nil
	}
	generation := c.generation.Load()
	// A read that began before a change must not answer requests that came after it.
	flight := strconv.FormatUint(generation, 36) + " " + key
	made, err, _ := c.reads.Do(flight, func() (any, error) {
		// The first who asked may go away; the others still wait.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), readTimeout)
		defer cancel()
		a, err := read(detached)
		if err != nil {
			return nil, err
		}
		a.generation = generation
		c.answers.Set(key, a)
		return a, nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*answer), nil
}

// follow looks at the feed until ctx ends.
func (c *cache) follow(ctx context.Context, f feed, log *slog.Logger) {
	var mark query.FeedMark
	var offset time.Duration
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		begun := time.Now()
		look, err := f.LookAtFeed(ctx, mark)
		switch {
		case err != nil && ctx.Err() == nil:
			log.WarnContext(ctx, "could not look at the change feed", "error", err.Error())
		case err == nil:
			if now := look.Now.Sub(begun); look.Moved || (now-offset).Abs() > clockJump {
				c.invalidate()
				offset = now
			}
			mark = look.Mark
			c.looked.Store(int64(begun.Sub(c.began)) + 1)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}
