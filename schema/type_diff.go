package schema

import (
	"reflect"
	"slices"
	"strings"
)

// Class says what a change of a type costs.
type Class string

// The classes of changes, from the harmless to the grave.
const (
	// Safe needs nothing: what is stored and what is public stay right.
	Safe Class = "safe"
	// Backfill keeps everything, but what is public must be written again, or what is stored may no longer be
	// complete when it is published next.
	Backfill Class = "backfill"
	// Lossy takes something from what people see, or shows what was hidden: somebody must say that it is meant.
	Lossy Class = "lossy"
)

// TypeChange is one difference between two definitions of a type.
type TypeChange struct {
	Type   string `json:"type"`
	Field  string `json:"field,omitempty"` // contacts.role inside a list; empty: of the type as a whole
	Change string `json:"change"`          // a stable word, one of effects
	Detail string `json:"detail,omitempty"`
	Class  Class  `json:"class"`
	Effect string `json:"effect"` // what happens, a sentence
	// Render says that public items must be written again.
	Render bool `json:"render"`
	// Hides are the fields, by their names in the older definition, that public items may not show any more from the
	// moment of the change: contacts.email inside a list.
	Hides []string `json:"hides,omitempty"`
	// HidesWords says that search may find items by words of these fields.
	HidesWords bool `json:"hidesWords,omitempty"`

	concerns func(content Content, part Part) bool
	liveOnly bool
	whenHeld Class // the class once something is concerned
}

// Counted reports whether it can be counted how much content the change concerns.
func (c TypeChange) Counted() bool { return c.concerns != nil }

// LiveOnly says that only what is public counts: what is being written is asked when it is published.
func (c TypeChange) LiveOnly() bool { return c.liveOnly }

// Concerns tells whether content, in the form of the older definition, is touched by the change.
func (c TypeChange) Concerns(content Content, part Part) bool { return c.concerns(content, part) }

// Held is the change once it is known whether any content is concerned.
func (c TypeChange) Held(any bool) TypeChange {
	if any && c.whenHeld != "" {
		c.Class = c.whenHeld
	}
	return c
}

// effect is what follows from a change.
type effect struct {
	class  Class
	render bool
	text   string
}

// effects lists all changes.
var effects = map[string]effect{
	"type_added":       {Safe, false, "The type can be used."},
	"type_removed":     {Lossy, false, "Its entries leave the public and the desk; rights on it are taken back. Entries and revisions stay in the database."},
	"labels":           {Safe, false, "Forms and the lists of types follow."},
	"settings":         {Safe, false, "Holds from the next step of each entry on."},
	"field_added":      {Safe, false, "Optional: items show it once it is filled in."},
	"field_needed":     {Backfill, false, "Required: what is public stays so without it, and must have it when it is published next."},
	"field_renamed":    {Backfill, true, "Values move along; public items are written again. Programs that read the old name must follow."},
	"field_removed":    {Lossy, true, "Its values leave public items at once, and forms; revisions keep them."},
	"kind_changed":     {Lossy, true, "Values of the old kind leave public items at once, and forms; revisions keep them."},
	"required":         {Backfill, false, "What is public stays so without it, and must have it when it is published next."},
	"not_required":     {Safe, false, "It may be left empty."},
	"localised":        {Backfill, true, "The value belongs to the source's text; translations show none until they have their own."},
	"shared":           {Lossy, true, "The source's value is shown in every language; those of translations leave, revisions keep them."},
	"hidden":           {Backfill, true, "Its values leave the public items at once."},
	"shown":            {Lossy, true, "WHAT WAS HIDDEN BECOMES PUBLIC, also of what is public already."},
	"filter_added":     {Backfill, true, "An index is built and public items are noted again; until then the filter finds a part of them."},
	"filter_removed":   {Safe, false, "Questions that filter by it are refused with 400."},
	"sort_added":       {Backfill, true, "An index is built and public items are noted again; until then some stand at the end of the list."},
	"sort_removed":     {Safe, false, "Questions that sort by it are refused with 400; its index is dropped."},
	"derive":           {Backfill, true, "Public items are written again."},
	"options_added":    {Safe, false, "Programs that know the old values alone meet new ones."},
	"options_removed":  {Backfill, true, "Values that are no more leave public items and forms; revisions keep them."},
	"limits_widened":   {Safe, false, "What is stored stays right."},
	"limits_tightened": {Backfill, false, "What no longer fits stays public, and must be put right when it is saved next."},
	"targets_removed":  {Backfill, false, "References to the other types stay public, and must be put right when published next."},
	"targets_added":    {Safe, false, "What is stored stays right."},
	"on_gone":          {Backfill, true, "References are noted again."},
	"consent":          {Lossy, true, "ANOTHER ANSWER COUNTS AS CONSENT: what concerns people becomes public, or leaves, also of what is public already."},
}

// typeDiffer collects the changes of a type.
type typeDiffer struct {
	old, new *Type
	found    []TypeChange
}

// DiffTypes lists what makes one definition into another, in the order of the fields; old is nil for a new
// type, new for one that is no more. A field that has another name is another field, unless it says what it was.
func DiffTypes(old, new *Type) []TypeChange {
	d := &typeDiffer{old: old, new: new}
	switch {
	case old == nil && new == nil:
	case old == nil:
		d.add("", "type_added", "", nil)
	case new == nil:
		d.add("", "type_removed", "", func(Content, Part) bool { return true })
	case old.hash != new.hash:
		d.settings()
		d.fields("", old.Fields, new.Fields, place{})
		if len(d.found) == 0 {
			d.add("", "labels", "", nil) // something that no rule names, such as the order of the fields
		}
	}
	return d.found
}

func (d *typeDiffer) add(field, change, detail string, concerns func(Content, Part) bool) *TypeChange {
	e := effects[change]
	t := d.new
	if t == nil {
		t = d.old
	}
	d.found = append(d.found, TypeChange{
		Type: t.Name, Field: field, Change: change, Detail: detail, Class: e.class, Effect: e.text, Render: e.render, concerns: concerns,
	})
	return &d.found[len(d.found)-1]
}

// settings compares what is said of the type as a whole.
func (d *typeDiffer) settings() {
	a, b := d.old, d.new
	labels := func(t *Type) any { return []any{t.Label, t.Plural, t.Help, t.Sections} }
	if !reflect.DeepEqual(labels(a), labels(b)) {
		d.add("", "labels", "", nil)
	}
	var names []string
	for _, s := range []struct {
		name string
		same bool
	}{
		{"title", a.Title == b.Title}, {"slug", a.Slug == b.Slug}, {"workflow", a.Workflow == b.Workflow},
		{"editorCorrections", a.EditorCorrections == b.EditorCorrections}, {"publishMachine", a.PublishMachine == b.PublishMachine}, {"validUntil", a.ValidUntil == b.ValidUntil},
		{"verifyEvery", a.VerifyEvery == b.VerifyEvery},
	} {
		if !s.same {
			names = append(names, s.name)
		}
	}
	if len(names) > 0 {
		d.add("", "settings", strings.Join(names, ", "), nil)
	}
}

// place is where the fields of a group stand in content: at the top, or in the items of a list.
type place struct{ list string }

// groups are the objects of content that hold the fields.
func (p place) groups(content Content) []map[string]any {
	if p.list == "" {
		return []map[string]any{content}
	}
	return items(content[p.list])
}

// some tells content in which a value of the field fulfils a condition.
func (p place) some(name string, is func(v any) bool) func(Content, Part) bool {
	return func(content Content, _ Part) bool {
		return slices.ContainsFunc(p.groups(content), func(group map[string]any) bool {
			v, has := group[name]
			return has && is(v)
		})
	}
}

func anything(any) bool { return true }

// lacks tells content that would have to hold the field and does not.
func (p place) lacks(name string, localised bool) func(Content, Part) bool {
	return func(content Content, part Part) bool {
		return (part == Source || localised) && slices.ContainsFunc(p.groups(content), func(group map[string]any) bool {
			_, has := group[name]
			return !has
		})
	}
}

// fields compares the fields of the type, or of the groups in a list.
func (d *typeDiffer) fields(prefix string, from, to []*Field, at place) {
	moved := map[*Field]bool{}
	for _, f := range to {
		old := predecessor(from, f)
		if old != nil && old.Name != f.Name && find(to, old.Name) != nil {
			old = nil
		}
		if old == nil {
			d.added(prefix, f, at)
			continue
		}
		moved[old] = true
		d.field(prefix+f.Name, old, f, at)
	}
	for _, f := range from {
		if !moved[f] {
			c := d.add(prefix+f.Name, "field_removed", "", at.some(f.Name, anything))
			c.hide(f, at)
			c.Render = len(c.Hides) > 0
		}
	}
}

func (d *typeDiffer) added(prefix string, f *Field, at place) {
	if !f.Required {
		d.add(prefix+f.Name, "field_added", "", nil).Render = f.Derive != ""
		return
	}
	d.add(prefix+f.Name, "field_needed", "", at.lacks(f.Name, f.Localised)).liveOnly = true
}

// field compares two versions of a field.
func (d *typeDiffer) field(name string, a, b *Field, at place) {
	held := at.some(a.Name, anything)
	if a.Name != b.Name {
		d.add(name, "field_renamed", "was "+a.Name, held)
	}
	if a.Kind != b.Kind {
		d.add(name, "kind_changed", a.Kind+" → "+b.Kind, held).hide(a, at)
		return
	}
	d.visibility(name, a, b, at)
	switch {
	case !a.Required && b.Required:
		d.add(name, "required", "", at.lacks(a.Name, b.Localised)).liveOnly = true
	case a.Required && !b.Required:
		d.add(name, "not_required", "", nil)
	}
	d.onOff(name, "filter_added", "filter_removed", a.Filter, b.Filter)
	d.onOff(name, "sort_added", "sort_removed", a.Sort, b.Sort)
	if a.Derive != b.Derive {
		d.add(name, "derive", "", nil)
	}
	if a.OnGone != b.OnGone {
		d.add(name, "on_gone", a.OnGone+" → "+b.OnGone, nil)
	}
	if a.Consent != b.Consent {
		d.add(name, "consent", "", held).Hides = agreedIn(a)
	}
	d.values(name, a, b, at)
	labels := func(f *Field) any {
		var options []Text
		for _, o := range f.Options {
			options = append(options, o.Label)
		}
		return []any{f.Label, f.Help, f.Example, f.Section, options}
	}
	if sameOptions(a, b) && !reflect.DeepEqual(labels(a), labels(b)) {
		d.add(name, "labels", "", nil)
	}
	if b.Kind == "list" {
		d.fields(name+".", a.Fields, b.Fields, place{list: a.Name})
	}
}

func (d *typeDiffer) onOff(name, on, off string, a, b bool) {
	switch {
	case !a && b:
		d.add(name, on, "", nil)
	case a && !b:
		d.add(name, off, "", nil)
	}
}

// visibility compares who sees the values: readers of which language, and whether the public does.
func (d *typeDiffer) visibility(name string, a, b *Field, at place) {
	held := at.some(a.Name, anything)
	switch {
	case !a.Localised && b.Localised:
		d.add(name, "localised", "", held)
	case a.Localised && !b.Localised:
		d.add(name, "shared", "", func(content Content, part Part) bool { return part == Translation && held(content, part) })
	}
	switch before, now := at.seen(a), at.seen(b); {
	case now < before:
		d.add(name, "hidden", "", held).hide(a, at)
	case now > before:
		d.add(name, "shown", "", held)
	}
}

// values compares which values are right.
func (d *typeDiffer) values(name string, a, b *Field, at place) {
	if plus := lacking(b.Options, a.Options); len(plus) > 0 {
		d.add(name, "options_added", strings.Join(plus, ", "), nil)
	}
	if minus := lacking(a.Options, b.Options); len(minus) > 0 {
		c := d.add(name, "options_removed", strings.Join(minus, ", "), at.some(a.Name, func(v any) bool { return usesOption(v, minus) }))
		c.whenHeld = Lossy
	}
	switch {
	case tighter(a, b):
		d.add(name, "limits_tightened", "", at.some(a.Name, func(v any) bool { return d.breaks(b, v) }))
	case tighter(b, a):
		d.add(name, "limits_widened", "", nil)
	}
	if minus := slices.DeleteFunc(slices.Clone(a.To), func(s string) bool { return slices.Contains(b.To, s) }); len(minus) > 0 {
		d.add(name, "targets_removed", strings.Join(minus, ", "), nil)
	}
	if plus := slices.DeleteFunc(slices.Clone(b.To), func(s string) bool { return slices.Contains(a.To, s) }); len(plus) > 0 {
		d.add(name, "targets_added", strings.Join(plus, ", "), nil)
	}
}

// lacking lists the values of options that others do not have.
func lacking(options, others []Option) []string {
	var list []string
	for _, o := range options {
		if !slices.ContainsFunc(others, func(other Option) bool { return other.Value == o.Value }) {
			list = append(list, o.Value)
		}
	}
	return list
}

func sameOptions(a, b *Field) bool {
	return len(lacking(a.Options, b.Options)) == 0 && len(lacking(b.Options, a.Options)) == 0
}

func usesOption(v any, values []string) bool {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	return slices.ContainsFunc(list, func(one any) bool {
		s, _ := one.(string)
		return slices.Contains(values, s)
	})
}

// tighter reports whether b refuses values that a takes.
func tighter(a, b *Field) bool {
	lower := func(a, b *float64) bool { return b != nil && (a == nil || *a < *b) }
	upper := func(a, b *float64) bool { return b != nil && (a == nil || *a > *b) }
	return lower(a.Min, b.Min) || upper(a.Max, b.Max) || b.MaxLength < a.MaxLength || mostItems(b) < mostItems(a) ||
		b.Pattern != a.Pattern && b.Pattern != "" || !a.Integer && b.Integer || a.Multiline && !b.Multiline ||
		b.NotBefore != a.NotBefore && b.NotBefore != ""
}

// mostItems is how many items a list may have. Choices are bounded by their options anyway.
func mostItems(f *Field) int {
	if f.Kind == "choices" && f.MaxItems >= len(f.Options) {
		return maxListSize
	}
	return f.MaxItems
}

// breaks reports whether a value is no longer right.
func (d *typeDiffer) breaks(f *Field, v any) bool {
	c := &checker{mode: Draft, part: Source, formats: d.new.formats}
	f.kind.check(c, f, "", v)
	return len(c.problems) > 0
}
