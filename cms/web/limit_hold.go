package web

import (
	"sync"

	"lotse/internal/command"
)

// holdAgainAfter is after how many seconds somebody whose places are all taken should ask again.
const holdAgainAfter = 10

// holds counts requests under way by client. The zero value counts none.
type holds struct {
	mutex  sync.Mutex
	byWhom map[LimitKey]int
}

// Hold takes one of so many places that a client has for requests that last, and gives it back by release, which may be
// called again. Where all are taken, the error is too_many_requests. Requests from this machine itself are not
// limited, as by Take.
func (l *Limiter) Hold(key LimitKey, most int) (release func(), err error) {
	if l == nil || key.address.IsLoopback() && !l.loopback {
		return func() {}, nil
	}
	l.held.mutex.Lock()
	defer l.held.mutex.Unlock()
	if l.held.byWhom[key] >= most {
		e := command.E(command.TooMany, "too_many_requests", "Too many requests at once.")
		e.Extra = map[string]any{"retryAfter": int64(holdAgainAfter)}
		return nil, e
	}
	if l.held.byWhom == nil {
		l.held.byWhom = map[LimitKey]int{}
	}
	l.held.byWhom[key]++
	return sync.OnceFunc(func() { l.held.giveBack(key) }), nil
}

func (h *holds) giveBack(key LimitKey) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.byWhom[key]--; h.byWhom[key] == 0 {
		delete(h.byWhom, key)
	}
}
