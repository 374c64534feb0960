package cms

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

const sqlNowRead = `select lotse.now()`

// Entry returns one variant of an entry (the source's where locale is empty) as the actor may see it.
func (s *Service) Entry(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string) (Entry, error) {
	l, v, err := s.readVariant(ctx, actor, id, locale)
	if err != nil {
		return Entry{}, err
	}
	var now time.Time
	if err := s.db.QueryRow(ctx, sqlNowRead).Scan(&now); err != nil {
		return Entry{}, fmt.Errorf("ask for the time: %w", err)
	}
	return s.entryView(ctx, actor, l, v, now)
}

// entryView shows a loaded variant.
func (s *Service) entryView(ctx context.Context, actor auth.Actor, l *loaded, v *variantRow, now time.Time) (Entry, error) {
	e := l.entry
	out := Entry{
		ID: e.ID, Type: e.Type, Locale: v.Locale, SourceLocale: e.SourceLocale, Slug: e.Slug, Title: v.Title,
		Version: v.Version, EntryVersion: e.Version, Editing: v.Editing, Visibility: v.Visibility,
		Published: v.Visibility == workflow.Live && v.Editing == workflow.Clean, Unreviewed: v.Unreviewed,
		Organisation: OrganisationRef{ID: e.OrganisationID, Slug: e.OrganisationSlug, Name: e.OrganisationName},
		SubmittedAt:  v.SubmittedAt, SavedAt: v.SavedAt, PublishedAt: v.PublishedAt, ValidUntil: dateText(e.ValidUntil),
		VerifiedAt: e.VerifiedAt, VerifyBy: e.VerifyBy, ExpiresAt: e.ExpiresAt,
		Expired: e.ExpiresAt != nil && !e.ExpiresAt.After(now), Archived: e.ArchivedAt != nil,
		Fields: v.Content, Problems: s.viewProblems(l, v), Actions: s.offered(actor, l, v, now),
		PendingRevision: v.PendingRevision, LiveRevision: v.LiveRevision,
	}
	for _, each := range l.variants {
		out.Locales = append(out.Locales, VariantRef{Locale: each.Locale, Editing: each.Editing, Visibility: each.Visibility})
	}
	if err := s.addSource(ctx, actor, &out, l, v); err != nil {
		return Entry{}, err
	}
	return out, s.addPeople(ctx, &out, l, v)
}

// addSource shows a translation its source: the working copy to those who may read it, else what is public.
func (s *Service) addSource(ctx context.Context, actor auth.Actor, out *Entry, l *loaded, v *variantRow) error {
	source := l.source()
	switch {
	case v == source:
	case s.policy.Can(actor, "read", l.resource(source)):
		out.SourceFields = source.Content
	case source.Visibility == workflow.Live:
		r, err := l.revisionOf(ctx, s.db, source, *source.LiveRevision)
		if err != nil {
			return err
		}
		out.SourceFields = r.Content
	}
	return nil
}

// viewProblems are the reasons in the text against publishing it as it stands.
func (s *Service) viewProblems(l *loaded, v *variantRow) []Problem {
	found := fieldErrors(l.typ.Validate(v.Content, schema.Published, l.part(v)), v.Locale)
	out := make([]Problem, 0, len(found))
	for _, p := range found {
		out = append(out, Problem{Pointer: p.Pointer, Code: p.Code, Locale: p.Locale, Params: p.Params})
	}
	return out
}

// offered are the actions that the workflow allows now and the policy allows this actor.
func (s *Service) offered(actor auth.Actor, l *loaded, v *variantRow, now time.Time) []Offered {
	out := []Offered{}
	for _, a := range s.flowOf(l, v).Available(s.facts(l, v, actor, now)) {
		on := v
		if a.Scope == workflow.OnEntry {
			on = l.source()
		}
		if !s.policy.Can(actor, a.Name, l.resource(on)) {
			continue
		}
		out = append(out, Offered{Name: a.Name, Scope: a.Scope, Label: a.Label, Reason: a.Reason, At: a.At,
			Revision: a.Revision, Organisation: a.Target, Tone: a.Tone, Hidden: a.Hidden})
	}
	return out
}

// The newest decision about a variant that somebody gave a reason for.
const sqlLastRemark = `
select a.action, r.text, r.created_at, r.author
from remarks r
join activity a on a.id = r.activity_id
where r.entry_id = @entry_id
  and r.variant_id = @variant_id
order by r.activity_id desc
limit 1`

const sqlScheduled = `
select m.release_id, r.due_at, m.revision_id
from release_members m
join releases r on r.id = m.release_id
where m.variant_id = @variant_id
  and m.open`

// addPeople adds what else is told of a variant: names, the last reason, the release to come.
func (s *Service) addPeople(ctx context.Context, out *Entry, l *loaded, v *variantRow) error {
	who := newPeople()
	who.wantRef(l.entry.CreatedBy, v.SubmittedBy, v.ClaimedBy)
	who.want(v.Correctors...)
	var remark RemarkRef
	var author *uuid.UUID
	err := s.db.QueryRow(ctx, sqlLastRemark, pgx.StrictNamedArgs{"entry_id": out.ID, "variant_id": v.ID}).
		Scan(&remark.Action, &remark.Text, &remark.At, &author)
	switch {
	case err == nil:
		out.LastRemark = &remark
		who.wantRef(author)
	case !errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("load last remark: %w", err)
	}
	if v.ReleaseID != nil {
		var ref ScheduledRef
		err := s.db.QueryRow(ctx, sqlScheduled, pgx.StrictNamedArgs{"variant_id": v.ID}).Scan(&ref.ReleaseID, &ref.At, &ref.Revision)
		if err == nil {
			out.Scheduled = &ref
		} else if !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("load schedule: %w", err)
		}
	}
	if err := who.load(ctx, s.db); err != nil {
		return err
	}
	out.CreatedBy, out.SubmittedBy, out.ClaimedBy = who.one(l.entry.CreatedBy), who.one(v.SubmittedBy), who.one(v.ClaimedBy)
	out.CorrectedBy = who.all(v.Correctors)
	if out.LastRemark != nil {
		out.LastRemark.Author = who.one(author)
	}
	return nil
}

// dateText is a date as ISO 8601 writes it.
func dateText(t *time.Time) *string {
	if t == nil {
		return nil
	}
	text := t.Format(time.DateOnly)
	return &text
}

const sqlActivity = `
select a.id, a.at, a.action, a.actor_kind, coalesce(a.on_behalf_of, a.actor_id) as person, coalesce(a.locale, '') as locale,
       a.changes, a.revision_id, coalesce(r.text, '') as remark
from activity a
left join remarks r on r.activity_id = a.id
where a.entry_id = @entry_id
  and (@before::uuid is null or a.id < @before)
  and (a.locale is null or a.locale = any(@locales))
order by a.id desc
limit @limit`

type activityRow struct {
	ID         uuid.UUID      `db:"id"`
	At         time.Time      `db:"at"`
	Action     string         `db:"action"`
	ActorKind  string         `db:"actor_kind"`
	Person     *uuid.UUID     `db:"person"`
	Locale     string         `db:"locale"`
	Changes    map[string]any `db:"changes"`
	RevisionID *uuid.UUID     `db:"revision_id"`
	Remark     string         `db:"remark"`
}

// Activity lists what happened to an entry, newest first; before is the last line of the page before.
// Lines of locales that the actor may not read are left out.
func (s *Service) Activity(ctx context.Context, actor auth.Actor, id uuid.UUID, limit int, before uuid.UUID) ([]ActivityView, error) {
	l, err := s.load(ctx, s.db, id, false)
	if err != nil {
		return nil, err
	}
	readable := []string{}
	for _, v := range l.variants {
		if s.policy.Can(actor, "read", l.resource(v)) {
			readable = append(readable, v.Locale)
		}
	}
	if !slices.Contains(readable, l.entry.SourceLocale) {
		return nil, command.ErrNotFound()
	}
	rows, err := s.db.Query(ctx, sqlActivity, pgx.StrictNamedArgs{"entry_id": id, "before": ref(before), "locales": readable, "limit": clampLimit(limit)})
	if err != nil {
		return nil, fmt.Errorf("list activity: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[activityRow])
	if err != nil {
		return nil, fmt.Errorf("list activity: %w", err)
	}
	who := newPeople()
	for _, a := range list {
		who.wantRef(a.Person)
	}
	if err := who.load(ctx, s.db); err != nil {
		return nil, err
	}
	views := make([]ActivityView, 0, len(list))
	for _, a := range list {
		views = append(views, ActivityView{ID: a.ID, At: a.At, Action: a.Action, ActorKind: a.ActorKind, Actor: who.one(a.Person),
			Locale: a.Locale, Changes: a.Changes, Revision: a.RevisionID, Remark: a.Remark})
	}
	return views, nil
}
