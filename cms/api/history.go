package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/web"
	"lotse/schema"
)

type historyIn struct {
	IDParam
	LocaleParam
	PageParams
}

func (d *door) revisions(ctx context.Context, in *historyIn) (*listOut[cms.RevisionView], error) {
	query := queryOf(ctx, "revisions", "id", in.ID.String(), "locale", in.Locale)
	var before int
	if _, err := d.after(query, in.Cursor, &before); err != nil {
		return nil, err
	}
	revisions, err := d.cms.Revisions(ctx, web.Actor(ctx), in.ID, in.Locale, in.Limit, before)
	if err != nil {
		return nil, err
	}
	out := items(revisions)
	if n := len(revisions); n == in.Limit {
		out.Body.Next, err = d.next(query, revisions[n-1].Number)
	}
	return out, err
}

type revisionIn struct {
	IDParam
	LocaleParam
	Revision uuid.UUID `path:"revision" format:"uuid"`
}

type revisionOut struct{ Body cms.RevisionView }

func (d *door) revision(ctx context.Context, in *revisionIn) (*revisionOut, error) {
	r, err := d.cms.Revision(ctx, web.Actor(ctx), in.ID, in.Locale, in.Revision)
	if err != nil {
		return nil, err
	}
	return &revisionOut{Body: r}, nil
}

type compareIn struct {
	IDParam
	LocaleParam
	From string `query:"from" required:"true" maxLength:"36" doc:"The id of a revision, or live, working, pending, base, empty."`
	To   string `query:"to" required:"true" maxLength:"36" doc:"The id of a revision, or live, working, pending, base, empty."`
}

type compareOut struct{ Body cms.Comparison }

func (d *door) compare(ctx context.Context, in *compareIn) (*compareOut, error) {
	c, err := d.cms.Compare(ctx, web.Actor(ctx), in.ID, in.Locale, in.From, in.To)
	if err != nil {
		return nil, badQuery(err)
	}
	if c.Changes == nil {
		c.Changes = []schema.Change{}
	}
	return &compareOut{Body: c}, nil
}

// actor is who did something, as the history shows it.
type actor struct {
	Kind string     `json:"kind" enum:"account,token,link,submitter,import,system"`
	ID   *uuid.UUID `json:"id" format:"uuid"`
	Name string     `json:"name" doc:"Empty where nobody known acted, or the person was erased."`
}

// activity is one line of the history of an entry.
type activity struct {
	ID       uuid.UUID      `json:"id"`
	At       time.Time      `json:"at"`
	Action   string         `json:"action"`
	Actor    actor          `json:"actor"`
	Locale   string         `json:"locale,omitempty"`
	Changes  map[string]any `json:"changes"`
	Revision *uuid.UUID     `json:"revision,omitempty" format:"uuid"`
	Remark   string         `json:"remark,omitempty"`
}

func newActivity(v cms.ActivityView) activity {
	a := activity{
		ID: v.ID, At: v.At, Action: v.Action, Actor: actor{Kind: v.ActorKind}, Locale: v.Locale,
		Changes: v.Changes, Revision: v.Revision, Remark: v.Remark,
	}
	if v.Actor != nil {
		a.Actor.ID, a.Actor.Name = &v.Actor.ID, v.Actor.Name
	}
	if a.Changes == nil {
		a.Changes = map[string]any{}
	}
	return a
}

type activityIn struct {
	IDParam
	PageParams
}

func (d *door) activity(ctx context.Context, in *activityIn) (*listOut[activity], error) {
	query := queryOf(ctx, "activity", "id", in.ID.String())
	var before uuid.UUID
	if _, err := d.after(query, in.Cursor, &before); err != nil {
		return nil, err
	}
	lines, err := d.cms.Activity(ctx, web.Actor(ctx), in.ID, in.Limit, before)
	if err != nil {
		return nil, err
	}
	out := items[activity](nil)
	for _, v := range lines {
		out.Body.Items = append(out.Body.Items, newActivity(v))
	}
	if n := len(lines); n == in.Limit {
		out.Body.Next, err = d.next(query, lines[n-1].ID)
	}
	return out, err
}
