package formats

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"lotse/internal/recurrence"
)

// schedules are the opening hours and the schedule of an item. The standard knows weeks and months, times with an
// offset, and no days that are left out. So: every row of hours is a row here; times carry the offset of the
// zone in winter, and tzid (a member of ours) says whose wall clock is meant; a day that is closed is a row
// without times; what the words do not reach stands in notes.
func (s *Set) schedules(i *Item, owner string) []node {
	var list []node
	row := func(key string) node {
		n := node{
			"id": derived("schedule", i.ID.String(), key, strconv.Itoa(len(list))).String(), owner: i.ID.String(), "tzid": s.Zone.String(),
		}
		list = append(list, n)
		return n
	}
	if hours, ok := decode[openingHours](i.ofKind("openingHours")); ok {
		s.openingRows(hours, i.text("openingHoursNote"), row)
	}
	if v, r, ok := i.schedule(); ok {
		scheduleRow(v, r, row("dates"))
	}
	return list
}

func (s *Set) openingRows(hours openingHours, note string, row func(string) node) {
	winter := offset(time.Date(s.Now.Year(), 1, 1, 12, 0, 0, 0, s.Zone))
	note = joinLine(note, map[string]string{"closed": "PublicHolidays: closed", "open": "PublicHolidays: open"}[hours.Holidays])
	for _, w := range hours.Weekly {
		n := row("weekly")
		n["freq"], n["byday"], n["opens_at"], n["closes_at"] = "WEEKLY", strings.ToUpper(w.Day), w.From+winter, closing(w.To)+winter
		n.put("notes", note)
	}
	for _, e := range hours.Exceptions {
		times := e.Hours
		if e.Closed {
			times = nil
		}
		for at := range max(1, len(times)) {
			n := row("exception")
			n["valid_from"], n["valid_to"] = e.From, e.To
			n.put("notes", e.Note)
			if len(times) == 0 {
				n["description"] = "closed"
				continue
			}
			then := winter
			if day, err := time.ParseInLocation(time.DateOnly, e.From, s.Zone); err == nil {
				then = offset(day.Add(12 * time.Hour))
			}
			n["opens_at"], n["closes_at"] = times[at].From+then, closing(times[at].To)+then
		}
	}
	if len(hours.Weekly) == 0 && len(hours.Exceptions) == 0 {
		n := row("note")
		n.put("notes", note)
	}
}

func offset(t time.Time) string { return t.Format("-07:00") }

// plainParts are the parts of a rule that a row can hold.
var plainParts = map[string]string{
	"FREQ": "freq", "BYDAY": "byday", "BYMONTHDAY": "bymonthday", "WKST": "wkst", "INTERVAL": "interval", "COUNT": "count", "UNTIL": "until",
}

// scheduleRow writes a schedule into a row: all of its rule where the standard has the words, and in any case the
// rule of iCalendar and the dates that differ as notes.
func scheduleRow(v recurrence.Value, r *recurrence.Recurrence, n node) {
	first := r.First()
	n["tzid"] = r.Zone().String()
	n["dtstart"] = first.Format(time.DateOnly)
	n["timezone"] = hoursEast(first)
	c := r.Calendar()
	if !r.AllDay() {
		n["opens_at"] = first.Format("15:04-07:00")
		if end := c.End.Sub(c.Start); end > 0 {
			n["closes_at"] = first.Add(end).Format("15:04-07:00")
		}
	}
	if !r.Recurring() {
		n["valid_from"], n["valid_to"] = n["dtstart"], n["dtstart"]
		return
	}
	if last, ok := r.LastDay(); ok {
		n["valid_to"] = last.Format(time.DateOnly)
	}
	if !ruleRow(c.Rule, n) && c.Rule != "" {
		n["description"] = "RRULE:" + c.Rule
	}
	notes := []string{dates("also", c.Dates), dates("not", c.Excluded)}
	for _, change := range c.Changes {
		notes = append(notes, change.Status+": "+change.Original.Format("2006-01-02 15:04"))
		if change.Status == recurrence.Moved {
			notes[len(notes)-1] += " → " + change.Start.Format("2006-01-02 15:04")
		}
	}
	n.put("notes", joinLine(notes...))
}

// hoursEast is the offset in hours, as the standard wants it.
func hoursEast(t time.Time) float64 {
	_, seconds := t.Zone()
	return float64(seconds) / 3600
}

// ruleRow writes the parts of a rule; false where the standard has no words for all of it.
func ruleRow(rule string, n node) bool {
	row := node{}
	for _, part := range strings.Split(rule, ";") {
		name, value, _ := strings.Cut(part, "=")
		switch key := plainParts[name]; key {
		case "":
			return false
		case "interval", "count":
			number, err := strconv.Atoi(value)
			if err != nil {
				return false
			}
			row[key] = number
		case "until":
			if len(value) < 8 {
				return false
			}
			row[key] = value[:4] + "-" + value[4:6] + "-" + value[6:8]
		default:
			row[key] = value
		}
	}
	if row["freq"] == "DAILY" && (row["interval"] == nil || row["interval"] == 1) {
		row["freq"] = "WEEKLY"
		if row["byday"] == nil {
			row["byday"] = "MO,TU,WE,TH,FR,SA,SU"
		}
	}
	if row["freq"] != "WEEKLY" && row["freq"] != "MONTHLY" {
		return false
	}
	for name, value := range row {
		n[name] = value
	}
	return true
}

func dates(word string, list []time.Time) string {
	if len(list) == 0 {
		return ""
	}
	text := make([]string, len(list))
	for at, t := range list {
		text[at] = t.Format(time.DateOnly)
	}
	slices.Sort(text)
	return word + ": " + strings.Join(slices.Compact(text), ", ")
}
