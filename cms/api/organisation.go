package api

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/web"
)

// organisation is the domain of roles; its public face is an entry.
type organisation struct {
	ID              uuid.UUID  `json:"id" format:"uuid"`
	Slug            string     `json:"slug"`
	Name            string     `json:"name"`
	Kind            string     `json:"kind" enum:"initiative,employer,ministry,agency"`
	InternalSignoff bool       `json:"internalSignoff" doc:"Its entries are signed off inside before the agency reviews them."`
	SuspendedAt     *time.Time `json:"suspendedAt"`
	CreatedAt       time.Time  `json:"createdAt"`
	Version         int        `json:"version"`
}

func newOrganisation(o auth.Organisation) organisation {
	return organisation{
		ID: o.ID, Slug: o.Slug, Name: o.Name, Kind: o.Kind, InternalSignoff: o.InternalSignoff,
		SuspendedAt: o.SuspendedAt, CreatedAt: o.CreatedAt, Version: o.Version,
	}
}

// etagOf is the entity tag of what has one version.
func etagOf(version int) string { return strconv.Quote(strconv.Itoa(version)) }

type organisationOut struct {
	ETag string `header:"ETag"`
	Body organisation
}

func newOrganisationOut(o auth.Organisation, err error) (*organisationOut, error) {
	if err != nil {
		return nil, err
	}
	return &organisationOut{ETag: etagOf(o.Version), Body: newOrganisation(o)}, nil
}

// OrganisationFields are what can be said of an organisation. Exported, because an embedded struct must be.
type OrganisationFields struct {
	Name            string `json:"name" maxLength:"200"`
	Kind            string `json:"kind" enum:"initiative,employer,ministry,agency"`
	InternalSignoff bool   `json:"internalSignoff,omitempty"`
}

type createOrganisationIn struct {
	Body struct {
		OrganisationFields
		Slug string `json:"slug,omitempty" maxLength:"80" doc:"Made of the name where missing."`
	}
}

func (d *door) createOrganisation(ctx context.Context, in *createOrganisationIn) (*organisationOut, error) {
	return newOrganisationOut(d.auth.CreateOrganisation(ctx, web.Actor(ctx), auth.NewOrganisation{
		Slug: in.Body.Slug, Name: in.Body.Name, Kind: in.Body.Kind, InternalSignoff: in.Body.InternalSignoff,
	}))
}

type organisationsIn struct {
	PageParams
	Q    string `query:"q" maxLength:"200" doc:"Part of the name."`
	Kind string `query:"kind" enum:"initiative,employer,ministry,agency"`
}

func (d *door) organisations(ctx context.Context, in *organisationsIn) (*listOut[organisation], error) {
	query := queryOf(ctx, "organisations", "q", in.Q, "kind", in.Kind)
	f := auth.OrganisationFilter{Query: in.Q, Kind: in.Kind, Limit: in.Limit}
	if _, err := d.after(query, in.Cursor, &f.After); err != nil {
		return nil, err
	}
	all, err := d.auth.Organisations(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, err
	}
	out := items[organisation](nil)
	for _, o := range all {
		out.Body.Items = append(out.Body.Items, newOrganisation(o))
	}
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].Slug)
	}
	return out, err
}

type organisationIn struct {
	ID string `path:"id" maxLength:"100" doc:"Id or slug."`
}

func (d *door) organisation(ctx context.Context, in *organisationIn) (*organisationOut, error) {
	return newOrganisationOut(d.auth.Organisation(ctx, web.Actor(ctx), in.ID))
}

type changeOrganisationIn struct {
	ChangeParams
	Body OrganisationFields
}

func (d *door) changeOrganisation(ctx context.Context, in *changeOrganisationIn) (*organisationOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newOrganisationOut(d.cms.ChangeOrganisation(ctx, web.Actor(ctx), auth.OrganisationChange{
		ID: in.ID, Version: match.Entry, Name: in.Body.Name, Kind: in.Body.Kind, InternalSignoff: in.Body.InternalSignoff,
	}))
}

func (d *door) suspendOrganisation(ctx context.Context, in *IDParam) (*organisationOut, error) {
	return d.setSuspended(ctx, in.ID, true)
}

func (d *door) resumeOrganisation(ctx context.Context, in *IDParam) (*organisationOut, error) {
	return d.setSuspended(ctx, in.ID, false)
}

func (d *door) setSuspended(ctx context.Context, id uuid.UUID, suspend bool) (*organisationOut, error) {
	if err := d.cms.SuspendOrganisation(ctx, web.Actor(ctx), id, suspend); err != nil {
		return nil, err
	}
	return newOrganisationOut(d.auth.Organisation(ctx, web.Actor(ctx), id.String()))
}

// grant trusts an organisation with an action on a type.
type grant struct {
	Type   string `json:"type"`
	Action string `json:"action" enum:"publish"`
}

func (d *door) grants(ctx context.Context, in *IDParam) (*listOut[grant], error) {
	all, err := d.auth.Grants(ctx, web.Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := items[grant](nil)
	for _, g := range all {
		out.Body.Items = append(out.Body.Items, grant{Type: g.Type, Action: g.Action})
	}
	return out, nil
}

type grantIn struct {
	IDParam
	Type string `path:"type" maxLength:"40"`
}

func (d *door) addGrant(ctx context.Context, in *grantIn) (*struct{}, error) {
	return nil, d.auth.AddGrant(ctx, web.Actor(ctx), in.ID, in.Type)
}

func (d *door) revokeGrant(ctx context.Context, in *grantIn) (*struct{}, error) {
	return nil, d.auth.RevokeGrant(ctx, web.Actor(ctx), in.ID, in.Type)
}
