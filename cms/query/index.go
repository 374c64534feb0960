package query

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/schema"
)

// Index is an index that makes a declared sort or range of a type quick.
type Index struct {
	Name string
	// SQL creates it without blocking writers. It cannot run in a transaction.
	SQL string
	// Statistics has the planner know how the values of a range are spread; empty for sorts. It does not ask a partial
	// index for that, and would take every range for a third of the table.
	Statistics string
}

// The beginnings of the names of the indexes of declared sorts, and of filters that take a range.
const (
	indexPrefix = "publications_sort_"
	rangePrefix = "publications_range_"
)

// Indexes lists the indexes of the declared sorts of a type (at most six, by the schema) and of its filters by number
// or time. Each covers the rows of its type only. The other filters have one index together.
func Indexes(t *schema.Type) []Index {
	var list []Index
	for _, f := range SortFields(t) {
		list = append(list, index(t, f, indexPrefix, sortKey("", f)))
	}
	for _, f := range FilterFields(t) {
		if slices.Contains(FilterOperators(f), opGTE) && f.Kind != kindRecurrence { // occurrences are a table
			list = append(list, rangeIndex(t, f))
		}
	}
	return list
}

func index(t *schema.Type, f *schema.Field, prefix, key string) Index {
	sum := sha256.Sum256([]byte(t.Name + " " + key)) // another kind of the same name is another index
	name := fmt.Sprintf("%s%.18s_%.16s_%s", prefix, strings.ReplaceAll(t.Name, "-", "_"), strings.ToLower(f.Name), hex.EncodeToString(sum[:3]))
	return Index{Name: name, SQL: fmt.Sprintf(
		`create index concurrently if not exists %s on publications (locale, (%s), entry_id) where type = %s`,
		name, key, nameLiteral(t.Name))}
}

func rangeIndex(t *schema.Type, f *schema.Field) Index {
	one := index(t, f, rangePrefix, rangeKey("", f))
	one.Statistics = fmt.Sprintf(`create statistics if not exists %s on (%s) from publications`, one.Name, rangeKey("", f))
	return one
}

// sqlIndexes lists the indexes of declared sorts and ranges that there are, and whether their building was finished.
const sqlIndexes = `
select c.relname, i.indisvalid
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'publications'::regclass
  and (starts_with(c.relname, @sorts) or starts_with(c.relname, @ranges))`

// IndexPlan is what the indexes lack to be what the types declare.
type IndexPlan struct {
	Build []Index
	// Broken were broken off half-way: they are dropped before they are built.
	Broken []string
	// Drop is no longer declared.
	Drop []string
}

// PlanIndexes compares the indexes that there are with what the types declare.
func (s *Service) PlanIndexes(ctx context.Context) (IndexPlan, error) {
	var plan IndexPlan
	rows, err := s.db.Query(ctx, sqlIndexes, pgx.StrictNamedArgs{"sorts": indexPrefix, "ranges": rangePrefix})
	if err != nil {
		return plan, fmt.Errorf("list indexes: %w", err)
	}
	present := map[string]bool{} // name → finished
	var name string
	var valid bool
	if _, err := pgx.ForEachRow(rows, []any{&name, &valid}, func() error { present[name] = valid; return nil }); err != nil {
		return plan, fmt.Errorf("list indexes: %w", err)
	}
	for _, t := range s.types.Types() {
		for _, index := range Indexes(t) {
			valid, there := present[index.Name]
			delete(present, index.Name)
			if there && valid {
				continue
			}
			plan.Build = append(plan.Build, index)
			if there {
				plan.Broken = append(plan.Broken, index.Name)
			}
		}
	}
	plan.Drop = slices.Sorted(maps.Keys(present))
	return plan, nil
}

// BuildIndexes builds what the content types declare and drops what they no longer do, without blocking anybody. It
// is repeatable; lists are right without it, only slower. Not inside a transaction.
func (s *Service) BuildIndexes(ctx context.Context) error {
	plan, err := s.PlanIndexes(ctx)
	if err != nil {
		return err
	}
	for _, name := range append(plan.Broken, plan.Drop...) {
		if err := s.DropIndex(ctx, name); err != nil {
			return err
		}
	}
	for _, index := range plan.Build {
		if err := s.BuildIndex(ctx, index); err != nil {
			return err
		}
	}
	return nil
}

// BuildIndex builds one index of a plan. Large tables take longer than a statement usually may: IndexProgress tells
// how far it is.
func (s *Service) BuildIndex(ctx context.Context, index Index) error {
	if _, err := s.db.Exec(ctx, index.SQL); err != nil && !isDuplicate(err) { // another node was quicker
		return fmt.Errorf("build index %s: %w", index.Name, err)
	}
	if index.Statistics == "" {
		return nil
	}
	if _, err := s.db.Exec(ctx, index.Statistics); err != nil && !isDuplicate(err) {
		return fmt.Errorf("make statistics %s: %w", index.Name, err)
	}
	return nil
}

// DropIndex drops an index of a plan.
func (s *Service) DropIndex(ctx context.Context, name string) error {
	if _, err := s.db.Exec(ctx, `drop index concurrently if exists `+pgx.Identifier{name}.Sanitize()); err != nil {
		return fmt.Errorf("drop index %s: %w", name, err)
	}
	if _, err := s.db.Exec(ctx, `drop statistics if exists `+pgx.Identifier{name}.Sanitize()); err != nil {
		return fmt.Errorf("drop statistics %s: %w", name, err)
	}
	return nil
}

const sqlIndexProgress = `
select coalesce(max(blocks_done), 0), coalesce(max(blocks_total), 0)
from pg_stat_progress_create_index
where datname = current_database()
  and relid = 'publications'::regclass`

// IndexProgress tells how far the building of an index is, in blocks of its present step; nothing of nothing where
// none is built.
func (s *Service) IndexProgress(ctx context.Context) (done, total int64, err error) {
	rows, err := s.db.Query(ctx, sqlIndexProgress)
	if err == nil {
		_, err = pgx.ForEachRow(rows, []any{&done, &total}, func() error { return nil })
	}
	return done, total, err
}

// isDuplicate reports whether PostgreSQL refused a second thing of the same name (unique_violation).
func isDuplicate(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}
