package translation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/machine"
	"lotse/internal/segment"
)

const (
	// runFor is how long one job goes on before it lets others begin. Shorter than a job may take by the longest call.
	runFor = 30 * time.Second
	// callFor is how long a service may take for one call.
	callFor = 20 * time.Second
	// atOnce is how many texts one job holds in memory.
	atOnce = 10
	// abandoned is how long after it was taken up an item counts as left by a process that died. Longer than a job takes.
	abandoned = 2 * time.Minute
	// maxAttempts is how often an item is tried that fails for reasons of our own.
	maxAttempts = 3
)

// Run sends what waits for a service in a language, until nothing does or its time is up. It returns how long to wait
// before it is called again; 0 for at once, negative for not at all. Called twice at once, it sends nothing twice: an
// item is taken up by one.
//
// What a service answered is kept before anything else is done with it. A process that dies loses at most the call
// under way: what was answered before is found in the memory.
func (s *Service) Run(ctx context.Context, job cms.Translate) (time.Duration, error) {
	provider, known := s.providers[job.Provider]
	if !known { // its key was taken away; what waits goes on waiting for it
		return -1, nil
	}
	for began := time.Now(); time.Since(began) < runFor; {
		noted, err := s.noted(ctx, s.db, job.Provider)
		if err != nil {
			return 0, err
		}
		if wait := noted[job.Provider].paused(); wait > 0 {
			return wait, nil
		}
		items, err := s.takeUp(ctx, job)
		if err != nil || len(items) == 0 {
			return -1, err
		}
		wait, err := s.runItems(ctx, provider, job.Locale, items)
		if err != nil {
			return 0, errors.Join(err, s.putBack(ctx, items, 0))
		}
		if wait > 0 {
			return wait, s.putBack(ctx, items, 1)
		}
	}
	return 0, nil
}

// taken is an item that this process works on.
type taken struct {
	ID       uuid.UUID `db:"id"`
	EntryID  uuid.UUID `db:"entry_id"`
	Locale   string    `db:"locale"`
	Via      string    `db:"via"`
	Attempts int       `db:"attempts"`
}

const sqlTakeUp = `
update translation_items i
set state = 'in_progress',
    claimed_at = lotse.now(),
    attempts = attempts + 1,
    changed_at = lotse.now()
from translation_requests r
where r.id = i.request_id
  and i.id in (
    select n.id
    from translation_items n
    where n.provider = @provider
      and n.locale = @locale
      and (n.state = 'requested'
           or n.state = 'in_progress' and (n.claimed_at is null or n.claimed_at < lotse.now() - @abandoned::interval))
    order by n.due_on, n.attempts, n.changed_at, n.id
    limit @limit
    for update skip locked)
returning i.id, i.entry_id, i.locale, r.via, i.attempts`

// takeUp takes items up.
func (s *Service) takeUp(ctx context.Context, job cms.Translate) ([]taken, error) {
	return list[taken](ctx, s.db, "take up translations", sqlTakeUp, pgx.StrictNamedArgs{
		"provider": job.Provider, "locale": job.Locale, "abandoned": abandoned, "limit": atOnce,
	})
}

const sqlPutBack = `
update translation_items
set state = 'requested',
    claimed_at = null,
    attempts = greatest(attempts - @forgiven::int, 0),
    changed_at = lotse.now()
where id = any(@ids)
  and state = 'in_progress'`

// putBack gives items back that were not done: they wait again, behind the others. An attempt that failed for reasons of
// the service's is forgiven.
func (s *Service) putBack(ctx context.Context, items []taken, forgiven int) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
	defer cancel()
	ids := make([]uuid.UUID, len(items))
	for i, item := range items {
		ids[i] = item.ID
	}
	if _, err := s.db.Exec(ctx, sqlPutBack, pgx.StrictNamedArgs{"ids": ids, "forgiven": forgiven}); err != nil {
		return fmt.Errorf("put translations back: %w", err)
	}
	return nil
}

// wanted is a text to translate.
type wanted struct {
	item    int    // whose it is
	id      string // of the segment
	hash    string // of the source
	source  segment.Text
	locale  string       // of the source
	text    segment.Text // what is sent: the source, or its translation into another language
	from    string       // the language that it is in
	words   int
	longest int // of a line, in characters; 0: as long as the field allows
	context string
}

// runItems translates items. It returns how long to leave the service alone, 0 where it answered.
func (s *Service) runItems(ctx context.Context, provider machine.Provider, locale string, items []taken) (time.Duration, error) {
	var texts []wanted
	open := map[int]bool{}
	for i, item := range items {
		own, err := s.wantedOf(ctx, i, item)
		if err != nil {
			if err := s.fail(ctx, item, err); err != nil {
				return 0, err
			}
			continue
		}
		open[i] = true
		texts = append(texts, own...)
	}
	known, err := remembered(ctx, s.db, locale, texts)
	if err != nil {
		return 0, err
	}
	wait, refused, err := s.send(ctx, provider, locale, texts, known)
	if err != nil || wait > 0 {
		return wait, err
	}
	for i, item := range items {
		if !open[i] {
			continue
		}
		if err := s.finish(ctx, item, i, texts, known, refused); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// wantedOf are the texts of an item that are to be translated: what is missing, and what is outdated. What a person
// wrote is sent too where its source has changed: the answer is offered, not written.
func (s *Service) wantedOf(ctx context.Context, i int, item taken) ([]wanted, error) {
	view, err := s.cms.Translation(ctx, auth.System(), item.EntryID, item.Locale)
	if err != nil {
		return nil, err
	}
	via := map[string]segment.Text{}
	if item.Via != "" {
		if via, err = s.freshTexts(ctx, item.EntryID, item.Via); err != nil {
			return nil, err
		}
	}
	var out []wanted
	for _, seg := range view.Segments {
		if seg.State != cms.SegmentMissing && seg.State != cms.SegmentOutdated {
			continue
		}
		w := wanted{item: i, id: seg.ID, hash: memoryKey(view.SourceLocale, seg.Hash), longest: seg.MaxLength, source: seg.Source, locale: view.SourceLocale, text: seg.Source, from: view.SourceLocale, words: seg.Words, context: view.Type + "." + seg.Field}
		if text, has := via[seg.Hash]; has {
			w.text, w.from = text, item.Via
		}
		out = append(out, w)
	}
	return out, nil
}

// freshTexts are the texts of an entry in a language that are up to date, by the hash of their source. Their codes are
// those of the source.
func (s *Service) freshTexts(ctx context.Context, entry uuid.UUID, locale string) (map[string]segment.Text, error) {
	out := map[string]segment.Text{}
	view, err := s.cms.Translation(ctx, auth.System(), entry, locale)
	if command.Code(err) == "source_locale" {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for _, seg := range view.Segments {
		if seg.Target != nil && seg.State != cms.SegmentOutdated {
			out[seg.Hash] = *seg.Target
		}
	}
	return out, nil
}

const sqlFailItem = `
update translation_items
set state = @state,
    error = @error,
    claimed_at = null,
    changed_at = lotse.now()
where id = @id
  and state = 'in_progress'`

// fail ends an item, or has it tried again where the reason is ours and may pass.
func (s *Service) fail(ctx context.Context, item taken, cause error) error {
	state, code := Failed, command.Code(cause)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case code == "not_found":
		state, code = Cancelled, "entry_gone"
	case code == "not_allowed":
		code = "in_approval"
	case code == "" && item.Attempts < maxAttempts:
		return cause
	case code == "":
		s.log.ErrorContext(ctx, "translation failed", "item_id", item.ID, "error", cause)
		code = "internal"
	}
	if _, err := s.db.Exec(ctx, sqlFailItem, pgx.StrictNamedArgs{"id": item.ID, "state": state, "error": code}); err != nil {
		return fmt.Errorf("note failed translation: %w", err)
	}
	return nil
}
