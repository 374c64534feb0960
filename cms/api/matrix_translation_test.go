package api

import (
	"lotse/cms"
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
