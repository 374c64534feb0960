package query

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/schema"
)

// Operators of filters. Which of them a field takes follows from its kind, see filterOperators.
const (
	opAny = "any" // one of the values; what filter[field]=a,b means
	opAll = "all" // every one of the values
	opGTE = "gte"
	opLTE = "lte"
	opGT  = "gt"
	opLT  = "lt"
)

// The kinds of fields that a query treats each in its own way; schema.Kinds has all.
const (
	kindText       = "text"
	kindRichText   = "richText"
	kindChoice     = "choice"
	kindChoices    = "choices"
	kindBoolean    = "boolean"
	kindURL        = "url"
	kindEmail      = "email"
	kindPhone      = "phone"
	kindNumber     = "number"
	kindDate       = "date"
	kindDateTime   = "dateTime"
	kindRecurrence = "recurrence"
	kindReference  = "reference"
	kindReferences = "references"
)

// filter is one condition: a declared field, an operator that its kind has, checked values in
// canonical order.
type filter struct {
	field  *schema.Field
	op     string
	values []string
}

// FilterOperators lists the operators that filter[field][…] takes, in the order of the documentation;
// none where the field is no filter, or only one of another parameter (a place on the map).
func FilterOperators(f *schema.Field) []string {
	if f == nil || !f.Filter || !f.Public() {
		return nil
	}
	switch f.Kind {
	case kindText, kindChoice, kindBoolean, kindURL, kindEmail, kindPhone, kindReference:
		return []string{opAny}
	case kindChoices, kindReferences:
		return []string{opAny, opAll}
	case kindNumber, kindDate, kindDateTime:
		return []string{opAny, opGTE, opLTE, opGT, opLT}
	case kindRecurrence:
		return []string{opGTE, opLTE, opGT, opLT}
	}
	return nil
}

// FilterFields lists the fields that filter[…] takes.
func FilterFields(t *schema.Type) []*schema.Field {
	var fields []*schema.Field
	for _, f := range t.Fields {
		if len(FilterOperators(f)) > 0 {
			fields = append(fields, f)
		}
	}
	return fields
}

// filterName is filter[field] or filter[field][operator].
var filterName = regexp.MustCompile(`^filter\[([^\[\]]*)\](?:\[([^\[\]]*)\])?$`)

// resolveFilters reads filter[…], organisation and category.
func (s *Service) resolveFilters(q *Query, params url.Values) error {
	for _, name := range sortedKeys(params) {
		if !strings.HasPrefix(name, "filter[") {
			continue
		}
		m := filterName.FindStringSubmatch(name)
		if m == nil {
			return unknownParameter()
		}
		if err := s.addFilter(q, m[1], m[2], params.Get(name)); err != nil {
			return err
		}
	}
	if params.Has("category") {
		// A shorthand, where the type declares the filter.
		if err := s.addFilter(q, "categories", opAny, params.Get("category")); err != nil {
			return err
		}
	}
	if params.Has("organisation") {
		if q.organisation = params.Get("organisation"); !isReference(q.organisation) {
			return invalidParameter("organisation")
		}
	}
	return nil
}

// addFilter authorises and checks one condition.
func (s *Service) addFilter(q *Query, field, op, value string) error {
	f := publicField(q.typ, field)
	operators := FilterOperators(f)
	if len(operators) == 0 {
		return unknownField("filter")
	}
	if op == "" {
		op = opAny
	}
	if !slices.Contains(operators, op) {
		return invalidParameter("filter")
	}
	for _, present := range q.filters {
		if present.field.Name == f.Name && present.op == op {
			return invalidParameter("filter")
		}
	}
	values := []string{value}
	if op == opAny || op == opAll {
		values = strings.Split(value, ",")
	}
	if len(values) > maxFilterValues {
		return invalidParameter("filter")
	}
	for i, v := range values {
		canonical, ok := s.filterValue(f, v)
		if !ok {
			return invalidParameter("filter")
		}
		values[i] = canonical
	}
	slices.Sort(values)
	q.filters = append(q.filters, filter{field: f, op: op, values: slices.Compact(values)})
	return nil
}

// filterValue checks one value against the field's kind and returns its canonical form. The empty value
// is never one: a condition without values would otherwise mean everything, or nothing.
func (s *Service) filterValue(f *schema.Field, v string) (string, bool) {
	if v == "" || len(v) > 200 || strings.ContainsRune(v, 0) {
		return "", false
	}
	switch f.Kind {
	case kindChoice, kindChoices:
		return v, slices.ContainsFunc(f.Options, func(o schema.Option) bool { return o.Value == v })
	case kindBoolean:
		return v, v == "true" || v == "false"
	case kindReference, kindReferences:
		return canonicalReference(v), isReference(v)
	case kindNumber:
		return canonicalNumber(v)
	case kindDate:
		_, err := time.Parse(time.DateOnly, v)
		return v, err == nil
	case kindDateTime, kindRecurrence:
		return s.canonicalTime(f, v)
	}
	return v, true
}

// plainNumber keeps out what ParseFloat takes beyond decimal numbers: Inf, NaN, hexadecimal, 1e300.
var plainNumber = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,9})?$`)

func canonicalNumber(v string) (string, bool) {
	if !plainNumber.MatchString(v) {
		return "", false
	}
	n, err := strconv.ParseFloat(v, 64)
	return strconv.FormatFloat(n+0, 'f', -1, 64), err == nil
}

// canonicalTime takes an RFC 3339 time, or a date for the fields that are asked by the day.
func (s *Service) canonicalTime(f *schema.Field, v string) (string, bool) {
	if f.Kind == kindRecurrence {
		if _, err := time.Parse(time.DateOnly, v); err == nil {
			return v, true
		}
	}
	at, err := time.Parse(time.RFC3339, v)
	if err != nil || at.Year() < 1900 || at.Year() > 2200 {
		return "", false
	}
	return at.UTC().Format(time.RFC3339), true
}

// slugForm is what a slug may look like.
var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// isReference reports whether v can name an entry or an organisation: an id or a slug.
func isReference(v string) bool {
	return len(v) <= 200 && (isID(v) || slugForm.MatchString(v))
}

// isID takes the usual form of a UUID only; uuid.Parse takes three more.
func isID(v string) bool {
	if len(v) != 36 {
		return false
	}
	_, err := uuid.Parse(v)
	return err == nil
}

func canonicalReference(v string) string {
	if isID(v) {
		return strings.ToLower(v)
	}
	return v
}
