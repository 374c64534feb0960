package schema

import "strings"

// Marks are words of a publication that nobody typed: its type, and the values of filters with few values or ids. Full
// text search finds them together with words, in one index.

// TypeMark is the mark of a type.
func TypeMark(name string) string { return "y:" + name }

// FilterMark is the mark of one value of a field that HasMarks. Values of choices and ids hold no spaces and no quotes.
func FilterMark(f *Field, value string) string { return "f:" + f.Name + "=" + value }

// HasMarks reports whether the values of a filter are marks.
func HasMarks(f *Field) bool {
	switch f.Kind {
	case "choice", "choices", "boolean", "reference", "references":
		return f.Filter && f.Public()
	}
	return false
}

// Marks lists the marks of an item with these filters (see Filters), parted by spaces.
func (t *Type) Marks(filters map[string]any) string {
	marks := []string{TypeMark(t.Name)}
	for _, f := range t.Fields {
		if !HasMarks(f) {
			continue
		}
		switch value := filters[f.Name].(type) {
		case string:
			marks = append(marks, FilterMark(f, value))
		case bool:
			marks = append(marks, FilterMark(f, map[bool]string{true: "true", false: "false"}[value]))
		case []any:
			for _, one := range value {
				if text, ok := one.(string); ok {
					marks = append(marks, FilterMark(f, text))
				}
			}
		}
	}
	return strings.Join(marks, " ")
}
