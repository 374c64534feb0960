package cms_test

import (
	"testing"
	"time"

	"lotse/cms"
	"lotse/schema"
)

// words lists the words that search knows of a locale.
func (f *fixture) words(t *testing.T, locale string) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, w := range query[[]string](t, f, `select coalesce(array_agg(word), '{}') from words where locale = $1`, locale) {
		known[w] = true
	}
	return known
}

func TestWordsFollowWhatIsLive(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.offer(t, "Aufenthaltserlaubnis", f.category(t, "Sprache"))
	collect := func() {
		t.Helper()
		for {
			n, err := f.CollectWords(t.Context(), 2)
			if err != nil {
				t.Fatal(err)
			}
			if n < 2 {
				return
			}
		}
	}
	collect()
	if f.words(t, "de")["aufenthaltserlaubnis"] {
		t.Error("the words of a draft are known")
	}
	e = f.publish(t, e, f.author, f.editor)
	collect()
	known := f.words(t, "de")
	if !known["aufenthaltserlaubnis"] || !known["deutsch"] {
		t.Errorf("%v", known)
	}
	for _, hidden := range []string{"amina", "beispiel", "verein"} {
		if known[hidden] {
			t.Errorf("%s is of a person", hidden)
		}
	}
	if left := query[int](t, f, `select count(*) from word_queue`); left != 0 {
		t.Errorf("%d are still queued", left)
	}
	drop := func() {
		t.Helper()
		for after := ""; ; {
			_, next, err := f.DropWords(t.Context(), "de", after, 3)
			if err != nil {
				t.Fatal(err)
			}
			if after = next; next == "" {
				return
			}
		}
	}
	drop()
	if known := f.words(t, "de"); !known["aufenthaltserlaubnis"] {
		t.Error("a word of what is live went")
	}
	e = f.act(t, f.publisher, e, "withdraw", reason("because"))
	drop()
	if known := f.words(t, "de"); known["aufenthaltserlaubnis"] || !known["sprache"] {
		t.Errorf("after it was withdrawn: %v", known)
	}
	f.act(t, f.publisher, e, "publish")
	collect()
	if !f.words(t, "de")["aufenthaltserlaubnis"] {
		t.Error("it came back without its words")
	}
}

// Which words are known can be told by what a misspelt one finds: those of what has expired or is suspended go, and come
// back with it.
func TestWordsOfWhatIsNotPublicGo(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Aufenthaltserlaubnis", f.category(t, "Sprache")), f.author, f.editor)
	known := func() bool {
		t.Helper()
		if _, err := f.CollectWords(t.Context(), 1000); err != nil {
			t.Fatal(err)
		}
		for after := ""; ; {
			_, next, err := f.DropWords(t.Context(), "de", after, 1000)
			if err != nil {
				t.Fatal(err)
			}
			if after = next; next == "" {
				return f.words(t, "de")["aufenthaltserlaubnis"]
			}
		}
	}
	if !known() {
		t.Fatal("it has no words")
	}
	for name, step := range map[string]struct{ away, back func() error }{
		"suspended": {
			func() error { return f.SuspendOrganisation(t.Context(), f.admin, f.initiative, true) },
			func() error { return f.SuspendOrganisation(t.Context(), f.admin, f.initiative, false) },
		},
		"expired": {
			func() error { e = f.act(t, f.author, e, "expire"); return nil },
			func() error { e = f.act(t, f.author, e, "confirm"); return nil },
		},
		"archived": {
			func() error {
				e = f.act(t, f.admin, f.act(t, f.publisher, e, "withdraw", reason("x")), "archive")
				return nil
			},
			func() error {
				e = f.act(t, f.publisher, f.act(t, f.admin, e, "restore"), "publish")
				return nil
			},
		},
	} {
		if err := step.away(); err != nil {
			t.Fatal(err)
		}
		if known() {
			t.Errorf("%s: its words are known", name)
		}
		if err := step.back(); err != nil {
			t.Fatal(err)
		}
		if !known() {
			t.Errorf("%s: it came back without its words", name)
		}
	}
}

// What an older release rendered gets the columns of this one, without a line in the feed.
func TestOlderPublicationsAreRenderedAgain(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	found := func() int {
		return query[int](t, f, `select count(*) from public_search where entry_id = $1 and search @@ to_tsquery('german', 'sprachcafe')`, e.ID)
	}
	if found() != 1 {
		t.Error("it is not found by its words")
	}
	f.exec(t, `update publications set render_version = 1 where entry_id = $1`, e.ID)
	f.exec(t, `delete from publication_search where entry_id = $1`, e.ID)
	before := query[string](t, f, `select xid::text from feed where entry_id = $1`, e.ID)
	list, err := f.OutdatedEntries(t.Context(), [16]byte{}, 10)
	if err != nil || len(list) != 1 || list[0] != e.ID {
		t.Fatalf("%v %v", list, err)
	}
	if err := f.RenderOutdated(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	if found() != 1 || query[string](t, f, `select xid::text from feed where entry_id = $1`, e.ID) != before {
		t.Error("it is not found, or the feed moved")
	}
	if list, err = f.OutdatedEntries(t.Context(), [16]byte{}, 10); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

// A moved date remembers where it was.
func TestMovedDatesRememberTheirStart(t *testing.T) {
	t.Parallel()
	f := setup(t)
	start := time.Now().AddDate(0, 0, 7).Format(time.DateOnly)
	category := f.category(t, "Sprache")
	e, err := f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "event", OrganisationID: f.initiative, Locale: "de", Fields: schema.Content{
		"title": "Markt", "summary": "Ein Markt", "description": "Markt", "categories": []any{category.String()}, "languages": []any{"de"}, "costs": "free",
		"address": map[string]any{"street": "Markt 1", "postcode": "07743", "city": "Jena"}, "geo": map[string]any{"lat": 50.927, "lng": 11.586},
		"schedule": map[string]any{"start": start + "T10:00", "end": start + "T12:00", "timezone": "Europe/Berlin", "rule": "FREQ=DAILY;COUNT=3",
			"changes": []any{map[string]any{"date": start + "T10:00", "status": "moved", "start": start + "T18:00", "end": start + "T19:00"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	e = f.publish(t, e, f.author, f.editor)
	got := query[string](t, f, `select string_agg(to_char(originally at time zone 'Europe/Berlin', 'HH24:MI'), ',') from occurrences where entry_id = $1`, e.ID)
	if got != "10:00" {
		t.Errorf("moved from %s", got)
	}
	if n := query[int](t, f, `select count(*) from publications where entry_id = $1 and latitude is not null`, e.ID); n != 1 {
		t.Errorf("%d publications have a point", n)
	}
}
