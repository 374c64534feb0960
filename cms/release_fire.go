package cms

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/workflow"
)

// releaseVariant is a variant of a release with its locked entry.
type releaseVariant struct {
	l        *loaded
	v        *variantRow
	revision uuid.UUID
}

// lockMembers loads and locks the entries by id, so that two releases never wait for each other in a
// circle, and returns their variants sorted: sources before translations.
func (s *Service) lockMembers(ctx context.Context, tx *command.Tx, items []ReleaseItem) ([]*releaseVariant, error) {
	byEntry := map[uuid.UUID]*loaded{}
	order := make([]uuid.UUID, 0, len(items))
	for _, item := range items {
		if !slices.Contains(order, item.EntryID) {
			order = append(order, item.EntryID)
		}
	}
	slices.SortFunc(order, compareIDs)
	for _, id := range order {
		l, err := s.load(ctx, tx, id, true)
		if err != nil {
			return nil, err
		}
		byEntry[id] = l
	}
	members := make([]*releaseVariant, 0, len(items))
	for _, item := range items {
		l := byEntry[item.EntryID]
		v := l.variant(item.Locale)
		if v == nil {
			return nil, command.ErrNotFound()
		}
		members = append(members, &releaseVariant{l: l, v: v})
	}
	return sortMembers(members), nil
}

// sortMembers puts what is referred to before what refers to it, and sources before translations.
func sortMembers(members []*releaseVariant) []*releaseVariant {
	source := func(m *releaseVariant) bool { return m.v.Locale == m.l.entry.SourceLocale }
	position := map[string]int{}
	for i, m := range members {
		if source(m) {
			position[m.l.entry.ID.String()] = i
		}
	}
	var sorted []*releaseVariant
	state := map[int]int{} // 1 under way, 2 done; a circle of references is cut where it closes
	var visit func(i int)
	visit = func(i int) {
		if state[i] != 0 {
			return
		}
		state[i] = 1
		m := members[i]
		if !source(m) {
			if at, ok := position[m.l.entry.ID.String()]; ok {
				visit(at)
			}
		}
		for _, r := range m.l.typ.References(m.v.Content) {
			if at, ok := position[r.Target]; ok {
				visit(at)
			}
		}
		state[i] = 2
		sorted = append(sorted, m)
	}
	for i := range members {
		visit(i)
	}
	return sorted
}

// goingLive are the entries whose source is among the members.
func goingLive(members []*releaseVariant) map[string]bool {
	out := map[string]bool{}
	for _, m := range members {
		if m.v.Locale == m.l.entry.SourceLocale {
			out[m.l.entry.ID.String()] = true
		}
	}
	return out
}

const sqlReleaseItems = `
select v.entry_id, v.locale, m.revision_id
from release_members m
join variants v on v.id = m.variant_id
join entries e on e.id = v.entry_id
where m.release_id = @id
  and e.type <> all(@removed::text[])
order by m.position`

// releaseItems are the members of a release, without those whose type is no more: the others go out.
func (s *Service) releaseItems(ctx context.Context, db querier, id uuid.UUID) ([]ReleaseItem, error) {
	pinned, err := s.pinnedItems(ctx, db, id)
	items := make([]ReleaseItem, len(pinned))
	for i, p := range pinned {
		items[i] = p.ReleaseItem
	}
	return items, err
}

// pinnedItem is a member with the revision that is to go out.
type pinnedItem struct {
	ReleaseItem
	revision uuid.UUID
}

func (s *Service) pinnedItems(ctx context.Context, db querier, id uuid.UUID) ([]pinnedItem, error) {
	if err := s.holdTypes(ctx, db); err != nil {
		return nil, err
	}
	rows, err := db.Query(ctx, sqlReleaseItems, pgx.StrictNamedArgs{"id": id, "removed": s.removedTypes()})
	if err != nil {
		return nil, fmt.Errorf("load release members: %w", err)
	}
	var items []pinnedItem
	var p pinnedItem
	_, err = pgx.ForEachRow(rows, []any{&p.EntryID, &p.Locale, &p.revision}, func() error {
		items = append(items, p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load release members: %w", err)
	}
	return items, nil
}

const sqlDueReleases = `
select id
from releases
where state = 'scheduled'
  and due_at <= lotse.now()
order by due_at
limit @limit`

// DueReleases lists releases whose time has come.
func (s *Service) DueReleases(ctx context.Context, limit int) ([]uuid.UUID, error) {
	rows, err := s.db.Query(ctx, sqlDueReleases, pgx.StrictNamedArgs{"limit": limit})
	if err != nil {
		return nil, fmt.Errorf("list due releases: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// FireRelease carries a release out, in one transaction. It fires once, however often it is called: where
// the release is not due or has ended it reports false. Members that no longer pass the gate make the
// whole release fail, and every problem is mailed to whoever planned it.
func (s *Service) FireRelease(ctx context.Context, id uuid.UUID) (bool, error) {
	fired := false
	err := s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		fired = false
		pinned, err := s.pinnedItems(ctx, tx, id)
		if err != nil {
			return err
		}
		items := make([]ReleaseItem, len(pinned))
		for i, p := range pinned {
			items[i] = p.ReleaseItem
		}
		members, err := s.lockMembers(ctx, tx, items)
		if err != nil {
			return err
		}
		r, err := lockRelease(ctx, tx, id)
		if command.KindOf(err) == command.NotFound {
			tx.Unchanged()
			return nil
		}
		if err != nil {
			return err
		}
		if r.State != "scheduled" || r.DueAt.After(tx.Now) {
			tx.Unchanged()
			return nil
		}
		// A member may have left between the first look and the locks.
		if pinned, err = s.pinnedItems(ctx, tx, id); err != nil {
			return err
		}
		members = stillPinned(members, pinned)
		fired, err = s.fire(ctx, tx, r, members)
		return err
	})
	return fired, err
}

// stillPinned keeps the members that are still in the release, with the revisions that are to go out.
func stillPinned(members []*releaseVariant, pinned []pinnedItem) []*releaseVariant {
	return slices.DeleteFunc(members, func(m *releaseVariant) bool {
		at := slices.IndexFunc(pinned, func(p pinnedItem) bool { return p.EntryID == m.l.entry.ID && p.Locale == m.v.Locale })
		if at < 0 {
			return true
		}
		m.revision = pinned[at].revision
		return false
	})
}

// fire judges and exposes the members, or ends the release as failed.
func (s *Service) fire(ctx context.Context, tx *command.Tx, r *releaseRow, members []*releaseVariant) (bool, error) {
	problems, err := s.gateMembers(ctx, tx, r.Direction, members)
	if err != nil {
		return false, err
	}
	if len(problems) > 0 {
		return false, s.fail(ctx, tx, r, problems)
	}
	if err := endRelease(ctx, tx, r.ID, "done", nil); err != nil {
		return false, err
	}
	tx.Record(audit.Event{Action: "release_fire", ReleaseID: r.ID, Changes: map[string]any{"late": tx.Now.Sub(r.DueAt).Round(time.Second).Seconds()}})
	for _, m := range members {
		if err := s.fireMember(ctx, tx, r, m); err != nil {
			return false, err
		}
	}
	return true, nil
}

// fail ends a release that may not go out and tells its creator why.
func (s *Service) fail(ctx context.Context, tx *command.Tx, r *releaseRow, problems []command.FieldError) error {
	tx.Record(audit.Event{Action: "release_fail", ReleaseID: r.ID, Changes: map[string]any{"problems": len(problems)}})
	if r.CreatedBy != nil {
		letter := addressed{mail: mail{template: "release_failed", to: *r.CreatedBy, release: r.ID}}
		if err := s.queueMails(ctx, tx, uuid.Nil, letter); err != nil {
			return err
		}
	}
	return endRelease(ctx, tx, r.ID, "failed", problems)
}

// gateMembers asks for every member whether it may go live, or off.
func (s *Service) gateMembers(ctx context.Context, tx *command.Tx, direction string, members []*releaseVariant) ([]command.FieldError, error) {
	together := goingLive(members)
	var problems []command.FieldError
	for _, m := range members {
		if direction == "off" {
			found, err := offProblems(ctx, tx, m, together)
			if err != nil {
				return nil, err
			}
			problems = append(problems, found...)
			continue
		}
		rev, err := m.l.revisionOf(ctx, tx, m.v, m.revision)
		if err != nil {
			return nil, err
		}
		found, err := s.gate(ctx, tx, m.l, m.v, rev.Content, together)
		if err != nil {
			return nil, err
		}
		problems = append(problems, prefixed(found, m.l.entry.ID)...)
	}
	return problems, nil
}

// fireMember puts one member live, or takes it off. A working copy that went on since stays as it is.
func (s *Service) fireMember(ctx context.Context, tx *command.Tx, r *releaseRow, m *releaseVariant) error {
	st := &step{s: s, tx: tx, actor: auth.System(), loaded: m.l, v: m.v, release: r.ID, revision: m.revision, changes: map[string]any{}}
	before := *m.v
	m.v.ReleaseID = nil
	if r.Direction == "off" {
		st.in.Action = "withdraw"
		if m.v.Visibility == workflow.Live {
			if err := takeOff(ctx, st); err != nil {
				return err
			}
		}
		return st.store(ctx, before, workflow.OnVariant)
	}
	st.in.Action = "publish"
	rev, err := m.l.revisionOf(ctx, tx, m.v, m.revision)
	if err != nil {
		return err
	}
	// A review that was withdrawn and brought nothing new leaves nothing to do either.
	if (m.v.Editing == workflow.Approved || m.v.Editing == workflow.Draft) && bytes.Equal(m.v.ContentHash, rev.ContentHash) {
		m.v.Editing = workflow.Clean
	}
	if err := st.expose(ctx, rev.Content); err != nil {
		return err
	}
	if err := clearUnreviewed(ctx, st); err != nil {
		return err
	}
	if err := mailSubmitter("published")(ctx, st); err != nil {
		return err
	}
	return st.store(ctx, before, workflow.OnVariant)
}
