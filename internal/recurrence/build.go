package recurrence

import (
	"fmt"
	"slices"
	"time"
)

// builder collects the problems of a value while it makes a Recurrence of it.
type builder struct {
	value    Value
	r        *Recurrence
	problems []Problem
}

func (b *builder) problem(path, code string) {
	b.problems = append(b.problems, Problem{path, code})
}

// local reads one local time; false when it is empty or wrong (and then told).
func (b *builder) local(path, text string, required bool) (wall, bool) {
	if text == "" {
		if required {
			b.problem(path, "required")
		}
		return wall{}, false
	}
	t, err := ParseLocal(text, b.value.AllDay)
	if err != nil {
		b.problem(path, "bad_format")
		return wall{}, false
	}
	return t, true
}

func (b *builder) times() {
	zone := b.value.Timezone
	if zone == "" {
		zone = DefaultTimezone
	}
	b.r.zone = time.UTC
	if l, err := time.LoadLocation(zone); err != nil || zone == "Local" || len(zone) > 64 {
		b.problem("/timezone", "bad_format")
	} else {
		b.r.zone = l
	}
	start, okStart := b.local("/start", b.value.Start, true)
	end, okEnd := b.local("/end", b.value.End, false)
	b.r.start = start
	b.r.horizon = start.AddDate(horizon, 0, 0)
	if okStart && okEnd {
		if end.Before(start) {
			b.problem("/end", "end_before_start")
		}
		b.r.length = end.Sub(start)
	}
}

func (b *builder) dates() {
	if len(b.value.Include) > MaxDates {
		b.problem("/include", "too_many")
	}
	if len(b.value.Exclude) > MaxDates {
		b.problem("/exclude", "too_many")
	}
	for i, text := range b.value.Include[:min(len(b.value.Include), MaxDates)] {
		if t, ok := b.local(fmt.Sprintf("/include/%d", i), text, true); ok {
			b.r.include = append(b.r.include, t)
			if end := t.AddDate(1, 0, 0); end.After(b.r.horizon) {
				b.r.horizon = end
			}
		}
	}
	slices.SortFunc(b.r.include, wall.Compare)
	b.r.exclude = map[string]bool{}
	for i, text := range b.value.Exclude[:min(len(b.value.Exclude), MaxDates)] {
		if _, err := ParseLocal(text, true); err == nil {
			b.r.exclude[text] = true
			continue
		}
		if t, ok := b.local(fmt.Sprintf("/exclude/%d", i), text, true); ok {
			b.r.exclude[formatLocal(t, b.value.AllDay)] = true
		}
	}
}

func (b *builder) changes() {
	if len(b.value.Changes) > MaxDates {
		b.problem("/changes", "too_many")
		return
	}
	b.r.changes = map[string]change{}
	for i, c := range b.value.Changes {
		at := fmt.Sprintf("/changes/%d", i)
		date, ok := b.local(at+"/date", c.Date, true)
		key := formatLocal(date, b.value.AllDay)
		if _, twice := b.r.changes[key]; ok && twice {
			b.problem(at+"/date", "duplicate_item")
		}
		b.r.changes[key] = b.change(at, c, date)
		if c.Status == Moved && !b.r.exclude[key] && !b.r.exclude[date.Format(dateLayout)] {
			b.r.moved = append(b.r.moved, key)
		}
	}
	slices.Sort(b.r.moved)
}

// change reads one change. What it does not tell stays: the start by the rule, and the usual length.
func (b *builder) change(at string, c Change, date wall) change {
	if c.Status != Moved && c.Status != Cancelled {
		b.problem(at+"/status", "not_an_option")
	}
	start, okStart := b.local(at+"/start", c.Start, false)
	if !okStart {
		start = date
	}
	end, okEnd := b.local(at+"/end", c.End, false)
	if !okEnd {
		end = start.Add(b.r.length)
	}
	if end.Before(start) {
		b.problem(at+"/end", "end_before_start")
	}
	return change{start, end, c.Status}
}

func (b *builder) rule() {
	text := b.value.Rule
	if text == "" {
		return
	}
	if len(text) > MaxRuleLength {
		b.problem("/rule", "too_long")
		return
	}
	if b.r.start.IsZero() {
		return // told already; a rule means nothing without it
	}
	r, err := parseRule(text, b.r.start, b.r.zone, b.value.AllDay)
	if err != nil {
		b.problem("/rule", "bad_rule")
		return
	}
	b.r.rule = &r
}
