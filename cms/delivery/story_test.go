package delivery_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

// newsroom is the core with people, and a door that is told of every change, as in the program.
type newsroom struct {
	*site
	cms            *cms.Service
	author, editor auth.Actor
	org            uuid.UUID
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	pool := testdb.New(t)
	n := &newsroom{site: &site{world: newWorld(t, pool, schema.Embedded())}}
	n.org = orgMain
	n.author = n.account("author", auth.Membership{OrganisationID: n.org, Role: "contributor"})
	n.editor = n.account("editor", auth.Membership{Role: "publisher"})
	n.cms = newService(t, pool, n.types, func(c cms.PublicChange) { n.door.Changed(c) })
	questions, err := query.New(query.Deps{DB: pool, Types: n.types})
	if err != nil {
		t.Fatal(err)
	}
	n.door = delivery.New(delivery.Config{Query: questions, Sites: n.sites(), Previews: n.cms, Cursors: web.NewCursors([]byte("a secret of the tests")), Version: "test"})
	n.handler = routerOf(n.door)
	n.follow()
	return n
}

// newService is the core as the program has it.
func newService(t testing.TB, pool *pgxpool.Pool, types *schema.Registry, changed func(cms.PublicChange)) *cms.Service {
	t.Helper()
	policy, err := auth.LoadPolicy()
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"})
	if err != nil {
		t.Fatal(err)
	}
	accounts, err := auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: []byte("0123456789abcdef0123456789abcdef")})
	if err != nil {
		t.Fatal(err)
	}
	workflows, err := workflow.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := cms.New(cms.Deps{
		DB: pool, Jobs: jobs, Types: types, Workflows: workflows, Policy: policy, Auth: accounts, BaseURL: "http://lotse.test", PublicChanged: changed, Secret: []byte("0123456789abcdef0123456789abcdef"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func (n *newsroom) account(name string, m ...auth.Membership) auth.Actor {
	n.t.Helper()
	id := uuid.Must(uuid.NewV7())
	n.exec(`insert into accounts (id, email, name, created_at) values ($1, $2, $2, lotse.now())`, id, name+"@lotse.test")
	return auth.AccountActor(id, m...)
}

// act takes steps, one after the other, and returns the entry as it then is.
func (n *newsroom) act(actor auth.Actor, e cms.Entry, actions ...string) cms.Entry {
	n.t.Helper()
	for _, action := range actions {
		in := cms.Act{EntryID: e.ID, Locale: e.Locale, Action: action, Version: e.Version, Reason: "because"}
		if action == "take_down" || action == "archive" || action == "restore" || action == "confirm" {
			in.Version = e.EntryVersion
		}
		var err error
		if e, err = n.cms.Act(n.t.Context(), actor, in); err != nil {
			n.t.Fatalf("%s: %v", action, err)
		}
	}
	return e
}

func (n *newsroom) create(typ string, fields schema.Content) cms.Entry {
	n.t.Helper()
	e, err := n.cms.CreateEntry(n.t.Context(), n.author, cms.CreateEntry{Type: typ, OrganisationID: n.org, Locale: "de", Fields: fields})
	if err != nil {
		n.t.Fatal(err)
	}
	return e
}

// topic publishes a category.
func (n *newsroom) topic() uuid.UUID {
	n.t.Helper()
	topic, err := n.cms.CreateEntry(n.t.Context(), n.editor, cms.CreateEntry{Type: "category", OrganisationID: n.org, Locale: "de",
		Fields: schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0}})
	if err != nil {
		n.t.Fatal(err)
	}
	second := n.account("second", auth.Membership{Role: "publisher"})
	return n.act(second, n.act(n.editor, topic, "submit"), "approve", "publish").ID
}

// publish takes a draft through review.
func (n *newsroom) publish(e cms.Entry) cms.Entry {
	n.t.Helper()
	return n.act(n.editor, n.act(n.author, e, "submit"), "approve", "publish")
}

// code asks for a path and returns the status.
func (s *site) code(path string) int {
	s.t.Helper()
	return s.ask(http.MethodGet, delivery.Prefix+path).Code
}

// What a portal sees while people work: real commands, the cache at work, every step at once.
func TestPortalSeesEveryStep(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	topic := n.topic()

	e := n.create("offer", schema.Content{
		"title": "Sprachcafé", "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.", "offerType": "language_course",
		"categories": []any{topic.String()}, "costs": "free", "costsNote": "Spenden erwünscht", "validUntil": time.Now().AddDate(0, 0, 10).Format(time.DateOnly),
		"contacts": []any{
			map[string]any{"name": "Amina Beispiel", "email": "amina@verein.example", "consent": true, "consentDate": "2026-01-01", "role": "Leitung"},
			map[string]any{"name": "Ohne Zusage", "email": "ohne@verein.example", "role": "Büro"},
		},
	})
	path := "/offer/" + e.ID.String()
	hidden := func(when string) {
		t.Helper()
		if n.code(path) != 404 || n.code("/offer/sprachcafe") != 404 || len(n.slugs("/offer")) != 0 || len(n.slugs("/offer?category=sprache")) != 0 {
			t.Fatalf("%s: %d, %v", when, n.code(path), n.slugs("/offer"))
		}
	}
	hidden("a draft")
	e = n.act(n.author, e, "submit")
	hidden("in review")
	e = n.act(n.editor, e, "approve")
	hidden("approved")
	e = n.act(n.editor, e, "publish")

	doc := n.described()
	w := n.get(path + "?include=categories")
	check(t, doc.answer(t, "/offer/{idOrSlug}", "200", "application/json"), path, w.Body.Bytes())
	if contains(w.Body.String(), "Ohne Zusage") || contains(w.Body.String(), "ohne@") || !contains(w.Body.String(), "amina@verein.example") {
		t.Errorf("persons: %s", w.Body)
	}
	check(t, doc.answer(t, "/offer", "200", "application/json"), "/offer", n.get("/offer?include=categories&filter[costs]=free&category=sprache&sort=title").Body.Bytes())
	for _, q := range []string{"category=sprache", "filter[costs]=free", "sort=validUntil", "organisation=beratung-jena", "locale=ar&fallback=true"} {
		if got := n.slugs("/offer?" + q); len(got) != 1 || got[0] != "sprachcafe" {
			t.Errorf("%s: %v", q, got)
		}
	}

	// A draft of a live item changes nothing.
	before := n.get(path).Header().Get("ETag")
	fields := e.Fields
	fields["title"] = "Sprachcafé am Dienstag"
	var err error
	if e, err = n.cms.Save(t.Context(), n.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}); err != nil {
		t.Fatal(err)
	}
	if n.get(path).Header().Get("ETag") != before || contains(n.get("/offer").Body.String(), "am Dienstag") {
		t.Error("a working copy is public")
	}
	e = n.publish(e)
	if n.get(path).Header().Get("ETag") == before || !contains(n.get("/offer").Body.String(), "am Dienstag") {
		t.Error("the new text is not public")
	}
	n.translate(t, e)

	// Withdrawn: gone everywhere, at once.
	e, err = n.cms.Entry(t.Context(), n.editor, e.ID, "de")
	if err != nil {
		t.Fatal(err)
	}
	e = n.act(n.editor, e, "withdraw")
	hidden("withdrawn")
	if n.code(path+"?locale=en") != 404 || n.code(path+"?locale=en&fallback=true") != 404 {
		t.Error("the translation is still there")
	}
	n.act(n.editor, e, "publish")
	if n.code(path) != 200 || n.code(path+"?locale=en") != 200 {
		t.Error("republishing brings back the translation")
	}

	// Its last day passes, with nobody at work.
	if err := postgres.MoveClock(t.Context(), n.pool, 12*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	n.wait("the moved clock is seen", func() bool { return n.code(path) == 404 })
	hidden("after its last day")
}

// translate adds an English text, which is public only when it is published itself.
func (n *newsroom) translate(t *testing.T, e cms.Entry) {
	t.Helper()
	path := "/offer/" + e.ID.String()
	english, err := n.cms.CreateVariant(t.Context(), n.author, cms.CreateVariant{EntryID: e.ID, Locale: "en", Fields: schema.Content{
		"title": "Language café", "summary": "Speak German together.", "description": "Every Tuesday.",
	}})
	if err != nil {
		t.Fatal(err)
	}
	if n.code(path+"?locale=en") != 404 || contains(n.get(path+"?locale=en&fallback=true").Body.String(), "Language") {
		t.Error("a translation is public before it was published")
	}
	english = n.publish(english)
	i := read[item](t, n.get(path+"?locale=en&fallback=true").Body.Bytes())
	if i.Fields["title"] != "Language café" || i.Fields["costs"] != "free" || i.FallbackFields["costsNote"] != "de" || i.FallbackFields["title"] != "" {
		t.Errorf("%+v", i)
	}
	check(t, n.described().answer(t, "/offer/{idOrSlug}", "200", "application/json"), path, n.get(path+"?locale=en&fallback=true").Body.Bytes())
	n.act(n.editor, english, "withdraw")
	if n.code(path+"?locale=en") != 404 || n.code(path) != 200 {
		t.Error("withdrawing one locale")
	}
	if i := read[item](t, n.get(path+"?locale=en&fallback=true").Body.Bytes()); i.Locale != "de" || i.Fields["title"] != "Sprachcafé am Dienstag" {
		t.Errorf("%+v", i)
	}
	again, err := n.cms.Entry(t.Context(), n.editor, e.ID, "en")
	if err != nil {
		t.Fatal(err)
	}
	n.act(n.editor, again, "publish")
	if n.code(path+"?locale=en") != 200 {
		t.Error("the translation does not come back")
	}
}
