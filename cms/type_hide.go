package cms

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// What a change of a type takes from the public is gone with the transaction that notes it: the view public_items shows
// items without it until they were written again, and those of a removed type not at all. A trigger of type_hides writes
// the view anew, for which it waits until nobody reads from it, and gives up where somebody reads long, to try again: see patiently.

// The oldest version that public items of the type may still be those of, as far as writing them again has come.
const sqlOldestItems = `
select coalesce(min(version) - 1, @present)
from type_backfills
where type = @type
  and (finished_at is null or failed > 0)`

// hide notes what the public items of the type may not show any more from its new version on. An item can be written by
// one that is older than the last, under which a field had another name.
func (d typeDifference) hide(ctx context.Context, tx *command.Tx, version int) error {
	fields, words, removed := []string{}, false, d.present == nil
	if d.applied == nil || d.applied.removed {
		return nil // nothing of it is public
	}
	if !removed {
		var oldest int
		args := pgx.StrictNamedArgs{"type": d.name, "present": d.version()}
		if err := tx.QueryRow(ctx, sqlOldestItems, args).Scan(&oldest); err != nil {
			return fmt.Errorf("look for items of %s that are still to be written again: %w", d.name, err)
		}
		for older := max(oldest, 1); older < version; older++ {
			for _, c := range schema.DiffTypes(d.applied.history.At(older), d.present) {
				fields, words = append(fields, c.Hides...), words || c.HidesWords
			}
		}
		slices.Sort(fields)
		fields = slices.Compact(fields)
	}
	if len(fields) == 0 && !removed {
		return nil
	}
	if _, err := tx.Exec(ctx, sqlViewPatience); err != nil {
		return fmt.Errorf("hide what %s no longer shows: %w", d.name, err)
	}
	_, err := tx.Exec(ctx, sqlInsertHide, pgx.StrictNamedArgs{
		"type": d.name, "version": version, "fields": fields, "words": words || removed, "everything": removed,
	})
	if err != nil {
		return fmt.Errorf("hide what %s no longer shows: %w", d.name, err)
	}
	return nil
}

// What nothing public is older than, nothing has to be hidden from.
const sqlForgetHides = `
delete from type_hides h
where not exists (
      select from publications p
      where p.type = h.type
        and p.type_version < h.version)`

// forgetHides forgets what was hidden of types of which all public items were written again. An entry that could not be
// written keeps its old items, and they stay hidden.
func (s *Service) forgetHides(ctx context.Context) error {
	err := patiently(ctx, func() error {
		return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, sqlViewPatience); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, sqlForgetHides)
			return err
		})
	})
	if err != nil {
		return fmt.Errorf("forget what is hidden: %w", err)
	}
	return nil
}

// errLeaving says that something which was removed is still to be taken off, so that it cannot come back yet: what was
// public before would be so again, or items would be found by it.
var errLeaving = command.E(command.Conflict, "types_unfinished", "What was removed could not be taken off everywhere yet.")

const sqlHasPublications = `
select exists (select from publications where type = @type) or exists (select from type_hides where type = @type)`

const sqlHiddenFields = `
select distinct split_part(f.field, '.', 1)
from type_hides h, unnest(h.fields) as f (field)
where h.type = @type`

// mayReturn refuses to let a removed type, or a field, come back while items are left from before. Items without a field
// are still found by its values until they are written again, should it be a filter or a sort.
func (d typeDifference) mayReturn(ctx context.Context, tx *command.Tx) error {
	if d.applied == nil || d.present == nil {
		return nil
	}
	left := false
	if d.applied.removed {
		if err := tx.QueryRow(ctx, sqlHasPublications, pgx.StrictNamedArgs{"type": d.name}).Scan(&left); err != nil {
			return fmt.Errorf("look for items of %s: %w", d.name, err)
		}
	} else {
		rows, err := tx.Query(ctx, sqlHiddenFields, pgx.StrictNamedArgs{"type": d.name})
		if err != nil {
			return fmt.Errorf("look for what %s hides: %w", d.name, err)
		}
		hidden, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return fmt.Errorf("look for what %s hides: %w", d.name, err)
		}
		left = slices.ContainsFunc(hidden, func(name string) bool { return !shows(d.applied.history.Present(), name) && shows(d.present, name) })
	}
	if left {
		return errLeaving
	}
	return nil
}

// shows reports whether public items have the field.
func shows(t *schema.Type, name string) bool {
	f, ok := t.Field(name)
	return ok && f.Public()
}

// Entries that could not be written are tried once more.
const sqlReopenBackfills = `
update type_backfills
set finished_at = null,
    after_id = null,
    done = 0,
    failed = 0
where finished_at is not null
  and failed > 0`

// finishRemovals writes again what is still to be written, by the types as they were applied: those of the files hold
// again what was removed.
func (s *Service) finishRemovals(ctx context.Context) error {
	a, err := s.loadApplied(ctx, s.db)
	if err != nil {
		return err
	}
	if _, err := s.db.Exec(ctx, sqlReopenBackfills); err != nil {
		return fmt.Errorf("try failed entries again: %w", err)
	}
	before := *s
	before.types, before.applied = &schema.Registry{}, &knownTypes{}
	before.types.Replace(nil)
	before.adopt(a)
	return before.Backfill(ctx, nil)
}
