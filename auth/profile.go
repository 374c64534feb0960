package auth

import (
	"context"
	"slices"

	"github.com/google/uuid"
)

// Profile is what the desk needs to know about who is signed in.
type Profile struct {
	Account       Account
	Organisations []ProfileOrganisation // in the order of the memberships
	Roles         []string              // agency-wide
	Locales       []string              // of the translator roles
}

// ProfileOrganisation is an organisation with what the account is in it.
type ProfileOrganisation struct {
	Organisation
	Roles   []string
	Locales []string
}

// Profile returns account, organisations and roles of the actor.
func (s *Service) Profile(ctx context.Context, a Actor) (Profile, error) {
	if !a.Known() {
		return Profile{}, errUnauthenticated()
	}
	account, err := s.Account(ctx, a, a.AccountID)
	if err != nil {
		return Profile{}, err
	}
	known, err := s.OrganisationsByID(ctx, a.Organisations())
	if err != nil {
		return Profile{}, err
	}
	p := Profile{Account: account, Roles: a.AgencyRoles(), Locales: a.Locales()}
	for _, id := range a.Organisations() {
		o, ok := known[id]
		if !ok {
			continue
		}
		p.Organisations = append(p.Organisations, ProfileOrganisation{
			Organisation: o, Roles: a.RolesIn(id), Locales: localesIn(a, id),
		})
	}
	return p, nil
}

func localesIn(a Actor, organisation uuid.UUID) []string {
	var out []string
	for _, m := range a.Memberships {
		for _, l := range m.Locales {
			if m.OrganisationID == organisation && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}
