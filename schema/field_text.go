package schema

// Lengths of texts, in characters.
const (
	defaultLine  = 200
	defaultLines = 2000
	maxText      = 20000
)

// textKind is plain text, on one line unless the field is multiline.
var textKind = &kind{
	keys:        []string{"multiline", "maxLength", "pattern"},
	localisable: true,
	filterable:  true,
	sortable:    true,
	defaults: func(f *Field) {
		switch {
		case f.MaxLength > 0:
		case f.Multiline:
			f.MaxLength = defaultLines
		default:
			f.MaxLength = defaultLine
		}
	},
	tidy: func(f *Field, v any, _ Part) any {
		s, ok := v.(string)
		if !ok {
			return v
		}
		if s = tidyString(s, f.Multiline); s == "" {
			return nil
		}
		return s
	},
	check: func(c *checker, f *Field, at string, v any) {
		s, ok := c.str(at, v, f.MaxLength, f.Multiline)
		switch {
		case !ok:
		case s == "" && f.Required && c.mode == Published:
			c.empty(at, f)
		case f.pattern != nil && !f.pattern(s):
			c.problem(at, CodeBadFormat, "format", "pattern")
		}
	},
	schema: func(f *Field, mode Mode, _ Part) map[string]any {
		s := textSchema(f.MaxLength, f.Multiline)
		if f.Pattern != "" {
			s["allOf"] = []any{map[string]any{"pattern": f.Pattern}}
		}
		if f.Required && mode == Published {
			s["minLength"] = 1
		}
		return s
	},
	text: func(_ *Field, v any) string { s, _ := v.(string); return s },
	changes: func(d *differ, f *Field, from, to any) {
		a, _ := from.(string)
		b, _ := to.(string)
		d.words(f, from, to, a, b)
	},
}

// textSchema is the JSON Schema of any text.
func textSchema(maxLength int, multiline bool) map[string]any {
	s := map[string]any{"type": "string", "maxLength": maxLength, "pattern": noControlLine}
	if multiline {
		s["pattern"] = noControlLines
	}
	return s
}
