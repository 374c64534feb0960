package schema

import (
	"strings"
	"time"

	"lotse/internal/language"
)

// Deliver returns the public form of content: rich text as HTML, without what is internal and without
// what is personal, except in lists where the person has agreed. References stay ids, choices values.
func (t *Type) Deliver(content Content) map[string]any {
	out := make(map[string]any, len(content))
	for _, f := range t.Fields {
		v, has := content[f.Name]
		if !has || v == nil || !f.Public() {
			continue
		}
		if v = delivered(f, v); v != nil {
			out[f.Name] = v
		}
	}
	return out
}

func delivered(f *Field, v any) any {
	if f.kind.deliver == nil {
		return v
	}
	return f.kind.deliver(f, v)
}

// Merge returns the content of a locale: shared fields from the source, localised ones from the
// translation. Items of lists are matched by id; those that the source does not have are left out. What
// the translation lacks is missing, never filled with the source's text.
func (t *Type) Merge(source, translation Content) Content {
	return merge(t.Fields, source, translation)
}

func merge(fields []*Field, source, translation map[string]any) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		from := source
		if f.Localised {
			from = translation
		}
		v, has := from[f.Name]
		if !has {
			continue
		}
		if !f.Localised && f.partlyLocalised() {
			v = mergeItems(f, v, translation[f.Name])
		}
		out[f.Name] = v
	}
	return out
}

func mergeItems(f *Field, source, translation any) any {
	byID := map[string]map[string]any{}
	for _, item := range items(translation) {
		byID[itemID(item)] = item
	}
	out := []any{}
	for _, item := range items(source) {
		merged := merge(f.Fields, item, byID[itemID(item)])
		merged["id"] = itemID(item)
		out = append(out, merged)
	}
	return out
}

// Shared returns what a translation takes from its source: all fields that are not localised.
func (t *Type) Shared(source Content) Content {
	return merge(t.Fields, source, nil)
}

// Filters returns the values of the fields that are declared as filters, from merged content: scalars
// or lists of scalars. A schedule gives its first start (UTC); points are found by Point.
func (t *Type) Filters(content Content) map[string]any {
	return declared(t.Fields, content, func(f *Field) bool { return f.Filter }, func(f *Field) func(*Field, any) any { return f.kind.facet })
}

// Sorts returns the values of the fields that are declared as sorts, from merged content: strings or
// numbers. Dates and instants sort as text.
func (t *Type) Sorts(content Content) map[string]any {
	return declared(t.Fields, content, func(f *Field) bool { return f.Sort }, func(f *Field) func(*Field, any) any { return f.kind.order })
}

func declared(fields []*Field, content Content, wanted func(*Field) bool, form func(*Field) func(*Field, any) any) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		v, has := content[f.Name]
		if !has || v == nil || !wanted(f) {
			continue
		}
		if convert := form(f); convert != nil {
			v = convert(f, v)
		}
		if v != nil {
			out[f.Name] = v
		}
	}
	return out
}

// PlaceField is the field that says where something is on the map: the first of kind geo that is a filter and
// for the public; nil where there is none.
func (t *Type) PlaceField() *Field {
	return t.first(func(f *Field) bool { return f.Kind == "geo" && f.Filter })
}

// first is the first field for the public that is wanted; nil where there is none.
func (t *Type) first(wanted func(*Field) bool) *Field {
	for _, f := range t.Fields {
		if wanted(f) && f.Public() {
			return f
		}
	}
	return nil
}

// Point returns the place on the map, where PlaceField has a complete one. Another field's point could be
// found by its distance although nobody may see it.
func (t *Type) Point(content Content) (lat, lng float64, ok bool) {
	f := t.PlaceField()
	if f == nil {
		return 0, 0, false
	}
	return pointOf(content[f.Name])
}

// LastDay returns the last day of the content as midnight UTC, false when it has none: the date of the
// ValidUntil field, or the local day on which the last occurrence of its schedule ends. A schedule
// without an end has none.
func (t *Type) LastDay(content Content) (time.Time, bool) {
	f, ok := t.Field(t.ValidUntil)
	if !ok {
		return time.Time{}, false
	}
	if f.Kind == "recurrence" {
		r, ok := scheduleOf(content[f.Name])
		if !ok {
			return time.Time{}, false
		}
		return r.LastDay()
	}
	s, _ := content[f.Name].(string)
	if len(s) > len(time.DateOnly) { // an instant counts with its day in UTC
		s = s[:len(time.DateOnly)]
	}
	d, err := time.Parse(time.DateOnly, s)
	return d, err == nil
}

// References returns what the content points to, in the order of the fields, each target once a field.
func (t *Type) References(content Content) []Reference {
	return references("", t.Fields, content)
}

func references(prefix string, fields []*Field, content map[string]any) []Reference {
	var list []Reference
	for _, f := range fields {
		v, has := content[f.Name]
		if !has {
			continue
		}
		if f.kind.refers != nil {
			seen := map[string]bool{}
			for _, id := range f.kind.refers(f, v) {
				if !seen[id] {
					list = append(list, Reference{Field: prefix + f.Name, Target: id, OnGone: f.OnGone})
				}
				seen[id] = true
			}
		}
		for _, item := range items(v) {
			list = append(list, references(prefix+f.Name+".", f.Fields, item)...)
		}
	}
	return list
}

// TitleOf returns the title of the content, "" when it has none.
func (t *Type) TitleOf(content Content) string {
	s, _ := content[t.Title].(string)
	return s
}

// SlugOf returns the text that an address is made of.
func (t *Type) SlugOf(content Content) string {
	s, _ := content[t.Slug].(string)
	return s
}

// PlainText returns what a reader may find by search, without anything personal or internal.
func (t *Type) PlainText(content Content) string {
	return strings.Join(searchable(t.Fields, content), "\n")
}

func searchable(fields []*Field, content map[string]any) []string {
	var parts []string
	for _, f := range fields {
		v, has := content[f.Name]
		if !has || !f.Public() || f.kind.text == nil {
			continue
		}
		if s := f.kind.text(f, v); language.Visible(s) {
			parts = append(parts, s)
		}
	}
	return parts
}

// PublicText returns the text of one field that every reader may find by search, "" where the field is personal or
// internal, has none, or there is no such field.
func (t *Type) PublicText(content Content, name string) string {
	f, ok := t.Field(name)
	if !ok {
		return ""
	}
	return strings.Join(searchable([]*Field{f}, content), "\n")
}

// ReadableTexts returns the texts of delivered fields (see Deliver) that search looks into, in the order of the type:
// rich text without its tags.
func (t *Type) ReadableTexts(delivered map[string]any) []string {
	return searchable(t.Fields, undelivered(t.Fields, delivered))
}

// undelivered turns the public form of rich texts back into documents, so that their text can be read.
func undelivered(fields []*Field, delivered map[string]any) map[string]any {
	out := make(map[string]any, len(delivered))
	for _, f := range fields {
		v, has := delivered[f.Name]
		if html, ok := v.(string); ok && f.Kind == "richText" {
			v = RichTextFromHTML(html)
		}
		if list, ok := v.([]any); ok && len(f.Fields) > 0 {
			copied := make([]any, len(list))
			for i, item := range list {
				copied[i] = item
				if m, ok := item.(map[string]any); ok {
					copied[i] = undelivered(f.Fields, m)
				}
			}
			v = copied
		}
		if has && v != nil {
			out[f.Name] = v
		}
	}
	return out
}

func joinWords(parts []string) string { return strings.Join(parts, " ") }

// BlankPersonal returns content without anything personal, and whether there was any. Consents stay:
// they tell that somebody agreed, not who.
func (t *Type) BlankPersonal(content Content) (Content, bool) {
	return blank(t.Fields, content)
}

func blank(fields []*Field, content map[string]any) (map[string]any, bool) {
	out, changed := without(content), false
	for _, f := range fields {
		v, has := out[f.Name]
		switch {
		case !has:
		case f.Personal:
			delete(out, f.Name)
			changed = true
		case len(f.Fields) > 0:
			list, ok := v.([]any)
			if !ok {
				continue
			}
			copied := make([]any, len(list))
			for i, item := range list {
				copied[i] = item
				if m, ok := item.(map[string]any); ok {
					blanked, some := blank(f.Fields, m)
					copied[i] = blanked
					changed = changed || some
				}
			}
			out[f.Name] = copied
		}
	}
	return out, changed
}

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
