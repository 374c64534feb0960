package webhook

import (
	"bytes"
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

// news is one thing to tell about a change, and whom.
type news struct {
	verb, reason string
	// to is the organisation whose endpoints hear of it; agency tells that those of the agency do.
	to     uuid.UUID
	agency bool
}

// newsOf compares what is public with what was announced. An item that changed hands is news to everybody, but
// something else to each: gone for the one, new for the other, changed for the agency.
func newsOf(c change) []news {
	public, told := c.Hash != nil, c.Told != nil
	switch {
	case !public && !told:
		return nil
	case !public && c.Missing:
		return []news{{verb: Deleted, reason: Deleted, to: c.ToldTo, agency: true}}
	case !public && c.Over:
		return []news{{verb: Expired, reason: Expired, to: c.ToldTo, agency: true}}
	case !public:
		return []news{{verb: Withdrawn, reason: reasonWithdrawn, to: c.ToldTo, agency: true}}
	case !told:
		return []news{{verb: Published, to: c.OrganisationID, agency: true}}
	case c.ToldTo != c.OrganisationID:
		return []news{
			{verb: Withdrawn, reason: reasonOutOfScope, to: c.ToldTo},
			{verb: Published, to: c.OrganisationID},
			{verb: Updated, agency: true},
		}
	case !bytes.Equal(c.Hash, c.Told):
		return []news{{verb: Updated, to: c.OrganisationID, agency: true}}
	}
	return nil
}

// hears tells whether an endpoint is told: an organisation's hears of its own items only.
func (l listener) hears(event string, n news) bool {
	if l.OrganisationID == uuid.Nil && !n.agency || l.OrganisationID != uuid.Nil && l.OrganisationID != n.to {
		return false
	}
	return matches(l.Events, event)
}

const (
	sqlNoteAnnounced = `
insert into webhook_announced (entry_id, locale, organisation_id, hash)
values (@entry_id, @locale, @organisation_id, @hash)
on conflict (entry_id, locale) do update
set organisation_id = excluded.organisation_id,
    hash = excluded.hash`
	sqlForgetAnnounced = `
delete from webhook_announced
where entry_id = @entry_id
  and locale = @locale`
)

// announce writes what the changes mean: messages for those who listen, and what is known to be announced, also where
// nobody listens, so that a later listener is told right.
func (s *Service) announce(ctx context.Context, tx *command.Tx, changes []change, listeners []listener) error {
	batch := &pgx.Batch{}
	for _, c := range changes {
		list := newsOf(c)
		if len(list) == 0 {
			continue
		}
		for _, n := range list {
			if err := s.tell(batch, tx, c, n, listeners); err != nil {
				return err
			}
		}
		if c.Hash == nil {
			batch.Queue(sqlForgetAnnounced, pgx.StrictNamedArgs{"entry_id": c.EntryID, "locale": c.Locale})
			continue
		}
		batch.Queue(sqlNoteAnnounced, pgx.StrictNamedArgs{
			"entry_id": c.EntryID, "locale": c.Locale, "organisation_id": c.OrganisationID, "hash": c.Hash,
		})
	}
	if batch.Len() == 0 {
		return nil
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("write messages: %w", err)
	}
	return nil
}

// tell queues the message of one piece of news and its deliveries, where somebody hears of it.
func (s *Service) tell(batch *pgx.Batch, tx *command.Tx, c change, n news, listeners []listener) error {
	event := subject(c.Type) + "." + n.verb
	var to []uuid.UUID
	for _, l := range listeners {
		if l.hears(event, n) {
			to = append(to, l.ID)
		}
	}
	if len(to) == 0 {
		return nil
	}
	text, err := body(event, c.ChangedAt, itemData{
		ID: c.EntryID, Type: c.Type, Locale: c.Locale, Reason: n.reason, URL: s.itemURL(c.Type, c.EntryID, c.Locale),
	})
	if err != nil {
		return err
	}
	id := queueMessage(batch, tx, message{event: event, entryID: c.EntryID, locale: c.Locale, body: text})
	for _, endpoint := range to {
		s.queueDelivery(batch, tx, delivery{endpoint: endpoint, message: id})
	}
	return nil
}

// message is what is told, once for everybody.
type message struct {
	event   string
	entryID uuid.UUID
	locale  string
	body    string
}

const sqlInsertMessage = `
insert into webhook_messages (id, type, entry_id, locale, body, created_at)
values (@id, @type, @entry_id, nullif(@locale::text, ''), @body, @now)`

func queueMessage(batch *pgx.Batch, tx *command.Tx, m message) uuid.UUID {
	id := command.NewID()
	batch.Queue(sqlInsertMessage, pgx.StrictNamedArgs{
		"id": id, "type": m.event, "entry_id": ref(m.entryID), "locale": m.locale, "body": m.body, "now": tx.Now,
	})
	return id
}

// delivery is a message for an endpoint.
type delivery struct {
	endpoint, message uuid.UUID
	replay            bool
	once              bool // one attempt only
}

const sqlInsertDelivery = `
insert into webhook_deliveries (id, endpoint_id, message_id, replay, max_attempts, due_at, created_at)
values (@id, @endpoint_id, @message_id, @replay, @max_attempts, @now, @now)`

// queueDelivery queues the row and enqueues the first attempt.
func (s *Service) queueDelivery(batch *pgx.Batch, tx *command.Tx, d delivery) uuid.UUID {
	id := command.NewID()
	attempts := len(s.schedule)
	if d.once {
		attempts = 1
	}
	batch.Queue(sqlInsertDelivery, pgx.StrictNamedArgs{
		"id": id, "endpoint_id": d.endpoint, "message_id": d.message, "replay": d.replay, "max_attempts": attempts, "now": tx.Now,
	})
	tx.Enqueue(Call{DeliveryID: id, Attempt: 1}, nil)
	return id
}
