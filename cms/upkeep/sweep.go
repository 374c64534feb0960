package upkeep

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// batch is how many ids a sweep asks for at once.
const batch = 100

// margin is how long before the end of its time a sweep stops taking up new items.
const margin = 5 * time.Second

// Report tells what a sweep did.
type Report struct {
	Done   int
	Failed int
	// Left says that the time was up before everything was done: sweep again.
	Left bool
}

// sweep asks what is due and does it, one item after the other.
type sweep struct {
	name string // in the log
	// due lists at most limit ids. after is the last one seen; whoever lists by something else than the
	// id ignores it.
	due func(ctx context.Context, after uuid.UUID, limit int) ([]uuid.UUID, error)
	do  func(ctx context.Context, id uuid.UUID) error
}

// sweep does everything that is due, at most once an item. The error tells that the question failed, that
// ctx has ended, or how many items failed; the items' own errors are in the log.
func (u *Upkeep) sweep(ctx context.Context, s sweep) (Report, error) {
	var r Report
	var last uuid.UUID
	tried := map[uuid.UUID]bool{}
	stuck := 0 // items that failed stay due, and must not keep the others out of the list
	for {
		list, err := s.due(ctx, last, batch+stuck)
		if err != nil {
			return r, fmt.Errorf("sweep %s: %w", s.name, err)
		}
		fresh, again := 0, 0
		for _, id := range list {
			last = id
			if tried[id] {
				again++
				continue
			}
			if ctx.Err() != nil {
				return r, context.Cause(ctx)
			}
			if short(ctx) {
				r.Left = true
				return r, r.err(s.name)
			}
			tried[id] = true
			fresh++
			if err := u.one(ctx, s, id, &r); err != nil {
				return r, err
			}
		}
		if fresh == 0 && again <= stuck {
			return r, r.err(s.name)
		}
		stuck = max(stuck, again, r.Failed)
	}
}

// one does one item and counts. Its error ends the sweep: only the end of ctx is one.
func (u *Upkeep) one(ctx context.Context, s sweep, id uuid.UUID, r *Report) error {
	err := s.do(ctx, id)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		r.Failed++
		u.log.ErrorContext(ctx, "item of a sweep failed", "sweep", s.name, "item_id", id, "error", err)
	default:
		r.Done++
	}
	return nil
}

// err is an error where an item failed, so that the failure is seen where the sweeps are watched.
func (r Report) err(name string) error {
	if r.Failed == 0 {
		return nil
	}
	return fmt.Errorf("sweep %s: %d items failed, %d done", name, r.Failed, r.Done)
}

// short tells that ctx ends too soon to begin something.
func short(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) < margin
}
