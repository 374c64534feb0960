package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// occurrenceMonths is how far ahead dates of recurring events are written down.
const occurrenceMonths = 24

const sqlDeleteOccurrences = `
delete from occurrences
where entry_id = @entry_id`

const sqlInsertOccurrence = `
insert into occurrences (entry_id, starts_at, ends_at, status)
values (@entry_id, @starts_at, @ends_at, @status)
on conflict (entry_id, starts_at) do nothing`

// storeOccurrences writes down the dates of an entry with a recurring schedule.
func (s *Service) storeOccurrences(ctx context.Context, tx *command.Tx, t *schema.Type, entryID uuid.UUID, content schema.Content) error {
	schedule, ok := t.Schedule(content)
	if !ok {
		return nil
	}
	list, err := schedule.Between(tx.Now.AddDate(0, -1, 0), tx.Now.AddDate(0, occurrenceMonths, 0))
	if err != nil {
		return fmt.Errorf("find occurrences: %w", err)
	}
	batch := &pgx.Batch{}
	batch.Queue(sqlDeleteOccurrences, pgx.StrictNamedArgs{"entry_id": entryID})
	for _, o := range list {
		batch.Queue(sqlInsertOccurrence, pgx.StrictNamedArgs{"entry_id": entryID, "starts_at": o.Start, "ends_at": o.End, "status": o.Status})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("store occurrences: %w", err)
	}
	return nil
}
