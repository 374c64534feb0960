package recurrence

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func berlin(t *testing.T, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation(DefaultTimezone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// told writes occurrences the way the tables do: start/end with offset, and the state if it is not scheduled.
func told(list []Occurrence) []string {
	var out []string
	for _, o := range list {
		s := o.Start.Format("2006-01-02T15:04Z07") + "/" + o.End.Format("02T15:04Z07")
		if o.Status != Scheduled {
			s += " " + o.Status + " " + o.Original
		}
		out = append(out, s)
	}
	return out
}

func TestBetween(t *testing.T) {
	for name, c := range map[string]struct {
		value    Value
		from, to string
		want     []string
		last     string // "" is endless
	}{
		"once": {
			value: Value{Start: "2026-11-24T18:00", End: "2026-11-24T20:00"},
			from:  "2026-01-01T00:00", to: "2027-01-01T00:00",
			want: []string{"2026-11-24T18:00+01/24T20:00+01"},
			last: "2026-11-24T20:00",
		},
		"the evening stays at six when summer time ends": {
			value: Value{Start: "2026-10-20T18:00", End: "2026-10-20T20:00", Rule: "FREQ=WEEKLY;BYDAY=TU;COUNT=3"},
			from:  "2026-01-01T00:00", to: "2027-01-01T00:00",
			want: []string{"2026-10-20T18:00+02/20T20:00+02", "2026-10-27T18:00+01/27T20:00+01", "2026-11-03T18:00+01/03T20:00+01"},
			last: "2026-11-03T20:00",
		},
		"and when it begins": {
			value: Value{Start: "2026-03-24T18:00", End: "2026-03-24T20:00", Rule: "FREQ=WEEKLY;COUNT=2"},
			from:  "2026-01-01T00:00", to: "2027-01-01T00:00",
			want: []string{"2026-03-24T18:00+01/24T20:00+01", "2026-03-31T18:00+02/31T20:00+02"},
			last: "2026-03-31T20:00",
		},
		"in the hour that is skipped the offset of before holds": {
			value: Value{Start: "2026-03-28T02:30", End: "2026-03-28T03:00", Rule: "FREQ=DAILY;COUNT=3"},
			from:  "2026-01-01T00:00", to: "2027-01-01T00:00",
			want: []string{"2026-03-28T02:30+01/28T03:00+01", "2026-03-29T03:30+02/29T03:30+02", "2026-03-30T02:30+02/30T03:00+02"},
			last: "2026-03-30T03:00",
		},
		"of the hour that comes twice the first is meant": {
			value: Value{Start: "2026-10-24T02:30", End: "2026-10-24T04:00", Rule: "FREQ=DAILY;COUNT=3"},
			from:  "2026-01-01T00:00", to: "2027-01-01T00:00",
			want: []string{"2026-10-24T02:30+02/24T04:00+02", "2026-10-25T02:30+02/25T04:00+01", "2026-10-26T02:30+01/26T04:00+01"},
			last: "2026-10-26T04:00",
		},
		"a night over the change keeps its local end": {
			value: Value{Start: "2026-10-24T22:00", End: "2026-10-25T04:00"},
			from:  "2026-01-01T00:00", to: "2027-01-01T00:00",
			want: []string{"2026-10-24T22:00+02/25T04:00+01"},
			last: "2026-10-25T04:00",
		},
		"whole days over the change": {
			value: Value{Start: "2026-03-28", End: "2026-03-29", AllDay: true, Rule: "FREQ=YEARLY;COUNT=2"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-03-28T00:00+01/30T00:00+02", "2027-03-28T00:00+01/30T00:00+02"},
			last: "2027-03-30T00:00",
		},
		"UNTIL as a date is meant to its end": {
			value: Value{Start: "2026-11-24T18:00", Rule: "FREQ=WEEKLY;UNTIL=20261208"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-11-24T18:00+01/24T18:00+01", "2026-12-01T18:00+01/01T18:00+01", "2026-12-08T18:00+01/08T18:00+01"},
			last: "2026-12-08T18:00",
		},
		"UNTIL in UTC is brought to the local clock: 17:00Z is 18:00": {
			value: Value{Start: "2026-11-24T18:00", Rule: "FREQ=WEEKLY;UNTIL=20261201T170000Z"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-11-24T18:00+01/24T18:00+01", "2026-12-01T18:00+01/01T18:00+01"},
			last: "2026-12-01T18:00",
		},
		"UNTIL in UTC one second before": {
			value: Value{Start: "2026-11-24T18:00", Rule: "FREQ=WEEKLY;UNTIL=20261201T165959Z"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-11-24T18:00+01/24T18:00+01"},
			last: "2026-11-24T18:00",
		},
		"UNTIL as local time": {
			value: Value{Start: "2026-07-07T18:00", Rule: "FREQ=WEEKLY;UNTIL=20260714T180000"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-07-07T18:00+02/07T18:00+02", "2026-07-14T18:00+02/14T18:00+02"},
			last: "2026-07-14T18:00",
		},
		"left out, added, moved, cancelled": {
			value: Value{
				Start: "2026-11-03T18:00", End: "2026-11-03T19:00", Rule: "FREQ=WEEKLY;COUNT=5",
				Include: []string{"2026-11-05T10:00"}, Exclude: []string{"2026-11-10T18:00"},
				Changes: []Change{
					{Date: "2026-11-17T18:00", Start: "2026-11-18T17:00", End: "2026-11-18T18:30", Status: Moved},
					{Date: "2026-11-24T18:00", Status: Cancelled},
				},
			},
			from: "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{
				"2026-11-03T18:00+01/03T19:00+01", "2026-11-05T10:00+01/05T11:00+01",
				"2026-11-18T17:00+01/18T18:30+01 moved 2026-11-17T18:00",
				"2026-11-24T18:00+01/24T19:00+01 cancelled 2026-11-24T18:00",
				"2026-12-01T18:00+01/01T19:00+01",
			},
			last: "2026-12-01T19:00",
		},
		"a plain date leaves out the whole day": {
			value: Value{Start: "2026-12-23T10:00", Rule: "FREQ=DAILY;COUNT=3", Exclude: []string{"2026-12-24"}},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-12-23T10:00+01/23T10:00+01", "2026-12-25T10:00+01/25T10:00+01"},
			last: "2026-12-25T10:00",
		},
		"moved from outside into the window": {
			value: Value{
				Start: "2026-11-03T18:00", Rule: "FREQ=WEEKLY;COUNT=2",
				Changes: []Change{{Date: "2026-11-10T18:00", Start: "2027-02-01T18:00", Status: Moved}},
			},
			from: "2027-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2027-02-01T18:00+01/01T18:00+01 moved 2026-11-10T18:00"},
			last: "2027-02-01T18:00",
		},
		"endless": {
			value: Value{Start: "2020-01-31T09:00", End: "2020-01-31T10:00", Rule: "FREQ=MONTHLY;BYMONTHDAY=-1"},
			from:  "2026-02-01T00:00", to: "2026-04-01T00:00",
			want: []string{"2026-02-28T09:00+01/28T10:00+01", "2026-03-31T09:00+02/31T10:00+02"},
		},
		"what still runs belongs to the time": {
			value: Value{Start: "2026-11-24T18:00", End: "2026-11-24T20:00"},
			from:  "2026-11-24T19:59", to: "2026-11-24T20:00",
			want: []string{"2026-11-24T18:00+01/24T20:00+01"},
			last: "2026-11-24T20:00",
		},
		"what has ended does not, nor what begins at the end": {
			value: Value{Start: "2026-11-24T18:00", End: "2026-11-24T20:00", Include: []string{"2026-11-24T21:00"}},
			from:  "2026-11-24T20:00", to: "2026-11-24T21:00",
			want: nil,
			last: "2026-11-24T23:00",
		},
		"the start counts although it is no Tuesday": {
			value: Value{Start: "2026-11-23T18:00", Rule: "FREQ=WEEKLY;BYDAY=TU;COUNT=2"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-11-23T18:00+01/23T18:00+01", "2026-11-24T18:00+01/24T18:00+01"},
			last: "2026-11-24T18:00",
		},
		"another time zone": {
			value: Value{Start: "2026-11-24T18:00", Timezone: "Europe/Kyiv"},
			from:  "2026-01-01T00:00", to: "2028-01-01T00:00",
			want: []string{"2026-11-24T18:00+02/24T18:00+02"},
			last: "2026-11-24T17:00",
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := New(c.value)
			if err != nil {
				t.Fatal(err)
			}
			list, err := r.Between(berlin(t, c.from), berlin(t, c.to))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, told(list)); diff != "" {
				t.Error(diff)
			}
			last, ok := r.Last()
			if ok != (c.last != "") || ok && !last.Equal(berlin(t, c.last)) {
				t.Errorf("Last() = %v, %v, want %q", last, ok, c.last)
			}
		})
	}
}

func TestFirst(t *testing.T) {
	for _, c := range []struct {
		value Value
		want  string
	}{
		{Value{Start: "2026-11-24T18:00"}, "2026-11-24T18:00"},
		{Value{Start: "2026-11-24T18:00", Include: []string{"2026-11-01T18:00"}}, "2026-11-01T18:00"},
		{Value{Start: "2026-11-24T18:00", Rule: "FREQ=DAILY", Exclude: []string{"2026-11-24"}}, "2026-11-25T18:00"},
		{Value{Start: "2026-11-24T18:00", Rule: "FREQ=DAILY", Changes: []Change{{Date: "2026-11-24T18:00", Status: Cancelled}}}, "2026-11-25T18:00"},
		{Value{Start: "2026-11-24T18:00", Rule: "FREQ=DAILY", Changes: []Change{{Date: "2026-11-24T18:00", Start: "2026-11-26T18:00", Status: Moved}}}, "2026-11-25T18:00"},
	} {
		r, err := New(c.value)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.First(); !got.Equal(berlin(t, c.want)) {
			t.Errorf("%+v: First() = %v, want %s", c.value, got, c.want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	many := make([]string, MaxDates+1)
	for i := range many {
		many[i] = "2026-11-24T18:00"
	}
	for name, c := range map[string]struct {
		value Value
		want  []Problem
	}{
		"nothing":               {Value{}, []Problem{{"/start", "required"}}},
		"all at once":           {Value{Start: "x", End: "y", Timezone: "Mars", Include: []string{"z"}}, []Problem{{"/timezone", "bad_format"}, {"/start", "bad_format"}, {"/end", "bad_format"}, {"/include/0", "bad_format"}}},
		"end before start":      {Value{Start: "2026-11-24T18:00", End: "2026-11-24T17:00"}, []Problem{{"/end", "end_before_start"}}},
		"time in whole days":    {Value{Start: "2026-11-24T18:00", AllDay: true}, []Problem{{"/start", "bad_format"}}},
		"date without allDay":   {Value{Start: "2026-11-24"}, []Problem{{"/start", "bad_format"}}},
		"no such day":           {Value{Start: "2026-02-30T10:00"}, []Problem{{"/start", "bad_format"}}},
		"year out of range":     {Value{Start: "0001-01-01T10:00"}, []Problem{{"/start", "bad_format"}}},
		"local as a zone":       {Value{Start: "2026-11-24T18:00", Timezone: "Local"}, []Problem{{"/timezone", "bad_format"}}},
		"too many dates":        {Value{Start: "2026-11-24T18:00", Include: many}, []Problem{{"/include", "too_many"}}},
		"unknown state":         {Value{Start: "2026-11-24T18:00", Changes: []Change{{Date: "2026-11-24T18:00", Status: "x"}}}, []Problem{{"/changes/0/status", "not_an_option"}}},
		"changed twice":         {Value{Start: "2026-11-24T18:00", Rule: "FREQ=DAILY", Changes: []Change{{Date: "2026-11-25T18:00", Status: Cancelled}, {Date: "2026-11-25T18:00", Status: Cancelled}}}, []Problem{{"/changes/1/date", "duplicate_item"}}},
		"nothing is left":       {Value{Start: "2026-11-24T18:00", Exclude: []string{"2026-11-24"}}, []Problem{{"/exclude", "bad_rule"}}},
		"long rule":             {Value{Start: "2026-11-24T18:00", Rule: strings.Repeat("X", 501)}, []Problem{{"/rule", "too_long"}}},
		"moved to end too soon": {Value{Start: "2026-11-24T18:00", Changes: []Change{{Date: "2026-11-24T18:00", End: "2026-11-24T17:00", Status: Moved}}}, []Problem{{"/changes/0/end", "end_before_start"}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(c.value)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("err = %v", err)
			}
			if diff := cmp.Diff(c.want, e.Problems); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBadRules(t *testing.T) {
	for _, rule := range []string{
		"x", "FREQ", "FREQ=", "FREQ=HOURLY", "FREQ=SECONDLY", "COUNT=3", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=-1",
		"FREQ=DAILY;COUNT=99999999999999999999", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=99999", "FREQ=DAILY;FREQ=DAILY",
		"FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=YEARLY;BYDAY=54MO",
		"FREQ=YEARLY;BYMONTH=2;BYDAY=-53MO", "FREQ=MONTHLY;BYDAY=+-1MO", "FREQ=YEARLY;BYEASTER=0", "FREQ=YEARLY;BYEASTER=9999",
		"FREQ=DAILY;BYSECOND=1", "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "FREQ=DAILY;COUNT=2;UNTIL=20271231",
		"FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;UNTIL=20261301", "FREQ=DAILY;UNTIL=20200101", "FREQ=DAILY;X-FOO=1", "FREQ=MONTHLY;BYWEEKNO=3",
		"FREQ=DAILY\nRRULE:FREQ=DAILY", "RRULE:FREQ=DAILY", "FREQ=DAILY;BYDAY=MO TU", "FREQ=DAILY;WKST=2MO", "FREQ=MONTHLY;BYMONTHDAY=32",
		"FREQ=MONTHLY;BYMONTHDAY=--1",
	} {
		if _, err := New(Value{Start: "2026-11-24T18:00", Rule: rule}); err == nil {
			t.Errorf("%q was accepted", rule)
		}
	}
}

func TestRuleThatNeverComes(t *testing.T) {
	begin := time.Now()
	r, err := New(Value{Start: "2026-11-24T18:00", Rule: "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"})
	if err != nil {
		t.Fatal(err)
	}
	list, err := r.Between(berlin(t, "2026-01-01T00:00"), berlin(t, "2190-01-01T00:00"))
	if err != nil || len(list) != 1 {
		t.Errorf("%d occurrences, %v", len(list), err)
	}
	if d := time.Since(begin); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestTooMany(t *testing.T) {
	r, err := New(Value{Start: "2026-11-24T18:00", Rule: "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Between(berlin(t, "2026-01-01T00:00"), berlin(t, "2036-01-01T00:00")); !errors.Is(err, ErrTooMany) {
		t.Errorf("err = %v", err)
	}
}

// FuzzNew: whatever a rule says, it is refused or gives ordered dates; nothing panics or hangs.
func FuzzNew(f *testing.F) {
	for _, rule := range []string{"FREQ=YEARLY;BYDAY=53MO", "FREQ=YEARLY;BYDAY=-53SU", "FREQ=MONTHLY;BYDAY=5FR;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=1000", "FREQ=YEARLY;BYYEARDAY=-366", "FREQ=MONTHLY;INTERVAL=1000;BYMONTHDAY=31"} {
		f.Add(rule, "2026-11-24T18:00")
	}
	f.Fuzz(func(t *testing.T, rule, start string) {
		r, err := New(Value{Start: start, Rule: rule})
		if err != nil {
			return
		}
		list, err := r.Between(r.First(), r.First().AddDate(5, 0, 0))
		if errors.Is(err, ErrTooMany) {
			return
		}
		if err != nil || len(list) == 0 {
			t.Fatalf("%q from %q: %d occurrences, %v", rule, start, len(list), err)
		}
		for i := 1; i < len(list); i++ {
			if !list[i].Start.After(list[i-1].Start) {
				t.Fatalf("%q from %q: %v after %v", rule, start, list[i], list[i-1])
			}
		}
		r.Last()
	})
}
