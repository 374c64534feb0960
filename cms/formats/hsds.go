package formats

import (
	"crypto/sha256"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/schema"
)

// HSDSVersion is the version of the Human Services Data Specification that is written.
const HSDSVersion = "3.1"

// HSDSProfile is the address of the standard's page; Lotse adds nothing that would need a profile of its own.
const HSDSProfile = "https://docs.openreferral.org/en/v3.1.0/hsds/overview.html"

// Depth says how much of an object of HSDS is written.
type Depth int

const (
	Minimal Depth = iota // the id, and when it changed
	Listed               // what is one value, or one object
	Nested               // everything
)

// HSDSPage is a page of a list of HSDS.
type HSDSPage struct {
	TotalItems int   `json:"total_items"`
	TotalPages int   `json:"total_pages"`
	PageNumber int   `json:"page_number"`
	Size       int   `json:"size"`
	FirstPage  bool  `json:"first_page"`
	LastPage   bool  `json:"last_page"`
	Empty      bool  `json:"empty"`
	Contents   []any `json:"contents"`
}

// NewHSDSPage is page number of a list of total objects, perPage on each. Pages count from 1.
func NewHSDSPage(total, number, perPage int, contents []any) HSDSPage {
	pages := max(1, (total+perPage-1)/perPage)
	if contents == nil {
		contents = []any{}
	}
	return HSDSPage{
		TotalItems: total, TotalPages: pages, PageNumber: number, Size: len(contents),
		FirstPage: number == 1, LastPage: number >= pages, Empty: len(contents) == 0, Contents: contents,
	}
}

// PairID is the id of a service at a location. lotse.pair_id of the database is the same function, so that the
// pair can be found by it. It is a UUID of version 8.
func PairID(service, location uuid.UUID) uuid.UUID {
	if service == location {
		return service // the location is the service's own address
	}
	sum := sha256.Sum256(append(service[:], location[:]...))
	id := uuid.UUID(sum[:16])
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x0f | 0x80
	return id
}

// HSDSOrganisation describes an organisation. face is its public entry, nil where it has none.
func HSDSOrganisation(s *Set, o Organisation, face *Item, depth Depth) any {
	n := node{"id": o.ID.String(), "name": orDash(o.Name), "description": orDash(o.Name)}
	if face == nil {
		return n
	}
	if text := face.description(); text != "" {
		n["description"] = text
	}
	n.put("email", face.text("email"))
	n.put("website", face.text("url"))
	n.put("uri", s.Links.item(face))
	if depth == Nested {
		n.put("phones", objects(phones(face, "organization_id", o.ID)))
		if location := s.ownLocation(face); location != nil {
			n["locations"] = []any{location}
		}
	}
	return n
}

// ObjectID is the id of an object of HSDS that this package made.
func ObjectID(object any) string { return ObjectText(object, "id") }

// ObjectText is a member of an object of HSDS that this package made; "" where it has none of that name that is text.
func ObjectText(object any, name string) string {
	n, _ := object.(node)
	text, _ := n[name].(string)
	return text
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// objects is a list as JSON wants it: put would write a single object without its list.
func objects(list []node) any {
	if len(list) == 0 {
		return nil
	}
	out := make([]any, len(list))
	for at, n := range list {
		out[at] = n
	}
	return out
}

// phones are the general number and those of contacts without a name.
func phones(i *Item, owner string, id uuid.UUID) []node {
	number := i.text("phone")
	if number == "" {
		return nil
	}
	return []node{{"id": derived("phone", i.ID.String(), number).String(), owner: id.String(), "number": number, "type": "voice"}}
}

func contacts(i *Item, owner string) []node {
	var list []node
	for at, c := range i.contacts() {
		id := derived("contact", i.ID.String(), c.ID, plainNumber(float64(at)))
		n := node{"id": id.String(), owner: i.ID.String()}
		n.put("name", c.Name)
		n.put("title", c.Role)
		n.put("email", c.Email)
		if c.Phone != "" {
			n["phones"] = []any{node{"id": derived("phone", id.String(), c.Phone).String(), "contact_id": id.String(), "number": c.Phone}}
		}
		if len(n) > 2 {
			list = append(list, n)
		}
	}
	return list
}

func languages(i *Item, owner string) []node {
	var list []node
	for _, code := range i.texts("languages") {
		list = append(list, node{
			"id": derived("language", i.ID.String(), code).String(), owner: i.ID.String(), "code": code, "name": i.label("languages", code),
		})
	}
	return list
}

// location describes a place.
func (s *Set) location(p *Item) node {
	n := node{"id": p.ID.String(), "location_type": "physical", "name": p.title()}
	n.put("url", s.Links.item(p))
	n.put("description", p.description())
	n.put("transportation", p.text("transport"))
	s.locate(n, p)
	n.put("languages", objects(languages(p, "location_id")))
	n.put("phones", objects(phones(p, "location_id", p.ID)))
	n.put("contacts", objects(contacts(p, "location_id")))
	n.put("schedules", objects(s.schedules(p, "location_id")))
	var features []node
	for _, v := range p.texts("accessibility") {
		features = append(features, node{
			"id": derived("accessibility", p.ID.String(), v).String(), "location_id": p.ID.String(), "description": p.label("accessibility", v),
		})
	}
	n.put("accessibility", objects(features))
	n.put("attributes", objects(s.attributes(p, "location")))
	return n
}

// ownLocation is the location of something that tells its own address; nil where it tells none.
func (s *Set) ownLocation(i *Item) node {
	n := node{"id": i.ID.String(), "location_type": "physical", "name": i.title()}
	s.locate(n, i)
	if len(n) == 3 {
		return nil
	}
	return n
}

// locate adds point and address.
func (s *Set) locate(n node, i *Item) {
	if lat, lng, ok := i.point(); ok {
		n["latitude"], n["longitude"] = lat, lng
	}
	a, ok := i.address()
	if !ok {
		return
	}
	state, _ := i.ofKind("address").(map[string]any)["municipality"].(string)
	one := node{
		"id": derived("address", i.ID.String()).String(), "location_id": i.ID.String(), "address_1": a.Street, "city": a.City,
		"state_province": stateOf(state), "postal_code": a.Postcode, "country": a.Country, "address_type": "physical",
	}
	one.put("address_2", a.Extra)
	one.put("region", a.District)
	n["addresses"] = []any{one}
}

// states are the Länder by the first two digits of the key of a municipality (ARS).
var states = map[string]string{
	"01": "Schleswig-Holstein", "02": "Hamburg", "03": "Niedersachsen", "04": "Bremen", "05": "Nordrhein-Westfalen", "06": "Hessen",
	"07": "Rheinland-Pfalz", "08": "Baden-Württemberg", "09": "Bayern", "10": "Saarland", "11": "Berlin", "12": "Brandenburg",
	"13": "Mecklenburg-Vorpommern", "14": "Sachsen", "15": "Sachsen-Anhalt", "16": "Thüringen",
}

func stateOf(municipality string) string {
	if len(municipality) < 2 {
		return ""
	}
	return states[municipality[:2]]
}

// HSDSTaxonomies lists the taxonomies: the categories, and every list of options that services and places have.
func HSDSTaxonomies(types *schema.Registry, locale string) []any {
	name := categoryName(types, locale)
	list := []any{node{"id": categoryTaxonomy.String(), "name": name, "description": name}}
	for _, f := range optionFields(types) {
		label := orDash(f.Label.In(locale))
		list = append(list, node{"id": taxonomyID(f.Name).String(), "name": label, "description": label})
	}
	return list
}

// HSDSOptionTerms lists the terms of the lists of options.
func HSDSOptionTerms(types *schema.Registry, locale string) []HSDSTerm {
	var list []HSDSTerm
	for _, f := range optionFields(types) {
		for _, o := range f.Options {
			list = append(list, HSDSTerm{
				ID: termID(f.Name, o.Value), Taxonomy: taxonomyID(f.Name), Field: f.Name, Value: o.Value,
				Object: optionTerm(f.Name, f.Label.In(locale), o.Value, o.Label.In(locale), locale),
			})
		}
	}
	return list
}

// HSDSTerm is a term that is one value of a field.
type HSDSTerm struct {
	ID, Taxonomy uuid.UUID
	Field, Value string
	Object       any
}

// HSDSCategoryTerm is a category as a term.
func HSDSCategoryTerm(s *Set, i *Item) any {
	n := node{
		"id": i.ID.String(), "code": i.Slug, "name": i.title(), "description": orDash(i.description()), "language": i.Locale,
		"taxonomy": i.Type.Plural.In(i.Locale), "taxonomy_id": categoryTaxonomy.String(), "term_uri": s.Links.item(i),
	}
	if i.description() == "" {
		n["description"] = i.title()
	}
	n.put("parent_id", i.text("parent"))
	return n
}

// CategoryTaxonomy is the id of the taxonomy of categories.
func CategoryTaxonomy() uuid.UUID { return categoryTaxonomy }

var categoryTaxonomy = derived("taxonomy", "category")

func taxonomyID(field string) uuid.UUID    { return derived("taxonomy", "field", field) }
func termID(field, value string) uuid.UUID { return derived("term", field, value) }

func categoryName(types *schema.Registry, locale string) string {
	if t, ok := types.Type("category"); ok {
		return t.Plural.In(locale)
	}
	return "category"
}

func optionTerm(field, taxonomy, value, label, locale string) node {
	return node{
		"id": termID(field, value).String(), "code": value, "name": label, "description": label, "language": locale,
		"taxonomy": taxonomy, "taxonomy_id": taxonomyID(field).String(),
	}
}

// optionFields are the fields with options of offers, then those that only places have; the options of both together.
func optionFields(types *schema.Registry) []*schema.Field {
	var list []*schema.Field
	byName := map[string]*schema.Field{}
	for _, name := range []string{"offer", "place"} {
		t, ok := types.Type(name)
		if !ok {
			continue
		}
		for _, f := range t.Fields {
			if len(f.Options) == 0 || !f.Public() {
				continue
			}
			if known := byName[f.Name]; known != nil {
				known.Options = joined(known.Options, f.Options)
				continue
			}
			one := &schema.Field{Name: f.Name, Label: f.Label, Options: f.Options}
			byName[f.Name] = one
			list = append(list, one)
		}
	}
	return list
}

func joined(a, b []schema.Option) []schema.Option {
	out := append([]schema.Option{}, a...)
	for _, o := range b {
		known := false
		for _, have := range a {
			known = known || have.Value == o.Value
		}
		if !known {
			out = append(out, o)
		}
	}
	return out
}

// attributes link something with the terms that describe it.
func (s *Set) attributes(i *Item, entity string) []node {
	var list []node
	add := func(term node, label, value string) {
		list = append(list, node{
			"id": derived("attribute", i.ID.String(), term["id"].(string)).String(), "link_id": i.ID.String(), "link_entity": entity,
			"taxonomy_term_id": term["id"], "taxonomy_term": term, "label": label, "value": value,
		})
	}
	for _, c := range s.targets(i, "category") {
		term, _ := HSDSCategoryTerm(s, c).(node)
		add(term, c.Type.Label.In(i.Locale), c.title())
	}
	for _, f := range i.Type.Fields {
		if len(f.Options) == 0 || !f.Public() {
			continue
		}
		for _, v := range i.texts(f.Name) {
			label := f.Label.In(i.Locale)
			add(optionTerm(f.Name, label, v, i.label(f.Name, v), i.Locale), label, v)
		}
	}
	return list
}

func lastModified(i *Item) string { return i.UpdatedAt.UTC().Format(time.RFC3339) }

func joinLine(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, ". ")
}
