package delivery

import (
	"context"
	"log/slog"
	"time"

	"lotse/cms/query"
)

// Bounds that tests hold.
const (
	TrustedFor      = trustedFor
	TrustedHearing  = trustedHearing
	LookEvery       = lookEvery
	LookEveryHeard  = lookEveryHearing
	LongestKept     = longestKept
	SmallestGzipped = smallestGzip
	MostPolls       = mostPolls
)

// Trusted tells tests that a door would answer from memory.
func Trusted(d *Door) bool { return d.cache.trusts(time.Now()) }

// InMemory tells that a door would answer an address from memory.
func InMemory(d *Door, path string) bool { return d.cache.spelled(Prefix+path, time.Now()) != nil }

// Held is how many bytes of answers a door holds.
func Held(d *Door) uint64 { return d.cache.answers.WeightedSize() }

// Settle has the cache finish what it does in the background.
func Settle(d *Door) { d.cache.answers.CleanUp() }

// FollowFeed has a door follow a feed of the test's own.
func FollowFeed(ctx context.Context, d *Door, look func(context.Context, query.FeedMark) (query.FeedLook, error)) {
	d.cache.run(ctx, lookFunc(look), slog.New(slog.DiscardHandler))
}

type lookFunc func(context.Context, query.FeedMark) (query.FeedLook, error)

func (f lookFunc) LookAtFeed(ctx context.Context, last query.FeedMark) (query.FeedLook, error) {
	return f(ctx, last)
}
