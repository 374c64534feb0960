package delivery_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/schema"
)

// demo is a small world in which everything refers to something.
type demo struct {
	*site
	law, family   uuid.UUID // categories
	house, closed uuid.UUID // places
	cafe, advice  uuid.UUID // offers
	market        uuid.UUID // an event
}

func newDemo(t testing.TB) *demo {
	t.Helper()
	d := &demo{site: newSite(t)}
	d.law = d.add(entry{typ: "category", slug: "recht", fields: schema.Content{"title": "Recht", "order": 2.0},
		texts: map[string]schema.Content{"en": {"title": "Law"}, "ar": {"title": "القانون"}}})
	d.family = d.add(entry{typ: "category", slug: "familie", fields: schema.Content{"title": "Familie", "order": 1.0}})
	address := map[string]any{"street": "Markt 1", "postcode": "07743", "city": "Jena", "country": "DE"}
	d.house = d.add(entry{typ: "place", slug: "haus", fields: schema.Content{
		"title": "Haus der Begegnung", "placeType": "meeting_place", "address": address, "geo": map[string]any{"lat": 50.93, "lng": 11.58},
		"categories": []any{d.family.String()}, "transport": "Straßenbahn 1",
	}, texts: map[string]schema.Content{"en": {"title": "Meeting House"}}})
	d.closed = d.add(entry{typ: "place", slug: "altes-haus", fields: schema.Content{
		"title": "Altes Haus", "placeType": "other", "address": address, "geo": map[string]any{"lat": 50.9, "lng": 11.6},
	}})
	d.cafe = d.add(entry{typ: "offer", slug: "sprachcafe", oldSlugs: []string{"cafe", "sprachcafe-jena"}, fields: schema.Content{
		"title": "Sprachcafé", "summary": "Deutsch üben bei Kaffee <und> Kuchen & mehr", "description": "Jeden Dienstag.\n\nAlle sind willkommen.",
		"offerType": "language_course", "categories": []any{d.law.String(), d.family.String()}, "costs": "free", "costsNote": "Spenden erwünscht",
		"languages": []any{"de", "ar", "en"}, "targetGroups": []any{"women", "refugees"}, "online": false, "places": []any{d.house.String(), d.closed.String()},
		"contacts": []any{
			map[string]any{"id": "c1", "name": "Maria Muster", "role": "Leitung", "phone": "+493641123456", "consent": true, "consentDate": "2026-01-02"},
			map[string]any{"id": "c2", "name": "Geheim Person", "email": "geheim@example.org", "role": "Anmeldung"},
		},
		"validUntil": "2027-01-31", "phone": "+49 3641 654321",
	}, texts: map[string]schema.Content{
		"en": {"title": "Language café", "summary": "Practise German", "contacts": []any{map[string]any{"id": "c1", "role": "Head"}}},
		"ar": {"title": "مقهى اللغة"},
	}})
	d.advice = d.add(entry{typ: "offer", slug: "beratung", org: orgOther, fields: schema.Content{
		"title": "Beratung im Ämterhaus", "summary": "Hilfe bei Anträgen", "offerType": "counselling", "categories": []any{d.law.String()},
		"costs": "partly", "languages": []any{"de"}, "online": true,
	}})
	start := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	d.market = d.add(entry{typ: "event", slug: "markt", fields: schema.Content{
		"title": "Markt der Kulturen", "schedule": map[string]any{"start": "2026-11-28T10:00", "end": "2026-11-28T16:00", "timezone": "Europe/Berlin"},
		"place": d.house.String(),
	}, dates: []occurrence{{start, start.Add(6 * time.Hour), "scheduled", nil}, {start.AddDate(0, 0, 7), start.AddDate(0, 0, 7).Add(6 * time.Hour), "cancelled", nil}}})
	return d
}
