package schema

// moneyParts: a sum, or a span of sums.
var moneyParts = resolved(
	&Field{Name: "min", Kind: "number", Min: number(0), Max: number(1e9)},
	&Field{Name: "max", Kind: "number", Min: number(0), Max: number(1e9)},
	&Field{Name: "currency", Kind: "text", Required: true, Pattern: "^[A-Z]{3}$"},
	&Field{Name: "per", Kind: "choice", Required: true, Options: []Option{{Value: "hour"}, {Value: "month"}, {Value: "year"}, {Value: "once"}}},
	&Field{Name: "note", Kind: "text", MaxLength: 200},
)

// moneyKind is a price or a salary.
var moneyKind = &kind{
	tidy: func(_ *Field, v any, _ Part) any {
		v = tidyObject(v, moneyParts)
		if m, ok := v.(map[string]any); ok {
			_, hasMin := m["min"]
			_, hasMax := m["max"]
			_, hasNote := m["note"]
			if _, has := m["currency"]; !has {
				m["currency"] = "EUR"
			}
			if !hasMin && !hasMax && !hasNote && len(m) <= 2 && onlyKeys(m, "currency", "per") {
				return nil // a form that only filled in its defaults
			}
		}
		return v
	},
	check: func(c *checker, _ *Field, at string, v any) {
		m, ok := c.object(at, v, moneyParts)
		low, okLow := m["min"].(float64)
		high, okHigh := m["max"].(float64)
		if ok && okLow && okHigh && high < low {
			c.problem(at+"/max", CodeTooSmall, "min", low)
		}
		if _, note := m["note"]; ok && c.mode == Published && !okLow && !okHigh && !note {
			c.problem(at+"/min", CodeRequired)
		}
	},
	schema: func(_ *Field, mode Mode, _ Part) map[string]any {
		s := objectSchema(moneyParts, mode)
		if mode == Published {
			s["anyOf"] = []any{
				map[string]any{"required": []any{"min"}}, map[string]any{"required": []any{"max"}}, map[string]any{"required": []any{"note"}},
			}
		}
		return s
	},
	text: func(_ *Field, v any) string {
		m, _ := v.(map[string]any)
		s, _ := m["note"].(string)
		return s
	},
}

func onlyKeys(m map[string]any, names ...string) bool {
	n := 0
	for _, name := range names {
		if _, ok := m[name]; ok {
			n++
		}
	}
	return n == len(m)
}
