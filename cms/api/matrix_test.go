package api

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/web"
)

// roles are the columns of the matrix. foreign is a manager of another organisation; token is a publisher's, with
// the scope read and claim on offers.
var roles = []string{"anonymous", "contributor", "foreign", "manager", "translator", "editor", "publisher", "admin", "token"}

// row is one route, or one of several ways to ask it, prepared anew for whoever may change something.
type row struct {
	route string // method and pattern
	label string
	call  func(f *fixture, who *person) call
}

// call is one request.
type call struct {
	target, body string
	headers      []string
	object       uuid.UUID // what the path names: asked for again with an id that nobody has
}

// on makes the call of a route about one entry.
func on(e cms.Entry, path string, body any, f *fixture) call {
	c := call{target: prefix + "/entries/" + e.ID.String() + path, object: e.ID, headers: []string{"If-Match", etag(e)}}
	if body != nil {
		c.body = asJSON(f.t, body)
	}
	return c
}

// plain is a route without an object.
func plain(route string, body any) row {
	return row{route: route, call: func(f *fixture, _ *person) call {
		_, target, _ := strings.Cut(route, " ")
		c := call{target: target}
		if body != nil {
			c.body = asJSON(f.t, body)
		}
		return c
	}}
}

// forObject is a route about an object that prepare makes.
func forObject(route string, body any, prepare func(f *fixture, who *person) uuid.UUID) row {
	return row{route: route, call: func(f *fixture, who *person) call {
		_, target, _ := strings.Cut(route, " ")
		id := prepare(f, who)
		c := call{target: strings.Replace(target, "{id}", id.String(), 1), object: id}
		if body != nil {
			c.body = asJSON(f.t, body)
		}
		return c
	}}
}

// reading is a route that reads an entry in a state.
func reading(path, state string, prepare func(*fixture) cms.Entry) row {
	pattern, _, _ := strings.Cut(path, "?")
	return row{route: "GET " + prefix + "/entries/{id}" + pattern, label: state, call: func(f *fixture, _ *person) call {
		e := prepare(f)
		c := on(e, strings.ReplaceAll(path, "{revision}", idOf(e.PendingRevision).String()), nil, f)
		c.headers = nil
		return c
	}}
}

// taking is an action on an entry in a state.
func taking(action, state string, body any, prepare func(*fixture) cms.Entry) row {
	return row{route: "POST " + prefix + "/entries/{id}/actions/{action}", label: action + " " + state, call: func(f *fixture, _ *person) call {
		return on(prepare(f), "/actions/"+action, body, f)
	}}
}

type object = map[string]any

// rows is every route × every state that matters.
func rows(f *fixture) []row {
	return slices.Concat(entryRows(f), actionRows(f), sessionRows(), administrationRows(f), webhookRows(f), translationRows(), translationHelpRows(), translationRequestRows(), siteRows(), otherRows(f))
}

func entryRows(f *fixture) []row {
	title := object{"fields": object{"title": "Neu"}}
	return []row{
		plain("GET /api/v1/entries", nil),
		{"GET /api/v1/references", "places", func(*fixture, *person) call { return call{target: prefix + "/references?type=place"} }},
		plain("POST /api/v1/entries", object{"type": "offer", "organisation": f.org["willkommen"], "locale": "de"}),
		{"POST /api/v1/entries", "category", func(f *fixture, _ *person) call {
			return call{target: prefix + "/entries", body: asJSON(f.t, object{"type": "category", "organisation": f.org["agentur"], "locale": "de"})}
		}},
		reading("", "draft", (*fixture).offer),
		reading("", "in review", (*fixture).submitted),
		reading("", "approved", (*fixture).approved),
		reading("", "live", (*fixture).live),
		reading("/revisions", "in review", (*fixture).submitted),
		reading("/revisions/{revision}", "in review", (*fixture).submitted),
		reading("/compare?from=empty&to=working", "in review", (*fixture).submitted),
		reading("/activity", "in review", (*fixture).submitted),
		{"PUT /api/v1/entries/{id}", "draft", func(f *fixture, _ *person) call { return on(f.offer(), "", title, f) }},
		{"PUT /api/v1/entries/{id}", "in review", func(f *fixture, _ *person) call { return on(f.submitted(), "", title, f) }},
		{"PUT /api/v1/entries/{id}", "live", func(f *fixture, _ *person) call { return on(f.live(), "", title, f) }},
		{"POST /api/v1/entries/{id}/variants", "ar, live", func(f *fixture, _ *person) call {
			return on(f.live(), "/variants", object{"locale": "ar"}, f)
		}},
		{"POST /api/v1/entries/{id}/variants", "en, live", func(f *fixture, _ *person) call {
			return on(f.live(), "/variants", object{"locale": "en"}, f)
		}},
		{"PUT /api/v1/entries/{id}/slug", "", func(f *fixture, _ *person) call {
			return on(f.live(), "/slug", object{"slug": "neu-" + f.next()}, f)
		}},
		{"POST /api/v1/entries/actions/{action}", "claim", func(f *fixture, _ *person) call {
			e := f.submitted()
			return call{target: prefix + "/entries/actions/claim", body: asJSON(f.t, object{"items": []object{{"id": e.ID, "locale": "de", "version": e.Version}}})}
		}},
	}
}

func actionRows(f *fixture) []row {
	because := object{"reason": "Bitte prüfen."}
	revert := func(f *fixture, _ *person) call {
		e := f.live()
		return on(e, "/actions/revert", object{"revision": e.LiveRevision}, f)
	}
	return []row{
		taking("submit", "draft", nil, (*fixture).offer),
		taking("recall", "in review", nil, (*fixture).submitted),
		taking("sign_off", "in sign-off", nil, (*fixture).unsigned),
		taking("claim", "in review", nil, (*fixture).submitted),
		taking("release_claim", "claimed", nil, (*fixture).claimed),
		taking("request_changes", "in review", because, (*fixture).submitted),
		taking("reject", "in review", because, (*fixture).submitted),
		taking("approve", "in review", nil, (*fixture).submitted),
		taking("publish", "draft", nil, (*fixture).offer),
		taking("publish", "approved", nil, (*fixture).approved),
		taking("force_publish", "draft", because, (*fixture).offer),
		taking("ratify", "forced", nil, (*fixture).forced),
		taking("schedule", "approved", object{"at": tomorrow}, (*fixture).approved),
		taking("unschedule", "scheduled", nil, (*fixture).scheduled),
		taking("withdraw", "live", nil, (*fixture).live),
		{"POST /api/v1/entries/{id}/actions/{action}", "revert live", revert},
		taking("confirm", "live", nil, (*fixture).live),
		taking("expire", "live", nil, (*fixture).live),
		taking("take_down", "live", because, (*fixture).live),
		taking("archive", "draft", nil, (*fixture).offer),
		taking("restore", "archived", nil, (*fixture).archived),
		taking("transfer", "live", object{"organisation": f.org["anders"]}, (*fixture).live),
		taking("delete", "draft", nil, (*fixture).offer),
		taking("fly", "draft", nil, (*fixture).offer),
	}
}

func sessionRows() []row {
	return []row{
		{"POST /api/v1/session", "right password", func(f *fixture, _ *person) call {
			return call{target: prefix + "/session", body: asJSON(f.t, object{"email": "mit-passwort@lotse.test", "password": "ein-langes-passwort-2026"})}
		}},
		plain("GET /api/v1/session", nil),
		{"DELETE /api/v1/session", "", func(f *fixture, who *person) call {
			if who.actor.SessionID == uuid.Nil {
				return call{target: prefix + "/session"}
			}
			token, _ := f.session(who.actor.AccountID)
			return call{target: prefix + "/session", headers: []string{"Cookie", "lotse_session=" + token}}
		}},
		plain("POST /api/v1/session/link", object{"email": "niemand@lotse.test", "purpose": "sign_in"}),
		plain("POST /api/v1/session/link/use", object{"token": "never-was-one"}),
		plain("GET /api/v1/account", nil),
		plain("PATCH /api/v1/account", object{"locale": "de"}),
		plain("PUT /api/v1/account/password", object{"current": "falsch", "password": "ein-langes-passwort-2026"}),
		plain("GET /api/v1/account/sessions", nil),
		plain("DELETE /api/v1/account/sessions", nil),
		forObject("DELETE /api/v1/account/sessions/{id}", nil, func(f *fixture, who *person) uuid.UUID {
			if !who.actor.Known() {
				return uuid.New()
			}
			_, id := f.session(who.actor.AccountID)
			return id
		}),
		plain("GET /api/v1/tokens", nil),
		plain("POST /api/v1/tokens", object{"name": "Portal", "actions": []string{"read"}, "types": []string{"*"}}),
		forObject("DELETE /api/v1/tokens/{id}", nil, func(f *fixture, who *person) uuid.UUID {
			return f.storedToken(f.people["contributor"].actor.AccountID)
		}),
	}
}

// storedToken is a token of an account that nobody uses.
func (f *fixture) storedToken(account uuid.UUID) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	f.exec(`insert into tokens (id, token_hash, name, account_id, actions, types, created_at) values ($1, $2, 'x', $3, '{}', '{}', lotse.now())`, id, id[:], account)
	return id
}

func administrationRows(f *fixture) []row {
	own := func(f *fixture, _ *person) uuid.UUID { return f.org["willkommen"] }
	spare := func(f *fixture, _ *person) uuid.UUID {
		return f.organisation("spare-"+strconv.Itoa(f.n)+f.next(), "employer")
	}
	account := func(f *fixture, _ *person) uuid.UUID { return f.account("spare-" + strconv.Itoa(f.n) + f.next()) }
	member := func(role string, inside bool) func(f *fixture, who *person) call {
		return func(f *fixture, who *person) call {
			body := object{"account": account(f, who), "role": role}
			if inside {
				body["organisation"] = f.org["willkommen"]
			}
			return call{target: prefix + "/memberships", body: asJSON(f.t, body)}
		}
	}
	change := forObject("PUT /api/v1/organisations/{id}", object{"name": "Anders", "kind": "employer"}, spare)
	withVersion := func(r row) row {
		inner := r.call
		r.call = func(f *fixture, who *person) call {
			c := inner(f, who)
			c.headers = []string{"If-Match", `"1"`}
			return c
		}
		return r
	}
	return []row{
		plain("GET /api/v1/organisations", nil),
		{"POST /api/v1/organisations", "", func(f *fixture, _ *person) call {
			return call{target: prefix + "/organisations", body: asJSON(f.t, object{"name": "Neu " + f.next(), "kind": "employer"})}
		}},
		forObject("GET /api/v1/organisations/{id}", nil, own),
		withVersion(change),
		forObject("POST /api/v1/organisations/{id}/suspend", nil, spare),
		forObject("POST /api/v1/organisations/{id}/resume", nil, spare),
		forObject("GET /api/v1/organisations/{id}/grants", nil, own),
		forObject("GET /api/v1/organisations/{id}/members", nil, own),
		{"PUT /api/v1/organisations/{id}/grants/{type}", "", func(f *fixture, who *person) call {
			id := spare(f, who)
			return call{target: prefix + "/organisations/" + id.String() + "/grants/offer", object: id}
		}},
		{"DELETE /api/v1/organisations/{id}/grants/{type}", "", func(f *fixture, who *person) call {
			id := spare(f, who)
			return call{target: prefix + "/organisations/" + id.String() + "/grants/offer", object: id}
		}},
		plain("GET /api/v1/memberships", nil),
		{"POST /api/v1/memberships", "contributor inside", member(auth.Contributor, true)},
		{"POST /api/v1/memberships", "manager inside", member(auth.Manager, true)},
		{"POST /api/v1/memberships", "editor everywhere", member(auth.Editor, false)},
		forObject("DELETE /api/v1/memberships/{id}", nil, func(f *fixture, who *person) uuid.UUID {
			return f.membership(account(f, who), f.org["willkommen"], auth.Contributor, nil)
		}),
		plain("GET /api/v1/accounts", nil),
		{"POST /api/v1/accounts", "", func(f *fixture, _ *person) call {
			return call{target: prefix + "/accounts", body: asJSON(f.t, object{"name": "Neu", "email": "neu-" + f.next() + "@lotse.test"})}
		}},
		forObject("GET /api/v1/accounts/{id}", nil, account),
		forObject("PATCH /api/v1/accounts/{id}", object{"name": "Anders"}, account),
		forObject("PUT /api/v1/accounts/{id}/email", object{"email": "anders@lotse.test"}, account),
		forObject("PUT /api/v1/accounts/{id}/password", object{"password": "ein-langes-passwort-2026"}, account),
		forObject("POST /api/v1/accounts/{id}/disable", nil, account),
		forObject("POST /api/v1/accounts/{id}/enable", nil, account),
		forObject("POST /api/v1/accounts/{id}/erase", nil, account),
		forObject("GET /api/v1/accounts/{id}/memberships", nil, account),
	}
}

func otherRows(f *fixture) []row {
	release := func(f *fixture, _ *person) uuid.UUID {
		e := f.approved()
		r, err := f.cms.CreateRelease(f.t.Context(), f.people["root"].actor, cms.CreateRelease{
			Title: "Zusammen", Direction: "live", At: tomorrow, Members: []cms.ReleaseItem{{EntryID: e.ID, Locale: "de"}},
		})
		if err != nil {
			f.t.Fatal(err)
		}
		return r.ID
	}
	cancel := forObject("POST /api/v1/releases/{id}/cancel", nil, release)
	guardedCancel := cancel.call
	cancel.call = func(f *fixture, who *person) call {
		c := guardedCancel(f, who)
		c.headers = []string{"If-Match", `"1"`}
		return c
	}
	return []row{
		plain("GET /api/v1/releases", nil),
		{"POST /api/v1/releases", "", func(f *fixture, _ *person) call {
			e := f.approved()
			return call{target: prefix + "/releases", body: asJSON(f.t, object{"at": tomorrow, "members": []object{{"id": e.ID, "locale": "de"}}})}
		}},
		forObject("GET /api/v1/releases/{id}", nil, release),
		cancel,
		plain("GET /api/v1/types", nil),
		{"GET /api/v1/types/{type}", "", func(*fixture, *person) call { return call{target: prefix + "/types/offer"} }},
		plain("GET /api/v1/workflows", nil),
		plain("GET /api/v1/openapi.json", nil),
		plain("GET /api/v1/docs", nil),
		plain("GET /", nil),
		plain("GET /admin", nil),
		{"GET /admin/*", "", func(*fixture, *person) call { return call{target: "/admin/entries"} }},
		{"GET /admin/background/*", "page", func(*fixture, *person) call { return call{target: "/admin/background/"} }},
		{"GET /admin/background/*", "jobs", func(*fixture, *person) call { return call{target: "/admin/background/api/jobs?state=available"} }},
		{"POST /admin/background/*", "cancel a job", func(*fixture, *person) call {
			return call{target: "/admin/background/api/jobs/cancel", body: `{"ids":["1"]}`}
		}},
		plain("GET /errors", nil),
		plain("GET /healthz", nil),
		plain("GET /readyz", nil),
	}
}

// TestEveryRouteForEveryRole asks every route as everybody. What is answered stands in testdata/matrix.golden; a
// route that is missing here fails the test, and so does a 404 that tells an object that exists from one that does not.
func TestEveryRouteForEveryRole(t *testing.T) {
	f := setup(t)
	_, err := f.auth.CreateAccount(t.Context(), f.people["root"].actor, auth.NewAccount{
		Email: "mit-passwort@lotse.test", Name: "Mit Passwort", Password: "ein-langes-passwort-2026",
	})
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	fmt.Fprintf(&table, "# Every route as everybody. Written by: go test ./cms/api -run TestEveryRoute -update\n%-78s", "")
	for _, role := range roles {
		fmt.Fprintf(&table, " %-11s", role)
	}
	asked := map[string]bool{}
	for _, r := range rows(f) {
		asked[r.route] = true
		fmt.Fprintf(&table, "\n%-78s", strings.TrimSpace(r.route+"  "+r.label))
		for _, status := range f.ask(r) {
			fmt.Fprintf(&table, " %-11d", status)
		}
	}
	golden(t, "testdata/matrix.golden", []byte(trailing.ReplaceAllString(table.String(), "\n")))
	f.wantAllRoutes(asked)
	f.wantPublicOnly()
}

// ask makes the request as everybody, each time about something that nobody has changed yet.
func (f *fixture) ask(r row) []int {
	method, _, _ := strings.Cut(r.route, " ")
	var out []int
	var c call
	fresh := false
	for _, role := range roles {
		who := f.people[role]
		if !fresh || strings.Contains(r.route, "session") {
			c = r.call(f, who)
		}
		w := f.try(who, method, c.target, c.body, c.headers...)
		out = append(out, w.Code)
		if w.Code >= 500 {
			f.t.Errorf("%s %s as %s: %s\n%s", r.route, r.label, role, w.Body, f.log.String())
		}
		fresh = w.Code >= 400
		// What is foreign, or not to be seen, must answer like what does not exist.
		if c.object != uuid.Nil && (w.Code == 404 || role == "foreign" && w.Code >= 400) {
			f.wantSameAnswer(who, method, c, r.route+" as "+role, w)
		}
	}
	return out
}

var requestIDs = regexp.MustCompile(`"requestId":"[^"]*"`)

// trailing is space at the ends of lines.
var trailing = regexp.MustCompile(` +(\n|$)`)

// wantSameAnswer asks for an object that does not exist: nobody may learn more from the other answer.
func (f *fixture) wantSameAnswer(who *person, method string, c call, name string, got *httptest.ResponseRecorder) {
	f.t.Helper()
	target := strings.ReplaceAll(c.target, c.object.String(), uuid.NewString())
	want := f.try(who, method, target, c.body, c.headers...)
	a, b := requestIDs.ReplaceAll(got.Body.Bytes(), nil), requestIDs.ReplaceAll(want.Body.Bytes(), nil)
	if want.Code != got.Code || !bytes.Equal(a, b) {
		f.t.Errorf("%s: a foreign object answers %d\n%s\nand a missing one %d\n%s", name, got.Code, a, want.Code, b)
	}
	for _, h := range []http.Header{got.Header(), want.Header()} {
		h.Del("X-Request-Id")
	}
	if a, b := fmt.Sprint(got.Header()), fmt.Sprint(want.Header()); a != b {
		f.t.Errorf("%s: the headers differ:\n%s\n%s", name, a, b)
	}
}

// wantAllRoutes finds routes that the matrix lacks.
func (f *fixture) wantAllRoutes(asked map[string]bool) {
	known := f.allRoutes()
	for _, r := range f.server.API.Routes() {
		if !known[r.Method+" "+r.Path] {
			f.t.Errorf("%s %s is described and not served", r.Method, r.Path)
		}
	}
	for _, route := range slices.Sorted(maps.Keys(known)) {
		method, path, _ := strings.Cut(route, " ")
		// The view of background work is mounted for all methods at once; GET and POST stand for them.
		if strings.HasPrefix(path, "/admin/background") && (method != "GET" && method != "POST" || !strings.HasSuffix(path, "/*")) {
			continue
		}
		if !asked[route] {
			f.t.Errorf("%s is not in the matrix", route)
		}
	}
	for route := range asked {
		if !known[route] {
			f.t.Errorf("%s is in the matrix and not served", route)
		}
	}
}

// wantPublicOnly holds that only these routes answer to everybody.
func (f *fixture) wantPublicOnly() {
	public := map[string]bool{
		"POST /api/v1/session": true, "DELETE /api/v1/session": true, "POST /api/v1/session/link": true,
		"POST /api/v1/session/link/use": true, "GET /api/v1/openapi.json": true,
		"GET /api/v1/docs": true,
	}
	for _, r := range f.server.API.Routes() {
		if (r.Permission == web.Public) != public[r.Method+" "+r.Path] {
			f.t.Errorf("%s %s is %s", r.Method, r.Path, r.Permission)
		}
	}
}
