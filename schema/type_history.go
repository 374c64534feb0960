package schema

import "slices"

// History is every definition that a type has had, by version. It brings content that was stored under an older
// one into the form of the newest, so that nothing stored has to be rewritten when a type changes.
type History struct {
	newest  int
	present *Type
	older   map[int]*Type
}

// NewHistory makes the history of a type: what it is at its newest version, and what it was before. Versions
// that are missing are passed over.
func NewHistory(present *Type, newest int, older map[int]*Type) *History {
	return &History{newest: newest, present: present, older: older}
}

// Present is the type as it is.
func (h *History) Present() *Type { return h.present }

// Newest is the number of the newest version.
func (h *History) Newest() int { return h.newest }

// At is the type as it was at a version; as it is, where that version is not known.
func (h *History) At(version int) *Type {
	if t := h.older[version]; t != nil && version != h.newest {
		return t
	}
	return h.present
}

// Upgraded is content in the form of the newest version.
type Upgraded struct {
	Content Content
	// Changed says that it differs from what is stored.
	Changed bool
	// Lost says that something was left out: it stands in what is stored, and there alone.
	Lost bool
}

// Upgrade brings content stored under a version into the newest form, step by step over the versions between:
// values of renamed fields move along, those of fields that are no more (or of another kind now) are left out, as are
// options that are no more and what a translation may no longer hold. A field that was removed and came back begins
// empty. The given content is left alone.
func (h *History) Upgrade(version int, content Content, part Part) Upgraded {
	u := Upgraded{Content: content}
	if version == h.newest {
		return u
	}
	from, known := h.older[version]
	for next := version + 1; next <= h.newest; next++ {
		to := h.At(next)
		if next != h.newest && h.older[next] == nil {
			continue
		}
		if !known { // of whoever was before nothing is known: the names count
			from, known = to, true
		}
		u.Content = u.step(from.Fields, to.Fields, u.Content, part, nil)
		from = to
	}
	return u
}

// step brings the content of fields from one version into the next. own are names that belong to the object itself.
func (u *Upgraded) step(from, to []*Field, content map[string]any, part Part, own []string) map[string]any {
	out := make(map[string]any, len(content))
	taken := 0
	for _, name := range own {
		if v, has := content[name]; has {
			out[name] = v
			taken++
		}
	}
	for _, f := range to {
		old := predecessor(from, f)
		if old == nil {
			continue
		}
		v, has := content[old.Name]
		if !has {
			continue
		}
		taken++
		if old.Kind != f.Kind || !f.in(part) {
			u.Changed, u.Lost = true, true
			continue
		}
		if old.Name != f.Name {
			u.Changed = true
		}
		if v = u.value(old, f, v, part); v != nil {
			out[f.Name] = v
		}
	}
	if taken < len(content) {
		u.Changed, u.Lost = true, true
	}
	return out
}

// predecessor is the field whose values a field takes over: the one of its name, else the one that it says it was.
func predecessor(from []*Field, f *Field) *Field {
	if old := find(from, f.Name); old != nil {
		return old
	}
	if f.Was == "" {
		return nil
	}
	return find(from, f.Was)
}

// value is a value in the next version's form; nil when nothing of it is left.
func (u *Upgraded) value(old, f *Field, v any, part Part) any {
	switch f.Kind {
	case "choice":
		if s, ok := v.(string); ok && gone(old, f, s) {
			u.Changed, u.Lost = true, true
			return nil
		}
	case "choices":
		return u.options(old, f, v)
	case "list":
		return u.items(old, f, v, part)
	}
	return v
}

// gone tells an option that there was and is no more.
func gone(old, f *Field, value string) bool {
	has := func(f *Field) bool {
		return slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == value })
	}
	return has(old) && !has(f)
}

func (u *Upgraded) options(old, f *Field, v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	kept := slices.DeleteFunc(slices.Clone(list), func(one any) bool {
		s, ok := one.(string)
		return ok && gone(old, f, s)
	})
	if len(kept) < len(list) {
		u.Changed, u.Lost = true, true
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

func (u *Upgraded) items(old, f *Field, v any, part Part) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = item
		if m, ok := item.(map[string]any); ok {
			out[i] = u.step(old.Fields, f.Fields, m, part, []string{"id"})
		}
	}
	return out
}
