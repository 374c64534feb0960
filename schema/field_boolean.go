package schema

// booleanKind is yes or no. Not told is a third thing, so false is kept.
var booleanKind = &kind{
	filterable: true,
	tidy:       func(_ *Field, v any, _ Part) any { return v },
	check: func(c *checker, _ *Field, at string, v any) {
		if _, ok := v.(bool); !ok {
			c.problem(at, CodeWrongKind)
		}
	},
	schema: func(*Field, Mode, Part) map[string]any { return map[string]any{"type": "boolean"} },
}
