package auth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Columns names the SQL expressions that hold the parts of a Resource in a query. They are written by
// the programmer, never taken from input. An expression left empty is not known: a row that asks for it
// allows nothing, or denies.
type Columns struct {
	Type, Organisation, CreatedBy, Locale, SourceLocale, Editing, Visibility string
}

// Predicate returns an SQL condition that holds for exactly the rows on which the actor may take the
// action, from the same rows of the policy as Can. The names of its arguments begin with `auth_` and the
// action. Where nothing is allowed it is `false` without arguments. Columns other than CreatedBy must not be null.
func (p *Policy) Predicate(a Actor, action string, cols Columns) (string, pgx.NamedArgs) {
	b := &predicate{
		policy: p, action: action, cols: cols, actor: a, args: pgx.NamedArgs{},
		prefix: "auth_" + strings.ReplaceAll(action, ".", "_") + "_",
	}
	if !a.inScope(action) {
		return "false", pgx.NamedArgs{}
	}
	allowed := b.rows(allow)
	if len(allowed) == 0 {
		return "false", pgx.NamedArgs{}
	}
	parts := []string{either(allowed)}
	if denied := b.rows(deny); len(denied) > 0 {
		parts = append(parts, "not "+either(denied))
	}
	if a.Scope != nil && !slices.Contains(a.Scope.Types, "*") {
		parts = append(parts, b.typeIn(a.Scope.Types))
	}
	return "(" + strings.Join(parts, " and ") + ")", b.args
}

// predicate collects fragments and their arguments.
type predicate struct {
	policy *Policy
	action string
	cols   Columns
	actor  Actor
	args   pgx.NamedArgs
	prefix string
}

// bind adds an argument and returns its placeholder.
func (b *predicate) bind(value any, cast string) string {
	name := fmt.Sprintf("%s%d", b.prefix, len(b.args)+1)
	b.args[name] = value
	return "@" + name + "::" + cast
}

func either(fragments []string) string { return "(" + strings.Join(fragments, " or ") + ")" }

// rows turns the rows of the action with this effect into fragments, one or more for each row.
func (b *predicate) rows(effect string) []string {
	var out []string
	for _, r := range b.policy.rows {
		if r.effect != effect || !has(r.actions, b.action) {
			continue
		}
		c := b.policy.conditions[r.condition]
		for _, m := range b.domains(r, c) {
			if fragment, possible := b.row(r, c, m); possible {
				out = append(out, fragment)
			}
		}
	}
	return out
}

// domain is where a row counts: everywhere, or in some organisations; with the locales, where they matter.
type domain struct {
	everywhere    bool
	organisations []uuid.UUID
	locales       []string
}

// domains are the places where a row counts for the actor. Memberships of one role are taken together, except where
// the row asks for the locales, which each membership has for itself.
func (b *predicate) domains(r row, c condition) []domain {
	var out []domain
	var together domain
	for _, m := range b.actor.memberships() {
		if m.Role != r.role || !r.holdsFor(m) {
			continue
		}
		everywhere := m.OrganisationID == uuid.Nil || r.scope == scopeAny
		switch {
		case c.locale && everywhere:
			out = append(out, domain{everywhere: true, locales: m.Locales})
		case c.locale:
			out = append(out, domain{organisations: []uuid.UUID{m.OrganisationID}, locales: m.Locales})
		case everywhere:
			together.everywhere = true
		default:
			together.organisations = append(together.organisations, m.OrganisationID)
		}
	}
	if together.everywhere || len(together.organisations) > 0 {
		out = append(out, together)
	}
	return out
}

// row turns one row in one domain into a fragment; possible is false where it can never hold.
func (b *predicate) row(r row, c condition, d domain) (fragment string, possible bool) {
	var parts []string
	impossible := false
	// add takes one term. Where its column is not known, a row that allows cannot hold, and of a row that
	// denies the term is left out, so that it denies more.
	add := func(known bool, fragment func() string) {
		switch {
		case known:
			parts = append(parts, fragment())
		case r.effect == allow:
			impossible = true
		}
	}
	b.domainTerms(r, c, d, add)
	if person := b.actor.Person(); c.own && person == uuid.Nil {
		return "", false // nobody owns nothing, whatever the column holds
	} else if c.own {
		add(b.cols.CreatedBy != "", func() string {
			return "coalesce(" + b.cols.CreatedBy + " = " + b.bind(person, "uuid") + ", false)"
		})
	}
	if c.translation {
		add(b.cols.Locale != "" && b.cols.SourceLocale != "", func() string { return b.cols.Locale + " <> " + b.cols.SourceLocale })
	}
	if c.states != nil {
		add(b.cols.Editing != "", func() string { return b.cols.Editing + " = any(" + b.bind(c.states, "text[]") + ")" })
	}
	if c.visible != nil {
		add(b.cols.Visibility != "", func() string { return b.cols.Visibility + " = any(" + b.bind(c.visible, "text[]") + ")" })
	}
	if impossible {
		return "", false
	}
	if len(parts) == 0 {
		return "true", true
	}
	return "(" + strings.Join(parts, " and ") + ")", true
}

// domainTerms adds the terms of a row that depend on where it counts: organisation, type, locale, grant.
func (b *predicate) domainTerms(r row, c condition, d domain, add func(bool, func() string)) {
	if !d.everywhere {
		add(b.cols.Organisation != "", func() string {
			return b.cols.Organisation + " = any(" + b.bind(d.organisations, "uuid[]") + ")"
		})
	}
	if rest, not := strings.CutPrefix(r.types, "!"); not {
		add(b.cols.Type != "", func() string {
			return b.cols.Type + " <> all(" + b.bind(append(strings.Split(rest, "|"), ""), "text[]") + ")"
		})
	} else if r.types != "*" {
		add(b.cols.Type != "", func() string { return b.typeIn(strings.Split(r.types, "|")) })
	}
	if c.locale {
		add(b.cols.Locale != "", func() string {
			return b.cols.Locale + " = any(" + b.bind(noNil(d.locales), "text[]") + ")"
		})
	}
	if c.granted {
		add(b.cols.Organisation != "" && b.cols.Type != "", b.granted)
	}
}

// typeIn is the condition that the type is one of these; the missing type is none of them.
func (b *predicate) typeIn(types []string) string {
	if b.cols.Type == "" {
		return "false"
	}
	types = slices.DeleteFunc(slices.Clone(types), func(t string) bool { return t == "" })
	return b.cols.Type + " = any(" + b.bind(noNil(types), "text[]") + ")"
}

// granted is the condition that the organisation has a grant for the type and the action.
func (b *predicate) granted() string {
	organisations, types := []uuid.UUID{}, []string{}
	for _, g := range b.actor.grants() {
		if g.Action == b.action {
			organisations, types = append(organisations, g.OrganisationID), append(types, g.Type)
		}
	}
	return fmt.Sprintf("exists (select from unnest(%s, %s) as granted (organisation, type) where granted.organisation = %s and granted.type = %s)",
		b.bind(organisations, "uuid[]"), b.bind(types, "text[]"), b.cols.Organisation, b.cols.Type)
}

// noNil makes an empty list of a missing one: a null array would make the condition null, not false.
func noNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
