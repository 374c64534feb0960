package formats

// placeTypes are narrower words of schema.org for some kinds of places.
var placeTypes = map[string]string{
	"authority": "GovernmentOffice", "school": "School", "library": "Library", "childcare": "ChildCare", "sports": "SportsActivityLocation",
}

func (s *Set) place(n node, i *Item) {
	n["@type"] = "Place"
	if narrower := placeTypes[i.text("placeType")]; narrower != "" {
		n["@type"] = narrower
	}
	s.where(n, i)
	n.put("telephone", i.text("phone"))
	n.put("sameAs", i.text("url"))
	if n["@type"] != "Place" { // the narrower ones are organisations too
		n.put("email", i.text("email"))
		n.put("contactPoint", contactPoints(i))
	}
	weekly, special := openingNodes(i.ofKind("openingHours"))
	n.put("openingHoursSpecification", weekly)
	n.put("specialOpeningHoursSpecification", special)
	var features []node
	for _, label := range i.labels("accessibility") {
		features = append(features, node{"@type": "LocationFeatureSpecification", "name": label, "value": true})
	}
	n.put("amenityFeature", features)
	n.put("keywords", s.titles(i, "category"))
}

// openingHours is the field of that kind.
type openingHours struct {
	Weekly []struct {
		Day, From, To string
	}
	Exceptions []struct {
		From, To, Note string
		Closed         bool
		Hours          []struct{ From, To string }
	}
	Holidays      string
	ByAppointment bool
}

var dayNames = map[string]string{
	"mo": "Monday", "tu": "Tuesday", "we": "Wednesday", "th": "Thursday", "fr": "Friday", "sa": "Saturday", "su": "Sunday",
}

// openingNodes are the usual hours, and those of single days. Closed is written as open from 00:00 to 00:00, as
// schema.org asks for.
func openingNodes(v any) (weekly, special []node) {
	hours, ok := decode[openingHours](v)
	if !ok {
		return nil, nil
	}
	for _, w := range hours.Weekly {
		weekly = append(weekly, node{
			"@type": "OpeningHoursSpecification", "dayOfWeek": schemaOrg + "/" + dayNames[w.Day], "opens": w.From, "closes": closing(w.To),
		})
	}
	for _, e := range hours.Exceptions {
		one := func(from, to string) {
			n := node{"@type": "OpeningHoursSpecification", "validFrom": e.From, "validThrough": e.To, "opens": from, "closes": to}
			n.put("description", e.Note)
			special = append(special, n)
		}
		if e.Closed || len(e.Hours) == 0 {
			one("00:00", "00:00")
			continue
		}
		for _, h := range e.Hours {
			one(h.From, closing(h.To))
		}
	}
	if hours.Holidays == "closed" && len(weekly) > 0 {
		special = append(special, node{
			"@type": "OpeningHoursSpecification", "dayOfWeek": schemaOrg + "/PublicHolidays", "opens": "00:00", "closes": "00:00",
		})
	}
	return weekly, special
}

// closing writes the end of a day in the form that xsd:time has for it.
func closing(to string) string {
	if to == "24:00" {
		return "23:59"
	}
	return to
}
