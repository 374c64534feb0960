package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// entryOut is one variant of an entry with its entity tag.
type entryOut struct {
	Status   int
	ETag     string `header:"ETag" doc:"Both versions: \"variant.entry\"."`
	Location string `header:"Location"`
	Body     cms.Entry
}

func newEntryOut(e cms.Entry, err error) (*entryOut, error) {
	if err != nil {
		return nil, err
	}
	return &entryOut{Status: http.StatusOK, ETag: etag(e), Body: whole(e)}, nil
}

func newEntryCreated(e cms.Entry, err error) (*entryOut, error) {
	out, err := newEntryOut(e, err)
	if err != nil {
		return nil, err
	}
	out.Status, out.Location = http.StatusCreated, prefix+"/entries/"+e.ID.String()+"?locale="+e.Locale
	return out, nil
}

func etag(e cms.Entry) string { return web.Versions{Variant: e.Version, Entry: e.EntryVersion}.ETag() }

// whole writes empty lists and objects as such, never as null.
func whole(e cms.Entry) cms.Entry {
	if e.Locales == nil {
		e.Locales = []cms.VariantRef{}
	}
	if e.Problems == nil {
		e.Problems = []cms.Problem{}
	}
	if e.Actions == nil {
		e.Actions = []cms.Offered{}
	}
	if e.CorrectedBy == nil {
		e.CorrectedBy = []cms.Person{}
	}
	if e.Fields == nil {
		e.Fields = schema.Content{}
	}
	return e
}

type createEntryIn struct {
	Body struct {
		Type         string         `json:"type" maxLength:"40" example:"offer"`
		Organisation string         `json:"organisation" maxLength:"100" doc:"Id or slug." example:"brueckenhaus-jena"`
		Locale       string         `json:"locale" maxLength:"35" example:"de"`
		Fields       map[string]any `json:"fields,omitempty" doc:"By the draft schema of the type, GET /types/{type}."`
	}
}

func (d *door) createEntry(ctx context.Context, in *createEntryIn) (*entryOut, error) {
	organisation, err := d.owner(ctx, in.Body.Organisation)
	if err != nil {
		return nil, err
	}
	return newEntryCreated(d.cms.CreateEntry(ctx, web.Actor(ctx), cms.CreateEntry{
		Type: in.Body.Type, OrganisationID: organisation, Locale: in.Body.Locale, Fields: orEmpty(in.Body.Fields),
	}))
}

// owner reads an organisation that is named by id or slug. A slug that the actor may not see is answered
// like an organisation in which it may not create anything.
func (d *door) owner(ctx context.Context, idOrSlug string) (uuid.UUID, error) {
	if id, err := uuid.Parse(idOrSlug); err == nil {
		return id, nil
	}
	o, err := d.auth.Organisation(ctx, web.Actor(ctx), idOrSlug)
	if command.KindOf(err) == command.NotFound {
		return uuid.Nil, command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	return o.ID, err
}

func orEmpty(fields map[string]any) schema.Content {
	if fields == nil {
		return schema.Content{}
	}
	return fields
}

type entryIn struct {
	IDParam
	LocaleParam
}

func (d *door) entry(ctx context.Context, in *entryIn) (*entryOut, error) {
	// The entity tag guards writes. It is no reason for 304: who asks, and what happened to other locales,
	// change the answer as well.
	return newEntryOut(d.cms.Entry(ctx, web.Actor(ctx), in.ID, in.Locale))
}

type saveEntryIn struct {
	IDParam
	LocaleParam
	MatchParam
	Body struct {
		Fields map[string]any `json:"fields" doc:"The whole working copy, by the draft schema of the type."`
	}
}

func (d *door) saveEntry(ctx context.Context, in *saveEntryIn) (*entryOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newEntryOut(d.cms.Save(ctx, web.Actor(ctx), cms.Save{
		EntryID: in.ID, Locale: in.Locale, Version: match.Variant, Fields: orEmpty(in.Body.Fields),
	}))
}

type createVariantIn struct {
	IDParam
	Body struct {
		Locale string         `json:"locale" maxLength:"35" example:"en"`
		Fields map[string]any `json:"fields,omitempty" doc:"Localised fields only."`
	}
}

func (d *door) createVariant(ctx context.Context, in *createVariantIn) (*entryOut, error) {
	return newEntryCreated(d.cms.CreateVariant(ctx, web.Actor(ctx), cms.CreateVariant{
		EntryID: in.ID, Locale: in.Body.Locale, Fields: in.Body.Fields,
	}))
}

type setSlugIn struct {
	IDParam
	MatchParam
	Body struct {
		Slug string `json:"slug" minLength:"1" maxLength:"200"`
	}
}

func (d *door) setSlug(ctx context.Context, in *setSlugIn) (*entryOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newEntryOut(d.cms.SetSlug(ctx, web.Actor(ctx), in.ID, match.Entry, in.Body.Slug))
}

// parameters are those of an action; which are taken says the action (GET /workflows).
type parameters struct {
	Reason       string     `json:"reason,omitempty" maxLength:"5000"`
	At           *time.Time `json:"at,omitempty"`
	Revision     *uuid.UUID `json:"revision,omitempty" format:"uuid"`
	Organisation *uuid.UUID `json:"organisation,omitempty" format:"uuid"`
}

type actIn struct {
	IDParam
	LocaleParam
	MatchParam
	Action string      `path:"action" maxLength:"40" example:"submit"`
	Body   *parameters `required:"false"`
}

func (d *door) act(ctx context.Context, in *actIn) (*entryOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	act := cms.Act{EntryID: in.ID, Locale: in.Locale, Action: in.Action, Version: match.Variant}
	if d.onEntry(in.Action) {
		act.Version = match.Entry
	}
	if p := in.Body; p != nil {
		act.Reason, act.At = p.Reason, timeOf(p.At)
		act.Revision, act.Organisation = idOf(p.Revision), idOf(p.Organisation)
	}
	e, err := d.cms.Act(ctx, web.Actor(ctx), act)
	out, err := newEntryOut(e, err)
	if err == nil && e.Type == "" { // it was deleted
		return &entryOut{Status: http.StatusNoContent}, nil
	}
	return out, err
}

// onEntry tells the scope of an action, which all workflows agree on.
func (d *door) onEntry(action string) bool {
	for _, w := range d.workflows {
		if a := w.Action(action); a != nil {
			return a.Scope == workflow.OnEntry
		}
	}
	return false
}

func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

func idOf(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

type entriesIn struct {
	PageParams
	Type         string   `query:"type" maxLength:"40"`
	Editing      []string `query:"editing" maxItems:"10" enum:"draft,in_signoff,in_review,changes_requested,rejected,approved,clean" doc:"One or several, separated by commas."`
	Visibility   string   `query:"visibility" enum:"none,live,withdrawn"`
	Organisation string   `query:"organisation" maxLength:"100" doc:"Id or slug."`
	Locale       string   `query:"locale" maxLength:"35" doc:"A language tag, or 'source' for the source variants only."`
	Q            string   `query:"q" maxLength:"200"`
	Mine         bool     `query:"mine" doc:"Only what I made or submitted."`
	Unreviewed   bool     `query:"unreviewed"`
	Claimed      string   `query:"claimed" enum:"me,none"`
	Archived     bool     `query:"archived" doc:"The archive instead of the rest."`
	Sort         string   `query:"sort" enum:"-updatedAt,updatedAt,-submittedAt,submittedAt,title,-title,expiresAt,-expiresAt" default:"-updatedAt"`
	Total        bool     `query:"total" doc:"Count the whole list, up to 10,000."`
}

// query is what a cursor of this list is bound to.
func (in *entriesIn) query(ctx context.Context) string {
	return queryOf(ctx, "entries", "type", in.Type, "editing", strings.Join(in.Editing, ","), "visibility", in.Visibility,
		"organisation", in.Organisation, "locale", in.Locale, "q", in.Q, "mine", strconv.FormatBool(in.Mine),
		"unreviewed", strconv.FormatBool(in.Unreviewed), "claimed", in.Claimed, "archived", strconv.FormatBool(in.Archived), "sort", in.Sort)
}

func (d *door) entries(ctx context.Context, in *entriesIn) (*listOut[cms.EntrySummary], error) {
	query := in.query(ctx)
	f := cms.EntryFilter{
		Type: in.Type, Editing: in.Editing, Visibility: in.Visibility, Organisation: in.Organisation, Locale: in.Locale,
		Query: in.Q, Mine: in.Mine, Unreviewed: in.Unreviewed, Claimed: in.Claimed, Archived: in.Archived,
		Sort: in.Sort, Limit: in.Limit, CountTotal: in.Total,
	}
	var cursor cms.Cursor
	if ok, err := d.after(query, in.Cursor, &cursor); err != nil {
		return nil, err
	} else if ok {
		f.Cursor = &cursor
	}
	page, err := d.cms.Entries(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, badQuery(err)
	}
	out := items(page.Items)
	out.Body.Total = page.Total
	if page.Next != nil {
		out.Body.Next, err = d.next(query, page.Next)
	}
	return out, err
}
