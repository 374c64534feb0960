package cms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
	"lotse/workflow"
)

const sqlOrganisationForEntry = `
select suspended_at is not null as suspended
from organisations
where id = @id
for share`

const sqlInsertEntry = `
insert into entries (id, type, organisation_id, source_locale, created_by, created_at, updated_at)
values (@id, @type, @organisation_id, @source_locale, @created_by, @now, @now)`

const sqlInsertVariant = `
insert into variants
	(id, entry_id, locale, editing, content, content_hash, type_version, title, search, origin,
	 writers, authors, last_writer, saved_at, created_at, updated_at)
values
	(@id, @entry_id, @locale, @editing, @content::jsonb, @content_hash, @type_version, @title, @search, @origin,
	 @writers, @writers, @last_writer, @now, @now, @now)`

// CreateEntry makes an entry with its source variant as a draft. The draft may be incomplete, but what
// it holds must be well formed.
func (s *Service) CreateEntry(ctx context.Context, actor auth.Actor, in CreateEntry) (Entry, error) {
	if !language.Valid(in.Locale) {
		return Entry{}, command.InvalidField("/locale", "unknown_locale")
	}
	id := in.ID
	if id == uuid.Nil {
		id = command.NewID()
	}
	resource := auth.Resource{Type: in.Type, OrganisationID: in.OrganisationID, CreatedBy: actor.Person(), Locale: in.Locale, Editing: workflow.Draft, Visibility: workflow.None}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		if err := s.holdTypes(ctx, tx); err != nil {
			return err
		}
		t, err := s.writable(in.Type)
		if err != nil {
			return err
		}
		content, err := s.draft(t.history.Present(), in.Fields, schema.Source)
		if err != nil {
			return err
		}
		if !s.policy.Can(actor, "create", resource) {
			return createRefused(actor)
		}
		var suspended bool
		err = tx.QueryRow(ctx, sqlOrganisationForEntry, pgx.StrictNamedArgs{"id": in.OrganisationID}).Scan(&suspended)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return command.InvalidField("/organisation", "unknown_organisation")
		case err != nil:
			return fmt.Errorf("load organisation: %w", err)
		case suspended:
			return command.E(command.Refused, "organisation_suspended", "The organisation is suspended.")
		}
		if _, err := tx.Exec(ctx, sqlInsertEntry, pgx.StrictNamedArgs{
			"id": id, "type": in.Type, "organisation_id": in.OrganisationID, "source_locale": in.Locale,
			"created_by": ref(actor.Person()), "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("insert entry: %w", err)
		}
		v := &variantRow{ID: command.NewID(), EntryID: id, Locale: in.Locale, Editing: workflow.Draft, Origin: origin(in.Origin)}
		if err := s.insertVariant(ctx, tx, t.history, v, content, actor); err != nil {
			return err
		}
		fresh := &loaded{
			entry: &entryRow{ID: id, Type: in.Type, SourceLocale: in.Locale}, variants: []*variantRow{v},
			typ: t.history.Present(), history: t.history,
		}
		if err := s.reckon(ctx, tx, fresh); err != nil {
			return err
		}
		tx.Record(audit.Event{Action: "create", EntryID: id, VariantID: v.ID, Locale: in.Locale, OrganisationID: in.OrganisationID,
			Changes: map[string]any{"editing": []any{nil, workflow.Draft}}})
		return nil
	})
	if err != nil {
		return Entry{}, err
	}
	return s.Entry(ctx, actor, id, in.Locale)
}

// createRefused tells somebody who may create elsewhere that it is forbidden here, without telling
// whether the organisation exists.
func createRefused(actor auth.Actor) error {
	if actor.Person() == uuid.Nil && actor.Kind != audit.System {
		return command.E(command.Unauthenticated, "unauthenticated", "Sign in first.")
	}
	return command.E(command.Forbidden, "forbidden", "You may not do this.")
}

// insertVariant stores a new variant with its first text.
func (s *Service) insertVariant(ctx context.Context, tx *command.Tx, h *schema.History, v *variantRow, content schema.Content, actor auth.Actor) error {
	t := h.Present()
	if err := v.setContent(t, content); err != nil {
		return err
	}
	encoded, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("encode content: %w", err)
	}
	writers := []uuid.UUID{}
	if len(content) > 0 {
		writers = include(writers, actor.Person())
	}
	_, err = tx.Exec(ctx, sqlInsertVariant, pgx.StrictNamedArgs{
		"id": v.ID, "entry_id": v.EntryID, "locale": v.Locale, "editing": v.Editing,
		"content": string(encoded), "content_hash": v.ContentHash, "type_version": h.Newest(), "title": v.Title,
		"search": searchText(t, v), "origin": v.Origin, "writers": writers, "last_writer": ref(actor.Person()), "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("insert variant: %w", err)
	}
	v.Writers, v.Authors, v.LastWriter, v.SavedAt, v.TypeVersion = writers, writers, ref(actor.Person()), tx.Now, h.Newest()
	return nil
}

// CreateVariant adds a locale to an entry. It begins as a draft that holds only localised fields. Asking
// again for one that exists is a conflict.
func (s *Service) CreateVariant(ctx context.Context, actor auth.Actor, in CreateVariant) (Entry, error) {
	if !language.Valid(in.Locale) {
		return Entry{}, command.InvalidField("/locale", "unknown_locale")
	}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, err := s.load(ctx, tx, in.EntryID, true)
		if err != nil {
			return err
		}
		if err := s.authoriseVariant(actor, l, in.Locale); err != nil {
			return err
		}
		if l.variant(in.Locale) != nil {
			return command.E(command.Conflict, "variant_exists", "The entry has this locale already.")
		}
		content, err := s.draft(l.typ, in.Fields, schema.Translation)
		if err != nil {
			return err
		}
		return s.addVariant(ctx, tx, actor, l, in.Locale, in.Origin, content, nil)
	})
	if err != nil {
		return Entry{}, err
	}
	return s.Entry(ctx, actor, in.EntryID, in.Locale)
}

// addVariant adds a locale to a loaded entry. known says what its texts were made of, as far as the writer knows.
func (s *Service) addVariant(ctx context.Context, tx *command.Tx, actor auth.Actor, l *loaded, locale, from string, content schema.Content, known []link) error {
	if l.entry.ArchivedAt != nil {
		return command.E(command.Refused, "archived", "The entry is archived.")
	}
	v := &variantRow{ID: command.NewID(), EntryID: l.entry.ID, Locale: locale, Version: 1, Editing: workflow.Draft, Visibility: workflow.None, Origin: origin(from)}
	if err := s.insertVariant(ctx, tx, l.history, v, content, actor); err != nil {
		return err
	}
	l.variants = append(l.variants, v)
	if err := s.relink(ctx, tx, l, v, known); err != nil {
		return err
	}
	tx.Record(audit.Event{Action: "create_variant", EntryID: l.entry.ID, VariantID: v.ID, Locale: locale,
		OrganisationID: l.entry.OrganisationID, Changes: map[string]any{"editing": []any{nil, workflow.Draft}}})
	return s.reckon(ctx, tx, l)
}

// authoriseVariant decides whether the actor may add a locale. Whoever may not read the source, which is not
// public either, has nothing to translate: without this, adding a locale would show a draft that is nobody else's business.
func (s *Service) authoriseVariant(actor auth.Actor, l *loaded, locale string) error {
	source := l.resource(l.source())
	if source.Visibility != workflow.Live && !s.policy.Can(actor, "read", source) {
		return command.ErrNotFound()
	}
	wished := source
	wished.Locale, wished.Translation, wished.Editing, wished.Visibility = locale, true, workflow.Draft, workflow.None
	if s.policy.Can(actor, "create_variant", wished) {
		return nil
	}
	return s.authorise(actor, "create_variant", source)
}

// draft brings fields into their normal form and judges them by the rules for drafts.
func (s *Service) draft(t *schema.Type, fields schema.Content, part schema.Part) (schema.Content, error) {
	if fields == nil {
		fields = schema.Content{}
	}
	content := t.Normalise(fields, part)
	if problems := t.Validate(content, schema.Draft, part); len(problems) > 0 {
		return nil, command.InvalidFields(fieldErrors(problems, ""))
	}
	return content, nil
}

// fieldErrors turns the problems that schema found into the errors of a command.
func fieldErrors(problems []schema.Problem, locale string) []command.FieldError {
	out := make([]command.FieldError, 0, len(problems))
	seen := map[string]bool{}
	for _, p := range problems {
		if key := p.Pointer + " " + p.Code; !seen[key] {
			seen[key] = true
			out = append(out, command.FieldError{Pointer: p.Pointer, Code: p.Code, Locale: locale, Params: p.Params})
		}
	}
	return out
}

// origin is human where nothing else is said.
func origin(o string) string {
	if o == "" {
		return "human"
	}
	return o
}

// searchText is what the desk's search looks through: title and text, normalised alike for every language.
func searchText(t *schema.Type, v *variantRow) string {
	const limit = 20_000 // characters; a trigram index over whole books would help nobody
	return language.Truncate(language.Normalise(v.Title+" "+t.PlainText(v.Content)), limit)
}

// constraint returns the name of the constraint that a PostgreSQL error speaks of, or "".
func constraint(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.ConstraintName
	}
	return ""
}
