package formats

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// hostile are texts that other programs take for something else.
var hostile = []string{
	`</script><script>alert(1)</script>`, `<!--<script>`, `]]>`, `&amp;&lt;&#60;`, `"><img src=x onerror=alert(1)>`, `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;`,
	`=cmd|'/C calc'!A0`, `+1+1`, `-2+3`, `@SUM(1)`, "\t=1", "\r=1", ` =1+1`, `＝1`, "a\r\nSet-Cookie: x=1", "a\nBEGIN:VALARM\nACTION:EMAIL", "\u0000\u0001\u0008\u000b\u001f", "\ufffe\uffff", "\u2028\u2029",
	`{{7*7}}`, `"; drop table entries; --`, "a,b;c\"d\ne", "مرحبا \u202e", "𝟘👩‍👩‍👧", strings.Repeat("ä", 500), "'",
}

// fields of a type, every text of them hostile.
func hostileFields(text string) map[string]any {
	return map[string]any{
		"title": text + "x", "summary": text, "description": "<p>" + htmlEscape(text) + "</p>", "body": "<p>" + htmlEscape(text) + "</p>", "costsNote": text, "employer": text, "organiser": text,
		"address":  map[string]any{"street": text, "city": text, "country": "DE", "postcode": "07743"},
		"geo":      map[string]any{"lat": 50.9, "lng": 11.5},
		"schedule": map[string]any{"start": "2026-12-01T10:00"}, "contacts": []any{map[string]any{"id": "a", "name": text, "role": text}},
		"openingHours":     map[string]any{"weekly": []any{map[string]any{"day": "mo", "from": "09:00", "to": "17:00"}}, "exceptions": []any{map[string]any{"from": "2026-12-24", "to": "2026-12-24", "closed": true, "note": text}}},
		"openingHoursNote": text, "email": text, "url": "https://example.org/" + text,
	}
}

// hostileSet is a set of a type with all of it, also as what is referred to.
func hostileSet(t *testing.T, typeName string) *Set {
	t.Helper()
	var fields []map[string]any
	for _, text := range hostile {
		fields = append(fields, hostileFields(text))
	}
	s := newSet(t, typeName, fields...)
	types := registry(t)
	category, _ := types.Type("category")
	place, _ := types.Type("place")
	for n, text := range hostile {
		c := Item{ID: derived("c", text), TypeName: "category", Type: category, Slug: "c", Locale: "de", Fields: map[string]any{"title": text}}
		p := Item{ID: derived("p", text), TypeName: "place", Type: place, Slug: "p", Locale: "de", Fields: plainJSON(t, hostileFields(text))}
		s.Included[c.ID], s.Included[p.ID] = c, p
		s.Items[n].Fields["categories"] = []any{c.ID.String()}
		s.Items[n].Fields["place"], s.Items[n].Fields["places"] = p.ID.String(), []any{p.ID.String()}
		s.Items[n].Organisation.Name = text
	}
	return s
}

// Whatever people write, every format stays what it is.
func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	for _, typ := range registry(t).Types() {
		s := hostileSet(t, typ.Name)
		atom, err := Atom(s, hostile[0])
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, typ.Name, atom, map[string]int{"entry": len(hostile), "script": 0, "img": 0})
		for name, write := range map[string]func() ([]byte, error){
			"JSON-LD": func() ([]byte, error) { return JSONLDList(s) }, "GeoJSON": func() ([]byte, error) { return GeoJSON(s) },
			"JSON Feed": func() ([]byte, error) { return JSONFeed(s, hostile[0]) },
		} {
			body, err := write()
			if err != nil || !json.Valid(body) || bytes.ContainsAny(body, "<>") || bytes.ContainsAny(body, "\u2028\u2029") {
				t.Errorf("%s %s: %v", typ.Name, name, err)
			}
		}
		table, err := CSV(s)
		if err != nil {
			t.Fatal(err)
		}
		noFormulas(t, s, table)
		checkLines(t, string(ICalendar(s, hostile[0])))
		for n := range s.Items {
			for _, object := range []any{HSDSService(s, &s.Items[n], Nested), HSDSOrganisation(s, s.Items[n].Organisation, &s.Items[n], Nested)} {
				if body, err := json.Marshal(object); err != nil || !json.Valid(body) {
					t.Errorf("%s HSDS: %v", typ.Name, err)
				}
			}
		}
	}
	var entries []SitemapEntry
	for n, text := range hostile {
		entries = append(entries, SitemapEntry{ID: uuid.UUID{byte(n)}, Type: "offer", Slug: text, Source: "de", Updated: map[string]time.Time{"de": testNow, "en": testNow}})
	}
	wellFormed(t, "sitemap", Sitemap(Links{Portal: PortalPattern("https://portal.lotse.test/a?b=c&d=")}, entries), map[string]int{"url": 2 * len(hostile), "script": 0})
}

// wellFormed reads XML to its end and counts elements. There is no document type.
func wellFormed(t *testing.T, name string, body []byte, want map[string]int) {
	t.Helper()
	got := map[string]int{}
	decoder := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			got[e.Name.Local]++
		case xml.Directive:
			t.Errorf("%s holds %s", name, e)
		}
	}
	for element, n := range want {
		if got[element] != n {
			t.Errorf("%s: %d of %s, not %d", name, got[element], element, n)
		}
	}
}

func noFormulas(t *testing.T, s *Set, table []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil || len(rows) != len(hostile)+1 {
		t.Fatalf("%s: %d rows, %v", s.Type.Name, len(rows), err)
	}
	for n, row := range rows[1:] {
		for at, cell := range row {
			if trimmed := strings.TrimLeft(cell, " \u00a0"); trimmed != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(trimmed)[0]) {
				t.Errorf("%s: %s holds %q", s.Type.Name, rows[0][at], cell)
			}
			// All else stays letter by letter; a table has one kind of line break.
			if want := strings.ReplaceAll(hostile[n]+"x", "\r", ""); rows[0][at] == "title" && strings.TrimPrefix(cell, "'") != strings.TrimPrefix(want, "'") {
				t.Errorf("%q became %q", want, cell)
			}
		}
	}
}
