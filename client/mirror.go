package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Reasons of a [Change] that the mirror itself finds; the others come from the server.
const (
	ReasonExpired = "expired"  // its time is over
	ReasonUnseen  = "not_seen" // a fresh walk came to its end without it
)

// Change is what happened to one item of a copy.
type Change struct {
	Key
	Type   string
	Reason string          // empty: it is new or changed; else why it has gone
	Item   json.RawMessage // nil where it has gone
}

// MirrorOptions say how a Mirror follows. Client and Store are needed.
type MirrorOptions struct {
	Client *Client
	Store  Store
	Scope  Scope // with another scope than before, the store is walked through anew
	// Limit is how many items a page has at most, 500 where zero. It is lowered when a page is too large to be read.
	Limit int
	// Wait is how long an answer without changes may be held back, 25 s where zero, whole seconds up to 30.
	Wait time.Duration
	// Reconcile is how often the copy is compared with the server's counts, an hour where zero, never where negative.
	Reconcile time.Duration
	// OnChange is called after changes were stored, one call after the other. It must not call the Mirror's Pull. A
	// crash between storing and the call loses the call: who must not miss one keeps its state in the Store.
	OnChange func(context.Context, []Change)
	// Log is told of failures that Run survives; nil: nobody.
	Log *slog.Logger
	// Now and After are the clock, replaced in tests.
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
}

// Mirror keeps a Store equal to what is public. Make one with NewMirror. It is safe for concurrent use.
type Mirror struct {
	o     MirrorOptions
	scope string

	mu    sync.Mutex // held by who changes the copy
	state State
	due   *dues
	// restarts counts walks that were sent back to the beginning before they reached the present.
	restarts int

	caughtUp   chan struct{} // closed when the walk first reached the present
	caughtOnce sync.Once
}

// NewMirror opens a copy. It reads the store, not the server.
func NewMirror(ctx context.Context, o MirrorOptions) (*Mirror, error) {
	if o.Client == nil || o.Store == nil {
		return nil, errors.New("a mirror needs a client and a store")
	}
	if o.Limit <= 0 {
		o.Limit = 500
	}
	o.Wait = orDefault(o.Wait, 25*time.Second)
	o.Reconcile = orDefault(o.Reconcile, time.Hour)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.After == nil {
		o.After = time.After
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	m := &Mirror{o: o, scope: o.Scope.params().Encode(), due: newDues(), caughtUp: make(chan struct{})}
	var err error
	if m.state, err = o.Store.State(ctx); err != nil {
		return nil, fmt.Errorf("open mirror: %w", err)
	}
	for head, err := range o.Store.Heads(ctx) {
		if err != nil {
			return nil, fmt.Errorf("open mirror: %w", err)
		}
		m.due.set(head.Key, head.ExpiresAt)
	}
	if m.state.Cursor == "" && !m.state.Initial || m.state.Scope != m.scope {
		m.state = m.fresh()
	}
	if !m.state.Initial {
		m.caughtOnce.Do(func() { close(m.caughtUp) })
	}
	return m, nil
}

// fresh is the state of a walk that begins now.
func (m *Mirror) fresh() State {
	return State{Scope: m.scope, Walk: m.state.Walk + 1, Initial: true}
}

// CaughtUp is closed once the copy was complete: from then on it is at most behind, never half.
func (m *Mirror) CaughtUp() <-chan struct{} { return m.caughtUp }

// Get is an item of the copy; false where there is none, or where its time is over.
func (m *Mirror) Get(ctx context.Context, id, locale string) (Item, bool, error) {
	var item Item
	r, held, err := m.o.Store.Get(ctx, Key{id, locale})
	if err != nil || !held || m.over(r.Head) {
		return item, false, err
	}
	if err := json.Unmarshal(r.Item, &item); err != nil {
		return item, false, fmt.Errorf("read mirror: %w", err)
	}
	return item, true, nil
}

// Heads lists the items of the copy whose time is not over, in no order.
func (m *Mirror) Heads(ctx context.Context) iter.Seq2[Head, error] {
	return func(yield func(Head, error) bool) {
		for head, err := range m.o.Store.Heads(ctx) {
			if err == nil && m.over(head) {
				continue
			}
			if !yield(head, err) || err != nil {
				return
			}
		}
	}
}

func (m *Mirror) over(h Head) bool { return !h.ExpiresAt.IsZero() && !h.ExpiresAt.After(m.o.Now()) }

// Pull goes on until the copy has reached the present. What is public at its return and was public at its call is held.
func (m *Mirror) Pull(ctx context.Context) error {
	for {
		more, err := m.step(ctx, 0)
		if err != nil || !more {
			return err
		}
	}
}

// step reads one page and stores it. It tells whether there is more already. The page is asked for without the
// lock, so that items can expire while the server holds its answer back; only one goroutine may step.
func (m *Mirror) step(ctx context.Context, wait time.Duration) (bool, error) {
	m.mu.Lock()
	state, limit := m.state, m.o.Limit
	m.mu.Unlock()
	page, err := m.o.Client.Sync(ctx, SyncQuery{Scope: m.o.Scope, Cursor: state.Cursor, Limit: limit, Wait: wait})
	switch {
	case errors.Is(err, ErrTooLarge) && limit > 1:
		m.mu.Lock()
		m.o.Limit = limit / 2
		m.mu.Unlock()
		return true, nil
	case forgotten(err) && state.Cursor != "":
		return true, m.sentBack(ctx)
	case err != nil:
		return false, err
	}
	return page.More, m.take(ctx, state, page)
}

// forgotten tells that the server does not know the place any more: too long ago, restored from a backup, or
// another secret signs its cursors.
func forgotten(err error) bool {
	var refused *Error
	return errors.As(err, &refused) && (refused.Status == http.StatusGone || refused.Code == CodeBadCursor)
}

// sentBack starts anew. A server that forgets again and again is not asked without a pause.
func (m *Mirror) sentBack(ctx context.Context) error {
	m.mu.Lock()
	m.restarts++
	pause := min(time.Second<<min(m.restarts-1, 6), longestPause)
	again := m.restarts > 1
	m.mu.Unlock()
	if again {
		if err := m.pause(ctx, pause); err != nil {
			return err
		}
	}
	return m.Restart(ctx)
}

// Restart begins a new walk from the beginning. The copy keeps what it holds; what the new walk has not seen at
// its end is removed then.
func (m *Mirror) Restart(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := Batch{State: m.fresh()}
	if err := m.o.Store.Apply(ctx, b); err != nil {
		return fmt.Errorf("restart mirror: %w", err)
	}
	m.state = b.State
	return nil
}

// take stores a page that was read in a state.
func (m *Mirror) take(ctx context.Context, read State, page SyncPage) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.state != read {
		return nil // somebody restarted meanwhile
	}
	p := pending{mirror: m, batch: Batch{State: m.state}, index: map[Key]int{}}
	for _, item := range page.Items {
		if err := p.add(ctx, item); err != nil {
			return fmt.Errorf("read /sync: %w", err)
		}
	}
	p.batch.State.Cursor = page.Next
	reached := read.Initial && !page.More
	if reached {
		p.batch.State.Initial = false
		if err := p.sweep(ctx); err != nil {
			return fmt.Errorf("sweep mirror: %w", err)
		}
	}
	if err := m.apply(ctx, p.finish()); err != nil {
		return err
	}
	if !page.More {
		m.restarts = 0
	}
	if reached {
		m.caughtOnce.Do(func() { close(m.caughtUp) })
	}
	return nil
}

// prepared is a batch, and what to tell of it.
type prepared struct {
	batch   Batch
	changes []Change
}

// apply stores a batch and tells of it. The caller holds the lock.
func (m *Mirror) apply(ctx context.Context, p prepared) error {
	if p.batch.empty() && p.batch.State == m.state {
		return nil
	}
	if err := m.o.Store.Apply(ctx, p.batch); err != nil {
		return fmt.Errorf("store mirror: %w", err)
	}
	m.state = p.batch.State
	for _, r := range p.batch.Put {
		m.due.set(r.Key, r.ExpiresAt)
	}
	for _, key := range p.batch.Delete {
		m.due.set(key, time.Time{})
	}
	if m.o.OnChange != nil && len(p.changes) > 0 {
		m.o.OnChange(ctx, p.changes)
	}
	return nil
}

// expire removes what is over.
func (m *Mirror) expire(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.o.Now()
	p := prepared{batch: Batch{State: m.state}}
	for _, key := range m.due.over(now) {
		r, held, err := m.o.Store.Get(ctx, key)
		if err != nil {
			return fmt.Errorf("expire: %w", err)
		}
		if held && m.over(r.Head) {
			p.batch.Delete = append(p.batch.Delete, key)
			p.changes = append(p.changes, Change{Key: key, Type: r.Type, Reason: ReasonExpired})
		}
	}
	if len(p.batch.Delete) == 0 {
		return nil
	}
	return m.apply(ctx, p)
}

// Tally counts what the copy holds, as [Counts] does at the server.
func (m *Mirror) Tally(ctx context.Context) (count int, checksum string, err error) {
	var sum uint64
	for head, err := range m.Heads(ctx) {
		if err != nil {
			return 0, "", err
		}
		version, err := strconv.ParseUint(head.Version, 16, 64)
		if err != nil {
			return 0, "", fmt.Errorf("the version of %s is not 16 hex digits", head.ID)
		}
		count++
		sum ^= version
	}
	return count, fmt.Sprintf("%016x", sum), nil
}
