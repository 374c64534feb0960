package recurrence

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// MaxOccurrences is the most that Between returns.
const MaxOccurrences = 5000

// ErrTooMany says that more than MaxOccurrences lie between two instants.
var ErrTooMany = errors.New("too many occurrences")

// Occurrence is one date of an event. End equals Start for events that tell no end.
type Occurrence struct {
	Start, End time.Time // in the zone of the schedule
	Original   string    // the local start by the rule: the key of a Change
	Status     string    // Scheduled, Moved or Cancelled
}

// Recurrence is a checked schedule. It is immutable and safe for concurrent use.
type Recurrence struct {
	start   wall
	length  time.Duration // of wall time
	allDay  bool
	zone    *time.Location
	rule    *rule
	include []wall
	exclude map[string]bool // by local start, or by date
	changes map[string]change
	moved   []string // the keys of the moved ones, by date
	horizon wall
}

type change struct {
	start, end wall
	status     string
}

// New checks a schedule. The error is an *Error with every problem.
func New(v Value) (*Recurrence, error) {
	b := builder{value: v, r: &Recurrence{allDay: v.AllDay}}
	b.times()
	b.dates()
	b.changes()
	b.rule()
	if len(b.problems) == 0 && b.r.First().IsZero() {
		b.problem("/exclude", "bad_rule") // nothing is left
	}
	if len(b.problems) > 0 {
		return nil, &Error{b.problems}
	}
	return b.r, nil
}

// Zone is the time zone in which the schedule is meant.
func (r *Recurrence) Zone() *time.Location { return r.zone }

// AllDay reports whether the schedule holds whole days.
func (r *Recurrence) AllDay() bool { return r.allDay }

// Recurring reports whether there can be more than one occurrence.
func (r *Recurrence) Recurring() bool { return r.rule != nil || len(r.include) > 0 }

// Between returns the occurrences that touch the time from one instant up to (not including) another,
// in order of their start, the cancelled ones among them. More than MaxOccurrences: ErrTooMany.
func (r *Recurrence) Between(from, to time.Time) ([]Occurrence, error) {
	var list []Occurrence
	add := func(o Occurrence) bool {
		if o.Start.Before(to) && (o.End.After(from) || !o.Start.Before(from)) {
			list = append(list, o)
		}
		return len(list) <= MaxOccurrences
	}
	if err := r.each(onWall(to, r.zone).Add(24*time.Hour), add); err != nil {
		return nil, fmt.Errorf("occurrences: %w", err)
	}
	if len(list) > MaxOccurrences {
		return nil, ErrTooMany
	}
	slices.SortFunc(list, func(a, b Occurrence) int { return a.Start.Compare(b.Start) })
	return list, nil
}

// First is the start of the first occurrence that takes place; the zero time when none does.
func (r *Recurrence) First() time.Time {
	var first time.Time
	// The scheduled ones come in order, so the first of them ends the search; moved ones come before.
	_ = r.each(r.horizon, func(o Occurrence) bool {
		if o.Status == Cancelled {
			return true
		}
		if first.IsZero() || o.Start.Before(first) {
			first = o.Start
		}
		return o.Status == Moved
	})
	return first
}

// Last is the end of the last occurrence that takes place. It is false when there is no end to them, or
// none that lies within 50 years.
func (r *Recurrence) Last() (time.Time, bool) {
	if r.rule != nil && r.rule.endless {
		return time.Time{}, false
	}
	var last time.Time
	_ = r.each(r.horizon, func(o Occurrence) bool {
		if o.Status != Cancelled && o.End.After(last) {
			last = o.End
		}
		return true
	})
	return last, !last.IsZero()
}

// LastDay is the local day on which the last occurrence that takes place ends, as midnight UTC; false
// like Last. What ends at midnight ends with the day before.
func (r *Recurrence) LastDay() (time.Time, bool) {
	if r.rule != nil && r.rule.endless {
		return time.Time{}, false
	}
	var day time.Time
	_ = r.each(r.horizon, func(o Occurrence) bool {
		end := o.End
		if end.After(o.Start) {
			end = end.Add(-time.Second)
		}
		if local := onWall(end, r.zone).Truncate(24 * time.Hour); o.Status != Cancelled && local.After(day) {
			day = local
		}
		return true
	})
	return day, !day.IsZero()
}

// each calls yield with the moved occurrences and then with all others up to a wall time, by their
// start; not sorted across the two. It ends when yield returns false.
func (r *Recurrence) each(until wall, yield func(Occurrence) bool) error {
	for _, key := range r.moved {
		c := r.changes[key]
		if !yield(r.occurrence(key, c.start, c.end, Moved)) {
			return nil
		}
	}
	seen := map[string]bool{}
	return r.starts(until, func(start wall) bool {
		key := formatLocal(start, r.allDay)
		if seen[key] || r.exclude[key] || r.exclude[start.Format(dateLayout)] {
			return true
		}
		seen[key] = true
		status := Scheduled
		if c, ok := r.changes[key]; ok {
			if c.status == Moved {
				return true
			}
			status = Cancelled
		}
		return yield(r.occurrence(key, start, start.Add(r.length), status))
	})
}

// starts merges the starts by the rule with the included ones.
func (r *Recurrence) starts(until wall, yield func(wall) bool) error {
	include, going := r.include, true
	before := func(limit wall) bool {
		for going && len(include) > 0 && !include[0].After(limit) {
			going = yield(include[0])
			include = include[1:]
		}
		return going
	}
	if r.rule == nil {
		if r.start.After(until) {
			return nil
		}
		if before(r.start) && yield(r.start) {
			before(until)
		}
		return nil
	}
	err := r.rule.starts(r.start, until, func(t wall) bool {
		going = before(t) && yield(t)
		return going
	})
	before(until)
	return err
}

// occurrence places wall times in the zone. An end never lies before its start, not even where the
// clocks skip the hour between them.
func (r *Recurrence) occurrence(key string, start, end wall, status string) Occurrence {
	if r.allDay {
		end = end.AddDate(0, 0, 1)
	}
	o := Occurrence{Start: instant(start, r.zone), End: instant(end, r.zone), Original: key, Status: status}
	if o.End.Before(o.Start) {
		o.End = o.Start
	}
	return o
}
