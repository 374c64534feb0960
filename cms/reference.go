package cms

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

const sqlDeleteReferences = `
delete from entry_references
where entry_id = @entry_id`

const sqlInsertReference = `
insert into entry_references (entry_id, field, target_id, on_gone)
values (@entry_id, @field, @target_id::uuid, @on_gone)
on conflict do nothing`

// storeReferences keeps the list of what the live text of an entry refers to.
func storeReferences(ctx context.Context, tx *command.Tx, t *schema.Type, entryID uuid.UUID, content schema.Content) error {
	batch := &pgx.Batch{}
	batch.Queue(sqlDeleteReferences, pgx.StrictNamedArgs{"entry_id": entryID})
	for _, r := range t.References(content) {
		batch.Queue(sqlInsertReference, pgx.StrictNamedArgs{"entry_id": entryID, "field": r.Field, "target_id": r.Target, "on_gone": r.OnGone})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("store references: %w", err)
	}
	return nil
}

// A public entry that shows this one and would be broken without it.
const sqlBlocking = `
select distinct r.entry_id
from entry_references r
join public_items p on p.entry_id = r.entry_id and p.locale = p.source_locale
where r.target_id = @target_id
  and r.on_gone = 'block'
  and r.entry_id <> all(@besides::uuid[])
limit 20`

// refuseWhenBlocking refuses to take off what public entries cannot be shown without.
func refuseWhenBlocking(ctx context.Context, st *step) error {
	if st.v.Locale != st.entry.SourceLocale {
		return nil
	}
	return st.refuseBlocking(ctx)
}

func (st *step) refuseBlocking(ctx context.Context) error {
	blocking, err := blockingEntries(ctx, st.tx, st.entry.ID, nil)
	if err != nil || len(blocking) == 0 {
		return err
	}
	e := command.E(command.Refused, "referenced", "Public entries refer to it.")
	e.Extra = map[string]any{"referredBy": blocking}
	return e
}

// blockingEntries are the public entries that cannot be shown without an entry, some of them. besides names
// entries that go with it.
func blockingEntries(ctx context.Context, db querier, id uuid.UUID, besides map[string]bool) ([]uuid.UUID, error) {
	others := slices.AppendSeq([]string{}, maps.Keys(besides))
	rows, err := db.Query(ctx, sqlBlocking, pgx.StrictNamedArgs{"target_id": id, "besides": others})
	if err != nil {
		return nil, fmt.Errorf("look for references: %w", err)
	}
	blocking, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return nil, fmt.Errorf("look for references: %w", err)
	}
	return blocking, nil
}

const sqlHoldTargets = `
select id
from entries
where id = any(@ids::uuid[])
order by id
for share`

// holdTargets keeps what an entry cannot be shown without from being taken off before this transaction ends:
// whoever wants to take it off waits, and then sees that it is referred to.
func holdTargets(ctx context.Context, tx *command.Tx, refs []schema.Reference) error {
	var wanted []string
	for _, r := range refs {
		if r.OnGone == "block" {
			wanted = append(wanted, r.Target)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, sqlHoldTargets, pgx.StrictNamedArgs{"ids": wanted}); err != nil {
		return fmt.Errorf("hold references: %w", err)
	}
	return nil
}

// target is what an entry refers to.
type target struct {
	typ    string
	public bool
}

// As in public_items, but of entries: in a release those that go live together see each other before they are rendered.
const sqlTargets = `
select e.id::text, e.type,
       e.source_live
       and e.archived_at is null
       and (e.expires_at is null or e.expires_at > lotse.now())
       and o.suspended_at is null
       and not exists (select from type_hides h where h.type = e.type and h.everything)
from entries e
join organisations o on o.id = e.organisation_id
where e.id = any(@ids::uuid[])`

// loadTargets looks up what an entry refers to, by id. What does not exist is missing.
func loadTargets(ctx context.Context, db querier, refs []schema.Reference) (map[string]target, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	wanted := make([]string, len(refs))
	for i, r := range refs {
		wanted[i] = r.Target
	}
	rows, err := db.Query(ctx, sqlTargets, pgx.StrictNamedArgs{"ids": wanted})
	if err != nil {
		return nil, fmt.Errorf("look up references: %w", err)
	}
	targets := map[string]target{}
	var id string
	var t target
	_, err = pgx.ForEachRow(rows, []any{&id, &t.typ, &t.public}, func() error {
		targets[id] = t
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look up references: %w", err)
	}
	return targets, nil
}
