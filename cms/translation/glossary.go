package translation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/segment"
)

// Bounds of a glossary.
const (
	maxTerm  = 200  // characters
	maxTerms = 5000 // of a language
)

// Term is a word and how it is translated into a language.
type Term struct {
	ID        uuid.UUID `json:"id" db:"id"`
	Locale    string    `json:"locale" db:"locale"`
	Source    string    `json:"source" db:"source"`
	Target    string    `json:"target" db:"target" doc:"Empty: it stays as it is."`
	Note      string    `json:"note" db:"note"`
	Version   int       `json:"version" db:"version"`
	UpdatedAt time.Time `json:"updatedAt" db:"updated_at"`
}

// TermInput is what can be said of a term.
type TermInput struct{ Source, Target, Note string }

const sqlTermsOf = `
select source, target
from glossary_terms
where locale = @locale
order by lower(source)
limit @limit`

// terms is the whole glossary of a language.
func (s *Service) terms(ctx context.Context, locale string) ([]segment.Term, error) {
	return list[segment.Term](ctx, s.db, "load glossary", sqlTermsOf, pgx.StrictNamedArgs{"locale": locale, "limit": maxTerms})
}

const sqlTerms = `
select id, locale, source, target, note, version, updated_at
from glossary_terms
where locale = any(@locales)
  and (@q::text = '' or strpos(lower(source || ' ' || target), lower(@q)) > 0)
  and (@after::text is null or (lower(source), id) > (@after, @after_id))
order by lower(source), id
limit @limit`

// TermCursor is the place after which a list of terms goes on.
type TermCursor struct {
	Source string    `json:"s"`
	ID     uuid.UUID `json:"i"`
}

// Terms lists a glossary, in the order of its words; of all languages where locale is empty.
func (s *Service) Terms(ctx context.Context, actor auth.Actor, locale, q string, limit int, after *TermCursor) ([]Term, error) {
	if err := s.demand(actor, auth.TranslationRead); err != nil {
		return nil, err
	}
	locales := language.Tags()
	if locale != "" {
		locales = []string{locale}
	}
	args := pgx.StrictNamedArgs{"locales": locales, "q": q, "limit": clamp(limit), "after": nil, "after_id": nil}
	if after != nil {
		args["after"], args["after_id"] = after.Source, after.ID
	}
	return list[Term](ctx, s.db, "list glossary", sqlTerms, args)
}

const sqlInsertTerm = `
insert into glossary_terms (id, locale, source, target, note, created_by, created_at, updated_at)
values (@id, @locale, @source, @target, @note, @created_by, @now, @now)`

const sqlCountTerms = `
select count(*)
from glossary_terms
where locale = @locale`

// AddTerm adds a term to the glossary of a language. One that exists there is a conflict, term_taken.
func (s *Service) AddTerm(ctx context.Context, actor auth.Actor, locale string, in TermInput) (Term, error) {
	if err := s.demandGlossary(actor, locale); err != nil {
		return Term{}, err
	}
	if err := tidyTerm(&in); err != nil {
		return Term{}, err
	}
	term := Term{ID: command.NewID(), Locale: locale, Source: in.Source, Target: in.Target, Note: in.Note, Version: 1}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		n := 0
		if err := tx.QueryRow(ctx, sqlCountTerms, pgx.StrictNamedArgs{"locale": locale}).Scan(&n); err != nil {
			return fmt.Errorf("count glossary: %w", err)
		}
		if n >= maxTerms {
			return command.InvalidFields([]command.FieldError{{Pointer: "/source", Code: "too_many", Params: map[string]any{"max": maxTerms}}})
		}
		term.UpdatedAt = tx.Now
		_, err := tx.Exec(ctx, sqlInsertTerm, pgx.StrictNamedArgs{
			"id": term.ID, "locale": locale, "source": in.Source, "target": in.Target, "note": in.Note,
			"created_by": nullable(actor.Person()), "now": tx.Now,
		})
		if err != nil {
			return termTaken(err)
		}
		tx.Record(audit.Event{Action: "glossary_add", Locale: locale, Changes: map[string]any{"term": term.ID}})
		return nil
	})
	return term, err
}

const sqlUpdateTerm = `
update glossary_terms
set source = @source,
    target = @target,
    note = @note,
    version = version + 1,
    updated_at = @now
where id = @id`

// ChangeTerm changes a term.
func (s *Service) ChangeTerm(ctx context.Context, actor auth.Actor, id uuid.UUID, version int, in TermInput) (Term, error) {
	if err := tidyTerm(&in); err != nil {
		return Term{}, err
	}
	var term Term
	err := s.onTerm(ctx, actor, id, version, func(ctx context.Context, tx *command.Tx, found Term) error {
		_, err := tx.Exec(ctx, sqlUpdateTerm, pgx.StrictNamedArgs{"id": id, "source": in.Source, "target": in.Target, "note": in.Note, "now": tx.Now})
		if err != nil {
			return termTaken(err)
		}
		term = Term{ID: id, Locale: found.Locale, Source: in.Source, Target: in.Target, Note: in.Note, Version: found.Version + 1, UpdatedAt: tx.Now}
		tx.Record(audit.Event{Action: "glossary_change", Locale: found.Locale, Changes: map[string]any{"term": id}})
		return nil
	})
	return term, err
}

const sqlDeleteTerm = `
delete from glossary_terms
where id = @id`

// RemoveTerm takes a term out of its glossary.
func (s *Service) RemoveTerm(ctx context.Context, actor auth.Actor, id uuid.UUID) error {
	return s.onTerm(ctx, actor, id, 0, func(ctx context.Context, tx *command.Tx, found Term) error {
		if _, err := tx.Exec(ctx, sqlDeleteTerm, pgx.StrictNamedArgs{"id": id}); err != nil {
			return fmt.Errorf("delete term: %w", err)
		}
		tx.Record(audit.Event{Action: "glossary_remove", Locale: found.Locale, Changes: map[string]any{"term": id}})
		return nil
	})
}

const sqlLockTerm = `
select id, locale, source, target, note, version, updated_at
from glossary_terms
where id = @id
for update`

// onTerm runs a change of a term in a language that the actor may write. version 0 is not compared.
func (s *Service) onTerm(ctx context.Context, actor auth.Actor, id uuid.UUID, version int, change func(context.Context, *command.Tx, Term) error) error {
	if err := s.demand(actor, auth.GlossaryManage); err != nil {
		return err
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		found, err := one[Term](ctx, tx, "load term", sqlLockTerm, pgx.StrictNamedArgs{"id": id})
		if err != nil {
			return err
		}
		if err := s.demandGlossary(actor, found.Locale); err != nil {
			return err
		}
		if version != 0 && version != found.Version {
			return command.E(command.Stale, "stale", "Somebody else has changed this since.")
		}
		return change(ctx, tx, found)
	})
}

// demandGlossary checks that the actor may write the glossary of a language.
func (s *Service) demandGlossary(actor auth.Actor, locale string) error {
	if err := s.demand(actor, auth.GlossaryManage); err != nil {
		return err
	}
	if l, known := language.Get(locale); !known || l.Alignment == language.Free || locale == language.Source {
		return command.InvalidField("/locale", "unknown_locale")
	}
	if !s.policy.Can(actor, auth.GlossaryManage, auth.Resource{Locale: locale}) {
		return command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	return nil
}

// tidyTerm brings a term into its stored form and tells what is wrong with it.
func tidyTerm(in *TermInput) error {
	in.Source, in.Target, in.Note = line(in.Source), line(in.Target), line(in.Note)
	var problems []command.FieldError
	for _, part := range []struct {
		pointer, text string
		max           int
	}{{"/source", in.Source, maxTerm}, {"/target", in.Target, maxTerm}, {"/note", in.Note, maxText}} {
		code := language.Control(part.text, false)
		switch {
		case part.pointer == "/source" && part.text == "":
			code = "required"
		case code == "" && len([]rune(part.text)) > part.max:
			problems = append(problems, command.FieldError{Pointer: part.pointer, Code: "too_long", Params: map[string]any{"max": part.max}})
		}
		if code != "" {
			problems = append(problems, command.FieldError{Pointer: part.pointer, Code: code})
		}
	}
	if len(problems) > 0 {
		return command.InvalidFields(problems)
	}
	return nil
}

// termTaken tells that a term exists.
func termTaken(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.ConstraintName == "glossary_terms_unique" {
		return command.E(command.Conflict, "term_taken", "The term exists in this language already.")
	}
	return fmt.Errorf("store term: %w", err)
}
