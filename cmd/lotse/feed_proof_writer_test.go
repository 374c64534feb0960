package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/cms"
	"lotse/internal/command"
	"lotse/schema"
)

// proofOperations are what writers do, and how often.
var proofOperations = map[string]struct {
	weight int
	do     func(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error
}{
	"publish":        {12, proofPublish},
	"change":         {30, proofChange},
	"withdraw":       {14, proofAct("withdraw")},
	"publish again":  {14, proofAfter("withdraw", "publish")},
	"expire by word": {3, proofAct("expire")},
	"confirm":        {5, proofAct("confirm")},
	"archive":        {4, proofAct("archive")},
	"restore":        {4, proofAfter("archive", "restore")},
	"take down":      {2, proofAct("take_down")},
	"transfer":       {6, proofTransfer},
	"delete":         {4, proofDelete},
	"let time pass":  {4, proofExpireByTime},
	"suspend":        {2, proofSuspend},
	"resume":         {3, proofResume},
	"release":        {4, proofRelease},
	"lock and wait":  {6, proofLockAndWait},
	"write late":     {6, proofWriteLate},
	"give up":        {4, proofGiveUp},
}

// write acts until ctx ends.
func (p *proof) write(ctx context.Context, r *rand.Rand) {
	var names []string // in a fixed order, or the seed would mean nothing
	for _, name := range slices.Sorted(maps.Keys(proofOperations)) {
		for range proofOperations[name].weight {
			names = append(names, name)
		}
	}
	for ctx.Err() == nil {
		n := p.nodes[r.IntN(len(p.nodes))].Load()
		if n.cms == nil {
			return
		}
		name := names[r.IntN(len(names))]
		err := proofOperations[name].do(n.ctx, p, n, r)
		if err == nil {
			p.done[name].Add(1)
		} else if !isExpected(err) {
			p.t.Errorf("seed %d: %s: %v", p.seed, name, err)
			return
		}
	}
}

// isExpected tells refusals and whatever a node that was cut off and a server that is away bring.
func isExpected(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		// Connections and operators, locks, a race that was lost (also for a unique key), a transaction that has failed.
		for _, class := range []string{"08", "57", "55", "40", "23505", "25P02"} {
			if strings.HasPrefix(pg.Code, class) {
				return true
			}
		}
		return false
	}
	return !errors.Is(err, command.ErrSilentChange)
}

// serial makes every text another one.
var serial atomic.Int64

// publish makes a public offer or event, half of them with a translation.
func (w proofWorld) publish(ctx context.Context, s *cms.Service, r *rand.Rand) (uuid.UUID, error) {
	e, err := s.CreateEntry(ctx, w.importer(), cms.CreateEntry{
		Type: "offer", OrganisationID: w.organisations[r.IntN(len(w.organisations))], Locale: "de", Fields: w.text(r),
	})
	if err != nil {
		return uuid.Nil, err
	}
	if _, err := s.Act(ctx, w.importer(), cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version, NoMail: true}); err != nil {
		return e.ID, err
	}
	if r.IntN(2) == 0 {
		return e.ID, nil
	}
	v, err := s.CreateVariant(ctx, w.importer(), cms.CreateVariant{EntryID: e.ID, Locale: "ar", Fields: w.translation()})
	if err != nil {
		return e.ID, err
	}
	_, err = s.Act(ctx, w.importer(), cms.Act{EntryID: e.ID, Locale: "ar", Action: "publish", Version: v.Version, NoMail: true})
	return e.ID, err
}

func (w proofWorld) text(r *rand.Rand) schema.Content {
	return schema.Content{
		"title": fmt.Sprintf("Angebot %d", serial.Add(1)), "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.",
		"offerType": "language_course", "categories": []any{w.categories[r.IntN(len(w.categories))].String()}, "costs": "free",
	}
}

func (w proofWorld) translation() schema.Content {
	return schema.Content{"title": fmt.Sprintf("عرض %d", serial.Add(1)), "summary": "نتحدث الألمانية معًا.", "description": "كل يوم ثلاثاء."}
}

// pick chooses an entry that was made.
func (p *proof) pick(r *rand.Rand) uuid.UUID {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.entries[r.IntN(len(p.entries))]
}

func (p *proof) entry(ctx context.Context, s *cms.Service, r *rand.Rand) (cms.Entry, error) {
	locale := "de"
	if r.IntN(6) == 0 {
		locale = "ar"
	}
	return s.Entry(ctx, p.world.publisher(), p.pick(r), locale)
}

func proofPublish(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	id, err := p.world.publish(ctx, n.cms, r)
	if id != uuid.Nil {
		p.mu.Lock()
		p.entries = append(p.entries, id)
		p.mu.Unlock()
	}
	return err
}

func proofChange(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	e, err := p.entry(ctx, n.cms, r)
	if err != nil {
		return err
	}
	return p.change(ctx, n.cms, e, r)
}

func (p *proof) change(ctx context.Context, s *cms.Service, e cms.Entry, r *rand.Rand) error {
	fields := p.world.text(r)
	if e.Locale != "de" {
		fields = p.world.translation()
	}
	e, err := s.Save(ctx, p.world.importer(), cms.Save{EntryID: e.ID, Locale: e.Locale, Version: e.Version, Fields: fields})
	if err != nil {
		return err
	}
	_, err = s.Act(ctx, p.world.importer(), cms.Act{EntryID: e.ID, Locale: e.Locale, Action: "publish", Version: e.Version, NoMail: true})
	return err
}

// proofAct takes a step on any entry.
func proofAct(action string) func(context.Context, *proof, *proofNode, *rand.Rand) error {
	return func(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
		e, err := p.entry(ctx, n.cms, r)
		if err != nil {
			return err
		}
		return p.act(ctx, n.cms, e, action, uuid.Nil)
	}
}

// proofAfter takes a step for which another one may be needed first.
func proofAfter(first, then string) func(context.Context, *proof, *proofNode, *rand.Rand) error {
	return func(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
		e, err := p.entry(ctx, n.cms, r)
		if err != nil {
			return err
		}
		if err := p.act(ctx, n.cms, e, first, uuid.Nil); err != nil && !isExpected(err) {
			return err
		}
		if e, err = n.cms.Entry(ctx, p.world.publisher(), e.ID, e.Locale); err != nil {
			return err
		}
		return p.act(ctx, n.cms, e, then, uuid.Nil)
	}
}

func (p *proof) act(ctx context.Context, s *cms.Service, e cms.Entry, action string, organisation uuid.UUID) error {
	in := cms.Act{EntryID: e.ID, Locale: e.Locale, Action: action, Version: e.EntryVersion, Reason: "because", Organisation: organisation, NoMail: true}
	if action == "withdraw" || action == "publish" {
		in.Version = e.Version
	}
	_, err := s.Act(ctx, p.world.publisher(), in)
	return err
}

func proofTransfer(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	e, err := p.entry(ctx, n.cms, r)
	if err != nil {
		return err
	}
	return p.act(ctx, n.cms, e, "transfer", p.world.organisations[r.IntN(len(p.world.organisations))])
}

func proofDelete(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	e, err := p.entry(ctx, n.cms, r)
	if err != nil {
		return err
	}
	if err := p.act(ctx, n.cms, e, "take_down", uuid.Nil); err != nil {
		return err
	}
	if e, err = n.cms.Entry(ctx, p.world.publisher(), e.ID, e.Locale); err != nil {
		return err
	}
	return p.act(ctx, n.cms, e, "delete", uuid.Nil)
}

// proofExpireByTime has the end of an entry come soon, with nobody there who says so. Time takes things away and never
// brings them back: what is over stays over until a command says otherwise, and tells the feed.
func proofExpireByTime(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	_, err := n.pool.Exec(ctx, `update entries set expires_at = lotse.now() + $2 * interval '1 millisecond', expired_at = null
		where id = $1 and (expires_at is null or expires_at > lotse.now())`, p.pick(r), r.IntN(300))
	return err
}

func proofSuspend(ctx context.Context, p *proof, n *proofNode, _ *rand.Rand) error {
	return n.cms.SuspendOrganisation(ctx, p.world.publisher(), p.world.organisations[2], true)
}

func proofResume(ctx context.Context, p *proof, n *proofNode, _ *rand.Rand) error {
	return n.cms.SuspendOrganisation(ctx, p.world.publisher(), p.world.organisations[2], false)
}

// proofRelease takes several entries off together, or brings them back.
func proofRelease(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	in := cms.CreateRelease{Direction: []string{"off", "off", "live"}[r.IntN(3)]}
	var err error
	for range 4 { // not every entry can be taken off, or brought back
		in.Members = []cms.ReleaseItem{{EntryID: p.pick(r), Locale: "de"}, {EntryID: p.pick(r), Locale: "de"}}
		if _, err = n.cms.CreateRelease(ctx, p.world.publisher(), in); err == nil || !isExpected(err) {
			return err
		}
	}
	return err
}

// proofLockAndWait locks one entry, waits, and then changes another in the same transaction.
func proofLockAndWait(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	tx, err := n.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if _, err := tx.Exec(ctx, `select from entries where id = $1 for update`, p.pick(r)); err != nil {
		return err
	}
	if err := pause(ctx, time.Duration(r.IntN(60))*time.Millisecond); err != nil {
		return err
	}
	on := n.cms.On(tx)
	e, err := p.entry(ctx, on, r)
	if err != nil {
		return err
	}
	if err := p.change(ctx, on, e, r); err != nil {
		return err
	}
	if err := pause(ctx, time.Duration(r.IntN(40))*time.Millisecond); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// proofWriteLate takes the number of its transaction early, and withdraws or publishes under it late.
func proofWriteLate(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	tx, err := n.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if _, err := tx.Exec(ctx, `select pg_current_xact_id()`); err != nil {
		return err
	}
	if err := pause(ctx, time.Duration(10+r.IntN(80))*time.Millisecond); err != nil {
		return err
	}
	on := n.cms.On(tx)
	e, err := p.entry(ctx, on, r)
	if err != nil {
		return err
	}
	if r.IntN(2) == 0 {
		err = p.change(ctx, on, e, r)
	} else {
		err = p.act(ctx, on, e, "withdraw", uuid.Nil)
	}
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// proofGiveUp changes something and takes it back: its number was given and is nobody's.
func proofGiveUp(ctx context.Context, p *proof, n *proofNode, r *rand.Rand) error {
	tx, err := n.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if _, err := tx.Exec(ctx, `update feed set xid = pg_current_xact_id() where entry_id = $1`, p.pick(r)); err != nil {
		return err
	}
	if err := pause(ctx, time.Duration(r.IntN(10))*time.Millisecond); err != nil {
		return err
	}
	return tx.Rollback(ctx)
}
