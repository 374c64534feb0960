package formats

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// How far the changes of a zone are looked for. What goes on by one rule to the end goes on for ever.
const (
	earliestZone = 1970
	latestZone   = 2037
)

// zoneSpans are the zones of a calendar and the first year that needs them.
type zoneSpans map[string]zoneSpan

type zoneSpan struct {
	zone *time.Location
	from int
}

func (z zoneSpans) add(zone *time.Location, w time.Time) {
	if zone == time.UTC {
		return
	}
	span, known := z[zone.String()]
	if !known || w.Year() < span.from {
		z[zone.String()] = zoneSpan{zone, w.Year()}
	}
}

func (z zoneSpans) addIf(condition bool, zone *time.Location, w time.Time) {
	if condition {
		z.add(zone, w)
	}
}

// write writes a VTIMEZONE for each.
func (z zoneSpans) write(w *icalWriter) {
	for _, name := range slices.Sorted(maps.Keys(z)) {
		writeZone(w, z[name].zone, z[name].from)
	}
}

// onset is a change of the clocks, on the wall clock of before.
type onset struct {
	wall     time.Time
	from, to int // seconds east of UTC
	name     string
	daylight bool
}

// onsets lists the changes from the beginning of a year on.
func onsets(zone *time.Location, year int) []onset {
	var list []onset
	t := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	for len(list) < 4*(latestZone-earliestZone) {
		_, next := t.In(zone).ZoneBounds()
		if next.IsZero() || next.Year() > latestZone {
			return list
		}
		_, from := next.Add(-time.Second).In(zone).Zone()
		name, to := next.In(zone).Zone()
		if from != to {
			list = append(list, onset{next.UTC().Add(time.Duration(from) * time.Second), from, to, name, next.In(zone).IsDST()})
		}
		t = next
	}
	return list
}

func writeZone(w *icalWriter, zone *time.Location, from int) {
	w.line("BEGIN:VTIMEZONE")
	w.line("TZID:" + zone.String())
	year := max(earliestZone, from-1)
	changes := onsets(zone, year)
	begin := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	name, offset := begin.In(zone).Zone()
	writeObservance(w, onset{time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), offset, offset, name, begin.In(zone).IsDST()}, "")
	for at := 0; at < len(changes); at++ {
		rule := ruleOf(changes[at:])
		writeObservance(w, changes[at], rule)
		if rule == "" {
			continue
		}
		// From here on both kinds of change follow a rule: the second one tells the rest.
		if at+1 < len(changes) {
			writeObservance(w, changes[at+1], ruleOf(changes[at+1:]))
		}
		break
	}
	w.line("END:VTIMEZONE")
}

// ruleOf is the rule of every second change from the first one on, where both kinds of change follow one to the
// end; empty where they do not.
func ruleOf(changes []onset) string {
	if len(changes) < 4 || weekOf(changes, 1) == 0 {
		return ""
	}
	week := weekOf(changes, 0)
	if week == 0 {
		return ""
	}
	first := changes[0].wall
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", first.Month(), week, weekdayCode(first))
}

// weekOf is which of the month's weekdays every second change falls on: -1 where it is always the last, 0 where
// they differ in that or in anything else.
func weekOf(changes []onset, phase int) int {
	a := changes[phase]
	last, same := true, true
	for at := phase; at < len(changes); at += 2 {
		b := changes[at]
		if a.from != b.from || a.to != b.to || a.wall.Month() != b.wall.Month() || a.wall.Weekday() != b.wall.Weekday() ||
			a.wall.Hour() != b.wall.Hour() || a.wall.Minute() != b.wall.Minute() {
			return 0
		}
		last = last && b.wall.AddDate(0, 0, 7).Month() != b.wall.Month()
		same = same && (b.wall.Day()-1)/7 == (a.wall.Day()-1)/7
	}
	switch {
	case last:
		return -1
	case same:
		return (a.wall.Day()-1)/7 + 1
	}
	return 0
}

func weekdayCode(t time.Time) string {
	return []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[t.Weekday()]
}

func writeObservance(w *icalWriter, o onset, rule string) {
	kind := "STANDARD"
	if o.daylight {
		kind = "DAYLIGHT"
	}
	w.line("BEGIN:" + kind)
	w.line("DTSTART:" + o.wall.Format("20060102T150405"))
	w.line("TZOFFSETFROM:" + offsetText(o.from))
	w.line("TZOFFSETTO:" + offsetText(o.to))
	w.line("TZNAME:" + o.name)
	if rule != "" {
		w.line("RRULE:" + rule)
	}
	w.line("END:" + kind)
}

func offsetText(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d", seconds%60)
	}
	return text
}
