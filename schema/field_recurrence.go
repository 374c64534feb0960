package schema

import (
	"errors"
	"time"

	"lotse/internal/recurrence"
)

const (
	localPattern  = `^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?$`
	maxTimezone   = 64
	maxRuleLength = recurrence.MaxRuleLength
)

var (
	scheduleParts = resolved(
		&Field{Name: "start", Kind: "text", Required: true, Pattern: localPattern},
		&Field{Name: "end", Kind: "text", Pattern: localPattern},
		&Field{Name: "allDay", Kind: "boolean"},
		&Field{Name: "timezone", Kind: "text", MaxLength: maxTimezone},
		&Field{Name: "rule", Kind: "text", MaxLength: maxRuleLength},
	)
	changeParts = resolved(
		&Field{Name: "date", Kind: "text", Required: true, Pattern: localPattern},
		&Field{Name: "start", Kind: "text", Pattern: localPattern},
		&Field{Name: "end", Kind: "text", Pattern: localPattern},
		&Field{Name: "status", Kind: "choice", Required: true, Options: []Option{{Value: recurrence.Moved}, {Value: recurrence.Cancelled}}},
	)
	datePart = resolved(&Field{Name: "date", Kind: "text", Pattern: localPattern})[0]
)

// recurrenceKind is a schedule: one date or many. See package recurrence for its meaning.
var recurrenceKind = &kind{
	filterable: true,
	sortable:   true,
	tidy: func(_ *Field, v any, _ Part) any {
		out := tidyObject(v, scheduleParts)
		m, ok := out.(map[string]any)
		if !ok {
			return out
		}
		if m["allDay"] == false {
			delete(m, "allDay")
		}
		for _, name := range []string{"include", "exclude", "changes"} {
			if list, ok := m[name].([]any); ok && len(list) == 0 {
				delete(m, name)
			}
		}
		tidyEach(m, "changes", changeParts)
		if len(m) == 0 || len(m) == 1 && m["timezone"] != nil {
			return nil // a form that only filled in its default
		}
		if _, has := m["timezone"]; !has {
			m["timezone"] = recurrence.DefaultTimezone
		}
		return m
	},
	check: func(c *checker, _ *Field, at string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			c.problem(at, CodeWrongKind)
			return
		}
		before := len(c.problems)
		c.object(at, without(m, "include", "exclude", "changes"), scheduleParts)
		for _, name := range []string{"include", "exclude"} {
			c.each(at+"/"+name, m, name, recurrence.MaxDates, func(here string, item any) {
				textKind.check(c, datePart, here, item)
			})
		}
		c.each(at+"/changes", m, "changes", recurrence.MaxDates, func(here string, item any) {
			c.object(here, item, changeParts)
		})
		if len(c.problems) == before && (c.mode == Published || m["start"] != nil) {
			c.schedule(at, m)
		}
	},
	schema: func(_ *Field, mode Mode, _ Part) map[string]any {
		s := objectSchema(scheduleParts, mode)
		dates := arrayOf(datePart.kind.schema(datePart, mode, Source), recurrence.MaxDates)
		properties(s)["include"] = dates
		properties(s)["exclude"] = dates
		properties(s)["changes"] = arrayOf(objectSchema(changeParts, mode), recurrence.MaxDates)
		return s
	},
	facet: firstStart,
	order: firstStart,
}

// schedule asks the package that knows. In a draft, what is not told yet is no problem.
func (c *checker) schedule(at string, m map[string]any) {
	_, err := recurrence.New(scheduleValue(m))
	var e *recurrence.Error
	if !errors.As(err, &e) {
		return
	}
	for _, p := range e.Problems {
		if c.mode == Draft && p.Code == CodeRequired {
			continue
		}
		if _, half := m["changes"]; half && c.mode == Draft && p.Code == CodeNotAnOption {
			continue
		}
		c.problem(at+p.Path, p.Code)
	}
}

// ScheduleField is the field whose dates can be asked for: the first of kind recurrence that is a filter and
// for the public; nil where there is none.
func (t *Type) ScheduleField() *Field {
	return t.first(func(f *Field) bool { return f.Kind == "recurrence" && f.Filter })
}

// Schedule returns the schedule of the content: that of ScheduleField, or in types without one of the first
// filled field of kind recurrence for the public. It is false where there is none, or none that can be read.
func (t *Type) Schedule(content Content) (*recurrence.Recurrence, bool) {
	asked := t.ScheduleField()
	for _, f := range t.Fields {
		if f.Kind != "recurrence" || !f.Public() || asked != nil && f != asked {
			continue
		}
		if r, ok := scheduleOf(content[f.Name]); ok {
			return r, true
		}
	}
	return nil, false
}

func scheduleOf(v any) (*recurrence.Recurrence, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	r, err := recurrence.New(scheduleValue(m))
	return r, err == nil
}

func firstStart(_ *Field, v any) any {
	r, ok := scheduleOf(v)
	if !ok {
		return nil
	}
	return r.First().UTC().Format(time.RFC3339)
}

func scheduleValue(m map[string]any) recurrence.Value {
	str := func(m map[string]any, name string) string { s, _ := m[name].(string); return s }
	strs := func(name string) (out []string) {
		list, _ := m[name].([]any)
		for _, v := range list {
			s, _ := v.(string)
			out = append(out, s)
		}
		return out
	}
	v := recurrence.Value{
		Start: str(m, "start"), End: str(m, "end"), Timezone: str(m, "timezone"), Rule: str(m, "rule"),
		Include: strs("include"), Exclude: strs("exclude"),
	}
	v.AllDay, _ = m["allDay"].(bool)
	changes, _ := m["changes"].([]any)
	for _, item := range changes {
		change, _ := item.(map[string]any)
		v.Changes = append(v.Changes, recurrence.Change{
			Date: str(change, "date"), Start: str(change, "start"), End: str(change, "end"), Status: str(change, "status"),
		})
	}
	return v
}
