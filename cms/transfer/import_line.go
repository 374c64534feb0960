package transfer

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/cms"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// lineImport is the import of one line: all its steps happen in one savepoint.
type lineImport struct {
	*importer
	db      cms.DB
	service *cms.Service // on that savepoint
	line    Line

	id      uuid.UUID
	created bool
	changed bool
}

func (li *lineImport) run(ctx context.Context) error {
	li.line.Type, li.line.Locale = cmp.Or(li.line.Type, li.Type), cmp.Or(li.line.Locale, li.Locale)
	organisation, err := li.organisation(ctx, li.db, cmp.Or(li.line.Organisation, li.Organisation))
	if err != nil {
		return err
	}
	li.id = EntryID(li.Organisation, li.line.Key)
	fields, err := resolveReferences(li.service.Types(), li.line, func(key string) (uuid.UUID, error) {
		return li.target(ctx, key)
	})
	if err != nil {
		return err
	}
	if err := li.source(ctx, organisation, fields); err != nil {
		return err
	}
	for _, locale := range slices.Sorted(maps.Keys(li.line.Translations)) {
		if err := li.translation(ctx, locale, li.line.Translations[locale]); err != nil {
			return inLocale(err, locale)
		}
	}
	if err := li.slug(ctx); err != nil {
		return err
	}
	if err := li.publish(ctx); err != nil {
		return err
	}
	li.count()
	return nil
}

func (li *lineImport) count() {
	switch {
	case li.created:
		li.counts.Created++
	case li.changed:
		li.counts.Updated++
	default:
		li.counts.Unchanged++
	}
}

// source creates the entry, or saves its text where the key is known already.
func (li *lineImport) source(ctx context.Context, organisation uuid.UUID, fields schema.Content) error {
	present, err := li.service.Entry(ctx, li.actor, li.id, "")
	if command.KindOf(err) == command.NotFound {
		li.created = true
		_, err = li.service.CreateEntry(ctx, li.actor, cms.CreateEntry{
			ID: li.id, Type: li.line.Type, OrganisationID: organisation, Locale: li.line.Locale, Fields: fields, Origin: "import",
		})
		return err
	}
	if err != nil {
		return err
	}
	if present.Type != li.line.Type || present.Organisation.ID != organisation || present.SourceLocale != li.line.Locale {
		return command.E(command.Conflict, "key_taken", "The key means an entry of another type, organisation or locale.")
	}
	return li.save(ctx, present, fields)
}

func (li *lineImport) save(ctx context.Context, present cms.Entry, fields schema.Content) error {
	saved, err := li.service.Save(ctx, li.actor, cms.Save{
		EntryID: li.id, Locale: present.Locale, Version: present.Version, Fields: fields, Origin: "import",
	})
	li.changed = li.changed || (err == nil && saved.Version != present.Version)
	return err
}

func (li *lineImport) translation(ctx context.Context, locale string, fields Fields) error {
	present, err := li.service.Entry(ctx, li.actor, li.id, locale)
	if command.KindOf(err) == command.NotFound {
		li.changed = true
		_, err = li.service.CreateVariant(ctx, li.actor, cms.CreateVariant{EntryID: li.id, Locale: locale, Fields: fields, Origin: "import"})
		return err
	}
	if err != nil {
		return err
	}
	return li.save(ctx, present, fields)
}

// slug sets the wanted address.
func (li *lineImport) slug(ctx context.Context) error {
	if li.line.Slug == "" {
		return nil
	}
	present, err := li.service.Entry(ctx, li.actor, li.id, "")
	if err != nil || present.Slug == li.line.Slug {
		return err
	}
	li.changed = true
	_, err = li.service.SetSlug(ctx, li.actor, li.id, present.EntryVersion, li.line.Slug)
	return err
}

// publish takes the source and then the translations live, where anything is new: what was withdrawn and has
// not changed since stays so.
func (li *lineImport) publish(ctx context.Context) error {
	if !li.Publish {
		return nil
	}
	locales := append([]string{li.line.Locale}, slices.Sorted(maps.Keys(li.line.Translations))...)
	for _, locale := range locales {
		present, err := li.service.Entry(ctx, li.actor, li.id, locale)
		if err != nil {
			return err
		}
		if present.Editing == workflow.Clean {
			continue
		}
		_, err = li.service.Act(ctx, li.actor, cms.Act{
			EntryID: li.id, Locale: locale, Action: "publish", Version: present.Version, NoMail: true,
		})
		if err != nil {
			return inLocale(err, locale)
		}
		li.counts.Published++
		li.changed = true
	}
	return nil
}

// inLocale says in which locale the problems are, where they do not say it themselves.
func inLocale(err error, locale string) error {
	ruled, ok := err.(*command.Error)
	if !ok {
		return err
	}
	told := *ruled
	told.Fields = slices.Clone(ruled.Fields)
	for i := range told.Fields {
		told.Fields[i].Locale = cmp.Or(told.Fields[i].Locale, locale)
	}
	return &told
}

const sqlEntryExists = `select exists (select 1 from entries where id = @id)`

// target finds the entry that "@key" means: a line before, or one imported earlier.
func (li *lineImport) target(ctx context.Context, key string) (uuid.UUID, error) {
	id := EntryID(li.Organisation, key)
	var exists bool
	if err := li.db.QueryRow(ctx, sqlEntryExists, pgx.StrictNamedArgs{"id": id}).Scan(&exists); err != nil {
		return id, fmt.Errorf("look up reference: %w", err)
	}
	if !exists {
		return id, command.InvalidField("", "unknown_reference")
	}
	return id, nil
}

// resolveReferences copies the line's fields with ids in the place of "@key" in reference fields.
func resolveReferences(types *schema.Registry, line Line, target func(key string) (uuid.UUID, error)) (schema.Content, error) {
	fields := maps.Clone(line.Fields)
	t, ok := types.Type(line.Type)
	if !ok {
		return nil, command.InvalidField("/type", "unknown_type")
	}
	for _, f := range t.Fields {
		value, ok := fields[f.Name]
		if !ok || (f.Kind != "reference" && f.Kind != "references") {
			continue
		}
		resolved, err := resolved(value, target)
		if err != nil {
			return nil, inField(err, f.Name)
		}
		fields[f.Name] = resolved
	}
	return fields, nil
}

func resolved(value any, target func(key string) (uuid.UUID, error)) (any, error) {
	switch v := value.(type) {
	case string:
		key, isKey := strings.CutPrefix(v, "@")
		if !isKey {
			return v, nil
		}
		id, err := target(key)
		return id.String(), err
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			one, err := resolved(item, target)
			if err != nil {
				return nil, err
			}
			list[i] = one
		}
		return list, nil
	default:
		return value, nil
	}
}

// inField says in which field the problem is.
func inField(err error, field string) error {
	if ruled, ok := err.(*command.Error); ok && len(ruled.Fields) == 1 {
		return command.InvalidField("/"+field, ruled.Fields[0].Code)
	}
	return err
}
