package translation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// The states of an item of a request.
const (
	Requested   = "requested"
	InProgress  = "in_progress"
	NeedsReview = "needs_review"
	Done        = "done"
	Refused     = "refused"
	Failed      = "failed"
	Cancelled   = "cancelled"
)

// maxEntries is how many entries one request takes.
const maxEntries = 1000

// maxText is how long a note or remark may be, in characters.
const maxText = 2000

// NewRequest asks for texts.
type NewRequest struct {
	Title   string
	Note    string
	Entries []uuid.UUID
	Locales []string
	// Provider is a service, or manual for people.
	Provider string
	// Via is a language whose text is translated instead, where it is up to date.
	Via string
	// Assignee is who does it, of requests to people; uuid.Nil: whoever translates into the language.
	Assignee uuid.UUID
	DueOn    *time.Time
}

// An entry is asked for in a language where its source is live or approved and something of it is missing or outdated,
// and nothing is on its way already. What is to do is known from the coverage, so no text is read for it.
const sqlInsertItems = `
insert into translation_items (id, request_id, entry_id, locale, provider, state, words, assignee, due_on, created_at, changed_at)
select gen_random_uuid(), @request, e.id, l.locale, @provider, 'requested',
       case when c.entry_id is null then s.words else c.missing + c.outdated end, @assignee, @due_on, @now, @now
from entries e
join translation_coverage s on s.entry_id = e.id and s.locale = e.source_locale
cross join unnest(@locales::text[]) as l (locale)
left join translation_coverage c on c.entry_id = e.id and c.locale = l.locale
where e.id = any(@entries::uuid[])
  and e.archived_at is null
  and e.source_locale <> l.locale
  and (e.source_live or not @public::boolean
       and exists (select from variants v where v.entry_id = e.id and v.locale = e.source_locale and v.editing = 'approved'))
  and (c.entry_id is null and s.words > 0 or c.missing + c.outdated > 0)
order by e.id, l.locale
on conflict (entry_id, locale) where state in ('requested', 'in_progress', 'needs_review') do nothing`

const sqlInsertRequest = `
insert into translation_requests (id, title, note, provider, via, rule_id, assignee, due_on, created_by, created_at)
values (@id, @title, @note, @provider, @via, @rule, @assignee, @due_on, @created_by, @now)`

const sqlWordsOf = `
select count(*), coalesce(sum(words), 0)
from translation_items
where request_id = @request
  and state = 'requested'`

// Request asks for entries in languages. What is up to date, asked for already or not published is left out; where
// nothing remains, that is an error (nothing_to_translate), as is a budget that does not suffice (budget_exceeded).
func (s *Service) Request(ctx context.Context, actor auth.Actor, in NewRequest) (Request, error) {
	if err := s.demand(actor, auth.TranslationRequest); err != nil {
		return Request{}, err
	}
	id := command.NewID()
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		if err := s.checkRequest(ctx, tx, &in); err != nil {
			return err
		}
		readable, err := s.readable(ctx, tx, actor, in.Entries)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sqlInsertRequest, pgx.StrictNamedArgs{
			"id": id, "title": in.Title, "note": in.Note, "provider": in.Provider, "via": in.Via, "rule": nil,
			"assignee": nullable(in.Assignee), "due_on": in.DueOn, "created_by": nullable(actor.Person()), "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("insert translation request: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlInsertItems, pgx.StrictNamedArgs{
			"request": id, "provider": in.Provider, "entries": readable, "public": false, "locales": in.Locales,
			"assignee": nullable(in.Assignee), "due_on": in.DueOn, "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("insert translation items: %w", err)
		}
		count, words := 0, 0
		if err := tx.QueryRow(ctx, sqlWordsOf, pgx.StrictNamedArgs{"request": id}).Scan(&count, &words); err != nil {
			return fmt.Errorf("count translation items: %w", err)
		}
		if count == 0 {
			return command.E(command.Refused, "nothing_to_translate", "There is nothing to translate.")
		}
		if err := s.affords(ctx, tx, in.Provider, words); err != nil {
			return err
		}
		s.enqueue(tx, in.Provider, in.Locales)
		tx.Record(audit.Event{Action: "translation_request", AccountID: in.Assignee, Changes: map[string]any{"items": count, "words": words, "provider": in.Provider}})
		return s.tellAssignee(ctx, tx, in.Assignee, id)
	})
	if err != nil {
		return Request{}, err
	}
	return s.RequestByID(ctx, actor, id)
}

// enqueue has services begin; people begin by themselves.
func (s *Service) enqueue(tx *command.Tx, provider string, locales []string) {
	if provider == Manual {
		return
	}
	for _, locale := range locales {
		tx.Enqueue(cms.Translate{Provider: provider, Locale: locale}, nil)
	}
}

// checkRequest brings a request into its form and tells every problem of it.
func (s *Service) checkRequest(ctx context.Context, tx *command.Tx, in *NewRequest) error {
	var problems []command.FieldError
	add := func(pointer, code string, params map[string]any) {
		problems = append(problems, command.FieldError{Pointer: pointer, Code: code, Params: params})
	}
	in.Title, in.Note = line(in.Title), strings.TrimSpace(language.NFC(in.Note))
	for pointer, text := range map[string]string{"/title": in.Title, "/note": in.Note} {
		if code := language.Control(text, pointer == "/note"); code != "" {
			add(pointer, code, nil)
		}
		if len([]rune(text)) > maxText {
			add(pointer, "too_long", map[string]any{"max": maxText})
		}
	}
	switch n := len(in.Entries); {
	case n == 0:
		add("/entries", "required", nil)
	case n > maxEntries:
		add("/entries", "too_many", map[string]any{"max": maxEntries})
	}
	s.checkTarget(in.Provider, in.Via, &in.Locales, add)
	if in.Provider != Manual {
		in.Assignee = uuid.Nil
	}
	if in.Assignee != uuid.Nil {
		ok, err := translates(ctx, tx, in.Assignee, in.Locales)
		if err != nil {
			return err
		}
		if !ok {
			add("/assignee", "not_a_translator", nil)
		}
	}
	if in.DueOn != nil && in.DueOn.Before(tx.Now.Truncate(24*time.Hour)) {
		add("/dueOn", "not_in_future", nil)
	}
	if len(problems) > 0 {
		slices.SortFunc(problems, func(a, b command.FieldError) int { return strings.Compare(a.Pointer, b.Pointer) })
		return command.InvalidFields(problems)
	}
	return nil
}

// checkTarget checks who is asked for which languages. A free language is written by people only.
func (s *Service) checkTarget(provider, via string, locales *[]string, add func(pointer, code string, params map[string]any)) {
	if _, known := s.providers[provider]; provider != Manual && !known {
		add("/provider", "unknown_provider", nil)
	}
	if len(*locales) == 0 {
		add("/locales", "required", nil)
	}
	for i, tag := range *locales {
		l, known := language.Get(tag)
		switch {
		case !known:
			add("/locales/"+strconv.Itoa(i), "unknown_locale", nil)
		case l.Alignment == language.Free && provider != Manual:
			add("/locales/"+strconv.Itoa(i), "unsupported_locale", nil)
		case slices.Contains((*locales)[:i], tag):
			add("/locales/"+strconv.Itoa(i), "duplicate_item", nil)
		}
	}
	if via != "" && (!language.Valid(via) || slices.Contains(*locales, via)) {
		add("/via", "unknown_locale", nil)
	}
}

// line is a text on one line, in its stored form.
func line(s string) string { return language.NFC(strings.Join(strings.Fields(s), " ")) }

const sqlTranslates = `
select coalesce(array_agg(distinct l.locale), '{}')
from memberships m
join accounts a on a.id = m.account_id and a.disabled_at is null and a.erased_at is null
cross join lateral unnest(case when m.role = 'translator' then m.locales else @all::text[] end) as l (locale)
where m.account_id = @account
  and (m.role = 'translator' or m.role in ('editor', 'publisher', 'admin') and m.organisation_id is null)`

// translates reports that a person may translate into all of the languages.
func translates(ctx context.Context, tx *command.Tx, account uuid.UUID, locales []string) (bool, error) {
	var can []string
	if err := tx.QueryRow(ctx, sqlTranslates, pgx.StrictNamedArgs{"account": account, "all": language.Tags()}).Scan(&can); err != nil {
		return false, fmt.Errorf("look for translator: %w", err)
	}
	for _, l := range locales {
		if !slices.Contains(can, l) {
			return false, nil
		}
	}
	return true, nil
}

const sqlReadable = `
select e.id, e.type, e.organisation_id, e.created_by, e.source_locale, v.editing, v.visibility
from entries e
join variants v on v.entry_id = e.id and v.locale = e.source_locale
where e.id = any(@ids)`

// readable are those of the entries that the actor may read; the others are left out as if they were not there.
func (s *Service) readable(ctx context.Context, tx *command.Tx, actor auth.Actor, ids []uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, sqlReadable, pgx.StrictNamedArgs{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("look for entries: %w", err)
	}
	out := []uuid.UUID{}
	var id uuid.UUID
	var createdBy *uuid.UUID
	var r auth.Resource
	_, err = pgx.ForEachRow(rows, []any{&id, &r.Type, &r.OrganisationID, &createdBy, &r.Locale, &r.Editing, &r.Visibility}, func() error {
		r.CreatedBy = uuid.Nil
		if createdBy != nil {
			r.CreatedBy = *createdBy
		}
		if s.policy.Can(actor, auth.Read, r) {
			out = append(out, id)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for entries: %w", err)
	}
	return out, nil
}

// Translator is somebody who can be asked.
type Translator struct {
	ID      uuid.UUID `json:"id" db:"id"`
	Name    string    `json:"name" db:"name"`
	Locales []string  `json:"locales" db:"locales" nullable:"false" doc:"Into these the person translates."`
}

// maxTranslators bounds the list of those who can be asked.
const maxTranslators = 500

const sqlTranslators = `
select a.id, a.name, array_agg(distinct l.locale order by l.locale) as locales
from accounts a
join memberships m on m.account_id = a.id and m.role = 'translator'
cross join lateral unnest(m.locales) as l (locale)
where a.disabled_at is null
  and a.erased_at is null
group by a.id, a.name
order by a.name, a.id
limit @limit`

// Translators lists who translates, with their languages.
func (s *Service) Translators(ctx context.Context, actor auth.Actor) ([]Translator, error) {
	if err := s.demand(actor, auth.TranslationRequest); err != nil {
		return nil, err
	}
	return list[Translator](ctx, s.db, "list translators", sqlTranslators, pgx.StrictNamedArgs{"limit": maxTranslators})
}
