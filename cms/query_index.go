package cms

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"lotse/schema"
)

// PublishedIndex is an index that makes a declared sort of a type quick.
type PublishedIndex struct {
	Name string
	// SQL creates it, without blocking writers, where it is missing. It cannot run in a transaction.
	SQL string
}

// PublishedIndexes lists the indexes of the declared sorts of a type (at most six, by the schema). Each
// covers the rows of its type only.
func PublishedIndexes(t *schema.Type) []PublishedIndex {
	var list []PublishedIndex
	for _, f := range SortFields(t) {
		key := sortKey("", f)
		sum := sha256.Sum256([]byte(t.Name + " " + key)) // another kind of the same name is another index
		name := fmt.Sprintf("publications_sort_%.20s_%.16s_%s", strings.ReplaceAll(t.Name, "-", "_"), strings.ToLower(f.Name), hex.EncodeToString(sum[:3]))
		list = append(list, PublishedIndex{Name: name, SQL: fmt.Sprintf(
			`create index concurrently if not exists %s on publications (locale, (%s), entry_id) where type = %s`,
			name, key, nameLiteral(t.Name))})
	}
	return list
}
