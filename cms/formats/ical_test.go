package formats

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/internal/recurrence"
	"lotse/schema"
)

// embedded reads the types that ship, once.
var embedded = sync.OnceValues(func() (*schema.Registry, error) { return schema.Load(schema.Embedded()) })

// registry is the embedded types.
func registry(t testing.TB) *schema.Registry {
	t.Helper()
	types, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return types
}

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// testNow is the present of the tests.
var testNow = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)

// newSet is a set of items of a type with these fields.
func newSet(t testing.TB, typeName string, fields ...map[string]any) *Set {
	t.Helper()
	typ, ok := registry(t).Type(typeName)
	if !ok {
		t.Fatal(typeName)
	}
	s := &Set{
		Type: typ, Locale: "de", Zone: berlin(t), Now: testNow, Included: map[uuid.UUID]Item{},
		Links: Links{API: "https://cms.lotse.test", Portal: PortalPattern("https://portal.lotse.test")},
		Self:  "https://cms.lotse.test/x", First: "https://cms.lotse.test/x",
	}
	for n, f := range fields {
		at := testNow.Add(-time.Duration(n) * time.Hour)
		s.Items = append(s.Items, Item{
			ID: derived("test", typeName, fmt.Sprint(n)), TypeName: typeName, Type: typ, Slug: fmt.Sprintf("s-%d", n), Locale: "de", Locales: []string{"de"},
			Organisation: Organisation{ID: derived("org"), Slug: "org", Name: "Organisation"}, PublishedAt: at, UpdatedAt: at.Add(time.Minute), Fields: plainJSON(t, f),
		})
	}
	return s
}

// plainJSON is a value as it comes from JSON.
func plainJSON(t testing.TB, v map[string]any) map[string]any {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// question is one calendar for the judge.
type question struct {
	Name     string `json:"name"`
	Calendar string `json:"calendar"`
	From     int64  `json:"from"`
	To       int64  `json:"to"`
}

// judged is a date as ical.js reads it.
type judged struct {
	UID, Start, End, Status, Summary string
	AllDay                           bool
}

// judge asks ical.js for the dates of calendars. It skips where make has not installed it.
func judge(t *testing.T, questions []question) map[string][]judged {
	t.Helper()
	dir := filepath.Join("testdata", "judge")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "ical.js")); err != nil {
		t.Skip("ical.js is not installed: make judge")
	}
	var in bytes.Buffer
	for _, q := range questions {
		if err := json.NewEncoder(&in).Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.CommandContext(t.Context(), "node", filepath.Join(dir, "occurrences.mjs"))
	command.Env = append(os.Environ(), "TZ=UTC")
	command.Stdin = &in
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	answers := map[string][]judged{}
	for decoder := json.NewDecoder(&out); decoder.More(); {
		var a struct {
			Name, Problem string
			Dates         []judged
		}
		if err := decoder.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if a.Problem != "" {
			t.Errorf("%s: %s", a.Name, a.Problem)
		}
		answers[a.Name] = a.Dates
	}
	if len(answers) != len(questions) {
		t.Fatalf("%d of %d calendars were judged", len(answers), len(questions))
	}
	return answers
}

// expected are the dates by our own reckoning, in the words of the judge.
func expected(t testing.TB, v recurrence.Value, from, to time.Time) []string {
	t.Helper()
	r, err := recurrence.New(v)
	if err != nil {
		t.Fatalf("%+v: %v", v, err)
	}
	list, err := r.Between(from, to)
	if err != nil {
		t.Fatalf("%+v: %v", v, err)
	}
	var out []string
	for _, o := range list {
		status := "CONFIRMED"
		if o.Status == recurrence.Cancelled {
			status = "CANCELLED"
		}
		if v.AllDay {
			out = append(out, o.Start.Format(time.DateOnly)+" "+o.End.Format(time.DateOnly)+" "+status)
		} else {
			out = append(out, o.Start.UTC().Format(isoMillis)+" "+o.End.UTC().Format(isoMillis)+" "+status)
		}
	}
	slices.Sort(out)
	return out
}

const isoMillis = "2006-01-02T15:04:05.000Z"

// found are the dates of the judge between two times.
func found(list []judged, from, to time.Time) []string {
	var out []string
	for _, d := range list {
		if d.AllDay && (d.Start >= to.Format(time.DateOnly) || d.End <= from.Format(time.DateOnly)) {
			continue
		}
		out = append(out, d.Start+" "+d.End+" "+d.Status)
	}
	slices.Sort(out)
	return out
}

// compareCalendars writes a calendar of each schedule and has it read by ical.js.
func compareCalendars(t *testing.T, values []recurrence.Value, from, to time.Time) {
	t.Helper()
	var questions []question
	for n, v := range values {
		s := newSet(t, "event", map[string]any{"title": fmt.Sprint(n), "schedule": v})
		body := string(ICalendar(s, "Kalender"))
		checkLines(t, body)
		questions = append(questions, question{fmt.Sprint(n), body, from.UnixMilli(), to.UnixMilli()})
	}
	answers := judge(t, questions)
	for n, v := range values {
		if diff := cmp.Diff(expected(t, v, from, to), found(answers[fmt.Sprint(n)], from, to)); diff != "" {
			t.Errorf("%+v (-ours +ical.js):\n%s\n%s", v, diff, questions[n].Calendar)
		}
	}
}

// checkLines: CRLF everywhere, no line above 75 octets, none that splits a character.
func checkLines(t *testing.T, calendar string) {
	t.Helper()
	lines := strings.Split(calendar, "\r\n")
	if lines[len(lines)-1] != "" {
		t.Error("the last line is not ended")
	}
	depth := 0
	for _, line := range lines {
		if len(line) > longestLine || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line %q", line)
		}
		switch {
		case strings.HasPrefix(line, "BEGIN:"):
			depth++
		case strings.HasPrefix(line, "END:"):
			depth--
		}
	}
	if depth != 0 {
		t.Errorf("BEGIN and END do not match in %s", calendar)
	}
}

// The schedules that calendars get wrong.
func TestCalendarsOfHardSchedules(t *testing.T) {
	t.Parallel()
	moved := func(date, start, end string) recurrence.Change {
		return recurrence.Change{Date: date, Start: start, End: end, Status: recurrence.Moved}
	}
	cancelled := func(date string) recurrence.Change {
		return recurrence.Change{Date: date, Status: recurrence.Cancelled}
	}
	compareCalendars(t, []recurrence.Value{
		{Start: "2026-11-28T10:00", End: "2026-11-28T16:00"},
		{Start: "2026-11-28T10:00"},
		{Start: "2026-11-28", AllDay: true},
		{Start: "2026-11-28", End: "2026-12-01", AllDay: true},
		{Start: "2026-11-28T22:00", End: "2026-11-29T03:00"},
		{Start: "2026-03-24T18:00", End: "2026-03-24T20:00", Rule: "FREQ=WEEKLY;COUNT=60"},
		{Start: "2026-03-27T02:30", End: "2026-03-27T04:30", Rule: "FREQ=DAILY;COUNT=5"},
		{Start: "2026-03-29T02:30", End: "2026-03-29T03:30"},
		{Start: "2026-03-29T02:30", End: "2026-03-29T03:30", Rule: "FREQ=DAILY;COUNT=3"},
		{Start: "2026-10-23T02:30", End: "2026-10-23T03:30", Rule: "FREQ=DAILY;COUNT=5"},
		{Start: "2026-10-25T02:15", End: "2026-10-25T02:45"},
		{Start: "2026-10-24T23:00", End: "2026-10-25T02:30", Rule: "FREQ=DAILY;COUNT=3"},
		{Start: "2026-03-25T18:30", End: "2026-03-25T19:00", Rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=4"},
		{Start: "2026-03-25T18:30", Rule: "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260601T180000Z"},
		{Start: "2026-03-25T18:30", Rule: "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260601"},
		{Start: "2026-03-25T18:30", Rule: "FREQ=WEEKLY;UNTIL=20261125T183000"},
		{Start: "2026-03-25T18:30", Rule: "FREQ=MONTHLY;BYDAY=-1FR"},
		{Start: "2026-03-31T18:30", Rule: "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4"},
		{Start: "2026-04-14", AllDay: true, Rule: "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261201"},
		{Start: "2026-04-14", End: "2026-04-16", AllDay: true, Rule: "FREQ=MONTHLY;COUNT=5", Exclude: []string{"2026-05-14"}, Changes: []recurrence.Change{moved("2026-06-14", "2026-06-20", "2026-06-21")}},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Include: []string{"2026-04-20T15:00", "2026-04-01T09:00"}},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Rule: "FREQ=WEEKLY;COUNT=4", Include: []string{"2026-04-21T10:00", "2026-04-22T10:00"}, Exclude: []string{"2026-04-28", "2026-04-22T10:00"}},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Rule: "FREQ=WEEKLY;COUNT=6", Changes: []recurrence.Change{
			moved("2026-04-21T10:00", "2026-04-22T12:00", "2026-04-22T14:00"), cancelled("2026-04-28T10:00"), moved("2026-05-05T10:00", "2026-04-01T12:00", ""),
			moved("2026-05-06T10:00", "2026-05-07T12:00", ""), cancelled("2026-05-09T10:00")}},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Changes: []recurrence.Change{moved("2026-04-14T10:00", "2026-04-15T12:00", "")}},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Rule: "FREQ=DAILY;COUNT=2", Changes: []recurrence.Change{cancelled("2026-04-14T10:00")}},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Timezone: "America/New_York", Rule: "FREQ=WEEKLY;COUNT=40"},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Timezone: "UTC", Rule: "FREQ=WEEKLY;COUNT=4"},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Timezone: "Asia/Kolkata", Rule: "FREQ=WEEKLY;COUNT=4"},
		{Start: "2026-04-14T10:00", End: "2026-04-14T11:00", Timezone: "Africa/Casablanca", Rule: "FREQ=WEEKLY;COUNT=60"},
		{Start: "1994-04-14T10:00", End: "1994-04-14T11:00", Rule: "FREQ=MONTHLY"},
	}, time.Date(2026, 1, 1, 0, 0, 0, 0, berlin(t)), time.Date(2028, 1, 1, 0, 0, 0, 0, berlin(t)))
	compareCalendars(t, []recurrence.Value{{Start: "1993-04-14T10:00", End: "1993-04-14T11:00", Rule: "FREQ=WEEKLY"}},
		time.Date(1993, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC))
}

// Schedules at random, many of them where the clocks change.
func TestCalendarsOfGeneratedSchedules(t *testing.T) {
	t.Parallel()
	count := 150
	if os.Getenv("LOTSE_TEST_PROOF") != "" {
		count = 3000
	}
	random := rand.New(rand.NewPCG(2026, 11)) //nolint:gosec // the same schedules in every run
	var values []recurrence.Value
	for len(values) < count {
		v := generated(random)
		if _, err := recurrence.New(v); err == nil {
			values = append(values, v)
		}
	}
	compareCalendars(t, values, time.Date(2026, 1, 1, 0, 0, 0, 0, berlin(t)), time.Date(2027, 7, 1, 0, 0, 0, 0, berlin(t)))
}

// generated is a schedule that begins in the weeks before a change of the clocks.
func generated(r *rand.Rand) recurrence.Value {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	first := time.Date(2026, 3, 10+r.IntN(25), r.IntN(24), r.IntN(4)*15, 0, 0, time.UTC)
	if r.IntN(2) == 0 {
		first = time.Date(2026, 10, 10+r.IntN(20), r.IntN(5), r.IntN(4)*15, 0, 0, time.UTC)
	}
	v := recurrence.Value{AllDay: r.IntN(5) == 0}
	layout := "2006-01-02T15:04"
	if v.AllDay {
		layout = time.DateOnly
	}
	v.Start = first.Format(layout)
	if r.IntN(5) > 0 {
		v.End = first.Add(time.Duration(r.IntN(40)) * 30 * time.Minute).Format(layout)
	}
	if r.IntN(6) > 0 {
		v.Rule = pick("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SU", "FREQ=WEEKLY;BYDAY=MO,SA,SU", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=29", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=DAILY;INTERVAL=3")
		v.Rule += pick("", ";COUNT=1", ";COUNT=7", ";COUNT=40", ";UNTIL=20261101", ";UNTIL=20270328T030000Z")
	}
	day := func() string { return first.AddDate(0, 0, r.IntN(30)).Format(layout) }
	for range r.IntN(3) {
		v.Include = append(v.Include, first.AddDate(0, 0, r.IntN(40)-5).Add(time.Duration(r.IntN(3))*time.Hour).Format(layout))
	}
	for range r.IntN(3) {
		v.Exclude = append(v.Exclude, pick(day(), first.AddDate(0, 0, r.IntN(30)).Format(time.DateOnly)))
	}
	for range r.IntN(4) {
		c := recurrence.Change{Date: day(), Status: pick(recurrence.Moved, recurrence.Cancelled)}
		if c.Status == recurrence.Moved {
			c.Start = first.AddDate(0, 0, r.IntN(60)).Add(time.Duration(r.IntN(300)) * time.Minute).Format(layout)
		}
		v.Changes = append(v.Changes, c)
	}
	return v
}

// No text can begin a line of its own, and long words in every script come back as they were.
func TestCalendarTextIsOnlyText(t *testing.T) {
	t.Parallel()
	texts := []string{
		"a\r\nBEGIN:VEVENT\r\nSUMMARY:x", "a\nEND:VCALENDAR", "a\rb", "a\u2028b\u0085c", `back\slash; semi, comma`, strings.Repeat("ä", 200), strings.Repeat("𝟘م", 100), strings.Repeat("x", 74) + "\\n", "",
	}
	var fields []map[string]any
	for _, text := range texts {
		fields = append(fields, map[string]any{"title": text + "!", "summary": text, "onlineUrl": "https://example.org/" + text, "schedule": map[string]any{"start": "2026-12-01T10:00"}})
	}
	body := string(ICalendar(newSet(t, "event", fields...), texts[0]))
	checkLines(t, body)
	if n := strings.Count(body, "\r\nBEGIN:VEVENT\r\n"); n != len(texts) || strings.Count(body, "\r\nEND:VCALENDAR\r\n") != 1 {
		t.Errorf("%d events in %s", n, body)
	}
	answers := judge(t, []question{{"texts", body, 0, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()}})["texts"]
	if len(answers) != len(texts) {
		t.Fatalf("%d dates", len(answers))
	}
	for n, text := range texts {
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u0085", "\n").Replace(text) + "!"
		if answers[n].Summary != want {
			t.Errorf("%q came back as %q", want, answers[n].Summary)
		}
	}
}
