package api

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/translation"
	"lotse/internal/machine"
)

// translationRows are the routes of the translators' desk.
func translationRows() []row {
	segment := func(f *fixture, e cms.Entry, locale string) object {
		view, err := f.cms.Translation(f.t.Context(), f.people["admin"].actor, e.ID, locale)
		if err != nil {
			f.t.Fatal(err)
		}
		return object{"id": view.Segments[0].ID, "text": "Text"}
	}
	save := func(label, locale string) row {
		return row{"PUT /api/v1/entries/{id}/translations/{locale}", label, func(f *fixture, _ *person) call {
			e := f.live()
			c := on(e, "/translations/"+locale, object{"segments": []object{segment(f, e, locale)}}, f)
			c.headers = []string{"If-Match", `"0.1"`}
			return c
		}}
	}
	read := func(state string, prepare func(*fixture) cms.Entry) row {
		return row{"GET /api/v1/entries/{id}/translations/{locale}", "ar, " + state, func(f *fixture, _ *person) call {
			return on(prepare(f), "/translations/ar", nil, f)
		}}
	}
	free := func(path string, body any) row {
		return row{"POST /api/v1/entries/{id}/translations/{locale}" + path, "", func(f *fixture, _ *person) call {
			e := f.live()
			simple, err := f.cms.CreateVariant(f.t.Context(), f.people["admin"].actor, cms.CreateVariant{EntryID: e.ID, Locale: "de-simple", Fields: object{"title": "Leicht"}})
			if err != nil {
				f.t.Fatal(err)
			}
			return on(simple, "/translations/de-simple"+path, body, f)
		}}
	}
	return []row{
		read("draft", (*fixture).offer),
		read("live", (*fixture).live),
		save("ar, live", "ar"),
		save("en, live", "en"),
		free("/match", nil),
		free("/checked", object{"checked": true}),
	}
}

// providers are services that are never asked.
func providers(t *testing.T) []machine.Provider {
	t.Helper()
	deepl, err := machine.NewDeepL(machine.Options{Key: "key", URL: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	return []machine.Provider{deepl}
}

// translationHelpRows are the routes around the translators' desk.
func translationHelpRows() []row {
	text := func(method, path string, body func(f *fixture, e cms.Entry) any) row {
		pattern, _, _ := strings.Cut(path, "?")
		return row{method + " /api/v1/entries/{id}/translations/{locale}" + pattern, "ar, live", func(f *fixture, _ *person) call {
			e := f.live()
			var sent any
			if body != nil {
				sent = body(f, e)
			}
			asked := path
			if path == "/suggestions" {
				asked += "?segment=" + url.QueryEscape(f.segment(e, "ar"))
			}
			c := on(e, "/translations/ar"+asked, sent, f)
			c.headers = nil
			return c
		}}
	}
	empty := func(o object) func(*fixture, cms.Entry) any { return func(*fixture, cms.Entry) any { return o } }
	files := func(path string, body func(f *fixture) any) row {
		return row{"POST /api/v1/translation-files" + path, "", func(f *fixture, _ *person) call {
			return call{target: prefix + "/translation-files" + path, body: asJSON(f.t, body(f))}
		}}
	}
	file := func(f *fixture) any {
		e := f.live()
		written, err := f.texts.ExportXLIFF(f.t.Context(), f.people["admin"].actor, translation.Export{Entries: []uuid.UUID{e.ID}, Locale: "ar", Version: "1.2"})
		if err != nil {
			f.t.Fatal(err)
		}
		return object{"file": string(written)}
	}
	term := func(f *fixture, _ *person) uuid.UUID {
		added, err := f.texts.AddTerm(f.t.Context(), f.people["admin"].actor, "ar", translation.TermInput{Source: "Wort " + f.next()})
		if err != nil {
			f.t.Fatal(err)
		}
		return added.ID
	}
	add := func(label, locale string) row {
		return row{"POST /api/v1/glossary", label, func(f *fixture, _ *person) call {
			return call{target: prefix + "/glossary", body: asJSON(f.t, object{"locale": locale, "source": "Wort " + f.next()})}
		}}
	}
	answer := forObject("POST /api/v1/translation-questions/{id}/answer", object{"answer": "Ja."}, func(f *fixture, _ *person) uuid.UUID {
		asked, err := f.texts.Ask(f.t.Context(), f.people["admin"].actor, f.live().ID, "ar", "", "Warum?")
		if err != nil {
			f.t.Fatal(err)
		}
		return asked[0].ID
	})
	return []row{
		text("GET", "/suggestions", nil),
		text("POST", "/check", empty(object{"segments": []object{}})),
		text("GET", "/questions", nil),
		text("POST", "/questions", empty(object{"question": "Was heißt das?"})),
		text("GET", "/xliff?version=1.2", nil),
		answer,
		files("/export", func(f *fixture) any { return object{"entries": []uuid.UUID{f.live().ID}, "locale": "ar"} }),
		files("/import", file),
		plain("GET /api/v1/glossary", nil),
		add("ar", "ar"), add("fa", "fa"),
		matched("1", forObject("PUT /api/v1/glossary/{id}", object{"source": "Anderes"}, func(f *fixture, who *person) uuid.UUID {
			f.exec(`delete from glossary_terms where source = 'Anderes'`)
			return term(f, who)
		})),
		forObject("DELETE /api/v1/glossary/{id}", nil, term),
	}
}

// matched adds a precondition.
func matched(version string, r row) row {
	without := r.call
	r.call = func(f *fixture, who *person) call {
		c := without(f, who)
		c.headers = []string{"If-Match", `"` + version + `"`}
		return c
	}
	return r
}

// segment is the id of the first segment of an entry.
func (f *fixture) segment(e cms.Entry, locale string) string {
	f.t.Helper()
	view, err := f.cms.Translation(f.t.Context(), f.people["admin"].actor, e.ID, locale)
	if err != nil {
		f.t.Fatal(err)
	}
	return view.Segments[0].ID
}

// request asks for the Arabic text of a published offer, of people.
func (f *fixture) request() translation.Request {
	f.t.Helper()
	r, err := f.texts.Request(f.t.Context(), f.people["admin"].actor, translation.NewRequest{
		Entries: []uuid.UUID{f.live().ID}, Locales: []string{"ar"}, Provider: translation.Manual,
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// translationRequestRows are the routes of requests, rules, services and the report.
func translationRequestRows() []row {
	request := func(f *fixture, _ *person) uuid.UUID { return f.request().ID }
	item := func(f *fixture, _ *person) uuid.UUID {
		list, err := f.texts.Items(f.t.Context(), f.people["admin"].actor, translation.ItemFilter{RequestID: f.request().ID})
		if err != nil {
			f.t.Fatal(err)
		}
		return list[0].ID
	}
	rule := func(f *fixture, _ *person) uuid.UUID {
		f.exec(`delete from translation_rules`)
		added, err := f.texts.AddRule(f.t.Context(), f.people["admin"].actor, translation.RuleInput{Type: "place", Locales: []string{"ar"}, Provider: "manual", Active: true})
		if err != nil {
			f.t.Fatal(err)
		}
		return added.ID
	}
	provider := func(method, path string, body any) row {
		return row{method + " /api/v1/translation-providers/{name}" + path, "", func(f *fixture, _ *person) call {
			f.exec(`delete from translation_providers`)
			c := call{target: prefix + "/translation-providers/deepl" + path, headers: []string{"If-Match", `"1"`}}
			if body != nil {
				c.body = asJSON(f.t, body)
			}
			return c
		}}
	}
	return []row{
		plain("GET /api/v1/translation-requests", nil),
		{"POST /api/v1/translation-requests", "", func(f *fixture, _ *person) call {
			return call{target: prefix + "/translation-requests", body: asJSON(f.t, object{"entries": []uuid.UUID{f.live().ID}, "locales": []string{"ar"}, "provider": "deepl"})}
		}},
		forObject("GET /api/v1/translation-requests/{id}", nil, request),
		forObject("POST /api/v1/translation-requests/{id}/cancel", nil, request),
		forObject("POST /api/v1/translation-requests/{id}/retry", nil, request),
		plain("GET /api/v1/translation-items", nil),
		forObject("POST /api/v1/translation-items/{id}/take", nil, item),
		forObject("POST /api/v1/translation-items/{id}/refuse", object{"reason": "Keine Zeit."}, item),
		plain("GET /api/v1/translation-rules", nil),
		{"POST /api/v1/translation-rules", "", func(f *fixture, _ *person) call {
			f.exec(`delete from translation_rules`)
			return call{target: prefix + "/translation-rules", body: asJSON(f.t, object{"type": "offer", "locales": []string{"ar"}, "provider": "deepl"})}
		}},
		matched("1", forObject("PUT /api/v1/translation-rules/{id}", object{"locales": []string{"ar", "fa"}, "active": false}, rule)),
		forObject("DELETE /api/v1/translation-rules/{id}", nil, rule),
		plain("GET /api/v1/translation-providers", nil),
		provider("PUT", "", object{"budget": 1000}),
		provider("POST", "/resume", nil),
		plain("GET /api/v1/translators", nil),
		plain("GET /api/v1/translation-report", nil),
	}
}
