package formats

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/internal/recurrence"
	"lotse/schema"
)

// Item is one delivered item, read from its JSON.
type Item struct {
	ID           uuid.UUID      `json:"id"`
	TypeName     string         `json:"type"`
	Slug         string         `json:"slug"`
	Locale       string         `json:"locale"`
	Locales      []string       `json:"locales"`
	Organisation Organisation   `json:"organisation"`
	PublishedAt  time.Time      `json:"publishedAt"`
	UpdatedAt    time.Time      `json:"updatedAt"`
	VerifiedAt   *time.Time     `json:"verifiedAt"`
	ExpiresAt    *time.Time     `json:"expiresAt"`
	Translation  *Translation   `json:"translation"`
	Fields       map[string]any `json:"fields"`

	Type *schema.Type `json:"-"`
}

// Organisation is who an item belongs to.
type Organisation struct {
	ID   uuid.UUID `json:"id"`
	Slug string    `json:"slug"`
	Name string    `json:"name"`
}

// Translation says where a translated text comes from.
type Translation struct {
	Origin       string `json:"origin"`
	SourceLocale string `json:"sourceLocale"`
}

// Read reads an item from the JSON that delivery answers with.
func Read(body []byte, types *schema.Registry) (Item, error) {
	var i Item
	if err := json.Unmarshal(body, &i); err != nil {
		return Item{}, fmt.Errorf("read item: %w", err)
	}
	t, ok := types.Type(i.TypeName)
	if !ok {
		return Item{}, fmt.Errorf("read item: unknown type")
	}
	i.Type = t
	return i, nil
}

// Links makes the addresses that formats hold.
type Links struct {
	// API is the address of Lotse, without a slash at its end: https://cms.example.org
	API string
	// Portal is the pattern of the addresses of pages, with {locale}, {type}, {slug} and {id}. Without one
	// items have the address of their JSON.
	Portal string
}

// PortalPattern is the pattern of a portal that has its pages at address/locale/type/slug; empty for none.
func PortalPattern(address string) string {
	if address == "" || strings.Contains(address, "{slug}") || strings.Contains(address, "{id}") {
		return address
	}
	return strings.TrimRight(address, "/") + "/{locale}/{type}/{slug}"
}

// Page is the address of the page of an entry in a locale.
func (l Links) Page(locale, typeName, slug string, id uuid.UUID) string {
	if l.Portal == "" {
		return l.API + "/content/v1/" + typeName + "/" + url.PathEscape(slug) + "?locale=" + locale
	}
	return strings.NewReplacer(
		"{locale}", url.PathEscape(locale), "{type}", url.PathEscape(typeName), "{slug}", url.PathEscape(slug), "{id}", id.String(),
	).Replace(l.Portal)
}

func (l Links) item(i *Item) string { return l.Page(i.Locale, i.TypeName, i.Slug, i.ID) }

// Set is a part of a list, and what is needed to write it.
type Set struct {
	Type     *schema.Type
	Locale   string
	Items    []Item
	Included map[uuid.UUID]Item // targets of references, in the best language there is
	Links    Links
	Zone     *time.Location // what days are meant in
	Now      time.Time
	Self     string // address of this answer
	Next     string // address of what follows; empty at the end
	First    string // address of the beginning
	Fields   []string
}

// Title is what the item is called.
func (i *Item) Title() string { return i.title() }

// title is what the item is called; its slug where the title was not asked for.
func (i *Item) title() string {
	if s := i.text(i.Type.Title); s != "" {
		return s
	}
	return i.Slug
}

func (i *Item) text(name string) string { s, _ := i.Fields[name].(string); return s }

func (i *Item) flag(name string) bool { b, _ := i.Fields[name].(bool); return b }

// texts reads a list of strings.
func (i *Item) texts(name string) []string { return stringsOf(i.Fields[name]) }

func stringsOf(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, one := range v {
			if s, ok := one.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// ofKind is the first filled field of a kind.
func (i *Item) ofKind(kind string) any {
	for _, f := range i.Type.Fields {
		if f.Kind == kind && i.Fields[f.Name] != nil {
			return i.Fields[f.Name]
		}
	}
	return nil
}

// html is the long text of the item, as the HTML that delivery made.
func (i *Item) html() string { s, _ := i.ofKind("richText").(string); return s }

// plain is HTML of delivery as text.
func plain(html string) string {
	if html == "" {
		return ""
	}
	return schema.RichTextPlain(schema.RichTextFromHTML(html))
}

// summary is the short text of the item: its field summary, else the first text of several lines.
func (i *Item) summary() string {
	if s := i.text("summary"); s != "" {
		return s
	}
	for _, f := range i.Type.Fields {
		if f.Kind == "text" && f.Multiline && f.Name != i.Type.Title {
			if s := i.text(f.Name); s != "" {
				return s
			}
		}
	}
	return ""
}

// description is the best plain text that tells what it is; empty where there is none.
func (i *Item) description() string {
	if s := plain(i.html()); s != "" {
		return s
	}
	return i.summary()
}

// long is summary and description as plain text.
func (i *Item) long() string {
	summary, text := i.summary(), plain(i.html())
	switch {
	case text == "" || text == summary:
		return summary
	case summary == "":
		return text
	}
	return summary + "\n\n" + text
}

// label is the label of an option, in the language of the item.
func (i *Item) label(field, value string) string { return optionLabel(i.Type, field, value, i.Locale) }

func optionLabel(t *schema.Type, field, value, locale string) string {
	f, ok := t.Field(field)
	if !ok {
		return value
	}
	at := slices.IndexFunc(f.Options, func(o schema.Option) bool { return o.Value == value })
	if at < 0 {
		return value
	}
	if s := f.Options[at].Label.In(locale); s != "" {
		return s
	}
	return value
}

// labels are the labels of a choice or choices.
func (i *Item) labels(field string) []string {
	var out []string
	for _, v := range i.texts(field) {
		out = append(out, i.label(field, v))
	}
	return out
}

// point is the place on the map.
func (i *Item) point() (lat, lng float64, ok bool) { return i.Type.Point(i.Fields) }

// schedule is the first schedule of the item, as written and as understood.
func (i *Item) schedule() (recurrence.Value, *recurrence.Recurrence, bool) {
	for _, f := range i.Type.Fields {
		if f.Kind != "recurrence" || i.Fields[f.Name] == nil {
			continue
		}
		v, ok := decode[recurrence.Value](i.Fields[f.Name])
		if !ok {
			continue
		}
		if r, err := recurrence.New(v); err == nil {
			return v, r, true
		}
	}
	return recurrence.Value{}, nil, false
}

// address is a postal address.
type address struct {
	Street, Extra, Postcode, City, District, Country string
}

func (i *Item) address() (address, bool) {
	v := i.ofKind("address")
	if v == nil {
		return address{}, false
	}
	return decode[address](v)
}

// line is the address on one line.
func (a address) line() string {
	var parts []string
	for _, s := range []string{a.Street, a.Extra, strings.TrimSpace(a.Postcode + " " + a.City), a.District} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// contact is a person or office to ask, as far as it may be shown.
type contact struct {
	ID, Name, Role, Phone, Email string
}

func (i *Item) contacts() []contact {
	list, _ := decode[[]contact](i.Fields["contacts"])
	return list
}

// decode reads a JSON value into a type.
func decode[T any](v any) (T, bool) {
	var out T
	if v == nil {
		return out, false
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return out, false
	}
	return out, json.Unmarshal(raw, &out) == nil
}

// targets are the included items that a reference field leads to, of one type.
func (s *Set) targets(i *Item, typeName string) []*Item {
	var out []*Item
	for _, f := range i.Type.Fields {
		if f.Kind != "reference" && f.Kind != "references" || !slices.Contains(f.To, typeName) {
			continue
		}
		for _, text := range i.texts(f.Name) {
			id, err := uuid.Parse(text)
			if err != nil {
				continue
			}
			if target, ok := s.Included[id]; ok && target.TypeName == typeName && len(out) < maxTargets {
				out = append(out, &target)
			}
		}
		if len(out) > 0 {
			return out // one field says where it is, one what it is about
		}
	}
	return out
}

// maxTargets bounds the targets of a type that an item shows.
const maxTargets = 20

// derived is the stable id of something that has none of its own.
func derived(parts ...string) uuid.UUID {
	return uuid.NewSHA1(derivedSpace, []byte(strings.Join(parts, "\x1f")))
}

// derivedSpace is the namespace of derived ids. It never changes.
var derivedSpace = uuid.MustParse("6f2c8a52-3a0e-5d0b-9d0c-6b3b8f6c1d4e")
