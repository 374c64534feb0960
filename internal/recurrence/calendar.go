package recurrence

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Calendar is a schedule in the parts that iCalendar (RFC 5545) has for it. Its times are wall clocks of
// [Recurrence.Zone], held as UTC, because a rule is meant on the wall clock; [Recurrence.At] places them.
type Calendar struct {
	Start time.Time
	// End is exclusive, also of whole days. It equals Start where the schedule tells no end.
	End time.Time
	// Rule is the RRULE, with UNTIL in UTC beside a time zone and as a date for whole days; empty for none.
	Rule string
	// Dates are the RDATEs, the start among them where the rule or the dates would let readers lose it.
	Dates    []time.Time
	Excluded []time.Time // EXDATE
	Changes  []CalendarChange
}

// CalendarChange is one date that became another.
type CalendarChange struct {
	Original   time.Time // RECURRENCE-ID
	Start, End time.Time // End as in Calendar
	Status     string    // Moved or Cancelled
}

// At is the moment of a wall clock.
func (r *Recurrence) At(w time.Time) time.Time { return instant(w, r.zone) }

// Instant is the moment of a local start by the rule, as Occurrence.Original writes it. It is false for what is
// no local time of this schedule.
func (r *Recurrence) Instant(local string) (time.Time, bool) {
	w, err := ParseLocal(local, r.allDay)
	if err != nil {
		return time.Time{}, false
	}
	return instant(w, r.zone), true
}

// Unclear tells wall clocks that the zone has twice or never: readers of calendars disagree on what they mean.
func (r *Recurrence) Unclear(w time.Time) bool {
	if r.allDay {
		return false
	}
	at := instant(w, r.zone)
	if !onWall(at, r.zone).Equal(w) {
		return true
	}
	for _, around := range []time.Duration{-3 * time.Hour, 3 * time.Hour} {
		_, here := at.Zone()
		_, there := at.Add(around).Zone()
		other := at.Add(time.Duration(here-there) * time.Second)
		if here != there && !other.Equal(at) && onWall(other, r.zone).Equal(w) {
			return true
		}
	}
	return false
}

// Calendar gives the schedule for iCalendar. A start that the rule does not give by itself is told as a date,
// and COUNT, of which readers disagree whether it counts such a start, as UNTIL.
func (r *Recurrence) Calendar() Calendar {
	c := Calendar{Start: r.start, End: r.end(r.start.Add(r.length)), Dates: slices.Clone(r.include)}
	starts := r.startsUntil(r.lastTold())
	for _, w := range starts {
		if key := formatLocal(w, r.allDay); r.exclude[key] || r.exclude[w.Format(dateLayout)] {
			c.Excluded = append(c.Excluded, w)
		}
	}
	for _, key := range sortedChanges(r.changes) {
		change := r.changes[key]
		original, err := ParseLocal(key, r.allDay)
		known := slices.ContainsFunc(starts, original.Equal)
		if err != nil || slices.ContainsFunc(c.Excluded, original.Equal) || change.status == Cancelled && !known || change.status == Moved && !slices.Contains(r.moved, key) {
			continue
		}
		if !known {
			c.Dates = append(c.Dates, original)
		}
		c.Changes = append(c.Changes, CalendarChange{original, change.start, r.end(change.end), change.status})
	}
	synchronised := r.calendarRule(&c)
	if !synchronised || r.rule == nil && len(c.Dates) > 0 {
		c.Dates = append(c.Dates, r.start)
	}
	r.settle(&c)
	return c
}

// settle leaves in Dates, each once, what is neither left out nor given by the rule, and in Excluded only what the
// rule gives: readers stumble over the rest.
func (r *Recurrence) settle(c *Calendar) {
	slices.SortFunc(c.Dates, wall.Compare)
	c.Dates = slices.CompactFunc(c.Dates, wall.Equal)
	var byRule []wall
	if r.rule != nil {
		last := r.start
		for _, w := range append(slices.Clone(c.Dates), c.Excluded...) {
			if w.After(last) {
				last = w
			}
		}
		_ = r.rule.starts(r.start, last, func(w wall) bool { byRule = append(byRule, w); return true })
		if bare := *r.rule; !bare.gives(r.start) {
			byRule = byRule[1:]
		}
	}
	ruled := func(w wall) bool { return slices.ContainsFunc(byRule, w.Equal) }
	c.Dates = slices.DeleteFunc(c.Dates, func(w wall) bool { return ruled(w) || slices.ContainsFunc(c.Excluded, w.Equal) })
	c.Excluded = slices.DeleteFunc(c.Excluded, func(w wall) bool { return !ruled(w) })
}

// Crosses tells a span of wall clocks in which the clocks change: it lasts longer or shorter than it looks.
func (r *Recurrence) Crosses(start, end time.Time) bool {
	return !r.allDay && instant(end, r.zone).Sub(instant(start, r.zone)) != end.Sub(start)
}

// end makes the end of whole days exclusive.
func (r *Recurrence) end(w wall) wall {
	if r.allDay {
		return w.AddDate(0, 0, 1)
	}
	return w
}

// calendarRule writes the rule. It is false where the start is not one of its dates.
func (r *Recurrence) calendarRule(c *Calendar) (synchronised bool) {
	if r.rule == nil {
		return true
	}
	bare := *r.rule
	bare.count, bare.until = 0, wall{}
	synchronised = bare.gives(r.start)
	until, parts := r.rule.until, []string{r.rule.words}
	switch {
	case r.rule.count > 0 && synchronised:
		parts = append(parts, "COUNT="+strconv.Itoa(r.rule.count))
	case r.rule.count > 0:
		until = r.start
		_ = r.rule.starts(r.start, r.horizon, func(w wall) bool { until = w; return true })
	}
	switch {
	case until.IsZero():
	case r.allDay:
		parts = append(parts, "UNTIL="+until.Format("20060102"))
	default:
		parts = append(parts, "UNTIL="+instant(until, r.zone).UTC().Format("20060102T150405Z"))
	}
	c.Rule = strings.Join(parts, ";")
	return synchronised
}

// lastTold is the end of the last day that an exception or a change names.
func (r *Recurrence) lastTold() wall {
	last := ""
	for key := range r.exclude {
		last = max(last, key)
	}
	for key := range r.changes {
		last = max(last, key)
	}
	if last == "" {
		return r.start.Add(-time.Second)
	}
	day, err := time.Parse(dateLayout, last[:len(dateLayout)])
	if err != nil {
		return r.start
	}
	return day.AddDate(0, 0, 1).Add(-time.Second)
}

func (r *Recurrence) startsUntil(until wall) []wall {
	var list []wall
	_ = r.starts(until, func(w wall) bool { list = append(list, w); return true })
	return list
}

func sortedChanges(changes map[string]change) []string {
	keys := make([]string, 0, len(changes))
	for key := range changes {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
