package webhook

import (
	"sync"

	"github.com/google/uuid"
)

// maxAtOnce is how many calls of one process go to one endpoint at the same time. One slow receiver must not take
// every worker.
const maxAtOnce = 4

// busy counts the calls under way to each endpoint.
type busy struct {
	mu    sync.Mutex
	calls map[uuid.UUID]int
}

func newBusy() *busy { return &busy{calls: map[uuid.UUID]int{}} }

// enter takes a place, or says that there is none.
func (b *busy) enter(endpoint uuid.UUID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.calls[endpoint] >= maxAtOnce {
		return false
	}
	b.calls[endpoint]++
	return true
}

// leave gives the place back.
func (b *busy) leave(endpoint uuid.UUID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.calls[endpoint]--; b.calls[endpoint] <= 0 {
		delete(b.calls, endpoint)
	}
}
