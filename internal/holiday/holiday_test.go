package holiday

import (
	"strings"
	"testing"
	"time"
)

// How many holidays each Land has in a year, as its own law lists them.
func TestEveryLandHasItsHolidays(t *testing.T) {
	t.Parallel()
	want := map[string]int{
		"BW": 12, "BY": 12, "BE": 10, "BB": 12, "HB": 10, "HH": 10, "HE": 10, "MV": 11,
		"NI": 10, "NW": 11, "RP": 11, "SL": 12, "SN": 11, "ST": 11, "SH": 10, "TH": 11,
	}
	for _, code := range strings.Fields(lands) {
		n := 0
		for day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
			if Is("DE-"+code, day) {
				n++
			}
		}
		if n != want[code] {
			t.Errorf("%s has %d holidays, want %d", code, n, want[code])
		}
	}
	if len(want) != 16 {
		t.Errorf("%d Länder", len(want))
	}
}

func TestSingleDays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		land, day string
		want      bool
	}{
		{"DE-TH", "2026-04-03", true}, {"DE-TH", "2026-04-06", true}, {"DE-TH", "2026-04-05", false}, {"DE-BB", "2026-04-05", true},
		{"DE-TH", "2027-03-26", true}, {"DE-TH", "2024-05-09", true}, {"DE-TH", "2038-04-26", true}, // the latest Easter of the century
		{"DE-TH", "2026-05-14", true}, {"DE-TH", "2026-05-25", true}, {"DE-TH", "2026-06-04", false}, {"DE-NW", "2026-06-04", true},
		{"DE-TH", "2026-09-20", true}, {"DE-TH", "2018-09-20", false}, {"DE-SN", "2026-09-20", false},
		{"DE-SN", "2026-11-18", true}, {"DE-SN", "2023-11-22", true}, {"DE-SN", "2022-11-16", true}, {"DE-TH", "2026-11-18", false},
		{"DE-BY", "2017-10-31", true}, {"DE-BY", "2026-10-31", false}, {"DE-BE", "2025-05-08", true}, {"DE-BE", "2026-05-08", false},
		{"DE-TH", "2026-12-24", false}, {"DE-XX", "2026-12-25", false}, {"TH", "2026-12-25", false}, {"", "2026-12-25", false},
	} {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := Is(test.land, day); got != test.want {
			t.Errorf("%s on %s: %v", test.land, test.day, got)
		}
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	if !Is("DE-TH", time.Date(2026, 12, 25, 0, 30, 0, 0, berlin)) {
		t.Error("the date counts in its own time zone")
	}
}
