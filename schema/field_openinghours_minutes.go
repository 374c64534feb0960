package schema

import (
	"strconv"
	"strings"
	"time"
)

const (
	dayMinutes  = 24 * 60
	weekMinutes = 7 * dayMinutes
	// maxExceptionDays is how many days of exceptions of an entry are written down: nobody plans further.
	maxExceptionDays = 2000
)

// Span is a range of whole numbers, the end not in it.
type Span struct{ From, To int }

// Opening is opening hours as numbers, on the wall clock of the place. Hours over midnight belong to the day on which they
// begin: an exception or a holiday takes away the hours that begin on it, not the end of the night before.
type Opening struct {
	// Weekly are minutes of the week from Monday 0:00 (0 to 10079). The minutes that follow midnight stand
	// NightOffset later, because they depend on what the day before was.
	Weekly []Span
	// Dates are the days with hours of their own, as days since 1970-01-01: Weekly does not count on them.
	Dates []Span
	// Special are the hours of those days, as minutes since 1970-01-01 0:00.
	Special []Span
	// ClosedOnHolidays says that Weekly does not count on public holidays.
	ClosedOnHolidays bool
}

// NightOffset is added in Opening.Weekly to minutes that belong to hours begun on the day before.
const NightOffset = weekMinutes

// OpeningField is the field that says when something is open: the first of kind openingHours for the public; nil
// where there is none.
func (t *Type) OpeningField() *Field {
	return t.first(func(f *Field) bool { return f.Kind == "openingHours" })
}

// Opening returns the opening hours of the content; false where it tells none. An exception that is neither
// closed nor has hours is a remark and changes nothing.
func (t *Type) Opening(content Content) (Opening, bool) {
	f := t.OpeningField()
	if f == nil {
		return Opening{}, false
	}
	m, ok := content[f.Name].(map[string]any)
	if !ok {
		return Opening{}, false
	}
	o := Opening{ClosedOnHolidays: m["holidays"] == "closed"}
	for _, item := range items(m["weekly"]) {
		o.addWeekly(item)
	}
	left := maxExceptionDays
	for _, item := range items(m["exceptions"]) {
		left -= o.addException(item, left)
	}
	return o, len(o.Weekly)+len(o.Special) > 0
}

// addWeekly adds the hours of one weekday.
func (o *Opening) addWeekly(item map[string]any) {
	for day, name := range weekdays {
		from, to, ok := hoursOf(item)
		if item["day"] != name || !ok {
			continue
		}
		begin := day * dayMinutes
		o.Weekly = append(o.Weekly, Span{begin + from, begin + min(to, dayMinutes)})
		if to > dayMinutes {
			next := NightOffset + (begin+dayMinutes)%weekMinutes
			o.Weekly = append(o.Weekly, Span{next, next + to - dayMinutes})
		}
	}
}

// addException adds the days of an exception, at most so many, and returns how many they were.
func (o *Opening) addException(item map[string]any, most int) int {
	first, last := dayNumber(item["from"]), dayNumber(item["to"])
	hours := items(item["hours"])
	if first < 0 || last < first || item["closed"] != true && len(hours) == 0 {
		return 0
	}
	last = min(last, first+most-1)
	o.Dates = append(o.Dates, Span{first, last + 1})
	for day := first; day <= last && item["closed"] != true; day++ {
		for _, h := range hours {
			if from, to, ok := hoursOf(h); ok {
				o.Special = append(o.Special, Span{day*dayMinutes + from, day*dayMinutes + to})
			}
		}
	}
	return last - first + 1
}

// hoursOf reads hours as minutes of their day. Those that end at or before their begin end on the next day.
func hoursOf(m map[string]any) (from, to int, ok bool) {
	from, okFrom := minuteOf(m["from"])
	to, okTo := minuteOf(m["to"])
	if to <= from {
		to += dayMinutes
	}
	return from, to, okFrom && okTo
}

func minuteOf(v any) (int, bool) {
	s, _ := v.(string)
	hour, minute, _ := strings.Cut(s, ":")
	h, errHour := strconv.Atoi(hour)
	m, errMinute := strconv.Atoi(minute)
	return h*60 + m, errHour == nil && errMinute == nil
}

// dayNumber is a date as days since 1970; -1 where it is none.
func dayNumber(v any) int {
	s, _ := v.(string)
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return -1
	}
	return int(day.Unix() / (dayMinutes * 60))
}
