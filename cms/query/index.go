package query

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/schema"
)

// Index is an index that makes a declared sort of a type quick.
type Index struct {
	Name string
	// SQL creates it without blocking writers. It cannot run in a transaction.
	SQL string
}

// indexPrefix begins the names of the indexes of declared sorts.
const indexPrefix = "publications_sort_"

// Indexes lists the indexes of the declared sorts of a type (at most six, by the schema). Each
// covers the rows of its type only.
func Indexes(t *schema.Type) []Index {
	var list []Index
	for _, f := range SortFields(t) {
		key := sortKey("", f)
		sum := sha256.Sum256([]byte(t.Name + " " + key)) // another kind of the same name is another index
		name := fmt.Sprintf("%s%.18s_%.16s_%s", indexPrefix, strings.ReplaceAll(t.Name, "-", "_"), strings.ToLower(f.Name), hex.EncodeToString(sum[:3]))
		list = append(list, Index{Name: name, SQL: fmt.Sprintf(
			`create index concurrently if not exists %s on publications (locale, (%s), entry_id) where type = %s`,
			name, key, nameLiteral(t.Name))})
	}
	return list
}

// sqlIndexes lists the indexes of declared sorts that there are, and whether their building was finished.
const sqlIndexes = `
select c.relname, i.indisvalid
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'publications'::regclass and starts_with(c.relname, @prefix)`

// BuildIndexes builds what the declared sorts of the content types need and drops what they no
// longer do, without blocking anybody. It is repeatable; lists are right without it, only slower. Not
// inside a transaction.
func (s *Service) BuildIndexes(ctx context.Context) error {
	rows, err := s.db.Query(ctx, sqlIndexes, pgx.StrictNamedArgs{"prefix": indexPrefix})
	if err != nil {
		return fmt.Errorf("list indexes: %w", err)
	}
	present := map[string]bool{} // name → finished
	var name string
	var valid bool
	if _, err := pgx.ForEachRow(rows, []any{&name, &valid}, func() error { present[name] = valid; return nil }); err != nil {
		return fmt.Errorf("list indexes: %w", err)
	}
	var missing []Index
	for _, t := range s.types.Types() {
		for _, index := range Indexes(t) {
			if !present[index.Name] {
				missing = append(missing, index)
			} else {
				delete(present, index.Name)
			}
		}
	}
	// What is left in present is no longer declared, or was broken off half-way.
	for name := range present {
		if _, err := s.db.Exec(ctx, `drop index concurrently if exists `+pgx.Identifier{name}.Sanitize()); err != nil {
			return fmt.Errorf("drop index %s: %w", name, err)
		}
	}
	for _, index := range missing {
		if _, err := s.db.Exec(ctx, index.SQL); err != nil && !isDuplicate(err) { // another node was quicker
			return fmt.Errorf("build index %s: %w", index.Name, err)
		}
	}
	return nil
}

// isDuplicate reports whether PostgreSQL refused a second thing of the same name (unique_violation).
func isDuplicate(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}
