package schema

import "math"

// maxNumber bounds every number: beyond, JSON numbers of other programs lose digits.
const maxNumber = 1e12

// numberKind is a number; whole where the field says integer.
var numberKind = &kind{
	keys:       []string{"min", "max", "integer"},
	filterable: true,
	sortable:   true,
	tidy:       func(_ *Field, v any, _ Part) any { return v },
	check: func(c *checker, f *Field, at string, v any) {
		n, ok := v.(float64)
		low, high := bounds(f)
		switch {
		case !ok || math.IsNaN(n) || math.IsInf(n, 0) || f.Integer && n != math.Trunc(n):
			c.problem(at, CodeWrongKind)
		case n < low:
			c.problem(at, CodeTooSmall, "min", low)
		case n > high:
			c.problem(at, CodeTooLarge, "max", high)
		}
	},
	schema: func(f *Field, _ Mode, _ Part) map[string]any {
		low, high := bounds(f)
		s := map[string]any{"type": "number", "minimum": low, "maximum": high}
		if f.Integer {
			s["type"] = "integer"
		}
		return s
	},
}

func bounds(f *Field) (low, high float64) {
	low, high = -maxNumber, maxNumber
	if f.Min != nil {
		low = *f.Min
	}
	if f.Max != nil {
		high = *f.Max
	}
	return low, high
}
