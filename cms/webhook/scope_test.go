package webhook_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms/sites"
	"lotse/cms/webhook"
)

// A site whose scope is changed is told to read anew, once, by every webhook of its own and by no other.
func TestAChangedScopeIsTold(t *testing.T) {
	t.Parallel()
	f := setup(t)
	site := f.site(t, "Portal", sites.SiteScope{Types: []string{"job"}})
	one := f.siteEndpoint(t, site.ID, "one")
	f.siteEndpoint(t, site.ID, "two")
	f.exec(t, `update webhook_endpoints set events = '{job.published}' where description = 'two'`) // whatever it listens to
	f.siteEndpoint(t, f.site(t, "Other", sites.SiteScope{Types: []string{"job"}}).ID, "other")
	f.endpoint(t, uuid.Nil, "https://127.0.0.1/all")
	f.offer(t, "Lies outside")
	expect := func(what string, want map[string][]string) {
		t.Helper()
		got := f.heard(t)
		delete(got, "") // the agency's own hears of everything
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
		if pending, err := f.Pending(t.Context()); err != nil || pending {
			t.Errorf("%s: still something to tell: %v", what, err)
		}
	}
	change := func(in sites.SiteInput) {
		t.Helper()
		site = must(f.sites(t).ChangeSite(t.Context(), f.admin, site.ID, site.Version, in))(t)
	}
	disable := func(yes bool) {
		t.Helper()
		site = must(f.sites(t).DisableSite(t.Context(), f.admin, site.ID, yes))(t)
	}
	expect("nothing was changed", map[string][]string{})
	change(sites.SiteInput{Name: "Another name", Scope: site.Scope})
	expect("another name", map[string][]string{})
	change(sites.SiteInput{Name: "Portal", Scope: sites.SiteScope{Types: []string{"job", "offer"}}})
	if pending, err := f.Pending(t.Context()); err != nil || !pending {
		t.Errorf("nobody would look: %v", err)
	}
	both := map[string][]string{"one": {webhook.ScopeEvent}, "two": {webhook.ScopeEvent}}
	expect("offers came into the scope", both)
	expect("told once", map[string][]string{})

	disable(true)
	expect("a site that is disabled hears of nothing", map[string][]string{})
	disable(false)
	expect("what was missed meanwhile is to be read", both)
	f.exec(t, `update webhook_endpoints set state = 'disabled', disabled_at = now() where id = $1`, one.ID)
	change(sites.SiteInput{Name: "Portal", Scope: sites.SiteScope{}})
	expect("a webhook that is disabled is told later", map[string][]string{"two": {webhook.ScopeEvent}})
	f.exec(t, `update webhook_endpoints set state = 'active', disabled_at = null where id = $1`, one.ID)
	expect("when it hears again", map[string][]string{"one": {webhook.ScopeEvent}})

	var told struct {
		Type string
		Data map[string]string
	}
	text := query[string](t, f, `select body from webhook_messages where type = $1 order by id limit 1`, webhook.ScopeEvent)
	if err := json.Unmarshal([]byte(text), &told); err != nil {
		t.Fatal(err)
	}
	if told.Type != webhook.ScopeEvent || told.Data["site"] != site.ID.String() || told.Data["url"] == "" || told.Data["endpoint"] == "" || len(told.Data) != 3 {
		t.Errorf("%s", text)
	}
}
