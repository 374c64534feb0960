package cms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
)

// sqlLockTypes waits for the commands that write content and lets no further one begin until the end.
const sqlLockTypes = `select pg_advisory_xact_lock(hashtext('lotse.content_types'))`

// sqlLockPatience bounds how long others stand behind who waits for sqlLockTypes.
const sqlLockPatience = `set local lock_timeout = '1s'`

// lockTries is how often a lock is tried, with a pause in between in which others go on.
const lockTries = 60

// sqlViewPatience is shorter: behind who waits for the view all readers stand.
const sqlViewPatience = `set local lock_timeout = '100ms'`

const sqlInsertType = `
insert into content_types (name, version, hash, definition, applied_at, removed)
values (@name, @version, @hash, @definition::jsonb, @now, @removed)`

const sqlInsertHide = `
insert into type_hides (type, version, fields, words, everything)
values (@type, @version, @fields, @words, @everything)`

const sqlInsertBackfill = `
insert into type_backfills (type, version, created_at)
values (@type, @version, @now)`

// ApplyTypes applies the types of the files as they are, without asking: every definition that differs is noted as a
// further version, and public items are written again where they have to be. Every version that was ever used is
// kept, so that old revisions stay readable. Call it, or ReadTypes, before anything else of the service is used.
func (s *Service) ApplyTypes(ctx context.Context) error {
	if err := s.noteTypes(ctx, nil); err != nil {
		return err
	}
	return s.Backfill(ctx, nil)
}

// ApplyPlan notes the types of the files as applied, where the database is still what the plan was made for, else
// types_changed. From then on every node works by them. Public items are written again by Backfill.
func (s *Service) ApplyPlan(ctx context.Context, plan TypePlan) error {
	return s.noteTypes(ctx, &plan.Generation)
}

// noteTypes notes what differs in one transaction.
func (s *Service) noteTypes(ctx context.Context, expected *int64) error {
	note := func() error { return s.noteTypesOnce(ctx, expected) }
	err := patiently(ctx, note)
	if !errors.Is(err, errLeaving) {
		return err
	}
	if err := s.finishRemovals(ctx); err != nil {
		return err
	}
	return patiently(ctx, note)
}

// patiently does what waits for a lock. Who holds it for long is not waited for with everybody behind: the
// transaction is given up after its lock_timeout and tried again.
func patiently(ctx context.Context, do func() error) error {
	for try := 1; ; try++ {
		err := do()
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "55P03" && pg.Code != "40P01" || try == lockTries { // lock_not_available, deadlock_detected
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (s *Service) noteTypesOnce(ctx context.Context, expected *int64) error {
	var now *appliedTypes
	err := s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		if _, err := tx.Exec(ctx, sqlLockPatience); err != nil {
			return fmt.Errorf("lock types: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlLockTypes); err != nil {
			return fmt.Errorf("lock types: %w", err)
		}
		a, err := s.loadApplied(ctx, tx)
		if err != nil {
			return err
		}
		if expected != nil && *expected != a.generation {
			return command.E(command.Stale, "types_changed", "Somebody else has applied content types since.")
		}
		differences := s.differences(a)
		for _, d := range differences {
			if err := d.mayReturn(ctx, tx); err != nil {
				return err
			}
			if err := d.note(ctx, tx); err != nil {
				return err
			}
		}
		for _, d := range differences { // last: from the first on nobody reads until the end
			if err := d.hide(ctx, tx, d.version()+1); err != nil {
				return err
			}
		}
		now, err = s.loadApplied(ctx, tx)
		return err
	})
	if err == nil {
		s.adopt(now)
	}
	return err
}

// note stores one type's further version, with what follows from it.
func (d typeDifference) note(ctx context.Context, tx *command.Tx) error {
	version, removed := d.version()+1, d.present == nil
	t, hash := d.present, ""
	if removed {
		t = d.applied.history.Present() // its entries are read by it
	} else {
		hash = t.Hash()
	}
	definition, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("encode type %s: %w", d.name, err)
	}
	_, err = tx.Exec(ctx, sqlInsertType, pgx.StrictNamedArgs{
		"name": d.name, "version": version, "hash": hash, "definition": string(definition), "now": tx.Now, "removed": removed,
	})
	if err != nil {
		return fmt.Errorf("store type %s: %w", d.name, err)
	}
	render, words := removed, []string{}
	for _, c := range d.changes() {
		render = render || c.Render
		words = append(words, c.Change)
	}
	if render {
		if _, err := tx.Exec(ctx, sqlInsertBackfill, pgx.StrictNamedArgs{"type": d.name, "version": version, "now": tx.Now}); err != nil {
			return fmt.Errorf("note backfill of %s: %w", d.name, err)
		}
	}
	if removed || d.applied == nil || d.applied.removed {
		if err := forgetType(ctx, tx, d.name); err != nil {
			return err
		}
	}
	tx.Record(audit.Event{Action: "type_apply", Changes: map[string]any{"type": d.name, "version": []any{version - 1, version}, "changes": words}})
	return nil
}

// A list of types that becomes empty would not limit any more, and a type of the name may come again: so a name stays
// that no type can have.
const sqlForgetTypeOfSites = `
update sites
set scope = jsonb_set(scope, '{types}', coalesce(nullif((scope -> 'types') - @type::text, '[]'), '["` + removedType + `"]')),
    version = version + 1
where scope -> 'types' ? @type::text`

// removedType stands in the scope of a site whose last type was removed.
const removedType = "(removed)"

// Webhooks that listened to nothing else hear of nothing.
const sqlForgetTypeOfWebhooks = `
update webhook_endpoints
set events = array(select p from unnest(events) p where split_part(p, '.', 1) <> @type::text order by p),
    version = version + 1,
    updated_at = @now
where exists (select from unnest(events) p where split_part(p, '.', 1) = @type::text)`

// forgetType takes the name of a type out of rights, scopes and patterns when the type is removed or made: nobody who
// meant a former type of the name shall get at the new one.
func forgetType(ctx context.Context, tx *command.Tx, name string) error {
	if err := auth.ForgetTypeTx(ctx, tx, name); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, sqlForgetTypeOfSites, pgx.StrictNamedArgs{"type": name}); err != nil {
		return fmt.Errorf("forget %s in scopes of sites: %w", name, err)
	}
	subject := strings.ReplaceAll(name, "-", "_") // as events name it, see cms/webhook
	if _, err := tx.Exec(ctx, sqlForgetTypeOfWebhooks, pgx.StrictNamedArgs{"type": subject, "now": tx.Now}); err != nil {
		return fmt.Errorf("forget %s in webhooks: %w", name, err)
	}
	return nil
}
