package query

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"lotse/schema"
)

// order is the order of a list: (key is null, key, id), nulls last in both directions. Either a
// column of every publication or a declared field.
type order struct {
	column     string        // published_at, updated_at
	field      *schema.Field // nil for a column
	param      string        // how it is asked for, without the sign
	descending bool
}

// name is the canonical value of the parameter.
func (o order) name() string {
	if o.descending {
		return "-" + o.param
	}
	return o.param
}

// nullable reports whether items can lack the key.
func (o order) nullable() bool { return o.field != nil }

// key is the SQL of the sort key, the same text that the declared index has.
func (o order) key() string {
	if o.field == nil {
		return "p." + o.column
	}
	return sortKey("p.", o.field)
}

// text is the SQL of the key as a cursor holds it.
func (o order) text() string {
	if o.field == nil {
		return `to_json(` + o.key() + `) #>> '{}'` // RFC 3339 with microseconds
	}
	return "(" + o.key() + ")::text"
}

// bound is the SQL of a cursor's key, given as the placeholder of a text.
func (o order) bound(placeholder string) string {
	switch {
	case o.field == nil:
		return placeholder + "::text::timestamptz"
	case o.field.Kind == kindNumber:
		return placeholder + "::text::numeric"
	}
	return placeholder + "::text"
}

// validKey reports whether a cursor's key can be compared with. Cursors are signed; this keeps an old
// one, made before a field changed its kind, from ending in an internal error.
func (o order) validKey(key string) bool {
	switch {
	case o.field == nil:
		_, err := time.Parse(time.RFC3339Nano, key)
		return err == nil
	case o.field.Kind == kindNumber:
		_, ok := canonicalNumber(key)
		return ok
	}
	return true
}

// direction is the SQL of the order.
func (o order) direction() string {
	if o.descending {
		return "desc"
	}
	return "asc"
}

// comparison is the operator of what comes after a cursor.
func (o order) comparison() string {
	if o.descending {
		return "<"
	}
	return ">"
}

// sortKey is the SQL of a declared sort key: text by the rules of languages, numbers as numbers, dates
// and codes by their bytes.
func sortKey(prefix string, f *schema.Field) string {
	text := fmt.Sprintf("(%ssorts ->> %s)", prefix, fieldLiteral(f))
	switch f.Kind {
	case kindNumber:
		return text + "::numeric"
	case kindText, kindRichText:
		return text + ` collate "und-x-icu"`
	}
	return text + ` collate "C"`
}

// schemaName is what the schema allows as the name of a type or a field.
var schemaName = regexp.MustCompile(`^[a-z][A-Za-z0-9-]{0,62}$`)

// fieldLiteral is the name of a field as an SQL string. Names come from the content types alone and
// never from a request; the check is a second wall.
func fieldLiteral(f *schema.Field) string { return nameLiteral(f.Name) }

func nameLiteral(name string) string {
	if !schemaName.MatchString(name) {
		panic("query: this name cannot stand in SQL")
	}
	return "'" + name + "'"
}

// SortFields lists the fields that sort takes.
func SortFields(t *schema.Type) []*schema.Field {
	var fields []*schema.Field
	for _, f := range t.Fields {
		if sortable(f) {
			fields = append(fields, f)
		}
	}
	return fields
}

func sortable(f *schema.Field) bool { return f != nil && f.Sort && isPublic(f) }

// resolveSort reads sort; the newest come first where it is missing.
func (s *Service) resolveSort(q *Query, params url.Values) error {
	if !params.Has("sort") {
		return nil
	}
	name, descending := strings.CutPrefix(params.Get("sort"), "-")
	q.sort = order{param: name, descending: descending}
	switch name {
	case "publishedAt":
		q.sort.column = "published_at"
	case "updatedAt":
		q.sort.column = "updated_at"
	default:
		if q.sort.field = publicField(q.typ, name); !sortable(q.sort.field) {
			return unknownField("sort")
		}
	}
	return nil
}
