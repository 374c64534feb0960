package cms

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
)

// Referable is an entry that a text may refer to: what is public, whoever owns it, and what the actor may
// read. Of what belongs to others only the public title is shown.
type Referable struct {
	ID           uuid.UUID `json:"id" db:"id"`
	Type         string    `json:"type" db:"type"`
	Title        string    `json:"title" db:"title"`
	Organisation string    `json:"organisation" db:"organisation" doc:"The name of the owner."`
	Public       bool      `json:"public" db:"public"`
}

// ReferableFilter asks for entries to refer to: by words of their titles, or by their ids.
type ReferableFilter struct {
	Types []string
	Query string
	IDs   []uuid.UUID
	Limit int // 1–100, 25 where zero
}

// Public titles stand in `sorts`, where the type sorts by its title, else in the item.
const sqlPublicReferables = `
select p.entry_id as id, p.type, coalesce(p.sorts ->> @title::text, p.item::jsonb #>> array['fields', @title::text], '') as title,
       o.name as organisation, true as public
from public_items p
join organisations o on o.id = p.organisation_id
where p.type = @type
  and p.locale = p.source_locale
  and (@ids::uuid[] is null or p.entry_id = any(@ids))
  and (@words::text[] is null or (p.sorts ->> 'title') ilike all(@words))
order by p.sorts ->> 'title', p.entry_id
limit @limit`

// Referables lists what a text may refer to, by title.
func (s *Service) Referables(ctx context.Context, actor auth.Actor, f ReferableFilter) ([]Referable, error) {
	if !actor.Known() {
		return nil, command.E(command.Unauthenticated, "unauthenticated", "Sign in first.")
	}
	f.Limit = clampLimit(f.Limit)
	found := map[uuid.UUID]Referable{}
	for _, name := range f.Types {
		t, ok := s.types.Type(name)
		if !ok {
			return nil, command.InvalidField("/type", "unknown_type")
		}
		own, err := s.ownReferables(ctx, actor, t, f)
		if err != nil {
			return nil, err
		}
		public, err := s.publicReferables(ctx, t, f)
		if err != nil {
			return nil, err
		}
		for _, r := range append(own, public...) { // the public title wins: it is what readers see
			found[r.ID] = r
		}
	}
	list := slices.SortedFunc(maps.Values(found), func(a, b Referable) int {
		return cmp.Or(strings.Compare(language.Normalise(a.Title), language.Normalise(b.Title)), strings.Compare(a.ID.String(), b.ID.String()))
	})
	return list[:min(len(list), f.Limit)], nil
}

func (s *Service) publicReferables(ctx context.Context, t *schema.Type, f ReferableFilter) ([]Referable, error) {
	var words []string
	for _, word := range firstWords(language.NFC(f.Query)) {
		words = append(words, "%"+escapeLike(word)+"%")
	}
	rows, err := s.db.Query(ctx, sqlPublicReferables, pgx.StrictNamedArgs{
		"type": t.Name, "title": t.Title, "ids": f.IDs, "words": words, "limit": f.Limit,
	})
	if err != nil {
		return nil, fmt.Errorf("list public entries: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Referable])
}

// ownReferables are entries that the actor may read, public or not.
func (s *Service) ownReferables(ctx context.Context, actor auth.Actor, t *schema.Type, f ReferableFilter) ([]Referable, error) {
	where, args, err := s.listWhere(actor, EntryFilter{Type: t.Name, Locale: "source", Query: f.Query})
	if err != nil {
		return nil, err
	}
	if f.IDs != nil {
		where += "\n  and e.id = any(@r_ids)"
		args["r_ids"] = f.IDs
	}
	args["limit"] = f.Limit
	sql := "select e.id, e.type, v.title, o.name as organisation, false as public" + listFrom +
		"\nwhere " + where + "\norder by v.title collate \"und-x-icu\", v.entry_id, v.locale\nlimit @limit"
	rows, err := s.db.Query(ctx, sql, args)
	if err != nil {
		return nil, fmt.Errorf("list own entries: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Referable])
}

// firstWords are the words of a question; more than eight narrow nothing.
func firstWords(q string) []string {
	words := strings.Fields(q)
	return words[:min(len(words), 8)]
}
