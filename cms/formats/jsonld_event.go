package formats

import (
	"time"

	"lotse/internal/recurrence"
)

// How far dates of a recurring event are listed.
const (
	shownDates   = 50
	shownForward = 400 // days
)

// event describes a single date as an Event, a recurring one as an EventSeries with its next dates.
func (s *Set) event(n node, i *Item) {
	n["@type"] = "Event"
	_, r, ok := i.schedule()
	if ok && r.Recurring() {
		n["@type"] = "EventSeries"
		s.series(n, i, r)
	} else if ok {
		if dates, err := r.Between(time.Unix(0, 0), farAway); err == nil && len(dates) > 0 {
			s.date(n, r, dates[0])
		}
	}
	s.eventFacts(n, i)
}

// farAway is beyond all schedules.
var farAway = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)

// series adds first and last day, and the next dates.
func (s *Set) series(n node, i *Item, r *recurrence.Recurrence) {
	n.put("startDate", s.date1(r, r.First()))
	if last, ok := r.Last(); ok {
		n.put("endDate", s.endDate(r, last))
	}
	dates, err := r.Between(s.Now, s.Now.AddDate(0, 0, shownForward))
	if err != nil {
		return
	}
	var list []node
	for _, o := range dates[:min(len(dates), shownDates)] {
		sub := node{"@type": "Event", "name": i.title(), "superEvent": node{"@id": s.Links.item(i)}}
		s.date(sub, r, o)
		sub["@id"] = s.Links.item(i) + "#" + o.Original
		sub.put("location", s.eventPlaces(i))
		list = append(list, sub)
	}
	n.put("subEvent", list)
}

// date adds when one date is, and what became of it.
func (s *Set) date(n node, r *recurrence.Recurrence, o recurrence.Occurrence) {
	n.put("startDate", s.date1(r, o.Start))
	if o.End.After(o.Start) {
		n.put("endDate", s.endDate(r, o.End))
	}
	switch o.Status {
	case recurrence.Cancelled:
		n["eventStatus"] = schemaOrg + "/EventCancelled"
	case recurrence.Moved:
		n["eventStatus"] = schemaOrg + "/EventRescheduled"
		if at, ok := r.Instant(o.Original); ok {
			n.put("previousStartDate", s.date1(r, at))
		}
	default:
		n["eventStatus"] = schemaOrg + "/EventScheduled"
	}
}

// date1 is a start: a day, or a time with the offset of that day in the zone of the schedule.
func (s *Set) date1(r *recurrence.Recurrence, t time.Time) string {
	if r.AllDay() {
		return t.In(r.Zone()).Format(time.DateOnly)
	}
	return t.In(r.Zone()).Format(time.RFC3339)
}

// endDate is an end; of whole days the last one.
func (s *Set) endDate(r *recurrence.Recurrence, t time.Time) string {
	if r.AllDay() {
		return t.In(r.Zone()).AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return s.date1(r, t)
}

func (s *Set) eventFacts(n node, i *Item) {
	n.put("location", s.eventPlaces(i))
	n.put("eventAttendanceMode", attendance(i, len(s.placeNodes(i)) > 0))
	n.put("inLanguage", i.texts("languages"))
	if _, has := n["inLanguage"]; !has {
		n.put("inLanguage", i.Locale)
	}
	organiser := s.owner(i)
	if name := i.text("organiser"); name != "" {
		organiser["name"] = name
	}
	n["organizer"] = organiser
	n.put("offers", price(i))
	if i.text("costs") == "free" {
		n["isAccessibleForFree"] = true
	}
	n.put("audience", audience(i))
	n.put("keywords", s.titles(i, "category"))
	n.put("sameAs", i.text("url"))
}

// eventPlaces are where it is: places, and the address of the meeting on the web.
func (s *Set) eventPlaces(i *Item) []node {
	places := s.placeNodes(i)
	if address := i.text("onlineUrl"); address != "" {
		places = append(places, node{"@type": "VirtualLocation", "url": address})
	} else if i.flag("online") {
		places = append(places, node{"@type": "VirtualLocation", "url": s.Links.item(i)})
	}
	if len(places) == 0 {
		// An event without a place is no event to those who read this; the organiser is who knows it.
		places = append(places, node{"@type": "Place", "name": i.Organisation.Name, "address": node{"@type": "PostalAddress", "addressCountry": "DE"}})
	}
	return places
}

func attendance(i *Item, offline bool) string {
	online := i.flag("online") || i.text("onlineUrl") != ""
	switch {
	case online && offline:
		return schemaOrg + "/MixedEventAttendanceMode"
	case online:
		return schemaOrg + "/OnlineEventAttendanceMode"
	}
	return schemaOrg + "/OfflineEventAttendanceMode"
}
