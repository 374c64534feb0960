package api

import (
	"context"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/web"
)

// membership is a role of an account, in an organisation or agency-wide.
type membership struct {
	ID           uuid.UUID  `json:"id" format:"uuid"`
	Account      uuid.UUID  `json:"account" format:"uuid"`
	Name         string     `json:"name" doc:"Of the account."`
	Organisation *uuid.UUID `json:"organisation" format:"uuid" doc:"Null for agency-wide roles."`
	Role         string     `json:"role" enum:"contributor,manager,translator,editor,publisher,admin"`
	Locales      []string   `json:"locales" nullable:"false" doc:"Languages of a translator."`
	Disabled     bool       `json:"disabled"`
}

func memberships(all []auth.Member, err error) (*listOut[membership], error) {
	if err != nil {
		return nil, err
	}
	out := items[membership](nil)
	for _, m := range all {
		one := membership{ID: m.ID, Account: m.AccountID, Name: m.Name, Role: m.Role, Locales: orNone(m.Locales), Disabled: m.Disabled}
		if m.OrganisationID != uuid.Nil {
			one.Organisation = &m.OrganisationID
		}
		out.Body.Items = append(out.Body.Items, one)
	}
	return out, nil
}

func (d *door) members(ctx context.Context, in *IDParam) (*listOut[membership], error) {
	return memberships(d.auth.Members(ctx, web.Actor(ctx), in.ID))
}

func (d *door) agencyMembers(ctx context.Context, _ *struct{}) (*listOut[membership], error) {
	return memberships(d.auth.Members(ctx, web.Actor(ctx), uuid.Nil))
}

func (d *door) membershipsOf(ctx context.Context, in *IDParam) (*listOut[membership], error) {
	return memberships(d.auth.MembershipsOf(ctx, web.Actor(ctx), in.ID))
}

type addMembershipIn struct {
	Body struct {
		Account      uuid.UUID  `json:"account" format:"uuid"`
		Organisation *uuid.UUID `json:"organisation,omitempty" format:"uuid" doc:"Missing for agency-wide roles."`
		Role         string     `json:"role" enum:"contributor,manager,translator,editor,publisher,admin"`
		Locales      []string   `json:"locales,omitempty" maxItems:"50" doc:"Languages of a translator."`
	}
}

type createdOut struct {
	Body struct {
		ID uuid.UUID `json:"id" format:"uuid"`
	}
}

func (d *door) addMembership(ctx context.Context, in *addMembershipIn) (*createdOut, error) {
	id, err := d.auth.AddMembership(ctx, web.Actor(ctx), auth.NewMembership{
		AccountID: in.Body.Account, OrganisationID: idOf(in.Body.Organisation), Role: in.Body.Role, Locales: in.Body.Locales,
	})
	if err != nil {
		return nil, err
	}
	out := &createdOut{}
	out.Body.ID = id
	return out, nil
}

func (d *door) removeMembership(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.auth.RemoveMembership(ctx, web.Actor(ctx), in.ID)
}
