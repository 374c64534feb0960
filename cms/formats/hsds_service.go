package formats

import (
	"time"

	"github.com/google/uuid"
)

// HSDSService describes an offer.
func HSDSService(s *Set, i *Item, depth Depth) any {
	if depth == Minimal {
		return node{"id": i.ID.String(), "modified_date": lastModified(i)}
	}
	n := s.listedService(i)
	if depth == Listed {
		return n
	}
	n.put("phones", objects(phones(i, "service_id", i.ID)))
	n.put("contacts", objects(contacts(i, "service_id")))
	n.put("languages", objects(languages(i, "service_id")))
	n.put("schedules", objects(s.schedules(i, "service_id")))
	n.put("service_areas", objects(s.serviceAreas(i)))
	n.put("cost_options", objects(costs(i)))
	n.put("attributes", objects(s.attributes(i, "service")))
	var at []any
	for _, location := range s.locations(i) {
		at = append(at, s.serviceAt(i, location))
	}
	n["service_at_locations"] = at
	if address := i.text("registrationUrl"); address != "" {
		n["additional_urls"] = []any{node{
			"id": derived("url", i.ID.String(), "registration").String(), "service_id": i.ID.String(), "url": address,
			"label": fieldLabel(i, "registrationUrl"),
		}}
	}
	return n
}

// listedService is what is one value, or one object, of a service.
func (s *Set) listedService(i *Item) node {
	n := node{
		"id": i.ID.String(), "organization_id": i.Organisation.ID.String(), "name": i.title(), "description": orDash(i.long()),
		"status": "active", "last_modified": lastModified(i), "organization": HSDSOrganisation(s, i.Organisation, nil, Listed),
	}
	n.put("url", i.text("url"))
	if i.text("url") == "" {
		n.put("url", s.Links.item(i))
	}
	n.put("email", i.text("email"))
	n.put("application_process", joinLine(append(i.labels("registration"), i.text("registrationUrl"))...))
	n.put("fees_description", joinLine(append(i.labels("costs"), i.text("costsNote"))...))
	n.put("eligibility_description", joinLine(append(i.labels("targetGroups"), i.labels("cefrLevel")...)...))
	if i.VerifiedAt != nil {
		n["assured_date"] = i.VerifiedAt.In(s.Zone).Format(time.DateOnly)
	}
	return n
}

func fieldLabel(i *Item, name string) string {
	if f, ok := i.Type.Field(name); ok {
		return f.Label.In(i.Locale)
	}
	return name
}

// costs says that it is free; of other costs no sum is known.
func costs(i *Item) []node {
	if i.text("costs") == "" {
		return nil
	}
	n := node{"id": derived("cost", i.ID.String()).String(), "service_id": i.ID.String(), "option": i.label("costs", i.text("costs"))}
	if i.text("costs") == "free" {
		n["amount"], n["currency"] = 0, "EUR"
	}
	n.put("amount_description", i.text("costsNote"))
	return []node{n}
}

// serviceAreas are the towns of a service.
func (s *Set) serviceAreas(i *Item) []node {
	var list []node
	for _, town := range s.area(i) {
		name, _ := town["name"].(string)
		list = append(list, node{"id": derived("area", i.ID.String(), name).String(), "service_id": i.ID.String(), "name": name})
	}
	return list
}

// locations are the places of a service; its own address where it has none, and where it has no address either,
// a location that is none to go to.
func (s *Set) locations(i *Item) []node {
	var list []node
	for _, p := range s.targets(i, "place") {
		list = append(list, s.location(p))
	}
	if len(list) > 0 {
		return list
	}
	if own := s.ownLocation(i); own != nil {
		return []node{own}
	}
	return []node{{"id": i.ID.String(), "location_type": "virtual", "name": i.title(), "url": s.Links.item(i)}}
}

func (s *Set) serviceAt(i *Item, location node) node {
	id, _ := uuid.Parse(location["id"].(string)) // written by us
	return node{"id": PairID(i.ID, id).String(), "service_id": i.ID.String(), "location_id": id.String(), "location": location}
}

// HSDSServiceAtLocation describes a service at one of its locations; false where it is not there.
func HSDSServiceAtLocation(s *Set, i *Item, location uuid.UUID, depth Depth) (any, bool) {
	for _, l := range s.locations(i) {
		if l["id"] != location.String() {
			continue
		}
		n := s.serviceAt(i, l)
		n["service"] = HSDSService(s, i, Listed)
		if depth == Nested {
			n.put("schedules", objects(s.schedules(i, "service_id")))
			n.put("phones", objects(phones(i, "service_id", i.ID)))
			n.put("contacts", objects(contacts(i, "service_id")))
			n.put("attributes", objects(s.attributes(i, "service")))
			return n, true
		}
		short := node{}
		for _, name := range []string{"id", "location_type", "url", "name", "description", "transportation", "latitude", "longitude"} {
			short.put(name, l[name])
		}
		n["location"] = short
		return n, true
	}
	return nil, false
}
