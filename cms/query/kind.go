package query

import "slices"

// Kind is everything of a content type that is public in a locale, in any where Locale is empty.
type Kind struct{ Type, Locale string }

// Kinds are the kinds that the list of a question could ever show something of: while none of them changes,
// the same question has the same answer.
func (s *Service) Kinds(q Query) []Kind {
	kinds := kindsOf(s.TypesOf(q), q.chain)
	for _, f := range q.facets {
		kinds = append(kinds, kindsOf(f.To, []string{""})...) // values that lead to what is not public are left out
	}
	for _, f := range q.filters {
		if isReferenceField(f.field) {
			// A slug means something only while what it leads to is public, in whichever locale.
			kinds = append(kinds, kindsOf(f.field.To, []string{""})...)
		}
	}
	return append(kinds, s.IncludedKinds(q)...)
}

// IncludedKinds are the kinds that include could show something of: also what is not public now and left out.
func (s *Service) IncludedKinds(q Query) []Kind {
	var types []string
	for _, path := range q.includes {
		first, ok := q.typ.Field(path[0])
		if !ok {
			continue
		}
		types = append(types, first.To...)
		for _, name := range first.To {
			t, ok := s.types.Type(name)
			if len(path) == 1 || !ok || !s.includable(t, path[1:]) {
				continue
			}
			if second, ok := t.Field(path[1]); ok {
				types = append(types, second.To...)
			}
		}
	}
	slices.Sort(types)
	return append(kindsOf(slices.Compact(types), q.chain), s.trimmedKinds(q, types)...)
}

// trimmedKinds are the kinds on which it depends what Trim leaves of references: what they lead to can come into the scope
// or leave it without the item changing.
func (s *Service) trimmedKinds(q Query, included []string) []Kind {
	if !q.scope.Limits() {
		return nil
	}
	var types []string
	for _, name := range slices.Concat(s.TypesOf(q), included) {
		t, ok := s.types.Type(name)
		if !ok {
			continue
		}
		for _, f := range t.Fields {
			if isReferenceField(f) {
				types = append(types, f.To...)
			}
		}
	}
	slices.Sort(types)
	return kindsOf(slices.Compact(types), []string{""})
}

// EntryKinds are the kinds that an entry of the question's type can come from.
func (q Query) EntryKinds() []Kind { return kindsOf([]string{q.typ.Name}, q.chain) }

func kindsOf(types, locales []string) []Kind {
	var kinds []Kind
	for _, t := range types {
		for _, l := range locales {
			kinds = append(kinds, Kind{Type: t, Locale: l})
		}
	}
	return kinds
}
