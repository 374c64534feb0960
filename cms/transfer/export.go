package transfer

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
)

// Export says what to export.
type Export struct {
	// Types are the types, in this order; empty means all, those first that others refer to.
	Types []string
	// Organisation is a slug or id; empty means all.
	Organisation string
	// Live exports what the public is shown instead of the working copies; what was never live is left
	// out.
	Live bool
	// Archived exports the archived entries as well.
	Archived bool
}

// exportOrder puts types before those that refer to them.
var exportOrder = []string{"category", "organisation", "place", "offer", "event", "job", "article"}

// Exported counts what was written.
type Exported struct{ Entries, Variants int }

// Write exports entries as lines of import, in one snapshot: nothing is missing or doubled however much
// is written meanwhile. actor needs the right to read; entries that it may not see are left out.
func Write(ctx context.Context, db DB, service *cms.Service, actor auth.Actor, in Export, w io.Writer) (Exported, error) {
	var counts Exported
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	err := pgx.BeginTxFunc(ctx, db, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		ex := &exporter{Export: in, service: service.On(tx), actor: actor}
		for _, name := range ex.types() {
			err := ex.each(ctx, name, func(line Line) error {
				counts.Entries++
				counts.Variants += 1 + len(line.Translations)
				return out.Encode(line)
			})
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	})
	if err != nil {
		return counts, fmt.Errorf("export: %w", err)
	}
	return counts, nil
}

type exporter struct {
	Export
	service *cms.Service
	actor   auth.Actor
}

// types lists the wanted types; types from files stand after the embedded ones.
func (ex *exporter) types() []string {
	if len(ex.Types) > 0 {
		return ex.Types
	}
	names, known := exportOrder, map[string]bool{}
	for _, name := range exportOrder {
		known[name] = true
	}
	for _, t := range ex.service.Types().Types() {
		if !known[t.Name] {
			names = append(names[:len(names):len(names)], t.Name)
		}
	}
	return names
}

// each walks the source variants of a type, page by page. References are written as ids, so lines of one
// type may refer to each other in any order.
func (ex *exporter) each(ctx context.Context, name string, write func(Line) error) error {
	for _, archived := range []bool{false, true} {
		if archived && !ex.Archived {
			continue
		}
		filter := cms.EntryFilter{Type: name, Locale: "source", Organisation: ex.Organisation, Archived: archived, Sort: "title", Limit: 100}
		for {
			page, err := ex.service.Entries(ctx, ex.actor, filter)
			if err != nil {
				return err
			}
			for _, item := range page.Items {
				line, ok, err := ex.line(ctx, item.ID)
				if err != nil {
					return fmt.Errorf("entry %s: %w", item.ID, err)
				}
				if !ok {
					continue
				}
				if err := write(line); err != nil {
					return err
				}
			}
			if filter.Cursor = page.Next; page.Next == nil {
				break
			}
		}
	}
	return nil
}

// line reads an entry with all its locales. ok is false where nothing of it is to be exported.
func (ex *exporter) line(ctx context.Context, id uuid.UUID) (Line, bool, error) {
	source, err := ex.service.Entry(ctx, ex.actor, id, "")
	if err != nil {
		return Line{}, false, err
	}
	fields, ok, err := ex.fields(ctx, source)
	if err != nil || !ok {
		return Line{}, false, err
	}
	line := Line{
		Key: id.String(), Type: source.Type, Locale: source.SourceLocale, Organisation: source.Organisation.Slug,
		Slug: source.Slug, Fields: fields,
	}
	for _, v := range source.Locales {
		if v.Locale == source.SourceLocale {
			continue
		}
		variant, err := ex.service.Entry(ctx, ex.actor, id, v.Locale)
		if err != nil {
			return line, false, err
		}
		translated, ok, err := ex.fields(ctx, variant)
		if err != nil {
			return line, false, err
		}
		if !ok {
			continue
		}
		if line.Translations == nil {
			line.Translations = map[string]Fields{}
		}
		line.Translations[v.Locale] = translated
	}
	return line, true, nil
}

func (ex *exporter) fields(ctx context.Context, e cms.Entry) (Fields, bool, error) {
	if !ex.Live {
		return e.Fields, true, nil
	}
	if e.Visibility != "live" || e.LiveRevision == nil {
		return nil, false, nil
	}
	r, err := ex.service.Revision(ctx, ex.actor, e.ID, e.Locale, *e.LiveRevision)
	return r.Fields, err == nil, err
}
