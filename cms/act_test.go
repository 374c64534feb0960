package cms_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/schema"
)

// reasons are the codes of a refusal.
func reasons(err error) []string {
	var e *command.Error
	if !errors.As(err, &e) {
		return nil
	}
	var out []string
	for _, f := range e.Fields {
		out = append(out, strings.TrimPrefix(f.Pointer+" "+f.Code, " "))
	}
	return out
}

func TestFourEyes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")

	t.Run("who wrote it may not approve it", func(t *testing.T) {
		e := must(f.CreateEntry(t.Context(), f.editor, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: offerFields("Eigenes", category)}))(t)
		e = f.act(t, f.editor, e, "submit")
		_, err := f.try(t.Context(), f.editor, e, "approve")
		wantCode(t, err, "not_allowed")
		if got := reasons(err); !slices.Contains(got, "own_text") {
			t.Errorf("reasons %v", got)
		}
		if _, err := f.try(t.Context(), f.second, e, "approve"); err != nil {
			t.Errorf("the second editor: %v", err)
		}
	})
	t.Run("an editor may correct and approve what another account submitted", func(t *testing.T) {
		e := f.act(t, f.author, f.offer(t, "Fremdes", category), "submit")
		fields := e.Fields
		fields["summary"] = "Korrigiert."
		e = must(f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
		if e.Editing != "in_review" || len(e.CorrectedBy) != 1 {
			t.Fatalf("after the correction: %s, %v", e.Editing, e.CorrectedBy)
		}
		e = f.act(t, f.editor, e, "approve")
		if n := query[int](t, f, `select count(*) from outbox where template = 'corrected' and entry_id = $1`, e.ID); n != 1 {
			t.Errorf("%d letters about the correction", n)
		}
	})
	t.Run("not where the type does not allow corrections", func(t *testing.T) {
		e := must(f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "article", OrganisationID: f.initiative, Locale: "de",
			Fields: schema.Content{"title": "Ankommen", "body": "Herzlich willkommen.", "categories": []any{category.String()}}}))(t)
		e = f.act(t, f.author, e, "submit")
		fields := e.Fields
		fields["title"] = "Angekommen"
		_, err := f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields})
		wantCode(t, err, "not_allowed")
	})
	t.Run("in review the writer must withdraw it first", func(t *testing.T) {
		e := f.act(t, f.author, f.offer(t, "Drittes", category), "submit")
		fields := e.Fields
		fields["title"] = "Doch anders"
		_, err := f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields})
		wantCode(t, err, "not_allowed")
		e = f.act(t, f.author, e, "recall")
		must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
	})
}

// TestContributorCannotPublish holds that no door lets an initiative publish by itself.
func TestContributorCannotPublish(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.offer(t, "Sprachcafé", f.category(t, "Sprache"))
	for _, action := range []string{"publish", "force_publish", "approve", "schedule"} {
		_, err := f.try(t.Context(), f.author, e, action, reason("eilig"), at(time.Now().Add(time.Hour)))
		wantCode(t, err, "forbidden")
	}
	results := must(f.Bulk(t.Context(), f.author, "publish", "", time.Time{}, []cms.BulkItem{{EntryID: e.ID, Locale: "de", Version: e.Version}}))(t)
	wantCode(t, results[0].Err, "forbidden")
	_, err := f.CreateRelease(t.Context(), f.author, cms.CreateRelease{Direction: "live", Members: []cms.ReleaseItem{{EntryID: e.ID, Locale: "de"}}})
	wantCode(t, err, "forbidden")
	// Nor may an editor publish what nobody approved.
	_, err = f.try(t.Context(), f.editor, e, "publish")
	wantCode(t, err, "not_allowed")
	if got := reasons(err); !slices.Contains(got, "not_approved") {
		t.Errorf("reasons %v", got)
	}
}

func TestTrustedOrganisationPublishes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	trusted := f.author
	trusted.Grants = []auth.Grant{{OrganisationID: f.initiative, Type: "offer", Action: "publish"}}
	e := f.offer(t, "Sprachcafé", category)
	if live := f.act(t, trusted, e, "publish"); !live.Published {
		t.Errorf("%+v", live)
	}
}

func TestForeignAndUnknownLookAlike(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.offer(t, "Sprachcafé", f.category(t, "Sprache"))
	ask := func(id uuid.UUID) []error {
		ctx := context.Background()
		_, read := f.Entry(ctx, f.foreign, id, "de")
		_, save := f.Save(ctx, f.foreign, cms.Save{EntryID: id, Locale: "de", Version: 1, Fields: schema.Content{"title": "x"}})
		_, act := f.Act(ctx, f.foreign, cms.Act{EntryID: id, Action: "submit", Version: 1})
		_, variant := f.CreateVariant(ctx, f.foreign, cms.CreateVariant{EntryID: id, Locale: "en"})
		_, revisions := f.Revisions(ctx, f.foreign, id, "de", 10, 0)
		_, compare := f.Compare(ctx, f.foreign, id, "de", "empty", "working")
		_, activity := f.Activity(ctx, f.foreign, id, 10, uuid.Nil)
		return []error{read, save, act, variant, revisions, compare, activity}
	}
	foreign, unknown := ask(e.ID), ask(uuid.Must(uuid.NewV7()))
	for i := range foreign {
		if foreign[i] == nil || unknown[i] == nil || foreign[i].Error() != unknown[i].Error() || command.KindOf(foreign[i]) != command.NotFound {
			t.Errorf("call %d: foreign %v, unknown %v", i, foreign[i], unknown[i])
		}
	}
	page := must(f.Entries(t.Context(), f.foreign, cms.EntryFilter{Type: "offer", CountTotal: true}))(t)
	if len(page.Items) != 0 || *page.Total != 0 {
		t.Errorf("the foreign contributor's list: %v", page.Items)
	}
}

func TestForcePublishAndRatify(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.offer(t, "Eilig", f.category(t, "Hilfe"))
	_, err := f.try(t.Context(), f.publisher, e, "force_publish")
	wantCode(t, err, "invalid")
	e = f.act(t, f.publisher, e, "force_publish", reason("Hochwasser"))
	if !e.Unreviewed || e.Visibility != "live" {
		t.Fatalf("%+v", e)
	}
	_, err = f.try(t.Context(), f.publisher, e, "ratify")
	wantCode(t, err, "not_allowed")
	e = f.act(t, f.editor, e, "ratify")
	if e.Unreviewed {
		t.Error("still unreviewed")
	}
	if n := query[int](t, f, `select count(*) from outbox where template = 'force_published' and entry_id = $1`, e.ID); n != 1 {
		t.Errorf("%d letters to the author", n)
	}
}

// TestReasonsAreText: what is said with an action obeys the rules of text, as all other text does.
func TestReasonsAreText(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.act(t, f.author, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), "submit")
	for _, bad := range []string{"a\u202eb", "a\x00b", "a\x07b"} {
		_, err := f.try(t.Context(), f.editor, e, "reject", reason(bad))
		wantCode(t, err, "invalid")
		_, err = f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Title: bad, Direction: "live", Members: []cms.ReleaseItem{{e.ID, "de"}}})
		wantCode(t, err, "invalid")
	}
	e = f.act(t, f.editor, e, "reject", reason("Zweimal\nda, schöner Text"))
	if e.LastRemark == nil || e.LastRemark.Text != "Zweimal\nda, schöner Text" {
		t.Errorf("%+v", e.LastRemark)
	}
}

// TestWriterNeverRatifies: not after changing the text and writing it back, nor after reverting to it.
func TestWriterNeverRatifies(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Hilfe")
	for _, back := range []string{"written back", "reverted"} {
		e := must(f.CreateEntry(t.Context(), f.editor, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: offerFields("Eilig", category)}))(t)
		e = f.act(t, f.publisher, e, "force_publish", reason("Hochwasser"))
		e = must(f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: offerFields("Anders", category)}))(t)
		if back == "reverted" {
			e = f.act(t, f.editor, e, "revert", to(*e.LiveRevision))
		} else {
			e = must(f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: offerFields("Eilig", category)}))(t)
		}
		if e.Editing != "clean" {
			t.Errorf("%s: %s", back, e.Editing)
		}
		_, err := f.try(t.Context(), f.editor, e, "ratify")
		wantCode(t, err, "not_allowed")
		f.act(t, f.second, e, "ratify")
	}
}

// TestForcedStaysUnreviewed: taking a forced text off and bringing it back is no review of it.
func TestForcedStaysUnreviewed(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := must(f.CreateEntry(t.Context(), f.publisher, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: offerFields("Eilig", f.category(t, "Hilfe"))}))(t)
	e = f.act(t, f.publisher, e, "force_publish", reason("Hochwasser"))
	e = f.act(t, f.publisher, f.act(t, f.publisher, e, "withdraw"), "publish")
	if !e.Unreviewed || e.Visibility != "live" {
		t.Fatalf("unreviewed %v, %s", e.Unreviewed, e.Visibility)
	}
	_, err := f.try(t.Context(), f.publisher, e, "ratify")
	wantCode(t, err, "not_allowed")
	if got := query[int](t, f, `select cardinality(writers) from variants where entry_id = $1`, e.ID); got != 1 {
		t.Errorf("%d writers are remembered", got)
	}
	if e = f.act(t, f.editor, e, "ratify"); e.Unreviewed {
		t.Error("ratified, and still unreviewed")
	}
}

// TestImportedTextIsKept: what an import wrote in nobody's name is a revision before somebody writes on.
func TestImportedTextIsKept(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	e := must(f.CreateEntry(t.Context(), auth.Import(uuid.Nil), cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: offerFields("Importiert", category), Origin: "import"}))(t)
	must(f.Save(t.Context(), f.colleague, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: offerFields("Geändert", category)}))(t)
	revisions := must(f.Revisions(t.Context(), f.colleague, e.ID, "de", 10, 0))(t)
	if len(revisions) != 1 || revisions[0].Origin != "import" || len(revisions[0].Authors) != 0 {
		t.Errorf("%+v", revisions)
	}
}

// TestGateReturnsAllProblemsAtOnce: incomplete, with a last day in the past and an unpublished category.
func TestGateReturnsAllProblemsAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	unpublished := must(f.CreateEntry(t.Context(), f.publisher, cms.CreateEntry{Type: "category", OrganisationID: f.agency, Locale: "de", Fields: schema.Content{"title": "Neu"}}))(t)
	fields := offerFields("Sprachcafé", unpublished.ID)
	delete(fields, "summary")
	fields["validUntil"] = "2020-01-31"
	e := must(f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: fields}))(t)
	before := query[int](t, f, `select count(*) from revisions`)
	_, err := f.try(t.Context(), f.publisher, e, "force_publish", reason("eilig"))
	wantCode(t, err, "publish_gate")
	got := reasons(err)
	for _, want := range []string{"/summary required", "/validUntil past_last_day", "/categories reference_not_public"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %v", want, got)
		}
	}
	if after := query[int](t, f, `select count(*) from revisions`); after != before {
		t.Error("the refused step left a revision behind")
	}
}

func TestInternalSignoff(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.exec(t, `update organisations set internal_signoff = true where id = $1`, f.initiative)
	e := f.act(t, f.author, f.offer(t, "Mit Freigabe", f.category(t, "Sprache")), "submit")
	if e.Editing != "in_signoff" {
		t.Fatal(e.Editing)
	}
	if _, err := f.try(t.Context(), f.editor, e, "approve"); err == nil {
		t.Fatal("the agency approved before the organisation signed off")
	}
	e = f.act(t, f.colleague, e, "sign_off")
	if e.Editing != "in_review" {
		t.Fatal(e.Editing)
	}
	f.act(t, f.editor, f.act(t, f.editor, e, "approve"), "publish")
	if n := query[int](t, f, `select count(*) from reviews where closed_at is null`); n != 0 {
		t.Errorf("%d reviews left open", n)
	}
}

func TestTranslations(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	ar := must(f.CreateVariant(t.Context(), f.arabist, cms.CreateVariant{EntryID: e.ID, Locale: "ar"}))(t)

	_, err := f.Save(t.Context(), f.arabist, cms.Save{EntryID: e.ID, Locale: "ar", Version: ar.Version, Fields: schema.Content{"title": "مقهى اللغة", "costs": "free"}})
	wantCode(t, err, "invalid")
	if got := reasons(err); !slices.Contains(got, "/costs not_localised") {
		t.Errorf("problems %v", got)
	}
	_, err = f.Save(t.Context(), f.arabist, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: schema.Content{"title": "x"}})
	wantCode(t, err, "forbidden")

	ar = must(f.Save(t.Context(), f.arabist, cms.Save{EntryID: e.ID, Locale: "ar", Version: ar.Version, Fields: schema.Content{
		"title": "مقهى اللغة", "summary": "نتحدث الألمانية معًا.", "description": "كل يوم ثلاثاء."}}))(t)
	ar = f.publish(t, ar, f.arabist, f.editor)
	if got := f.public(t, e.ID, "ar"); got != "مقهى اللغة" {
		t.Fatalf("public in Arabic: %q", got)
	}
	if got := query[string](t, f, `select item::jsonb #>> '{fields,costs}' from publications where entry_id = $1 and locale = 'ar'`, e.ID); got != "free" {
		t.Errorf("the shared field is %q", got)
	}
	if got := query[string](t, f, `select item::jsonb ->> 'locales' from publications where entry_id = $1 and locale = 'de'`, e.ID); got != `["ar", "de"]` {
		t.Errorf("locales of the German item: %s", got)
	}

	// Withdrawing the source takes every locale off; publishing it again brings them back.
	e = must(f.Entry(t.Context(), f.editor, e.ID, "de"))(t)
	e = f.act(t, f.editor, e, "withdraw")
	if f.public(t, e.ID, "ar") != "" || f.public(t, e.ID, "de") != "" {
		t.Fatal("something is public after the source was withdrawn")
	}
	e = f.act(t, f.editor, e, "publish")
	if f.public(t, e.ID, "ar") == "" || f.public(t, e.ID, "de") == "" {
		t.Fatal("not everything came back")
	}
	// Taken down, each locale is withdrawn by itself.
	e = f.act(t, f.publisher, e, "take_down", reason("falsch"))
	e = f.act(t, f.publisher, must(f.Entry(t.Context(), f.editor, e.ID, "de"))(t), "publish")
	if f.public(t, e.ID, "ar") != "" || f.public(t, e.ID, "de") == "" {
		t.Error("after a take-down the translation came back by itself")
	}
}

func TestReferencesBlock(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	f.publish(t, f.offer(t, "Sprachcafé", category), f.author, f.editor)
	c := must(f.Entry(t.Context(), f.publisher, category, "de"))(t)
	for _, action := range []string{"withdraw", "archive"} {
		_, err := f.try(t.Context(), f.publisher, c, action)
		wantCode(t, err, "referenced")
	}
	f.act(t, f.publisher, c, "take_down", reason("falsch"))
}

func TestRevertKeepsWhatStoodThere(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Erste Fassung", f.category(t, "Sprache")), f.author, f.editor)
	first := *e.LiveRevision
	e = must(f.Entry(t.Context(), f.author, e.ID, "de"))(t)
	fields := e.Fields
	fields["title"] = "Zweite Fassung"
	e = must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
	e = f.act(t, f.author, e, "revert", to(first))
	if e.Title != "Erste Fassung" || e.Editing != "clean" {
		t.Errorf("%s in %s", e.Title, e.Editing)
	}
	revisions := must(f.Revisions(t.Context(), f.author, e.ID, "de", 10, 0))(t)
	if len(revisions) != 2 || revisions[0].Reason != "revert" {
		t.Errorf("%+v", revisions)
	}
}

func TestEntryActions(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	e := f.publish(t, f.offer(t, "Sprachcafé", category), f.author, f.editor)

	e = f.act(t, f.author, e, "expire")
	if f.public(t, e.ID, "de") != "" || !e.Expired {
		t.Fatal("expired, and still public")
	}
	e = f.act(t, f.author, e, "confirm")
	if f.public(t, e.ID, "de") == "" {
		t.Fatal("confirmed, and not back")
	}
	e = f.act(t, f.colleague, e, "archive")
	if f.public(t, e.ID, "de") != "" {
		t.Fatal("archived, and still public")
	}
	_, err := f.try(t.Context(), f.author, e, "confirm")
	wantCode(t, err, "not_allowed")
	e = f.act(t, f.colleague, e, "restore")
	e = f.act(t, f.publisher, e, "transfer", toOrg(f.other))
	if _, err := f.Entry(t.Context(), f.author, e.ID, "de"); command.KindOf(err) != command.NotFound {
		t.Errorf("the old owner still sees it: %v", err)
	}
	e = must(f.Entry(t.Context(), f.publisher, e.ID, "de"))(t)
	_, err = f.try(t.Context(), f.publisher, e, "delete")
	wantCode(t, err, "not_allowed")
	e = f.act(t, f.publisher, e, "withdraw")
	f.act(t, f.publisher, e, "delete")
	if _, err := f.Entry(t.Context(), f.publisher, e.ID, "de"); command.KindOf(err) != command.NotFound {
		t.Errorf("deleted, and still there: %v", err)
	}
	if n := query[int](t, f, `select count(*) from feed where entry_id = $1`, e.ID); n != 1 {
		t.Errorf("%d feed rows after the deletion", n)
	}
	if n := query[int](t, f, `select count(*) from activity where entry_id = $1 and action = 'delete'`, e.ID); n != 1 {
		t.Errorf("%d lines of the trail about the deletion", n)
	}
}

func TestSuspendedOrganisation(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	if err := f.SuspendOrganisation(t.Context(), f.admin, f.initiative, true); err != nil {
		t.Fatal(err)
	}
	if f.public(t, e.ID, "de") != "" {
		t.Error("suspended, and still public")
	}
	if err := f.SuspendOrganisation(t.Context(), f.admin, f.initiative, false); err != nil {
		t.Fatal(err)
	}
	if f.public(t, e.ID, "de") == "" {
		t.Error("resumed, and not back")
	}
	if err := f.SuspendOrganisation(t.Context(), f.colleague, f.initiative, true); err == nil {
		t.Error("a manager suspended the organisation")
	}
}

// TestTakenDownStaysDown: trust does not bring back what the agency took down.
func TestTakenDownStaysDown(t *testing.T) {
	t.Parallel()
	f := setup(t)
	trusted := f.author
	trusted.Grants = []auth.Grant{{OrganisationID: f.initiative, Type: "offer", Action: "publish"}}
	e := f.act(t, trusted, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), "publish")
	f.act(t, f.publisher, e, "take_down", reason("falsch"))
	e = must(f.Entry(t.Context(), trusted, e.ID, "de"))(t)
	_, err := f.try(t.Context(), trusted, e, "publish")
	wantCode(t, err, "not_allowed")
	if got := reasons(err); !slices.Contains(got, "taken_down") {
		t.Errorf("reasons %v", got)
	}
	f.act(t, f.editor, e, "publish")
}

// TestTranslatorSeesNoDraft: adding a locale is no way to look into a draft.
func TestTranslatorSeesNoDraft(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.offer(t, "Geheimer Entwurf", f.category(t, "Sprache"))
	_, err := f.CreateVariant(t.Context(), f.arabist, cms.CreateVariant{EntryID: e.ID, Locale: "ar"})
	wantCode(t, err, "not_found")
}

// TestRenamedOrganisation: what shows its name is asked to be rendered again.
func TestRenamedOrganisation(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	must(f.ChangeOrganisation(t.Context(), f.admin, auth.OrganisationChange{ID: f.initiative, Version: 1, Name: "Neuer Name e. V.", Kind: "initiative"}))(t)
	if n := query[int](t, f, `select count(*) from river.river_job where kind = 'render_organisation'`); n != 1 {
		t.Errorf("%d jobs", n)
	}
	must(f.RenderOrganisation(t.Context(), f.initiative, uuid.Nil, 10))(t)
	if got := query[string](t, f, `select item::jsonb #>> '{organisation,name}' from publications where entry_id = $1`, e.ID); got != "Neuer Name e. V." {
		t.Errorf("the public reads %q", got)
	}
}

// TestReferables: everybody finds what is public, whoever owns it, by its public title only; drafts are
// found by those who may read them.
func TestReferables(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	live := f.publish(t, f.offer(t, "Nähcafé Gera", category), f.author, f.editor)
	fields := live.Fields
	fields["title"] = "Nähcafé mit geheimem Zusatz"
	must(f.Save(t.Context(), f.author, cms.Save{EntryID: live.ID, Locale: "de", Version: live.Version, Fields: fields}))(t)
	draft := f.offer(t, "Nähcafé im Entwurf", category)
	titles := func(actor auth.Actor, q string, ids ...uuid.UUID) (out []string) {
		for _, r := range must(f.Referables(t.Context(), actor, cms.ReferableFilter{Types: []string{"offer"}, Query: q, IDs: ids}))(t) {
			out = append(out, r.Title)
		}
		return out
	}
	if got := titles(f.foreign, "nähcafé"); !slices.Equal(got, []string{"Nähcafé Gera"}) {
		t.Errorf("a stranger finds %v", got)
	}
	if got := titles(f.foreign, "", live.ID, draft.ID); !slices.Equal(got, []string{"Nähcafé Gera"}) {
		t.Errorf("a stranger reads by id %v", got)
	}
	if got := titles(f.author, "nähcafé"); !slices.Equal(got, []string{"Nähcafé Gera", "Nähcafé im Entwurf"}) {
		t.Errorf("the author finds %v", got)
	}
	if got := titles(f.foreign, "geheim"); len(got) != 0 {
		t.Errorf("a stranger finds what is not published: %v", got)
	}
	_, err := f.Referables(t.Context(), auth.Anonymous(), cms.ReferableFilter{Types: []string{"offer"}})
	wantCode(t, err, "unauthenticated")
}

// TestTranslatorReadsWhatIsPublic: while the owner writes on, a translator gets the public text, never the
// unpublished one.
func TestTranslatorReadsWhatIsPublic(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	fields := e.Fields
	fields["title"] = "Noch geheim"
	must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
	if _, err := f.Entry(t.Context(), f.arabist, e.ID, "de"); command.KindOf(err) != command.NotFound {
		t.Errorf("the translator reads the draft: %v", err)
	}
	ar := must(f.CreateVariant(t.Context(), f.arabist, cms.CreateVariant{EntryID: e.ID, Locale: "ar"}))(t)
	if ar.SourceFields["title"] != "Sprachcafé" {
		t.Errorf("the translator is shown %v", ar.SourceFields["title"])
	}
}

// TestReturnAsksForReferences: what came out of the archive, or was confirmed after it had expired, is not
// shown without what it needs.
func TestReturnAsksForReferences(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	e := f.publish(t, f.offer(t, "Sprachcafé", category), f.author, f.editor)
	e = f.act(t, f.editor, e, "archive")
	f.act(t, f.publisher, must(f.Entry(t.Context(), f.publisher, category, "de"))(t), "withdraw")
	_, err := f.try(t.Context(), f.editor, e, "restore")
	wantCode(t, err, "publish_gate")
}

// TestTransferNeedsRightsThere: a publisher of one organisation gives nothing to another.
func TestTransferNeedsRightsThere(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	local := f.account(t, "local", auth.Membership{OrganisationID: f.initiative, Role: "publisher"})
	for _, target := range []uuid.UUID{f.other, uuid.Must(uuid.NewV7())} {
		_, err := f.try(t.Context(), local, e, "transfer", toOrg(target))
		wantCode(t, err, "forbidden")
	}
}
