package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/web"
)

type releaseOut struct {
	ETag string `header:"ETag"`
	Body cms.ReleaseView
}

func newReleaseOut(r cms.ReleaseView, err error) (*releaseOut, error) {
	if err != nil {
		return nil, err
	}
	return &releaseOut{ETag: etagOf(r.Version), Body: wholeRelease(r)}, nil
}

func wholeRelease(r cms.ReleaseView) cms.ReleaseView {
	if r.Problems == nil {
		r.Problems = []cms.Problem{}
	}
	if r.Members == nil {
		r.Members = []cms.ReleaseMember{}
	}
	return r
}

type createReleaseIn struct {
	Body struct {
		Title     string        `json:"title,omitempty" maxLength:"200"`
		Direction string        `json:"direction,omitempty" enum:"live,off" default:"live"`
		At        *time.Time    `json:"at,omitempty" doc:"Now where missing."`
		Members   []releaseItem `json:"members" minItems:"1" maxItems:"100" nullable:"false"`
	}
}

type releaseItem struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Locale string    `json:"locale" maxLength:"35"`
}

func (d *door) createRelease(ctx context.Context, in *createReleaseIn) (*releaseOut, error) {
	wanted := cms.CreateRelease{Title: in.Body.Title, Direction: in.Body.Direction, At: timeOf(in.Body.At)}
	for _, m := range in.Body.Members {
		wanted.Members = append(wanted.Members, cms.ReleaseItem{EntryID: m.ID, Locale: m.Locale})
	}
	return newReleaseOut(d.cms.CreateRelease(ctx, web.Actor(ctx), wanted))
}

type releasesIn struct {
	PageParams
	State string `query:"state" enum:"scheduled,done,failed,cancelled"`
}

func (d *door) releases(ctx context.Context, in *releasesIn) (*listOut[cms.ReleaseView], error) {
	query := queryOf(ctx, "releases", "state", in.State)
	var cursor *cms.Cursor
	if in.Cursor != "" {
		cursor = &cms.Cursor{}
		if _, err := d.after(query, in.Cursor, cursor); err != nil {
			return nil, err
		}
	}
	page, err := d.cms.Releases(ctx, web.Actor(ctx), in.State, in.Limit, cursor)
	if err != nil {
		return nil, badQuery(err)
	}
	for i := range page.Items {
		page.Items[i] = wholeRelease(page.Items[i])
	}
	out := items(page.Items)
	if page.Next != nil {
		out.Body.Next, err = d.next(query, page.Next)
	}
	return out, err
}

func (d *door) release(ctx context.Context, in *IDParam) (*releaseOut, error) {
	return newReleaseOut(d.cms.Release(ctx, web.Actor(ctx), in.ID))
}

// ChangeParams name a release and the version that a change of it is based on.
type ChangeParams struct {
	IDParam
	MatchParam
}

func (d *door) cancelRelease(ctx context.Context, in *ChangeParams) (*releaseOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newReleaseOut(d.cms.CancelRelease(ctx, web.Actor(ctx), in.ID, match.Entry))
}
