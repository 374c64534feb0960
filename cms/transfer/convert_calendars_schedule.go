package transfer

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"strconv"
	"strings"
	"time"

	"lotse/internal/recurrence"
)

// schedule builds our recurrence value from a VEVENT. All its times are local in one zone, the start's.
type schedule struct {
	value  recurrence.Value
	zone   *time.Location
	length time.Duration
	notes  []string
}

func newSchedule(cal calendar, e vevent) (*schedule, error) {
	start, end, err := e.span(cal.zone)
	if err != nil {
		return nil, err
	}
	s := &schedule{zone: start.at.Location(), length: end.at.Sub(start.at)}
	if start.utc {
		s.zone = cal.zone // the same instant, said in the zone of the people who come
	}
	s.value.AllDay = start.allDay
	if s.value.AllDay {
		s.zone = cal.zone
	}
	s.value.Timezone = s.zone.String()
	s.value.Start = s.local(start)
	s.value.End = s.lastLocal(start, end)
	if end.at.Before(start.at) {
		return nil, errors.New("it ends before it starts")
	}
	return s, nil
}

// span reads start and end. Without an end, a day lasts a day and a time has no length (RFC 5545, 3.6.1).
func (e vevent) span(zone *time.Location) (start, end moment, err error) {
	p, ok := e.get("DTSTART")
	if !ok {
		return start, end, errors.New("no start")
	}
	list, err := p.moments(zone)
	if err != nil {
		return start, end, err
	}
	start = list[0]
	if p, ok := e.get("DTEND"); ok {
		if list, err = p.moments(zone); err != nil {
			return start, end, err
		}
		return start, list[0], nil
	}
	end = start
	if p, ok := e.get("DURATION"); ok {
		length, err := parseDuration(p.value)
		if err != nil {
			return start, end, err
		}
		end.at = end.at.Add(length)
	} else if start.allDay {
		end.at = end.at.AddDate(0, 0, 1)
	}
	return start, end, nil
}

// local says a moment in the schedule's own form.
func (s *schedule) local(m moment) string {
	if s.value.AllDay {
		return m.at.Format(time.DateOnly)
	}
	t := m.at.In(s.zone)
	if t.Second() != 0 {
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format("2006-01-02T15:04")
}

// lastLocal says an end. The end of days is exclusive in a calendar and the last day with us; some
// calendars write the same day twice and mean that day.
func (s *schedule) lastLocal(start, end moment) string {
	if s.value.AllDay && end.at.After(start.at) {
		end.at = end.at.AddDate(0, 0, -1)
	}
	return s.local(end)
}

// dates sets rule, included and excluded dates.
func (s *schedule) dates(e vevent) error {
	if p, ok := e.get("RRULE"); ok {
		s.value.Rule = strings.TrimSpace(p.value)
	}
	for _, p := range e.every("RDATE") {
		list, err := p.moments(s.zone)
		if err != nil {
			return err
		}
		for _, m := range list {
			s.value.Include = append(s.value.Include, s.local(m))
		}
		if p.params["VALUE"] == "PERIOD" {
			s.notes = append(s.notes, "a further date with a length of its own gets the usual length")
		}
	}
	for _, p := range e.every("EXDATE") {
		list, err := p.moments(s.zone)
		if err != nil {
			return err
		}
		for _, m := range list {
			s.value.Exclude = append(s.value.Exclude, s.local(m))
		}
	}
	return nil
}

// changes turns the overrides of single dates into changes. It gives sentences about what a schedule
// cannot hold: another title or place on that date.
func (s *schedule) changes(cal calendar, master vevent, overrides []vevent) ([]string, error) {
	var notes []string
	for _, o := range overrides {
		p, _ := o.get("RECURRENCE-ID")
		original, err := p.moments(cal.zone)
		if err != nil {
			return nil, err
		}
		change := recurrence.Change{Date: s.local(original[0]), Status: recurrence.Moved}
		if strings.EqualFold(o.text("STATUS"), "CANCELLED") {
			change.Status = recurrence.Cancelled
		} else {
			start, end, err := o.span(cal.zone)
			if err != nil {
				return nil, err
			}
			change.Start, change.End = s.local(start), s.lastLocal(start, end)
			notes = append(notes, differences(master, o, start.at.In(s.zone))...)
		}
		s.value.Changes = append(s.value.Changes, change)
	}
	return notes, nil
}

func differences(master, o vevent, at time.Time) []string {
	var notes []string
	day := at.Format("02.01.2006")
	if title := oneLine(o.text("SUMMARY")); title != "" && title != oneLine(master.text("SUMMARY")) {
		notes = append(notes, fmt.Sprintf("Am %s: %s", day, title))
	}
	if place := oneLine(o.text("LOCATION")); place != "" && place != oneLine(master.text("LOCATION")) {
		notes = append(notes, fmt.Sprintf("Ort am %s: %s", day, place))
	}
	return notes
}

// scheduleFields is the value as decoded JSON.
func scheduleFields(v recurrence.Value) Fields {
	f := Fields{"start": v.Start, "timezone": v.Timezone}
	set(f, "end", v.End)
	set(f, "rule", v.Rule)
	if v.AllDay {
		f["allDay"] = true
	}
	if v.Include != nil {
		f["include"] = v.Include
	}
	if v.Exclude != nil {
		f["exclude"] = v.Exclude
	}
	if v.Changes != nil {
		f["changes"] = v.Changes
	}
	return f
}

// parseDuration reads RFC 5545's form, e.g. PT1H30M or P2D.
func parseDuration(s string) (time.Duration, error) {
	bad := errors.New("a length that cannot be read")
	units := map[byte]time.Duration{
		'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second,
	}
	rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "+"), "P")
	if !ok {
		return 0, bad
	}
	var total time.Duration
	digits := ""
	for i := range len(rest) {
		unit, isUnit := units[rest[i]]
		switch {
		case rest[i] == 'T' && digits == "":
		case rest[i] >= '0' && rest[i] <= '9':
			digits += rest[i : i+1]
		case isUnit && digits != "":
			n, err := strconv.Atoi(digits)
			if err != nil || n > 100_000 {
				return 0, bad
			}
			total, digits = total+time.Duration(n)*unit, ""
		default:
			return 0, bad
		}
	}
	if digits != "" {
		return 0, bad
	}
	return total, nil
}

func mapKeys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }
