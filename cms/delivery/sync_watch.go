package delivery

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// How those who wait for a change are served.
const (
	// maxWaiters is how many requests may wait at once. Beyond, they are answered at once.
	maxWaiters = 2000
	// watchEvery is how often the end of the feed is looked at, for all of them together.
	watchEvery = time.Second
)

// feedWatch tells those who wait that there is something new in the feed. While nobody waits it does
// nothing.
type feedWatch struct {
	// end is the last transaction that readers may see. It grows when there is something new for them, which
	// is not when somebody commits: a transaction that is still running holds back those after it.
	end func(context.Context) (uint64, error)
	log *slog.Logger
	// drained is closed when the process ends: nobody may wait any more.
	drained chan struct{}
	drain   func()
	soon    chan struct{} // somebody says that now is a good time to look

	mu      sync.Mutex
	waiters int
	stop    context.CancelFunc
	signal  chan struct{} // closed at the next move
	seen    uint64        // only the loop uses it
}

func newFeedWatch(end func(context.Context) (uint64, error), log *slog.Logger) *feedWatch {
	f := &feedWatch{end: end, log: log, drained: make(chan struct{}), soon: make(chan struct{}, 1), signal: make(chan struct{})}
	f.drain = sync.OnceFunc(func() { close(f.drained) })
	return f
}

// enter takes a place among those who wait; false: there is none, or the process ends.
func (f *feedWatch) enter() bool {
	select {
	case <-f.drained:
		return false
	default:
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiters >= maxWaiters {
		return false
	}
	if f.waiters++; f.waiters == 1 {
		ctx, stop := context.WithCancel(context.Background())
		f.stop = stop
		go f.loop(ctx)
	}
	return true
}

// leave gives the place back.
func (f *feedWatch) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiters--; f.waiters == 0 {
		f.stop()
	}
}

// moved is a channel that is closed when there is something new, from now on.
func (f *feedWatch) moved() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.signal
}

// look has the feed looked at soon, instead of at the next second.
func (f *feedWatch) look() {
	select {
	case f.soon <- struct{}{}:
	default: // somebody said so already
	}
}

// loop looks until ctx ends. Loops of which one ends and the next begins look one after the other.
func (f *feedWatch) loop(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		f.once(ctx)
		select {
		case <-ctx.Done():
		case <-f.drained:
			return
		case <-tick.C:
		case <-f.soon:
		}
	}
}

func (f *feedWatch) once(ctx context.Context) {
	end, err := f.end(ctx)
	if err != nil {
		if ctx.Err() == nil {
			f.log.WarnContext(ctx, "could not look at the end of the change feed", "error", err.Error())
		}
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	// Another history can be behind: whatever is different is worth a read.
	if end != f.seen {
		f.seen = end
		close(f.signal)
		f.signal = make(chan struct{})
	}
}
