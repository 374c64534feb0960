package recurrence

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// calendarEvent reads the few properties of one VEVENT that make a schedule, as far as they are in
// local time of Europe/Berlin, whole days, or UTC. Other zones are left to the converter.
func calendarEvent(t *testing.T, lines []string) (Value, bool) {
	t.Helper()
	v := Value{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		name, parameters, _ := strings.Cut(name, ";")
		if strings.Contains(parameters, "TZID") && !strings.Contains(parameters, "Europe/Berlin") {
			return v, false
		}
		switch name {
		case "DTSTART":
			v.AllDay = !strings.Contains(value, "T")
			v.Start = calendarTime(t, value)
		case "RRULE":
			v.Rule = value
		case "EXDATE":
			for _, d := range strings.Split(value, ",") {
				v.Exclude = append(v.Exclude, calendarTime(t, d))
			}
		case "RECURRENCE-ID":
			return v, false // a change of another event
		}
	}
	return v, v.Start != ""
}

func calendarTime(t *testing.T, s string) string {
	t.Helper()
	zone, err := time.LoadLocation(DefaultTimezone)
	if err != nil {
		t.Fatal(err)
	}
	for layout, out := range map[string]string{"20060102T150405": secondLayout, "20060102T150405Z": secondLayout, "20060102": dateLayout} {
		at, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if strings.HasSuffix(layout, "Z") {
			at = onWall(at, zone)
		}
		return at.Format(out)
	}
	t.Fatalf("no time: %s", s)
	return ""
}

// TestRealCalendars takes the events of real calendars: every rule is understood, every date keeps its
// clock time and lies before UNTIL, and COUNT counts.
func TestRealCalendars(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "ics", "*", "*.ics"))
	if len(files) == 0 {
		t.Skip("the real calendars are not here")
	}
	events, rules := 0, 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("\r\n ", "", "\n ", "", "\r\n\t", "", "\n\t", "", "\r", "").Replace(string(source))
		for _, block := range strings.Split(text, "BEGIN:VEVENT")[1:] {
			block, _, _ = strings.Cut(block, "END:VEVENT")
			v, ok := calendarEvent(t, strings.Split(block, "\n"))
			if !ok {
				continue
			}
			events++
			if v.Rule != "" {
				rules++
			}
			checkCalendarEvent(t, filepath.Base(file), v)
		}
	}
	t.Logf("%d events, %d rules", events, rules)
	if events < 80 || rules < 30 {
		t.Errorf("only %d events and %d rules", events, rules)
	}
}

func checkCalendarEvent(t *testing.T, file string, v Value) {
	t.Helper()
	r, err := New(v)
	if err != nil {
		t.Errorf("%s: %+v: %v", file, v, err)
		return
	}
	list, err := r.Between(berlin(t, "1990-01-01T00:00"), berlin(t, "2030-01-01T00:00"))
	if err != nil || len(list) == 0 {
		t.Errorf("%s: %+v: %d dates, %v", file, v, len(list), err)
		return
	}
	_, until, _ := strings.Cut(v.Rule, "UNTIL=")
	until, _, _ = strings.Cut(until, ";")
	for _, o := range list {
		if !v.AllDay && o.Start.Format("15:04:05") != v.Start[11:] {
			t.Errorf("%s: %+v moves to %v", file, v, o.Start)
		}
		if end, err := time.Parse("20060102T150405Z", until); err == nil && o.Start.After(end.Add(24*time.Hour)) {
			t.Errorf("%s: %+v goes on to %v", file, v, o.Start)
		}
		if slices.Contains(v.Exclude, o.Original) {
			t.Errorf("%s: %+v is left out but comes", file, v)
		}
	}
	if _, count, ok := strings.Cut(v.Rule, "COUNT="); ok {
		count, _, _ = strings.Cut(count, ";")
		if want := map[string]int{"1": 1, "3": 3, "6": 6, "8": 8, "10": 10}[count] - len(v.Exclude); want != len(list) {
			t.Errorf("%s: %+v: %d dates", file, v, len(list))
		}
	}
	if last, ok := r.Last(); ok && !last.Equal(list[len(list)-1].End) {
		t.Errorf("%s: %+v: the last is %v", file, v, last)
	}
}

// TestSummerTimeRule: the rules by which calendars tell the change of the clocks give the days on which
// the time zone database changes them.
func TestSummerTimeRule(t *testing.T) {
	for rule, month := range map[string]int{"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3": 3, "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU": 10} {
		start := map[int]string{3: "1996-03-31", 10: "1996-10-27"}[month]
		r, err := New(Value{Start: start, AllDay: true, Rule: rule})
		if err != nil {
			t.Fatal(err)
		}
		list, err := r.Between(berlin(t, "1996-01-01T00:00"), berlin(t, "2037-01-01T00:00"))
		if err != nil || len(list) != 41 {
			t.Fatalf("%d changes, %v", len(list), err)
		}
		for _, o := range list {
			_, before := o.Start.Zone()
			_, after := o.End.Zone()
			if before == after {
				t.Errorf("the clocks do not change on %v", o.Start)
			}
		}
	}
}
