package cms

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

// sqlPublishedChain reads the texts of entries in other locales: of what is public, like everything here.
const sqlPublishedChain = `
select p.entry_id, p.type, p.locale, p.slug, p.item, p.hash, p.expires_at, ''::text as sort_key
from public_items p
where p.entry_id = any(@entries) and p.locale = any(@chain)`

// fillFromChain completes items that lack localised fields with the texts of the locales that follow in
// the chain, and names in `fallbackFields` every field whose text is not in the locale asked for, with
// the locale that it is in. Items that lack nothing keep their bytes.
func (s *Service) fillFromChain(ctx context.Context, chain []string, items []PublishedItem) error {
	if len(chain) == 1 || len(items) == 0 {
		return nil
	}
	parsed := make([]publishedObject, len(items))
	var lacking []uuid.UUID
	for i, item := range items {
		o, err := readPublished(item.Body)
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
	rows, err := s.db.Query(ctx, sqlPublishedChain, pgx.StrictNamedArgs{"entries": entries, "chain": chain})
	if err != nil {
		return nil, err
	}
	items, err := collectPublished(rows)
	if err != nil {
		return nil, err
	}
	texts := map[uuid.UUID]map[string]members{}
	for _, item := range items {
		o, err := readPublished(item.Body)
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

// lacks reports whether any localised field has no text.
func lacks(t *schema.Type, fields members) bool {
	return slices.ContainsFunc(t.Fields, func(f *schema.Field) bool {
		return f.Localised && isPublic(f) && !fields.has(f.Name)
	})
}

// fill adds missing texts from the chain and returns the locale of every localised field that is not in
// the chain's first.
func (o *publishedObject) fill(t *schema.Type, chain []string, served string, texts map[string]members) map[string]string {
	from := map[string]string{}
	for _, f := range t.Fields {
		if !f.Localised || !isPublic(f) {
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

// selectFields keeps of `fields` (and of `fallbackFields`) only what was asked for.
func selectFields(q PublishedQuery, items []PublishedItem) error {
	if q.fields == nil {
		return nil
	}
	unwanted := func(m member) bool { return !slices.Contains(q.fields, m.name) }
	for i := range items {
		o, err := readPublished(items[i].Body)
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

// member is one name and value of a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// members is a JSON object in its written order, values as they stand.
type members []member

func (m members) get(name string) json.RawMessage {
	for _, x := range m {
		if x.name == name {
			return x.value
		}
	}
	return nil
}

// has reports whether there is a value other than null.
func (m members) has(name string) bool {
	v := m.get(name)
	return v != nil && !bytes.Equal(v, []byte("null"))
}

func (m members) bytes() []byte {
	b := []byte{'{'}
	for i, x := range m {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, encode(x.name)...), ':'), x.value...)
	}
	return append(b, '}')
}

// readMembers reads one JSON object.
func readMembers(data []byte) (members, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errItem
	}
	var list members
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, errItem
		}
		var m member
		m.name, _ = name.(string)
		if err := d.Decode(&m.value); err != nil {
			return nil, errItem
		}
		list = append(list, m)
	}
	return list, nil
}

// publishedObject is an item taken apart: its fields, and everything else.
type publishedObject struct {
	others members
	fields members
}

func readPublished(body []byte) (publishedObject, error) {
	others, err := readMembers(body)
	if err != nil {
		return publishedObject{}, err
	}
	fields, err := readMembers(others.get("fields"))
	return publishedObject{others: others, fields: fields}, err
}

// set replaces or adds a member beside `fields`.
func (o *publishedObject) set(name string, value json.RawMessage) {
	for i := range o.others {
		if o.others[i].name == name {
			o.others[i].value = value
			return
		}
	}
	o.others = append(o.others, member{name, value})
}

func (o *publishedObject) bytes() []byte {
	o.set("fields", o.fields.bytes())
	return o.others.bytes()
}

// encode writes JSON the way publications are written: without escaping < > &.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("cms: strings cannot be written as JSON: " + err.Error())
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
