package recurrence

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // a schedule must mean the same on a machine without a time zone database
)

// DefaultTimezone is the zone of a schedule that names none.
const DefaultTimezone = "Europe/Berlin"

// Limits of one schedule.
const (
	MaxRuleLength = 500
	MaxDates      = 500 // of include, of exclude, and of changes, each
)

// Value is a schedule as it is stored and sent. Times are local ("2026-11-24T18:00"), dates where
// AllDay is set; End is the end of the first occurrence, for all-day events the last day of it.
type Value struct {
	Start    string   `json:"start"`
	End      string   `json:"end,omitempty"`
	AllDay   bool     `json:"allDay,omitempty"`
	Timezone string   `json:"timezone,omitempty"`
	Rule     string   `json:"rule,omitempty"`    // RFC 5545 RRULE without its name
	Include  []string `json:"include,omitempty"` // RDATE
	Exclude  []string `json:"exclude,omitempty"` // EXDATE; a plain date leaves out the whole day
	Changes  []Change `json:"changes,omitempty"`
}

// Change tells what became of one occurrence.
type Change struct {
	Date   string `json:"date"` // the local start that it had by the rule
	Start  string `json:"start,omitempty"`
	End    string `json:"end,omitempty"`
	Status string `json:"status"`
}

// The states of an occurrence; a Change has one of the last two.
const (
	Scheduled = "scheduled"
	Moved     = "moved"
	Cancelled = "cancelled"
)

// Problem is one thing that is wrong with a schedule.
type Problem struct {
	Path string // JSON Pointer into the schedule: /rule, /changes/0/date
	Code string // required, bad_format, bad_rule, end_before_start, too_long, too_many, not_an_option
}

// Error carries all problems of a schedule.
type Error struct{ Problems []Problem }

// Error lists path and code of every problem.
func (e *Error) Error() string {
	parts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		parts[i] = p.Path + " " + p.Code
	}
	return "schedule: " + strings.Join(parts, ", ")
}

const (
	dateLayout   = "2006-01-02"
	minuteLayout = "2006-01-02T15:04"
	secondLayout = "2006-01-02T15:04:05"
)

// wall is a local date and time, held as if it were UTC: arithmetic without a time zone.
type wall = time.Time

// ParseLocal reads a local time ("2026-11-24T18:00", seconds allowed) or, for whole days, a date. The
// result carries the wall clock as UTC.
func ParseLocal(s string, allDay bool) (time.Time, error) {
	layouts := []string{minuteLayout, secondLayout}
	if allDay {
		layouts = []string{dateLayout}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && len(s) == len(layout) && inRange(t) {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("not a local time")
}

// inRange keeps dates within what calendars and databases agree on.
func inRange(t time.Time) bool { return t.Year() >= 1900 && t.Year() <= 2199 }

// formatLocal is the opposite of ParseLocal.
func formatLocal(t wall, allDay bool) string {
	switch {
	case allDay:
		return t.Format(dateLayout)
	case t.Second() != 0:
		return t.Format(secondLayout)
	}
	return t.Format(minuteLayout)
}

// instant places a wall clock in a zone.
func instant(w wall, zone *time.Location) time.Time {
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offset(w.Add(-24*time.Hour)), offset(w.Add(24*time.Hour))
	first := w.Add(-before)
	if offset(first) == before {
		return first.In(zone) // also the first of an hour that comes twice
	}
	if second := w.Add(-after); offset(second) == after {
		return second.In(zone)
	}
	return first.In(zone) // in the gap
}

// onWall is the opposite of instant.
func onWall(t time.Time, zone *time.Location) wall {
	l := t.In(zone)
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), 0, time.UTC)
}
