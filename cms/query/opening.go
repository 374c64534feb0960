package query

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"lotse/internal/holiday"
	"lotse/schema"
)

// openAt asks for what is open at a moment.
type openAt struct {
	now bool      // at the moment of the question, to the minute
	at  time.Time // set before it is asked, where now
	// few asks by the index of hours: little is open.
	few bool
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
func (s *Service) opened(b *sqlBuilder, o openAt, q Query, locale string) {
	local := o.at.In(s.location)
	today := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	minute := local.Hour()*60 + local.Minute()
	day := int(today.Unix() / 86400)
	ofWeek := (int(today.Weekday())+6)%7*24*60 + minute
	b.and("p.opening is not null")
	if o.few {
		b.hours(q, locale, ofWeek, ofWeek+schema.NightOffset, day)
	}
	b.and("(p.opening_special @> " + b.number(day*24*60+minute) +
		"\n    or " + s.usual(b, today, ofWeek) +
		"\n    or " + s.usual(b, today.AddDate(0, 0, -1), ofWeek+schema.NightOffset) + ")")
}

// openWalk is how many lines of a list are looked at for what is open, before it is asked by the index of hours. By day
// some of the first lines are open; by night hundreds of thousands are closed.
const openWalk = 500

// openSQL is listSQL for a list of one language of what is open, if there is enough of it among the next lines.
// With fewer lines than the limit it may not have found all: see openBeyondSQL.
func (s *Service) openSQL(q Query, withoutKey bool, limit int) (string, []any) {
	b := &sqlBuilder{}
	at, locale := q.open.at, q.chain[0]
	next, q := s.nextWithHours(b, q, withoutKey, "p.*")
	columns := itemColumns + ", " + q.sort.text() + " as sort_key, " + b.distanceFrom(q, locale)
	b.where = nil
	s.opened(b, openAt{at: at}, q, locale)
	direction := q.sort.direction()
	return "select " + columns + "\nfrom (\n" + next + "\n) p\nwhere " + strings.Join(b.where, "\n  and ") +
		"\norder by p.position " + direction + ", p.entry_id " + direction + "\nlimit " + b.bind(limit), b.args
}

// openBeyondSQL tells whether there are lines beyond those that openSQL looks at.
func (s *Service) openBeyondSQL(q Query, withoutKey bool) (string, []any) {
	b := &sqlBuilder{}
	next, _ := s.nextWithHours(b, q, withoutKey, "p.entry_id")
	return "select count(*) >= " + b.bind(openWalk) + "\nfrom (\n" + next + "\n) p", b.args
}

// nextWithHours is the SQL of the next lines of what has hours, open or not, and the question without the time.
func (s *Service) nextWithHours(b *sqlBuilder, q Query, withoutKey bool, columns string) (string, Query) {
	locale := q.chain[0]
	q.open = nil
	if q.sort.param == byDistance {
		q.sort.origin = b.origin(q, locale)
	}
	return "select " + columns + ", " + q.sort.key() + " as position\nfrom public_items p\nwhere " + s.conditions(b, q, locale) + "\n  and p.opening is not null" +
		b.position(q, withoutKey) + q.ordered(b.bind(openWalk)), q
}

// firstDay is added to days since 1970 in the index of hours.
const firstDay = 1000

// hours is the SQL of: an hour or a day in which it can be open. What the index has is asked first and by itself: the
// planner does not know how little it is, and would walk the list or the map.
func (b *sqlBuilder) hours(q Query, locale string, minute, night, day int) {
	one := func(number int) string {
		return "lotse.open_hour(" + nameLiteral(q.typ.Name) + ", " + nameLiteral(locale) + ", " + b.number(number) + ")"
	}
	b.and("p.entry_id = any(array(select h.entry_id from publications h where h.opening is not null" +
		" and lotse.open_hours(h.type, h.locale, h.opening, h.opening_special) && array[" + one(minute/60) + ", " + one(night/60) + ", " + one(firstDay+day) + "]))")
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
