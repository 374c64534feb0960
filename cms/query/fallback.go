package query

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/schema"
)

// sqlChain reads the texts of entries in other locales: of what is public, like everything here.
const sqlChain = `
select ` + itemColumns + `, ''::text as sort_key
from public_items p
where p.entry_id = any(@entries) and p.locale = any(@chain)`

// fillFromChain completes items that lack localised fields with the texts of the locales that follow in
// the chain, and names in `fallbackFields` every field whose text is not in the locale asked for, with
// the locale that it is in. Items that lack nothing keep their bytes.
func (s *Service) fillFromChain(ctx context.Context, chain []string, items []Item) error {
	if len(chain) == 1 || len(items) == 0 {
		return nil
	}
	parsed := make([]object, len(items))
	var lacking []uuid.UUID
	for i, item := range items {
		o, err := readObject(item.Body)
		if err != nil {
			return err
		}
		parsed[i] = o
		if t, ok := s.types.Type(item.Type); ok && item.Locale != chain[len(chain)-1] && lacks(t, o.fields) {
			lacking = append(lacking, item.ID)
		}
	}
	others, err := s.chainTexts(ctx, chain, lacking)
	if err != nil {
		return err
	}
	for i := range items {
		t, ok := s.types.Type(items[i].Type)
		if !ok {
			continue
		}
		from := parsed[i].fill(t, chain, items[i].Locale, others[items[i].ID])
		if len(from) > 0 {
			parsed[i].set("fallbackFields", encode(from))
			items[i].Body = parsed[i].bytes()
		}
	}
	return nil
}

// chainTexts reads the fields of entries by entry and locale.
func (s *Service) chainTexts(ctx context.Context, chain []string, entries []uuid.UUID) (map[uuid.UUID]map[string]members, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	rows, err := s.db.Query(ctx, sqlChain, pgx.StrictNamedArgs{"entries": entries, "chain": chain})
	if err != nil {
		return nil, err
	}
	items, err := collect(rows)
	if err != nil {
		return nil, err
	}
	texts := map[uuid.UUID]map[string]members{}
	for _, item := range items {
		o, err := readObject(item.Body)
		if err != nil {
			return nil, err
		}
		if texts[item.ID] == nil {
			texts[item.ID] = map[string]members{}
		}
		texts[item.ID][item.Locale] = o.fields
	}
	return texts, nil
}

// lacks reports whether any localised field has no text. Lists with texts of their own count always,
// because each of their items would have to be asked.
func lacks(t *schema.Type, fields members) bool {
	return slices.ContainsFunc(t.Fields, func(f *schema.Field) bool {
		switch {
		case !f.Public():
			return false
		case f.Localised:
			return !fields.has(f.Name)
		}
		return fields.has(f.Name) && len(localisedParts(f)) > 0
	})
}

// localisedParts lists the localised fields of the groups of a list. Personal ones are shown or not by
// consent, which stands in the group and is the same in every locale.
func localisedParts(f *schema.Field) []*schema.Field {
	var parts []*schema.Field
	for _, sub := range f.Fields {
		if sub.Localised && !sub.Internal {
			parts = append(parts, sub)
		}
	}
	return parts
}

// fill adds missing texts from the chain and returns the locale of every localised field that is not in
// the chain's first.
func (o *object) fill(t *schema.Type, chain []string, served string, texts map[string]members) map[string]string {
	from := map[string]string{}
	for _, f := range t.Fields {
		if f.Public() && o.fields.has(f.Name) {
			for _, part := range localisedParts(f) {
				if locale := o.fillPart(f.Name, part.Name, chain, served, texts); locale != "" {
					from[f.Name+"."+part.Name] = locale
				}
			}
		}
		if !f.Localised || !f.Public() {
			continue
		}
		if o.fields.has(f.Name) {
			if served != chain[0] {
				from[f.Name] = served
			}
			continue
		}
		for _, locale := range chain {
			if texts[locale].has(f.Name) {
				o.fields = append(o.fields, member{f.Name, texts[locale].get(f.Name)})
				from[f.Name] = locale
				break
			}
		}
	}
	// Publications hold fields by name; so does what was completed.
	slices.SortFunc(o.fields, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return from
}

// fillPart completes one localised field of the groups of a list, matched by their ids. It returns the
// locale of what it added, or of what stands there where that is not the one asked for; "" otherwise.
func (o *object) fillPart(list, part string, chain []string, served string, texts map[string]members) string {
	groups, err := readGroups(o.fields.get(list))
	if err != nil {
		return "" // not a list of groups: an older form of the field, served as it is
	}
	var from string
	var added bool
	for i, g := range groups {
		if g.has(part) {
			if served != chain[0] && from == "" {
				from = served
			}
			continue
		}
		for _, locale := range chain {
			if text := groupText(texts[locale].get(list), g.get("id"), part); text != nil {
				groups[i] = append(g, member{part, text})
				from, added = locale, true
				break
			}
		}
	}
	if added {
		for i := range o.fields {
			if o.fields[i].name == list {
				o.fields[i].value = groupsBytes(groups)
			}
		}
	}
	return from
}

// groupText finds a field of the group with an id.
func groupText(list, id json.RawMessage, part string) json.RawMessage {
	groups, err := readGroups(list)
	if err != nil || id == nil {
		return nil
	}
	for _, g := range groups {
		if bytes.Equal(g.get("id"), id) && g.has(part) {
			return g.get(part)
		}
	}
	return nil
}

// readGroups reads a list of JSON objects.
func readGroups(data json.RawMessage) ([]members, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, errItem
	}
	groups := make([]members, len(raw))
	for i, r := range raw {
		var err error
		if groups[i], err = readMembers(r); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

func groupsBytes(groups []members) json.RawMessage {
	b := []byte{'['}
	for i, g := range groups {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, g.bytes()...)
	}
	return append(b, ']')
}

// selectFields keeps of `fields` (and of `fallbackFields`) only what was asked for.
func selectFields(q Query, items []Item) error {
	if q.fields == nil {
		return nil
	}
	unwanted := func(m member) bool {
		name, _, _ := strings.Cut(m.name, ".") // fallbackFields names fields of groups as list.field
		return !slices.Contains(q.fields, name)
	}
	for i := range items {
		o, err := readObject(items[i].Body)
		if err != nil {
			return err
		}
		o.fields = slices.DeleteFunc(o.fields, unwanted)
		if o.others.has("fallbackFields") {
			from, err := readMembers(o.others.get("fallbackFields"))
			if err != nil {
				return err
			}
			o.set("fallbackFields", slices.DeleteFunc(from, unwanted).bytes())
		}
		items[i].Body = o.bytes()
	}
	return nil
}
