package client

import (
	"container/list"
	"sync"
)

// tagged remembers answers by their addresses, within a budget; what was not asked for longest goes first.
type tagged struct {
	mu     sync.Mutex
	budget int
	size   int
	order  *list.List // of *taggedAnswer, the newest in front
	by     map[string]*list.Element
}

type taggedAnswer struct {
	address, tag string
	body         []byte
}

// weight is about what an answer takes in memory.
func (a *taggedAnswer) weight() int { return len(a.body) + len(a.address) + 256 }

func newTagged(budget int) *tagged {
	return &tagged{budget: budget, order: list.New(), by: map[string]*list.Element{}}
}

// get is the answer remembered for an address, or nil. Nobody may change its bytes.
func (t *tagged) get(address string) *taggedAnswer {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.by[address]
	if at == nil {
		return nil
	}
	t.order.MoveToFront(at)
	return at.Value.(*taggedAnswer)
}

func (t *tagged) put(address, tag string, body []byte) {
	a := &taggedAnswer{address, tag, body}
	if a.weight() > t.budget/4 {
		return // one large answer is not worth all others
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.drop(t.by[address])
	t.by[address] = t.order.PushFront(a)
	t.size += a.weight()
	for t.size > t.budget {
		t.drop(t.order.Back())
	}
}

func (t *tagged) drop(at *list.Element) {
	if at == nil {
		return
	}
	a := t.order.Remove(at).(*taggedAnswer)
	delete(t.by, a.address)
	t.size -= a.weight()
}
