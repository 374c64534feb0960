package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/sites"
	"lotse/cms/web"
)

// registerSites registers who reads what is published, with which keys.
func (d *door) registerSites(a *web.API) {
	web.Route(a, get, "/sites", auth.SiteManage, "List the sites that read what is published", d.listSites, web.Errors("bad_cursor"))
	web.Route(a, post, "/sites", auth.SiteManage, "Make a site", d.createSite, web.Status(201), web.Errors("slug_taken"))
	web.Route(a, get, "/sites/{id}", auth.SiteManage, "Get a site", d.site)
	web.Route(a, put, "/sites/{id}", auth.SiteManage, "Change a site", d.changeSite, guarded())
	web.Route(a, post, "/sites/{id}/disable", auth.SiteManage, "Have the keys of a site refused", d.disableSite)
	web.Route(a, post, "/sites/{id}/enable", auth.SiteManage, "Let the keys of a site in again", d.enableSite)
	web.Route(a, get, "/sites/{id}/keys", auth.SiteManage, "List the keys of a site", d.siteKeys)
	web.Route(a, post, "/sites/{id}/keys", auth.SiteManage, "Make a key of a site", d.createSiteKey, web.Status(201), web.Unrepeatable(), web.Errors("too_many_keys"),
		web.Describe("A site may have several keys at a time: give it the new one, then revoke the old one."))
	web.Route(a, remove, "/sites/{id}/keys/{key}", auth.SiteManage, "Revoke a key of a site", d.revokeSiteKey)
}

type siteOut struct {
	ETag string `header:"ETag"`
	Body sites.Site
}

func newSiteOut(s sites.Site, err error) (*siteOut, error) {
	if err != nil {
		return nil, err
	}
	return &siteOut{ETag: etagOf(s.Version), Body: s}, nil
}

// ScopeFields are what a site may read at most. Exported, like SiteFields, because an embedded struct must be.
type ScopeFields struct {
	Types         []string `json:"types,omitempty" maxItems:"200" nullable:"false" doc:"Content types."`
	Locales       []string `json:"locales,omitempty" maxItems:"200" nullable:"false"`
	Organisations []string `json:"organisations,omitempty" maxItems:"200" nullable:"false" doc:"Ids of organisations."`
	Categories    []string `json:"categories,omitempty" maxItems:"200" nullable:"false" doc:"Ids of categories. Types that have no categories are not limited by them."`
}

// SiteFields are what can be said of a site.
type SiteFields struct {
	Name      string      `json:"name" maxLength:"200"`
	Scope     ScopeFields `json:"scope,omitempty" doc:"What its keys read at most; a list that is empty or missing does not limit."`
	Origins   []string    `json:"origins,omitempty" maxItems:"50" nullable:"false" doc:"Origins of the pages that may ask with its keys; none: only programs may." example:"[\"https://portal.example\"]"`
	Address   string      `json:"address,omitempty" maxLength:"500" doc:"Pattern of its public pages." example:"https://portal.example/{locale}/{type}/{slug}"`
	Preview   string      `json:"preview,omitempty" maxLength:"500" doc:"Pattern of its page for previews." example:"https://portal.example/preview?token={token}"`
	RateLimit *int        `json:"rateLimit,omitempty" minimum:"1" maximum:"1000000" doc:"Requests a minute; the usual limit where missing."`
}

func (f SiteFields) input() sites.SiteInput {
	scope := sites.SiteScope{
		Types: f.Scope.Types, Locales: f.Scope.Locales, Organisations: idsOf(f.Scope.Organisations), Categories: idsOf(f.Scope.Categories),
	}
	return sites.SiteInput{
		Name: f.Name, Scope: scope, Origins: f.Origins, Address: f.Address, Preview: f.Preview, RateLimit: f.RateLimit,
	}
}

// idsOf reads ids. What is none becomes the id of nothing, which the core refuses at its place.
func idsOf(texts []string) []uuid.UUID {
	ids := make([]uuid.UUID, len(texts))
	for i, text := range texts {
		ids[i], _ = uuid.Parse(text)
	}
	return ids
}

type createSiteIn struct {
	Body struct {
		SiteFields
		Slug string `json:"slug,omitempty" maxLength:"80" doc:"Made of the name where missing."`
	}
}

func (d *door) createSite(ctx context.Context, in *createSiteIn) (*siteOut, error) {
	return newSiteOut(d.sites.CreateSite(ctx, web.Actor(ctx), in.Body.Slug, in.Body.input()))
}

func (d *door) listSites(ctx context.Context, in *PageParams) (*listOut[sites.Site], error) {
	query := queryOf(ctx, "sites")
	var after string
	if _, err := d.after(query, in.Cursor, &after); err != nil {
		return nil, err
	}
	all, err := d.sites.Sites(ctx, web.Actor(ctx), after, in.Limit)
	if err != nil {
		return nil, err
	}
	out := items(all)
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].Slug)
	}
	return out, err
}

func (d *door) site(ctx context.Context, in *IDParam) (*siteOut, error) {
	return newSiteOut(d.sites.Site(ctx, web.Actor(ctx), in.ID))
}

type changeSiteIn struct {
	ChangeParams
	Body SiteFields
}

func (d *door) changeSite(ctx context.Context, in *changeSiteIn) (*siteOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newSiteOut(d.sites.ChangeSite(ctx, web.Actor(ctx), in.ID, match.Entry, in.Body.input()))
}

func (d *door) disableSite(ctx context.Context, in *IDParam) (*siteOut, error) {
	return newSiteOut(d.sites.DisableSite(ctx, web.Actor(ctx), in.ID, true))
}

func (d *door) enableSite(ctx context.Context, in *IDParam) (*siteOut, error) {
	return newSiteOut(d.sites.DisableSite(ctx, web.Actor(ctx), in.ID, false))
}

func (d *door) siteKeys(ctx context.Context, in *IDParam) (*listOut[sites.SiteKey], error) {
	all, err := d.sites.SiteKeys(ctx, web.Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

type createSiteKeyIn struct {
	IDParam
	Body struct {
		Name      string     `json:"name" maxLength:"200"`
		ExpiresAt *time.Time `json:"expiresAt,omitempty" doc:"Good until it is revoked where missing; at most in five years."`
	}
}

// CreatedSiteKey is a key with its secret.
type CreatedSiteKey struct {
	sites.SiteKey
	Secret string `json:"secret" doc:"Shown once and stored nowhere."`
}

type createSiteKeyOut struct{ Body CreatedSiteKey }

func (d *door) createSiteKey(ctx context.Context, in *createSiteKeyIn) (*createSiteKeyOut, error) {
	secret, key, err := d.sites.CreateSiteKey(ctx, web.Actor(ctx), in.ID, in.Body.Name, timeOf(in.Body.ExpiresAt))
	if err != nil {
		return nil, err
	}
	return &createSiteKeyOut{Body: CreatedSiteKey{SiteKey: key, Secret: secret}}, nil
}

type siteKeyIn struct {
	IDParam
	Key uuid.UUID `path:"key" format:"uuid"`
}

func (d *door) revokeSiteKey(ctx context.Context, in *siteKeyIn) (*struct{}, error) {
	return nil, d.sites.RevokeSiteKey(ctx, web.Actor(ctx), in.ID, in.Key)
}
