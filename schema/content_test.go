package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lotse/internal/language"
)

const (
	idCategory = "0198f9a2-0000-7000-8000-00000000000c"
	idPlace    = "0198f9a2-0000-7000-8000-00000000000d"
)

// goodOffer is an offer that may be published, as a form would send it.
const goodOffer = `{
	"title": "Sprachcafé", "summary": "Kommen, reden, lachen.", "description": "Jeden Dienstag.\n\nOhne Anmeldung.",
	"offerType": "leisure", "categories": ["` + idCategory + `"], "places": ["` + idPlace + `"],
	"targetGroups": ["everyone"], "languages": ["de", "ar"], "costs": "free", "costsNote": "Kuchen gegen Spende",
	"address": {"street": "Markt 1", "postcode": "07743", "city": "Jena"}, "geo": {"lat": 50.927, "lng": 11.586},
	"openingHours": {"weekly": [{"day": "tu", "from": "16:00", "to": "18:00"}]},
	"contacts": [
		{"name": "Mira Muster", "role": "Anmeldung", "phone": "03641 123456", "email": "mira@example.org", "consent": true, "consentDate": "2026-10-01"},
		{"name": "Kim Geheim", "role": "Leitung", "phone": "03641 654321", "consent": false},
		{"name": "Ohne Rolle"}
	],
	"url": "www.example.org", "validFrom": "2026-01-01", "validUntil": "2027-06-30"
}`

func offer(t testing.TB) (*Type, Content) {
	t.Helper()
	typ, ok := registry(t).Type("offer")
	if !ok {
		t.Fatal("no type offer")
	}
	return typ, typ.Normalise(decoded(t, goodOffer).(Content), Source)
}

func TestGoodOffer(t *testing.T) {
	typ, content := offer(t)
	for _, mode := range []Mode{Draft, Published} {
		if problems := typ.Validate(content, mode, Source); problems != nil {
			t.Errorf("mode %d: %v", mode, problems)
		}
	}
	if diff := cmp.Diff(content, typ.Normalise(content, Source)); diff != "" {
		t.Error(diff)
	}
	if typ.TitleOf(content) != "Sprachcafé" || typ.SlugOf(content) != "Sprachcafé" {
		t.Error("title")
	}
}

func TestSeveralProblemsAtOnce(t *testing.T) {
	typ, _ := offer(t)
	content := Content{
		"title": 5.0, "email": "nein", "validFrom": "2026-02-01", "validUntil": "2026-01-01", "nope": 1.0,
		"contacts": []any{map[string]any{"id": "a", "email": "x"}}, "a/b~c": true,
	}
	var got []string
	for _, p := range typ.Validate(content, Published, Source) {
		got = append(got, p.Pointer+" "+p.Code)
	}
	want := []string{
		"/a~1b~0c unknown_field", "/categories required", "/contacts/0/email bad_format", "/description required", "/email bad_format",
		"/nope unknown_field", "/offerType required", "/summary required", "/title wrong_kind", "/validUntil end_before_start",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTranslation(t *testing.T) {
	typ, source := offer(t)
	contacts := source["contacts"].([]any)
	first := contacts[0].(map[string]any)["id"].(string)
	translation := typ.Normalise(Content{
		"title": "Language café ", "summary": "Come and talk.", "description": "Every Tuesday.",
		"contacts": []any{map[string]any{"id": first, "role": "Registration"}, map[string]any{"id": "gone", "role": "x"}},
	}, Translation)
	if problems := typ.Validate(translation, Published, Translation); problems != nil {
		t.Fatal(problems)
	}
	bad := Content{
		"title": "x", "url": "https://a.de", "categories": []any{},
		"contacts": []any{map[string]any{"id": first, "name": "Mira"}, map[string]any{"role": "x"}},
	}
	var got []string
	for _, p := range typ.Validate(bad, Published, Translation) {
		got = append(got, p.Pointer+" "+p.Code)
	}
	want := []string{
		"/categories not_localised", "/contacts/0/name not_localised", "/contacts/1/id required",
		"/description required", "/summary required", "/url not_localised",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	merged := typ.Merge(source, translation)
	if merged["title"] != "Language café" || merged["url"] != "https://www.example.org" || merged["costsNote"] != nil {
		t.Errorf("merged: %v", merged)
	}
	list := merged["contacts"].([]any)
	if len(list) != 3 || list[0].(map[string]any)["role"] != "Registration" || list[0].(map[string]any)["name"] != "Mira Muster" || list[1].(map[string]any)["role"] != nil {
		t.Errorf("merged contacts: %v", list)
	}
	if diff := cmp.Diff(source, typ.Merge(source, source)); diff != "" {
		t.Errorf("a source merged with itself: %s", diff)
	}
	shared := typ.Shared(source)
	if shared["title"] != nil || shared["url"] == nil || shared["contacts"].([]any)[0].(map[string]any)["role"] != nil {
		t.Errorf("shared: %v", shared)
	}
}

func TestDeliver(t *testing.T) {
	typ, content := offer(t)
	out := typ.Deliver(content)
	if out["description"] != "<p>Jeden Dienstag.</p><p>Ohne Anmeldung.</p>" {
		t.Errorf("description: %v", out["description"])
	}
	list := out["contacts"].([]any)
	want := []any{
		map[string]any{"id": itemID(items(content["contacts"])[0]), "name": "Mira Muster", "role": "Anmeldung", "phone": "+493641123456", "email": "mira@example.org"},
		map[string]any{"id": itemID(items(content["contacts"])[1]), "role": "Leitung"},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Geheim", "654321", "Ohne Rolle", "consent", "2026-10-01"} {
		if strings.Contains(string(text), word) {
			t.Errorf("%q is delivered: %s", word, text)
		}
	}
	for _, consent := range []any{nil, false, "true", 1.0, "yes"} {
		c := Content{"contacts": []any{map[string]any{"id": "a", "name": "Kim", "role": "x", "consent": consent}}}
		if got := typ.Deliver(c)["contacts"].([]any)[0].(map[string]any)["name"]; got != nil {
			t.Errorf("consent %v shows the name", consent)
		}
	}
	if out := typ.Deliver(Content{"contacts": []any{map[string]any{"id": "a", "name": "Kim"}}}); len(out) != 0 {
		t.Errorf("an item with nothing left is delivered: %v", out)
	}
}

func TestPlainTextHoldsNothingPersonal(t *testing.T) {
	typ, content := offer(t)
	text := typ.PlainText(content)
	for _, word := range []string{"Mira", "Geheim", "123456", "mira@"} {
		if strings.Contains(text, word) {
			t.Errorf("%q in %q", word, text)
		}
	}
	for _, word := range []string{"Sprachcafé", "Jeden Dienstag.", "07743 Jena", "Anmeldung", "Kuchen"} {
		if !strings.Contains(text, word) {
			t.Errorf("%q is missing in %q", word, text)
		}
	}
}

func TestFiltersSortsReferences(t *testing.T) {
	typ, content := offer(t)
	wantFilters := map[string]any{
		"offerType": "leisure", "categories": []any{idCategory}, "places": []any{idPlace}, "targetGroups": []any{"everyone"},
		"languages": []any{"de", "ar"}, "costs": "free",
	}
	if diff := cmp.Diff(wantFilters, typ.Filters(content)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]any{"title": "Sprachcafé", "validUntil": "2027-06-30"}, typ.Sorts(content)); diff != "" {
		t.Error(diff)
	}
	wantReferences := []Reference{{"categories", idCategory, "block"}, {"places", idPlace, "drop"}}
	if diff := cmp.Diff(wantReferences, typ.References(content)); diff != "" {
		t.Error(diff)
	}
	if lat, lng, ok := typ.Point(content); !ok || lat != 50.927 || lng != 11.586 {
		t.Error("point")
	}
	if _, _, ok := typ.Point(Content{"geo": map[string]any{"lat": 1.0}}); ok {
		t.Error("half a point")
	}
}

func TestLastDay(t *testing.T) {
	r := registry(t)
	for _, c := range []struct{ typ, content, want string }{
		{"offer", `{"validUntil":"2027-06-30"}`, "2027-06-30"},
		{"offer", `{}`, ""},
		{"offer", `{"validUntil":"bald"}`, ""},
		{"job", `{"deadline":"2027-01-15"}`, "2027-01-15"},
		{"article", `{"validUntil":"2027-06-30"}`, ""},
		{"event", `{"schedule":{"start":"2026-11-24T18:00","end":"2026-11-24T20:00"}}`, "2026-11-24"},
		{"event", `{"schedule":{"start":"2026-11-24T20:00","end":"2026-11-25T00:00"}}`, "2026-11-24"},
		{"event", `{"schedule":{"start":"2026-11-24T20:00","end":"2026-11-25T02:00"}}`, "2026-11-25"},
		{"event", `{"schedule":{"start":"2026-11-24T00:00"}}`, "2026-11-24"},
		{"event", `{"schedule":{"start":"2026-11-24","end":"2026-11-26","allDay":true}}`, "2026-11-26"},
		{"event", `{"schedule":{"start":"2026-11-24T18:00","rule":"FREQ=WEEKLY;COUNT=3"}}`, "2026-12-08"},
		{"event", `{"schedule":{"start":"2026-11-24T18:00","rule":"FREQ=WEEKLY;COUNT=3","changes":[{"date":"2026-12-08T18:00","status":"cancelled"}]}}`, "2026-12-01"},
		{"event", `{"schedule":{"start":"2026-11-24T18:00","rule":"FREQ=WEEKLY"}}`, ""},
		{"event", `{"schedule":{"start":"kaputt"}}`, ""},
		{"event", `{"schedule":5}`, ""},
	} {
		typ, _ := r.Type(c.typ)
		day, ok := typ.LastDay(decoded(t, c.content).(Content))
		got := ""
		if ok {
			got = day.Format(time.DateOnly)
		}
		if got != c.want || ok && day != day.UTC().Truncate(24*time.Hour) {
			t.Errorf("%s %s: %v, want %q", c.typ, c.content, day, c.want)
		}
	}
}

func TestEventSortsByItsFirstStart(t *testing.T) {
	event, _ := registry(t).Type("event")
	content := Content{"title": "Fest", "schedule": map[string]any{"start": "2026-11-24T18:00", "rule": "FREQ=WEEKLY"}}
	if got := event.Sorts(content)["schedule"]; got != "2026-11-24T17:00:00Z" {
		t.Errorf("sorted by %v", got)
	}
	if _, ok := event.Schedule(content); !ok {
		t.Error("no schedule")
	}
}

func TestBlankPersonal(t *testing.T) {
	typ, content := offer(t)
	before, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	blanked, changed := typ.BlankPersonal(content)
	text, err := json.Marshal(blanked)
	if err != nil || !changed {
		t.Fatal(changed, err)
	}
	for _, word := range []string{"Mira", "Kim", "Rolle", "3641123456", "mira@"} {
		if strings.Contains(string(text), word) {
			t.Errorf("%q is left: %s", word, text)
		}
	}
	if blanked["title"] != "Sprachcafé" || items(blanked["contacts"])[0]["role"] != "Anmeldung" {
		t.Errorf("too much is gone: %s", text)
	}
	if after, _ := json.Marshal(content); string(after) != string(before) {
		t.Error("the given content was changed")
	}
	if _, again := typ.BlankPersonal(blanked); again {
		t.Error("changed again")
	}
}

func TestItemIDs(t *testing.T) {
	typ, _ := offer(t)
	send := func() Content {
		return typ.Normalise(decoded(t, `{"contacts":[{"name":"A"},{"name":"A"},{"id":"mine","name":"B"}]}`).(Content), Source)
	}
	first, second := send(), send()
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the same content sent twice differs: %s", diff)
	}
	list := items(first["contacts"])
	if itemID(list[0]) == itemID(list[1]) || itemID(list[2]) != "mine" {
		t.Errorf("ids: %v", list)
	}
}

func TestDiff(t *testing.T) {
	typ, from := offer(t)
	to := typ.Normalise(decoded(t, goodOffer).(Content), Source)
	if changes := typ.Diff(from, to); changes != nil {
		t.Fatalf("equal content differs: %v", changes)
	}
	to["title"] = "Sprachcafé am Abend"
	to["description"] = RichTextFromText("Jeden Mittwoch.\n\nOhne Anmeldung.")
	to["costs"] = "partly"
	delete(to, "url")
	to["phone"] = "+493641123456"
	list := to["contacts"].([]any)
	second := list[1].(map[string]any)
	second["role"] = "Leitung des Hauses"
	added := map[string]any{"id": "new", "name": "Neu"}
	to["contacts"] = []any{second, list[0], added}
	a, b, c := itemID(items(from["contacts"])[0]), itemID(items(from["contacts"])[1]), itemID(items(from["contacts"])[2])
	type short struct{ Pointer, Field, Op, Item string }
	var got []short
	for _, ch := range typ.Diff(from, to) {
		got = append(got, short{ch.Pointer, ch.Field, ch.Op, ch.ItemID})
		if ch.Label["de"] == "" || ch.Kind == "" {
			t.Errorf("%s has no label or kind", ch.Pointer)
		}
	}
	want := []short{
		{"/title", "title", OpChanged, ""}, {"/description", "description", OpChanged, ""}, {"/costs", "costs", OpChanged, ""},
		{"/contacts/0/role", "contacts.role", OpChanged, b}, {"/contacts/1", "contacts", OpMoved, a},
		{"/contacts/2", "contacts", OpAdded, "new"}, {"/contacts/2", "contacts", OpRemoved, c},
		{"/phone", "phone", OpAdded, ""}, {"/url", "url", OpRemoved, ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	words := typ.Diff(from, to)[1].Words
	wantWords := []WordRun{
		{Op: language.Same, Text: "Jeden "},
		{Op: language.Removed, Text: "Dienstag"},
		{Op: language.Added, Text: "Mittwoch"},
		{Op: language.Same, Text: ".\nOhne Anmeldung."},
	}
	if diff := cmp.Diff(wantWords, words); diff != "" {
		t.Error(diff)
	}
}

func TestDiffOfMovedItems(t *testing.T) {
	typ := oneField(t, Field{Kind: "list", Fields: contact, Consent: "agreed"})
	list := func(ids string) Content {
		var out []any
		for _, id := range strings.Fields(ids) {
			out = append(out, map[string]any{"id": id, "name": id})
		}
		return Content{"x": out}
	}
	for _, c := range []struct{ from, to, want string }{
		{"a b c d", "b c d a", "a moved"}, {"a b c d", "d a b c", "d moved"}, {"a b c", "a x b c", "x added"}, {"a b c", "b c", "a removed"},
		{"a b c", "c b a", "b moved, a moved"}, {"a b", "x b a", "x added, a moved"}, {"", "a", "a added"}, {"a", "", "a removed"},
	} {
		var got []string
		for _, ch := range typ.Diff(list(c.from), list(c.to)) {
			got = append(got, ch.ItemID+" "+ch.Op)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s → %s: %v, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestDefinitionRoundTrip(t *testing.T) {
	for _, typ := range registry(t).Types() {
		definition, err := json.Marshal(typ)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseDefinition(definition)
		if err != nil {
			t.Fatal(err)
		}
		if back.Hash() != typ.Hash() || back.Hash() == "" {
			t.Errorf("%s reads back as another type", typ.Name)
		}
		if diff := cmp.Diff(typ.JSONSchema(Published, Source), back.JSONSchema(Published, Source)); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := ParseDefinition([]byte(`{"fields":[{"name":"x","kind":"nope"}]}`)); err == nil {
		t.Error("an unknown kind was read")
	}
}

func TestLabels(t *testing.T) {
	label := Text{"de": "Titel", "en": "Title", "ar": "عنوان"}
	for locale, want := range map[string]string{"de": "Titel", "en": "Title", "ar": "عنوان", "fa": "Title", "de-simple": "Titel", "xx": "Title"} {
		if got := label.In(locale); got != want {
			t.Errorf("in %s: %q", locale, got)
		}
	}
	for _, typ := range registry(t).Types() {
		for _, f := range typ.Fields {
			for _, o := range f.Options {
				for _, locale := range language.Tags() {
					if o.Label[locale] == "" && locale != "de-simple" { // which takes the German words
						t.Errorf("%s.%s: option %s lacks a label in %s", typ.Name, f.Name, o.Value, locale)
					}
				}
			}
		}
	}
}

func TestPeriod(t *testing.T) {
	typ, _ := offer(t)
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	if got := typ.VerifyEvery.After(at); typ.VerifyEvery.IsZero() || !got.Equal(time.Date(2027, 5, 23, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("verified again by %v", got)
	}
}

// TestNaughtyStrings takes each as a title: stored exactly (NFC, trimmed) or refused with a code.
func TestNaughtyStrings(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "naughty-strings", "blns.json"))
	if err != nil {
		t.Skipf("the list of naughty strings is not here: %v", err)
	}
	var list []string
	if err := json.Unmarshal(source, &list); err != nil {
		t.Fatal(err)
	}
	typ, good := offer(t)
	refused := map[string]int{}
	for _, s := range list {
		content := without(good)
		content["title"] = s
		stored := typ.Normalise(content, Source)
		problems := typ.Validate(stored, Published, Source)
		if len(problems) > 0 {
			refused[problems[0].Code]++
			for _, p := range problems {
				if p.Pointer != "/title" {
					t.Errorf("%q: %v", s, problems)
				}
			}
			continue
		}
		text, err := json.Marshal(stored)
		if err != nil {
			t.Fatal(err)
		}
		back := decoded(t, string(text)).(Content)
		if want := tidyString(s, false); back["title"] != want || language.NFC(strings.Join(strings.Fields(s), "")) != strings.Join(strings.Fields(want), "") {
			t.Errorf("%q is stored as %q", s, back["title"])
		}
	}
	t.Logf("%d strings, refused: %v", len(list), refused)
	if len(list) < 500 {
		t.Errorf("only %d strings", len(list))
	}
}
