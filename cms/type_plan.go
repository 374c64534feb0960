package cms

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/schema"
)

// TypePlan is what would become of the database if the types of the files were applied.
type TypePlan struct {
	// Generation is the state of the database that the plan was made for.
	Generation int64            `json:"generation"`
	Changes    []TypePlanChange `json:"changes"`
	Unfinished []string         `json:"unfinished"` // types of which public items are still to be written again
	// Rewrites are the public items that would be written again, by type.
	Rewrites []TypeRewrite `json:"rewrites"`
}

// TypeRewrite says what writing the public items of a type again is about.
type TypeRewrite struct {
	Type string `json:"type"`
	// Entries counts those of which something is public.
	Entries int `json:"entries"`
	// Hides are the fields that are gone at once, whenever the items are written again.
	Hides []string `json:"hides"`
	// HidesWords says that search by words finds no item until it was written again.
	HidesWords bool `json:"hidesWords"`
	// Removed says that all of them are gone at once.
	Removed bool `json:"removed"`
}

// TypePlanChange is a change with what it concerns.
type TypePlanChange struct {
	schema.TypeChange
	Version int `json:"version"` // that the type will have
	// Counts of what the change concerns; nil where that cannot be told or is nothing that is stored.
	Concerned *TypePlanCount `json:"concerned,omitempty"`
}

// TypePlanCount counts what a change concerns.
type TypePlanCount struct {
	Entries  int `json:"entries"`
	Variants int `json:"variants"` // languages of entries
	Live     int `json:"live"`     // of the variants, those whose public text is concerned
}

// Class is the gravest class of the changes; "" where there are none.
func (p TypePlan) Class() schema.Class {
	var gravest schema.Class
	order := []schema.Class{"", schema.Safe, schema.Backfill, schema.Lossy}
	for _, c := range p.Changes {
		if slices.Index(order, c.Class) > slices.Index(order, gravest) {
			gravest = c.Class
		}
	}
	return gravest
}

const sqlCountEntriesOfTypes = `
select count(*)
from entries
where type = any(@types)`

// PlanTypes compares the types of the files with what was applied and counts what each change concerns. progress may
// be nil; it is told how many entries of how many were looked at.
func (s *Service) PlanTypes(ctx context.Context, progress func(done, total int)) (TypePlan, error) {
	a, err := s.loadApplied(ctx, s.db)
	if err != nil {
		return TypePlan{}, err
	}
	plan := TypePlan{Generation: a.generation, Changes: []TypePlanChange{}, Unfinished: []string{}, Rewrites: []TypeRewrite{}}
	counted := map[string][]*TypePlanChange{}
	for _, d := range s.differences(a) {
		for _, c := range d.changes() {
			plan.Changes = append(plan.Changes, TypePlanChange{TypeChange: c, Version: d.version() + 1})
		}
	}
	var names []string
	for i := range plan.Changes {
		if c := &plan.Changes[i]; c.Counted() {
			c.Concerned = &TypePlanCount{}
			if counted[c.Type] == nil {
				names = append(names, c.Type)
			}
			counted[c.Type] = append(counted[c.Type], c)
		}
	}
	if plan.Rewrites, err = s.rewrites(ctx, plan.Changes); err != nil {
		return plan, err
	}
	scan := typeScan{db: s.db, progress: progress}
	if err := s.db.QueryRow(ctx, sqlCountEntriesOfTypes, pgx.StrictNamedArgs{"types": names}).Scan(&scan.total); err != nil {
		return plan, fmt.Errorf("count entries: %w", err)
	}
	for _, name := range names {
		if err := scan.count(ctx, a.types[name].history, name, counted[name]); err != nil {
			return plan, err
		}
	}
	for i := range plan.Changes {
		c := &plan.Changes[i]
		c.TypeChange = c.Held(c.Concerned != nil && c.Concerned.Entries > 0)
	}
	state, err := s.ReadTypes(ctx)
	plan.Unfinished = append(plan.Unfinished, state.Unfinished...)
	return plan, err
}

// rewrites tells which public items changes have written again.
func (s *Service) rewrites(ctx context.Context, changes []TypePlanChange) ([]TypeRewrite, error) {
	list := []TypeRewrite{}
	for _, c := range changes {
		removed := c.Change == "type_removed"
		if !c.Render && !removed {
			continue
		}
		if len(list) == 0 || list[len(list)-1].Type != c.Type {
			r := TypeRewrite{Type: c.Type, Hides: []string{}, Removed: removed}
			if err := s.db.QueryRow(ctx, sqlCountBackfill, pgx.StrictNamedArgs{"type": c.Type}).Scan(&r.Entries); err != nil {
				return nil, fmt.Errorf("count public items of %s: %w", c.Type, err)
			}
			list = append(list, r)
		}
		r := &list[len(list)-1]
		r.Hides, r.HidesWords = append(r.Hides, c.Hides...), r.HidesWords || c.HidesWords
	}
	return list, nil
}

// typeDifference is a type that is not what was applied.
type typeDifference struct {
	name    string
	applied *appliedType // nil: new
	present *schema.Type // nil: no more
}

func (d typeDifference) version() int {
	if d.applied == nil {
		return 0
	}
	return d.applied.history.Newest()
}

// changes lists what is different.
func (d typeDifference) changes() []schema.TypeChange {
	if d.applied == nil || d.applied.removed {
		return schema.DiffTypes(nil, d.present)
	}
	return schema.DiffTypes(d.applied.history.Present(), d.present)
}

// differences lists the types that are not what was applied, by name.
func (s *Service) differences(a *appliedTypes) []typeDifference {
	var list []typeDifference
	present := map[string]bool{}
	for _, t := range s.types.Types() {
		present[t.Name] = true
		if was := a.types[t.Name]; was == nil || was.removed || was.hash != t.Hash() {
			list = append(list, typeDifference{name: t.Name, applied: was, present: t})
		}
	}
	for name, was := range a.types {
		if !present[name] && !was.removed {
			list = append(list, typeDifference{name: name, applied: was})
		}
	}
	slices.SortFunc(list, func(a, b typeDifference) int { return strings.Compare(a.name, b.name) })
	return list
}

// scanned is how many entries are looked at in one statement.
const scanned = 500

// Every text of the entries of a type, after a given one.
const sqlTextsOfType = `
select e.id, v.locale = e.source_locale as source, v.content, v.type_version,
       v.visibility = 'live' as live, r.content as live_content, coalesce(r.type_version, 0) as live_version
from (select id, source_locale
      from entries
      where type = @type
        and (@after::uuid is null or id > @after)
      order by id
      limit @limit) e
join variants v on v.entry_id = e.id
left join revisions r on r.id = v.live_revision
order by e.id`

type textRow struct {
	ID          uuid.UUID      `db:"id"`
	Source      bool           `db:"source"`
	Content     schema.Content `db:"content"`
	Version     int            `db:"type_version"`
	Live        bool           `db:"live"`
	LiveContent schema.Content `db:"live_content"`
	LiveVersion int            `db:"live_version"`
}

// typeScan looks at all texts of types.
type typeScan struct {
	db          DB
	done, total int
	progress    func(done, total int)
}

// count counts what the changes of one type concern.
func (t *typeScan) count(ctx context.Context, h *schema.History, name string, changes []*TypePlanChange) error {
	var after *uuid.UUID
	last := make([]uuid.UUID, len(changes)) // the entry counted last
	for {
		rows, err := t.db.Query(ctx, sqlTextsOfType, pgx.StrictNamedArgs{"type": name, "after": after, "limit": scanned})
		if err != nil {
			return fmt.Errorf("look at entries of type %s: %w", name, err)
		}
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[textRow])
		if err != nil {
			return fmt.Errorf("look at entries of type %s: %w", name, err)
		}
		entries := 0
		for _, row := range list {
			if after == nil || *after != row.ID {
				entries++
				after = &row.ID
			}
			for i, c := range changes {
				c.count(h, row, &last[i])
			}
		}
		t.done += entries
		if t.progress != nil {
			t.progress(t.done, t.total)
		}
		if entries < scanned {
			return nil
		}
	}
}

// count counts one text.
func (c *TypePlanChange) count(h *schema.History, row textRow, last *uuid.UUID) {
	part := schema.Translation
	if row.Source {
		part = schema.Source
	}
	concerns := func(content schema.Content, version int) bool {
		return c.Concerns(h.Upgrade(version, content, part).Content, part)
	}
	live := row.Live && row.LiveContent != nil && concerns(row.LiveContent, row.LiveVersion)
	if !live && (c.LiveOnly() || !concerns(row.Content, row.Version)) {
		return
	}
	c.Concerned.Variants++
	if live {
		c.Concerned.Live++
	}
	if *last != row.ID {
		c.Concerned.Entries++
		*last = row.ID
	}
}
