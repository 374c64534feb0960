package delivery_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lotse/schema"
)

// spot is a seeded place.
type spot struct {
	slug     string
	lat, lng float64
}

// haversine is the distance in kilometres, reckoned in another way than the database does.
func (s spot) haversine(lat, lng float64) float64 {
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	a := math.Pow(math.Sin(rad(s.lat-lat)/2), 2) + math.Cos(rad(s.lat))*math.Cos(rad(lat))*math.Pow(math.Sin(rad(s.lng-lng)/2), 2)
	return 2 * 6371.0088 * math.Asin(min(1, math.Sqrt(a)))
}

// atlas is places all over the world, many of them close to each other, to 180° and to the poles.
func atlas(t *testing.T) (*site, []spot) {
	t.Helper()
	s := newSite(t)
	random := rand.New(rand.NewPCG(1, 2))
	var spots []spot
	for i := range 90 {
		var p spot
		switch i % 3 {
		case 0: // around Jena
			p = spot{lat: 50.927 + (random.Float64()-0.5)*0.8, lng: 11.586 + (random.Float64()-0.5)*0.8}
		case 1: // around the date line
			p = spot{lat: random.Float64()*4 - 2, lng: 178 + random.Float64()*4}
		case 2:
			p = spot{lat: 88 + random.Float64()*2, lng: random.Float64()*360 - 180}
		}
		if p.lng > 180 {
			p.lng -= 360
		}
		p.slug, p.lat, p.lng = fmt.Sprintf("p-%02d", i), math.Round(p.lat*1e6)/1e6, math.Round(p.lng*1e6)/1e6
		s.add(entry{typ: "place", slug: p.slug, fields: schema.Content{"title": p.slug, "geo": map[string]any{"lat": p.lat, "lng": p.lng}},
			texts: map[string]schema.Content{"en": {"title": p.slug}}})
		spots = append(spots, p)
	}
	s.add(entry{typ: "place", slug: "nowhere", fields: schema.Content{"title": "Nowhere"}})
	s.add(entry{typ: "organisation", slug: "other", fields: schema.Content{"title": "Other", "geo": map[string]any{"lat": 50.927, "lng": 11.586}}})
	return s, spots
}

func TestNearestFirst(t *testing.T) {
	t.Parallel()
	s, spots := atlas(t)
	for _, test := range []struct{ lat, lng, radius float64 }{
		{50.927, 11.586, 0}, {50.927, 11.586, 5}, {50.927, 11.586, 60}, {0, 180, 100}, {0, -180, 300}, {0.5, 179.9, 50}, {90, 0, 150}, {89.5, -120, 500}, {-90, 0, 500}, {0, 0, 500},
	} {
		radius := test.radius
		path := fmt.Sprintf("/place?near=%v,%v", test.lat, test.lng)
		if radius == 0 {
			radius = 25 // documented
		} else {
			path += fmt.Sprintf("&radius=%v", radius)
		}
		var want []spot
		for _, p := range spots {
			if p.haversine(test.lat, test.lng) <= radius {
				want = append(want, p)
			}
		}
		slices.SortFunc(want, func(a, b spot) int {
			return int(math.Copysign(1, a.haversine(test.lat, test.lng)-b.haversine(test.lat, test.lng)))
		})
		names := []string{}
		for _, p := range want {
			names = append(names, p.slug)
		}
		got := s.list(path + "&limit=100&total=true")
		if diff := cmp.Diff(names, slugsOf(got.Items)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
			continue
		}
		if got.Total.Value != len(want) {
			t.Errorf("%s: %+v", path, got.Total)
		}
		for i, item := range got.Items {
			if d := want[i].haversine(test.lat, test.lng); item.Distance == nil || math.Abs(*item.Distance-d) > 0.00501 {
				t.Errorf("%s: %s is %v km away, not %v", path, item.Slug, item.Distance, d)
			}
		}
		for _, limit := range []int{1, 4, 29} {
			for _, suffix := range []string{"", "&locale=en", "&locale=fa&fallback=true"} {
				if got := s.walk(fmt.Sprintf("%s&limit=%d%s", path, limit, suffix)); !slices.Equal(names, got) {
					t.Errorf("%s%s in pages of %d: %v instead of %v", path, suffix, limit, got, names)
				}
			}
		}
	}
	// In another order the distance is still told.
	items := s.list("/place?near=50.927,11.586&radius=60&sort=-title&limit=100").Items
	if len(items) < 10 || !slices.IsSortedFunc(items, func(a, b item) int { return -cmpString(a.Slug, b.Slug) }) || items[0].Distance == nil {
		t.Errorf("%v", slugsOf(items))
	}
	if i := s.list("/place?near=50.927,11.586&fields=title").Items[0]; len(i.Fields) != 1 || i.Distance == nil {
		t.Errorf("%+v", i)
	}
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestBoxes(t *testing.T) {
	t.Parallel()
	s, spots := atlas(t)
	for _, box := range [][4]float64{
		{11, 50.5, 12, 51.3}, {11.5, 50.9, 11.6, 50.95}, {-180, -90, 180, 90}, {179, -1, -179, 1}, {178, -2, 180, 2}, {-180, -2, -178, 2},
		{-180, 88, 180, 90}, {-10, 88.5, 100, 90}, {100, 88.5, -10, 90}, {0, -1, 360 - 180, 1}, {11.586, 50.927, 11.586, 50.927}, {-90, -1, -89, 1},
	} {
		want := []string{}
		for _, p := range spots {
			inside := p.lng >= box[0] && p.lng <= box[2]
			if box[0] > box[2] {
				inside = p.lng >= box[0] || p.lng <= box[2]
			}
			if inside && p.lat >= box[1] && p.lat <= box[3] {
				want = append(want, p.slug)
			}
		}
		path := fmt.Sprintf("/place?bbox=%v,%v,%v,%v&sort=title&limit=100", box[0], box[1], box[2], box[3])
		if diff := cmp.Diff(want, s.slugs(path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// A point that nobody may see is not found by its distance.
func TestHiddenPlacesHoursAndDatesAreNotAskable(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.add(entry{typ: "guarded", slug: "one", fields: schema.Content{
		"title": "One", "hiddenGeo": map[string]any{"lat": 50.9, "lng": 11.6},
		"hiddenHours": map[string]any{"weekly": []any{map[string]any{"day": "mo", "from": "08:00", "to": "12:00"}}},
	}})
	var kept bool
	if err := s.pool.QueryRow(t.Context(), `select latitude is not null or opening is not null from publications where entry_id = $1`, id).Scan(&kept); err != nil || kept {
		t.Errorf("something hidden can be asked for: %v %v", kept, err)
	}
}

func TestFacets(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	draft := numbered(9, 9)
	d.exec(`update publications set filters = jsonb_set(filters, '{categories}', (filters -> 'categories') || to_jsonb($2::text)) where entry_id = $1`, d.cafe, draft.String())
	type counts map[string]int
	for _, test := range []struct {
		path  string
		want  map[string]counts
		total int
	}{
		{"/offer?facets=costs,languages,online", map[string]counts{"costs": {"free": 1, "partly": 1}, "languages": {"de": 2, "ar": 1, "en": 1}, "online": {"true": 1, "false": 1}}, 2},
		// Its own filter does not count for a facet, those of others do.
		{"/offer?facets=costs,languages&filter[costs]=free", map[string]counts{"costs": {"free": 1, "partly": 1}, "languages": {"de": 1, "ar": 1, "en": 1}}, 1},
		{"/offer?facets=costs&filter[languages]=ar", map[string]counts{"costs": {"free": 1}}, 1},
		{"/offer?facets=costs&q=beratung", map[string]counts{"costs": {"partly": 1}}, 1},
		{"/offer?facets=costs&locale=ar", map[string]counts{"costs": {"free": 1}}, 1},
		{"/offer?facets=costs&locale=ar&fallback=true", map[string]counts{"costs": {"free": 1, "partly": 1}}, 2},
		{"/offer?facets=categories", map[string]counts{"categories": {d.law.String(): 2, d.family.String(): 1}}, 2}, // what is not public is not counted
		{"/event?facets=place&from=2026-11-01", map[string]counts{"place": {d.house.String(): 1}}, 2},               // two dates of one event
		{"/event?facets=place&from=2027-11-01", map[string]counts{"place": {}}, 0},
		{"/place?facets=categories&near=50.93,11.58&radius=1", map[string]counts{"categories": {d.family.String(): 1}}, 1},
		{"/offer?total=true&filter[costs]=free", map[string]counts{}, 1},
	} {
		p := d.list(test.path)
		got := map[string]counts{}
		for field, values := range p.Facets {
			got[field] = counts{}
			for _, v := range values {
				got[field][v.Value] = v.Count
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.path, diff)
		}
		if p.Total == nil || p.Total.Value != test.total || !p.Total.Exact {
			t.Errorf("%s: %+v", test.path, p.Total)
		}
	}
	if d.list("/offer").Total != nil {
		t.Error("nobody asked for the total")
	}
}
