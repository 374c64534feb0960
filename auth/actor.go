package auth

import (
	"slices"

	"github.com/google/uuid"

	"lotse/internal/audit"
)

// Actor is whoever acts, with all that is needed to say what they may.
type Actor struct {
	audit.Actor
	// AccountID answers for what is done: the account itself or the one acted for; uuid.Nil for nobody.
	AccountID   uuid.UUID
	Memberships []Membership
	// Grants are those of the organisations in which the account is a member.
	Grants []Grant
	// Scope narrows what a token may; nil for people. A token without a scope may nothing.
	Scope *Scope
	// Locale is the language that the person reads: de or en.
	Locale string
	// SessionID is the session that the person came with, uuid.Nil for all others.
	SessionID uuid.UUID
}

// Membership gives an account a role in one organisation, or agency-wide.
type Membership struct {
	OrganisationID uuid.UUID // uuid.Nil: agency-wide (`*`)
	Role           string
	Locales        []string // translators: the languages that they write
}

// Grant lets the people of an organisation take an action on a type beyond the policy.
type Grant struct {
	OrganisationID uuid.UUID
	Type           string
	Action         string
}

// Scope is what a token may at most. `*` stands for all; an empty list allows nothing.
type Scope struct {
	Actions []string
	Types   []string
}

// Resource is what an action is asked for. For a list row or an entry all fields are those of the variant
// concerned; for create and create_variant those of what would come to be.
type Resource struct {
	Type           string
	OrganisationID uuid.UUID
	CreatedBy      uuid.UUID // uuid.Nil: nobody, or not known
	Locale         string
	Translation    bool // Locale is not the entry's source locale
	Editing        string
	Visibility     string
}

// Anonymous is an actor without any rights.
func Anonymous() Actor { return Actor{Actor: audit.Actor{Kind: audit.Submitter}} }

// System is Lotse itself: background work, the command line's set-up of accounts.
func System() Actor { return Actor{Actor: audit.Actor{Kind: audit.System}} }

// Import is the operator's import in the name of an account. Its rights are those of the policy's role
// `import`, whatever memberships the account has.
func Import(account uuid.UUID) Actor {
	return Actor{Actor: audit.Actor{Kind: audit.Import, OnBehalfOf: account}, AccountID: account}
}

// AccountActor is a person with these memberships, as SessionActor would return it.
func AccountActor(account uuid.UUID, memberships ...Membership) Actor {
	return Actor{
		Actor: audit.Actor{Kind: audit.Account, ID: account}, AccountID: account,
		Memberships: memberships, Locale: "de",
	}
}

// Known tells whether somebody is signed in: a person or a token.
func (a Actor) Known() bool {
	return (a.Kind == audit.Account || a.Kind == audit.Token) && a.AccountID != uuid.Nil
}

// IsPerson tells whether a signed-in person acts, not a program on their behalf.
func (a Actor) IsPerson() bool { return a.Kind == audit.Account && a.AccountID != uuid.Nil }

// AgencyRoles lists the roles that the actor has everywhere.
func (a Actor) AgencyRoles() []string { return a.RolesIn(uuid.Nil) }

// RolesIn lists the roles given in exactly this organisation, uuid.Nil for the agency-wide ones.
func (a Actor) RolesIn(organisation uuid.UUID) []string {
	var out []string
	for _, m := range a.Memberships {
		if m.OrganisationID == organisation && !slices.Contains(out, m.Role) {
			out = append(out, m.Role)
		}
	}
	return out
}

// Organisations lists the organisations in which the actor is a member, in the order of the memberships.
func (a Actor) Organisations() []uuid.UUID {
	var out []uuid.UUID
	for _, m := range a.Memberships {
		if m.OrganisationID != uuid.Nil && !slices.Contains(out, m.OrganisationID) {
			out = append(out, m.OrganisationID)
		}
	}
	return out
}

// Locales lists the languages of the actor's translator roles.
func (a Actor) Locales() []string {
	var out []string
	for _, m := range a.Memberships {
		for _, l := range m.Locales {
			if !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// memberships are the roles that count for the policy. Only people and tokens have those of their
// account; links and submitters have none.
func (a Actor) memberships() []Membership {
	switch a.Kind {
	case audit.Account, audit.Token:
		return a.Memberships
	case audit.System:
		return []Membership{{Role: roleSystem}}
	case audit.Import:
		return []Membership{{Role: roleImport}}
	default:
		return nil
	}
}

// grants are those that count for the policy.
func (a Actor) grants() []Grant {
	if a.Kind == audit.Account || a.Kind == audit.Token {
		return a.Grants
	}
	return nil
}

// inScope tells whether a token's scope covers the action. People and Lotse itself have no scope.
func (a Actor) inScope(action string) bool {
	if a.Scope == nil {
		return a.Kind != audit.Token
	}
	if a.Kind == audit.Token && personal[action] {
		return false
	}
	return slices.Contains(a.Scope.Actions, "*") || slices.Contains(a.Scope.Actions, action)
}

// typeInScope tells whether a token's scope covers the type. Administrative actions have no type.
func (a Actor) typeInScope(typ string) bool {
	return a.Scope == nil || slices.Contains(a.Scope.Types, "*") || (typ != "" && slices.Contains(a.Scope.Types, typ))
}
