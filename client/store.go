package client

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"
)

// Key names an item of a copy: an entry in a language.
type Key struct {
	ID     string `json:"id"`
	Locale string `json:"locale"`
}

// Head is what a copy knows of an item without reading it.
type Head struct {
	Key
	Type      string    `json:"type"`
	Version   string    `json:"version"`
	ExpiresAt time.Time `json:"expiresAt,omitzero"` // zero: no end
	// Walk is the number of the walk through the feed that last saw the item.
	Walk uint64 `json:"walk"`
}

// Record is an item of a copy.
type Record struct {
	Head
	Item json.RawMessage // the bytes as the server sent them
}

// State is the place of a copy in the change feed.
type State struct {
	Scope  string `json:"scope"`  // of the walk, in canonical form
	Cursor string `json:"cursor"` // empty: at the beginning
	Walk   uint64 `json:"walk"`   // how many times a walk began at the beginning
	// Initial says that the walk has not yet reached the present: items that only an earlier walk saw may still come.
	Initial bool `json:"initial"`
}

// Batch is a change of a copy that is made as a whole or not at all.
type Batch struct {
	Put    []Record
	Seen   []Key // unchanged, seen by the walk of State
	Delete []Key // also keys that the copy does not hold
	State  State
}

func (b Batch) empty() bool { return len(b.Put)+len(b.Seen)+len(b.Delete) == 0 }

// Store keeps a copy. Apply is called by one goroutine at a time; the reading methods may be called during it.
type Store interface {
	// State is what the last batch left; the zero value for an empty copy.
	State(ctx context.Context) (State, error)
	// Apply makes the changes and remembers the state, in one step that survives a crash or never happened.
	// Deletions come last.
	Apply(ctx context.Context, b Batch) error
	// Get is one record; false where there is none.
	Get(ctx context.Context, key Key) (Record, bool, error)
	// Heads lists everything, in no order.
	Heads(ctx context.Context) iter.Seq2[Head, error]
}

// Memory is a Store that ends with the process. The zero value is empty and ready.
type Memory struct {
	mu      sync.RWMutex
	state   State
	records map[Key]Record
}

// State implements Store.
func (m *Memory) State(context.Context) (State, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.state, nil
}

// Apply implements Store.
func (m *Memory) Apply(_ context.Context, b Batch) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.records == nil {
		m.records = map[Key]Record{}
	}
	for _, r := range b.Put {
		m.records[r.Key] = r
	}
	for _, key := range b.Seen {
		if r, held := m.records[key]; held {
			r.Walk = b.State.Walk
			m.records[key] = r
		}
	}
	for _, key := range b.Delete {
		delete(m.records, key)
	}
	m.state = b.State
	return nil
}

// Get implements Store.
func (m *Memory) Get(_ context.Context, key Key) (Record, bool, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	r, held := m.records[key]
	return r, held, nil
}

// Heads implements Store.
func (m *Memory) Heads(context.Context) iter.Seq2[Head, error] {
	m.mu.RLock()
	records := slices.Collect(maps.Values(m.records))
	m.mu.RUnlock()
	return func(yield func(Head, error) bool) {
		for _, r := range records {
			if !yield(r.Head, nil) {
				return
			}
		}
	}
}
