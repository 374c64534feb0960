package cms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/workflow"
)

// maxReleaseMembers bounds the one transaction in which a release goes out.
const maxReleaseMembers = 100

const sqlInsertRelease = `
insert into releases (id, title, direction, state, due_at, single, created_by, created_at)
values (@id, @title, @direction, 'scheduled', @due_at, @single, @created_by, @now)`

const sqlInsertMember = `
insert into release_members (release_id, variant_id, revision_id, position)
values (@release_id, @variant_id, @revision_id, @position)`

// plannedRelease is a release to store.
type plannedRelease struct {
	id        uuid.UUID
	title     string
	direction string
	due       time.Time
	single    bool
	members   []plannedMember
}

type plannedMember struct{ variant, revision uuid.UUID }

// insertRelease stores a release and the job that comes when it is due.
func insertRelease(ctx context.Context, tx *command.Tx, p plannedRelease) error {
	_, err := tx.Exec(ctx, sqlInsertRelease, pgx.StrictNamedArgs{
		"id": p.id, "title": p.title, "direction": p.direction, "due_at": p.due, "single": p.single,
		"created_by": ref(tx.Actor.Person()), "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("insert release: %w", err)
	}
	for i, m := range p.members {
		_, err := tx.Exec(ctx, sqlInsertMember, pgx.StrictNamedArgs{"release_id": p.id, "variant_id": m.variant, "revision_id": m.revision, "position": i})
		if constraint(err) == "release_members_one_open" {
			return &command.Error{Kind: command.Refused, Code: "not_allowed", Detail: "It is scheduled already.", Fields: []command.FieldError{{Code: "scheduled"}}}
		}
		if err != nil {
			return fmt.Errorf("insert release member: %w", err)
		}
	}
	tx.Enqueue(FireRelease{ReleaseID: p.id}, &river.InsertOpts{ScheduledAt: p.due})
	return nil
}

// schedule plans the publication of the pinned revision of one variant.
func schedule(ctx context.Context, st *step) error {
	st.release = command.NewID()
	st.changes["at"] = st.in.At.UTC().Format(time.RFC3339)
	return insertRelease(ctx, st.tx, plannedRelease{
		id: st.release, direction: "live", due: st.in.At.UTC(), single: true,
		members: []plannedMember{{variant: st.v.ID, revision: st.revision}},
	})
}

// unschedule takes the variant out of the release to come, which ends where it was the last member.
func unschedule(ctx context.Context, st *step) error {
	if st.v.ReleaseID == nil {
		return nil
	}
	return st.cancelReleaseOf(ctx, st.v)
}

const sqlLeaveRelease = `
delete from release_members
where release_id = @release_id
  and variant_id = @variant_id`

const sqlCancelEmptyRelease = `
update releases
set state = 'cancelled',
    ended_at = @now,
    version = version + 1
where id = @release_id
  and state = 'scheduled'
  and not exists (select from release_members m where m.release_id = @release_id)`

func (st *step) cancelReleaseOf(ctx context.Context, v *variantRow) error {
	st.release = *v.ReleaseID
	// Of two last members that leave at once, the second must see that the first has gone.
	if _, err := lockRelease(ctx, st.tx, *v.ReleaseID); err != nil {
		return err
	}
	if _, err := st.tx.Exec(ctx, sqlLeaveRelease, pgx.StrictNamedArgs{"release_id": *v.ReleaseID, "variant_id": v.ID}); err != nil {
		return fmt.Errorf("leave release: %w", err)
	}
	if _, err := st.tx.Exec(ctx, sqlCancelEmptyRelease, pgx.StrictNamedArgs{"release_id": *v.ReleaseID, "now": st.tx.Now}); err != nil {
		return fmt.Errorf("cancel release: %w", err)
	}
	v.ReleaseID = nil
	return nil
}

// CreateRelease has several variants go live, or off, together: now or at a time. Every member must be
// approved (to go live) or live (to go off); every problem of every member is returned at once.
func (s *Service) CreateRelease(ctx context.Context, actor auth.Actor, in CreateRelease) (ReleaseView, error) {
	err := checkRelease(in)
	if err != nil {
		return ReleaseView{}, err
	}
	if in.Title, err = words(in.Title, "/title"); err != nil {
		return ReleaseView{}, err
	}
	id := command.NewID()
	immediate := in.At.IsZero()
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		if !immediate && !in.At.After(tx.Now) {
			return command.InvalidField("/at", "not_in_future")
		}
		members, err := s.lockMembers(ctx, tx, in.Members)
		if err != nil {
			return err
		}
		plan, err := s.planRelease(ctx, tx, actor, in, members)
		if err != nil {
			return err
		}
		plan.id, plan.due = id, in.At.UTC()
		if immediate {
			plan.due = tx.Now
		}
		if err := insertRelease(ctx, tx, plan); err != nil {
			return err
		}
		tx.Record(audit.Event{Action: "release_create", ReleaseID: id, Changes: map[string]any{"members": len(plan.members), "direction": in.Direction}})
		return nil
	})
	if err != nil {
		return ReleaseView{}, err
	}
	if immediate {
		if _, err := s.FireRelease(ctx, id); err != nil {
			return ReleaseView{}, err
		}
	}
	return s.Release(ctx, actor, id)
}

func checkRelease(in CreateRelease) error {
	var problems []command.FieldError
	if in.Direction != "live" && in.Direction != "off" {
		problems = append(problems, command.FieldError{Pointer: "/direction", Code: "not_an_option"})
	}
	if len(in.Members) == 0 {
		problems = append(problems, command.FieldError{Pointer: "/members", Code: "required"})
	}
	if len(in.Members) > maxReleaseMembers {
		problems = append(problems, command.FieldError{Pointer: "/members", Code: "too_many", Params: map[string]any{"max": maxReleaseMembers}})
	}
	if len(problems) > 0 {
		return command.InvalidFields(problems)
	}
	return nil
}

// planRelease authorises and judges every member, and cuts the revisions that are pinned.
func (s *Service) planRelease(ctx context.Context, tx *command.Tx, actor auth.Actor, in CreateRelease, members []*releaseVariant) (plannedRelease, error) {
	plan := plannedRelease{title: in.Title, direction: in.Direction}
	action := "schedule"
	if in.Direction == "off" {
		action = "withdraw"
	} else if in.At.IsZero() {
		action = "publish"
	}
	together := goingLive(members)
	var problems []command.FieldError
	seen := map[*variantRow]bool{}
	for _, m := range members {
		if err := s.authorise(actor, action, m.l.resource(m.v)); err != nil {
			return plan, err
		}
		if seen[m.v] {
			return plan, command.InvalidField("/members", "duplicate_item")
		}
		seen[m.v] = true
		found, err := s.judgeMember(ctx, tx, m, in.Direction, together)
		if err != nil {
			return plan, err
		}
		problems = append(problems, found...)
	}
	if len(problems) > 0 {
		return plan, gateRefused(problems)
	}
	for _, m := range members {
		plan.members = append(plan.members, plannedMember{variant: m.v.ID, revision: m.revision})
	}
	return plan, nil
}

// judgeMember asks whether a member may go live (or off) and which revision that is.
func (s *Service) judgeMember(ctx context.Context, tx *command.Tx, m *releaseVariant, direction string, together map[string]bool) ([]command.FieldError, error) {
	refuse := func(code string) []command.FieldError {
		return []command.FieldError{{Pointer: "/members/" + m.l.entry.ID.String(), Code: code, Locale: m.v.Locale}}
	}
	if direction == "off" {
		if m.v.Visibility != workflow.Live {
			return refuse("not_live"), nil
		}
		m.revision = *m.v.LiveRevision
		return offProblems(ctx, tx, m, together)
	}
	if m.v.Editing != workflow.Approved || m.v.PendingRevision == nil {
		return refuse("not_approved"), nil
	}
	m.revision = *m.v.PendingRevision
	r, err := m.l.revisionOf(ctx, tx, m.v, m.revision)
	if err != nil {
		return nil, err
	}
	problems, err := s.gate(ctx, tx, m.l, m.v, r.Content, together)
	return prefixed(problems, m.l.entry.ID), err
}

// offProblems are what stands against taking a member off: others that cannot be shown without it.
func offProblems(ctx context.Context, tx *command.Tx, m *releaseVariant, together map[string]bool) ([]command.FieldError, error) {
	if m.v.Locale != m.l.entry.SourceLocale {
		return nil, nil
	}
	blocking, err := blockingEntries(ctx, tx, m.l.entry.ID, together)
	if err != nil || len(blocking) == 0 {
		return nil, err
	}
	return prefixed([]command.FieldError{{Code: "referenced", Locale: m.v.Locale}}, m.l.entry.ID), nil
}

// prefixed makes pointers say which member they speak of.
func prefixed(problems []command.FieldError, entryID uuid.UUID) []command.FieldError {
	for i := range problems {
		problems[i].Pointer = "/members/" + entryID.String() + problems[i].Pointer
	}
	return problems
}

const sqlLockRelease = `
select id, direction, state, due_at, version, created_by
from releases
where id = @id
for update`

type releaseRow struct {
	ID        uuid.UUID  `db:"id"`
	Direction string     `db:"direction"`
	State     string     `db:"state"`
	DueAt     time.Time  `db:"due_at"`
	Version   int        `db:"version"`
	CreatedBy *uuid.UUID `db:"created_by"`
}

func lockRelease(ctx context.Context, tx *command.Tx, id uuid.UUID) (*releaseRow, error) {
	rows, err := tx.Query(ctx, sqlLockRelease, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return nil, fmt.Errorf("lock release: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToAddrOfStructByName[releaseRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, command.ErrNotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("lock release: %w", err)
	}
	return r, nil
}

// CancelRelease calls a release off. What was approved stays approved.
func (s *Service) CancelRelease(ctx context.Context, actor auth.Actor, id uuid.UUID, version int) (ReleaseView, error) {
	if _, err := s.Release(ctx, actor, id); err != nil { // not found for whoever may not see it
		return ReleaseView{}, err
	}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		items, err := s.releaseItems(ctx, tx, id)
		if err != nil {
			return err
		}
		members, err := s.lockMembers(ctx, tx, items)
		if err != nil {
			return err
		}
		r, err := lockRelease(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, m := range members {
			if err := s.authorise(actor, "unschedule", m.l.resource(m.v)); err != nil {
				return err
			}
		}
		switch {
		case r.State == "cancelled":
			tx.Unchanged()
			return nil
		case r.State != "scheduled":
			return command.E(command.Refused, "release_ended", "The release has ended.")
		case r.Version != version:
			return command.E(command.Stale, "stale", "Somebody else has changed this since.")
		}
		tx.Record(audit.Event{Action: "release_cancel", ReleaseID: id})
		return endRelease(ctx, tx, id, "cancelled", nil)
	})
	if err != nil {
		return ReleaseView{}, err
	}
	return s.Release(ctx, actor, id)
}

const sqlEndRelease = `
update releases
set state = @state,
    problems = @problems::jsonb,
    ended_at = @now,
    version = version + 1
where id = @id`

const sqlCloseMembers = `
update release_members
set open = false
where release_id = @id`

// endRelease notes how a release ended and frees its members.
func endRelease(ctx context.Context, tx *command.Tx, id uuid.UUID, state string, problems []command.FieldError) error {
	views := make([]Problem, 0, len(problems))
	for _, p := range problems {
		views = append(views, Problem{Pointer: p.Pointer, Code: p.Code, Locale: p.Locale, Params: p.Params})
	}
	encoded, err := json.Marshal(views)
	if err != nil {
		return fmt.Errorf("encode problems: %w", err)
	}
	if _, err := tx.Exec(ctx, sqlEndRelease, pgx.StrictNamedArgs{"id": id, "state": state, "problems": string(encoded), "now": tx.Now}); err != nil {
		return fmt.Errorf("end release: %w", err)
	}
	if _, err := tx.Exec(ctx, sqlCloseMembers, pgx.StrictNamedArgs{"id": id}); err != nil {
		return fmt.Errorf("close release members: %w", err)
	}
	return nil
}
