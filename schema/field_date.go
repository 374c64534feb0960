package schema

import "time"

// The years that calendars and databases agree on.
const (
	datePattern     = `^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`
	dateTimePattern = `^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$`
)

var (
	matchDate     = mustMatch(datePattern)
	matchDateTime = mustMatch(dateTimePattern)
)

// dateKind is a calendar day: 2026-11-23.
var dateKind = &kind{
	keys:       []string{"notBefore"},
	filterable: true,
	sortable:   true,
	tidy:       func(_ *Field, v any, _ Part) any { return tidyLine(v) },
	check: func(c *checker, _ *Field, at string, v any) {
		if s, ok := c.str(at, v, defaultLine, false); ok && !isDate(s) {
			c.problem(at, CodeBadFormat, "format", "date")
		}
	},
	schema: func(*Field, Mode, Part) map[string]any {
		return map[string]any{"type": "string", "format": "date", "pattern": datePattern}
	},
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil && matchDate(s)
}

// dateTimeKind is an instant, RFC 3339; it is stored in UTC.
var dateTimeKind = &kind{
	keys:       []string{"notBefore"},
	filterable: true,
	sortable:   true,
	tidy: func(_ *Field, v any, _ Part) any {
		s, ok := v.(string)
		if !ok {
			return v
		}
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
		return tidyLine(s)
	},
	check: func(c *checker, _ *Field, at string, v any) {
		s, ok := c.str(at, v, defaultLine, false)
		if !ok {
			return
		}
		if _, err := time.Parse(time.RFC3339, s); err != nil || !matchDateTime(s) {
			c.problem(at, CodeBadFormat, "format", "date-time")
		}
	},
	schema: func(*Field, Mode, Part) map[string]any {
		return map[string]any{"type": "string", "format": "date-time", "pattern": dateTimePattern}
	},
}
