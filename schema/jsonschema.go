package schema

// dialect is the JSON Schema that is spoken.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// JSONSchema returns the JSON Schema (2020-12) of the content of one part. It and Validate agree, but
// for what JSON Schema cannot say: the depth, total length and emptiness of a rich text; that a link in
// it or an address in the web can be parsed and names nobody; the order of dates and of sums; what a schedule means (its rule,
// its time zone, the match of times and whole days, dates changed twice); that the ids of list items are unique; NaN.
func (t *Type) JSONSchema(mode Mode, part Part) map[string]any {
	s := fieldsSchema(t.Fields, mode, part)
	s["$schema"] = dialect
	s["title"] = t.Label.In("en")
	for _, f := range t.Fields {
		if f.Kind == "richText" && f.in(part) {
			s["$defs"] = richTextSchema()
		}
	}
	return s
}

// fieldsSchema is the schema of an object with fields.
func fieldsSchema(fields []*Field, mode Mode, part Part) map[string]any {
	properties, required := map[string]any{}, []any{}
	for _, f := range fields {
		if !f.in(part) {
			continue
		}
		s := f.kind.schema(f, mode, part)
		if title := f.Label.In("en"); title != "" {
			s["title"] = title
		}
		properties[f.Name] = s
		if mode == Published && f.Required && (part == Source || f.Localised) {
			required = append(required, f.Name)
		}
	}
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// objectSchema is the schema of a kind that is made of parts.
func objectSchema(parts []*Field, mode Mode) map[string]any {
	s := fieldsSchema(parts, mode, Source)
	for _, p := range properties(s) {
		delete(p.(map[string]any), "title")
	}
	return s
}

func properties(s map[string]any) map[string]any { return s["properties"].(map[string]any) }

func arrayOf(item map[string]any, maxItems int) map[string]any {
	return map[string]any{"type": "array", "items": item, "maxItems": maxItems}
}
