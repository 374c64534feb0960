package cms

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
)

type releaseLine struct {
	ID        uuid.UUID  `db:"id"`
	Title     string     `db:"title"`
	Direction string     `db:"direction"`
	State     string     `db:"state"`
	DueAt     time.Time  `db:"due_at"`
	Single    bool       `db:"single"`
	Version   int        `db:"version"`
	Problems  []Problem  `db:"problems"`
	CreatedBy *uuid.UUID `db:"created_by"`
	CreatedAt time.Time  `db:"created_at"`
	EndedAt   *time.Time `db:"ended_at"`
}

const releaseFields = `
	r.id, r.title, r.direction, r.state, r.due_at, r.single, r.version, r.problems, r.created_by, r.created_at, r.ended_at`

const sqlRelease = `select ` + releaseFields + `
from releases r
where r.id = @id`

const sqlReleaseMembers = `
select m.release_id, v.entry_id, v.locale, e.type, v.title, m.revision_id, e.organisation_id, e.created_by,
       v.locale <> e.source_locale as translation, v.editing, v.visibility
from release_members m
join variants v on v.id = m.variant_id
join entries e on e.id = v.entry_id
where m.release_id = any(@ids)
order by m.release_id, m.position`

type memberLine struct {
	ReleaseID      uuid.UUID  `db:"release_id"`
	EntryID        uuid.UUID  `db:"entry_id"`
	Locale         string     `db:"locale"`
	Type           string     `db:"type"`
	Title          string     `db:"title"`
	RevisionID     uuid.UUID  `db:"revision_id"`
	OrganisationID uuid.UUID  `db:"organisation_id"`
	CreatedBy      *uuid.UUID `db:"created_by"`
	Translation    bool       `db:"translation"`
	Editing        string     `db:"editing"`
	Visibility     string     `db:"visibility"`
}

// Release returns one release. It is seen by whoever may read all of its members, and by its creator.
func (s *Service) Release(ctx context.Context, actor auth.Actor, id uuid.UUID) (ReleaseView, error) {
	rows, err := s.db.Query(ctx, sqlRelease, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return ReleaseView{}, fmt.Errorf("load release: %w", err)
	}
	line, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[releaseLine])
	if errors.Is(err, pgx.ErrNoRows) {
		return ReleaseView{}, command.ErrNotFound()
	}
	if err != nil {
		return ReleaseView{}, fmt.Errorf("load release: %w", err)
	}
	views, err := s.releaseViews(ctx, actor, []releaseLine{line})
	if err != nil {
		return ReleaseView{}, err
	}
	if len(views) == 0 {
		return ReleaseView{}, command.ErrNotFound()
	}
	return views[0], nil
}

const sqlReleases = `select ` + releaseFields + `
from releases r
where (@state::text = '' or r.state = @state)
  and (@before::timestamptz is null or (r.created_at, r.id) < (@before, @before_id))
order by r.created_at desc, r.id desc
limit @limit`

// Releases lists releases, newest first. Those whose members the actor may not all read are left out.
func (s *Service) Releases(ctx context.Context, actor auth.Actor, state string, limit int, cursor *Cursor) (Page[ReleaseView], error) {
	var before *time.Time
	var beforeID uuid.UUID
	if cursor != nil && cursor.Key != nil {
		t, err := time.Parse(time.RFC3339Nano, *cursor.Key)
		if err != nil {
			return Page[ReleaseView]{}, command.E(command.Malformed, "bad_cursor", "The cursor is not one of this list.")
		}
		before, beforeID = &t, cursor.ID
	}
	limit = clampLimit(limit)
	rows, err := s.db.Query(ctx, sqlReleases, pgx.StrictNamedArgs{"state": state, "before": before, "before_id": beforeID, "limit": limit + 1})
	if err != nil {
		return Page[ReleaseView]{}, fmt.Errorf("list releases: %w", err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[releaseLine])
	if err != nil {
		return Page[ReleaseView]{}, fmt.Errorf("list releases: %w", err)
	}
	var page Page[ReleaseView]
	if len(lines) > limit {
		lines = lines[:limit]
		last := lines[limit-1]
		key := last.CreatedAt.UTC().Format(time.RFC3339Nano)
		page.Next = &Cursor{Key: &key, ID: last.ID}
	}
	page.Items, err = s.releaseViews(ctx, actor, lines)
	return page, err
}

// releaseViews adds members and names, and leaves out what the actor may not see.
func (s *Service) releaseViews(ctx context.Context, actor auth.Actor, lines []releaseLine) ([]ReleaseView, error) {
	wanted := make([]uuid.UUID, len(lines))
	who := newPeople()
	for i, line := range lines {
		wanted[i] = line.ID
		who.wantRef(line.CreatedBy)
	}
	rows, err := s.db.Query(ctx, sqlReleaseMembers, pgx.StrictNamedArgs{"ids": wanted})
	if err != nil {
		return nil, fmt.Errorf("load release members: %w", err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowToStructByName[memberLine])
	if err != nil {
		return nil, fmt.Errorf("load release members: %w", err)
	}
	if err := who.load(ctx, s.db); err != nil {
		return nil, err
	}
	views := make([]ReleaseView, 0, len(lines))
	for _, line := range lines {
		view, visible := s.releaseView(actor, line, members)
		if !visible {
			continue
		}
		view.CreatedBy = who.one(line.CreatedBy)
		views = append(views, view)
	}
	return views, nil
}

func (s *Service) releaseView(actor auth.Actor, line releaseLine, members []memberLine) (ReleaseView, bool) {
	view := ReleaseView{
		ID: line.ID, Title: line.Title, Direction: line.Direction, State: line.State, DueAt: line.DueAt, Single: line.Single,
		Version: line.Version, CreatedAt: line.CreatedAt, EndedAt: line.EndedAt, Problems: line.Problems, Members: []ReleaseMember{},
	}
	mine := line.CreatedBy != nil && *line.CreatedBy == actor.Person()
	visible := mine || s.policy.May(actor, "release.manage")
	for _, m := range members {
		if m.ReleaseID != line.ID {
			continue
		}
		r := auth.Resource{Type: m.Type, OrganisationID: m.OrganisationID, CreatedBy: deref(m.CreatedBy), Locale: m.Locale,
			Translation: m.Translation, Editing: m.Editing, Visibility: m.Visibility}
		if !s.policy.Can(actor, "read", r) {
			return ReleaseView{}, false
		}
		visible = true
		view.Members = append(view.Members, ReleaseMember{EntryID: m.EntryID, Locale: m.Locale, Type: m.Type, Title: m.Title, RevisionID: m.RevisionID})
	}
	return view, visible
}
