package webhook

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

// maxAtOnce is how many calls of one process go to one endpoint at the same time. One slow receiver must not take
// every worker.
const maxAtOnce = 4

// turnTime is how long a worker waits for a place at an endpoint: long enough for receivers that are quick, too short to
// keep the others waiting for one that is slow.
const turnTime = 100 * time.Millisecond

// lanes hold what this process knows of the endpoints that it calls.
type lanes struct {
	mu  sync.Mutex
	all map[uuid.UUID]*lane
}

// lane is the way to one endpoint.
type lane struct {
	places chan struct{}
	took   atomic.Int64 // how long calls take, in nanoseconds: an average in which the last ones count most
}

func newLanes() *lanes { return &lanes{all: map[uuid.UUID]*lane{}} }

func (l *lanes) of(endpoint uuid.UUID) *lane {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all[endpoint] == nil {
		l.all[endpoint] = &lane{places: make(chan struct{}, maxAtOnce)}
	}
	return l.all[endpoint]
}

// enter takes a place, or says that there is none.
func (l *lane) enter(ctx context.Context) bool {
	timer := time.NewTimer(turnTime)
	defer timer.Stop()
	select {
	case l.places <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

// leave gives the place back.
func (l *lane) leave() { <-l.places }

// note counts a call.
func (l *lane) note(took time.Duration) {
	if last := time.Duration(l.took.Load()); last > 0 {
		took = (3*last + took) / 4
	}
	l.took.Store(int64(took))
}

// longestSpread bounds how long deliveries that wait for the same endpoint spread.
const longestSpread = 10 * time.Minute

// spread is how long it takes to make n calls as they went so far.
func (l *lane) spread(n int) time.Duration {
	return min(time.Duration(n)*time.Duration(l.took.Load())/maxAtOnce, longestSpread)
}
