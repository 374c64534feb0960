package workflow

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestEveryStateHasAnExit: from every state that can be reached, an editor and an author who are not the same can
// bring the text both to the public and back into the author's hands.
func TestEveryStateHasAnExit(t *testing.T) {
	for name, d := range load(t) {
		reach := reachable(d, d.Initial)
		for _, s := range d.States {
			if !slices.Contains(reach, s.Name) {
				t.Errorf("%s: nothing leads to %s", name, s.Name)
			}
			onwards := reachable(d, s.Name)
			for _, goal := range []string{Clean, Draft} {
				if !slices.Contains(onwards, goal) {
					t.Errorf("%s: %s never leads to %s", name, s.Name, goal)
				}
			}
		}
	}
}

// reachable lists the states to which Decide leads from a state, asking on behalf of an author, an editor and
// a colleague, never of a trusted organisation and without force.
func reachable(d *Definition, from string) []string {
	seen := []string{from}
	for i := 0; i < len(seen); i++ {
		for _, a := range d.Actions {
			if a.Name == "force_publish" {
				continue
			}
			for _, person := range []uuid.UUID{author, editor, colleague} {
				f := given(func(f *Facts) { f.Editing, f.Person = seen[i], person })
				if got, err := d.Decide(a.Name, f); err == nil && !slices.Contains(seen, got.To) {
					seen = append(seen, got.To)
				}
			}
		}
	}
	return seen
}

// draw makes facts from numbers, so that all of them come up.
func draw(d *Definition, r *rand.Rand) Facts {
	person := func() uuid.UUID { return []uuid.UUID{uuid.Nil, author, editor, colleague}[r.IntN(4)] }
	people := func() []uuid.UUID {
		var out []uuid.UUID
		for range r.IntN(3) {
			out = append(out, person())
		}
		return out
	}
	yes := func() bool { return r.IntN(2) == 0 }
	f := Facts{
		Editing: d.States[r.IntN(len(d.States))].Name, Visibility: []string{None, Live, Withdrawn}[r.IntN(3)],
		Person: person(), Writers: people(), Correctors: people(), Submitter: person(), ClaimedBy: person(), ForcedBy: person(),
		EverLive: yes(), Scheduled: yes(), Unreviewed: yes(), Archived: r.IntN(4) == 0, TakenDown: r.IntN(4) == 0, Expired: yes(), AnyLive: yes(),
		EditorCorrections: yes(), MayCorrect: yes(), Trusted: yes(), Reason: []string{"", " ", "Grund"}[r.IntN(3)], Now: now,
		Organisation: []uuid.UUID{uuid.Nil, here, there}[r.IntN(3)], Owner: here,
	}
	f.At = []time.Time{{}, now.Add(-time.Hour), now.Add(time.Hour)}[r.IntN(3)]
	if yes() {
		f.Revision = uuid.MustParse("00000000-0000-7000-8000-0000000000ff")
	}
	return f
}

// judge checks what must hold of every decision, whatever the facts are.
func judge(t *testing.T, d *Definition, action string, f Facts) (reasons []string) {
	t.Helper()
	got, err := d.Decide(action, f)
	var refused *Refused
	var unknown ErrUnknownAction
	offered := slices.ContainsFunc(d.Available(f), func(a *Action) bool { return a.Name == action })
	switch {
	case errors.As(err, &unknown):
		if d.Action(action) != nil || offered {
			t.Fatalf("%s: known and unknown", action)
		}
		return nil
	case errors.As(err, &refused):
		if len(refused.Reasons) == 0 || slices.Contains(refused.Reasons, "") {
			t.Fatalf("%s: refused without a reason: %+v", action, f)
		}
		sorted := slices.Sorted(slices.Values(refused.Reasons))
		if len(slices.Compact(sorted)) != len(refused.Reasons) {
			t.Fatalf("%s: a reason stands twice: %v", action, refused.Reasons)
		}
		return refused.Reasons
	case err != nil:
		t.Fatalf("%s: %v", action, err)
	}
	if !offered {
		t.Fatalf("%s is allowed and not offered: %+v", action, f)
	}
	if d.State(got.To) == nil {
		t.Fatalf("%s leads to %q: %+v", action, got.To, f)
	}
	wrote := f.Person != uuid.Nil && slices.Contains(f.Writers, f.Person)
	for _, broken := range []struct {
		rule string
		is   bool
	}{
		{"who wrote it approves, signs off or ratifies it", wrote && (action == "approve" || action == "sign_off" || action == "ratify")},
		{"who forced it ratifies it", action == "ratify" && f.Person == f.ForcedBy},
		{"approved without having been in review", got.To == Approved && f.Editing != InReview && f.Editing != Approved},
		{"published what was neither approved nor trusted nor live before", action == "publish" && f.Editing != Approved && !f.Trusted && !f.EverLive},
		{"published another text without approval", action == "publish" && f.Editing != Approved && f.Editing != Clean && !f.Trusted},
		{"forced without a reason", (action == "force_publish" || action == "reject" || action == "request_changes" || action == "take_down") && (f.Reason == "" || f.Reason == " ")},
		{"something happens to what is archived", f.Archived && action != "restore" && action != "delete"},
		{"deleted while live", action == "delete" && f.AnyLive && !f.Archived},
		{"the submitter's text changes in review by the submitter", action == "save" && f.Editing == InReview && f.Person == f.Submitter},
		{"an approved text changes", action == "save" && (f.Editing == Approved || f.Editing == InSignoff)},
	} {
		if broken.is {
			t.Fatalf("%s: %+v", broken.rule, f)
		}
	}
	return nil
}

// TestRulesHoldForAllFacts draws facts, and finds every reason that stands in the code.
func TestRulesHoldForAllFacts(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	seen, set := map[string]bool{}, load(t)
	for range 20_000 {
		for _, d := range set {
			f := draw(d, r)
			for _, a := range d.Actions {
				for _, reason := range judge(t, d, a.Name, f) {
					seen[reason] = true
				}
			}
		}
	}
	codes := reasonsInCode(t)
	for _, code := range codes {
		if !seen[code] {
			t.Errorf("seed %d: nothing leads to the reason %s", seed, code)
		}
	}
	for code := range seen {
		if !slices.Contains(codes, code) {
			t.Errorf("the reason %s is not found in the code: the test is blind for it", code)
		}
	}
}

// reasonsInCode lists the texts that guards return, and those of refusals and missing.
func reasonsInCode(t *testing.T) []string {
	t.Helper()
	codes := []string{"wrong_state", "reason_required", "time_required", "revision_required", "organisation_required"}
	file, err := parser.ParseFile(token.NewFileSet(), "guard.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		ret, ok := n.(*ast.ReturnStmt)
		if !ok {
			return true
		}
		for _, result := range ret.Results {
			if lit, ok := result.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if code, err := strconv.Unquote(lit.Value); err == nil && code != "" && !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
			}
		}
		return true
	})
	if len(codes) < 15 {
		t.Fatalf("only %v", codes)
	}
	return codes
}

// TestEveryGuardIsUsed: a guard that no action names guards nothing.
func TestEveryGuardIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, d := range load(t) {
		for _, a := range d.Actions {
			for _, g := range a.Guards {
				used[g] = true
			}
		}
	}
	for name := range guards {
		if !used[name] {
			t.Errorf("guard %s is not used", name)
		}
	}
}

// FuzzDecide: whatever comes, Decide answers and the rules hold.
func FuzzDecide(f *testing.F) {
	set := load(f)
	for name, d := range set {
		for i, a := range d.Actions {
			f.Add(name, a.Name, uint64(i), "draft")
		}
	}
	f.Add(Editorial, "", uint64(1), "")
	f.Add(Signoff, "approve", uint64(2), "no such state")
	f.Fuzz(func(t *testing.T, workflow, action string, seed uint64, state string) {
		d := set[workflow]
		if d == nil {
			d = set[Editorial]
		}
		facts := draw(d, rand.New(rand.NewPCG(seed, 1)))
		judge(t, d, action, facts)
		// A state that the workflow does not know (another workflow's) may not make it panic either.
		facts.Editing = state
		_, _ = d.Decide(action, facts)
		_ = d.Available(facts)
	})
}
