package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/go-playground/validator/v10"

	"lotse/internal/language"
)

// Content is the fields of an entry in one locale, as decoded JSON: string, float64, bool, nil,
// map[string]any, []any.
type Content = map[string]any

// Text is a label in several locales.
type Text map[string]string

// In returns the label in a locale, or in the best one that stands in for it.
func (t Text) In(locale string) string {
	for _, l := range append(language.Chain(locale), "en", "de") {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}

// Mode says how strict content is judged.
type Mode int

const (
	Draft     Mode = iota // nothing is required, but what is there must be right
	Published             // complete
)

// Part says which fields content may hold.
type Part int

const (
	Source      Part = iota // all fields
	Translation             // only what is localised
)

// Period is a span of calendar time.
type Period struct {
	Months int `json:"months,omitempty"`
	Days   int `json:"days,omitempty"`
}

// IsZero reports that there is no period: nothing is due.
func (p Period) IsZero() bool { return p.Months == 0 && p.Days == 0 }

// After returns the moment one period later.
func (p Period) After(t time.Time) time.Time { return t.AddDate(0, p.Months, p.Days) }

// Type is one content type.
type Type struct {
	Name              string    `json:"name"`
	Label             Text      `json:"label"`
	Plural            Text      `json:"plural"`
	Help              Text      `json:"help,omitempty"`
	Title             string    `json:"title"` // the field that names an entry
	Slug              string    `json:"slug"`  // the field that its address is made of
	Workflow          string    `json:"workflow"`
	EditorCorrections bool      `json:"editorCorrections,omitempty"`
	PublishMachine    bool      `json:"publishMachine,omitempty"` // a machine's translation goes live at once, with a label
	ValidUntil        string    `json:"validUntil,omitempty"`     // the field that holds the last day, or the schedule
	VerifyEvery       Period    `json:"verifyEvery,omitzero"`
	SchemaOrg         string    `json:"schemaOrg,omitempty"` // what schema.org calls such things, see SchemaOrgTypes
	Sections          []Section `json:"sections"`
	Fields            []*Field  `json:"fields"`

	byName  map[string]*Field
	formats *validator.Validate
	hash    string
}

// Section is a part of the form.
type Section struct {
	Name  string `json:"name"`
	Label Text   `json:"label"`
	Help  Text   `json:"help,omitempty"`
}

// Option is one value of a choice.
type Option struct {
	Value string `json:"value"`
	Label Text   `json:"label"`
}

// Field is one field of a type, or of the groups in a list.
type Field struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Label     Text     `json:"label"`
	Help      Text     `json:"help,omitempty"`
	Example   Text     `json:"example,omitempty"`
	Section   string   `json:"section,omitempty"`
	Required  bool     `json:"required,omitempty"`  // when published
	Localised bool     `json:"localised,omitempty"` // each locale has its own
	Personal  bool     `json:"personal,omitempty"`  // of a person: blanked by erasure, shown only with consent
	Internal  bool     `json:"internal,omitempty"`  // never delivered
	Filter    bool     `json:"filter,omitempty"`
	Sort      bool     `json:"sort,omitempty"`
	Multiline bool     `json:"multiline,omitempty"`
	Derive    string   `json:"derive,omitempty"`    // reference.field: taken from there when empty
	NotBefore string   `json:"notBefore,omitempty"` // a date field that this one may not precede
	Options   []Option `json:"options,omitempty"`
	To        []string `json:"to,omitempty"`     // types that a reference may point to
	OnGone    string   `json:"onGone,omitempty"` // drop or block, when the target is no longer public
	Consent   string   `json:"consent,omitempty"`
	Fields    []*Field `json:"fields,omitempty"` // of the groups in a list
	Integer   bool     `json:"integer,omitempty"`
	Min       *float64 `json:"min,omitempty"`
	Max       *float64 `json:"max,omitempty"`
	MaxLength int      `json:"maxLength,omitempty"` // in characters
	MaxItems  int      `json:"maxItems,omitempty"`
	Pattern   string   `json:"pattern,omitempty"` // RE2 and ECMA alike, anchored
	Was       string   `json:"was,omitempty"`     // the name that it had before: its values move along

	kind    *kind
	pattern func(string) bool
}

// Field returns a field by its name.
func (t *Type) Field(name string) (*Field, bool) {
	f, ok := t.byName[name]
	return f, ok
}

// WithoutQuestions is the type with no field that can be filtered or sorted by.
func (t *Type) WithoutQuestions() *Type {
	out := *t
	out.Fields, out.byName = make([]*Field, len(t.Fields)), make(map[string]*Field, len(t.Fields))
	for i, f := range t.Fields {
		field := *f
		field.Filter, field.Sort = false, false
		out.Fields[i], out.byName[f.Name] = &field, &field
	}
	return &out
}

// Hash names the definition: two types with the same hash mean the same, labels included.
func (t *Type) Hash() string { return t.hash }

// ParseDefinition reads a type back from its JSON (an older version, kept in the database).
func ParseDefinition(definition []byte) (*Type, error) {
	t := &Type{}
	if err := json.Unmarshal(definition, t); err != nil {
		return nil, fmt.Errorf("type definition: %w", err)
	}
	if err := t.resolve(); err != nil {
		return nil, fmt.Errorf("type definition %s: %w", t.Name, err)
	}
	return t, nil
}

// resolve fills in what is not told but follows: kinds, default limits, look-ups, the hash.
func (t *Type) resolve() error {
	t.byName = map[string]*Field{}
	for _, f := range t.Fields {
		if err := f.resolve(); err != nil {
			return err
		}
		t.byName[f.Name] = f
	}
	t.formats = validator.New(validator.WithRequiredStructEnabled())
	definition, err := json.Marshal(t)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(definition)
	t.hash = hex.EncodeToString(sum[:16])
	return nil
}

// Public reports whether everybody may read the field as such. What concerns a person is shown only with consent, in
// lists, so it can never be asked for.
func (f *Field) Public() bool { return !f.Internal && !f.Personal }

func (f *Field) resolve() error {
	k, ok := kinds[f.Kind]
	if !ok {
		return fmt.Errorf("field %s: unknown kind %s", f.Name, f.Kind)
	}
	f.kind = k
	if f.Pattern != "" {
		match, err := compilePattern(f.Pattern)
		if err != nil {
			return fmt.Errorf("field %s: %w", f.Name, err)
		}
		f.pattern = match
	}
	if k.defaults != nil {
		k.defaults(f)
	}
	for _, sub := range f.Fields {
		if err := sub.resolve(); err != nil {
			return err
		}
	}
	return nil
}

// partlyLocalised reports a list whose groups have localised fields: a translation holds those, by the
// ids of the items.
func (f *Field) partlyLocalised() bool {
	return slices.ContainsFunc(f.Fields, func(sub *Field) bool { return sub.Localised })
}

// in reports whether content of this part may hold the field.
func (f *Field) in(part Part) bool {
	return part == Source || f.Localised || f.partlyLocalised()
}

// Registry holds all types that a running Lotse knows. It is safe for concurrent use. Its types can be replaced
// while it is in use, when others were applied: whoever holds a *Type keeps a whole one.
type Registry struct {
	types      atomic.Pointer[map[string]*Type]
	generation atomic.Uint64
}

// newRegistry makes a registry of types.
func newRegistry(types map[string]*Type) *Registry {
	r := &Registry{}
	r.types.Store(&types)
	return r
}

// Replace puts other types in the place of all there are.
func (r *Registry) Replace(types []*Type) {
	byName := make(map[string]*Type, len(types))
	for _, t := range types {
		byName[t.Name] = t
	}
	r.types.Store(&byName)
	r.generation.Add(1)
}

// Generation counts how often the types were replaced: what was made of them is made again when it moves.
func (r *Registry) Generation() uint64 { return r.generation.Load() }

// Type returns a type by its name.
func (r *Registry) Type(name string) (*Type, bool) {
	t, ok := (*r.types.Load())[name]
	return t, ok
}

// Types returns all types, by name.
func (r *Registry) Types() []*Type {
	types := *r.types.Load()
	list := make([]*Type, 0, len(types))
	for _, t := range types {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *Type) int { return compare(a.Name, b.Name) })
	return list
}
