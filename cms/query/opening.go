package query

import (
	"net/url"
	"strconv"
	"time"

	"lotse/internal/holiday"
	"lotse/schema"
)

// openAt asks for what is open at a moment.
type openAt struct {
	now bool      // at the moment of the question, to the minute
	at  time.Time // set before it is asked, where now
}

func (o *openAt) params(v url.Values) {
	switch {
	case o == nil:
	case o.now:
		v.Set("open", "now")
	default:
		v.Set("open", o.at.UTC().Format(time.RFC3339))
	}
}

// resolveOpen reads open.
func (s *Service) resolveOpen(q *Query, params url.Values) error {
	if !params.Has("open") {
		return nil
	}
	if q.typ.OpeningField() == nil {
		return unknownField("open")
	}
	if params.Get("open") == "now" {
		q.open = &openAt{now: true}
		return nil
	}
	at, ok := readInstant(params.Get("open"))
	if !ok {
		return invalidParameter("open")
	}
	q.open = &openAt{at: at}
	return nil
}

// readInstant reads an RFC 3339 time of a year that content can be about.
func readInstant(text string) (time.Time, bool) {
	at, err := time.Parse(time.RFC3339, text)
	return at, err == nil && at.Year() >= 1900 && at.Year() <= 2200
}

// opened adds the condition that something is open. It counts on the wall clock: in the hour that comes twice a place is
// open twice, the hour that is skipped nobody asks for. Hours that began the day before count by what that
// day was.
func (s *Service) opened(b *sqlBuilder, at time.Time) {
	local := at.In(s.location)
	today := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	minute := local.Hour()*60 + local.Minute()
	day := int(today.Unix() / 86400)
	ofWeek := (int(today.Weekday())+6)%7*24*60 + minute
	b.and("p.opening is not null")
	b.and("(p.opening_special @> " + b.number(day*24*60+minute) +
		"\n    or " + s.usual(b, today, ofWeek) +
		"\n    or " + s.usual(b, today.AddDate(0, 0, -1), ofWeek+schema.NightOffset) + ")")
}

// usual is the SQL of: the weekly hours have this minute, and count on the day on which they began.
func (s *Service) usual(b *sqlBuilder, day time.Time, minute int) string {
	sql := "(p.opening @> " + b.number(minute) + " and not p.opening_dates @> " + b.number(int(day.Unix()/86400))
	if holiday.Is(s.land, day) {
		sql += " and not p.opening_holidays"
	}
	return sql + ")"
}

// number binds a whole number.
func (b *sqlBuilder) number(n int) string { return b.bind(strconv.Itoa(n)) + "::text::int" }

// nextMinute is how long an answer that depends on the time holds.
func nextMinute(now time.Time) time.Duration {
	return now.Truncate(time.Minute).Add(time.Minute).Sub(now)
}
