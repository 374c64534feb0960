package webhook

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// news is one thing to tell about a change.
type news struct{ verb, reason string }

// newsFor compares what is public with what was announced, as far as the endpoint hears of it. What leaves the part
// that it hears of is gone for it, what enters is new: so an item that changed hands is news to everybody, but something
// else to each.
func newsFor(l listener, c change, types *schema.Registry) (n news, ok bool) {
	public := c.Hash != nil
	before := c.Told != nil && l.covers(c, c.ToldTo, c.ToldUnder, types)
	now := public && l.covers(c, c.OrganisationID, c.Categories, types)
	switch {
	case before && now:
		return news{verb: Updated}, c.differs()
	case now:
		return news{verb: Published}, true
	case !before:
		return news{}, false
	case public:
		return news{verb: Withdrawn, reason: reasonOutOfScope}, true
	case c.Missing:
		return news{verb: Deleted, reason: Deleted}, true
	case c.Over:
		return news{verb: Expired, reason: Expired}, true
	}
	return news{verb: Withdrawn, reason: reasonWithdrawn}, true
}

// differs tells whether what is public is something else than what was announced.
func (c change) differs() bool {
	return (c.Hash == nil) != (c.Told == nil) || !bytes.Equal(c.Hash, c.Told) || c.Hash != nil && (c.OrganisationID != c.ToldTo || !slices.Equal(c.Categories, c.ToldUnder))
}

const (
	sqlNoteAnnounced = `
insert into webhook_announced (entry_id, locale, organisation_id, categories, hash)
values (@entry_id, @locale, @organisation_id, @categories, @hash)
on conflict (entry_id, locale) do update
set organisation_id = excluded.organisation_id,
    categories = excluded.categories,
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
		if !c.differs() {
			continue
		}
		if err := s.tell(batch, tx, c, listeners); err != nil {
			return err
		}
		if c.Hash == nil {
			batch.Queue(sqlForgetAnnounced, pgx.StrictNamedArgs{"entry_id": c.EntryID, "locale": c.Locale})
			continue
		}
		batch.Queue(sqlNoteAnnounced, pgx.StrictNamedArgs{
			"entry_id": c.EntryID, "locale": c.Locale, "organisation_id": c.OrganisationID, "categories": c.Categories, "hash": c.Hash,
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

// told is one piece of news and who hears of it.
type told struct {
	news
	to []uuid.UUID
}

// tell queues a message for each thing that the change means to somebody, and its deliveries.
func (s *Service) tell(batch *pgx.Batch, tx *command.Tx, c change, listeners []listener) error {
	var all []told
	for _, l := range listeners {
		n, ok := newsFor(l, c, s.types)
		if !ok || !matches(l.Events, n.event(c)) {
			continue
		}
		i := slices.IndexFunc(all, func(t told) bool { return t.news == n })
		if i < 0 {
			all, i = append(all, told{news: n}), len(all)
		}
		all[i].to = append(all[i].to, l.ID)
	}
	for _, t := range all {
		text, err := body(t.event(c), c.ChangedAt, itemData{
			ID: c.EntryID, Type: c.Type, Locale: c.Locale, Reason: t.reason, URL: s.itemURL(c.Type, c.EntryID, c.Locale),
		})
		if err != nil {
			return err
		}
		id := queueMessage(batch, tx, message{event: t.event(c), entryID: c.EntryID, locale: c.Locale, body: text})
		for _, endpoint := range t.to {
			s.queueDelivery(batch, tx, delivery{endpoint: endpoint, message: id})
		}
	}
	return nil
}

// event is the name of the news about an item.
func (n news) event(c change) string { return subject(c.Type) + "." + n.verb }

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
		"id": id, "type": m.event, "entry_id": m.entryID, "locale": m.locale, "body": m.body, "now": tx.Now,
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
