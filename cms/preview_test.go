package cms_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/sites"
	"lotse/internal/audit"
	"lotse/schema"
)

// enrol writes the roles of an actor into the database, where previews look for them.
func (f *fixture) enrol(t testing.TB, actors ...auth.Actor) {
	t.Helper()
	for _, actor := range actors {
		for _, m := range actor.Memberships {
			organisation := &m.OrganisationID
			if m.OrganisationID == uuid.Nil {
				organisation = nil
			}
			locales := append([]string{}, m.Locales...)
			f.exec(t, `insert into memberships (id, account_id, organisation_id, role, locales, created_at) values ($1, $2, $3, $4, $5, lotse.now())`,
				uuid.New(), actor.AccountID, organisation, m.Role, locales)
		}
	}
}

// Who may not read a text makes no preview of it, and finds and ends none.
func TestPreviewsAreForThoseWhoMayRead(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.enrol(t, f.author, f.colleague)
	e := f.offer(t, "Entwurf", uuid.New())
	p, _, _, err := f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, actor := range []auth.Actor{auth.Anonymous(), f.foreign, f.arabist} {
		_, _, _, err := f.CreatePreview(t.Context(), actor, cms.NewPreview{EntryID: e.ID})
		wantCode(t, err, "not_found")
		_, err = f.Previews(t.Context(), actor, e.ID)
		wantCode(t, err, "not_found")
		wantCode(t, f.RevokePreview(t.Context(), actor, e.ID, p.ID), "not_found")
	}
	_, _, _, err = f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: uuid.New()})
	wantCode(t, err, "not_found")
	_, _, _, err = f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID, Locale: "ar"})
	wantCode(t, err, "not_found")
	for _, life := range []time.Duration{time.Second, -time.Hour, 8 * 24 * time.Hour} {
		if _, _, _, err := f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID, Life: life}); !strings.HasPrefix(problemsOf(err), "/expiresIn too_") {
			t.Errorf("%v: %v", life, err)
		}
	}
	plain := must(f.sites(t).CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Ohne Vorschau"}))(t)
	off := must(f.sites(t).CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Aus", Preview: "https://aus.example/{token}"}))(t)
	must(f.sites(t).DisableSite(t.Context(), f.admin, off.ID, true))(t)
	for _, site := range []uuid.UUID{plain.ID, off.ID, uuid.New()} {
		if _, _, _, err := f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID, SiteID: site}); problemsOf(err) != "/site not_an_option" {
			t.Errorf("a site without previews: %v", err)
		}
	}
	// A contributor reads what its organisation has, and ends nobody else's preview.
	contributor := f.account(t, "contributor", auth.Membership{OrganisationID: f.initiative, Role: "contributor"})
	wantCode(t, f.RevokePreview(t.Context(), contributor, e.ID, p.ID), "forbidden")
	wantCode(t, f.RevokePreview(t.Context(), f.author, e.ID, uuid.New()), "not_found")
	other := f.offer(t, "Anderer", uuid.New())
	wantCode(t, f.RevokePreview(t.Context(), f.author, other.ID, p.ID), "not_found")
	if err := f.RevokePreview(t.Context(), f.colleague, e.ID, p.ID); err != nil {
		t.Errorf("who may withdraw it: %v", err)
	}
	wantCode(t, f.RevokePreview(t.Context(), f.colleague, e.ID, p.ID), "not_found")
	actions := query[[]string](t, f, `select array_agg(action order by id) from activity where action like 'preview%'`)
	if strings.Join(actions, " ") != "preview_created preview_revoked" {
		t.Errorf("the trail: %v", actions)
	}
}

func TestPreviewLinks(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.enrol(t, f.author, f.colleague)
	e := f.offer(t, "Entwurf", uuid.New())
	site := must(f.sites(t).CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: "Portal", Preview: "https://portal.example/preview#t={token}"}))(t)
	now := f.now(t)
	plain, link, token, err := f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID})
	if err != nil || link != "http://lotse.test/content/v1/preview/"+token || plain.ExpiresAt.Sub(now).Round(time.Minute) != cms.PreviewLife {
		t.Errorf("%s %+v %v", link, plain, err)
	}
	_, link, token, err = f.CreatePreview(t.Context(), f.colleague, cms.NewPreview{EntryID: e.ID, SiteID: site.ID, Life: time.Hour})
	if err != nil || link != "https://portal.example/preview#t="+token {
		t.Errorf("%s %v", link, err)
	}
	list := must(f.Previews(t.Context(), f.author, e.ID))(t)
	if len(list) != 2 || list[0].Site == nil || *list[0].Site != site.ID || list[0].CreatedBy.Name != "Person colleague" || list[1].Site != nil {
		t.Errorf("list: %+v", list)
	}
	if sites := must(f.PreviewSites(t.Context(), f.author))(t); len(sites) != 1 || sites[0].Name != "Portal" {
		t.Errorf("sites: %v", sites)
	}
	_, err = f.PreviewSites(t.Context(), auth.Anonymous())
	wantCode(t, err, "unauthenticated")
	if stored := query[bool](t, f, `select exists (select from previews p where p::text like '%' || $1 || '%') or exists (select from activity a where a::text like '%' || $1 || '%')`, token[30:]); stored {
		t.Error("the link is stored")
	}
	for range 48 {
		if _, _, _, err := f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID}); err != nil {
			t.Fatal(err)
		}
	}
	_, _, _, err = f.CreatePreview(t.Context(), f.author, cms.NewPreview{EntryID: e.ID})
	wantCode(t, err, "too_many_previews")
}

// A preview by a program ends with its token, and shows no more than the token may read.
func TestPreviewsOfTokens(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.enrol(t, f.colleague)
	e := f.offer(t, "Entwurf", uuid.New())
	_, made, err := f.auth.CreateToken(t.Context(), f.colleague, auth.NewToken{Name: "Portal", Actions: []string{"read"}, Types: []string{"offer"}})
	if err != nil {
		t.Fatal(err)
	}
	program := f.colleague
	program.Actor = audit.Actor{Kind: audit.Token, ID: made.ID, OnBehalfOf: f.colleague.AccountID}
	program.Scope = &auth.Scope{Actions: made.Actions, Types: made.Types}
	_, _, token, err := f.CreatePreview(t.Context(), program, cms.NewPreview{EntryID: e.ID})
	if err != nil {
		t.Fatal(err)
	}
	must(f.ShowPreview(t.Context(), token))(t)
	f.exec(t, `update tokens set types = '{event}' where id = $1`, made.ID)
	_, err = f.ShowPreview(t.Context(), token)
	wantCode(t, err, "not_found")
	f.exec(t, `update tokens set types = '{offer}' where id = $1`, made.ID)
	must(f.ShowPreview(t.Context(), token))(t)
	if err := f.auth.RevokeToken(t.Context(), f.colleague, made.ID); err != nil {
		t.Fatal(err)
	}
	_, err = f.ShowPreview(t.Context(), token)
	wantCode(t, err, "not_found")
}

// A preview of a translation has the shared fields that publishing it now would give it: those of the source that is live.
func TestPreviewOfATranslation(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.enrol(t, f.colleague, f.arabist)
	topic := f.category(t, "Sprache")
	e := f.publish(t, f.offer(t, "Sprachcafé", topic), f.author, f.editor)
	ar := must(f.CreateVariant(t.Context(), f.arabist, cms.CreateVariant{EntryID: e.ID, Locale: "ar", Fields: schema.Content{"title": "مقهى"}}))(t)
	e = must(f.Entry(t.Context(), f.author, e.ID, "de"))(t)
	fields := offerFields("Neuer Titel", topic)
	fields["costs"] = "paid"
	must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
	_, _, token, err := f.CreatePreview(t.Context(), f.arabist, cms.NewPreview{EntryID: e.ID, Locale: "ar"})
	if err != nil {
		t.Fatal(err)
	}
	shown := must(f.ShowPreview(t.Context(), token))(t)
	if shown.Locale != "ar" || shown.Fields["title"] != "مقهى" || shown.Fields["costs"] != "free" || shown.Fields["summary"] != nil ||
		strings.Join(shown.Locales, " ") != "ar de" || shown.Translation == nil || shown.Translation.SourceLocale != "de" || shown.Preview.Version != ar.Version {
		t.Errorf("shown: %+v", shown)
	}
	// Before the source is public, its working copy counts, for those who may read it.
	draft := f.offer(t, "Nie öffentlich", topic)
	must(f.CreateVariant(t.Context(), f.colleague, cms.CreateVariant{EntryID: draft.ID, Locale: "ar", Fields: schema.Content{"title": "سري"}}))(t)
	for actor, want := range map[*auth.Actor]any{&f.colleague: "free", &f.arabist: nil} {
		_, _, token, err := f.CreatePreview(t.Context(), *actor, cms.NewPreview{EntryID: draft.ID, Locale: "ar"})
		if err != nil {
			t.Fatal(err)
		}
		if shown := must(f.ShowPreview(t.Context(), token))(t); shown.Fields["costs"] != want {
			t.Errorf("%v: costs are %v", actor.Memberships, shown.Fields["costs"])
		}
	}
}
