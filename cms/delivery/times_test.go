package delivery_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lotse/internal/postgres"
	"lotse/internal/recurrence"
	"lotse/schema"
)

// scheduled seeds an event with the dates that its schedule gives, as publishing writes them down.
func (s *site) scheduled(slug string, schedule map[string]any) {
	s.t.Helper()
	typ, _ := s.types.Type("event")
	r, ok := typ.Schedule(typ.Normalise(schema.Content{"schedule": schedule}, schema.Source))
	if !ok {
		s.t.Fatalf("%s has no schedule", slug)
	}
	list, err := r.Between(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		s.t.Fatal(err)
	}
	e := entry{typ: "event", slug: slug, fields: schema.Content{"title": slug, "schedule": schedule}, texts: map[string]schema.Content{"en": {"title": slug}}}
	for _, o := range list {
		date := occurrence{start: o.Start, end: o.End, status: o.Status}
		if o.Status == recurrence.Moved {
			at, err := time.ParseInLocation("2006-01-02T15:04", o.Original, r.Zone())
			if err != nil {
				s.t.Fatal(err)
			}
			date.originally = &at
		}
		e.dates = append(e.dates, date)
	}
	s.add(e)
}

// lines are the dates of a list, each as one line, on the clock of the place.
func (s *site) lines(path string) []string {
	s.t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		s.t.Fatal(err)
	}
	list := []string{}
	for at, n := path, 0; ; n++ {
		p := s.list(at)
		for _, i := range p.Items {
			line := fmt.Sprintf("%s %s–%s %s", i.Slug, i.Occurrence.Start.In(berlin).Format("2006-01-02 15:04"), i.Occurrence.End.In(berlin).Format("02 15:04"), i.Occurrence.Status)
			if i.Occurrence.Originally != nil {
				line += " from " + i.Occurrence.Originally.In(berlin).Format("02 15:04")
			}
			list = append(list, line)
		}
		if p.Next == nil || n > 100 {
			return list
		}
		at = path + "&cursor=" + *p.Next
	}
}

func TestDatesOfEvents(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	// Sundays at 10 over both changes of the clock: 28 March 2027 and 31 October 2027.
	s.scheduled("sonntags", map[string]any{"start": "2027-03-14T10:00", "end": "2027-03-14T12:00", "timezone": "Europe/Berlin", "rule": "FREQ=WEEKLY;COUNT=40",
		"changes": []any{
			map[string]any{"date": "2027-04-04T10:00", "status": "cancelled"},
			map[string]any{"date": "2027-04-11T10:00", "status": "moved", "start": "2027-04-12T18:00", "end": "2027-04-12T19:00"},
		}})
	s.scheduled("ausstellung", map[string]any{"start": "2027-03-20", "end": "2027-03-28", "allDay": true, "timezone": "Europe/Berlin"})
	s.scheduled("nacht", map[string]any{"start": "2027-10-30T22:00", "end": "2027-10-31T04:00", "timezone": "Europe/Berlin"})
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"from=2027-03-28&to=2027-03-28", []string{ // the whole of a day of 23 hours, with what runs into it
			"ausstellung 2027-03-20 00:00–29 00:00 scheduled", "sonntags 2027-03-28 10:00–28 12:00 scheduled"}},
		{"from=2027-03-29&to=2027-03-29", []string{}},
		{"from=2027-03-21&to=2027-04-12", []string{
			"ausstellung 2027-03-20 00:00–29 00:00 scheduled", "sonntags 2027-03-21 10:00–21 12:00 scheduled", "sonntags 2027-03-28 10:00–28 12:00 scheduled",
			"sonntags 2027-04-04 10:00–04 12:00 cancelled", "sonntags 2027-04-12 18:00–12 19:00 moved from 11 10:00"}},
		{"from=2027-10-31&to=2027-10-31", []string{"nacht 2027-10-30 22:00–31 04:00 scheduled", "sonntags 2027-10-31 10:00–31 12:00 scheduled"}},
		{"from=2027-10-30&to=2027-10-30", []string{"nacht 2027-10-30 22:00–31 04:00 scheduled"}},
		{"from=2027-03-28T11:00:00%2B02:00&to=2027-03-28T12:00:00%2B02:00", []string{
			"ausstellung 2027-03-20 00:00–29 00:00 scheduled", "sonntags 2027-03-28 10:00–28 12:00 scheduled"}}, // it runs by then
		{"from=2027-03-28T12:00:00%2B02:00&to=2027-03-29T00:00:00%2B02:00", []string{"ausstellung 2027-03-20 00:00–29 00:00 scheduled"}}, // over by then
		{"from=2027-03-28&to=2027-03-28&q=sonntags", []string{"sonntags 2027-03-28 10:00–28 12:00 scheduled"}},
		{"from=2027-03-28&to=2027-03-28&filter[costs]=free", []string{}},
		{"from=2027-03-28&to=2027-03-28&organisation=werk-gera", []string{}},
	} {
		for _, suffix := range []string{"", "&limit=1", "&limit=2", "&locale=en", "&locale=fa&fallback=true&limit=3"} {
			if diff := cmp.Diff(test.want, s.lines("/event?"+test.query+suffix)); diff != "" && !(strings.Contains(suffix, "fallback") && strings.Contains(test.query, "q=")) {
				t.Errorf("%s%s (-want +got):\n%s", test.query, suffix, diff)
			}
		}
		if got := s.list("/event?total=true&" + test.query).Total; got.Value != len(test.want) || !got.Exact {
			t.Errorf("%s: %+v", test.query, got)
		}
	}
	// Hours are kept on the clock: 9:00 UTC in winter, 8:00 in summer.
	if got := s.list("/event?from=2027-03-21&to=2027-03-21&q=sonntags").Items[0].Occurrence.Start.UTC().Hour(); got != 9 {
		t.Errorf("in winter it begins at %d UTC", got)
	}
	if got := s.list("/event?from=2027-03-28&to=2027-03-28&q=sonntags").Items[0].Occurrence.Start.UTC().Hour(); got != 8 {
		t.Errorf("in summer it begins at %d UTC", got)
	}
	s.exec(`update entries set source_live = false where slug = 'ausstellung'`)
	if got := s.lines("/event?from=2027-03-28&to=2027-03-28"); len(got) != 1 {
		t.Errorf("what is not public: %v", got)
	}
}

// Only to: from now on, as the clock of the database has it; the answer ends with the minute.
func TestDatesFromNowOn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	now := time.Now()
	s.add(entry{typ: "event", slug: "e", fields: schema.Content{"title": "E"}, dates: []occurrence{
		{now.Add(-2 * time.Hour), now.Add(-time.Hour), "scheduled", nil}, {now.Add(-time.Hour), now.Add(time.Hour), "scheduled", nil}, {now.Add(3 * time.Hour), now.Add(4 * time.Hour), "scheduled", nil},
	}})
	path := "/event?to=" + now.AddDate(0, 0, 2).Format(time.DateOnly)
	if got := s.list(path); len(got.Items) != 2 {
		t.Errorf("%d dates", len(got.Items))
	}
	if header := s.get(path).Header().Get("Cache-Control"); header == s.get("/event").Header().Get("Cache-Control") {
		t.Errorf("kept as if it did not depend on the time: %s", header)
	}
	if err := postgres.MoveClock(t.Context(), s.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := s.list(path); len(got.Items) != 1 {
		t.Errorf("%d dates two hours later", len(got.Items))
	}
}

func TestOpenAt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	hours := func(day, from, to string) map[string]any { return map[string]any{"day": day, "from": from, "to": to} }
	add := func(slug string, value map[string]any) {
		s.add(entry{typ: "place", slug: slug, fields: schema.Content{"title": slug, "openingHours": value}, texts: map[string]schema.Content{"en": {"title": slug}}})
	}
	weekly := []any{}
	for _, day := range []string{"mo", "tu", "we", "th", "fr"} {
		weekly = append(weekly, hours(day, "08:00", "12:00"))
	}
	add("amt", map[string]any{"weekly": weekly, "holidays": "closed", "exceptions": []any{
		map[string]any{"from": "2027-02-08", "to": "2027-02-10", "closed": true},
		map[string]any{"from": "2027-02-11", "hours": []any{map[string]any{"from": "18:00", "to": "02:00"}}},
		map[string]any{"from": "2027-02-12", "note": "Bitte klingeln"},
		map[string]any{"from": "2027-12-27", "hours": []any{map[string]any{"from": "10:00", "to": "11:00"}}},
	}})
	add("bar", map[string]any{"holidays": "open", "weekly": []any{hours("sa", "20:00", "03:00"), hours("su", "22:00", "04:00")}, "exceptions": []any{
		map[string]any{"from": "2027-02-14", "closed": true}, // a Sunday
	}})
	add("immer", map[string]any{"weekly": []any{hours("mo", "00:00", "24:00"), hours("tu", "00:00", "00:00")}})
	add("nie", map[string]any{"byAppointment": true})
	for at, want := range map[string][]string{
		"2027-02-03T08:00": {"amt"}, "2027-02-03T07:59": {}, "2027-02-03T11:59": {"amt"}, "2027-02-03T12:00": {}, "2027-02-06T09:00": {},
		"2027-02-08T09:00": {"immer"}, "2027-02-10T09:00": {}, "2027-02-11T09:00": {}, "2027-02-11T18:30": {"amt"}, "2027-02-12T01:59": {"amt"}, "2027-02-12T02:00": {}, "2027-02-12T09:00": {"amt"},
		"2027-02-06T20:00": {"bar"}, "2027-02-07T02:59": {"bar"}, "2027-02-07T03:00": {}, "2027-02-07T22:00": {"bar"}, "2027-02-08T03:59": {"bar", "immer"}, "2027-02-08T04:00": {"immer"},
		"2027-02-13T23:00": {"bar"}, "2027-02-14T02:00": {"bar"}, // the night before the closed day
		"2027-02-14T22:30": {}, "2027-02-15T01:00": {"immer"}, // and the night that would have begun on it
		"2027-02-15T00:00": {"immer"}, "2027-02-16T23:59": {"immer"}, "2027-02-17T00:00": {},
		"2027-09-20T09:00": {"immer"}, // Monday, day of the child in Thuringia: the office is closed
		"2027-03-26T09:00": {},        // Good Friday
		"2027-12-27T10:30": {"amt", "immer"},
		"2027-03-28T01:59": {"bar"}, "2027-03-28T03:00": {}, // the hour from two to three is not there
		"2027-10-31T02:30": {"bar"},
	} {
		berlin, err := time.LoadLocation("Europe/Berlin")
		if err != nil {
			t.Fatal(err)
		}
		local, err := time.ParseInLocation("2006-01-02T15:04", at, berlin)
		if err != nil {
			t.Fatal(err)
		}
		for _, suffix := range []string{"", "&locale=en", "&locale=fa&fallback=true"} {
			path := "/place?sort=title&open=" + url.QueryEscape(local.Format(time.RFC3339)) + suffix
			if diff := cmp.Diff(want, s.slugs(path)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
	}
	// The second time that it is half past two on the night when the clock is turned back.
	for _, at := range []string{"2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"} {
		if got := s.slugs("/place?open=" + at); !slices.Equal(got, []string{"bar"}) {
			t.Errorf("%s: %v", at, got)
		}
	}
}

// Now is the minute of the database's clock, and the answer holds no longer.
func TestOpenNow(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, day := range []string{"mo", "tu", "we", "th", "fr", "sa", "su"} {
		s.add(entry{typ: "place", slug: day, fields: schema.Content{"title": day, "openingHours": map[string]any{"weekly": []any{map[string]any{"day": day, "from": "00:00", "to": "24:00"}}}}})
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	today := func(ahead time.Duration) string {
		return []string{"su", "mo", "tu", "we", "th", "fr", "sa"}[time.Now().Add(ahead).In(berlin).Weekday()]
	}
	for _, ahead := range []time.Duration{0, 24 * time.Hour, 96 * time.Hour} {
		if err := postgres.MoveClock(t.Context(), s.pool, ahead); err != nil {
			t.Fatal(err)
		}
		w := s.get("/place?open=now")
		if got := slugsOf(read[page](t, w.Body.Bytes()).Items); !slices.Equal(got, []string{today(ahead)}) && !slices.Equal(got, []string{today(ahead - time.Minute)}) {
			t.Errorf("open %v ahead: %v", ahead, got)
		}
		if header := w.Header().Get("Cache-Control"); header == "public, max-age=60, s-maxage=60, stale-while-revalidate=30" {
			t.Errorf("kept beyond the minute: %s", header)
		}
	}
}
