package auth

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/postgres/testdb"
	"lotse/workflow"
)

// gen draws policies, actors and objects from small sets, so that they meet often.
type gen struct{ *rand.Rand }

func pick[T any](g gen, from ...T) T { return from[g.IntN(len(from))] }

func some[T any](g gen, from ...T) []T {
	var out []T
	for _, v := range from {
		if g.IntN(2) == 0 {
			out = append(out, v)
		}
	}
	return out
}

func (g gen) organisation() uuid.UUID { return pick(g, orgA, orgB, uuid.Nil) }

func (g gen) policy(t *testing.T) *Policy {
	var text strings.Builder
	for range 1 + g.IntN(9) {
		terms := some(g, "own", "locale", "translation", "granted", "state="+pick(g, "draft", "in_review", "draft|approved"), "visibility="+pick(g, "live", "none|withdrawn"))
		if g.IntN(2) == 0 {
			terms = terms[:min(1, len(terms))]
		}
		fmt.Fprintf(&text, "p, %s, %s, %s, %s, %s, %s\n", pick(g, Contributor, Editor, Translator, roleImport),
			pick(g, "org", "org", "*", "any"), pick(g, "*", "offer", "offer|job", "!offer", "!category|job"),
			pick(g, "read", "publish", "read|publish", "save"), strings.Join(terms, "&"), pick(g, allow, allow, allow, deny))
	}
	p, err := parsePolicy(text.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, text.String())
	}
	return p
}

func (g gen) actor(roles ...string) Actor {
	a := AccountActor(pick(g, me, you))
	switch g.IntN(12) {
	case 0:
		return Anonymous()
	case 1:
		return System()
	case 2:
		return Import(a.AccountID)
	case 3, 4:
		a.Actor = audit.Actor{Kind: audit.Token, ID: uuid.New(), OnBehalfOf: a.AccountID}
		a.Scope = pick(g, nil, &Scope{}, &Scope{Actions: []string{"*"}, Types: []string{"*"}},
			&Scope{Actions: []string{"read"}, Types: []string{"job", "offer"}}, &Scope{Actions: []string{"*"}})
	}
	for range g.IntN(4) {
		a.Memberships = append(a.Memberships, in(g.organisation(), pick(g, roles...), some(g, "ar", "fa")...))
	}
	for _, o := range some(g, orgA, orgB) {
		for _, typ := range some(g, "offer", "job") {
			a.Grants = append(a.Grants, Grant{o, typ, pick(g, "publish", "publish", "read")})
		}
	}
	return a
}

func (g gen) resource() (Resource, string) {
	source := pick(g, "de", "ar")
	r := Resource{
		Type: pick(g, "offer", "job", "category", "organisation", "course", ""), OrganisationID: g.organisation(),
		CreatedBy: pick(g, me, you, uuid.Nil), Locale: pick(g, "de", "ar", "fa"),
		Editing:    pick(g, workflow.Draft, workflow.InSignoff, workflow.InReview, workflow.ChangesRequested, workflow.Approved, workflow.Clean),
		Visibility: pick(g, workflow.None, workflow.Live, workflow.Withdrawn),
	}
	r.Translation = r.Locale != source
	return r, source
}

// table fills a table with random objects and returns them by id.
func (g gen) table(t *testing.T, tx pgx.Tx, n int) []Resource {
	t.Helper()
	if _, err := tx.Exec(t.Context(), `create temporary table objects (id int, type text, organisation_id uuid, created_by uuid,
		locale text, source_locale text, editing text, visibility text) on commit drop`); err != nil {
		t.Fatal(err)
	}
	resources := make([]Resource, n)
	batch := &pgx.Batch{}
	for i := range resources {
		r, source := g.resource()
		resources[i] = r
		// An object of no organisation has the zero id here, as the column is never null.
		batch.Queue(`insert into objects values ($1, $2, coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'), $4, $5, $6, $7, $8)`,
			i, r.Type, r.OrganisationID, r.CreatedBy, r.Locale, source, r.Editing, r.Visibility)
	}
	if err := tx.SendBatch(t.Context(), batch).Close(); err != nil {
		t.Fatal(err)
	}
	return resources
}

var objectColumns = Columns{
	Type: "o.type", Organisation: "o.organisation_id", CreatedBy: "o.created_by", Locale: "o.locale",
	SourceLocale: "o.source_locale", Editing: "o.editing", Visibility: "o.visibility",
}

// compare asks Can for every object and PostgreSQL for the list, and counts checks and yeses.
func compare(t *testing.T, tx pgx.Tx, p *Policy, a Actor, action string, resources []Resource) (checks, yes int) {
	t.Helper()
	where, args := p.Predicate(a, action, objectColumns)
	rows, err := tx.Query(t.Context(), "select o.id, coalesce("+where+", false), ("+where+") is null from objects o", args)
	if err != nil {
		t.Fatalf("%v\n%s", err, where)
	}
	var id int
	var got, null bool
	_, err = pgx.ForEachRow(rows, []any{&id, &got, &null}, func() error {
		want := p.Can(a, action, resources[id])
		if got != want || null {
			t.Errorf("%s: Can says %v, SQL says %v (null %v)\nactor %+v\nobject %+v\nrows %+v\n%s %v", action, want, got, null, a, resources[id], p.rows, where, args)
		}
		if want && !p.May(a, action) {
			t.Errorf("%s: Can says yes and May says no\nactor %+v\nobject %+v", action, a, resources[id])
		}
		checks++
		if want {
			yes++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return checks, yes
}

// TestPredicateAgreesWithCan holds Casbin and SQL together: random policies and the embedded one.
func TestPredicateAgreesWithCan(t *testing.T) {
	tx := testdb.Tx(t)
	seed := rand.Uint64()
	g := gen{rand.New(rand.NewPCG(seed, 1))}
	resources := g.table(t, tx, 60)
	embedded := mustPolicy(t)
	checks, yes := 0, 0
	count := func(c, y int) { checks, yes = checks+c, yes+y }
	for range 400 {
		count(compare(t, tx, g.policy(t), g.actor(Contributor, Editor, Translator), pick(g, "read", "publish", "save"), resources))
		count(compare(t, tx, embedded, g.actor(memberRoles...), pick(g, Actions...), resources))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d checks, %d yes", checks, yes)
	if yes < checks/50 || yes > checks*49/50 {
		t.Errorf("%d of %d are yes: the test looks at nearly nothing", yes, checks)
	}
}

// TestUnknownColumnsAllowNothing: a list that does not name a column must not pass what depends on it.
func TestUnknownColumnsAllowNothing(t *testing.T) {
	tx := testdb.Tx(t)
	g := gen{rand.New(rand.NewPCG(7, 7))}
	resources := g.table(t, tx, 60)
	p := mustPolicy(t)
	for _, hidden := range []func(*Columns){
		func(c *Columns) { c.Organisation = "" }, func(c *Columns) { c.CreatedBy = "" }, func(c *Columns) { c.Editing = "" },
		func(c *Columns) { c.Locale = "" }, func(c *Columns) { c.Visibility = "" }, func(c *Columns) { c.Type = "" },
	} {
		for range 60 {
			policy := pick(g, p, g.policy(t))
			a, action, cols := g.actor(Contributor, Editor, Translator), pick(g, "read", "save", "publish"), objectColumns
			hidden(&cols)
			where, args := policy.Predicate(a, action, cols)
			rows, err := tx.Query(t.Context(), "select o.id from objects o where "+where, args)
			if err != nil {
				t.Fatal(err)
			}
			ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range ids {
				if !policy.Can(a, action, resources[id]) {
					t.Fatalf("%s passes what Can refuses: %+v %+v", where, a, resources[id])
				}
			}
		}
	}
}

// TestPredicatesOfOneQuery: two actions in one query must not share names of arguments.
func TestPredicatesOfOneQuery(t *testing.T) {
	p := mustPolicy(t)
	a := AccountActor(me, in(orgA, Manager), in(uuid.Nil, Translator, "ar"))
	_, read := p.Predicate(a, Read, objectColumns)
	_, save := p.Predicate(a, "save", objectColumns)
	if len(read) == 0 || len(save) == 0 {
		t.Fatal("no arguments")
	}
	for name := range maps.Keys(read) {
		if _, twice := save[name]; twice {
			t.Errorf("argument %s stands for two things", name)
		}
	}
	if where, args := p.Predicate(Anonymous(), Read, objectColumns); where != "false" || len(args) != 0 {
		t.Errorf("nobody gets %q with %v", where, args)
	}
}
