package auth

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Scopes and effects of policy rows; policy.csv explains them.
const (
	scopeOrganisation = "org"
	scopeAgency       = "*"
	scopeAny          = "any"

	allow = "allow"
	deny  = "deny"
)

// row is one row of the policy.
type row struct {
	role, scope, types, actions, condition, effect string
}

// holdsFor tells whether a membership can make the row count at all.
func (r row) holdsFor(m Membership) bool {
	return m.OrganisationID == uuid.Nil || r.scope != scopeAgency
}

// parseRows reads the rows and gives each role the rows of those it includes. Every mistake is an error:
// half a policy is worse than none.
func parseRows(text string) ([]row, error) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comment = '#'
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = true
	records, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	var rows []row
	var problems []error
	for i, rec := range records {
		for j := range rec {
			rec[j] = strings.TrimSpace(rec[j])
		}
		switch {
		case len(rec) == 7 && rec[0] == "p":
			r := row{rec[1], rec[2], rec[3], rec[4], rec[5], rec[6]}
			problems = append(problems, r.check())
			rows = append(rows, r)
		case len(rec) == 3 && rec[0] == "g":
			// Rows of the other role stand above, so that a cycle cannot be written.
			rows = append(rows, inherited(rows, rec[2], rec[1])...)
		default:
			problems = append(problems, fmt.Errorf("record %d: neither p with 7 nor g with 3 fields", i+1))
		}
	}
	return rows, errors.Join(problems...)
}

func inherited(rows []row, from, to string) []row {
	var out []row
	for _, r := range rows {
		if r.role == from {
			r.role = to
			out = append(out, r)
		}
	}
	return out
}

// check finds words in a row that nothing would ever ask for.
func (r row) check() error {
	var problems []error
	if !slices.Contains(memberRoles, r.role) && r.role != roleSystem && r.role != roleImport {
		problems = append(problems, fmt.Errorf("unknown role %q", r.role))
	}
	if !slices.Contains([]string{scopeOrganisation, scopeAgency, scopeAny}, r.scope) {
		problems = append(problems, fmt.Errorf("role %s: unknown scope %q", r.role, r.scope))
	}
	if r.effect != allow && r.effect != deny {
		problems = append(problems, fmt.Errorf("role %s: unknown effect %q", r.role, r.effect))
	}
	if r.types == "" || strings.Contains(r.types[1:], "!") {
		problems = append(problems, fmt.Errorf("role %s: bad types %q", r.role, r.types))
	}
	for _, a := range strings.Split(r.actions, "|") {
		if !slices.Contains(Actions, a) {
			problems = append(problems, fmt.Errorf("role %s: unknown action %q", r.role, a))
		}
	}
	return errors.Join(problems...)
}

// condition is a parsed condition of a policy row: all of its terms must hold. Each term exists as Go
// (policy_enforcer.go) and as SQL (policy_predicate.go); a property test holds the two together.
type condition struct {
	own         bool     // the actor's account created it
	locale      bool     // its locale is one of those of the membership
	translation bool     // it is a translation
	granted     bool     // the organisation has a grant for type and action
	states      []string // its editing state is one of these; nil: any
	visible     []string // its visibility is one of these; nil: any
}

// parseCondition reads terms joined by `&`. The empty text is the condition that always holds.
func parseCondition(text string) (condition, error) {
	var c condition
	if text == "" {
		return c, nil
	}
	for _, term := range strings.Split(text, "&") {
		name, list, _ := strings.Cut(term, "=")
		var values []string
		if list != "" {
			values = strings.Split(list, "|")
		}
		switch {
		case term == "own":
			c.own = true
		case term == "locale":
			c.locale = true
		case term == "translation":
			c.translation = true
		case term == "granted":
			c.granted = true
		case name == "state" && values != nil && c.states == nil:
			c.states = values
		case name == "visibility" && values != nil && c.visible == nil:
			c.visible = values
		default:
			return condition{}, fmt.Errorf("unknown condition %q", term)
		}
	}
	return c, nil
}
