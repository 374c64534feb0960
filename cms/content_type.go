package cms

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// appliedTypes is what content_types said at one moment. It is never changed.
type appliedTypes struct {
	generation int64 // how many versions were noted, over all types
	types      map[string]*appliedType
}

// knownTypes is what a service and its copies know to be applied; nothing until they were told.
type knownTypes struct {
	atomic.Pointer[appliedTypes]
	mu sync.Mutex // one who adopts others at a time
}

// appliedType is a type as it was applied.
type appliedType struct {
	history *schema.History
	hash    string
	removed bool
	// outdated says that this program cannot read the newest definition: it was applied by a newer one.
	// The history then ends with what this program knows.
	outdated bool
}

const sqlAppliedTypes = `
select name, version, hash, definition, removed
from content_types
order by name, version`

type appliedRow struct {
	Name       string          `db:"name"`
	Version    int             `db:"version"`
	Hash       string          `db:"hash"`
	Definition json.RawMessage `db:"definition"`
	Removed    bool            `db:"removed"`
}

// loadApplied reads every version of every type.
func (s *Service) loadApplied(ctx context.Context, db querier) (*appliedTypes, error) {
	rows, err := db.Query(ctx, sqlAppliedTypes)
	if err != nil {
		return nil, fmt.Errorf("load types: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[appliedRow])
	if err != nil {
		return nil, fmt.Errorf("load types: %w", err)
	}
	out := &appliedTypes{generation: int64(len(list)), types: map[string]*appliedType{}}
	for begin := 0; begin < len(list); {
		end := begin + 1
		for end < len(list) && list[end].Name == list[begin].Name {
			end++
		}
		out.types[list[begin].Name] = s.appliedType(list[begin:end])
		begin = end
	}
	return out, nil
}

// appliedType makes a type of its versions, in their order.
func (s *Service) appliedType(versions []appliedRow) *appliedType {
	newest := versions[len(versions)-1]
	known, _ := s.types.Type(newest.Name)
	older := map[int]*schema.Type{}
	for _, row := range versions {
		if known != nil && known.Hash() == row.Hash {
			older[row.Version] = known
			continue
		}
		// What another program wrote may hold what this one does not know: then the hash is another.
		if t, err := schema.ParseDefinition(row.Definition); err == nil && (t.Hash() == row.Hash || row.Removed) {
			older[row.Version] = t
		}
	}
	out := &appliedType{hash: newest.Hash, removed: newest.Removed}
	present := older[newest.Version]
	if out.outdated = present == nil; out.outdated {
		if known == nil { // this program has never known it
			out.removed = true
			known = &schema.Type{Name: newest.Name}
		}
		present = known.WithoutQuestions() // what it was found by may be hidden now
	}
	out.history = schema.NewHistory(present, newest.Version, older)
	return out
}

// adopt makes what was applied what this service works by: its registry then holds the applied definitions.
func (s *Service) adopt(a *appliedTypes) {
	s.applied.mu.Lock()
	defer s.applied.mu.Unlock()
	if present := s.applied.Load(); present != nil && present.generation > a.generation {
		return // read before the present ones were
	}
	s.applied.Store(a)
	var list []*schema.Type
	same := true
	for name, t := range a.types {
		present, known := s.types.Type(name)
		if t.removed {
			same = same && !known
			continue
		}
		list = append(list, t.history.Present())
		same = same && present == t.history.Present()
	}
	if !same || len(list) != len(s.types.Types()) {
		s.types.Replace(list)
	}
}

const sqlHoldTypes = `select lotse.hold_types()`

// holdTypes keeps the applied types what they are until the transaction ends, and has this service know them: every
// command that writes content begins with it.
func (s *Service) holdTypes(ctx context.Context, db querier) error {
	rows, err := db.Query(ctx, sqlHoldTypes)
	if err != nil {
		return fmt.Errorf("hold types: %w", err)
	}
	generation, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[int64])
	if err != nil {
		return fmt.Errorf("hold types: %w", err)
	}
	present := s.applied.Load()
	if present == nil || present.generation == generation { // nil: a service that was never told to apply anything
		return nil
	}
	a, err := s.loadApplied(ctx, db)
	if err == nil {
		s.adopt(a)
	}
	return err
}

// appliedOf returns a type as it was applied; where nothing was applied, as the registry has it. ok is false for
// types that are not, or no more.
func (s *Service) appliedOf(name string) (t *appliedType, ok bool) {
	if a := s.applied.Load(); a != nil {
		t, ok = a.types[name]
		return t, ok
	}
	known, ok := s.types.Type(name)
	if !ok {
		return nil, false
	}
	return &appliedType{history: schema.NewHistory(known, 0, nil), hash: known.Hash()}, true
}

// writable returns the type to write entries of.
func (s *Service) writable(name string) (*appliedType, error) {
	t, ok := s.appliedOf(name)
	switch {
	case !ok || t.removed && !t.outdated:
		return nil, command.InvalidField("/type", "unknown_type")
	case t.outdated:
		return nil, errTypesOutdated()
	}
	return t, nil
}

// errTypesOutdated is the answer of a node that knows less of a type than was applied.
func errTypesOutdated() *command.Error {
	return command.E(command.Unavailable, "types_outdated", "This node is older than the applied content types; another one can do this.")
}

// OutdatedTypes names the types whose applied definition this program cannot read: it does not write their entries.
func (s *Service) OutdatedTypes() []string {
	names := []string{}
	if a := s.applied.Load(); a != nil {
		for name, t := range a.types {
			if t.outdated {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// removedTypes names the types that are no more: their entries are not listed.
func (s *Service) removedTypes() []string {
	names := []string{}
	if a := s.applied.Load(); a != nil {
		for name, t := range a.types {
			if t.removed {
				names = append(names, name)
			}
		}
	}
	return names
}

// TypesState says how the types of the files stand to those that were applied.
type TypesState struct {
	// First says that nothing was ever applied.
	First bool
	// Differ names the types that are not what was applied, sorted.
	Differ []string
	// Unfinished names the types of which public items are still to be written again.
	Unfinished []string
}

const sqlUnfinishedBackfills = `
select distinct type
from type_backfills
where finished_at is null
order by type`

// ReadTypes compares the service's types with what was applied, and works by the latter where both are the same. Call
// it, or ApplyTypes, before anything else of the service is used.
func (s *Service) ReadTypes(ctx context.Context) (TypesState, error) {
	var state TypesState
	a, err := s.loadApplied(ctx, s.db)
	if err != nil {
		return state, err
	}
	state.First = len(a.types) == 0
	for name, t := range a.types {
		known, ok := s.types.Type(name)
		if exists := !t.removed || t.outdated; ok != exists || ok && known.Hash() != t.hash {
			state.Differ = append(state.Differ, name)
		}
	}
	for _, t := range s.types.Types() {
		if a.types[t.Name] == nil {
			state.Differ = append(state.Differ, t.Name)
		}
	}
	slices.Sort(state.Differ)
	rows, err := s.db.Query(ctx, sqlUnfinishedBackfills)
	if err != nil {
		return state, fmt.Errorf("list backfills: %w", err)
	}
	if state.Unfinished, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return state, fmt.Errorf("list backfills: %w", err)
	}
	if len(state.Differ) == 0 {
		s.adopt(a)
	}
	return state, nil
}

const sqlTypesMark = `
select (select count(*) from content_types), (select count(*) from type_backfills where finished_at is not null)`

// WatchTypes has the service follow what is applied while it runs, until ctx ends. moved is called when the types, or
// what public items are found by, became others.
func (s *Service) WatchTypes(ctx context.Context, every time.Duration, moved func(), failed func(error)) {
	var finished int64
	first := true
	for tick := time.NewTicker(every); ; {
		generation, now, err := s.typesMark(ctx)
		if present := s.applied.Load(); err == nil && present != nil {
			changed := generation != present.generation
			if changed {
				var a *appliedTypes
				if a, err = s.loadApplied(ctx, s.db); err == nil {
					s.adopt(a)
				}
			}
			if err == nil && (changed || now != finished && !first) {
				moved()
			}
			if err == nil {
				finished, first = now, false
			}
		}
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}

func (s *Service) typesMark(ctx context.Context) (generation, finished int64, err error) {
	err = s.db.QueryRow(ctx, sqlTypesMark).Scan(&generation, &finished)
	return generation, finished, err
}
