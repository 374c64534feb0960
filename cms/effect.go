package cms

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// effects carries out what the workflow's YAML names. A test holds this table against the files.
var effects = map[workflow.Effect]func(context.Context, *step) error{
	"cut_submit":   func(ctx context.Context, st *step) error { return st.cut(ctx, "submit") },
	"cut_approve":  func(ctx context.Context, st *step) error { return st.cut(ctx, "approve") },
	"cut_schedule": func(ctx context.Context, st *step) error { return st.cut(ctx, "schedule") },
	"cut_publish":  cutPublish,

	"open_review":             openReview,
	"close_approved":          closeApproved,
	"close_changes_requested": func(ctx context.Context, st *step) error { return st.closeReview(ctx, "changes_requested") },
	"close_rejected":          func(ctx context.Context, st *step) error { return st.closeReview(ctx, "rejected") },
	"close_recalled":          func(ctx context.Context, st *step) error { return st.closeReview(ctx, "recalled") },

	"claim":   claim,
	"unclaim": unclaim,

	"go_live":              goLive,
	"take_off":             takeOff,
	"set_unreviewed":       setUnreviewed,
	"clear_unreviewed":     clearUnreviewed,
	"schedule":             schedule,
	"unschedule":           unschedule,
	"revert":               revert,
	"refuse_when_blocking": refuseWhenBlocking,

	"confirm":   confirm,
	"expire":    expire,
	"take_down": takeDown,
	"archive":   archive,
	"restore":   restore,
	"transfer":  transfer,
	"delete":    deleteEntry,

	"mail_receipt":           mailSubmitter("submitted"),
	"mail_changes_requested": mailSubmitter("changes_requested"),
	"mail_rejected":          mailSubmitter("rejected"),
	"mail_corrected":         mailCorrected,
	"mail_published":         mailSubmitter("published"),
	"mail_force_published":   mailSubmitter("force_published"),

	"write": func(context.Context, *step) error { return nil }, // carried out by Save
}

// cut makes a revision of the working copy and puts it forward.
func (st *step) cut(ctx context.Context, reason string) error {
	id, err := cut(ctx, st.tx, st.v, reason)
	if err != nil {
		return err
	}
	st.revision, st.v.PendingRevision = id, &id
	return nil
}

// cutPublish chooses what goes live: the working copy, or what was live before where nothing is new.
func cutPublish(ctx context.Context, st *step) error {
	if st.v.BaseRevision != nil && st.v.LiveRevision != nil && string(st.v.LiveHash) == string(st.v.ContentHash) {
		st.revision = *st.v.LiveRevision
		return nil
	}
	return st.cut(ctx, "publish")
}

const sqlOpenReview = `
insert into reviews (id, variant_id, stage, revision_id, opened_by, opened_at)
values (@id, @variant_id, @stage, @revision_id, @opened_by, @now)`

// openReview begins the review of the pending revision. That there is but one is a constraint.
func openReview(ctx context.Context, st *step) error {
	st.review = command.NewID()
	_, err := st.tx.Exec(ctx, sqlOpenReview, pgx.StrictNamedArgs{
		"id": st.review, "variant_id": st.v.ID, "stage": st.v.Editing, "revision_id": st.v.PendingRevision,
		"opened_by": ref(st.actor.Person()), "now": st.tx.Now,
	})
	if err != nil {
		return fmt.Errorf("open review: %w", err)
	}
	if st.in.Action == "submit" {
		now := st.tx.Now
		st.v.SubmittedBy, st.v.SubmittedAt = ref(st.actor.Person()), &now
		st.v.ClaimedBy, st.v.ClaimedAt = nil, nil
	}
	return nil
}

const sqlCloseReview = `
update reviews
set closed_at = @now,
    outcome = @outcome,
    decided_by = @decided_by,
    reason = @reason
where variant_id = @variant_id
  and closed_at is null
returning id`

// closeReview ends the open review, if there is one.
func (st *step) closeReview(ctx context.Context, outcome string) error {
	rows, err := st.tx.Query(ctx, sqlCloseReview, pgx.StrictNamedArgs{
		"variant_id": st.v.ID, "outcome": outcome, "decided_by": ref(st.actor.Person()), "reason": st.in.Reason, "now": st.tx.Now,
	})
	if err != nil {
		return fmt.Errorf("close review: %w", err)
	}
	closed, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return fmt.Errorf("close review: %w", err)
	}
	for _, id := range closed {
		st.review = id
	}
	if outcome != "approved" {
		st.v.PendingRevision = nil
	}
	return nil
}

// closeApproved ends the review. Only an approval says that somebody found the text right: publishing by force does not.
func closeApproved(ctx context.Context, st *step) error {
	if err := st.closeReview(ctx, "approved"); err != nil || st.in.Action != "approve" {
		return err
	}
	return st.reviewed(ctx)
}

func claim(_ context.Context, st *step) error {
	now := st.tx.Now
	st.v.ClaimedBy, st.v.ClaimedAt = ref(st.actor.Person()), &now
	return nil
}

func unclaim(_ context.Context, st *step) error {
	st.v.ClaimedBy, st.v.ClaimedAt = nil, nil
	return nil
}

// goLive makes the chosen revision the live copy.
func goLive(ctx context.Context, st *step) error {
	content := st.v.Content
	if string(st.v.ContentHash) != string(st.v.BaseHash) || deref(st.v.BaseRevision) != st.revision {
		r, err := st.revisionOf(ctx, st.tx, st.v, st.revision)
		if err != nil {
			return err
		}
		content = r.Content
	}
	return st.expose(ctx, content)
}

// expose makes content, the text of st.revision, what the public sees of the variant.
func (st *step) expose(ctx context.Context, content schema.Content) error {
	v, now := st.v, st.tx.Now
	if v.LiveRevision == nil || *v.LiveRevision != st.revision || v.Visibility != workflow.Live {
		v.PublishedAt = &now
	}
	if v.FirstPublishedAt == nil {
		v.FirstPublishedAt = &now
	}
	if err := st.noteReview(ctx); err != nil {
		return err
	}
	id := st.revision
	v.LiveRevision, v.Visibility = &id, workflow.Live
	if v.Editing == workflow.Clean {
		v.PendingRevision = nil
		if st.in.Action != "force_publish" && !v.Unreviewed { // whoever ratifies must not have written it
			v.Writers, v.Correctors = nil, nil
		}
	}
	st.rendered = true
	if v.Locale != st.entry.SourceLocale {
		st.tx.Enqueue(LearnTranslation{EntryID: v.EntryID, Locale: v.Locale}, nil)
		return nil
	}
	return st.exposeSource(ctx, content)
}

const sqlApprovedAt = `
select max(v.closed_at)
from reviews v
join revisions r on r.id = @revision
where v.variant_id = @variant_id
  and v.outcome = 'approved'
  and v.closed_at >= r.created_at`

// noteReview notes when somebody approved the text that goes live; nothing where nobody did.
func (st *step) noteReview(ctx context.Context) error {
	v := st.v
	if st.in.Action == "force_publish" {
		v.ReviewedAt = nil
		return nil
	}
	var at *time.Time
	err := st.tx.QueryRow(ctx, sqlApprovedAt, pgx.StrictNamedArgs{"variant_id": v.ID, "revision": st.revision}).Scan(&at)
	if err != nil {
		return fmt.Errorf("look for the review: %w", err)
	}
	if at != nil || v.LiveRevision == nil || *v.LiveRevision != st.revision {
		v.ReviewedAt = at
	}
	return nil
}

// exposeSource draws from the source's live text what belongs to the entry: its address, its last day, its
// references and dates.
func (st *step) exposeSource(ctx context.Context, content schema.Content) error {
	e, now := st.entry, st.tx.Now
	// What was hidden, because the source was off or its time was over, appears as a whole: also a translation whose bytes
	// are what they were.
	hidden := !e.SourceLive || e.ExpiresAt != nil && !e.ExpiresAt.After(now)
	st.dirty, st.exposure = true, st.exposure || hidden
	e.SourceLive, e.TakenDownAt = true, nil
	if err := st.s.ensureSlug(ctx, st.tx, e, st.typ.SlugOf(content)); err != nil {
		return err
	}
	e.ValidUntil = nil
	if day, ok := st.typ.LastDay(content); ok {
		e.ValidUntil = &day
	}
	if err := st.applyRules(ctx); err != nil {
		return err
	}
	// Whoever submits a text says that it is true.
	e.VerifiedAt = &now
	st.s.trust(st.loaded, now)
	if err := storeReferences(ctx, st.tx, st.typ, e.ID, content); err != nil {
		return err
	}
	return st.s.storeOccurrences(ctx, st.tx, st.typ, e.ID, content)
}

// trust counts the type's period from now and works out when the entry expires.
func (s *Service) trust(l *loaded, now time.Time) {
	l.entry.VerifyBy = nil
	if every := l.typ.VerifyEvery; !every.IsZero() {
		by := every.After(now)
		l.entry.VerifyBy = &by
	}
	s.reckonExpiry(l.entry, now)
}

// reckonExpiry sets expires_at: the end of the last day or verify_by, whichever is earlier.
func (s *Service) reckonExpiry(e *entryRow, now time.Time) {
	e.ExpiresAt = e.VerifyBy
	if e.ValidUntil != nil {
		if end := s.endOfDay(*e.ValidUntil); e.ExpiresAt == nil || end.Before(*e.ExpiresAt) {
			e.ExpiresAt = &end
		}
	}
	if e.ExpiresAt == nil || e.ExpiresAt.After(now) {
		e.ExpiredAt = nil
	}
}

// endOfDay is the first moment of the next day in the service's time zone.
func (s *Service) endOfDay(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, s.location).UTC()
}

func takeOff(_ context.Context, st *step) error {
	st.v.Visibility = workflow.Withdrawn
	st.rendered = true
	if st.v.Locale == st.entry.SourceLocale {
		st.entry.SourceLive, st.dirty, st.exposure = false, true, true
	}
	return nil
}

func setUnreviewed(_ context.Context, st *step) error {
	st.v.Unreviewed, st.v.ForcedBy = true, ref(st.actor.Person())
	return nil
}

// clearUnreviewed notes that somebody else has looked at the text. To bring back what was live before is no look.
func clearUnreviewed(ctx context.Context, st *step) error {
	if st.in.Action == "ratify" {
		now := st.tx.Now
		st.v.ReviewedAt, st.rendered = &now, true
		if err := st.reviewed(ctx); err != nil {
			return err
		}
	}
	if st.in.Action == "publish" && st.from == workflow.Clean {
		return nil
	}
	st.v.Unreviewed, st.v.ForcedBy = false, nil
	if st.v.Editing == workflow.Clean {
		st.v.Writers, st.v.Correctors = nil, nil
	}
	return nil
}

// revert puts the text of an old revision into the working copy; what stood there is kept as a revision.
func revert(ctx context.Context, st *step) error {
	old, err := st.revisionOf(ctx, st.tx, st.v, st.in.Revision)
	if err != nil {
		return err
	}
	if err := keepStored(ctx, st.tx, st.v); err != nil {
		return err
	}
	if _, err := cut(ctx, st.tx, st.v, "revert"); err != nil {
		return err
	}
	if err := st.v.setContent(st.typ, st.typ.Normalise(old.Content, st.part(st.v))); err != nil {
		return err
	}
	st.v.LastWriter, st.v.Origin, st.v.TypeVersion = ref(st.actor.Person()), old.Origin, st.history.Newest()
	st.v.Writers = include(st.v.Writers, st.actor.Person())
	st.v.Authors = include(st.v.Authors, st.actor.Person())
	st.revision = old.ID
	if st.v.Visibility == workflow.Live && string(st.v.ContentHash) == string(st.v.LiveHash) {
		st.v.nothingPending()
	}
	return storeWorkingCopy(ctx, st.tx, st.typ, st.v)
}
