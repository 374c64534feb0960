package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/sites"
)

// siteRows are the rows of the matrix about sites, their keys and previews.
func siteRows() []row {
	site := func(f *fixture, _ *person) uuid.UUID { return f.site().ID }
	change := forObject("PUT /api/v1/sites/{id}", object{"name": "Anders"}, site)
	inner := change.call
	change.call = func(f *fixture, who *person) call {
		c := inner(f, who)
		c.headers = []string{"If-Match", `"1"`}
		return c
	}
	return []row{
		plain("GET /api/v1/sites", nil),
		{"POST /api/v1/sites", "", func(f *fixture, _ *person) call {
			return call{target: prefix + "/sites", body: asJSON(f.t, object{"name": "Portal " + f.next()})}
		}},
		forObject("GET /api/v1/sites/{id}", nil, site),
		change,
		forObject("POST /api/v1/sites/{id}/disable", nil, site),
		forObject("POST /api/v1/sites/{id}/enable", nil, site),
		forObject("GET /api/v1/sites/{id}/keys", nil, site),
		forObject("POST /api/v1/sites/{id}/keys", object{"name": "Neu"}, site),
		{"DELETE /api/v1/sites/{id}/keys/{key}", "", func(f *fixture, _ *person) call {
			id := f.site().ID
			_, key, err := f.sites.CreateSiteKey(f.t.Context(), f.people["root"].actor, id, "Alt", time.Time{})
			if err != nil {
				f.t.Fatal(err)
			}
			return call{target: prefix + "/sites/" + id.String() + "/keys/" + key.ID.String(), object: key.ID}
		}},
		plain("GET /api/v1/previews/sites", nil),
		reading("/previews", "draft", (*fixture).offer),
		reading("/previews", "live", (*fixture).live),
		previewing("draft", (*fixture).offer),
		previewing("in review", (*fixture).submitted),
		previewing("approved", (*fixture).approved),
		previewing("live", (*fixture).live),
		{"DELETE /api/v1/entries/{id}/previews/{preview}", "of the contributor, draft", func(f *fixture, _ *person) call {
			e := f.offer()
			p, _, _, err := f.cms.CreatePreview(f.t.Context(), f.people["contributor"].actor, cms.NewPreview{EntryID: e.ID})
			if err != nil {
				f.t.Fatal(err)
			}
			return call{target: prefix + "/entries/" + e.ID.String() + "/previews/" + p.ID.String(), object: e.ID}
		}},
	}
}

// previewing makes a preview of an entry in a state.
func previewing(state string, prepare func(*fixture) cms.Entry) row {
	return row{route: "POST /api/v1/entries/{id}/previews", label: state, call: func(f *fixture, _ *person) call {
		return on(prepare(f), "/previews", object{}, f)
	}}
}

// site makes a site that nobody has changed yet.
func (f *fixture) site() sites.Site {
	f.t.Helper()
	site, err := f.sites.CreateSite(f.t.Context(), f.people["root"].actor, "", sites.SiteInput{Name: "Portal " + f.next() + uuid.NewString()})
	if err != nil {
		f.t.Fatal(err)
	}
	return site
}

// Sites over HTTP: what is refused, then the life of a key.
func TestSiteRoutes(t *testing.T) {
	f := setup(t)
	admin := f.people["admin"]
	for body, code := range map[string]string{
		`{}`: "invalid", `{"name":"Portal","rateLimit":0}`: "invalid", `{"name":"Portal","extra":1}`: "invalid", `{"name":"Portal","scope":{"type":["offer"]}}`: "invalid",
		`{"name":"Portal","scope":{"organisations":["willkommen"]}}`: "invalid", `{"name":"Portal","address":"x"}`: "invalid", `{"name":"Portal","origins":["x"]}`: "invalid",
	} {
		w := f.try(admin, http.MethodPost, prefix+"/sites", body)
		if w.Code != 422 || decode[object](t, w)["code"] != code {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	bad := f.try(admin, http.MethodPost, prefix+"/sites", `{"name":"Portal","scope":{"organisations":["`+f.org["willkommen"].String()+`","willkommen"],"categories":["00000000-0000-0000-0000-000000000000"]}}`)
	for _, pointer := range []string{"/scope/organisations/1", "/scope/categories/0"} {
		if !strings.Contains(bad.Body.String(), `"pointer":"`+pointer+`"`) {
			t.Errorf("%s is not named: %s", pointer, bad.Body)
		}
	}
	made := f.try(admin, http.MethodPost, prefix+"/sites", `{"name":"Portal Jena","scope":{"types":["offer"]},"origins":["https://portal.example"],"preview":"https://portal.example/{token}"}`)
	if made.Code != 201 || made.Header().Get("ETag") != `"1"` {
		t.Fatalf("%d %s", made.Code, made.Body)
	}
	site := decode[sites.Site](t, made)
	target := prefix + "/sites/" + site.ID.String()
	if w := f.try(admin, http.MethodPut, target, `{"name":"Neu"}`); w.Code != 428 {
		t.Errorf("without If-Match: %d", w.Code)
	}
	if w := f.try(admin, http.MethodPut, target, `{"name":"Neu"}`, "If-Match", `"7"`); w.Code != 412 {
		t.Errorf("of another version: %d", w.Code)
	}
	if w := f.try(admin, http.MethodPut, target, `{"name":"Neu"}`, "If-Match", `"1"`); w.Code != 200 || w.Header().Get("ETag") != `"2"` || !strings.Contains(w.Body.String(), `"types":[]`) {
		t.Errorf("changed: %d %s", w.Code, w.Body)
	}
	keys := target + "/keys"
	key := f.try(admin, http.MethodPost, keys, `{"name":"Eins"}`, "Idempotency-Key", "eins")
	secret := decode[CreatedSiteKey](t, key).Secret
	if key.Code != 201 || !strings.HasPrefix(secret, sites.SiteKeyPrefix) {
		t.Fatalf("%d %s", key.Code, key.Body)
	}
	if again := f.try(admin, http.MethodPost, keys, `{"name":"Eins"}`, "Idempotency-Key", "eins"); strings.Contains(again.Body.String(), secret) {
		t.Error("the secret was kept and told again")
	}
	if listed := f.try(admin, http.MethodGet, keys, ""); strings.Contains(listed.Body.String(), secret) || !strings.Contains(listed.Body.String(), secret[:len(sites.SiteKeyPrefix)+6]) {
		t.Errorf("listed: %s", listed.Body)
	}
	// A key of a site is none of the desk.
	if w := f.try(&person{headers: []string{"Authorization", "Bearer " + secret}}, http.MethodGet, prefix+"/session", ""); w.Code != 401 {
		t.Errorf("the key at the desk: %d", w.Code)
	}
	if strings.Contains(f.log.String(), secret) {
		t.Error("the key is logged")
	}
}

// A preview over HTTP, made for a site.
func TestPreviewRoutes(t *testing.T) {
	f := setup(t)
	e := f.offer()
	contributor := f.people["contributor"]
	target := prefix + "/entries/" + e.ID.String() + "/previews"
	for body, status := range map[string]int{`{"expiresIn":59}`: 422, `{"expiresIn":604801}`: 422, `{"site":"x"}`: 422, `{"site":"` + uuid.NewString() + `"}`: 422, `{"version":1}`: 422} {
		if w := f.try(contributor, http.MethodPost, target, body); w.Code != status {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	w := f.try(contributor, http.MethodPost, target, `{}`)
	made := decode[CreatedPreview](t, w)
	if w.Code != 201 || !strings.HasSuffix(made.URL, cms.PreviewPath+made.Token) || w.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if listed := f.try(contributor, http.MethodGet, target, ""); listed.Code != 200 || strings.Contains(listed.Body.String(), made.Token) || !strings.Contains(listed.Body.String(), made.ID.String()) {
		t.Errorf("listed: %s", listed.Body)
	}
	if gone := f.try(contributor, http.MethodDelete, target+"/"+made.ID.String(), ""); gone.Code != 204 {
		t.Errorf("revoked: %d %s", gone.Code, gone.Body)
	}
	if listed := f.try(contributor, http.MethodGet, target, ""); strings.Contains(listed.Body.String(), made.ID.String()) {
		t.Errorf("listed after its end: %s", listed.Body)
	}
}
