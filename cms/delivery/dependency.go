package delivery

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	"lotse/cms/query"
)

// dependencies are what an answer is made of. It stops counting when any of it changes. An answer that names
// nothing depends on everything.
type dependencies struct {
	// entries are those whose own text is in it: all their languages, and what their slugs lead to.
	entries []uuid.UUID
	// kinds are what could come into it: whatever is in a list, or may be tomorrow.
	kinds []query.Kind
}

// generation is a moment in the order of changes. Each change begins a new one.
type generation = uint64

// entryMarks is how many marks all entries share. Entries that fall on one mark drop each other's answers, which
// costs a read and nothing else; in return the memory is fixed and looking takes no lock.
const entryMarks = 1 << 16

// changes remembers in which generation what was changed last. Readers take no lock: a mark is one atomic number.
type changes struct {
	present atomic.Uint64 // generation
	floor   atomic.Uint64 // generation in which everything changed last
	entries [entryMarks]atomic.Uint64

	writing sync.Mutex
	kinds   sync.Map // query.Kind → *atomic.Uint64; as many as there are types and languages
}

// note begins a generation for a change. When it returns, no answer from before counts that depends on it.
func (c *changes) note(everything bool, lines []query.FeedChange) {
	if !everything && len(lines) == 0 {
		return
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	// The marks first, the generation after: who begins to read in between is taken for earlier than he was.
	next := c.present.Load() + 1
	if everything {
		c.floor.Store(next)
	}
	for _, l := range lines {
		c.entry(l.EntryID).Store(next)
		c.kind(query.Kind{Type: l.Type, Locale: l.Locale}).Store(next)
		c.kind(query.Kind{Type: l.Type}).Store(next)
	}
	c.present.Store(next)
}

// entry is the mark of an entry. The end of an id is random.
func (c *changes) entry(id uuid.UUID) *atomic.Uint64 {
	return &c.entries[binary.BigEndian.Uint16(id[14:])]
}

func (c *changes) kind(k query.Kind) *atomic.Uint64 {
	if mark, ok := c.kinds.Load(k); ok {
		return mark.(*atomic.Uint64)
	}
	mark, _ := c.kinds.LoadOrStore(k, new(atomic.Uint64))
	return mark.(*atomic.Uint64)
}

// marks are the marks of what an answer depends on; none where it depends on everything.
func (c *changes) marks(d dependencies) []*atomic.Uint64 {
	var marks []*atomic.Uint64
	for _, id := range d.entries {
		marks = append(marks, c.entry(id))
	}
	for _, k := range d.kinds {
		if mark := c.kind(k); !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return marks
}

// unchanged tells that nothing changed since a generation of what the marks stand for.
func (c *changes) unchanged(since generation, marks []*atomic.Uint64) bool {
	if c.present.Load() == since {
		return true
	}
	if len(marks) == 0 || c.floor.Load() > since {
		return false
	}
	for _, mark := range marks {
		if mark.Load() > since {
			return false
		}
	}
	return true
}
