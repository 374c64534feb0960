package client

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// pending is a page on its way into the store. An item that stands in it twice counts as the last time.
type pending struct {
	mirror  *Mirror
	batch   Batch
	index   map[Key]int // into decided
	decided []decision
}

// decision is what becomes of one key.
type decision struct {
	key    Key
	typ    string
	put    *Record
	seen   bool
	held   bool // the copy held it before
	reason string
}

func (p *pending) decide(d decision) {
	if at, twice := p.index[d.key]; twice {
		d.held = p.decided[at].held
		p.decided[at] = d
		return
	}
	p.index[d.key] = len(p.decided)
	p.decided = append(p.decided, d)
}

// add takes one line of a page.
func (p *pending) add(ctx context.Context, item SyncItem) error {
	key := Key{item.ID, item.Locale}
	if key.ID == "" || key.Locale == "" {
		return fmt.Errorf("a line without id and locale")
	}
	before, held, err := p.mirror.o.Store.Get(ctx, key)
	if err != nil {
		return err
	}
	d := decision{key: key, typ: item.Type, held: held}
	switch item.Op {
	case Delete:
		d.reason = item.Reason
	case Upsert:
		var times struct {
			ExpiresAt time.Time `json:"expiresAt"`
		}
		if err := json.Unmarshal(item.Item, &times); err != nil || len(item.Version) != 16 {
			return fmt.Errorf("the item %s %s cannot be read", item.ID, item.Locale)
		}
		head := Head{Key: key, Type: item.Type, Version: item.Version, ExpiresAt: times.ExpiresAt, Walk: p.batch.State.Walk}
		switch {
		case p.mirror.over(head):
			d.reason = ReasonExpired
		case held && before.Version == item.Version:
			d.seen = true
		default:
			d.put = &Record{head, item.Item}
		}
	default:
		return fmt.Errorf("an operation that this client does not know")
	}
	p.decide(d)
	return nil
}

// sweep removes what the walk that has just come to its end did not see.
func (p *pending) sweep(ctx context.Context) error {
	for head, err := range p.mirror.o.Store.Heads(ctx) {
		if err != nil {
			return err
		}
		if _, seen := p.index[head.Key]; !seen && head.Walk < p.batch.State.Walk {
			p.decide(decision{key: head.Key, typ: head.Type, held: true, reason: ReasonUnseen})
		}
	}
	return nil
}

// finish makes the batch.
func (p *pending) finish() prepared {
	out := prepared{batch: p.batch}
	for _, d := range p.decided {
		switch {
		case d.put != nil:
			out.batch.Put = append(out.batch.Put, *d.put)
			out.changes = append(out.changes, Change{Key: d.key, Type: d.typ, Item: d.put.Item})
		case d.seen:
			out.batch.Seen = append(out.batch.Seen, d.key)
		case d.held:
			out.batch.Delete = append(out.batch.Delete, d.key)
			out.changes = append(out.changes, Change{Key: d.key, Type: d.typ, Reason: d.reason})
		}
	}
	return out
}
