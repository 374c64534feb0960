package formats

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"lotse/schema"
)

// column is one column of a table: its name, and how its cell is read.
type column struct {
	name string
	// safe cells have a checked form in which no spreadsheet finds a formula: numbers, days, telephone numbers.
	safe bool
	cell func(s *Set, i *Item) string
}

// itemColumns stand before the fields, in every table.
var itemColumns = []column{
	{"id", true, func(_ *Set, i *Item) string { return i.ID.String() }},
	{"type", true, func(_ *Set, i *Item) string { return i.TypeName }},
	{"slug", true, func(_ *Set, i *Item) string { return i.Slug }},
	{"locale", true, func(_ *Set, i *Item) string { return i.Locale }},
	{"locales", true, func(_ *Set, i *Item) string { return strings.Join(i.Locales, " ") }},
	{"organisation", false, func(_ *Set, i *Item) string { return i.Organisation.Name }},
	{"publishedAt", true, func(_ *Set, i *Item) string { return i.PublishedAt.UTC().Format(time.RFC3339) }},
	{"updatedAt", true, func(_ *Set, i *Item) string { return i.UpdatedAt.UTC().Format(time.RFC3339) }},
	{"verifiedAt", true, func(_ *Set, i *Item) string { return perhaps(i.VerifiedAt) }},
	{"expiresAt", true, func(_ *Set, i *Item) string { return perhaps(i.ExpiresAt) }},
	{"link", true, func(s *Set, i *Item) string { return s.Links.item(i) }},
}

func perhaps(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// parts are the columns of the kinds that have several values.
var parts = map[string][]string{
	"address": {"street", "extra", "postcode", "city", "district", "country", "municipality"},
	"geo":     {"lat", "lng"},
	"money":   {"min", "max", "currency", "per", "note"},
}

// CSV writes the items as a table (RFC 4180, UTF-8). The header follows from the type alone: the same columns, in
// the same order, whatever the items hold. Lists, hours and schedules are JSON in one cell.
func CSV(s *Set) ([]byte, error) {
	columns := slices.Clone(itemColumns)
	for _, f := range s.Type.Fields {
		if !f.Public() || s.Fields != nil && !slices.Contains(s.Fields, f.Name) {
			continue
		}
		columns = append(columns, fieldColumns(f)...)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	row := make([]string, len(columns))
	for at, c := range columns {
		row[at] = c.name
	}
	if err := w.Write(row); err != nil {
		return nil, err
	}
	for n := range s.Items {
		for at, c := range columns {
			if row[at] = c.cell(s, &s.Items[n]); !c.safe {
				row[at] = guarded(row[at])
			}
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func fieldColumns(f *schema.Field) []column {
	name := f.Name
	if names, ok := parts[f.Kind]; ok {
		var list []column
		for _, part := range names {
			safe := f.Kind == "geo" || part == "min" || part == "max"
			list = append(list, column{name + "." + part, safe, func(_ *Set, i *Item) string {
				object, _ := i.Fields[name].(map[string]any)
				return cellText(object[part])
			}})
		}
		return list
	}
	safe := slices.Contains([]string{"number", "boolean", "date", "dateTime", "phone", "choice", "choices", "reference", "references"}, f.Kind)
	return []column{{name, safe, func(_ *Set, i *Item) string {
		if html, ok := i.Fields[name].(string); ok && f.Kind == "richText" {
			return plain(html)
		}
		return cellText(i.Fields[name])
	}}}
}

// cellText is a value in one cell: lists of words with spaces between them, anything deeper as JSON.
func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return plainNumber(v)
	case bool:
		if v {
			return "true"
		}
		return "false"
	case []any:
		if words := stringsOf(v); len(words) == len(v) {
			return strings.Join(words, " ")
		}
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(raw)
}

// guarded keeps spreadsheets from reading text as a formula: a leading apostrophe makes it text (OWASP). Also
// behind spaces and in the full-width forms, which some programs fold.
func guarded(s string) string {
	trimmed := strings.TrimLeft(s, " \u00a0\u3000\ufeff")
	if trimmed == "" {
		return s
	}
	first := []rune(trimmed)[0]
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}
