package cms

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// refilled is how many entries are written again in one transaction: few, because their writers wait for it.
const refilled = 20

// TypeBackfill tells how far the public items of a type have been written again.
type TypeBackfill struct {
	Type        string
	Done, Total int
	// Failed counts entries that could not be written; they keep their old items.
	Failed int
}

type backfillRow struct {
	Type    string     `db:"type"`
	Version int        `db:"version"`
	After   *uuid.UUID `db:"after_id"`
	Done    int        `db:"done"`
	Failed  int        `db:"failed"`
}

// Those first that hide something: until they are done, readers find less.
const sqlNextBackfill = `
select b.type, b.version, b.after_id, b.done, b.failed
from type_backfills b
where b.finished_at is null
order by exists (select from type_hides h where h.type = b.type and h.version = b.version) desc, b.created_at, b.type, b.version
limit 1`

const sqlLockBackfill = `
select type, version, after_id, done, failed
from type_backfills
where type = @type
  and version = @version
  and finished_at is null
for update`

const sqlCountBackfill = `
select count(distinct entry_id)
from publications
where type = @type`

// Entries of which something is public, or would be if they were not hidden, after a given one.
const sqlPublishedEntries = `
select e.id
from entries e
where e.type = @type
  and (@after::uuid is null or e.id > @after)
  and exists (select from publications p where p.entry_id = e.id)
order by e.id
limit @limit`

const sqlNoteBackfill = `
update type_backfills
set after_id = @after,
    done = @done,
    failed = @failed,
    finished_at = @finished
where type = @type
  and version = @version`

// Backfill writes the public items again that a change of a type asks for, in small transactions between which
// everybody goes on. It may be broken off and called again, also by several processes: how far it came is in the
// database. progress may be nil. An entry that cannot be written is passed over; all of these are in the error.
func (s *Service) Backfill(ctx context.Context, progress func(TypeBackfill)) error {
	var failed []error
	for {
		if err := s.forgetHides(ctx); err != nil { // of what was done before, here or by who was broken off
			return errors.Join(append(failed, err)...)
		}
		rows, err := s.db.Query(ctx, sqlNextBackfill)
		if err != nil {
			return fmt.Errorf("look for backfills: %w", err)
		}
		next, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[backfillRow])
		if errors.Is(err, pgx.ErrNoRows) {
			return errors.Join(failed...)
		}
		if err != nil {
			return fmt.Errorf("look for backfills: %w", err)
		}
		problems, err := s.backfillType(ctx, next, progress)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		failed = append(failed, problems...)
	}
}

// backfillType writes all public items of a type again and returns what could not be written.
func (s *Service) backfillType(ctx context.Context, at backfillRow, progress func(TypeBackfill)) ([]error, error) {
	told := TypeBackfill{Type: at.Type}
	if progress != nil {
		if err := s.db.QueryRow(ctx, sqlCountBackfill, pgx.StrictNamedArgs{"type": at.Type}).Scan(&told.Total); err != nil {
			return nil, fmt.Errorf("count public items: %w", err)
		}
		if s.removed(at.Type) {
			told.Total += at.Done // what is done is no longer there
		}
	}
	var failed []error
	for {
		done, more, err := s.backfillBatch(ctx, at, refilled, false)
		if err != nil && ctx.Err() == nil {
			var problems []error
			done, more, problems, err = s.backfillSingly(ctx, at)
			failed = append(failed, problems...)
		}
		if err != nil {
			return failed, err
		}
		if told.Done, told.Failed = done.Done, done.Failed; progress != nil {
			told.Total = max(told.Total, told.Done)
			progress(told)
		}
		if !more {
			return failed, nil
		}
	}
}

// backfillSingly writes the entries of a batch again that failed as a whole, each on its own, and passes over those
// that fail.
func (s *Service) backfillSingly(ctx context.Context, at backfillRow) (done backfillRow, more bool, failed []error, err error) {
	for range refilled {
		done, more, err = s.backfillBatch(ctx, at, 1, false)
		if err != nil && ctx.Err() == nil {
			failed = append(failed, err)
			done, more, err = s.backfillBatch(ctx, at, 1, true)
		}
		if err != nil || !more {
			break
		}
	}
	return done, more, failed, err
}

func (s *Service) removed(name string) bool {
	t, ok := s.appliedOf(name)
	return ok && t.removed
}

// backfillBatch writes the next entries again, in one transaction; with skip it only passes them over. more says that
// there may be further ones.
func (s *Service) backfillBatch(ctx context.Context, at backfillRow, limit int, skip bool) (done backfillRow, more bool, err error) {
	err = s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		if err := s.holdTypes(ctx, tx); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, sqlLockBackfill, pgx.StrictNamedArgs{"type": at.Type, "version": at.Version})
		if err != nil {
			return fmt.Errorf("lock backfill: %w", err)
		}
		done, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[backfillRow])
		if errors.Is(err, pgx.ErrNoRows) { // another process has ended it
			done, more = at, false
			return nil
		}
		if err != nil {
			return fmt.Errorf("lock backfill: %w", err)
		}
		if rows, err = tx.Query(ctx, sqlPublishedEntries, pgx.StrictNamedArgs{"type": at.Type, "after": done.After, "limit": limit}); err != nil {
			return fmt.Errorf("list entries to write again: %w", err)
		}
		list, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return fmt.Errorf("list entries to write again: %w", err)
		}
		if skip {
			done.Failed += len(list)
		} else if err := s.backfillEntries(ctx, tx, list); err != nil {
			return fmt.Errorf("write entry %s and those after it again: %w", list[0], err)
		}
		if done.Done += len(list); len(list) > 0 {
			done.After = &list[len(list)-1]
		}
		more = len(list) == limit
		args := pgx.StrictNamedArgs{"type": at.Type, "version": at.Version, "after": done.After, "done": done.Done, "failed": done.Failed, "finished": nil}
		if !more {
			args["finished"] = tx.Now
			s.tellPublic(tx, PublicChange{Everything: true}) // also what is found otherwise
		}
		if _, err := tx.Exec(ctx, sqlNoteBackfill, args); err != nil {
			return fmt.Errorf("note backfill: %w", err)
		}
		return nil
	})
	return done, more, err
}

// backfillEntries writes the public items of entries again, with what is kept beside them. Those of a type that is no
// more are taken off, as a withdrawal does: should the type come back, somebody has to publish them.
func (s *Service) backfillEntries(ctx context.Context, tx *command.Tx, ids []uuid.UUID) error {
	if len(ids) == 0 {
		return nil
	}
	list, t, err := s.lockMany(ctx, tx, ids)
	if err != nil || len(list) == 0 { // all of them were deleted meanwhile
		return err
	}
	if t.outdated {
		return errTypesOutdated()
	}
	for _, l := range list {
		l.again = true
		source := l.source()
		switch {
		case t.removed:
			err = s.takeOffRemoved(ctx, tx, l)
		case l.entry.SourceLive && source.LiveRevision != nil:
			err = s.backfillBeside(ctx, tx, l, source)
		}
		if err != nil {
			return err
		}
	}
	return s.renderAll(ctx, tx, false, list...)
}

// backfillBeside writes again what of the source's live text is kept beside it: references and dates.
func (s *Service) backfillBeside(ctx context.Context, tx *command.Tx, l *loaded, source *variantRow) error {
	references, dates := l.ever("reference", "references"), l.ever("recurrence")
	if !references && !dates {
		return nil
	}
	live, err := l.revisionOf(ctx, tx, source, *source.LiveRevision)
	if err != nil {
		return err
	}
	if references {
		if err := storeReferences(ctx, tx, l.typ, l.entry.ID, live.Content); err != nil {
			return err
		}
	}
	return s.storeOccurrences(ctx, tx, l.typ, l.entry.ID, live.Content)
}

// ever reports whether the type has or had fields of these kinds.
func (l *loaded) ever(kinds ...string) bool {
	kind := func(f *schema.Field) bool { return slices.Contains(kinds, f.Kind) }
	for version := 1; version <= l.history.Newest(); version++ {
		for _, f := range l.history.At(version).Fields {
			if kind(f) || slices.ContainsFunc(f.Fields, kind) {
				return true
			}
		}
	}
	return false
}

// takeOffRemoved withdraws an entry whose type is no more.
func (s *Service) takeOffRemoved(ctx context.Context, tx *command.Tx, l *loaded) error {
	for _, v := range l.variants {
		if v.Visibility != workflow.Live {
			continue
		}
		v.Visibility = workflow.Withdrawn
		v.Version++
		if err := storeVariant(ctx, tx, v); err != nil {
			return err
		}
		tx.Record(audit.Event{
			Action: "type_apply", EntryID: l.entry.ID, VariantID: v.ID, Locale: v.Locale, OrganisationID: l.entry.OrganisationID,
			Changes: stateChange(v.Editing, v.Editing, workflow.Live, workflow.Withdrawn),
		})
	}
	l.entry.SourceLive = false
	l.entry.Version++
	return storeEntry(ctx, tx, l.entry)
}
