package formats

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// schemaOrg is the context of the vocabulary.
const schemaOrg = "https://schema.org"

// node is an object of JSON-LD.
type node map[string]any

// put adds a property that has a value.
func (n node) put(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case []string:
		switch len(v) {
		case 0:
			return
		case 1:
			value = v[0]
		}
	case []node:
		switch len(v) {
		case 0:
			return
		case 1:
			value = v[0]
		}
	case node:
		if len(v) == 0 {
			return
		}
	case nil:
		return
	}
	n[name] = value
}

// JSONLD writes one item as a document of schema.org. The bytes may stand in <script type="application/ld+json">
// as they are: < > and & are escaped.
func JSONLD(s *Set, i *Item) ([]byte, error) {
	n := s.node(i)
	n["@context"] = schemaOrg
	return json.Marshal(n)
}

// JSONLDList writes the items of a list as an ItemList.
func JSONLDList(s *Set) ([]byte, error) {
	list := []node{}
	for at := range s.Items {
		list = append(list, node{"@type": "ListItem", "position": at + 1, "item": s.node(&s.Items[at])})
	}
	return json.Marshal(node{
		"@context": schemaOrg, "@type": "ItemList", "@id": s.Self, "name": s.Type.Plural.In(s.Locale),
		"numberOfItems": len(list), "itemListElement": list,
	})
}

// node is the main entity of an item.
func (s *Set) node(i *Item) node {
	n := node{}
	switch i.Type.SchemaOrg {
	case "JobPosting":
		s.job(n, i)
	case "Event":
		s.event(n, i)
	case "Service", "GovernmentService":
		s.service(n, i)
	case "Place":
		s.place(n, i)
	case "Organization":
		s.organisation(n, i)
	case "Article":
		s.article(n, i)
	case "DefinedTerm":
		s.term(n, i)
	default:
		s.work(n, i)
	}
	s.common(n, i)
	return n
}

// common are the properties that everything has. The language of a text that is no creative work is told of its page.
func (s *Set) common(n node, i *Item) {
	address := s.Links.item(i)
	n["@id"] = address
	n.put("url", address)
	if _, has := n["name"]; !has && n["@type"] != "JobPosting" {
		n.put("name", i.title())
	}
	if _, has := n["description"]; !has {
		n.put("description", i.description())
	}
	n.put("mainEntityOfPage", node{
		"@type": "WebPage", "@id": address, "inLanguage": i.Locale,
		"datePublished": s.at(i.PublishedAt), "dateModified": s.at(i.UpdatedAt),
	})
}

// at is a time with the offset that the zone has then.
func (s *Set) at(t time.Time) string { return t.In(s.Zone).Format(time.RFC3339) }

// day is the last moment of a day.
func (s *Set) endOf(day string) string {
	t, err := time.ParseInLocation(time.DateOnly, day, s.Zone)
	if err != nil {
		return ""
	}
	return s.at(t.AddDate(0, 0, 1).Add(-time.Second))
}

func (s *Set) work(n node, i *Item) {
	n["@type"] = "CreativeWork"
	n.put("inLanguage", i.Locale)
	n.put("datePublished", s.at(i.PublishedAt))
	n.put("dateModified", s.at(i.UpdatedAt))
	n.put("text", plain(i.html()))
	n.put("publisher", s.owner(i))
	s.translations(n, i)
}

func (s *Set) article(n node, i *Item) {
	s.work(n, i)
	delete(n, "text")
	n["@type"] = "Article"
	n.put("headline", i.title())
	n.put("articleBody", plain(i.html()))
	n.put("description", i.summary())
	n.put("author", s.owner(i))
	n.put("articleSection", s.titles(i, "category"))
}

// translations connects a creative work with its other languages.
func (s *Set) translations(n node, i *Item) {
	if i.Translation != nil {
		if slices.Contains(i.Locales, i.Translation.SourceLocale) {
			n.put("translationOfWork", node{"@type": n["@type"], "@id": s.Links.Page(i.Translation.SourceLocale, i.TypeName, i.Slug, i.ID)})
		}
		return
	}
	var others []node
	for _, locale := range i.Locales {
		if locale != i.Locale {
			others = append(others, node{"@type": n["@type"], "@id": s.Links.Page(locale, i.TypeName, i.Slug, i.ID), "inLanguage": locale})
		}
	}
	n.put("workTranslation", others)
}

func (s *Set) term(n node, i *Item) {
	n["@type"] = "DefinedTerm"
	n.put("termCode", i.Slug)
	n.put("inDefinedTermSet", node{"@type": "DefinedTermSet", "name": i.Type.Plural.In(i.Locale)})
}

func (s *Set) organisation(n node, i *Item) {
	n["@type"] = "Organization"
	s.reach(n, i)
	s.where(n, i)
}

// owner is the organisation that an item belongs to.
func (s *Set) owner(i *Item) node { return node{"@type": "Organization", "name": i.Organisation.Name} }

// reach adds how to get in touch.
func (s *Set) reach(n node, i *Item) {
	n.put("telephone", i.text("phone"))
	n.put("email", i.text("email"))
	n.put("sameAs", i.text("url"))
	n.put("contactPoint", contactPoints(i))
}

func contactPoints(i *Item) []node {
	var list []node
	for _, c := range i.contacts() {
		p := node{"@type": "ContactPoint"}
		p.put("name", c.Name)
		p.put("contactType", c.Role)
		p.put("telephone", c.Phone)
		p.put("email", c.Email)
		if len(p) > 1 {
			list = append(list, p)
		}
	}
	return list
}

// where adds address and point of the item itself.
func (s *Set) where(n node, i *Item) {
	if a, ok := i.address(); ok {
		n.put("address", postal(a))
	}
	if n["@type"] != "Organization" {
		n.put("geo", geoNode(i))
	} else if g := geoNode(i); g != nil {
		n.put("location", node{"@type": "Place", "geo": g})
	}
}

func geoNode(i *Item) node {
	lat, lng, ok := i.point()
	if !ok {
		return nil
	}
	return node{"@type": "GeoCoordinates", "latitude": lat, "longitude": lng}
}

func postal(a address) node {
	n := node{"@type": "PostalAddress"}
	street := a.Street
	if a.Extra != "" {
		street = strings.TrimPrefix(street+", "+a.Extra, ", ")
	}
	n.put("streetAddress", street)
	n.put("postalCode", a.Postcode)
	n.put("addressLocality", a.City)
	n.put("addressCountry", a.Country)
	return n
}

// placeNodes are the places where an item is: those it refers to, else its own address.
func (s *Set) placeNodes(i *Item) []node {
	var list []node
	for _, p := range s.targets(i, "place") {
		n := node{"@type": "Place", "@id": s.Links.item(p), "name": p.title()}
		s.where(n, p)
		list = append(list, n)
	}
	if len(list) > 0 {
		return list
	}
	n := node{"@type": "Place"}
	s.where(n, i)
	if len(n) == 1 {
		return nil
	}
	if a, ok := i.address(); ok {
		n.put("name", a.line())
	}
	return []node{n}
}

// titles are the titles of what an item refers to.
func (s *Set) titles(i *Item, typeName string) []string {
	var list []string
	for _, t := range s.targets(i, typeName) {
		list = append(list, t.title())
	}
	return list
}

// price is what is known of the costs as an offer.
func price(i *Item) node {
	n := node{"@type": "Offer"}
	switch i.text("costs") {
	case "free":
		n["price"], n["priceCurrency"] = 0, "EUR"
	case "":
		if i.text("registrationUrl") == "" {
			return nil
		}
	}
	n.put("description", i.text("costsNote"))
	n.put("url", i.text("registrationUrl"))
	if len(n) == 1 {
		return nil
	}
	n["availability"] = schemaOrg + "/InStock"
	return n
}

func audience(i *Item) []node {
	var list []node
	for _, label := range i.labels("targetGroups") {
		list = append(list, node{"@type": "Audience", "audienceType": label})
	}
	return list
}

func plainNumber(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
