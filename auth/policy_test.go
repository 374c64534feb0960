package auth

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"lotse/internal/audit"
	"lotse/workflow"
)

var (
	orgA = uuid.MustParse("0a000000-0000-7000-8000-000000000001")
	orgB = uuid.MustParse("0b000000-0000-7000-8000-000000000002")
	me   = uuid.MustParse("aa000000-0000-7000-8000-000000000003")
	you  = uuid.MustParse("bb000000-0000-7000-8000-000000000004")
)

func mustPolicy(t testing.TB) *Policy {
	t.Helper()
	p, err := LoadPolicy()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func in(org uuid.UUID, role string, locales ...string) Membership {
	return Membership{OrganisationID: org, Role: role, Locales: locales}
}

// TestRefused lists what must not be allowed; each line is a way in which another system was broken, or
// a sentence of the rules.
func TestRefused(t *testing.T) {
	p := mustPolicy(t)
	offer := Resource{Type: "offer", OrganisationID: orgA, CreatedBy: me, Locale: "de", Editing: workflow.Draft, Visibility: workflow.None}
	with := func(change func(*Resource)) Resource { r := offer; change(&r); return r }
	contributor := AccountActor(me, in(orgA, Contributor))
	translator := AccountActor(me, in(uuid.Nil, Translator, "ar"))
	editor := AccountActor(me, in(uuid.Nil, Editor))
	token := func(a Actor, s *Scope) Actor {
		a.Actor = audit.Actor{Kind: audit.Token, ID: you, OnBehalfOf: a.AccountID}
		a.Scope = s
		return a
	}
	for _, c := range []struct {
		name   string
		actor  Actor
		action string
		res    Resource
	}{
		{"anonymous reads", Anonymous(), Read, offer},
		{"zero actor reads", Actor{}, Read, Resource{}},
		{"account without memberships reads its own", AccountActor(me), Read, offer},
		{"link with memberships reads", Actor{Actor: audit.Actor{Kind: audit.Link, OnBehalfOf: me}, AccountID: me, Memberships: []Membership{in(uuid.Nil, Admin)}}, Read, offer},
		{"contributor reads a foreign organisation", contributor, Read, with(func(r *Resource) { r.OrganisationID = orgB })},
		{"contributor reads an object of no organisation", contributor, Read, with(func(r *Resource) { r.OrganisationID = uuid.Nil })},
		{"contributor saves another's entry", contributor, "save", with(func(r *Resource) { r.CreatedBy = you })},
		{"contributor saves what nobody created", contributor, "save", with(func(r *Resource) { r.CreatedBy = uuid.Nil })},
		{"contributor publishes without a grant", contributor, "publish", offer},
		{"contributor approves", contributor, "approve", offer},
		{"contributor deletes what was live", contributor, "delete", with(func(r *Resource) { r.Visibility = workflow.Withdrawn })},
		{"contributor creates a category", contributor, Create, Resource{Type: "category", OrganisationID: orgA}},
		{"contributor reads the working copy of a live category", contributor, Read, Resource{Type: "category", OrganisationID: orgB, Visibility: workflow.Live}},
		{"contributor creates without a type", contributor, Create, Resource{OrganisationID: orgA}},
		{"manager creates an organisation entry", AccountActor(me, in(orgA, Manager)), Create, Resource{Type: "organisation", OrganisationID: orgA}},
		{"manager manages accounts", AccountActor(me, in(orgA, Manager)), AccountManage, Resource{OrganisationID: orgA}},
		{"translator saves the source", translator, "save", with(func(r *Resource) { r.Locale = "ar" })},
		{"translator saves another language", translator, "save", with(func(r *Resource) { r.Locale, r.Translation = "fa", true })},
		{"translator without languages", AccountActor(me, in(uuid.Nil, Translator)), "save", with(func(r *Resource) { r.Locale, r.Translation = "", true })},
		{"translator reads a draft", translator, Read, offer},
		{"editor force-publishes", editor, "force_publish", offer},
		{"editor saves another's draft", editor, "save", with(func(r *Resource) { r.CreatedBy = you })},
		{"editor of one organisation reads another", AccountActor(me, in(orgB, Editor)), Read, offer},
		{"editor of one organisation creates a category", AccountActor(me, in(orgA, Editor)), Create, Resource{Type: "category", OrganisationID: orgA}},
		{"admin of one organisation", AccountActor(me, in(orgA, Admin)), Read, offer},
		{"membership with a reserved role", AccountActor(me, in(uuid.Nil, "*")), Read, offer},
		{"unknown action by an admin", AccountActor(me, in(uuid.Nil, Admin)), "*", offer},
		{"empty action by an admin", AccountActor(me, in(uuid.Nil, Admin)), "", offer},
		{"token without a scope", token(editor, nil), Read, offer},
		{"token with empty lists", token(editor, &Scope{}), Read, offer},
		{"token with actions and no types", token(editor, &Scope{Actions: []string{"*"}}), Read, offer},
		{"token beyond its actions", token(editor, &Scope{Actions: []string{Read}, Types: []string{"*"}}), "approve", offer},
		{"token beyond its types", token(editor, &Scope{Actions: []string{"*"}, Types: []string{"job"}}), Read, offer},
		{"token beyond its account", token(contributor, &Scope{Actions: []string{"*"}, Types: []string{"*"}}), "approve", offer},
		{"token makes tokens", token(AccountActor(me, in(uuid.Nil, Admin)), &Scope{Actions: []string{"*"}, Types: []string{"*"}}), TokenManage, Resource{}},
		{"import approves", Import(me), "approve", offer},
		{"import manages accounts", Import(me), AccountManage, Resource{}},
		{"system approves", System(), "approve", offer},
	} {
		if p.Can(c.actor, c.action, c.res) {
			t.Errorf("%s: allowed", c.name)
		}
	}
}

func TestAllowed(t *testing.T) {
	p := mustPolicy(t)
	offer := Resource{Type: "offer", OrganisationID: orgA, CreatedBy: me, Locale: "de", Editing: workflow.Draft, Visibility: workflow.None}
	with := func(change func(*Resource)) Resource { r := offer; change(&r); return r }
	grant := AccountActor(me, in(orgA, Contributor))
	grant.Grants = []Grant{{OrganisationID: orgA, Type: "offer", Action: "publish"}}
	for _, c := range []struct {
		name   string
		actor  Actor
		action string
		res    Resource
	}{
		{"contributor saves its own", AccountActor(me, in(orgA, Contributor)), "save", offer},
		{"contributor reads the colleague's", AccountActor(me, in(orgA, Contributor)), Read, with(func(r *Resource) { r.CreatedBy = you })},
		{"contributor creates a type of one's own files", AccountActor(me, in(orgA, Contributor)), Create, Resource{Type: "course", OrganisationID: orgA}},
		{"contributor of a trusted organisation publishes", grant, "publish", offer},
		{"manager saves the colleague's", AccountActor(me, in(orgA, Manager)), "save", with(func(r *Resource) { r.CreatedBy = you })},
		{"manager edits the organisation's entry", AccountActor(me, in(orgA, Manager)), "save", Resource{Type: "organisation", OrganisationID: orgA, Editing: workflow.Clean}},
		{"translator saves its translation", AccountActor(me, in(uuid.Nil, Translator, "ar")), "save", with(func(r *Resource) { r.Locale, r.Translation = "ar", true })},
		{"translator reads the live source", AccountActor(me, in(uuid.Nil, Translator, "ar")), Read, with(func(r *Resource) { r.Visibility, r.Editing = workflow.Live, workflow.Clean })},
		{"editor corrects in review", AccountActor(me, in(uuid.Nil, Editor)), "save", with(func(r *Resource) { r.CreatedBy, r.Editing = you, workflow.InReview })},
		{"editor of one organisation approves there", AccountActor(me, in(orgA, Editor)), "approve", offer},
		{"publisher does what an editor does", AccountActor(me, in(uuid.Nil, Publisher)), "approve", offer},
		{"admin manages accounts", AccountActor(me, in(uuid.Nil, Admin)), AccountManage, Resource{}},
		{"system publishes what is due", System(), "publish", offer},
		{"import publishes", Import(me), "publish", offer},
	} {
		if !p.Can(c.actor, c.action, c.res) {
			t.Errorf("%s: refused", c.name)
		}
		if !p.May(c.actor, c.action) {
			t.Errorf("%s: Can says yes and May says no", c.name)
		}
	}
	if p.May(AccountActor(me, in(orgA, Contributor)), "publish") {
		t.Error("a contributor without grants may publish")
	}
}

func TestTrusted(t *testing.T) {
	p := mustPolicy(t)
	grants := []Grant{{OrganisationID: orgA, Type: "offer", Action: "publish"}}
	member, stranger := AccountActor(me, in(orgA, Contributor)), AccountActor(you, in(uuid.Nil, Editor))
	member.Grants, stranger.Grants = grants, grants
	for _, c := range []struct {
		name  string
		actor Actor
		typ   string
		org   uuid.UUID
		want  bool
	}{
		{"member, granted type", member, "offer", orgA, true},
		{"member, other type", member, "job", orgA, false},
		{"member, other organisation", member, "offer", orgB, false},
		{"member, no organisation", member, "offer", uuid.Nil, false},
		{"the agency's editor is not one of its people", stranger, "offer", orgA, false},
		{"nobody", Anonymous(), "offer", orgA, false},
		{"system", System(), "offer", orgA, false},
		{"import", Import(me), "job", orgB, true},
	} {
		if got := p.Trusted(c.actor, c.typ, c.org); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestDenyOverrides holds that one deny outweighs every allow, in whatever order and by whatever role.
func TestDenyOverrides(t *testing.T) {
	p, err := parsePolicy("p, contributor, org, offer, read, , deny\np, editor, org, *, read, , allow\n")
	if err != nil {
		t.Fatal(err)
	}
	both := AccountActor(me, in(orgA, Contributor), in(uuid.Nil, Editor))
	if p.Can(both, Read, Resource{Type: "offer", OrganisationID: orgA}) {
		t.Error("the deny does not outweigh the allow")
	}
	if !p.Can(both, Read, Resource{Type: "job", OrganisationID: orgA}) || !p.Can(both, Read, Resource{Type: "offer", OrganisationID: orgB}) {
		t.Error("the deny reaches further than it says")
	}
}

func TestBadPolicyIsRefused(t *testing.T) {
	for _, bad := range []string{
		"p, boss, org, *, read, , allow",
		"p, editor, all, *, read, , allow",
		"p, editor, org, *, raed, , allow",
		"p, editor, org, *, *, , allow",
		"p, editor, org, *, read, mine, allow",
		"p, editor, org, *, read, state=, allow",
		"p, editor, org, *, read, , maybe",
		"p, editor, org, , read, , allow",
		"p, editor, org, *, read, allow",
		"x, editor",
	} {
		if _, err := parsePolicy(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// TestEveryWorkflowActionHasARole: an action that nobody may take is dead, one that the policy does not know
// cannot be given.
func TestEveryWorkflowActionHasARole(t *testing.T) {
	p := mustPolicy(t)
	set, err := workflow.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range set {
		for _, a := range d.Actions {
			if !p.May(AccountActor(me, in(uuid.Nil, Admin)), a.Name) {
				t.Errorf("%s: nobody may %s", name, a.Name)
			}
		}
	}
	for _, action := range Actions {
		if !strings.Contains(policyCSV, action) {
			t.Errorf("no row for %s", action)
		}
	}
}

// TestConcurrentQuestions asks one fresh policy from many goroutines; run with -race it finds shared state.
func TestConcurrentQuestions(t *testing.T) {
	p := mustPolicy(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 50 {
				a := AccountActor(me, in(orgA, Contributor), in(uuid.Nil, Translator, string(rune('a'+j%5))))
				r := Resource{Type: "offer", OrganisationID: orgA, CreatedBy: me, Locale: string(rune('a' + (i+j)%7)), Editing: "draft"}
				if !p.Can(a, "save", r) {
					t.Error("refused")
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkCanUncached(b *testing.B) {
	p := mustPolicy(b)
	a := AccountActor(me, in(uuid.Nil, Publisher))
	r := Resource{Type: "offer", OrganisationID: orgA, Editing: workflow.InReview}
	for b.Loop() {
		p.answers.Purge()
		p.Can(a, "approve", r)
	}
}

func BenchmarkCan(b *testing.B) {
	p := mustPolicy(b)
	a := AccountActor(me, in(uuid.Nil, Publisher))
	r := Resource{Type: "offer", OrganisationID: orgA, Editing: workflow.InReview}
	for b.Loop() {
		p.Can(a, "approve", r)
	}
}
