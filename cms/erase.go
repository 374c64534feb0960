package cms

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
)

const sqlPerson = `
select coalesce(email, ''), name
from accounts
where id = @id`

const sqlPermitErasure = `select set_config('lotse.permit_change', 'erasure', true)`

// EraseAccount erases a person: the account is pseudonymised, and what names the person goes from the
// personal fields of every working copy and revision, from what is public, from reasons and from kept
// answers. It is the one permitted change of append-only tables. The texts themselves, and the trail of
// who did what as a bare id, stay.
func (s *Service) EraseAccount(ctx context.Context, actor auth.Actor, id uuid.UUID) error {
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		var p person
		rows, err := tx.Query(ctx, sqlPerson, pgx.StrictNamedArgs{"id": id})
		if err != nil {
			return fmt.Errorf("load person: %w", err)
		}
		found, err := pgx.ForEachRow(rows, []any{&p.email, &p.name}, func() error { return nil })
		if err != nil {
			return fmt.Errorf("load person: %w", err)
		}
		if err := s.auth.EraseAccountTx(ctx, tx, actor, id); err != nil || found.RowsAffected() == 0 {
			return err
		}
		if _, err := tx.Exec(ctx, sqlPermitErasure); err != nil {
			return fmt.Errorf("permit erasure: %w", err)
		}
		if err := s.holdTypes(ctx, tx); err != nil {
			return err
		}
		entries, err := s.eraseContent(ctx, tx, p)
		if err != nil {
			return err
		}
		if err := eraseWords(ctx, tx, id, p); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sqlForbidChange); err != nil {
			return fmt.Errorf("forbid changes again: %w", err)
		}
		return s.renderErased(ctx, tx, entries)
	})
}

// person is what a text may name somebody by.
type person struct{ email, name string }

// patterns are the values to look for, as like reads them: they find too much rather than too little, and
// matches decides.
func (p person) patterns() []string {
	var out []string
	for _, value := range p.values() {
		out = append(out, "%"+escapeLike(value)+"%")
	}
	return out
}

// values are the address and the name, as far as there are any.
func (p person) values() []string {
	var out []string
	for _, value := range []string{p.email, p.name} {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, value)
		}
	}
	return out
}

// matches tells whether a text names the person: the address or the name as whole words, the name also with
// the s of the German genitive. Erasing cannot be undone, and Anna is not Johanna.
func (p person) matches(text string) bool {
	return slices.ContainsFunc(p.values(), func(value string) bool {
		return regexp.MustCompile(`(?i)(^|[^\pL\pN])` + regexp.QuoteMeta(value) + `s?($|[^\pL\pN])`).MatchString(text)
	})
}

// A name can stand in a jsonb text with escapes; to_tsvector or trigrams would not help with those few rows, so
// this walks the tables. Erasing a person is rare. Every command locks the entry before its variants, and so does this.
const sqlLockEntriesNaming = `
select e.id
from entries e
where e.id in (
    select v.entry_id
    from variants v
    left join revisions r on r.variant_id = v.id
    where v.content::text ilike any(@patterns)
       or r.content::text ilike any(@patterns))
order by e.id
for update`

const sqlWorkingCopiesNaming = `
select v.id, v.entry_id, e.type, v.type_version, v.content
from variants v
join entries e on e.id = v.entry_id
where v.content::text ilike any(@patterns)
for update of v`

const sqlRevisionsNaming = `
select r.id, v.entry_id, e.type, r.type_version, r.content
from revisions r
join variants v on v.id = r.variant_id
join entries e on e.id = v.entry_id
where r.content::text ilike any(@patterns)`

const sqlEraseWorkingCopy = `
update variants
set content = @content::jsonb,
    content_hash = @hash,
    version = version + 1
where id = @id`

const sqlEraseRevision = `
update revisions
set content = @content::jsonb,
    content_hash = @hash
where id = @id`

type namingRow struct {
	ID      uuid.UUID      `db:"id"`
	EntryID uuid.UUID      `db:"entry_id"`
	Type    string         `db:"type"`
	Version int            `db:"type_version"`
	Content schema.Content `db:"content"`
}

// eraseContent blanks the person's values in working copies and revisions and returns the entries concerned.
func (s *Service) eraseContent(ctx context.Context, tx *command.Tx, p person) (map[uuid.UUID]bool, error) {
	if _, err := tx.Exec(ctx, sqlLockEntriesNaming, pgx.StrictNamedArgs{"patterns": p.patterns()}); err != nil {
		return nil, fmt.Errorf("lock what names the person: %w", err)
	}
	entries := map[uuid.UUID]bool{}
	for _, table := range []struct{ find, change string }{
		{sqlWorkingCopiesNaming, sqlEraseWorkingCopy},
		{sqlRevisionsNaming, sqlEraseRevision},
	} {
		rows, err := tx.Query(ctx, table.find, pgx.StrictNamedArgs{"patterns": p.patterns()})
		if err != nil {
			return nil, fmt.Errorf("look for the person: %w", err)
		}
		naming, err := pgx.CollectRows(rows, pgx.RowToStructByName[namingRow])
		if err != nil {
			return nil, fmt.Errorf("look for the person: %w", err)
		}
		for _, row := range naming {
			changed, err := s.eraseRow(ctx, tx, table.change, row, p)
			if err != nil {
				return nil, err
			}
			if changed {
				entries[row.EntryID] = true
			}
		}
	}
	return entries, nil
}

// eraseRow blanks one text.
func (s *Service) eraseRow(ctx context.Context, tx *command.Tx, sql string, row namingRow, p person) (bool, error) {
	t, ok := s.appliedOf(row.Type)
	if !ok {
		return false, fmt.Errorf("unknown type %s", row.Type)
	}
	// What was personal when it was written is, whatever became of the field.
	content, changed := t.history.At(row.Version).ErasePersonal(row.Content, p.matches)
	if !changed {
		return false, nil
	}
	hash, err := contentHash(content)
	if err != nil {
		return false, err
	}
	encoded, err := json.Marshal(content)
	if err != nil {
		return false, fmt.Errorf("encode content: %w", err)
	}
	if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": row.ID, "content": string(encoded), "hash": hash}); err != nil {
		return false, fmt.Errorf("erase from content: %w", err)
	}
	return true, nil
}

// What somebody said, and what others said naming them.
const sqlRemarksNaming = `
select activity_id as id, text, coalesce(author = @id, false) as own
from remarks
where author = @id
   or text ilike any(@patterns)
for update`

const sqlReasonsNaming = `
select id, reason as text, coalesce(decided_by = @id, false) as own
from reviews
where decided_by = @id
   or reason ilike any(@patterns)
for update`

const sqlEraseRemarks = `
update remarks
set text = ''
where activity_id = any(@ids)`

const sqlEraseReasons = `
update reviews
set reason = ''
where id = any(@ids)`

const sqlEraseWebhooksNaming = `
update webhook_endpoints
set description = '',
    version = version + 1
where description ilike any(@patterns)`

const sqlEraseAnswersNaming = `
delete from idempotency_keys
where convert_from(body, 'UTF8') ilike any(@patterns)`

// saying is a reason that somebody gave.
type saying struct {
	ID   uuid.UUID `db:"id"`
	Text string    `db:"text"`
	Own  bool      `db:"own"`
}

// eraseWords blanks what the person said, and what others said that names it.
func eraseWords(ctx context.Context, tx *command.Tx, id uuid.UUID, p person) error {
	for _, table := range []struct{ find, erase string }{
		{sqlRemarksNaming, sqlEraseRemarks},
		{sqlReasonsNaming, sqlEraseReasons},
		{sqlQuestionsNaming, sqlEraseQuestions},
		{sqlQuestionAnswersNaming, sqlEraseQuestionAnswers},
		{sqlRequestsNaming, sqlEraseRequests},
		{sqlRefusalsNaming, sqlEraseRefusals},
		{sqlTermsNaming, sqlEraseTerms},
	} {
		rows, err := tx.Query(ctx, table.find, pgx.StrictNamedArgs{"id": id, "patterns": p.patterns()})
		if err != nil {
			return fmt.Errorf("look for reasons: %w", err)
		}
		said, err := pgx.CollectRows(rows, pgx.RowToStructByName[saying])
		if err != nil {
			return fmt.Errorf("look for reasons: %w", err)
		}
		var erase []uuid.UUID
		for _, one := range said {
			if one.Own || p.matches(one.Text) {
				erase = append(erase, one.ID)
			}
		}
		if _, err := tx.Exec(ctx, table.erase, pgx.StrictNamedArgs{"ids": erase}); err != nil {
			return fmt.Errorf("erase reasons: %w", err)
		}
	}
	if _, err := tx.Exec(ctx, sqlEraseWebhooksNaming, pgx.StrictNamedArgs{"patterns": p.patterns()}); err != nil {
		return fmt.Errorf("erase descriptions of webhooks: %w", err)
	}
	if _, err := tx.Exec(ctx, sqlEraseAnswersNaming, pgx.StrictNamedArgs{"patterns": p.patterns()}); err != nil {
		return fmt.Errorf("erase kept answers: %w", err)
	}
	return nil
}

// renderErased renders what is public of the entries again. Of an entry whose type is no more nothing is.
func (s *Service) renderErased(ctx context.Context, tx *command.Tx, entries map[uuid.UUID]bool) error {
	for _, id := range slices.SortedFunc(maps.Keys(entries), compareIDs) {
		l, t, err := s.loadAny(ctx, tx, id, true)
		switch {
		case err != nil:
			return err
		case t.outdated:
			return errTypesOutdated()
		case !t.removed:
			if err := s.render(ctx, tx, l, false); err != nil {
				return err
			}
		}
		tx.Record(audit.Event{Action: "personal_fields_erased", EntryID: id, OrganisationID: l.entry.OrganisationID})
	}
	return nil
}
