package query

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/schema"
)

// resolveIncludes reads include: paths of one or two reference fields.
func (s *Service) resolveIncludes(q *Query, params url.Values) error {
	if !params.Has("include") {
		return nil
	}
	for _, text := range strings.Split(params.Get("include"), ",") {
		path := strings.Split(text, ".")
		if len(path) > 2 || !s.includable(q.typ, path) {
			return unknownField("include")
		}
		if !slices.ContainsFunc(q.includes, func(p []string) bool { return slices.Equal(p, path) }) {
			q.includes = append(q.includes, path)
		}
	}
	if len(q.includes) > maxIncludes {
		return invalidParameter("include")
	}
	slices.SortFunc(q.includes, slices.Compare[[]string])
	return nil
}

// includable authorises every step of a path: the field is a public reference of the type, and the next
// one of at least one type that it can lead to.
func (s *Service) includable(t *schema.Type, path []string) bool {
	f := publicField(t, path[0])
	if !isReferenceField(f) || !slices.ContainsFunc(f.To, s.scope.HasType) {
		return false
	}
	if len(path) == 1 {
		return true
	}
	for _, name := range f.To {
		if target, ok := s.types.Type(name); ok && s.scope.HasType(name) && s.includable(target, path[1:]) {
			return true
		}
	}
	return false
}

func isReferenceField(f *schema.Field) bool {
	return f != nil && (f.Kind == kindReference || f.Kind == kindReferences)
}

// IncludeFields lists the fields that include takes.
func IncludeFields(t *schema.Type) []*schema.Field {
	var fields []*schema.Field
	for _, f := range t.Fields {
		if isReferenceField(publicField(t, f.Name)) {
			fields = append(fields, f)
		}
	}
	return fields
}

// sqlTargets reads the public targets of references: the same rows, under the same predicate,
// as if each had been asked for itself.
const sqlTargets = `
select ` + itemColumns + `, ''::text as sort_key
from public_items p
where p.entry_id in (select r.target_id from entry_references r where r.entry_id = any(@entries) and r.field = any(@fields))
  and p.locale = any(@chain)` + scopeCondition + `
  and not exists (
      select from public_items b
      where b.entry_id = p.entry_id and b.locale = any(@chain)
        and array_position(@chain, b.locale) < array_position(@chain, p.locale))
order by p.type, p.entry_id`

// included reads what the paths of a question lead to, each entry once.
func (s *Service) included(ctx context.Context, q Query, items []Item) ([]Item, error) {
	if len(q.includes) == 0 || len(items) == 0 {
		return nil, nil
	}
	found := map[uuid.UUID]Item{}
	first := map[string][]uuid.UUID{} // first field of the path → its targets
	for _, path := range q.includes {
		if _, done := first[path[0]]; !done {
			targets, err := s.targets(ctx, q, itemIDs(items), path[0], found)
			if err != nil {
				return nil, err
			}
			first[path[0]] = targets
		}
		if len(path) == 2 {
			// Only from types whose field this is and may be read: another type may use the name otherwise.
			from := slices.DeleteFunc(slices.Clone(first[path[0]]), func(id uuid.UUID) bool {
				t, ok := s.types.Type(found[id].Type)
				return !ok || !s.includable(t, path[1:])
			})
			if _, err := s.targets(ctx, q, from, path[1], found); err != nil {
				return nil, err
			}
		}
	}
	list := make([]Item, 0, len(found))
	for _, item := range found {
		list = append(list, item)
	}
	slices.SortFunc(list, func(a, b Item) int {
		if c := strings.Compare(a.Type, b.Type); c != 0 {
			return c
		}
		return strings.Compare(a.ID.String(), b.ID.String())
	})
	if err := s.fillFromChain(ctx, q.chain, list); err != nil {
		return nil, err
	}
	return list, s.Trim(ctx, q.scope, list)
}

// targets reads what one field of the given entries leads to and adds it to found.
func (s *Service) targets(ctx context.Context, q Query, entries []uuid.UUID, field string, found map[uuid.UUID]Item) ([]uuid.UUID, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	rows, err := s.db.Query(ctx, sqlTargets, s.withScope(q.scope, pgx.NamedArgs{
		"entries": entries, "fields": []string{field}, "chain": q.chain,
	}))
	if err != nil {
		return nil, err
	}
	items, err := collect(rows)
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		found[item.ID] = item
	}
	return itemIDs(items), nil
}

func itemIDs(items []Item) []uuid.UUID {
	ids := make([]uuid.UUID, len(items))
	for i, item := range items {
		ids[i] = item.ID
	}
	return ids
}
