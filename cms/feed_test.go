package cms_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres"
	"lotse/schema"
)

// feedLines are the transactions of an entry's lines in the change feed, by locale.
func (f *fixture) feedLines(t *testing.T, id uuid.UUID) map[string]int64 {
	t.Helper()
	rows, err := f.pool.Query(t.Context(), `select locale, xid::text::bigint from feed where entry_id = $1`, id)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]int64{}
	var locale string
	var xid int64
	if _, err := pgx.ForEachRow(rows, []any{&locale, &xid}, func() error { lines[locale] = xid; return nil }); err != nil {
		t.Fatal(err)
	}
	return lines
}

// sqlPublicByDefinition asks for what is public by the word's definition (DESIGN.md), of the tables themselves. The view
// public_items reads copies that triggers keep.
const sqlPublicByDefinition = `
select exists (
    select
    from variants v
    join entries e on e.id = v.entry_id
    join variants s on s.entry_id = e.id and s.locale = e.source_locale
    join organisations o on o.id = e.organisation_id
    where e.id = $1
      and v.locale = $2
      and v.visibility = 'live'
      and s.visibility = 'live'
      and e.archived_at is null
      and (e.expires_at is null or e.expires_at > lotse.now())
      and o.suspended_at is null)`

// TestEveryPathEntersTheFeed walks through everything that changes what the public sees of an entry, and holds
// that each locale concerned is in the feed anew and shows, or not, as it should.
func TestEveryPathEntersTheFeed(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	id := f.publish(t, f.offer(t, "Sprachcafé", category), f.author, f.editor).ID
	get := func(locale string) cms.Entry { return must(f.Entry(t.Context(), f.admin, id, locale))(t) }
	act := func(actor auth.Actor, locale, action string, change ...func(*cms.Act)) func() {
		return func() { f.act(t, actor, get(locale), action, change...) }
	}
	release := func(direction string) func() {
		return func() {
			must(f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: direction, Members: []cms.ReleaseItem{{id, "de"}, {id, "ar"}}}))(t)
		}
	}
	suspend := func(organisation uuid.UUID, suspend bool) func() {
		return func() {
			if err := f.SuspendOrganisation(t.Context(), f.admin, organisation, suspend); err != nil {
				t.Fatal(err)
			}
		}
	}
	arabic := schema.Content{"title": "مقهى اللغة", "summary": "نتحدث الألمانية معًا.", "description": "كل يوم ثلاثاء."}
	for _, step := range []struct {
		name   string
		do     func()
		de, ar bool // public after it
	}{
		{"a translation is published", func() {
			ar := must(f.CreateVariant(t.Context(), f.arabist, cms.CreateVariant{EntryID: id, Locale: "ar", Fields: arabic}))(t)
			f.publish(t, ar, f.arabist, f.editor)
		}, true, true},
		{"a new text and a shared field", func() {
			e := get("de")
			fields := offerFields("Neu", category)
			fields["languages"] = []any{"ar", "de"} // shared: every locale shows it
			e = must(f.Save(t.Context(), f.author, cms.Save{EntryID: id, Locale: "de", Version: e.Version, Fields: fields}))(t)
			f.publish(t, e, f.author, f.editor)
		}, true, true},
		{"withdrawn in one locale", act(f.editor, "ar", "withdraw"), true, false},
		{"published again in it", act(f.editor, "ar", "publish"), true, true},
		{"withdrawn", act(f.editor, "de", "withdraw"), false, false},
		{"published again", act(f.editor, "de", "publish"), true, true},
		{"archived", act(f.editor, "de", "archive"), false, false},
		{"restored", act(f.editor, "de", "restore"), true, true},
		{"no longer offered", act(f.author, "de", "expire"), false, false},
		{"confirmed", act(f.author, "de", "confirm"), true, true},
		{"suspended", suspend(f.initiative, true), false, false},
		{"resumed", suspend(f.initiative, false), true, true},
		{"renamed organisation", func() {
			must(f.ChangeOrganisation(t.Context(), f.admin, auth.OrganisationChange{ID: f.initiative, Version: 3, Name: "Neuer Name", Kind: "initiative"}))(t)
			must(f.RenderOrganisation(t.Context(), f.initiative, uuid.Nil, 10))(t)
		}, true, true},
		{"another address", func() { must(f.SetSlug(t.Context(), f.publisher, id, get("de").EntryVersion, "anders"))(t) }, true, true},
		{"transferred", act(f.publisher, "de", "transfer", toOrg(f.other)), true, true},
		{"taken off by a release", release("off"), false, false},
		{"back after it", func() { act(f.editor, "de", "publish")(); act(f.editor, "ar", "publish")() }, true, true},
		{"its time is over", func() {
			if err := postgres.MoveClock(t.Context(), f.pool, 400*24*time.Hour); err != nil {
				t.Fatal(err)
			}
			if f.public(t, id, "de") != "" {
				t.Error("expired, and public while every worker is dead")
			}
			if err := f.ExpireEntry(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}, false, false},
		{"still true", act(f.editor, "de", "confirm"), true, true},
		{"a reference has gone", func() {
			c := must(f.Entry(t.Context(), f.publisher, category, "de"))(t)
			f.act(t, f.publisher, c, "take_down", reason("falsch"))
			must(f.RenderDependents(t.Context(), category, uuid.Nil, 10))(t)
		}, true, true},
		{"taken down", act(f.publisher, "de", "take_down", reason("falsch")), false, false},
		{"deleted", act(f.publisher, "de", "delete"), false, false},
	} {
		before := f.feedLines(t, id)
		f.told.take()
		step.do()
		told := f.told.take()
		after := f.feedLines(t, id)
		for locale, public := range map[string]bool{"de": step.de, "ar": step.ar} {
			if after[locale] <= before[locale] {
				t.Errorf("%s: %s did not enter the feed", step.name, locale)
			}
			if !slices.ContainsFunc(told, func(c cms.PublicChange) bool {
				return c.Everything || c.EntryID == id && c.Type == "offer" && slices.Contains(c.Locales, locale)
			}) {
				t.Errorf("%s: this process is not told of %s: %v", step.name, locale, told)
			}
			if shown := f.public(t, id, locale) != ""; shown != public {
				t.Errorf("%s: %s is public: %v", step.name, locale, shown)
			}
			if joined := query[bool](t, f, sqlPublicByDefinition, id, locale); joined != public {
				t.Errorf("%s: %s is public by the definition: %v, by the view: %v", step.name, locale, joined, public)
			}
		}
	}
	// Both locales remember the owner before, and hold the present one.
	scopes := query[[]string](t, f, `select array_agg(distinct 'held ' || s order by 'held ' || s) from feed, jsonb_array_elements_text(scopes) s where entry_id = $1 and s like 'organisation:%'`, id)
	left := query[[]string](t, f, `select array_agg(locale || ' ' || scope order by locale) from feed_left where entry_id = $1 and scope like 'organisation:%'`, id)
	want := []string{"held organisation:" + f.other.String(), "ar organisation:" + f.initiative.String(), "de organisation:" + f.initiative.String()}
	if diff := cmp.Diff(want, append(scopes, left...)); diff != "" {
		t.Error(diff)
	}
	// The category went with the reference that was dropped; the entry's own text names it still.
	if got := query[int](t, f, `select count(*) from feed, jsonb_array_elements_text(scopes) s where entry_id = $1 and s = 'category:' || $2::text`, id, category); got != 2 {
		t.Errorf("%d lines hold the category", got)
	}
}

// A suspension does not wait for those who publish meanwhile: what they wrote is noted again afterwards, and
// only that.
func TestSuspensionIsSettled(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	before := f.publish(t, f.offer(t, "Vorher", category), f.author, f.editor).ID
	foreign := must(f.CreateEntry(t.Context(), f.publisher, cms.CreateEntry{Type: "offer", OrganisationID: f.other, Locale: "de", Fields: offerFields("Fremd", category)}))(t)
	f.publish(t, foreign, f.publisher, f.editor)
	tx := must(f.pool.Begin(t.Context()))(t)
	e := f.offer(t, "Zugleich", category)
	e = f.act(t, f.author, e, "submit")
	e = f.act(t, f.editor, e, "approve")
	in := cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version}
	must(f.On(tx).Act(t.Context(), f.editor, in))(t)
	if err := f.SuspendOrganisation(t.Context(), f.admin, f.initiative, true); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	lines := func() map[uuid.UUID]int64 {
		return map[uuid.UUID]int64{before: f.feedLines(t, before)["de"], e.ID: f.feedLines(t, e.ID)["de"], foreign.ID: f.feedLines(t, foreign.ID)["de"]}
	}
	suspended := lines()
	if suspended[e.ID] >= suspended[before] {
		t.Fatalf("the suspension waited for the publication: %v", suspended)
	}
	job := query[string](t, f, `select args ->> 'touched' from river.river_job where kind = 'settle_feed' and args ->> 'organisationId' = $1::text`, f.initiative.String())
	if err := f.SettleFeed(t.Context(), f.initiative, job); err != nil {
		t.Fatal(err)
	}
	settled := lines()
	if settled[e.ID] <= suspended[before] || settled[before] != suspended[before] || settled[foreign.ID] != suspended[foreign.ID] {
		t.Errorf("lines of the feed %v, after settling %v", suspended, settled)
	}
}

// Publishing the source of an entry whose time was over brings back every locale, and the feed says so of each: also of a
// translation whose bytes are the same, because all of it happened within the second that they show.
func TestBackFromExpiryEveryLocaleIsTold(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	for range 3 { // what happens on both sides of a full second proves nothing
		e := f.publish(t, f.offer(t, "Sprachcafé", category), f.author, f.editor)
		f.translateAll(t, f.editor, e.ID, "ar")
		f.publishText(t, f.editor, e.ID, "ar")
		f.change(t, e.ID, func(c schema.Content) { c["title"] = "Café" }) // Arabic is outdated before and after
		f.exec(t, `update entries set expires_at = lotse.now(), expired_at = null where id = $1`, e.ID)
		if err := f.ExpireEntry(t.Context(), e.ID); err != nil {
			t.Fatal(err)
		}
		line := func() string {
			return query[string](t, f, `select xid::text from feed where entry_id = $1 and locale = 'ar'`, e.ID)
		}
		gone := line()
		f.change(t, e.ID, func(c schema.Content) { c["title"] = "Sprachtreff" })
		if f.public(t, e.ID, "ar") == "" {
			t.Fatal("it has not come back")
		}
		if line() == gone {
			t.Fatal("Arabic came back, and the feed says nothing of it")
		}
	}
}
