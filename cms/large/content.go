package large

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"lotse/schema"
)

// How many there are of what everything else refers to. They come first.
const (
	categories    = 60
	organisations = 500
	fixed         = categories + organisations
	// Every placeEvery-th entry behind them is a place.
	placeEvery = 8
)

// locales are how often an entry has a text in a language, beside German, in percent.
var locales = []struct {
	tag     string
	percent int
}{{"ar", 45}, {"de-simple", 5}, {"en", 55}, {"es", 6}, {"fa", 25}, {"fr", 12}, {"ru", 20}, {"uk", 30}}

// firstMillisecond is when the ids of entries begin: 2026-01-01, in milliseconds.
const firstMillisecond = 1_767_225_600_000

// world makes entries from their numbers.
type world struct {
	seed  uint64
	made  time.Time // the newest times of anything
	types *schema.Registry
	words map[string]*vocabulary
}

// entry is one entry with all that it says.
type entry struct {
	number       int
	id           uuid.UUID
	typ          *schema.Type
	organisation int
	published    time.Time
	locales      []string                  // sorted; German is always among them
	texts        map[string]schema.Content // in normal form; that of German holds the shared fields too
}

// random is what is random of an entry, apart for each purpose.
func (w *world) random(number int, purpose string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(purpose)) // a hash takes everything
	return rand.New(rand.NewPCG(w.seed^h.Sum64(), uint64(number)))
}

// id is a UUID of version 7, as the commands make them: in the order of the numbers.
func (w *world) id(number int, purpose string) uuid.UUID {
	var id uuid.UUID
	r := w.random(number, "id "+purpose)
	binary.BigEndian.PutUint64(id[:8], uint64(firstMillisecond+int64(number))<<16|uint64(r.IntN(1<<12)))
	binary.BigEndian.PutUint64(id[8:], r.Uint64())
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// localesOf are the languages of an entry, sorted.
func (w *world) localesOf(number int) []string {
	list := []string{"de"}
	r := w.random(number, "locales")
	for _, l := range locales {
		if number < categories && l.tag != "de-simple" || r.IntN(100) < l.percent {
			list = append(list, l.tag)
		}
	}
	slices.Sort(list)
	return list
}

// typeOf is the type of an entry.
func (w *world) typeOf(number int) string {
	switch {
	case number < categories:
		return "category"
	case number < fixed:
		return "organisation"
	case number%placeEvery == 0:
		return "place"
	}
	switch n := w.random(number, "type").IntN(100); {
	case n < 47:
		return "offer"
	case n < 72:
		return "event"
	case n < 88:
		return "job"
	}
	return "article"
}

// place is the number of a place before an entry; false where there is none yet.
func place(r *rand.Rand, before int) (int, bool) {
	first := (fixed + placeEvery - 1) / placeEvery * placeEvery
	if before <= first {
		return 0, false
	}
	return first + r.IntN((before-first+placeEvery-1)/placeEvery)*placeEvery, true
}

// geo is a point in a state of about 150 by 200 kilometres, most of them in its cities.
func (w *world) geo(number int) map[string]any {
	r := w.random(number, "geo")
	if r.IntN(100) < 60 {
		city := cities[r.IntN(len(cities))]
		return point(city.lat+r.NormFloat64()*0.02, city.lng+r.NormFloat64()*0.03)
	}
	return point(50.25+r.Float64()*1.35, 9.9+r.Float64()*2.7)
}

func point(lat, lng float64) map[string]any {
	return map[string]any{"lat": round(lat), "lng": round(lng)}
}

// round keeps six decimals, a tenth of a metre.
func round(x float64) float64 { return float64(int(x*1e6)) / 1e6 }

var cities = []struct {
	name     string
	lat, lng float64
}{
	{"Erfurt", 50.978, 11.029}, {"Jena", 50.927, 11.586}, {"Gera", 50.880, 12.082}, {"Weimar", 50.979, 11.329}, {"Gotha", 50.948, 10.702},
	{"Nordhausen", 51.505, 10.791}, {"Eisenach", 50.981, 10.315}, {"Suhl", 50.609, 10.694}, {"Altenburg", 50.985, 12.434}, {"Saalfeld", 50.648, 11.365},
}

// entry makes an entry. Times are not later than the world was made.
func (w *world) entry(number int, tags []string) (*entry, error) {
	name := w.typeOf(number)
	typ, ok := w.types.Type(name)
	if !ok {
		return nil, fmt.Errorf("there is no type %s", name)
	}
	r := w.random(number, "text")
	e := &entry{number: number, id: w.id(number, "entry"), typ: typ, organisation: r.IntN(organisations), locales: tags, texts: map[string]schema.Content{}}
	if name == "organisation" {
		e.organisation = number - categories
	}
	// Jobs must be confirmed every three months: nothing here is older than two.
	e.published = w.made.Add(-time.Duration(1+r.IntN(60*24*3600)) * time.Second).UTC().Truncate(time.Second)
	for _, tag := range tags {
		part := schema.Translation
		content := w.localised(r, e, tag)
		if tag == "de" {
			part = schema.Source
			w.shared(r, e, content)
		}
		e.texts[tag] = typ.Normalise(content, part)
	}
	return e, nil
}

// localised are the texts of a language. Their lengths are those of real ones: a summary, a page of description.
func (w *world) localised(r *rand.Rand, e *entry, tag string) schema.Content {
	v := w.words[tag]
	// Two small numbers tell titles apart: one large one would be a word of its own for each.
	title := fmt.Sprintf("%s %s %d %d", v.line(r, 2+r.IntN(3)), v.word(r), e.number/1000, e.number%1000)
	content := schema.Content{"title": title}
	if e.typ.Name == "category" {
		content["summary"] = v.line(r, 8)
		return content
	}
	if e.typ.Name != "job" {
		content["summary"] = clip(v.line(r, 12+r.IntN(8)), 300)
	}
	switch e.typ.Name {
	case "article":
		content["body"] = v.text(r, 1500+r.IntN(2500))
	case "job":
		content["description"], content["requirements"] = v.text(r, 900+r.IntN(600)), v.text(r, 300)
	default:
		content["description"] = v.text(r, 700+r.IntN(1300))
	}
	return content
}

// clip bounds a text in characters.
func clip(text string, n int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), n)])
}

// shared adds what is the same in every language.
func (w *world) shared(r *rand.Rand, e *entry, c schema.Content) {
	for _, f := range e.typ.Fields {
		switch {
		case f.Kind == "choice" && (f.Required || r.IntN(4) > 0):
			c[f.Name] = f.Options[skewed(r, len(f.Options))].Value
		case f.Kind == "choices" && (f.Required || r.IntN(4) > 0):
			c[f.Name] = w.some(r, f)
		case f.Kind == "boolean" && !f.Localised:
			c[f.Name] = r.IntN(3) == 0
		case f.Kind == "phone":
			c[f.Name] = fmt.Sprintf("+493641%06d", r.IntN(1_000_000))
		case f.Kind == "email":
			c[f.Name] = fmt.Sprintf("kontakt%d@example.org", r.IntN(5000))
		case f.Kind == "url" && f.Name == "url":
			c[f.Name] = fmt.Sprintf("https://example.org/%s/%d", e.typ.Name, e.number)
		}
	}
	w.refer(r, e, c)
	day := func(days int) string { return w.made.AddDate(0, 0, days).Format(time.DateOnly) }
	switch e.typ.Name {
	case "category":
		c["order"] = float64(e.number)
	case "article":
		c["order"] = float64(r.IntN(1000))
	case "place", "organisation":
		c["geo"] = w.geo(e.number)
		c["address"] = w.address(r)
	case "offer":
		if r.IntN(3) == 0 {
			c["validUntil"] = day(200 + r.IntN(400))
		}
	case "job":
		c["occupation"], c["employer"] = w.words["de"].word(r), fmt.Sprintf("Betrieb %s %d", w.words["de"].word(r), r.IntN(900))
		c["deadline"], c["startDate"] = day(30+r.IntN(200)), day(60+r.IntN(200))
		c["salary"] = map[string]any{"min": float64(2000 + r.IntN(1000)), "max": float64(3100 + r.IntN(1500)), "currency": "EUR", "per": "month"}
	case "event":
		c["schedule"] = schedule(r, day(2+r.IntN(200)))
		c["organiser"] = fmt.Sprintf("Verein %d", e.organisation)
	}
	if e.typ.Name == "place" && r.IntN(10) < 6 || e.typ.Name == "offer" && r.IntN(10) < 2 {
		c["openingHours"] = hours(r)
	}
}

// refer adds references to entries before this one.
func (w *world) refer(r *rand.Rand, e *entry, c schema.Content) {
	if _, has := e.typ.Field("categories"); has {
		c["categories"] = []any{}
		for _, number := range r.Perm(categories)[:1+r.IntN(3)] {
			c["categories"] = append(c["categories"].([]any), w.id(number, "entry").String())
		}
	}
	number, found := place(r, e.number)
	if !found {
		return
	}
	id := w.id(number, "entry").String()
	switch e.typ.Name {
	case "offer":
		if r.IntN(10) < 7 {
			c["places"] = []any{id}
		}
	case "event", "job":
		c["place"] = id
	case "article":
		c["related"] = []any{id}
	}
}

// skewed is a number below n, small ones more often.
func skewed(r *rand.Rand, n int) int {
	x := r.Float64()
	return int(x * x * float64(n))
}

// some are a few of the choices of a field, each once.
func (w *world) some(r *rand.Rand, f *schema.Field) []any {
	most := min(4, len(f.Options))
	if f.MaxItems > 0 {
		most = min(most, f.MaxItems)
	}
	var list []any
	for range 1 + r.IntN(most) {
		if value := f.Options[skewed(r, len(f.Options))].Value; !slices.Contains(list, any(value)) {
			list = append(list, value)
		}
	}
	return list
}

func (w *world) address(r *rand.Rand) map[string]any {
	city := r.IntN(len(cities))
	return map[string]any{
		"street": fmt.Sprintf("%sstraße %d", w.words["de"].words[r.IntN(50)], 1+r.IntN(200)), "postcode": fmt.Sprintf("%05d", 99000+city*10+r.IntN(10)),
		"city": cities[city].name, "country": "DE", "municipality": fmt.Sprintf("160%02d0000000", 51+city),
	}
}

// schedule is a date, or a weekly one.
func schedule(r *rand.Rand, day string) map[string]any {
	hour := 9 + r.IntN(10)
	s := map[string]any{"start": fmt.Sprintf("%sT%02d:00", day, hour), "end": fmt.Sprintf("%sT%02d:30", day, hour+1), "timezone": "Europe/Berlin"}
	if r.IntN(4) == 0 {
		s["rule"] = fmt.Sprintf("FREQ=WEEKLY;COUNT=%d", 2+r.IntN(30))
	}
	return s
}

func hours(r *rand.Rand) map[string]any {
	var weekly []any
	for _, day := range []string{"mo", "tu", "we", "th", "fr"} {
		if r.IntN(6) > 0 {
			weekly = append(weekly, map[string]any{"day": day, "from": fmt.Sprintf("%02d:00", 8+r.IntN(3)), "to": fmt.Sprintf("%02d:00", 13+r.IntN(6))})
		}
	}
	if weekly == nil {
		weekly = []any{map[string]any{"day": "sa", "from": "10:00", "to": "14:00"}}
	}
	return map[string]any{"weekly": weekly}
}
