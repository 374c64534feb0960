package api

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
)

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }

// wantProblem checks an error answer.
func wantProblem(t *testing.T, code int, name string, got *responseOf) {
	t.Helper()
	p := decode[web.Problem](t, got)
	if got.Code != code || p.Code != name {
		t.Errorf("got %d %s, want %d %s: %s", got.Code, p.Code, code, name, got.Body)
	}
}

func TestSignInAndOut(t *testing.T) {
	f := setup(t)
	nobody := f.people["anonymous"]
	_, err := f.auth.CreateAccount(t.Context(), f.people["root"].actor, auth.NewAccount{Email: "neu@lotse.test", Name: "Neu", Password: "ein-langes-passwort-2026"})
	if err != nil {
		t.Fatal(err)
	}
	wantProblem(t, 401, "wrong_credentials", f.try(nobody, "POST", "/api/v1/session", `{"email":"neu@lotse.test","password":"falsch-falsch"}`))
	wantProblem(t, 403, "cross_origin", f.try(nobody, "POST", "/api/v1/session", `{"email":"neu@lotse.test","password":"x"}`, "Sec-Fetch-Site", "cross-site"))

	in := f.try(nobody, "POST", "/api/v1/session", `{"email":"neu@lotse.test","password":"ein-langes-passwort-2026"}`)
	cookies := in.Result().Cookies()
	if in.Code != 200 || len(cookies) != 1 {
		t.Fatalf("%d %s %v", in.Code, in.Body, cookies)
	}
	c := cookies[0]
	if c.Name != "lotse_session" || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Secure {
		t.Errorf("cookie %+v", c)
	}
	if strings.Contains(in.Body.String(), c.Value) || strings.Contains(f.log.String(), c.Value) || strings.Contains(f.log.String(), "neu@lotse.test") {
		t.Error("the session's secret or the address is told elsewhere")
	}
	me := &person{headers: []string{"Cookie", c.Name + "=" + c.Value}}
	if got := decode[session](t, f.try(me, "GET", "/api/v1/session", "")); got.Account.Email != "neu@lotse.test" || got.Organisations == nil || got.Actions.Create == nil {
		t.Errorf("%+v", got)
	}
	out := f.try(me, "DELETE", "/api/v1/session", "")
	if cleared := out.Result().Cookies(); out.Code != 204 || len(cleared) != 1 || cleared[0].MaxAge != -1 {
		t.Errorf("%d %v", out.Code, cleared)
	}
	wantProblem(t, 401, "unauthenticated", f.try(me, "GET", "/api/v1/session", ""))
	wantProblem(t, 401, "bad_token", f.try(nobody, "GET", "/api/v1/openapi.json", "", "Authorization", "Bearer lotse_nonsense"))
}

func TestSessionTellsRolesAndWhatMayBeMade(t *testing.T) {
	f := setup(t)
	s := decode[session](t, f.try(f.people["contributor"], "GET", "/api/v1/session", ""))
	if len(s.Organisations) != 2 || !slices.Equal(s.Organisations[0].Roles, []string{"contributor"}) || len(s.Roles) != 0 {
		t.Errorf("%+v", s)
	}
	if !slices.Contains(s.Actions.Create, "offer") || slices.Contains(s.Actions.Create, "category") || slices.Contains(s.Actions.Any, "approve") {
		t.Errorf("%+v", s.Actions)
	}
	if s := decode[session](t, f.try(f.people["translator"], "GET", "/api/v1/session", "")); !slices.Equal(s.Locales, []string{"ar"}) || !slices.Equal(s.Roles, []string{"translator"}) {
		t.Errorf("%+v", s)
	}
}

// A submission goes its whole way over HTTP.
func TestFromDraftToPublished(t *testing.T) {
	f := setup(t)
	author, editor := f.people["contributor"], f.people["editor"]
	made := f.try(author, "POST", "/api/v1/entries", asJSON(t, object{"type": "offer", "organisation": f.org["willkommen"], "locale": "de", "fields": object{"title": "Café"}}))
	e := decode[cms.Entry](t, made)
	if made.Code != 201 || made.Header().Get("Location") != "/api/v1/entries/"+e.ID.String()+"?locale=de" || made.Header().Get("ETag") != etag(e) {
		t.Fatalf("%d %v %s", made.Code, made.Header(), made.Body)
	}
	if made.Header().Get("Cache-Control") != "no-store" || made.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers %v", made.Header())
	}
	at := "/api/v1/entries/" + e.ID.String()
	step := func(who *person, action, body string) cms.Entry {
		t.Helper()
		w := f.try(who, "POST", at+"/actions/"+action+"?locale=de", body, "If-Match", etag(e))
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", action, w.Code, w.Body)
		}
		return decode[cms.Entry](t, w)
	}

	refused := f.try(author, "POST", at+"/actions/submit", "", "If-Match", etag(e), "Accept-Language", "de")
	p := decode[web.Problem](t, refused)
	if refused.Code != 422 || p.Code != "incomplete" || len(p.Errors) < 3 || !strings.HasPrefix(p.Errors[0].Pointer, "/") || p.Errors[0].Detail != "Diese Angabe fehlt." {
		t.Errorf("%d %s", refused.Code, refused.Body)
	}
	saved := f.try(author, "PUT", at+"?locale=de", asJSON(t, object{"fields": f.offerFields()}), "If-Match", etag(e))
	e = decode[cms.Entry](t, saved)
	e = step(author, "submit", "")
	wantProblem(t, 403, "forbidden", f.try(author, "POST", at+"/actions/approve", "", "If-Match", etag(e)))
	noReason := f.try(editor, "POST", at+"/actions/request_changes", "{}", "If-Match", etag(e))
	if p := decode[web.Problem](t, noReason); noReason.Code != 422 || p.Errors[0].Pointer != "/reason" || p.Errors[0].Code != "reason_required" {
		t.Errorf("%d %s", noReason.Code, noReason.Body)
	}
	e = step(editor, "request_changes", `{"reason":"Bitte mit Adresse."}`)
	if e.LastRemark == nil || e.LastRemark.Text != "Bitte mit Adresse." || e.Editing != "changes_requested" {
		t.Errorf("%+v", e.LastRemark)
	}
	e = step(author, "submit", "")
	e = step(editor, "approve", "")
	e = step(editor, "publish", "")
	if !e.Published || e.Visibility != "live" {
		t.Errorf("%s %s", e.Editing, e.Visibility)
	}
	activities := decode[list[activity]](t, f.try(author, "GET", at+"/activity", ""))
	if n := len(activities.Items); n < 7 || activities.Items[0].Action != "publish" || activities.Items[0].Actor.Name != "Person editor" || activities.Items[0].Actor.Kind != "account" {
		t.Errorf("%+v", activities.Items)
	}
	gone := f.act("root", f.offer(), "archive")
	if w := f.try(f.people["admin"], "POST", "/api/v1/entries/"+gone.ID.String()+"/actions/delete", "", "If-Match", etag(gone)); w.Code != 204 || w.Body.Len() != 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestPreconditions(t *testing.T) {
	f := setup(t)
	author, e := f.people["contributor"], f.offer()
	at := "/api/v1/entries/" + e.ID.String() + "?locale=de"
	body := asJSON(t, object{"fields": object{"title": "Neu"}})
	wantProblem(t, 428, "precondition_required", f.try(author, "PUT", at, body))
	wantProblem(t, 400, "bad_if_match", f.try(author, "PUT", at, body, "If-Match", "*"))
	for _, match := range []string{etag(e), "2", `"3"`} {
		body = strings.Replace(body, "Neu", "Neuer", 1)
		if w := f.try(author, "PUT", at, body, "If-Match", match); w.Code != 200 {
			t.Fatalf("%s: %d %s", match, w.Code, w.Body)
		}
	}
	stale := f.try(author, "PUT", at, asJSON(t, object{"fields": object{"title": "Zu spät"}}), "If-Match", etag(e))
	got := decode[struct {
		Code    string
		Current struct {
			Version, EntryVersion int
			Fields                object
		}
		Diff []struct{ Field, Op string }
	}](t, stale)
	if stale.Code != 412 || got.Code != "stale" || got.Current.Version != 4 || got.Current.Fields["title"] == "" || len(got.Diff) != 1 || got.Diff[0].Field != "title" {
		t.Errorf("%d %s", stale.Code, stale.Body)
	}
	// The entry's version guards actions on the entry.
	archived := f.try(f.people["manager"], "POST", "/api/v1/entries/"+e.ID.String()+"/actions/archive", "", "If-Match", `"1.1"`)
	if archived.Code != 200 {
		t.Errorf("%d %s", archived.Code, archived.Body)
	}
}

func TestTranslationTakesOnlyLocalisedFields(t *testing.T) {
	f := setup(t)
	e := f.live()
	at := "/api/v1/entries/" + e.ID.String()
	made := decode[cms.Entry](t, f.try(f.people["translator"], "POST", at+"/variants", `{"locale":"ar"}`))
	w := f.try(f.people["translator"], "PUT", at+"?locale=ar", `{"fields":{"title":"مقهى اللغة","costs":"free"}}`, "If-Match", etag(made))
	p := decode[web.Problem](t, w)
	if w.Code != 422 || len(p.Errors) != 1 || p.Errors[0].Code != "not_localised" || p.Errors[0].Pointer != "/costs" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if made.SourceFields["costs"] != "free" {
		t.Errorf("source fields %v", made.SourceFields)
	}
}

func TestListGoesOnWithCursor(t *testing.T) {
	f := setup(t)
	for range 5 {
		f.offer()
	}
	author := f.people["contributor"]
	var seen []uuid.UUID
	target, parts := "/api/v1/entries?type=offer&limit=2&total=true", 0
	first := ""
	for target != "" {
		page := decode[list[cms.EntrySummary]](t, f.try(author, "GET", target, ""))
		if page.Total == nil || *page.Total != 5 {
			t.Fatalf("total %v", page.Total)
		}
		for _, line := range page.Items {
			seen = append(seen, line.ID)
		}
		target = ""
		if parts++; page.Next != nil {
			first = *page.Next
			target = "/api/v1/entries?type=offer&limit=2&total=true&cursor=" + *page.Next
		}
	}
	slices.SortFunc(seen, func(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) })
	if len(slices.Compact(seen)) != 5 || parts != 3 {
		t.Errorf("%d items in %d parts", len(seen), parts)
	}
	for name, w := range map[string]*responseOf{
		"other filter": f.try(author, "GET", "/api/v1/entries?type=event&cursor="+first, ""),
		"other sort":   f.try(author, "GET", "/api/v1/entries?type=offer&sort=title&cursor="+first, ""),
		"other actor":  f.try(f.people["admin"], "GET", "/api/v1/entries?type=offer&cursor="+first, ""),
		"other list":   f.try(f.people["admin"], "GET", "/api/v1/accounts?cursor="+first, ""),
		"changed":      f.try(author, "GET", "/api/v1/entries?type=offer&cursor=A"+first, ""),
	} {
		t.Run(name, func(t *testing.T) { wantProblem(t, 400, "bad_cursor", w) })
	}
}

func TestQueriesAreStrict(t *testing.T) {
	f := setup(t)
	author := f.people["contributor"]
	for query, code := range map[string]string{
		"colour=red": "unknown_parameter", "fields%5Bsecret%5D=1": "unknown_parameter", "limit=0": "invalid_parameter",
		"limit=1000": "invalid_parameter", "sort=password": "invalid_parameter", "editing=draft,secret": "invalid_parameter",
		"type=unheard": "invalid_parameter", "mine=perhaps": "invalid_parameter", "locale=%27": "invalid_parameter",
	} {
		t.Run(query, func(t *testing.T) { wantProblem(t, 400, code, f.try(author, "GET", "/api/v1/entries?"+query, "")) })
	}
	for _, q := range []string{"%25", "%27%3B--", "%E2%80%AE", "(((", "%5C"} {
		if w := f.try(author, "GET", "/api/v1/entries?q="+q, ""); w.Code != 200 {
			t.Errorf("q=%s: %d %s", q, w.Code, w.Body)
		}
	}
	if w := f.try(author, "GET", "/api/v1/entries?q=%00", ""); w.Code >= 500 {
		t.Errorf("zero byte: %d %s", w.Code, w.Body)
	}
	if w := f.try(author, "POST", "/api/v1/entries", "{\"type\":\"offer\\u0000\",\"organisation\":\""+f.org["willkommen"].String()+"\",\"locale\":\"de\"}"); w.Code >= 500 || w.Code < 400 {
		t.Errorf("zero byte: %d %s", w.Code, w.Body)
	}
}

// Two simultaneous requests with one key make one entry.
func TestIdempotencyKeyMakesOneEntry(t *testing.T) {
	f := setup(t)
	body := asJSON(t, object{"type": "offer", "organisation": f.org["willkommen"], "locale": "de", "fields": f.offerFields()})
	answers := make(chan *responseOf, 8)
	for range cap(answers) {
		go func() {
			answers <- f.try(f.people["contributor"], "POST", "/api/v1/entries", body, "Idempotency-Key", "one")
		}()
	}
	ids := map[uuid.UUID]bool{}
	for range cap(answers) {
		w := <-answers
		switch w.Code {
		case 201:
			ids[decode[cms.Entry](t, w).ID] = true
		case 409:
			wantProblem(t, 409, "idempotency_in_flight", w)
		default:
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	var n int
	if err := f.pool.QueryRow(t.Context(), `select count(*) from entries where type = 'offer'`).Scan(&n); err != nil || n != 1 || len(ids) != 1 {
		t.Errorf("%d entries, %d ids, %v", n, len(ids), err)
	}
}

func TestBulkAnswersItemByItem(t *testing.T) {
	f := setup(t)
	a, b := f.submitted(), f.offer()
	body := asJSON(t, object{"items": []object{
		{"id": a.ID, "locale": "de", "version": a.Version}, {"id": b.ID, "locale": "de", "version": b.Version},
		{"id": uuid.New(), "version": 1}, {"id": a.ID, "locale": "de", "version": 99},
	}})
	w := f.try(f.people["editor"], "POST", "/api/v1/entries/actions/approve", body)
	got := decode[struct {
		Items []struct {
			OK      bool
			Editing string
			Problem web.Problem
		}
		Done int
	}](t, w)
	if w.Code != 200 || got.Done != 1 || len(got.Items) != 4 || !got.Items[0].OK || got.Items[0].Editing != "approved" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for i, code := range []string{"", "not_allowed", "not_found", "stale"} {
		if got.Items[i].Problem.Code != code {
			t.Errorf("item %d: %s, want %s", i, got.Items[i].Problem.Code, code)
		}
	}
}

func TestTokenActsWithinItsScope(t *testing.T) {
	f := setup(t)
	made := f.try(f.people["editor"], "POST", "/api/v1/tokens", `{"name":"Portal","actions":["read"],"types":["event"]}`, "Idempotency-Key", "secret")
	created := decode[createdToken](t, made)
	if made.Code != 201 || !strings.HasPrefix(created.Secret, "lotse_") {
		t.Fatalf("%d %s", made.Code, made.Body)
	}
	var kept int
	if err := f.pool.QueryRow(t.Context(), `select count(*) from idempotency_keys`).Scan(&kept); err != nil || kept != 0 {
		t.Errorf("the secret is kept: %d, %v", kept, err)
	}
	program := &person{headers: []string{"Authorization", "Bearer " + created.Secret}}
	offer := f.live()
	wantProblem(t, 404, "not_found", f.try(program, "GET", "/api/v1/entries/"+offer.ID.String(), ""))
	if page := decode[list[cms.EntrySummary]](t, f.try(program, "GET", "/api/v1/entries", "")); len(page.Items) != 0 {
		t.Errorf("%d items", len(page.Items))
	}
	if w := f.try(f.people["editor"], "DELETE", "/api/v1/tokens/"+created.ID.String(), ""); w.Code != 204 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	wantProblem(t, 401, "bad_token", f.try(program, "GET", "/api/v1/entries", ""))
}

func TestHealthNamesWhoHoldsTheFeed(t *testing.T) {
	f := setup(t)
	nobody := f.people["anonymous"]
	tx, err := f.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `select pg_current_xact_id()`); err != nil {
		t.Fatal(err)
	}
	lag, holder, err := lagOfFeed(t.Context(), f.pool)
	if err != nil || lag <= 0 || !strings.Contains(holder, "in database") {
		t.Errorf("%v %q %v", lag, holder, err)
	}
	w := f.try(nobody, "GET", "/readyz", "")
	if got := decode[readiness](t, w); w.Code != 200 || got.Status != "ready" || got.Migrations != "ok" || got.Feed == nil {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.pool.Close()
	if w := f.try(nobody, "GET", "/readyz", ""); w.Code != 503 {
		t.Errorf("without a database: %d %s", w.Code, w.Body)
	}
	if w := f.try(nobody, "GET", "/healthz", ""); w.Code != 200 {
		t.Errorf("%d", w.Code)
	}
	if w := f.try(f.people["admin"], "GET", "/api/v1/session", ""); w.Code < 500 || strings.Contains(w.Body.String(), "pool") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestMetrics(t *testing.T) {
	f := setup(t)
	m := NewMetrics(f.pool, slog.New(slog.DiscardHandler))
	m.Observe("GET", "/api/v1/entries/{id}", 200, 3*time.Millisecond)
	m.Observe("BREW", "", 405, time.Millisecond)
	f.exec(`insert into river.river_job (state, args, kind, max_attempts) values ('available', '{}', 'x', 1)`)
	w := record(m.Handler(), "GET", "/metrics")
	for _, line := range []string{
		`lotse_http_request_duration_seconds_count{method="GET",route="/api/v1/entries/{id}",status="200"} 1`,
		`lotse_http_request_duration_seconds_count{method="other",route="",status="405"} 1`,
		`lotse_background_jobs{queue="default",state="available"} `, `lotse_feed_lag_seconds `, `lotse_pool_connections{state="max"} `,
	} {
		if !strings.Contains(w.Body.String(), line) {
			t.Errorf("%s is missing in\n%s", line, w.Body)
		}
	}
}

func TestDesk(t *testing.T) {
	script := strings.Repeat("let a = 1;\n", 200)
	d, err := newDesk(fstest.MapFS{
		"index.html":       {Data: []byte("<!doctype html>desk")},
		"assets/a-1234.js": {Data: []byte(script)},
		"favicon.svg":      {Data: []byte("<svg/>")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		target, header string
		code           int
		body, cache    string
	}{
		{"/admin/", "", 200, "<!doctype html>desk", "no-cache"},
		{"/admin/entries/1?x=y", "", 200, "<!doctype html>desk", "no-cache"},
		{"/admin/../../etc/passwd", "", 200, "<!doctype html>desk", "no-cache"},
		{"/admin/assets/a-1234.js", "", 200, script, "public, max-age=31536000, immutable"},
		{"/admin/assets/gone.js", "", 404, "", ""},
		{"/admin/favicon.svg", "", 200, "<svg/>", "no-cache"},
	} {
		w := record(d, "GET", c.target)
		if w.Code != c.code || c.body != "" && w.Body.String() != c.body || c.cache != "" && w.Header().Get("Cache-Control") != c.cache {
			t.Errorf("%s: %d %v %.40s", c.target, w.Code, w.Header(), w.Body)
		}
	}
	w := record(d, "GET", "/admin/assets/a-1234.js", "Accept-Encoding", "br, gzip")
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() >= len(script) {
		t.Errorf("%v", w.Header())
	}
	if w := record(d, "GET", "/admin/", "If-None-Match", record(d, "GET", "/admin/").Header().Get("ETag")); w.Code != 304 {
		t.Errorf("%d", w.Code)
	}
}

func TestPagesForbidWhatTheyDoNotNeed(t *testing.T) {
	f := setup(t)
	for _, target := range []string{"/admin/", "/admin/background/"} {
		h := f.try(f.people["admin"], "GET", target, "").Header()
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "script-src 'self';") || strings.Contains(csp, "unsafe-eval") {
			t.Errorf("%s: %v", target, h)
		}
	}
	w := f.try(f.people["admin"], "POST", "/admin/background/api/jobs/cancel", `{"ids":["1"]}`, "Sec-Fetch-Site", "cross-site")
	wantProblem(t, 403, "cross_origin", w)
}

// TestReferences: what is public is found by words and by id, whoever owns it; what is not, is left out.
func TestReferences(t *testing.T) {
	f := setup(t)
	live, draft := f.live(), f.offer()
	at := "/api/v1/references?type=offer"
	type answer struct {
		Items []cms.Referable `json:"items"`
	}
	foreign := f.people["foreign"]
	got := decode[answer](t, f.try(foreign, "GET", at+"&ids="+live.ID.String()+","+draft.ID.String(), ""))
	if len(got.Items) != 1 || got.Items[0].ID != live.ID || !got.Items[0].Public {
		t.Errorf("by id: %+v", got.Items)
	}
	if got := decode[answer](t, f.try(f.people["contributor"], "GET", at+"&ids="+live.ID.String()+","+draft.ID.String(), "")); len(got.Items) != 2 {
		t.Errorf("the owner, by id: %+v", got.Items)
	}
	if got := decode[answer](t, f.try(foreign, "GET", at+"&q="+url.QueryEscape(live.Title), "")); len(got.Items) != 1 {
		t.Errorf("by words: %+v", got.Items)
	}
	for _, bad := range []string{at + "&ids=x", "/api/v1/references?type=nothing", "/api/v1/references"} {
		if w := f.try(foreign, "GET", bad, ""); w.Code != 400 && w.Code != 422 {
			t.Errorf("%s: %d %s", bad, w.Code, w.Body)
		}
	}
}
