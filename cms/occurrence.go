package cms

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/recurrence"
	"lotse/schema"
)

// occurrenceMonths is how far ahead dates of recurring events are written down.
const occurrenceMonths = 24

const sqlDeleteOccurrences = `
delete from occurrences
where entry_id = @entry_id`

const sqlInsertOccurrence = `
insert into occurrences (entry_id, starts_at, ends_at, status, originally)
values (@entry_id, @starts_at, @ends_at, @status, @originally)
on conflict (entry_id, starts_at) do nothing`

// storeOccurrences writes down the dates of an entry with a recurring schedule.
func (s *Service) storeOccurrences(ctx context.Context, tx *command.Tx, t *schema.Type, entryID uuid.UUID, content schema.Content) error {
	if !slices.ContainsFunc(t.Fields, func(f *schema.Field) bool { return f.Kind == "recurrence" }) {
		return nil
	}
	schedule, ok := t.Schedule(content)
	if !ok {
		if _, err := tx.Exec(ctx, sqlDeleteOccurrences, pgx.StrictNamedArgs{"entry_id": entryID}); err != nil {
			return fmt.Errorf("delete occurrences: %w", err)
		}
		return nil
	}
	list, err := schedule.Between(tx.Now.AddDate(0, -1, 0), tx.Now.AddDate(0, occurrenceMonths, 0))
	if err != nil {
		return fmt.Errorf("find occurrences: %w", err)
	}
	batch := &pgx.Batch{}
	batch.Queue(sqlDeleteOccurrences, pgx.StrictNamedArgs{"entry_id": entryID})
	for _, o := range list {
		batch.Queue(sqlInsertOccurrence, pgx.StrictNamedArgs{"entry_id": entryID, "starts_at": o.Start, "ends_at": o.End, "status": o.Status, "originally": originally(schedule, o)})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("store occurrences: %w", err)
	}
	return nil
}

// originally is the start that a moved date had by the rule; nil for all others.
func originally(schedule *recurrence.Recurrence, o recurrence.Occurrence) *time.Time {
	if o.Status != recurrence.Moved {
		return nil
	}
	layout := "2006-01-02T15:04:05"
	at, err := time.ParseInLocation(layout[:min(len(o.Original), len(layout))], o.Original, schedule.Zone())
	if err != nil {
		return nil
	}
	return &at
}

// Entries whose schedule goes on beyond the dates that are written down. While less than a month of the
// horizon is missing nothing is done. A schedule without an end has no valid_until.
const sqlDueOccurrences = `
select e.id
from entries e
left join lateral (
    select max(o.ends_at) as last
    from occurrences o
    where o.entry_id = e.id
) written on true
where e.type = any(@types)
  and e.source_live
  and e.archived_at is null
  and (e.expires_at is null or e.expires_at > lotse.now())
  and (@after::uuid is null or e.id > @after)
  and (written.last is null or written.last < lotse.now() + make_interval(months => @months::int - 1))
  and (e.valid_until is null or written.last is null or e.valid_until > written.last::date)
order by e.id
limit @limit`

// DueOccurrences lists entries whose dates do not reach far enough ahead any more, by id and after a
// given one (uuid.Nil for the first).
func (s *Service) DueOccurrences(ctx context.Context, after uuid.UUID, limit int) ([]uuid.UUID, error) {
	types := []string{}
	for _, t := range s.types.Types() {
		for _, f := range t.Fields {
			if f.Kind == "recurrence" {
				types = append(types, t.Name)
				break
			}
		}
	}
	rows, err := s.db.Query(ctx, sqlDueOccurrences, pgx.StrictNamedArgs{
		"types": types, "after": after, "months": occurrenceMonths, "limit": limit,
	})
	if err != nil {
		return nil, fmt.Errorf("list schedules to extend: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// ExtendOccurrences writes down the dates of an entry as far ahead as on the day of its publication.
// It changes no content, so it leaves no trail; the dates follow from the text that is live.
func (s *Service) ExtendOccurrences(ctx context.Context, id uuid.UUID) error {
	err := s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		l, err := s.load(ctx, tx, id, true)
		if err != nil {
			return err
		}
		v := l.source()
		if !l.entry.SourceLive || v.LiveRevision == nil {
			return nil
		}
		live, err := l.revisionOf(ctx, tx, v, *v.LiveRevision)
		if err != nil {
			return err
		}
		return s.storeOccurrences(ctx, tx, l.typ, id, live.Content)
	})
	if command.KindOf(err) == command.NotFound {
		return nil // deleted meanwhile
	}
	return err
}
