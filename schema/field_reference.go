package schema

import "strings"

// Reference is a pointer of content to another entry.
type Reference struct {
	Field  string
	Target string // UUID
	OnGone string // drop or block
}

const (
	uuidPattern   = `^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`
	defaultTarget = 50 // references in one field
)

var matchUUID = mustMatch(uuidPattern)

// referenceKind is the id of another entry. That it exists and has the right type is asked by the gate.
var referenceKind = &kind{
	keys:       []string{"to", "onGone"},
	filterable: true,
	tidy:       func(_ *Field, v any, _ Part) any { return tidyID(v) },
	check:      func(c *checker, _ *Field, at string, v any) { c.id(at, v) },
	schema:     func(*Field, Mode, Part) map[string]any { return idSchema() },
	refers: func(_ *Field, v any) []string {
		if s, ok := v.(string); ok {
			return []string{s}
		}
		return nil
	},
}

// referencesKind is the ids of several other entries, in an order that means something.
var referencesKind = &kind{
	keys:       []string{"to", "onGone", "maxItems"},
	filterable: true,
	defaults: func(f *Field) {
		if f.MaxItems == 0 {
			f.MaxItems = defaultTarget
		}
	},
	tidy:  func(_ *Field, v any, _ Part) any { return tidySet(v, tidyID) },
	check: func(c *checker, f *Field, at string, v any) { c.set(f, at, v, c.id) },
	schema: func(f *Field, mode Mode, _ Part) map[string]any {
		s := map[string]any{"type": "array", "items": idSchema(), "uniqueItems": true, "maxItems": f.MaxItems}
		if f.Required && mode == Published {
			s["minItems"] = 1
		}
		return s
	},
	refers: func(_ *Field, v any) []string {
		list, _ := v.([]any)
		var ids []string
		for _, item := range list {
			if s, ok := item.(string); ok {
				ids = append(ids, s)
			}
		}
		return ids
	},
}

func tidyID(v any) any {
	v = tidyLine(v)
	if s, ok := v.(string); ok {
		return strings.ToLower(s)
	}
	return v
}

func (c *checker) id(at string, v any) (string, bool) {
	s, ok := v.(string)
	if !ok {
		c.problem(at, CodeWrongKind)
		return "", false
	}
	if !matchUUID(s) {
		c.problem(at, CodeBadReference)
		return "", false
	}
	return s, true
}

func idSchema() map[string]any {
	return map[string]any{"type": "string", "format": "uuid", "pattern": uuidPattern}
}
