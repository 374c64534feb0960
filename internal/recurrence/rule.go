package recurrence

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Limits of a rule. The library loops for long, or panics, on rules beyond them.
const (
	maxCount    = 5000
	maxInterval = 1000
	maxTimes    = 8 // times a day, by BYHOUR and BYMINUTE
)

// horizon is how far behind its start a schedule is followed; one that goes on beyond is endless.
const horizon = 50 // years

var errRule = errors.New("bad rule")

// rule is a checked RRULE. All its times are on the wall clock.
type rule struct {
	option  rrule.ROption
	endless bool
	until   wall   // zero when the rule has none
	count   int    // 0 when the rule has none
	words   string // the rule without UNTIL and COUNT
}

// parseRule reads an RRULE. Only what a timetable can mean is allowed: daily or slower, no seconds, no
// Easter (which is no part of RFC 5545).
func parseRule(text string, start wall, zone *time.Location, allDay bool) (r rule, err error) {
	parts := map[string]string{}
	for _, part := range strings.Split(strings.TrimSuffix(text, ";"), ";") {
		key, value, ok := strings.Cut(part, "=")
		if _, twice := parts[key]; !ok || twice || value == "" {
			return r, fmt.Errorf("%w: %q", errRule, part)
		}
		parts[key] = value
	}
	if err := checkParts(parts, allDay); err != nil {
		return r, err
	}
	if until, ok := parts["UNTIL"]; ok {
		if r.until, err = parseUntil(until, zone, allDay); err != nil {
			return r, err
		}
		if r.until.Before(start) {
			return r, fmt.Errorf("%w: UNTIL lies before the start", errRule)
		}
	}
	r.count, _ = strconv.Atoi(parts["COUNT"])
	r.endless = r.count == 0 && (r.until.IsZero() || r.until.After(start.AddDate(horizon, 0, 0)))
	delete(parts, "UNTIL") // the library would read it in its own zone
	option, err := rrule.StrToROption(joinParts(parts))
	delete(parts, "COUNT")
	r.words = joinParts(parts)
	if err != nil {
		return r, fmt.Errorf("%w: %w", errRule, err)
	}
	option.Dtstart = start
	if _, err := rrule.NewRRule(*option); err != nil {
		return r, fmt.Errorf("%w: %w", errRule, err)
	}
	r.option = *option
	return r, nil
}

func joinParts(parts map[string]string) string {
	list := []string{"FREQ=" + parts["FREQ"]}
	for _, key := range slices.Sorted(maps.Keys(parts)) {
		if key != "FREQ" {
			list = append(list, key+"="+parts[key])
		}
	}
	return strings.Join(list, ";")
}

// checkParts guards the library: unknown parts, and values on which it loops or reads outside its tables.
func checkParts(parts map[string]string, allDay bool) error {
	for key, value := range parts {
		if err := checkPart(key, value, parts, allDay); err != nil {
			return err
		}
	}
	if parts["FREQ"] == "" {
		return fmt.Errorf("%w: no FREQ", errRule)
	}
	if parts["COUNT"] != "" && parts["UNTIL"] != "" {
		return fmt.Errorf("%w: both COUNT and UNTIL", errRule)
	}
	times := (strings.Count(parts["BYHOUR"], ",") + 1) * (strings.Count(parts["BYMINUTE"], ",") + 1)
	if times > maxTimes {
		return fmt.Errorf("%w: more than %d times a day", errRule, maxTimes)
	}
	return nil
}

func checkPart(key, value string, parts map[string]string, allDay bool) error {
	bad := fmt.Errorf("%w: %s=%s", errRule, key, value)
	switch key {
	case "FREQ":
		if value != "YEARLY" && value != "MONTHLY" && value != "WEEKLY" && value != "DAILY" {
			return bad
		}
	case "INTERVAL":
		return checkNumber(value, 1, maxInterval, bad)
	case "COUNT":
		return checkNumber(value, 1, maxCount, bad)
	case "BYHOUR", "BYMINUTE":
		if allDay {
			return bad
		}
		return checkNumbers(value, 0, map[string]int{"BYHOUR": 23, "BYMINUTE": 59}[key], false, bad)
	case "BYMONTH":
		return checkNumbers(value, 1, 12, false, bad)
	case "BYMONTHDAY":
		return checkNumbers(value, 1, 31, true, bad)
	case "BYYEARDAY", "BYSETPOS":
		return checkNumbers(value, 1, 366, true, bad)
	case "BYWEEKNO":
		if parts["FREQ"] != "YEARLY" {
			return bad
		}
		return checkNumbers(value, 1, 53, true, bad)
	case "BYDAY":
		return checkDays(value, parts, bad)
	case "WKST":
		return checkDays(value, map[string]string{"FREQ": "WEEKLY"}, bad)
	case "UNTIL":
	default:
		return bad
	}
	return nil
}

func checkNumber(value string, low, high int, bad error) error {
	if n, err := strconv.Atoi(value); err != nil || n < low || n > high {
		return bad
	}
	return nil
}

func checkNumbers(value string, low, high int, negative bool, bad error) error {
	for _, v := range strings.Split(value, ",") {
		if negative {
			v = strings.TrimPrefix(v, "-")
		}
		if err := checkNumber(v, low, high, bad); err != nil {
			return err
		}
	}
	return nil
}

// checkDays: a number before the day counts the days of a month or a year, so it needs either, and a
// fifth Monday of a month is the last that can be. Beyond, the library reads outside its tables.
func checkDays(value string, parts map[string]string, bad error) error {
	high := 0
	switch {
	case parts["FREQ"] == "MONTHLY", parts["FREQ"] == "YEARLY" && parts["BYMONTH"] != "":
		high = 5
	case parts["FREQ"] == "YEARLY" && parts["BYWEEKNO"] == "":
		high = 53
	}
	for _, v := range strings.Split(value, ",") {
		if len(v) < 2 || !strings.Contains("MO TU WE TH FR SA SU", v[len(v)-2:]) || strings.Contains(v, " ") {
			return bad
		}
		number := strings.TrimLeft(v[:len(v)-2], "+-")
		if len(v)-2-len(number) > 1 {
			return bad
		}
		if number == "" && len(v) == 2 {
			continue
		}
		if err := checkNumber(number, 1, high, bad); err != nil {
			return err
		}
	}
	return nil
}

// parseUntil reads the three forms of UNTIL, all inclusive: a date is meant to its end, an instant
// (with Z, as RFC 5545 demands beside a time zone) is brought to the wall clock, a local time is taken
// as it is, because many programs write it so.
func parseUntil(text string, zone *time.Location, allDay bool) (wall, error) {
	var until wall
	switch len(text) {
	case len("20060102"):
		t, err := time.Parse("20060102", text)
		if err != nil {
			return until, fmt.Errorf("%w: UNTIL=%s", errRule, text)
		}
		until = t.Add(24*time.Hour - time.Second)
	case len("20060102T150405"):
		t, err := time.Parse("20060102T150405", text)
		if err != nil {
			return until, fmt.Errorf("%w: UNTIL=%s", errRule, text)
		}
		until = t
	default:
		t, err := time.Parse("20060102T150405Z", text)
		if err != nil {
			return until, fmt.Errorf("%w: UNTIL=%s", errRule, text)
		}
		until = onWall(t, zone)
	}
	if allDay { // some programs write the midnight of the last day, in some zone
		until = time.Date(until.Year(), until.Month(), until.Day(), 23, 59, 59, 0, time.UTC)
	}
	return until, nil
}

// starts calls yield with the starts by the rule up to a wall time, in order, until it returns false.
// The start of the schedule is always the first of them and counts, whether it fits the rule or not.
func (r rule) starts(start, until wall, yield func(wall) bool) (err error) {
	defer func() { // the last guard around a library that indexes tables with numbers from outside
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errRule, p)
		}
	}()
	if start.After(until) || !yield(start) {
		return nil
	}
	if !r.until.IsZero() && r.until.Before(until) {
		until = r.until
	}
	option := r.option
	option.Until, option.Count = until, 0
	compiled, err := rrule.NewRRule(option)
	if err != nil {
		return fmt.Errorf("%w: %w", errRule, err)
	}
	next := compiled.Iterator()
	for n := 1; r.count == 0 || n < r.count; n++ {
		t, ok := next()
		if ok && t.Equal(start) {
			t, ok = next()
		}
		if !ok || !yield(t) {
			return nil
		}
	}
	return nil
}

// gives tells whether the rule alone gives a date, which is its start.
func (r rule) gives(start wall) (yes bool) {
	defer func() { // as in starts
		if recover() != nil {
			yes = false
		}
	}()
	option := r.option
	option.Until, option.Count = start.Add(time.Second), 0
	compiled, err := rrule.NewRRule(option)
	if err != nil {
		return false
	}
	first, ok := compiled.Iterator()()
	return ok && first.Equal(start)
}
