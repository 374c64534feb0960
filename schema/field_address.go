package schema

import "lotse/internal/language"

// addressParts are the parts of a postal address. Only the town must be there: many vacancies tell no
// more, and a meeting point in a park has no street.
var addressParts = resolved(
	&Field{Name: "street", Kind: "text", MaxLength: 200},
	&Field{Name: "extra", Kind: "text", MaxLength: 200},
	&Field{Name: "postcode", Kind: "text", MaxLength: 10},
	&Field{Name: "city", Kind: "text", Required: true, MaxLength: 100},
	&Field{Name: "district", Kind: "text", MaxLength: 100},
	&Field{Name: "country", Kind: "text", Required: true, Pattern: "^[A-Z]{2}$"},
	&Field{Name: "municipality", Kind: "text", Pattern: "^[0-9]{12}$"},
)

const germanPostcode = "^[0-9]{5}$"

var matchPostcode = mustMatch(germanPostcode)

// addressKind is a postal address. The postcode is text (01067), five digits in Germany; municipality
// is the ARS of twelve digits.
var addressKind = &kind{
	tidy: func(_ *Field, v any, _ Part) any {
		v = tidyObject(v, addressParts)
		if m, ok := v.(map[string]any); ok {
			if _, has := m["country"]; !has {
				m["country"] = "DE"
			}
			if len(m) == 1 && m["country"] == "DE" {
				return nil // a form that only filled in the country
			}
		}
		return v
	},
	check: func(c *checker, _ *Field, at string, v any) {
		m, _ := c.object(at, v, addressParts)
		if postcode, ok := m["postcode"].(string); ok && m["country"] == "DE" && !matchPostcode(postcode) {
			c.problem(at+"/postcode", CodeBadFormat, "format", "postcode")
		}
	},
	schema: func(_ *Field, mode Mode, _ Part) map[string]any {
		s := objectSchema(addressParts, mode)
		s["if"] = map[string]any{
			"properties": map[string]any{"country": map[string]any{"const": "DE"}}, "required": []any{"country"},
		}
		s["then"] = map[string]any{"properties": map[string]any{"postcode": map[string]any{"pattern": germanPostcode}}}
		return s
	},
	text: func(_ *Field, v any) string {
		m, _ := v.(map[string]any)
		var parts []string
		for _, name := range []string{"street", "postcode", "city", "district"} {
			if s, ok := m[name].(string); ok && language.Visible(s) {
				parts = append(parts, s)
			}
		}
		return joinWords(parts)
	},
}
