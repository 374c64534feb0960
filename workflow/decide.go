package workflow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Decision is what follows from an action that is allowed.
type Decision struct {
	Action  *Action
	To      string // the next editing state
	Checks  []Check
	Effects []Effect
}

// Refused says why an action is not allowed now: every reason, each a code of docs/errors.md.
type Refused struct {
	Action  string
	From    string
	Reasons []string
}

// Error names the action and the reasons.
func (r *Refused) Error() string {
	return fmt.Sprintf("%s is refused in %s: %s", r.Action, r.From, strings.Join(r.Reasons, ", "))
}

// ErrUnknownAction is returned for an action that the workflow does not have.
type ErrUnknownAction string

// Error names the action.
func (e ErrUnknownAction) Error() string { return "no action " + string(e) }

// Decide says what follows when the action is taken now, or why it is refused.
func (d *Definition) Decide(action string, f Facts) (Decision, error) {
	a := d.Action(action)
	if a == nil {
		return Decision{}, ErrUnknownAction(action)
	}
	reasons := append(d.refusals(a, f), missing(a, f)...)
	if len(reasons) > 0 {
		return Decision{}, &Refused{Action: action, From: f.Editing, Reasons: reasons}
	}
	to := f.Editing
	if next, ok := a.From[f.Editing]; ok {
		to = next
	}
	return Decision{Action: a, To: to, Checks: a.Checks, Effects: a.Effects}, nil
}

// Available lists the actions that would be allowed now if their parameters were given and the content
// passed its checks.
func (d *Definition) Available(f Facts) []*Action {
	var out []*Action
	for _, a := range d.Actions {
		if len(d.refusals(a, f)) == 0 {
			out = append(out, a)
		}
	}
	return out
}

// refusals are the reasons against an action that lie in the state, not in its parameters.
func (d *Definition) refusals(a *Action, f Facts) []string {
	var reasons []string
	if _, ok := a.From[f.Editing]; len(a.From) > 0 && !ok {
		reasons = append(reasons, "wrong_state")
	}
	if f.Archived && a.Name != "restore" && a.Name != "delete" {
		reasons = append(reasons, "archived")
	}
	for _, name := range a.Guards {
		if reason := guards[name](f); reason != "" && !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

// missing lists required parameters that were not given.
func missing(a *Action, f Facts) []string {
	var reasons []string
	for _, p := range []struct {
		need  Need
		given bool
		code  string
	}{
		{a.Reason, strings.TrimSpace(f.Reason) != "", "reason_required"},
		{a.At, !f.At.IsZero(), "time_required"},
		{a.Revision, f.Revision != uuid.Nil, "revision_required"},
		{a.Target, f.Organisation != uuid.Nil, "organisation_required"},
	} {
		if p.need == Required && !p.given {
			reasons = append(reasons, p.code)
		}
	}
	return reasons
}
