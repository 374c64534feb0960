package query

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/schema"
)

// Scope is what a site may read at most. An empty list does not limit; the zero value limits nothing. What is outside
// does not exist for it: not in lists, not as an item, not as what others refer to, not as a type or a locale.
//
// Categories limit the types that have some, and categories themselves; what has none (an organisation) is limited by
// Types alone.
type Scope struct {
	Types, Locales            []string
	Organisations, Categories []uuid.UUID
}

// Limits reports whether the scope limits anything.
func (c Scope) Limits() bool {
	return len(c.Types)+len(c.Locales)+len(c.Organisations)+len(c.Categories) > 0
}

// Hash names the scope: equal scopes have one, others another; "" where nothing is limited. Whatever is kept of an
// answer must be kept under it.
func (c Scope) Hash() string {
	if !c.Limits() {
		return ""
	}
	names := func(list []string) []string { return slices.Sorted(slices.Values(list)) }
	ids := func(list []uuid.UUID) []string {
		out := make([]string, len(list))
		for i, id := range list {
			out[i] = id.String()
		}
		return names(out)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q%q%q%q", names(c.Types), names(c.Locales), ids(c.Organisations), ids(c.Categories)))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

// HasType reports whether the scope lets the type be.
func (c Scope) HasType(name string) bool { return len(c.Types) == 0 || slices.Contains(c.Types, name) }

// HasLocale is HasType for a locale.
func (c Scope) HasLocale(tag string) bool {
	return len(c.Locales) == 0 || slices.Contains(c.Locales, tag)
}

// chain is the part of a fallback chain that the scope lets be.
func (c Scope) chain(locales []string) []string {
	return slices.DeleteFunc(slices.Clone(locales), func(tag string) bool { return !c.HasLocale(tag) })
}

// besides is what of the scope is left to ask for, where type and locales of a question are inside.
func (c Scope) besides() Scope {
	c.Types, c.Locales = nil, nil
	return c
}

// Holds reports whether something of this type, locale, id, organisation and these categories is inside. For what is
// not a publication; publications are asked by conditions.
func (s *Service) Holds(t *schema.Type, locale string, id, organisation uuid.UUID, categories []uuid.UUID) bool {
	c := s.scope
	if !c.HasType(t.Name) || !c.HasLocale(locale) || len(c.Organisations) > 0 && !slices.Contains(c.Organisations, organisation) {
		return false
	}
	return len(c.Categories) == 0 || s.types.Under(t.Name, id.String(), idTexts(categories), idTexts(c.Categories))
}

// Within is the service for those who may read a scope: every question that it resolves is asked inside.
func (s *Service) Within(c Scope) *Service {
	within := *s
	within.scope = c
	return &within
}

// Scope is what the service reads in.
func (s *Service) Scope() Scope { return s.scope }

// scopeArgs are the values of the conditions that scopeCondition and Conditions write.
func (s *Service) scopeArgs(c Scope) pgx.NamedArgs {
	args := pgx.NamedArgs{
		"scope_types": list(c.Types), "scope_locales": list(c.Locales), "scope_organisations": list(c.Organisations),
		"scope_categories": list(c.Categories), "scope_category_types": []string(nil), "scope_categorised": []string(nil), "scope_documents": []string(nil),
	}
	if len(c.Categories) == 0 {
		return args
	}
	var categorised []string
	for _, t := range s.types.Types() {
		if t.CategoryField() != nil {
			categorised = append(categorised, t.Name)
		}
	}
	args["scope_category_types"], args["scope_categorised"], args["scope_documents"] = s.types.CategoryTypes(), categorised, categoryDocuments(c.Categories)
	return args
}

// list is nil, which does not limit, for an empty list.
func list[T any](values []T) []T {
	if len(values) == 0 {
		return nil
	}
	return values
}

// categoryDocuments are what the filters of an item contain, one for each category.
func categoryDocuments(categories []uuid.UUID) []string {
	documents := make([]string, len(categories))
	for i, id := range categories {
		text, err := json.Marshal(map[string]any{"categories": []string{id.String()}})
		if err != nil {
			panic("query: an id cannot be written as JSON: " + err.Error())
		}
		documents[i] = string(text)
	}
	return documents
}

// scopeCondition is the scope as a condition on public_items p, for statements that are written by hand: its values are
// scopeArgs. Every constant of this package that reads public_items holds it.
const scopeCondition = `
  and (@scope_types::text[] is null or p.type = any(@scope_types))
  and (@scope_locales::text[] is null or p.locale = any(@scope_locales))
  and (@scope_organisations::uuid[] is null or p.organisation_id = any(@scope_organisations))
  and (@scope_categories::uuid[] is null
       or p.type = any(@scope_category_types::text[]) and p.entry_id = any(@scope_categories)
       or p.type = any(@scope_categorised::text[]) and p.filters @> any(@scope_documents::text[]::jsonb[])
       or p.type <> all(@scope_category_types) and p.type <> all(@scope_categorised))`

// Conditions writes the scope as conditions on rows of public_items, for statements that are put together: bind adds a
// value and returns its placeholder. Only what the scope limits is written, so that a question without a scope is
// asked, and planned, as ever.
func (s *Service) Conditions(c Scope, alias string, bind func(any) string) []string {
	var out []string
	if len(c.Types) > 0 {
		out = append(out, alias+".type = any("+bind(c.Types)+"::text[])")
	}
	if len(c.Locales) > 0 {
		out = append(out, alias+".locale = any("+bind(c.Locales)+"::text[])")
	}
	if len(c.Organisations) > 0 {
		out = append(out, alias+".organisation_id = any("+bind(idTexts(c.Organisations))+"::text[]::uuid[])")
	}
	if len(c.Categories) > 0 {
		out = append(out, s.categoryCondition(c, alias, bind))
	}
	return out
}

func (s *Service) categoryCondition(c Scope, alias string, bind func(any) string) string {
	args := s.scopeArgs(c)
	topics, sorted := bind(args["scope_category_types"])+"::text[]", bind(args["scope_categorised"])+"::text[]"
	return "(" + strings.Join([]string{
		alias + ".type = any(" + topics + ") and " + alias + ".entry_id = any(" + bind(idTexts(c.Categories)) + "::text[]::uuid[])",
		alias + ".type = any(" + sorted + ") and " + alias + ".filters @> any(" + bind(args["scope_documents"]) + "::text[]::jsonb[])",
		alias + ".type <> all(" + topics + ") and " + alias + ".type <> all(" + sorted + ")",
	}, "\n       or ") + ")"
}

func idTexts(ids []uuid.UUID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.String()
	}
	return out
}

// withScope adds the values of scopeCondition to those of a statement.
func (s *Service) withScope(c Scope, args pgx.NamedArgs) pgx.StrictNamedArgs {
	all := pgx.StrictNamedArgs(s.scopeArgs(c))
	for name, value := range args {
		all[name] = value
	}
	return all
}

// feedScopeCondition tells whether a line s of the feed was ever inside the scope, by the scopes that it has or had: then
// those who read the scope must learn that it is not any more. Types and locales of a line never change.
const feedScopeCondition = `
                 and (@scope_organisations::uuid[] is null or s.scopes ?| @scope_organisation_names::text[] or exists (
                      select from feed_left l where l.entry_id = s.entry_id and l.locale = s.locale and l.scope = any(@scope_organisation_names)))
                 and (@scope_categories::uuid[] is null
                      or s.type = any(@scope_category_types) and s.entry_id = any(@scope_categories)
                      or s.type <> all(@scope_category_types) and s.type <> all(@scope_categorised)
                      or s.type = any(@scope_categorised) and (s.scopes ?| @scope_category_names::text[] or exists (
                         select from feed_left l where l.entry_id = s.entry_id and l.locale = s.locale and l.scope = any(@scope_category_names))))`

// withFeedScope adds the values of scopeCondition and feedScopeCondition to those of the feed's statement.
func (s *Service) withFeedScope(args pgx.StrictNamedArgs) pgx.StrictNamedArgs {
	all := s.withScope(s.scope, pgx.NamedArgs(args))
	all["scope_organisation_names"] = feedScopes("organisation:", s.scope.Organisations)
	all["scope_category_names"] = feedScopes("category:", s.scope.Categories)
	return all
}

func feedScopes(prefix string, ids []uuid.UUID) []string {
	names := idTexts(ids)
	for i := range names {
		names[i] = prefix + names[i]
	}
	return names
}

// sqlInside finds which of some entries are public inside the scope, in whatever locale of it.
const sqlInside = `
select distinct p.entry_id
from public_items p
where p.entry_id = any(@entries::uuid[])` + scopeCondition

// inside tells which of the entries exist for a scope.
func (s *Service) inside(ctx context.Context, c Scope, entries []uuid.UUID) (map[string]bool, error) {
	found := map[string]bool{}
	if len(entries) == 0 {
		return found, nil
	}
	rows, err := s.db.Query(ctx, sqlInside, s.withScope(c, pgx.NamedArgs{"entries": entries}))
	if err != nil {
		return nil, err
	}
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { found[id.String()] = true; return nil })
	return found, err
}

// Trim takes out of items what the scope does not hold: locales, and references to what is outside. The
// bytes of an item change only where the scope limits something.
func (s *Service) Trim(ctx context.Context, c Scope, items []Item) error {
	if !c.Limits() || len(items) == 0 {
		return nil
	}
	parsed := make([]object, len(items))
	var wanted []uuid.UUID
	for i, item := range items {
		o, err := readObject(item.Body)
		if err != nil {
			return err
		}
		parsed[i] = o
		if t, ok := s.types.Type(item.Type); ok {
			wanted = append(wanted, o.references(t)...)
		}
	}
	inside, err := s.inside(ctx, c, wanted)
	if err != nil {
		return err
	}
	for i := range items {
		if t, ok := s.types.Type(items[i].Type); ok {
			parsed[i].dropOutside(t, inside)
		}
		if err := parsed[i].keepLocales(c); err != nil {
			return err
		}
		items[i].Body = parsed[i].bytes()
	}
	return nil
}

// references are the ids in the reference fields of an item.
func (o object) references(t *schema.Type) []uuid.UUID {
	var ids []uuid.UUID
	for _, f := range t.Fields {
		if isReferenceField(f) {
			for _, text := range referenceTexts(o.fields.get(f.Name)) {
				if id, err := uuid.Parse(text); err == nil {
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}

// referenceTexts reads the value of a reference or references field.
func referenceTexts(value json.RawMessage) []string {
	var one string
	var many []string
	switch {
	case value == nil:
	case json.Unmarshal(value, &many) == nil:
		return many
	case json.Unmarshal(value, &one) == nil:
		return []string{one}
	}
	return nil
}

// dropOutside takes out references to what is outside, as publications leave out what is not public.
func (o *object) dropOutside(t *schema.Type, inside map[string]bool) {
	gone := func(id string) bool { return !inside[id] }
	o.fields = slices.DeleteFunc(o.fields, func(m member) bool {
		f, ok := t.Field(m.name)
		return ok && f.Kind == kindReference && slices.ContainsFunc(referenceTexts(m.value), gone)
	})
	for i, m := range o.fields {
		if f, ok := t.Field(m.name); ok && f.Kind == kindReferences {
			o.fields[i].value = encode(slices.DeleteFunc(referenceTexts(m.value), gone))
		}
	}
}

// keepLocales takes out of `locales` those outside.
func (o *object) keepLocales(c Scope) error {
	if len(c.Locales) == 0 || !o.others.has("locales") {
		return nil
	}
	var locales []string
	if err := json.Unmarshal(o.others.get("locales"), &locales); err != nil {
		return errItem
	}
	o.set("locales", encode(c.chain(locales)))
	return nil
}
