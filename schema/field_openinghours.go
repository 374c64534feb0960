package schema

import "sort"

// Limits of opening hours.
const (
	maxWeekly     = 50
	maxExceptions = 100
	maxHoursADay  = 6
)

const (
	fromPattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
	toPattern   = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
)

var (
	weekdays = []string{"mo", "tu", "we", "th", "fr", "sa", "su"}

	hoursParts = resolved(
		&Field{Name: "from", Kind: "text", Required: true, Pattern: fromPattern},
		&Field{Name: "to", Kind: "text", Required: true, Pattern: toPattern},
	)
	weeklyParts    = append(resolved(&Field{Name: "day", Kind: "choice", Required: true, Options: dayOptions()}), hoursParts...)
	exceptionParts = resolved(
		&Field{Name: "from", Kind: "date", Required: true},
		&Field{Name: "to", Kind: "date", Required: true, NotBefore: "from"},
		&Field{Name: "closed", Kind: "boolean"},
		&Field{Name: "note", Kind: "text", MaxLength: 200},
	)
	openingParts = resolved(
		&Field{Name: "holidays", Kind: "choice", Options: []Option{{Value: "closed"}, {Value: "open"}}},
		&Field{Name: "byAppointment", Kind: "boolean"},
	)
)

func dayOptions() []Option {
	var list []Option
	for _, d := range weekdays {
		list = append(list, Option{Value: d})
	}
	return list
}

// openingHoursKind is weekly hours with dated exceptions. Hours that end at or before their begin reach
// into the next day.
var openingHoursKind = &kind{
	tidy: func(_ *Field, v any, _ Part) any {
		out := tidyObject(v, openingParts)
		m, ok := out.(map[string]any)
		if !ok {
			return out
		}
		tidyEach(m, "weekly", weeklyParts)
		tidyEach(m, "exceptions", exceptionParts)
		sortWeekly(m["weekly"])
		exceptions, _ := m["exceptions"].([]any)
		for _, item := range exceptions {
			if e, ok := item.(map[string]any); ok {
				tidyEach(e, "hours", hoursParts)
				if _, has := e["to"]; !has && e["from"] != nil {
					e["to"] = e["from"] // a single day
				}
			}
		}
		if len(m) == 0 {
			return nil
		}
		return m
	},
	check: func(c *checker, _ *Field, at string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			c.problem(at, CodeWrongKind)
			return
		}
		rest := without(m, "weekly", "exceptions")
		c.object(at, rest, openingParts)
		c.each(at+"/weekly", m, "weekly", maxWeekly, func(here string, item any) {
			c.object(here, item, weeklyParts)
		})
		c.each(at+"/exceptions", m, "exceptions", maxExceptions, func(here string, item any) {
			e, ok := item.(map[string]any)
			if !ok {
				c.problem(here, CodeWrongKind)
				return
			}
			c.object(here, without(e, "hours"), exceptionParts)
			c.each(here+"/hours", e, "hours", maxHoursADay, func(hour string, item any) {
				c.object(hour, item, hoursParts)
			})
		})
	},
	schema: func(_ *Field, mode Mode, _ Part) map[string]any {
		s := objectSchema(openingParts, mode)
		exception := objectSchema(exceptionParts, mode)
		properties(exception)["hours"] = arrayOf(objectSchema(hoursParts, mode), maxHoursADay)
		properties(s)["weekly"] = arrayOf(objectSchema(weeklyParts, mode), maxWeekly)
		properties(s)["exceptions"] = arrayOf(exception, maxExceptions)
		return s
	},
}

// sortWeekly orders the hours by day and time, so that the order in which a form was filled in is no change.
func sortWeekly(v any) {
	list, _ := v.([]any)
	rank := func(v any) string {
		m, _ := v.(map[string]any)
		day, _ := m["day"].(string)
		from, _ := m["from"].(string)
		for i, d := range weekdays {
			if d == day {
				return string(rune('0'+i)) + from
			}
		}
		return "9" + from
	}
	sort.SliceStable(list, func(i, j int) bool { return rank(list[i]) < rank(list[j]) })
}

// tidyEach tidies a list of objects inside an object; empty ones go.
func tidyEach(m map[string]any, name string, parts []*Field) {
	list, ok := m[name].([]any)
	if !ok {
		return
	}
	out := make([]any, 0, len(list))
	for _, item := range list {
		if item = tidyObject(item, parts); item != nil {
			out = append(out, item)
		}
	}
	if len(out) == 0 {
		delete(m, name)
		return
	}
	m[name] = out
}

// each checks a list inside an object, where there is one.
func (c *checker) each(at string, m map[string]any, name string, maxItems int, check func(at string, item any)) {
	v, has := m[name]
	if !has {
		return
	}
	list, _ := c.list(at, v, maxItems)
	for i, item := range list {
		check(index(at, i), item)
	}
}

// without returns a copy that lacks some names.
func without(m map[string]any, names ...string) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		out[k] = v
	}
	for _, n := range names {
		delete(out, n)
	}
	return out
}
