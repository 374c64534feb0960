package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"

	"lotse/internal/language"
)

// Problem is one thing that is wrong with content. Params never hold the rejected value.
type Problem struct {
	Pointer string         `json:"pointer"` // JSON Pointer: /title, /contacts/0/email
	Code    string         `json:"code"`
	Params  map[string]any `json:"params,omitempty"`
}

// The codes of problems; docs/errors.md explains each to people.
const (
	CodeRequired         = "required"
	CodeUnknownField     = "unknown_field"
	CodeNotLocalised     = "not_localised"
	CodeWrongKind        = "wrong_kind"
	CodeTooLong          = "too_long"  // params: max, in characters
	CodeTooMany          = "too_many"  // params: max
	CodeTooSmall         = "too_small" // params: min
	CodeTooLarge         = "too_large" // params: max
	CodeTooDeep          = "too_deep"
	CodeBadFormat        = "bad_format" // params: format
	CodeNotAnOption      = "not_an_option"
	CodeControlCharacter = language.ControlCharacter
	CodeBidiOverride     = language.BidiOverride
	CodeBadReference     = "bad_reference"
	CodeEndBeforeStart   = "end_before_start"
	CodeBadRule          = "bad_rule"
	CodeBadRichText      = "bad_rich_text"
	CodeDuplicateItem    = "duplicate_item"
)

// maxProblems ends the search in content that is wrong all over.
const maxProblems = 100

// Normalise returns content in the one form in which it is stored: NFC, trimmed, without nulls and empty
// values, a stable `id` for every list item, a plain string for rich text made into a document, phone
// numbers as E.164. What has a wrong shape or an unknown name stays, for Validate to tell. The given
// content is left alone.
func (t *Type) Normalise(content Content, part Part) Content {
	return tidyFields(t.byName, content, part)
}

func tidyFields(byName map[string]*Field, content Content, part Part) Content {
	out := make(Content, len(content))
	for name, v := range content {
		f, known := byName[name]
		if v = plain(v); v == nil {
			continue
		}
		if known {
			v = f.kind.tidy(f, v, part)
		}
		if v != nil {
			out[name] = v
		}
	}
	return out
}

// Validate judges content and returns all its problems, sorted by pointer; nil when there are none.
func (t *Type) Validate(content Content, mode Mode, part Part) []Problem {
	c := &checker{mode: mode, part: part, formats: t.formats}
	c.fields("", t.Fields, content, nil)
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return compare(a.Pointer, b.Pointer) })
	return c.problems
}

// checker collects problems.
type checker struct {
	mode     Mode
	part     Part
	formats  *validator.Validate
	problems []Problem
}

// problem tells one; params are key and value in turn.
func (c *checker) problem(at, code string, params ...any) {
	if len(c.problems) >= maxProblems {
		return
	}
	p := Problem{Pointer: at, Code: code}
	for i := 0; i+1 < len(params); i += 2 {
		if p.Params == nil {
			p.Params = map[string]any{}
		}
		p.Params[params[i].(string)] = params[i+1]
	}
	c.problems = append(c.problems, p)
}

// fields checks an object against its fields. own are names that belong to the object itself.
func (c *checker) fields(at string, fields []*Field, content map[string]any, own []string) {
	known := make(map[string]bool, len(fields))
	for _, f := range fields {
		known[f.Name] = true
		v, has := content[f.Name]
		here := at + "/" + f.Name
		switch {
		case !has:
			if c.mode == Published && f.Required && (c.part == Source || f.Localised) {
				c.problem(here, CodeRequired)
			}
		case !f.in(c.part):
			c.problem(here, CodeNotLocalised)
		default:
			before := len(c.problems)
			f.kind.check(c, f, here, v)
			if len(c.problems) == before {
				c.notBefore(here, f, v, content)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(content)) {
		if !known[name] && !slices.Contains(own, name) {
			c.problem(at+"/"+escape(name), CodeUnknownField)
		}
	}
}

// notBefore holds dates in their order. Both forms of dates compare as text.
func (c *checker) notBefore(at string, f *Field, v any, content map[string]any) {
	if f.NotBefore == "" {
		return
	}
	end, _ := v.(string)
	start, ok := content[f.NotBefore].(string)
	if ok && end < start {
		c.problem(at, CodeEndBeforeStart)
	}
}

// str checks that a value is a string within a length and without forbidden characters.
func (c *checker) str(at string, v any, maxLength int, multiline bool) (string, bool) {
	s, ok := v.(string)
	if !ok {
		c.problem(at, CodeWrongKind)
		return "", false
	}
	before := len(c.problems)
	if tooLong(s, maxLength) {
		c.problem(at, CodeTooLong, "max", maxLength)
	}
	if code := language.Control(s, multiline); code != "" {
		c.problem(at, code)
	}
	return s, len(c.problems) == before
}

func tooLong(s string, limit int) bool {
	return len(s) > limit && strings.Count(s, "")-1 > limit
}

// list checks that a value is a list within a length.
func (c *checker) list(at string, v any, maxItems int) ([]any, bool) {
	list, ok := v.([]any)
	if !ok {
		c.problem(at, CodeWrongKind)
		return nil, false
	}
	if len(list) > maxItems {
		c.problem(at, CodeTooMany, "max", maxItems)
		return nil, false
	}
	return list, true
}

// object checks that a value is an object and then its parts.
func (c *checker) object(at string, v any, parts []*Field) (map[string]any, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		c.problem(at, CodeWrongKind)
		return nil, false
	}
	before := len(c.problems)
	inner := &checker{mode: c.mode, part: Source, formats: c.formats, problems: c.problems}
	inner.fields(at, parts, m, nil)
	c.problems = inner.problems
	return m, len(c.problems) == before
}

// empty tells a required value that is there but empty.
func (c *checker) empty(at string, f *Field) {
	if c.mode == Published && f.Required && (c.part == Source || f.Localised) {
		c.problem(at, CodeRequired)
	}
}

func index(at string, i int) string { return at + "/" + strconv.Itoa(i) }

// tidyObject tidies the parts of an object value.
func tidyObject(v any, parts []*Field) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	byName := make(map[string]*Field, len(parts))
	for _, p := range parts {
		byName[p.Name] = p
	}
	if out := tidyFields(byName, m, Source); len(out) > 0 {
		return out
	}
	return nil
}

// resolved prepares the constant parts of a kind.
func resolved(parts ...*Field) []*Field {
	for _, p := range parts {
		p.Label = Text{"de": p.Name, "en": p.Name}
		p.kind = partKinds[p.Kind]
		if p.Pattern != "" {
			p.pattern = mustMatch(p.Pattern)
		}
		if p.kind.defaults != nil {
			p.kind.defaults(p)
		}
	}
	return parts
}

// partKinds are the kinds that parts of other kinds are made of.
var partKinds = map[string]*kind{
	"text": textKind, "number": numberKind, "boolean": booleanKind, "choice": choiceKind, "date": dateKind,
}
