package schema

import "slices"

// categoriesField is the name that makes a field the one under which content is sorted by topic: the parameter
// `category` of lists, the scopes of the change feed and of sites mean it.
const categoriesField = "categories"

// CategoryField is the field that names the categories of the type's content; nil where the type has none that can
// be asked for.
func (t *Type) CategoryField() *Field {
	f, ok := t.Field(categoriesField)
	if !ok || f.Kind != "references" || !f.Filter || !f.Public() {
		return nil
	}
	return f
}

// CategoryTypes lists the types whose entries are categories of others, by name.
func (r *Registry) CategoryTypes() []string {
	names := []string{}
	for _, t := range r.Types() {
		if f := t.CategoryField(); f != nil {
			names = append(names, f.To...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Under tells whether an entry of a type stands under one of the wanted categories: own are those that it names; a
// category stands under itself. Types that know no categories are not limited by them. All are ids.
func (r *Registry) Under(typ, id string, own, wanted []string) bool {
	if slices.Contains(r.CategoryTypes(), typ) {
		return slices.Contains(wanted, id)
	}
	if t, ok := r.Type(typ); !ok || t.CategoryField() == nil {
		return true
	}
	return slices.ContainsFunc(own, func(id string) bool { return slices.Contains(wanted, id) })
}
