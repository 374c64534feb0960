package api

import (
	"crypto/sha256"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/sites"
	"lotse/cms/translation"
	"lotse/cms/webhook"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

// The house of the tests: two initiatives, one that signs off inside, the agency; and a person for every role.
type fixture struct {
	t       *testing.T
	pool    *pgxpool.Pool
	server  *Server
	auth    *auth.Service
	cms     *cms.Service
	sites   *sites.Service
	texts   *translation.Service
	log     *strings.Builder
	people  map[string]*person
	org     map[string]uuid.UUID
	subject uuid.UUID // a published category
	n       int
}

// person is somebody who asks.
type person struct {
	actor   auth.Actor
	headers []string
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func setup(t *testing.T) *fixture {
	t.Helper()
	pool := testdb.New(t)
	types, policy, workflows := must(schema.Load(schema.Embedded()))(t), must(auth.LoadPolicy())(t), must(workflow.Load())(t)
	jobs := must(river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"}))(t)
	secret := []byte("0123456789abcdef0123456789abcdef")
	f := &fixture{t: t, pool: pool, log: &strings.Builder{}, people: map[string]*person{}, org: map[string]uuid.UUID{}}
	f.auth = must(auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: secret}))(t)
	f.cms = must(cms.New(cms.Deps{DB: pool, Jobs: jobs, Types: types, Workflows: workflows, Policy: policy, Auth: f.auth, BaseURL: "http://lotse.test", Secret: []byte("0123456789abcdef0123456789abcdef")}))(t)
	f.texts = translation.New(translation.Deps{DB: pool, Jobs: jobs, CMS: f.cms, Policy: policy, Providers: providers(t)})
	f.sites = sites.New(sites.Deps{DB: pool, Policy: policy, Types: types})
	if err := f.cms.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	webhooks := must(webhook.New(webhook.Deps{DB: pool, Jobs: jobs, Policy: policy, Types: types, Secret: secret, BaseURL: "http://lotse.test"}))(t)
	log := slog.New(slog.NewJSONHandler(f.log, nil))
	f.server = must(NewRouter(Deps{
		CMS: f.cms, Auth: f.auth, Policy: policy, Types: types, Workflows: workflows, Webhooks: webhooks, Sites: f.sites, Translations: f.texts, Pool: pool, River: jobs,
		Secret: secret, BaseURL: "http://lotse.test", Log: log, Version: "1", Metrics: NewMetrics(pool, log),
	}))(t)
	if err := f.server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.populate()
	return f
}

func (f *fixture) populate() {
	for slug, kind := range map[string]string{"willkommen": "initiative", "anders": "initiative", "genau": "initiative", "agentur": "agency"} {
		f.org[slug] = f.organisation(slug, kind)
	}
	f.exec(`update organisations set internal_signoff = true where slug = 'genau'`)
	own := func(role string) []auth.Membership {
		return []auth.Membership{{OrganisationID: f.org["willkommen"], Role: role}, {OrganisationID: f.org["genau"], Role: role}}
	}
	f.person("contributor", own(auth.Contributor)...)
	f.person("foreign", auth.Membership{OrganisationID: f.org["anders"], Role: auth.Manager})
	f.person("manager", own(auth.Manager)...)
	f.person("translator", auth.Membership{Role: auth.Translator, Locales: []string{"ar"}})
	for _, role := range []string{auth.Editor, auth.Publisher, auth.Admin} {
		f.person(role, auth.Membership{Role: role})
	}
	// Those who prepare what the others then ask for.
	f.person("second", auth.Membership{Role: auth.Editor})
	f.person("root", auth.Membership{Role: auth.Admin})
	f.people["anonymous"] = &person{actor: auth.Anonymous()}
	f.people["token"] = f.token("publisher", auth.NewToken{Name: "narrow", Actions: []string{"read", "claim"}, Types: []string{"offer"}})
	category := f.entry("second", "category", "agentur", schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0})
	category = f.act("second", category, "submit")
	category = f.act("root", category, "approve")
	f.subject = f.act("root", category, "publish").ID
}

func (f *fixture) exec(sql string, args ...any) {
	f.t.Helper()
	if _, err := f.pool.Exec(f.t.Context(), sql, args...); err != nil {
		f.t.Fatal(err)
	}
}

// next is a number that nobody had yet, for names.
func (f *fixture) next() string {
	f.n++
	return strings.Repeat("x", f.n%26+1) + string(rune('a'+f.n/26%26)) + string(rune('a'+f.n/676))
}

func (f *fixture) organisation(slug, kind string) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	f.exec(`insert into organisations (id, slug, name, kind, created_at) values ($1, $2, $3, $4, lotse.now())`, id, slug, "Verein "+slug, kind)
	return id
}

func (f *fixture) account(name string) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	f.exec(`insert into accounts (id, email, name, created_at) values ($1, $2, $3, lotse.now())`, id, name+"@lotse.test", "Person "+name)
	return id
}

func (f *fixture) membership(account, organisation uuid.UUID, role string, locales []string) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	if locales == nil {
		locales = []string{}
	}
	org := &organisation
	if organisation == uuid.Nil {
		org = nil
	}
	f.exec(`insert into memberships (id, account_id, organisation_id, role, locales, created_at) values ($1, $2, $3, $4, $5, lotse.now())`, id, account, org, role, locales)
	return id
}

// person makes an account with a session.
func (f *fixture) person(name string, memberships ...auth.Membership) {
	id := f.account(name)
	for _, m := range memberships {
		f.membership(id, m.OrganisationID, m.Role, m.Locales)
	}
	token, _ := f.session(id)
	f.people[name] = &person{actor: must(f.auth.SessionActor(f.t.Context(), token))(f.t), headers: []string{"Cookie", "lotse_session=" + token}}
}

// session opens a session of an account.
func (f *fixture) session(account uuid.UUID) (token string, id uuid.UUID) {
	token, id = uuid.NewString(), uuid.Must(uuid.NewV7())
	hash := sha256.Sum256([]byte(token))
	f.exec(`insert into sessions (id, token_hash, account_id, created_at, last_seen_at, expires_at)
		values ($1, $2, $3, lotse.now(), lotse.now(), lotse.now() + interval '1 day')`, id, hash[:], account)
	return token, id
}

func (f *fixture) token(owner string, in auth.NewToken) *person {
	secret, _, err := f.auth.CreateToken(f.t.Context(), f.people[owner].actor, in)
	if err != nil {
		f.t.Fatal(err)
	}
	return &person{actor: must(f.auth.TokenActor(f.t.Context(), secret))(f.t), headers: []string{"Authorization", "Bearer " + secret}}
}

// entry makes a draft.
func (f *fixture) entry(who, kind, organisation string, fields schema.Content) cms.Entry {
	f.t.Helper()
	return must(f.cms.CreateEntry(f.t.Context(), f.people[who].actor, cms.CreateEntry{
		Type: kind, OrganisationID: f.org[organisation], Locale: "de", Fields: fields,
	}))(f.t)
}

func (f *fixture) offerFields() schema.Content {
	return schema.Content{
		"title": "Sprachcafé " + f.next(), "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.", "offerType": "language_course",
		"categories": []any{f.subject.String()}, "costs": "free",
	}
}

// offer is a draft of the contributor.
func (f *fixture) offer() cms.Entry {
	f.t.Helper()
	return f.entry("contributor", "offer", "willkommen", f.offerFields())
}

func (f *fixture) act(who string, e cms.Entry, action string, change ...func(*cms.Act)) cms.Entry {
	f.t.Helper()
	in := cms.Act{EntryID: e.ID, Locale: e.Locale, Action: action, Version: e.Version}
	if entryAction[action] {
		in.Version = e.EntryVersion
	}
	for _, c := range change {
		c(&in)
	}
	out, err := f.cms.Act(f.t.Context(), f.people[who].actor, in)
	if err != nil {
		f.t.Fatalf("%s by %s: %v", action, who, err)
	}
	return out
}

var entryAction = map[string]bool{"confirm": true, "expire": true, "take_down": true, "archive": true, "restore": true, "transfer": true, "delete": true}

// An offer in each of the states.
func (f *fixture) submitted() cms.Entry { return f.act("contributor", f.offer(), "submit") }
func (f *fixture) approved() cms.Entry  { return f.act("second", f.submitted(), "approve") }
func (f *fixture) live() cms.Entry      { return f.act("second", f.approved(), "publish") }
func (f *fixture) claimed() cms.Entry   { return f.act("second", f.submitted(), "claim") }
func (f *fixture) archived() cms.Entry  { return f.act("root", f.offer(), "archive") }
func (f *fixture) scheduled() cms.Entry {
	return f.act("second", f.approved(), "schedule", func(a *cms.Act) { a.At = tomorrow })
}
func (f *fixture) forced() cms.Entry {
	return f.act("root", f.offer(), "force_publish", func(a *cms.Act) { a.Reason = "eilt" })
}
func (f *fixture) unsigned() cms.Entry {
	return f.act("contributor", f.entry("contributor", "offer", "genau", f.offerFields()), "submit")
}

// tomorrow is a moment in the future, whenever the test runs.
var tomorrow = time.Now().Add(24 * time.Hour).UTC().Truncate(time.Second)

// responseOf is an answer in a test.
type responseOf = httptest.ResponseRecorder

// record makes a request to a handler that stands for itself.
func record(h http.Handler, method, target string, headers ...string) *responseOf {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// try makes one request.
func (f *fixture) try(who *person, method, target, body string, headers ...string) *responseOf {
	f.t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(f.t.Context(), method, target, reader)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, list := range [][]string{who.headers, headers} {
		for i := 0; i < len(list); i += 2 {
			if list[i+1] == "" {
				r.Header.Del(list[i])
				continue
			}
			r.Header.Set(list[i], list[i+1])
		}
	}
	w := httptest.NewRecorder()
	f.server.ServeHTTP(w, r)
	return w
}

// decode reads an answer.
func decode[T any](t *testing.T, w *responseOf) T {
	t.Helper()
	var out T
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return out
}

// asJSON encodes the body of a request.
func asJSON(t *testing.T, body any) string {
	t.Helper()
	return string(must(json.Marshal(body))(t))
}

// allRoutes lists what the router answers, the documented routes and the others.
func (f *fixture) allRoutes() map[string]bool {
	out := map[string]bool{}
	err := chi.Walk(f.server.Handler.(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		out[method+" "+route] = true
		return nil
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return out
}
