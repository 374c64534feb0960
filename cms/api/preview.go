package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/web"
)

// registerPreviews registers links that show a working copy to whoever has them.
func (d *door) registerPreviews(a *web.API) {
	web.Route(a, get, "/previews/sites", web.SignedIn, "List the sites that can show a preview", d.previewSites)
	web.Route(a, get, "/entries/{id}/previews", auth.Read, "List the preview links of an entry that are valid", d.previews)
	web.Route(a, post, "/entries/{id}/previews", auth.Read, "Make a link that shows the working copy of a variant", d.createPreview, web.Status(201), web.Unrepeatable(), web.Errors("too_many_previews"),
		web.Describe("Whoever has the link sees the text as it is at that time, without signing in, until the link expires or its maker may not read the text any more."))
	web.Route(a, remove, "/entries/{id}/previews/{preview}", auth.Read, "Revoke a preview link", d.revokePreview)
}

func (d *door) previewSites(ctx context.Context, _ *struct{}) (*listOut[cms.PreviewSite], error) {
	all, err := d.cms.PreviewSites(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

func (d *door) previews(ctx context.Context, in *IDParam) (*listOut[cms.Preview], error) {
	all, err := d.cms.Previews(ctx, web.Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

type createPreviewIn struct {
	IDParam
	LocaleParam
	Body struct {
		Site      *uuid.UUID `json:"site,omitempty" format:"uuid" doc:"The site whose preview page the link leads to; without one it leads to the item as JSON."`
		ExpiresIn int        `json:"expiresIn,omitempty" minimum:"60" maximum:"604800" default:"86400" doc:"Seconds."`
	}
}

// CreatedPreview is a preview with its link.
type CreatedPreview struct {
	cms.Preview
	URL   string `json:"url" doc:"The link. Shown once."`
	Token string `json:"token" doc:"Its secret part, for GET /content/v1/preview/{token}. Shown once."`
}

type createPreviewOut struct{ Body CreatedPreview }

func (d *door) createPreview(ctx context.Context, in *createPreviewIn) (*createPreviewOut, error) {
	wanted := cms.NewPreview{EntryID: in.ID, Locale: in.Locale, Life: time.Duration(in.Body.ExpiresIn) * time.Second}
	if in.Body.Site != nil {
		wanted.SiteID = *in.Body.Site
	}
	p, link, token, err := d.cms.CreatePreview(ctx, web.Actor(ctx), wanted)
	if err != nil {
		return nil, err
	}
	return &createPreviewOut{Body: CreatedPreview{Preview: p, URL: link, Token: token}}, nil
}

type previewIn struct {
	IDParam
	Preview uuid.UUID `path:"preview" format:"uuid"`
}

func (d *door) revokePreview(ctx context.Context, in *previewIn) (*struct{}, error) {
	return nil, d.cms.RevokePreview(ctx, web.Actor(ctx), in.ID, in.Preview)
}
