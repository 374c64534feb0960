package webhook_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/sites"
	"lotse/cms/webhook"
	"lotse/internal/command"
	"lotse/schema"
)

// sites are the commands about sites.
func (f *fixture) sites(t testing.TB) *sites.Service {
	t.Helper()
	return sites.New(sites.Deps{DB: f.pool, Types: must(schema.Load(schema.Embedded()))(t), Policy: must(auth.LoadPolicy())(t)})
}

// site makes a site that may read a scope.
func (f *fixture) site(t testing.TB, name string, scope sites.SiteScope) sites.Site {
	t.Helper()
	return must(f.sites(t).CreateSite(t.Context(), f.admin, "", sites.SiteInput{Name: name, Scope: scope}))(t)
}

// siteEndpoint makes an endpoint of a site that hears of all that the site may read.
func (f *fixture) siteEndpoint(t testing.TB, site uuid.UUID, name string) webhook.Endpoint {
	t.Helper()
	e, _, err := f.CreateEndpoint(t.Context(), f.admin, webhook.NewEndpoint{
		SiteID: site, EndpointFields: webhook.EndpointFields{URL: "https://127.0.0.1/" + name, Description: name, Events: []string{"*"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// heard is what each endpoint was told since the last time, by its description.
func (f *fixture) heard(t testing.TB) map[string][]string {
	t.Helper()
	f.dispatch(t)
	rows := must(f.pool.Query(t.Context(), `
		with d as (delete from webhook_deliveries returning endpoint_id, message_id)
		select e.description, m.type || coalesce(' ' || (m.body::jsonb #>> '{data,reason}'), '')
		from d join webhook_endpoints e on e.id = d.endpoint_id join webhook_messages m on m.id = d.message_id
		order by 1, 2`))(t)
	out := map[string][]string{}
	var who, what string
	for rows.Next() {
		if err := rows.Scan(&who, &what); err != nil {
			t.Fatal(err)
		}
		out[who] = append(out[who], what)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// A site hears of what it may read: what leaves its scope is gone for it, what enters is new.
func TestASiteHearsOfItsScope(t *testing.T) {
	t.Parallel()
	f := setup(t)
	work := f.publish(t, "category", schema.Content{"title": "Arbeit", "summary": "Alles über Arbeit", "icon": "work", "order": 2.0})
	for name, scope := range map[string]sites.SiteScope{
		"all":      {},
		"jobs":     {Types: []string{"job"}},
		"arabic":   {Locales: []string{"ar"}},
		"others":   {Organisations: []uuid.UUID{f.other}},
		"work":     {Categories: []uuid.UUID{work}},
		"language": {Types: []string{"offer"}, Locales: []string{"de"}, Organisations: []uuid.UUID{f.organisation}, Categories: []uuid.UUID{f.category}},
	} {
		f.siteEndpoint(t, f.site(t, name, scope).ID, name)
	}
	expect := func(what string, want map[string][]string) {
		t.Helper()
		if diff := cmp.Diff(want, f.heard(t)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	expect("a category stands under itself", map[string][]string{"all": {"category.published"}, "work": {"category.published"}})
	id := f.offer(t, "Sprachcafé")
	expect("new", map[string][]string{"all": {"offer.published"}, "language": {"offer.published"}})
	f.retitle(t, id, "Sprachtreff")
	expect("changed", map[string][]string{"all": {"offer.updated"}, "language": {"offer.updated"}})

	actor := auth.Import(f.author.AccountID)
	e := must(f.cms.Entry(t.Context(), actor, id, "de"))(t)
	e.Fields["categories"] = []any{work.String()}
	e = must(f.cms.Save(t.Context(), actor, cms.Save{EntryID: id, Locale: "de", Version: e.Version, Fields: e.Fields}))(t)
	must(f.cms.Act(t.Context(), actor, cms.Act{EntryID: id, Locale: "de", Action: "publish", Version: e.Version}))(t)
	expect("sorted anew", map[string][]string{"all": {"offer.updated"}, "language": {"offer.withdrawn out_of_scope"}, "work": {"offer.published"}})

	f.act(t, f.admin, id, "transfer", func(in *cms.Act) { in.Organisation = f.other })
	expect("another owner", map[string][]string{"all": {"offer.updated"}, "work": {"offer.updated"}, "others": {"offer.published"}})
	f.act(t, f.admin, id, "withdraw")
	expect("gone", map[string][]string{"all": {"offer.withdrawn withdrawn"}, "work": {"offer.withdrawn withdrawn"}, "others": {"offer.withdrawn withdrawn"}})
}

// A site that is disabled hears of nothing; its endpoints go with it.
func TestADisabledSiteHearsNothing(t *testing.T) {
	t.Parallel()
	f := setup(t)
	site := f.site(t, "Portal", sites.SiteScope{Types: []string{"offer"}})
	e := f.siteEndpoint(t, site.ID, "portal")
	must(f.sites(t).DisableSite(t.Context(), f.admin, site.ID, true))(t)
	f.offer(t, "Vorher")
	if got := f.heard(t); len(got) != 0 {
		t.Errorf("disabled: %v", got)
	}
	must(f.sites(t).DisableSite(t.Context(), f.admin, site.ID, false))(t)
	f.offer(t, "Nachher")
	if diff := cmp.Diff(map[string][]string{"portal": {"offer.published", webhook.ScopeEvent}}, f.heard(t)); diff != "" {
		t.Errorf("enabled (-want +got):\n%s", diff)
	}
	f.exec(t, `delete from sites where id = $1`, site.ID)
	if _, err := f.Endpoint(t.Context(), f.admin, e.ID); command.KindOf(err) != command.NotFound {
		t.Errorf("the endpoint of a site that is gone: %v", err)
	}
}

func TestAnUnknownSite(t *testing.T) {
	t.Parallel()
	f := setup(t)
	fields := webhook.EndpointFields{URL: "https://127.0.0.1/", Events: []string{"*"}}
	for name, c := range map[string]struct {
		in   webhook.NewEndpoint
		code string
	}{
		"not there":            {webhook.NewEndpoint{SiteID: newID(), EndpointFields: fields}, "unknown_site"},
		"with an organisation": {webhook.NewEndpoint{SiteID: f.site(t, "Portal", sites.SiteScope{}).ID, OrganisationID: f.organisation, EndpointFields: fields}, "not_with_organisation"},
	} {
		_, _, err := f.CreateEndpoint(t.Context(), f.admin, c.in)
		e, _ := err.(*command.Error)
		if e == nil || len(e.Fields) != 1 || e.Fields[0].Pointer != "/site" || e.Fields[0].Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
