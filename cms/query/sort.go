package query

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"lotse/schema"
)

// order is the order of a list: (key is null, key, id), nulls last in both directions. A column of every
// publication, a declared field, or one that follows from another parameter: byDistance, byStart, byRelevance.
type order struct {
	column     string        // published_at, updated_at
	field      *schema.Field // nil for a column
	param      string        // how it is asked for, without the sign
	descending bool
	asked      bool   // the parameter can ask for it; false: it follows from the others
	origin     string // SQL of the point that distances count from
}

// Orders that no parameter asks for. Their names stand in cursors.
const (
	byDistance  = "near"
	byStart     = "start"
	byRelevance = "relevance"
)

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
	if o.param == byDistance {
		return "(" + spot + " <-> " + o.origin + ")"
	}
	if o.field == nil {
		return "p." + o.column
	}
	return sortKey("p.", o.field)
}

// text is the SQL of the key as a cursor holds it.
func (o order) text() string {
	if o.field == nil && o.column != "" {
		return `to_json(` + o.key() + `) #>> '{}'` // RFC 3339 with microseconds
	}
	return "(" + o.key() + ")::text"
}

// bound is the SQL of a cursor's key, given as the placeholder of a text.
func (o order) bound(placeholder string) string {
	switch {
	case o.param == byDistance:
		return placeholder + "::text::double precision"
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
	case o.param == byDistance:
		_, err := strconv.ParseFloat(key, 64)
		return err == nil
	case o.param == byRelevance:
		_, err := strconv.Atoi(key)
		return err == nil
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

func sortable(f *schema.Field) bool { return f != nil && f.Sort && f.Public() }

// resolveSort reads sort. Where it is missing the order follows from what is asked: dates by their start, places by
// their distance, words by relevance, anything else with the newest first.
func (s *Service) resolveSort(q *Query, params url.Values) error {
	switch {
	case q.dates != nil && params.Has("sort"):
		return invalidParameter("sort") // dates have one order
	case q.dates != nil:
		q.sort = order{param: byStart}
		return nil
	case params.Has("sort"):
	case q.near != nil:
		q.sort = order{param: byDistance}
		return nil
	case q.search != nil:
		q.sort = order{param: byRelevance}
		return nil
	default:
		return nil
	}
	name, descending := strings.CutPrefix(params.Get("sort"), "-")
	q.sort = order{param: name, descending: descending, asked: true}
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
