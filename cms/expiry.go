package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/workflow"
)

const sqlDueExpiries = `
select id
from entries
where expires_at <= lotse.now()
  and expired_at is null
  and type <> all(@removed::text[])
order by expires_at
limit @limit`

// DueExpiries lists entries that have expired without this having been recorded. Nobody sees them any
// more: public_items looks at expires_at itself. Of a type that is no more nothing is public, and nothing expires.
func (s *Service) DueExpiries(ctx context.Context, limit int) ([]uuid.UUID, error) {
	rows, err := s.db.Query(ctx, sqlDueExpiries, pgx.StrictNamedArgs{"limit": limit, "removed": s.removedTypes()})
	if err != nil {
		return nil, fmt.Errorf("list expired entries: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// ExpireEntry records that an entry has expired: activity, the change feed, a letter to its owner. Called
// again it does nothing.
func (s *Service) ExpireEntry(ctx context.Context, id uuid.UUID) error {
	err := s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		l, err := s.load(ctx, tx, id, true)
		if err != nil {
			return err
		}
		e := l.entry
		if e.ExpiredAt != nil || e.ExpiresAt == nil || e.ExpiresAt.After(tx.Now) {
			tx.Unchanged()
			return nil
		}
		now := tx.Now
		e.ExpiredAt = &now
		e.Version++
		if err := storeEntry(ctx, tx, e); err != nil {
			return err
		}
		if err := s.touchFeed(ctx, tx, e); err != nil {
			return err
		}
		if err := s.followUps(ctx, tx, l); err != nil { // what refers to it must not lead to it any more
			return err
		}
		activity := tx.Record(audit.Event{Action: "expired", EntryID: id, VariantID: l.source().ID, OrganisationID: e.OrganisationID})
		if !e.SourceLive || e.ArchivedAt != nil {
			return nil
		}
		return s.queueMails(ctx, tx, activity, withEntry(ownerMail("expired", l), e, l.source())...)
	})
	if command.KindOf(err) == command.NotFound {
		return nil // deleted meanwhile
	}
	return err
}

// ownerMail addresses whoever answers for an entry: its submitter, else its creator.
func ownerMail(template string, l *loaded) []mail {
	to := deref(l.source().SubmittedBy)
	if to == uuid.Nil {
		to = deref(l.entry.CreatedBy)
	}
	if to == uuid.Nil {
		return nil
	}
	return []mail{{template: template, to: to}}
}

const sqlNoteReminder = `
update entries
set reminders = reminders || jsonb_build_object(@rung::text, expires_at)
where id = @id`

// Remind writes to the owner that an entry ends within days. Each rung is sent once for an end; a new end
// begins the ladder anew (storeEntry forgets the rungs). Where a nearer rung is due as well, the farther
// one is skipped.
func (s *Service) Remind(ctx context.Context, id uuid.UUID, days int) error {
	err := s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		l, err := s.load(ctx, tx, id, true)
		if err != nil {
			return err
		}
		due, err := reminderDue(ctx, tx, l, days)
		if err != nil {
			return err
		}
		if !due {
			tx.Unchanged()
			return nil
		}
		if _, err := tx.Exec(ctx, sqlNoteReminder, pgx.StrictNamedArgs{"id": id, "rung": rung(days)}); err != nil {
			return fmt.Errorf("note reminder: %w", err)
		}
		activity := tx.Record(audit.Event{Action: "remind", EntryID: id, VariantID: l.source().ID, OrganisationID: l.entry.OrganisationID,
			Changes: map[string]any{"days": days}})
		return s.queueMails(ctx, tx, activity, withEntry(ownerMail("reminder_"+rung(days), l), l.entry, l.source())...)
	})
	if command.KindOf(err) == command.NotFound {
		return nil
	}
	return err
}

const sqlReminded = `
select reminders ? @rung::text
from entries
where id = @id`

func reminderDue(ctx context.Context, tx *command.Tx, l *loaded, days int) (bool, error) {
	e := l.entry
	if e.ExpiresAt == nil || !e.ExpiresAt.After(tx.Now) || e.ExpiresAt.After(tx.Now.AddDate(0, 0, days)) ||
		e.ArchivedAt != nil || l.source().Visibility != workflow.Live {
		return false, nil
	}
	var reminded bool
	if err := tx.QueryRow(ctx, sqlReminded, pgx.StrictNamedArgs{"id": e.ID, "rung": rung(days)}).Scan(&reminded); err != nil {
		return false, fmt.Errorf("load reminders: %w", err)
	}
	return !reminded, nil
}

// rung names a step of the ladder of reminders by its days.
func rung(days int) string { return fmt.Sprint(days) }
