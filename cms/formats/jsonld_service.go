package formats

// service describes an offer: a Course where it is a language course, a GovernmentService where it has the key
// of an administrative service, else a Service.
func (s *Set) service(n node, i *Item) {
	if i.text("offerType") == "language_course" {
		s.course(n, i)
		return
	}
	n["@type"] = i.Type.SchemaOrg
	if key := i.text("leikaKey"); key != "" {
		n["@type"] = "GovernmentService"
		n["identifier"] = node{"@type": "PropertyValue", "propertyID": "LeiKa", "value": key}
	}
	n["provider"] = s.owner(i)
	n.put("serviceType", i.label("offerType", i.text("offerType")))
	n.put("category", s.titles(i, "category"))
	n.put("audience", audience(i))
	n.put("areaServed", s.area(i))
	weekly, special := openingNodes(i.ofKind("openingHours"))
	n.put("hoursAvailable", append(weekly, special...))
	n.put("availableChannel", s.channels(i))
	n.put("offers", price(i))
	n.put("sameAs", i.text("url"))
}

// area is the towns of the places.
func (s *Set) area(i *Item) []node {
	var list []node
	seen := map[string]bool{}
	add := func(of *Item) {
		if a, ok := of.address(); ok && a.City != "" && !seen[a.City] {
			seen[a.City] = true
			list = append(list, node{"@type": "City", "name": a.City})
		}
	}
	for _, p := range s.targets(i, "place") {
		add(p)
	}
	add(i)
	return list
}

// channels are the ways to a service: places, telephone, a page.
func (s *Set) channels(i *Item) []node {
	var list []node
	languages := i.texts("languages")
	channel := func(name string, value any) {
		n := node{"@type": "ServiceChannel"}
		n.put(name, value)
		n.put("availableLanguage", languages)
		list = append(list, n)
	}
	for _, p := range s.placeNodes(i) {
		channel("serviceLocation", p)
	}
	if phone := i.text("phone"); phone != "" {
		channel("servicePhone", node{"@type": "ContactPoint", "telephone": phone})
	}
	if email := i.text("email"); email != "" {
		channel("servicePhone", node{"@type": "ContactPoint", "email": email})
	}
	if address := i.text("registrationUrl"); address != "" {
		channel("serviceUrl", address)
	}
	for _, c := range contactPoints(i) {
		channel("servicePhone", c)
	}
	if len(list) == 0 && len(languages) > 0 {
		channel("serviceUrl", s.Links.item(i))
	}
	return list
}

func (s *Set) course(n node, i *Item) {
	n["@type"] = "Course"
	n["provider"] = s.owner(i)
	n.put("inLanguage", i.Locale)
	n.put("educationalLevel", i.texts("cefrLevel"))
	n.put("availableLanguage", i.texts("languages"))
	n.put("audience", audience(i))
	n.put("offers", price(i))
	n.put("about", s.titles(i, "category"))
	n.put("datePublished", s.at(i.PublishedAt))
	n.put("sameAs", i.text("url"))
	instance := node{"@type": "CourseInstance", "name": i.title()}
	places := s.placeNodes(i)
	switch {
	case i.flag("online") && len(places) > 0:
		instance["courseMode"] = "blended"
	case i.flag("online"):
		instance["courseMode"] = "online"
	default:
		instance["courseMode"] = "onsite"
	}
	instance.put("location", places)
	if i.flag("online") && len(places) == 0 {
		instance.put("location", node{"@type": "VirtualLocation", "url": s.Links.item(i)})
	}
	instance.put("inLanguage", i.texts("languages"))
	instance["organizer"] = s.owner(i)
	s.courseDates(instance, i)
	n["hasCourseInstance"] = instance
}

// courseDates tells from when until when: by the schedule, else by the days of the offer.
func (s *Set) courseDates(n node, i *Item) {
	if _, r, ok := i.schedule(); ok {
		n.put("startDate", s.date1(r, r.First()))
		if last, ok := r.Last(); ok {
			n.put("endDate", s.endDate(r, last))
		}
		return
	}
	n.put("startDate", i.text("validFrom"))
	n.put("endDate", i.text("validUntil"))
}
