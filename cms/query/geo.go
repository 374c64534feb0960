package query

import (
	"math"
	"net/url"
	"strconv"
	"strings"
)

// How far near looks, in kilometres.
const (
	// DefaultRadius is what near takes where radius is missing, MaxRadius the most.
	DefaultRadius = 25
	MaxRadius     = 500

	earthRadius = 6371.0088 // mean, in kilometres
)

// near is a point and how far from it items may be.
type near struct{ latitude, longitude, radius float64 }

// box is a part of the map in degrees. Where west is greater than east it crosses 180°.
type box struct{ west, south, east, north float64 }

func (n *near) params(v url.Values) {
	if n != nil {
		v.Set("near", numbers(n.latitude, n.longitude))
		v.Set("radius", numbers(n.radius))
	}
}

func (x *box) params(v url.Values) {
	if x != nil {
		v.Set("bbox", numbers(x.west, x.south, x.east, x.north))
	}
}

// numbers is the canonical form of a list of numbers.
func numbers(list ...float64) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = strconv.FormatFloat(n+0, 'f', -1, 64) // -0 is 0
	}
	return strings.Join(parts, ",")
}

// readNumbers reads so many plain numbers.
func readNumbers(text string, count int) ([]float64, bool) {
	parts := strings.Split(text, ",")
	if len(parts) != count {
		return nil, false
	}
	list := make([]float64, count)
	for i, part := range parts {
		n, err := strconv.ParseFloat(part, 64)
		if !plainNumber.MatchString(part) || err != nil {
			return nil, false
		}
		list[i] = n
	}
	return list, true
}

func isLatitude(n float64) bool  { return n >= -90 && n <= 90 }
func isLongitude(n float64) bool { return n >= -180 && n <= 180 }

// resolveNear reads near and radius.
func (s *Service) resolveNear(q *Query, params url.Values) error {
	if !params.Has("near") {
		if params.Has("radius") {
			if q.typ.PlaceField() == nil {
				return unknownField("radius")
			}
			return invalidParameter("radius") // of what?
		}
		return nil
	}
	if q.typ.PlaceField() == nil {
		return unknownField("near")
	}
	at, ok := readNumbers(params.Get("near"), 2)
	if !ok || !isLatitude(at[0]) || !isLongitude(at[1]) {
		return invalidParameter("near")
	}
	q.near = &near{latitude: at[0], longitude: at[1], radius: DefaultRadius}
	if params.Has("radius") {
		radius, ok := readNumbers(params.Get("radius"), 1)
		if !ok || radius[0] <= 0 || radius[0] > MaxRadius {
			return invalidParameter("radius")
		}
		q.near.radius = radius[0]
	}
	return nil
}

// resolveBox reads bbox.
func (s *Service) resolveBox(q *Query, params url.Values) error {
	if !params.Has("bbox") {
		return nil
	}
	if q.typ.PlaceField() == nil {
		return unknownField("bbox")
	}
	n, ok := readNumbers(params.Get("bbox"), 4)
	if !ok || !isLongitude(n[0]) || !isLatitude(n[1]) || !isLongitude(n[2]) || !isLatitude(n[3]) || n[1] > n[3] {
		return invalidParameter("bbox")
	}
	q.bbox = &box{west: n[0], south: n[1], east: n[2], north: n[3]}
	return nil
}

// spot is the SQL of where a row lies, the same text that the index has.
const spot = "lotse.spot(p.type, p.locale, p.latitude, p.longitude, lotse.lift(p.entry_id))"

// lifted is more than what lotse.lift adds to a point, five centimetres: nothing inside a border is lost by it.
const lifted = 1e-8

// origin is the SQL of the point that distances of a locale's items count from. It is worked out once a statement.
func (b *sqlBuilder) origin(q Query, locale string) string {
	return "(select " + b.originOf(q, nameLiteral(q.typ.Name), nameLiteral(locale)) + ")"
}

// originOf is origin for a type and a locale that are SQL.
func (b *sqlBuilder) originOf(q Query, typ, locale string) string {
	return "lotse.spot(" + typ + ", " + locale + ", " + b.bind(q.near.latitude) + "::double precision, " +
		b.bind(q.near.longitude) + "::double precision, 1)"
}

// within adds the conditions of near and bbox. Each has one that the index knows, around the point or the
// part of the map, unless that is large, and the exact one behind it.
func (b *sqlBuilder) within(q Query, locale string) {
	if q.near != nil {
		origin := b.origin(q, locale)
		chord := b.bind(chord(q.near.radius)+lifted) + "::double precision"
		b.and("p.latitude is not null")
		b.and(spot + " <@ cube_enlarge(" + origin + ", " + chord + ", 3)")
		b.and("(" + spot + " <-> " + origin + ") <= " + chord)
	}
	if q.bbox == nil {
		return
	}
	if !q.bbox.large() {
		low, high := q.bbox.sphere()
		b.and("p.latitude is not null")
		b.and(spot + " <@ (select cube(" + b.corner(q, locale, low) + ", " + b.corner(q, locale, high) + "))")
	}
	b.and("p.latitude between " + b.bind(q.bbox.south) + "::double precision and " + b.bind(q.bbox.north) + "::double precision")
	west, east := b.bind(q.bbox.west)+"::double precision", b.bind(q.bbox.east)+"::double precision"
	if q.bbox.west > q.bbox.east {
		b.and("(p.longitude >= " + west + " or p.longitude <= " + east + ")")
	} else {
		b.and("p.longitude between " + west + " and " + east)
	}
}

// corner is the SQL of a corner of a block where the items of a locale lie.
func (b *sqlBuilder) corner(q Query, locale string, at [3]float64) string {
	return "array[" + b.bind(at[0]) + "::double precision + lotse.shelf(" + nameLiteral(q.typ.Name) + ", " + nameLiteral(locale) + "), " +
		b.bind(at[1]) + "::double precision, " + b.bind(at[2]) + "::double precision]"
}

// sqlSteerNear are settings for lists by distance without other conditions. PostgreSQL takes any part of the map for
// a small one and would sort all that lies in it, where the index brings the nearest first.
const sqlSteerNear = `
select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)`

// nearestOnly reports a list by distance without conditions that another index knows better.
func (q Query) nearestOnly() bool {
	return q.sort.param == byDistance && (q.open == nil || !q.open.few) && len(q.filters) == 0 && q.search == nil && q.bbox == nil && q.organisation == ""
}

// listSettings are those of a list's statement, "" where it needs none.
func (q Query) listSettings() string {
	switch {
	case q.nearestOnly():
		return sqlSteerNear
	case q.search != nil:
		return sqlPlanWords
	}
	return ""
}

// large reports a box of the size of a Land: most of what there is lies in it, and walking a list in its order finds a
// page sooner than reading all that lies in the box.
func (x *box) large() bool {
	width := x.east - x.west
	if width < 0 {
		width += 360
	}
	return x.north-x.south >= 1 && width >= 1.5
}

// chord is the straight distance, on a sphere of radius 1, of two points so many kilometres apart.
func chord(kilometres float64) float64 { return 2 * math.Sin(kilometres/earthRadius/2) }

// kilometres is the way over ground for a straight distance, to ten metres.
func kilometres(chord float64) float64 {
	return math.Round(2*earthRadius*math.Asin(min(chord/2, 1))*100) / 100
}

// sphere is a block in space that holds every point of the box on a sphere of radius 1, a little larger against
// rounding and the lift of points.
func (x *box) sphere() (low, high [3]float64) {
	const margin = 2 * lifted
	cosLat := reach{math.Cos(radians(x.south)), math.Cos(radians(x.north))}.sorted()
	if x.south <= 0 && x.north >= 0 {
		cosLat.to = 1
	}
	lngX, lngY := x.meridians()
	first, second := cosLat.times(lngX), cosLat.times(lngY)
	return [3]float64{first.from - margin, second.from - margin, math.Sin(radians(x.south)) - margin},
		[3]float64{first.to + margin, second.to + margin, math.Sin(radians(x.north)) + margin}
}

// meridians are the ranges of the cosine and sine of the longitudes of the box.
func (x *box) meridians() (cos, sin reach) {
	east := x.east
	if x.west > x.east {
		east += 360
	}
	cos = reach{math.Cos(radians(x.west)), math.Cos(radians(east))}.sorted()
	sin = reach{math.Sin(radians(x.west)), math.Sin(radians(east))}.sorted()
	for turn := -360.0; turn <= 540; turn += 90 {
		if turn >= x.west && turn <= east {
			cos = cos.with(math.Round(math.Cos(radians(turn))))
			sin = sin.with(math.Round(math.Sin(radians(turn))))
		}
	}
	return cos, sin
}

// reach is a range of numbers.
type reach struct{ from, to float64 }

func (s reach) sorted() reach { return reach{min(s.from, s.to), max(s.from, s.to)} }

func (s reach) with(n float64) reach { return reach{min(s.from, n), max(s.to, n)} }

func (s reach) times(o reach) reach {
	a, b, c, d := s.from*o.from, s.from*o.to, s.to*o.from, s.to*o.to
	return reach{min(a, b, c, d), max(a, b, c, d)}
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// point is a place on the earth, in degrees.
type point struct{ Latitude, Longitude float64 }

// space is the point on a sphere of radius 1.
func (p point) space() [3]float64 {
	lat, lng := radians(p.Latitude), radians(p.Longitude)
	return [3]float64{math.Cos(lat) * math.Cos(lng), math.Cos(lat) * math.Sin(lng), math.Sin(lat)}
}

// kilometres is the way to another point.
func (p point) kilometres(to point) float64 {
	a, b := p.space(), to.space()
	return kilometres(math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]))
}

// middle is the point in the middle of others, of which there is one at least; also across 180°.
func middle(points []point) point {
	var sum [3]float64
	for _, p := range points {
		for i, n := range p.space() {
			sum[i] += n
		}
	}
	degrees := 180 / math.Pi
	return point{
		Latitude:  math.Atan2(sum[2], math.Hypot(sum[0], sum[1])) * degrees,
		Longitude: math.Atan2(sum[1], sum[0]) * degrees,
	}
}
