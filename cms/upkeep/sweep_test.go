package upkeep

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/internal/postgres/testdb"
)

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }

// duties is work that is due until it is done, the oldest first. Some of it always fails.
type duties struct {
	due     []uuid.UUID
	poison  map[uuid.UUID]bool
	done    []uuid.UUID
	asked   int
	forgets bool // does nothing, and says it was done
}

func newDuties(n int, poison func(i int) bool) *duties {
	d := &duties{poison: map[uuid.UUID]bool{}}
	for i := range n {
		id := uuid.Must(uuid.NewV7())
		d.due = append(d.due, id)
		if poison(i) {
			d.poison[id] = true
		}
	}
	return d
}

func (d *duties) sweep() sweep {
	return sweep{
		name: "test",
		due: func(_ context.Context, _ uuid.UUID, limit int) ([]uuid.UUID, error) {
			d.asked++
			return slices.Clone(d.due[:min(limit, len(d.due))]), nil
		},
		do: func(_ context.Context, id uuid.UUID) error {
			if d.poison[id] {
				return errors.New("always")
			}
			if !d.forgets {
				d.due = slices.DeleteFunc(d.due, func(other uuid.UUID) bool { return other == id })
			}
			d.done = append(d.done, id)
			return nil
		},
	}
}

func quietUpkeep() *Upkeep { return New(Deps{Log: slog.New(slog.DiscardHandler)}) }

func TestSweepPassesOverWhatFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		n, failed int
		poison    func(i int) bool
	}{
		"nothing due":                       {0, 0, func(int) bool { return false }},
		"none fails":                        {250, 0, func(int) bool { return false }},
		"the first fails":                   {3, 1, func(i int) bool { return i == 0 }},
		"every other fails":                 {500, 250, func(i int) bool { return i%2 == 0 }},
		"more than a whole list at its top": {400, 250, func(i int) bool { return i < 250 }},
		"all fail":                          {120, 120, func(int) bool { return true }},
	} {
		d := newDuties(test.n, test.poison)
		got, err := quietUpkeep().sweep(t.Context(), d.sweep())
		want := Report{Done: test.n - test.failed, Failed: test.failed}
		if got != want || len(d.done) != want.Done || (err != nil) != (test.failed > 0) {
			t.Errorf("%s: %+v, %d done, %v; want %+v", name, got, len(d.done), err, want)
		}
		if d.asked > 10 {
			t.Errorf("%s: asked %d times", name, d.asked)
		}
	}
}

// What stays due although it was done must not make the sweep go on for ever.
func TestSweepEndsWhereNothingChanges(t *testing.T) {
	t.Parallel()
	d := newDuties(350, func(int) bool { return false })
	d.forgets = true
	got, err := quietUpkeep().sweep(t.Context(), d.sweep())
	if err != nil || got.Done != 350 || len(d.done) != 350 {
		t.Errorf("%+v, %d done, %v", got, len(d.done), err)
	}
}

func TestSweepStopsInTime(t *testing.T) {
	t.Parallel()
	d := newDuties(10, func(int) bool { return false })
	ctx, cancel := context.WithTimeout(t.Context(), margin-time.Second)
	defer cancel()
	if got, err := quietUpkeep().sweep(ctx, d.sweep()); err != nil || !got.Left || got.Done != 0 {
		t.Errorf("with too little time: %+v, %v", got, err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := quietUpkeep().sweep(over, d.sweep()); !errors.Is(err, context.Canceled) || got.Done != 0 {
		t.Errorf("with no time: %+v, %v", got, err)
	}
}
