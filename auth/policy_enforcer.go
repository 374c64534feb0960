package auth

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
	"github.com/casbin/casbin/v2/persist"
	"github.com/google/uuid"
)

// subject is the one subject of every enforcer; its memberships are the g rows.
const subject = "actor"

// enforcer is Casbin with the rows of one set of memberships and grants.
type enforcer struct {
	casbin *casbin.Enforcer
}

// newEnforcer builds an enforcer that knows only the rows of the roles at hand: asking costs by the row.
func (p *Policy) newEnforcer(members []Membership, grants []Grant) (*enforcer, error) {
	m, err := model.NewModelFromString(policyModel)
	if err != nil {
		return nil, fmt.Errorf("read the model: %w", err)
	}
	c, err := casbin.NewEnforcer(m, source{rows: p.rows, members: members})
	if err != nil {
		return nil, fmt.Errorf("build an enforcer: %w", err)
	}
	c.AddFunction("has", func(args ...any) (any, error) {
		return has(text(args[0]), text(args[1])), nil
	})
	c.AddFunction("cond", p.condFunction(members, grants))
	return &enforcer{casbin: c}, nil
}

func (e *enforcer) ask(q question) (bool, error) {
	organisation := ""
	if q.organisation != uuid.Nil {
		organisation = q.organisation.String()
	}
	return e.casbin.Enforce(subject, organisation, q.typ, q.action, q.own, q.locale, q.translation, q.editing, q.visibility)
}

// condFunction is the Casbin function `cond`; its arguments are those of the matcher in policy.conf.
func (p *Policy) condFunction(members []Membership, grants []Grant) func(...any) (any, error) {
	return func(args ...any) (any, error) {
		if len(args) != 11 {
			return false, errors.New("cond takes 11 arguments")
		}
		role, scope := text(args[0]), text(args[1])
		c, known := p.conditions[text(args[2])]
		organisation, _ := uuid.Parse(text(args[3])) // empty: uuid.Nil, which no membership in an organisation has
		typ, action, locale := text(args[4]), text(args[5]), text(args[7])
		own, _ := args[6].(bool)
		translation, _ := args[8].(bool)
		switch {
		case !known,
			c.own && !own,
			c.translation && !translation,
			c.states != nil && !slices.Contains(c.states, text(args[9])),
			c.visible != nil && !slices.Contains(c.visible, text(args[10])),
			c.locale && !writes(members, role, scope, organisation, locale),
			c.granted && !slices.Contains(grants, Grant{OrganisationID: organisation, Type: typ, Action: action}):
			return false, nil
		}
		return true, nil
	}
}

// writes tells whether a membership that counts for the row and the organisation names the locale.
func writes(members []Membership, role, scope string, organisation uuid.UUID, locale string) bool {
	return slices.ContainsFunc(members, func(m Membership) bool {
		covers := m.OrganisationID == uuid.Nil || scope == scopeAny ||
			(scope == scopeOrganisation && m.OrganisationID == organisation)
		return m.Role == role && covers && slices.Contains(m.Locales, locale)
	})
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// source hands the rows of the policy and the memberships to Casbin. It only loads.
type source struct {
	rows    []row
	members []Membership
}

// errReadOnly answers Casbin's wishes to change the policy.
var errReadOnly = errors.New("the policy is read-only")

// LoadPolicy loads the rows of the roles at hand and one g row for each membership. The domain `any` stands
// for a membership anywhere; no organisation's id can be equal to it or to `*`.
func (s source) LoadPolicy(m model.Model) error {
	for _, mem := range s.members {
		domain := scopeAgency
		if mem.OrganisationID != uuid.Nil {
			domain = mem.OrganisationID.String()
		}
		for _, d := range []string{domain, scopeAny} {
			if err := persist.LoadPolicyArray([]string{"g", subject, mem.Role, d}, m); err != nil {
				return err
			}
		}
	}
	for _, r := range s.rows {
		if !slices.ContainsFunc(s.members, func(mem Membership) bool { return mem.Role == r.role }) {
			continue
		}
		rule := []string{"p", r.role, r.scope, r.types, r.actions, r.condition, r.effect}
		if err := persist.LoadPolicyArray(rule, m); err != nil {
			return err
		}
	}
	return nil
}

// SavePolicy refuses.
func (source) SavePolicy(model.Model) error { return errReadOnly }

// AddPolicy refuses.
func (source) AddPolicy(string, string, []string) error { return errReadOnly }

// RemovePolicy refuses.
func (source) RemovePolicy(string, string, []string) error { return errReadOnly }

// RemoveFilteredPolicy refuses.
func (source) RemoveFilteredPolicy(string, string, int, ...string) error { return errReadOnly }

// membershipKey is a hash of memberships and grants in which every part has its length before it, so that
// no two different sets are written alike.
func membershipKey(members []Membership, grants []Grant) [32]byte {
	b := make([]byte, 0, 64*(len(members)+len(grants))+8)
	put := func(s string) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	b = binary.BigEndian.AppendUint32(b, uint32(len(members)))
	for _, m := range members {
		b = append(b, m.OrganisationID[:]...)
		put(m.Role)
		b = binary.BigEndian.AppendUint32(b, uint32(len(m.Locales)))
		for _, l := range m.Locales {
			put(l)
		}
	}
	for _, g := range grants {
		b = append(b, g.OrganisationID[:]...)
		put(g.Type)
		put(g.Action)
	}
	return sha256.Sum256(b)
}
