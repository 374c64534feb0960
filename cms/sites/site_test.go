package sites_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/sites"
	"lotse/internal/postgres"
)

// Only admins manage sites and keys.
func TestSitesAreForAdmins(t *testing.T) {
	t.Parallel()
	f := setup(t)
	site := must(f.CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Portal"}))(t)
	_, key, err := f.CreateSiteKey(t.Context(), f.admin, site.ID, "Eins", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, actor := range []auth.Actor{auth.Anonymous(), f.contributor, f.manager, f.translator, f.publisher} {
		want := "forbidden"
		if !actor.Known() {
			want = "unauthenticated"
		}
		_, err := f.CreateSite(t.Context(), actor, "", sites.SiteInput{Name: "Fremd"})
		wantCode(t, err, want)
		_, err = f.ChangeSite(t.Context(), actor, site.ID, 1, sites.SiteInput{Name: "Fremd"})
		wantCode(t, err, want)
		_, err = f.DisableSite(t.Context(), actor, site.ID, true)
		wantCode(t, err, want)
		_, err = f.Site(t.Context(), actor, site.ID)
		wantCode(t, err, want)
		_, err = f.Sites(t.Context(), actor, "", 10)
		wantCode(t, err, want)
		_, err = f.SiteKeys(t.Context(), actor, site.ID)
		wantCode(t, err, want)
		_, _, err = f.CreateSiteKey(t.Context(), actor, site.ID, "Fremd", time.Time{})
		wantCode(t, err, want)
		wantCode(t, f.RevokeSiteKey(t.Context(), actor, site.ID, key.ID), want)
	}
	if n := query[int](t, f, `select count(*)::int from activity where action like 'site.%'`); n != 2 {
		t.Errorf("%d lines in the trail", n)
	}
}

// Every problem of a site is told at once, each with its place.
func TestBadSites(t *testing.T) {
	t.Parallel()
	f := setup(t)
	limit := 0
	in := sites.SiteInput{
		Name: " \u200b ", Address: "https://portal.example/{locale}/{nothing}", Preview: "https://portal.example/preview", RateLimit: &limit,
		Origins: []string{"https://portal.example", "portal.example", "https://portal.example/path", "https://*.example", "ftp://portal.example", "https://a@b.example", "https://b.example?x", "null", ""},
		Scope:   sites.SiteScope{Types: []string{"offer", "nothing"}, Locales: []string{"de", "DE", "xx"}},
	}
	_, err := f.CreateSite(t.Context(), f.admin, "Falsch!", in)
	want := "/address unknown_placeholder, /name required, /origins/1 bad_origin, /origins/2 bad_origin, /origins/3 bad_origin, /origins/4 bad_origin, /origins/5 bad_origin, " +
		"/origins/6 bad_origin, /origins/7 bad_origin, /origins/8 bad_origin, /preview placeholder_missing, /rateLimit too_small, /scope/locales/1 unknown_locale, " +
		"/scope/locales/2 unknown_locale, /scope/types/1 unknown_type, /slug bad_format"
	if diff := cmp.Diff(want, problemsOf(err)); diff != "" {
		t.Error(diff)
	}
	offer := f.entry(t, "offer")
	_, err = f.CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Portal", Scope: sites.SiteScope{
		Organisations: []uuid.UUID{f.initiative, uuid.New()}, Categories: []uuid.UUID{uuid.New(), offer},
	}})
	if diff := cmp.Diff("/scope/categories/0 unknown_reference, /scope/categories/1 unknown_reference, /scope/organisations/1 unknown_organisation", problemsOf(err)); diff != "" {
		t.Error(diff)
	}
	for address, code := range map[string]string{
		"portal.example/{slug}": "bad_address", "javascript:alert(1)//{slug}": "bad_address", "https://{slug}.portal.example/": "bad_address", "https://a:b@portal.example/{slug}": "bad_address",
		"https://portal.example/{slug} x": "bad_address", "https://portal.example/": "placeholder_missing", "https://portal.example/{token}": "unknown_placeholder",
		"https://portal.example/{slug}" + strings.Repeat("x", 500): "too_long", "https:///{slug}": "bad_address", "https://portal.example/\u202e{slug}": "bidi_override", "//portal.example/{slug}": "bad_address",
		"https://portal.example/{locale}/{type}/{slug}": "", "http://localhost:3000/#/{id}": "", "": "",
	} {
		_, err := f.CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Portal " + uuid.NewString(), Address: address})
		if want := map[bool]string{true: "", false: "/address " + code}[code == ""]; problemsOf(err) != want {
			t.Errorf("%q: %v, want %s", address, err, code)
		}
	}
	many := sites.SiteInput{Name: "Viel", Origins: slices.Repeat([]string{"https://a.example"}, 51), Scope: sites.SiteScope{Types: slices.Repeat([]string{"offer"}, 201), Categories: make([]uuid.UUID, 201)}}
	_, err = f.CreateSite(t.Context(), f.admin, "", many)
	if diff := cmp.Diff("/origins too_many, /scope/categories too_many, /scope/types too_many", problemsOf(err)); diff != "" {
		t.Error(diff)
	}
}

func TestChangeSite(t *testing.T) {
	t.Parallel()
	f := setup(t)
	topic := f.entry(t, "category")
	in := sites.SiteInput{
		Name: "Portal Jena", Address: "https://portal.example/{locale}/{type}/{slug}", Preview: "https://portal.example/preview?token={token}",
		Origins: []string{"HTTPS://Portal.Example:443/", "https://portal.example", "http://localhost:5173"},
		Scope:   sites.SiteScope{Types: []string{"offer", "event", "offer"}, Locales: []string{"de", "ar"}, Organisations: []uuid.UUID{f.other, f.initiative}, Categories: []uuid.UUID{topic}},
	}
	site := must(f.CreateSite(t.Context(), f.admin, "", in))(t)
	if site.Slug != "portal-jena" || strings.Join(site.Origins, " ") != "https://portal.example http://localhost:5173" || strings.Join(site.Scope.Types, " ") != "event offer" {
		t.Errorf("made: %+v", site)
	}
	_, err := f.CreateSite(t.Context(), f.admin, "portal-jena", sites.SiteInput{Name: "Noch eins"})
	wantCode(t, err, "slug_taken")
	read := must(f.Site(t.Context(), f.admin, site.ID))(t)
	read.CreatedAt, site.CreatedAt = time.Time{}, time.Time{}
	if diff := cmp.Diff(site, read); diff != "" {
		t.Errorf("read (-made +read): %s", diff)
	}
	_, err = f.Site(t.Context(), f.admin, uuid.New())
	wantCode(t, err, "not_found")
	_, err = f.ChangeSite(t.Context(), f.admin, uuid.New(), 1, in)
	wantCode(t, err, "not_found")
	_, err = f.ChangeSite(t.Context(), f.admin, site.ID, 2, in)
	wantCode(t, err, "stale")
	if same := must(f.ChangeSite(t.Context(), f.admin, site.ID, 1, in))(t); same.Version != 1 {
		t.Errorf("nothing was changed, and it has version %d", same.Version)
	}
	in.Scope.Types = nil
	if changed := must(f.ChangeSite(t.Context(), f.admin, site.ID, 1, in))(t); changed.Version != 2 || len(changed.Scope.Types) != 0 {
		t.Errorf("changed: %+v", changed)
	}
	off := must(f.DisableSite(t.Context(), f.admin, site.ID, true))(t)
	if again := must(f.DisableSite(t.Context(), f.admin, site.ID, true))(t); off.Version != 3 || again.Version != 3 || off.DisabledAt == nil {
		t.Errorf("disabled: %+v, again: %+v", off, again)
	}
	if on := must(f.DisableSite(t.Context(), f.admin, site.ID, false))(t); on.Version != 4 || on.DisabledAt != nil {
		t.Errorf("enabled: %+v", on)
	}
	actions := query[[]string](t, f, `select array_agg(action order by id) from activity where action like 'site.%'`)
	if got := strings.Join(actions, " "); got != "site.created site.changed site.disabled site.enabled" {
		t.Errorf("the trail: %s", got)
	}
	for i := range 4 {
		must(f.CreateSite(t.Context(), f.admin, fmt.Sprintf("s%d", i), sites.SiteInput{Name: "Portal"}))(t)
	}
	first := must(f.Sites(t.Context(), f.admin, "", 3))(t)
	rest := must(f.Sites(t.Context(), f.admin, first[2].Slug, 3))(t)
	if len(first) != 3 || len(rest) != 2 || rest[0].Slug != "s2" {
		t.Errorf("pages: %v, %v", first, rest)
	}
}

// A key is shown once, exchanged without a gap, and known by its hash alone.
func TestSiteKeys(t *testing.T) {
	t.Parallel()
	f := setup(t)
	site := must(f.CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Portal"}))(t)
	other := must(f.CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Anderes"}))(t)
	now := query[time.Time](t, f, `select lotse.now()`)
	for expires, want := range map[time.Time]string{now.Add(-time.Hour): "/expiresAt not_in_future", now.AddDate(6, 0, 0): "/expiresAt too_large"} {
		_, _, err := f.CreateSiteKey(t.Context(), f.admin, site.ID, "Eins", expires)
		if problemsOf(err) != want {
			t.Errorf("%v: %v", expires, err)
		}
	}
	_, _, err := f.CreateSiteKey(t.Context(), f.admin, uuid.New(), "Eins", time.Time{})
	wantCode(t, err, "not_found")
	_, _, err = f.CreateSiteKey(t.Context(), f.admin, site.ID, " ", time.Time{})
	if problemsOf(err) != "/name required" {
		t.Error(err)
	}

	old, oldKey, err := f.CreateSiteKey(t.Context(), f.admin, site.ID, "Alt", time.Time{})
	if err != nil || !strings.HasPrefix(old, sites.SiteKeyPrefix) || len(old) != len(sites.SiteKeyPrefix)+43 || !strings.HasPrefix(old, oldKey.Prefix) {
		t.Fatalf("%s %+v %v", old, oldKey, err)
	}
	fresh, _, err := f.CreateSiteKey(t.Context(), f.admin, site.ID, "Neu", now.Add(48*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{old, fresh} {
		if found := must(f.SiteOfKey(t.Context(), key))(t); found.ID != site.ID {
			t.Errorf("found %+v", found)
		}
	}
	wantCode(t, f.RevokeSiteKey(t.Context(), f.admin, other.ID, oldKey.ID), "not_found")
	if err := f.RevokeSiteKey(t.Context(), f.admin, site.ID, oldKey.ID); err != nil {
		t.Fatal(err)
	}
	wantCode(t, f.RevokeSiteKey(t.Context(), f.admin, site.ID, oldKey.ID), "not_found")
	_, err = f.SiteOfKey(t.Context(), old)
	wantCode(t, err, "bad_key")
	must(f.SiteOfKey(t.Context(), fresh))(t)
	keys := must(f.SiteKeys(t.Context(), f.admin, site.ID))(t)
	if len(keys) != 2 || keys[0].Name != "Neu" || keys[0].LastUsedAt == nil || keys[1].RevokedAt == nil {
		t.Errorf("keys: %+v", keys)
	}
	if leaked := query[bool](t, f, `select exists (select from site_keys k where k::text like '%' || $1 || '%')
		or exists (select from activity a where a::text like '%' || $1 || '%')`, old[len(sites.SiteKeyPrefix)+6:]); leaked {
		t.Error("the key is stored")
	}
	if err := postgres.MoveClock(t.Context(), f.pool, 49*time.Hour); err != nil {
		t.Fatal(err)
	}
	_, err = f.SiteOfKey(t.Context(), fresh)
	wantCode(t, err, "bad_key")
	for range 20 {
		if _, _, err := f.CreateSiteKey(t.Context(), f.admin, site.ID, "Viele", time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err = f.CreateSiteKey(t.Context(), f.admin, site.ID, "Zu viele", time.Time{})
	wantCode(t, err, "too_many_keys")
}
