package schema

// ErasePersonal returns content without the personal values of one person, and whether there were any.
// match tells the person's values (an address, a name). In a list the whole group that holds one of them
// is blanked, because its other values (a phone number) are that person's as well.
func (t *Type) ErasePersonal(content Content, match func(value string) bool) (Content, bool) {
	return erase(t.Fields, content, match)
}

func erase(fields []*Field, content map[string]any, match func(string) bool) (map[string]any, bool) {
	out, changed := without(content), false
	if names(fields, content, match) {
		for _, f := range fields {
			if f.Personal {
				delete(out, f.Name)
			}
		}
		changed = true
	}
	for _, f := range fields {
		list, ok := out[f.Name].([]any)
		if !ok || len(f.Fields) == 0 {
			continue
		}
		copied := make([]any, len(list))
		for i, item := range list {
			copied[i] = item
			if m, ok := item.(map[string]any); ok {
				erased, some := erase(f.Fields, m, match)
				copied[i] = erased
				changed = changed || some
			}
		}
		out[f.Name] = copied
	}
	return out, changed
}

// names tells whether a personal value of the group is the person's.
func names(fields []*Field, content map[string]any, match func(string) bool) bool {
	for _, f := range fields {
		if value, ok := content[f.Name].(string); ok && f.Personal && match(value) {
			return true
		}
	}
	return false
}
