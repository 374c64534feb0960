package auth

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"

	"lotse/internal/audit"
)

//go:embed policy.csv
var policyCSV string

//go:embed policy.conf
var policyModel string

// Bounds of the two memories of a Policy. An enforcer takes some 30 kB, an answer some 250 bytes.
const (
	maxEnforcers = 512
	maxAnswers   = 16384
)

// Policy answers who may do what. It is safe for concurrent use and never changes: what changes is the
// memberships and grants that an actor brings along.
type Policy struct {
	rows       []row
	conditions map[string]condition
	enforcers  *lru.Cache[[32]byte, *enforcer]
	answers    *lru.Cache[question, bool]
}

// LoadPolicy reads the embedded policy.
func LoadPolicy() (*Policy, error) { return parsePolicy(policyCSV) }

func parsePolicy(csv string) (*Policy, error) {
	rows, err := parseRows(csv)
	if err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	return newPolicy(rows)
}

func newPolicy(rows []row) (*Policy, error) {
	p := &Policy{rows: rows, conditions: map[string]condition{}}
	for _, r := range rows {
		c, err := parseCondition(r.condition)
		if err != nil {
			return nil, fmt.Errorf("policy: role %s: %w", r.role, err)
		}
		p.conditions[r.condition] = c
	}
	var err error
	if p.enforcers, err = lru.New[[32]byte, *enforcer](maxEnforcers); err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	if p.answers, err = lru.New[question, bool](maxAnswers); err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	return p, nil
}

// question is all that an answer depends on.
type question struct {
	key          [32]byte
	action       string
	typ          string
	organisation uuid.UUID
	own          bool
	locale       string
	translation  bool
	editing      string
	visibility   string
}

// Can tells whether the actor may take the action on the resource. Unknown actions, types without a row and
// whatever goes wrong mean no.
func (p *Policy) Can(a Actor, action string, r Resource) bool {
	if !a.inScope(action) || !a.typeInScope(r.Type) {
		return false
	}
	members, grants := a.memberships(), a.grants()
	if len(members) == 0 {
		return false
	}
	person := a.Person()
	q := question{
		key: membershipKey(members, grants), action: action, typ: r.Type, organisation: r.OrganisationID,
		own:    person != uuid.Nil && r.CreatedBy == person,
		locale: r.Locale, translation: r.Translation, editing: r.Editing, visibility: r.Visibility,
	}
	if answer, ok := p.answers.Get(q); ok {
		return answer
	}
	e, ok := p.enforcers.Get(q.key)
	if !ok {
		var err error
		if e, err = p.newEnforcer(members, grants); err != nil {
			return false
		}
		p.enforcers.Add(q.key, e)
	}
	answer, err := e.ask(q)
	if err != nil {
		return false
	}
	p.answers.Add(q, answer)
	return answer
}

// May tells whether there can be any object on which the actor may take the action: a first check before
// anything is loaded. It never says no where Can says yes.
func (p *Policy) May(a Actor, action string) bool {
	return p.any(a, action, func(row) bool { return true })
}

// TypesFor returns those of the types on which the actor may take the action somewhere.
func (p *Policy) TypesFor(a Actor, action string, types []string) []string {
	out := []string{}
	for _, t := range types {
		if a.typeInScope(t) && p.any(a, action, func(r row) bool { return has(r.types, t) }) {
			out = append(out, t)
		}
	}
	return out
}

// any tells whether an allowing row for the action, wanted by the caller, belongs to a role of the actor.
func (p *Policy) any(a Actor, action string, wanted func(row) bool) bool {
	if !a.inScope(action) || (a.Scope != nil && len(a.Scope.Types) == 0) {
		return false
	}
	members, grants := a.memberships(), a.grants()
	for _, r := range p.rows {
		if r.effect != allow || !has(r.actions, action) || !wanted(r) {
			continue
		}
		if !slices.ContainsFunc(members, func(m Membership) bool { return m.Role == r.role && r.holdsFor(m) }) {
			continue
		}
		granted := func(g Grant) bool { return g.Action == action && has(r.types, g.Type) }
		if p.conditions[r.condition].granted && !slices.ContainsFunc(grants, granted) {
			continue
		}
		return true
	}
	return false
}

// Trusted tells whether what the actor publishes of this type for this organisation needs no approval:
// the organisation has the grant and the actor is one of its people, or the operator imports.
func (p *Policy) Trusted(a Actor, typ string, organisation uuid.UUID) bool {
	if a.Kind == audit.Import {
		return true
	}
	if organisation == uuid.Nil || typ == "" || len(a.RolesIn(organisation)) == 0 {
		return false
	}
	return slices.Contains(a.grants(), Grant{OrganisationID: organisation, Type: typ, Action: "publish"})
}

// has tells whether a cell of the policy covers a value: `*`, `a|b`, or `!a|b`, which covers every value
// but these and not the missing one.
func has(cell, value string) bool {
	if cell == "*" {
		return true
	}
	if rest, not := strings.CutPrefix(cell, "!"); not {
		return value != "" && !slices.Contains(strings.Split(rest, "|"), value)
	}
	return value != "" && slices.Contains(strings.Split(cell, "|"), value)
}
