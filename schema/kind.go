package schema

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"lotse/internal/language"
)

// kind is what a kind of field must say. Every function must bear any value: shape is what check is for.
type kind struct {
	keys        []string // keys of the type file that it understands beyond those of all kinds
	localisable bool
	filterable  bool
	sortable    bool

	// defaults fills in limits that the type file leaves open.
	defaults func(f *Field)
	// tidy returns the one form in which a value is stored; nil when there is nothing in it. A value of
	// a wrong shape comes back as it is.
	tidy func(f *Field, v any, part Part) any
	// check tells every problem of a value at the pointer.
	check func(c *checker, f *Field, at string, v any)
	// schema is the JSON Schema of a value.
	schema func(f *Field, mode Mode, part Part) map[string]any

	// The rest may be nil.

	// text is what a reader may find by search.
	text func(f *Field, v any) string
	// deliver is the public form; nil means: as it is stored.
	deliver func(f *Field, v any) any
	// facet is the value for filters, a scalar or a list of scalars; nil means: as it is stored.
	facet func(f *Field, v any) any
	// order is the scalar for sorts; nil means: as it is stored.
	order func(f *Field, v any) any
	// refers lists the ids that a value points to.
	refers func(f *Field, v any) []string
	// changes compares two values; nil means: changed as a whole.
	changes func(d *differ, f *Field, from, to any)
}

// kinds is the table of all kinds. It is never changed.
var kinds = map[string]*kind{
	"address":      addressKind,
	"boolean":      booleanKind,
	"choice":       choiceKind,
	"choices":      choicesKind,
	"date":         dateKind,
	"dateTime":     dateTimeKind,
	"email":        emailKind,
	"geo":          geoKind,
	"list":         listKind,
	"money":        moneyKind,
	"number":       numberKind,
	"openingHours": openingHoursKind,
	"phone":        phoneKind,
	"recurrence":   recurrenceKind,
	"reference":    referenceKind,
	"references":   referencesKind,
	"richText":     richTextKind,
	"text":         textKind,
	"url":          urlKind,
}

// Kinds returns the names of all kinds, sorted.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }

func compare(a, b string) int { return cmp.Compare(a, b) }

// compilePattern compiles a pattern that must match a whole value.
func compilePattern(pattern string) (func(string) bool, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	return re.MatchString, nil
}

// mustMatch compiles the constant patterns of the kinds.
func mustMatch(pattern string) func(string) bool { return regexp.MustCompile(pattern).MatchString }

// The characters that no text may hold, as patterns that RE2 and ECMA read alike: the characters
// themselves stand in them. language.Control is the same rule in Go.
const (
	noControlLine  = "^[^\x00-\x1f\x7f-\u009f\u202a-\u202e\u2066-\u2069]*$"
	noControlLines = "^[^\x00-\x08\x0b-\x1f\x7f-\u009f\u202a-\u202e\u2066-\u2069]*$"
)

// tidyString brings a string into its stored form: NFC, one kind of line break, no outer spaces, and on
// a single line no breaks at all. A string without anything to see is empty.
func tidyString(s string, multiline bool) string {
	if !multiline {
		s = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ", "\u2028", " ", "\u2029", " ").Replace(s)
	} else {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	}
	s = strings.TrimSpace(language.NFC(strings.ToValidUTF8(s, "\uFFFD")))
	if !language.Visible(s) && language.Control(s, multiline) == "" {
		return ""
	}
	return s
}

// tidyLine is the tidy of kinds that are a single line.
func tidyLine(v any) any {
	s, ok := v.(string)
	if !ok {
		return v
	}
	if s = tidyString(s, false); s == "" {
		return nil
	}
	return s
}

// plain turns the numbers of Go into those of decoded JSON.
func plain(v any) any {
	switch n := v.(type) {
	case int:
		return float64(n)
	case int64:
		return float64(n)
	case int32:
		return float64(n)
	case float32:
		return float64(n)
	}
	return v
}

// escape makes a name a token of a JSON Pointer (RFC 6901).
func escape(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
