package holiday

import (
	"slices"
	"strings"
	"time"
)

// Default is the Land where none is told: Thuringia, where Lotse comes from.
const Default = "DE-TH"

// lands are the ISO 3166-2 codes of the Länder.
const lands = "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"

// Valid reports whether a code (ISO 3166-2) names a Land.
func Valid(land string) bool {
	code, ok := strings.CutPrefix(land, "DE-")
	return ok && slices.Contains(strings.Fields(lands), code)
}

// rule is one holiday: a fixed day, or days from Easter Sunday, or its own reckoning.
type rule struct {
	month  time.Month
	day    int
	easter int                 // days from Easter Sunday; counts where month is 0
	own    func(int) time.Time // the day in a year; counts where it is there
	lands  string              // empty: all
	from   int                 // the first year
	until  int                 // the last year; 0: none
}

var rules = []rule{
	{month: time.January, day: 1},
	{month: time.January, day: 6, lands: "BW BY ST"},
	{month: time.March, day: 8, lands: "BE", from: 2019},
	{month: time.March, day: 8, lands: "MV", from: 2023},
	{easter: -2},
	{easter: 0, lands: "BB"},
	{easter: 1},
	{month: time.May, day: 1},
	{month: time.May, day: 8, lands: "BE", from: 2025, until: 2025},
	{easter: 39},
	{easter: 49, lands: "BB"},
	{easter: 50},
	{easter: 60, lands: "BW BY HE NW RP SL"},
	{month: time.August, day: 15, lands: "SL"},
	{month: time.September, day: 20, lands: "TH", from: 2019},
	{month: time.October, day: 3},
	{month: time.October, day: 31, lands: "BB MV SN ST TH"},
	{month: time.October, day: 31, lands: "HB HH NI SH", from: 2018},
	{month: time.October, day: 31, from: 2017, until: 2017}, // five hundred years of the Reformation
	{month: time.November, day: 1, lands: "BW BY NW RP SL"},
	{own: repentance, lands: "SN"},
	{month: time.December, day: 25},
	{month: time.December, day: 26},
}

// Is reports whether a day is a public holiday in a Land. Only the calendar date counts, in the location that the
// time is in. Nothing is a holiday in a Land that there is not.
func Is(land string, day time.Time) bool {
	code := strings.TrimPrefix(land, "DE-")
	if !Valid(land) {
		return false
	}
	date := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	return slices.ContainsFunc(rules, func(r rule) bool {
		return (r.lands == "" || slices.Contains(strings.Fields(r.lands), code)) &&
			date.Year() >= r.from && (r.until == 0 || date.Year() <= r.until) && r.in(date.Year()).Equal(date)
	})
}

func (r rule) in(year int) time.Time {
	switch {
	case r.own != nil:
		return r.own(year)
	case r.month == 0:
		return easter(year).AddDate(0, 0, r.easter)
	}
	return time.Date(year, r.month, r.day, 0, 0, 0, 0, time.UTC)
}

// easter is Easter Sunday in the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical
// Algorithms, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// repentance is the day of repentance and prayer: the Wednesday before 23 November.
func repentance(year int) time.Time {
	day := time.Date(year, time.November, 22, 0, 0, 0, 0, time.UTC)
	return day.AddDate(0, 0, -(int(day.Weekday()-time.Wednesday)+7)%7)
}
