package delivery_test

import (
	"bytes"
	"encoding/base64"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/sites"
	"lotse/cms/web"
	"lotse/internal/postgres"
	"lotse/schema"
)

// member is an account whose roles stand in the database, where a preview looks for them.
func (n *newsroom) member(name string, m ...auth.Membership) auth.Actor {
	n.t.Helper()
	actor := n.account(name, m...)
	for _, each := range m {
		organisation := &each.OrganisationID
		if each.OrganisationID == uuid.Nil {
			organisation = nil
		}
		n.exec(`insert into memberships (id, account_id, organisation_id, role, locales, created_at) values ($1, $2, $3, $4, '{}', lotse.now())`,
			uuid.New(), actor.AccountID, organisation, each.Role)
	}
	return actor
}

func (n *newsroom) preview(actor auth.Actor, in cms.NewPreview) (cms.Preview, string) {
	n.t.Helper()
	p, _, token, err := n.cms.CreatePreview(n.t.Context(), actor, in)
	if err != nil {
		n.t.Fatal(err)
	}
	return p, token
}

// A preview is shown to whoever has its link, and to nobody else; every way in which it is not good any more has one
// answer. (Wagtail CVE-2026-25517: a preview that forgot to ask.)
func TestPreviewsThatAreNotGood(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	own := auth.Membership{OrganisationID: n.org, Role: "manager"}
	keep := n.member("keep", own)
	draft := n.create("offer", schema.Content{"title": "Geheimer Entwurf"})
	_, good := n.preview(keep, cms.NewPreview{EntryID: draft.ID})
	_, foreign := n.preview(keep, cms.NewPreview{EntryID: n.create("offer", schema.Content{"title": "Anderer"}).ID})

	revoked, revokedToken := n.preview(keep, cms.NewPreview{EntryID: draft.ID})
	if err := n.cms.RevokePreview(t.Context(), keep, draft.ID, revoked.ID); err != nil {
		t.Fatal(err)
	}
	lost, disabled, erased := n.member("lost", own), n.member("disabled", own), n.member("erased", own)
	_, lostToken := n.preview(lost, cms.NewPreview{EntryID: draft.ID})
	_, disabledToken := n.preview(disabled, cms.NewPreview{EntryID: draft.ID})
	_, erasedToken := n.preview(erased, cms.NewPreview{EntryID: draft.ID})
	tokens := []string{good, revokedToken, lostToken, disabledToken, erasedToken}
	deleted := n.create("offer", schema.Content{"title": "Gelöscht"})
	_, deletedToken := n.preview(keep, cms.NewPreview{EntryID: deleted.ID})
	longer, longerToken := n.preview(keep, cms.NewPreview{EntryID: draft.ID, Life: time.Hour})

	for _, token := range append([]string{foreign, deletedToken, longerToken}, tokens[2:]...) {
		if code := n.code("/preview/" + token); code != 200 {
			t.Fatalf("before anything happened: %d", code)
		}
	}
	n.exec(`delete from memberships where account_id = $1`, lost.AccountID)
	n.exec(`update accounts set disabled_at = lotse.now() where id = $1`, disabled.AccountID)
	n.exec(`update accounts set erased_at = lotse.now(), email = null where id = $1`, erased.AccountID)
	n.exec(`delete from entries where id = $1`, deleted.ID)
	n.exec(`update previews set expires_at = expires_at + interval '1 day' where id = $1`, longer.ID)

	raw := func(token string) []byte {
		b, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	mixed := append(bytes.Clone(raw(good)[:16]), raw(foreign)[16:]...)
	flipped := bytes.Clone(raw(good))
	flipped[len(flipped)-1] ^= 1
	want := n.ask(http.MethodGet, delivery.Prefix+"/preview/nothing")
	for name, path := range map[string]string{
		"revoked": revokedToken, "its maker lost the right": lostToken, "its maker is disabled": disabledToken, "its maker was erased": erasedToken,
		"entry deleted": deletedToken, "made longer in the database": longerToken, "signature of another": base64.RawURLEncoding.EncodeToString(mixed),
		"a bit changed": base64.RawURLEncoding.EncodeToString(flipped), "cut": good[:len(good)-1], "longer": good + "A", "id alone": draft.ID.String(),
		"not base64": "%00%ff", "row alone": base64.RawURLEncoding.EncodeToString(raw(good)[:16]), "no signature": base64.RawURLEncoding.EncodeToString(append(bytes.Clone(raw(good)[:16]), make([]byte, 32)...)),
	} {
		w := n.ask(http.MethodGet, delivery.Prefix+"/preview/"+path)
		if w.Code != http.StatusNotFound || w.Header().Get("Cache-Control") != "no-store" || contains(w.Body.String(), "Geheim") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		if got := problem(t, w); got["code"] != problem(t, want)["code"] || got["detail"] != problem(t, want)["detail"] {
			t.Errorf("%s: answered in a way of its own: %v", name, got)
		}
	}
	if code := n.code("/preview/" + good); code != 200 {
		t.Errorf("the good one: %d", code)
	}
	if err := postgres.MoveClock(t.Context(), n.pool, cms.PreviewLife+time.Second); err != nil {
		t.Fatal(err)
	}
	if code := n.code("/preview/" + good); code != 404 {
		t.Errorf("a day later: %d", code)
	}
}

// A preview is the item as it would be published: the same form, nothing personal without consent, nothing internal, no
// second working copy. It is kept nowhere and stands in no list.
func TestPreviewShowsTheWorkingCopy(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	keep := n.member("keep", auth.Membership{OrganisationID: n.org, Role: "manager"})
	place := n.create("place", schema.Content{"title": "Unfertiger Ort"})
	e := n.create("offer", schema.Content{
		"title": "Sprachcafé", "summary": "Deutsch üben", "places": []any{place.ID.String()},
		"contacts": []any{
			map[string]any{"name": "Amina Beispiel", "email": "amina@verein.example", "consent": true, "consentDate": "2026-01-01"},
			map[string]any{"name": "Ohne Zusage", "email": "ohne@verein.example"},
		},
	})
	_, token := n.preview(keep, cms.NewPreview{EntryID: e.ID})
	w := n.get("/preview/" + token)
	type shown struct {
		item
		Locales []string
		Preview cms.PreviewState
	}
	got := read[shown](t, w.Body.Bytes())
	if got.Slug != "sprachcafe" || got.Fields["summary"] != "Deutsch üben" || got.Preview.State != "draft" || got.Preview.Version != e.Version ||
		strings.Join(got.Preview.LeftOut, " ") != "places" || strings.Join(got.Locales, " ") != "de" {
		t.Errorf("shown: %s", w.Body)
	}
	for _, hidden := range []string{"Ohne Zusage", "ohne@verein.example", place.ID.String(), "Unfertig"} {
		if contains(w.Body.String(), hidden) {
			t.Errorf("%s is shown: %s", hidden, w.Body)
		}
	}
	if !contains(w.Body.String(), "Amina Beispiel") {
		t.Errorf("consent was given: %s", w.Body)
	}
	for name, value := range map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive", "ETag": "", "Last-Modified": "", "Cache-Tag": "", "Content-Language": "de"} {
		if w.Header().Get(name) != value {
			t.Errorf("%s is %q", name, w.Header().Get(name))
		}
	}
	saved, err := n.cms.Save(t.Context(), n.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: schema.Content{"title": "Sprachcafé neu"}})
	if err != nil {
		t.Fatal(err)
	}
	again := read[shown](t, n.get("/preview/"+token, "If-None-Match", "*").Body.Bytes())
	if again.Fields["title"] != "Sprachcafé neu" || again.Preview.Version != saved.Version {
		t.Errorf("after a save: %v", again)
	}
	if n.code("/offer/"+e.ID.String()) != 404 || len(n.slugs("/offer")) != 0 {
		t.Error("a preview made something public")
	}
	if rows := n.count(`select count(*) from feed`) + n.count(`select count(*) from publications`) + n.count(`select count(*) from slugs`); rows != 0 {
		t.Errorf("%d rows were written", rows)
	}
	if head := n.ask(http.MethodHead, delivery.Prefix+"/preview/"+token); head.Code != 200 || head.Body.Len() != 0 {
		t.Errorf("HEAD: %d", head.Code)
	}
	if w := n.ask(http.MethodGet, delivery.Prefix+"/preview/"+token+"?fields=title"); w.Code != 400 {
		t.Errorf("a parameter: %d", w.Code)
	}
	narrow, wide := n.consumer(sites.SiteScope{Types: []string{"event"}}), n.consumer(sites.SiteScope{Types: []string{"offer"}, Locales: []string{"de"}})
	if n.ask(http.MethodGet, delivery.Prefix+"/preview/"+token, narrow.with()...).Code != 404 || n.ask(http.MethodGet, delivery.Prefix+"/preview/"+token, wide.with()...).Code != 200 {
		t.Error("a site sees a preview outside of its scope, or none inside")
	}
}

// The link of a preview is a secret: no log holds it.
func TestPreviewsAreNotLogged(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	_, token := n.preview(n.member("keep", auth.Membership{OrganisationID: n.org, Role: "manager"}), cms.NewPreview{EntryID: n.create("offer", schema.Content{"title": "Entwurf"}).ID})
	var log bytes.Buffer
	router := chi.NewRouter()
	router.Use(web.Front{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}.Wrap)
	n.door.Routes(router)
	n.handler = router
	for _, path := range []string{"/preview/" + token, "/preview/" + token + "x", "/preview/" + token + "/more", "/preview//" + token} {
		n.ask(http.MethodGet, delivery.Prefix+path)
		n.ask(http.MethodPost, delivery.Prefix+path)
	}
	if !contains(log.String(), "/preview/…") || contains(log.String(), token[:20]) {
		t.Errorf("the log: %s", log.String())
	}
}

func (n *newsroom) count(sql string) int {
	n.t.Helper()
	var count int
	if err := n.pool.QueryRow(n.t.Context(), sql).Scan(&count); err != nil {
		n.t.Fatal(err)
	}
	return count
}
