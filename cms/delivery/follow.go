package delivery

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"lotse/cms/query"
)

// How the change feed is followed. Whoever hears of changes (LISTEN) looks when he is told and, in case that
// was lost, once a second; whoever hears nothing looks more often.
const (
	lookEvery        = 250 * time.Millisecond
	lookEveryHearing = time.Second
	// lookApart is the least time between two looks, however much is heard.
	lookApart = 5 * time.Millisecond
	// trustedFor is how long answers are served from memory after the last good look began, trustedHearing the same
	// for a look that was made while hearing: without looks (the database is away) nobody knows what was
	// withdrawn elsewhere.
	trustedFor     = 900 * time.Millisecond
	trustedHearing = 2 * time.Second
	longestLook    = 5 * time.Second
	// clockJump is the difference of two clocks that cannot be drift: somebody moved lotse.clock_offset.
	clockJump = 500 * time.Millisecond
)

// feed is what the follower needs of query.Service.
type feed interface {
	LookAtFeed(ctx context.Context, last query.FeedMark) (query.FeedLook, error)
}

// follower keeps the changes of a cache in step with the change feed.
type follower struct {
	changes *changes
	began   time.Time
	trusted atomic.Int64  // until when answers may come from memory, since began; 0: not yet
	hears   atomic.Bool   // changes are told to us
	look    chan struct{} // of size one: somebody wants a look

	moving sync.Mutex
	moved  chan struct{} // closed when the feed has moved
}

func newFollower(c *changes) *follower {
	return &follower{changes: c, began: time.Now(), look: make(chan struct{}, 1), moved: make(chan struct{})}
}

// trusts reports whether the feed was looked at lately.
func (f *follower) trusts(now time.Time) bool {
	return int64(now.Sub(f.began)) < f.trusted.Load()
}

// lookNow has the feed looked at as soon as possible.
func (f *follower) lookNow() {
	select {
	case f.look <- struct{}{}:
	default: // a look is asked for already
	}
}

// movement is a channel that is closed when a look finds that the feed has moved, or that what it found before
// has come below the horizon.
func (f *follower) movement() <-chan struct{} {
	f.moving.Lock()
	defer f.moving.Unlock()
	return f.moved
}

func (f *follower) tellMovement() {
	f.moving.Lock()
	defer f.moving.Unlock()
	close(f.moved)
	f.moved = make(chan struct{})
}

// run looks at the feed until ctx ends.
func (f *follower) run(ctx context.Context, feed feed, log *slog.Logger) {
	var s sight
	wait := time.NewTimer(0)
	defer wait.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.look:
		case <-wait.C:
		}
		hearing := f.hears.Load() // before the look: what is told while it runs asks for another
		begun := time.Now()
		look, err := f.lookOnce(ctx, feed, s.mark)
		if err == nil {
			f.found(&s, look, begun, hearing)
		} else if ctx.Err() == nil {
			log.WarnContext(ctx, "could not look at the change feed", "error", err.Error())
			hearing = false
		}
		if !pause(ctx, lookApart) {
			return
		}
		every := lookEvery
		if hearing {
			every = lookEveryHearing
		}
		wait.Reset(max(every-time.Since(begun), 0))
	}
}

// lookOnce looks, and gives up when the answer would be too late to be of use.
func (f *follower) lookOnce(ctx context.Context, feed feed, mark query.FeedMark) (query.FeedLook, error) {
	ctx, cancel := context.WithTimeout(ctx, longestLook)
	defer cancel()
	return feed.LookAtFeed(ctx, mark)
}

// sight is what the follower remembers between two looks.
type sight struct {
	mark    query.FeedMark
	offset  time.Duration // of the database's clock to ours
	pending uint64        // the newest transaction that was found above the horizon; 0: none
}

// found takes in what a look found. begun is a time before it.
func (f *follower) found(s *sight, look query.FeedLook, begun time.Time, hearing bool) {
	offset := look.Now.Sub(begun)
	jumped := (offset - s.offset).Abs() > clockJump
	if jumped {
		s.offset = offset
	}
	moved := look.Everything || jumped || len(look.Changes) > 0
	if moved {
		f.changes.note(look.Everything || jumped, look.Changes)
	}
	if s.pending != 0 && look.Horizon > s.pending {
		s.pending, moved = 0, true
	}
	if look.Newest >= look.Horizon {
		s.pending = max(s.pending, look.Newest)
	}
	s.mark = look.Mark
	trust := trustedFor
	if hearing {
		trust = trustedHearing
	}
	f.trusted.Store(int64(begun.Sub(f.began) + trust))
	if moved {
		f.tellMovement()
	}
}

// pause waits and tells whether ctx goes on.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
