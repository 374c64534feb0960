package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// ActorKind says what sort of actor acts.
type ActorKind string

// The kinds of actors.
const (
	Account   ActorKind = "account"   // a signed-in person
	Token     ActorKind = "token"     // a program with an API token
	Link      ActorKind = "link"      // somebody who opened a signed link
	Submitter ActorKind = "submitter" // a sender without an account, or nobody known
	Import    ActorKind = "import"    // the operator's import
	System    ActorKind = "system"    // Lotse itself (background work)
)

// Actor is whoever acts.
type Actor struct {
	Kind ActorKind
	// ID is the account, token or link; uuid.Nil for the system and for anonymous actors.
	ID uuid.UUID
	// OnBehalfOf is the account in whose name a token, link or import acts, else uuid.Nil.
	OnBehalfOf uuid.UUID
}

// Person returns the account that answers for what the actor does: the account itself, or the one it
// acts for. It is uuid.Nil for the system and for anonymous actors.
func (a Actor) Person() uuid.UUID {
	if a.Kind == Account {
		return a.ID
	}
	return a.OnBehalfOf
}

// Event is one thing that happened. Ids that do not apply are uuid.Nil.
type Event struct {
	Action         string
	EntryID        uuid.UUID
	VariantID      uuid.UUID
	Locale         string
	OrganisationID uuid.UUID
	AccountID      uuid.UUID
	RevisionID     uuid.UUID
	ReleaseID      uuid.UUID
	ReviewID       uuid.UUID
	// Changes holds states, ids and numbers (`{"editing": ["draft", "in_review"]}`), never texts.
	Changes map[string]any
	// Remark is what the actor said with the action (a reason). It is stored apart.
	Remark string
}

// Row is an event with the id and time it is stored under.
type Row struct {
	ID    uuid.UUID
	At    time.Time
	Actor Actor
	Event
}

const sqlInsertActivity = `
insert into activity
	(id, at, actor_kind, actor_id, on_behalf_of, action, entry_id, variant_id, locale,
	 organisation_id, account_id, revision_id, release_id, review_id, changes)
values
	(@id, @at, @actor_kind, @actor_id, @on_behalf_of, @action, @entry_id, @variant_id, nullif(@locale::text, ''),
	 @organisation_id, @account_id, @revision_id, @release_id, @review_id, @changes::jsonb)`

const sqlInsertRemark = `
insert into remarks (activity_id, entry_id, variant_id, author, text, created_at)
values (@activity_id, @entry_id, @variant_id, @author, @text, @created_at)`

// Queue adds the statements that store the rows to a batch, so that a command sends its trail together
// with its other writes in one round trip.
func Queue(batch *pgx.Batch, rows []Row) error {
	for _, row := range rows {
		changes := row.Changes
		if changes == nil {
			changes = map[string]any{}
		}
		encoded, err := json.Marshal(changes)
		if err != nil {
			return fmt.Errorf("encode changes of %s: %w", row.Action, err)
		}
		batch.Queue(sqlInsertActivity, pgx.StrictNamedArgs{
			"id": row.ID, "at": row.At,
			"actor_kind": string(row.Actor.Kind), "actor_id": null(row.Actor.ID), "on_behalf_of": null(row.Actor.OnBehalfOf),
			"action": row.Action, "entry_id": null(row.EntryID), "variant_id": null(row.VariantID), "locale": row.Locale,
			"organisation_id": null(row.OrganisationID), "account_id": null(row.AccountID),
			"revision_id": null(row.RevisionID), "release_id": null(row.ReleaseID), "review_id": null(row.ReviewID),
			"changes": string(encoded),
		})
		if row.Remark == "" {
			continue
		}
		batch.Queue(sqlInsertRemark, pgx.StrictNamedArgs{
			"activity_id": row.ID, "entry_id": null(row.EntryID), "variant_id": null(row.VariantID),
			"author": null(row.Actor.Person()), "text": row.Remark, "created_at": row.At,
		})
	}
	return nil
}

// Insert stores rows at once.
func Insert(ctx context.Context, tx pgx.Tx, rows ...Row) error {
	batch := &pgx.Batch{}
	if err := Queue(batch, rows); err != nil {
		return err
	}
	return tx.SendBatch(ctx, batch).Close()
}

// null turns the zero id into SQL's null.
func null(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
