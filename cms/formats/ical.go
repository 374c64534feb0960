package formats

import (
	"strconv"
	"strings"
	"time"

	"lotse/internal/recurrence"
	"lotse/schema"
)

// refreshAfter is how often calendars are asked to look again.
const refreshAfter = "PT1H"

// HasCalendar reports whether items of a type can have dates.
func HasCalendar(t *schema.Type) bool {
	for _, f := range t.Fields {
		if f.Kind == "recurrence" && f.Public() {
			return true
		}
	}
	return false
}

// ICalendar writes the dates of the items as a calendar (RFC 5545, RFC 7986). Items without a schedule are left out.
func ICalendar(s *Set, name string) []byte {
	w := &icalWriter{}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//Lotse//Lotse//EN")
	w.line("CALSCALE:GREGORIAN")
	w.property("UID", nil, derived("calendar", s.Self).String())
	w.text("NAME", name, s.Locale)
	w.text("X-WR-CALNAME", name, "")
	w.property("URL", params{"VALUE", "URI"}, uri(s.Self))
	w.property("SOURCE", params{"VALUE", "URI"}, uri(s.Self))
	w.property("REFRESH-INTERVAL", params{"VALUE", "DURATION"}, refreshAfter)
	w.property("X-PUBLISHED-TTL", nil, refreshAfter)
	if last := s.updated(); !last.IsZero() {
		w.property("LAST-MODIFIED", nil, utc(last))
	}
	events := &icalWriter{}
	zones := zoneSpans{}
	for at := range s.Items {
		s.icalEvents(events, &s.Items[at], zones)
	}
	zones.write(w)
	w.b.WriteString(events.b.String())
	w.line("END:VCALENDAR")
	return []byte(w.b.String())
}

// updated is when the newest of the items changed; zero where there is none.
func (s *Set) updated() time.Time {
	var last time.Time
	for _, i := range s.Items {
		if i.UpdatedAt.After(last) {
			last = i.UpdatedAt
		}
	}
	return last
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// icalItem is an item while it is written.
type icalItem struct {
	s        *Set
	w        *icalWriter
	i        *Item
	r        *recurrence.Recurrence
	location string
}

// icalEvents writes the VEVENTs of an item: its schedule, then every date that became another.
func (s *Set) icalEvents(w *icalWriter, i *Item, zones zoneSpans) {
	_, r, ok := i.schedule()
	if !ok {
		return
	}
	e := &icalItem{s: s, w: w, i: i, r: r, location: s.placeLine(i)}
	c := r.Calendar()
	if !r.AllDay() {
		zones.add(r.Zone(), c.Start)
		for _, d := range c.Dates {
			zones.add(r.Zone(), d)
		}
	}
	if c.Rule == "" && len(c.Dates) == 0 {
		e.single(c)
		return
	}
	w.line("BEGIN:VEVENT")
	if e.changes(c.Start, c.End) && c.End.After(c.Start) { // what it lasts holds for every date, and this one lasts longer or shorter than it looks
		e.at("DTSTART", c.Start, false)
		w.property("DURATION", nil, "PT"+strconv.Itoa(int(c.End.Sub(c.Start)/time.Second))+"S")
	} else {
		e.when(c.Start, c.End, false)
	}
	if c.Rule != "" {
		w.property("RRULE", nil, c.Rule)
	}
	for _, d := range c.Dates {
		e.at("RDATE", d, false)
	}
	for _, d := range c.Excluded {
		e.at("EXDATE", d, false)
	}
	e.facts("")
	w.line("END:VEVENT")
	for _, change := range c.Changes {
		zones.addIf(!r.AllDay(), r.Zone(), change.Start)
		e.override(change)
	}
	e.unclear(c)
}

// single is a schedule of one date, which may have been moved or cancelled.
func (e *icalItem) single(c recurrence.Calendar) {
	status := ""
	for _, change := range c.Changes {
		status = change.Status
		if status == recurrence.Moved {
			c.Start, c.End = change.Start, change.End
		}
	}
	e.w.line("BEGIN:VEVENT")
	e.when(c.Start, c.End, true)
	e.facts(status)
	e.w.line("END:VEVENT")
}

func (e *icalItem) override(c recurrence.CalendarChange) {
	e.w.line("BEGIN:VEVENT")
	e.at("RECURRENCE-ID", c.Original, false)
	e.when(c.Start, c.End, true)
	e.facts(c.Status)
	e.w.line("END:VEVENT")
}

// How far dates that fall into the change of the clocks are written out.
const (
	unclearBack    = -1 // years
	unclearForward = 3
)

// unclear writes out the dates of a rule in which the clocks change, in UTC where the wall clock comes twice or
// never: calendars disagree on what that means, and on how long it lasts.
func (e *icalItem) unclear(c recurrence.Calendar) {
	dates, err := e.r.Between(e.s.Now.AddDate(unclearBack, 0, 0), e.s.Now.AddDate(unclearForward, 0, 0))
	if err != nil || e.r.AllDay() {
		return
	}
	length := c.End.Sub(c.Start)
	for _, o := range dates {
		w, err := recurrence.ParseLocal(o.Original, false)
		if err == nil && o.Status == recurrence.Scheduled && e.changes(w, w.Add(length)) {
			e.override(recurrence.CalendarChange{Original: w, Start: w, End: w.Add(length)})
		}
	}
}

func (e *icalItem) changes(start, end time.Time) bool {
	return e.r.Unclear(start) || e.r.Unclear(end) || e.r.Crosses(start, end)
}

// when writes start and end. Of one date alone an unclear wall clock is written in UTC.
func (e *icalItem) when(start, end time.Time, alone bool) {
	inUTC := alone && (e.r.Unclear(start) || e.r.Unclear(end))
	e.at("DTSTART", start, inUTC)
	if end.After(start) && !(inUTC && !e.r.At(end).After(e.r.At(start))) {
		e.at("DTEND", end, inUTC)
	}
}

// at writes a time of the schedule.
func (e *icalItem) at(name string, w time.Time, inUTC bool) {
	switch {
	case e.r.AllDay():
		e.w.property(name, params{"VALUE", "DATE"}, w.Format("20060102"))
	case inUTC, e.r.Zone() == time.UTC:
		e.w.property(name, nil, utc(e.r.At(w)))
	default:
		e.w.property(name, params{"TZID", e.r.Zone().String()}, w.Format("20060102T150405"))
	}
}

// facts writes what every date of an item has in common.
func (e *icalItem) facts(status string) {
	i, w := e.i, e.w
	w.property("UID", nil, i.ID.String()+"@lotse")
	w.property("DTSTAMP", nil, utc(i.UpdatedAt))
	w.property("CREATED", nil, utc(i.PublishedAt))
	w.property("LAST-MODIFIED", nil, utc(i.UpdatedAt))
	// A change always has a later time, so its seconds are a sequence that never goes back.
	w.property("SEQUENCE", nil, strconv.FormatInt(max(0, int64(i.UpdatedAt.Sub(i.PublishedAt)/time.Second)), 10))
	if status == recurrence.Cancelled {
		w.line("STATUS:CANCELLED")
	} else {
		w.line("STATUS:CONFIRMED")
	}
	w.text("SUMMARY", i.title(), i.Locale)
	w.text("DESCRIPTION", i.long(), i.Locale)
	w.text("LOCATION", e.location, i.Locale)
	if lat, lng, ok := e.s.placePoint(i); ok {
		w.property("GEO", nil, plainNumber(lat)+";"+plainNumber(lng))
	}
	w.categories(e.s.titles(i, "category"), i.Locale)
	w.property("URL", params{"VALUE", "URI"}, uri(e.s.Links.item(i)))
	if address := i.text("onlineUrl"); address != "" {
		w.property("CONFERENCE", params{"VALUE", "URI"}, uri(address))
	}
	w.line("TRANSP:OPAQUE")
}

// placeLine is where it is, on one line.
func (s *Set) placeLine(i *Item) string {
	a, _ := i.address()
	places := s.targets(i, "place")
	if len(places) == 0 {
		return a.line()
	}
	a, _ = places[0].address()
	return strings.TrimSuffix(places[0].title()+", "+a.line(), ", ")
}

func (s *Set) placePoint(i *Item) (lat, lng float64, ok bool) {
	if lat, lng, ok = i.point(); ok {
		return lat, lng, true
	}
	for _, p := range s.targets(i, "place") {
		if lat, lng, ok = p.point(); ok {
			return lat, lng, true
		}
	}
	return 0, 0, false
}
