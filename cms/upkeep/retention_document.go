package upkeep

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Document is the text of docs/retention.md: the retention list for people.
func Document() string {
	var b strings.Builder
	b.WriteString("# What is kept how long\n\n" +
		"One job applies this list every day, in batches of " + fmt.Sprint(retentionBatch) + " rows; what it deleted stands in the log\n" +
		"(`retention applied`), for append-only tables also in `activity`. Times are counted by `lotse.now()`.\n" +
		"This page is generated from `cms/upkeep/retention.go`: `go test ./cms/upkeep -run Document -update`.\n\n" +
		"## Deleted by age\n\n| table | what | after | why |\n|---|---|---|---|\n")
	for _, r := range Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.Table, r.What, r.Keep, r.Why)
	}
	b.WriteString("\n## Kept\n\n| table | because |\n|---|---|\n")
	kept := Kept()
	for _, table := range slices.Sorted(maps.Keys(kept)) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", table, kept[table])
	}
	b.WriteString("\nPersonal data also go at any time by erasure, in all tables at once.\n")
	return b.String()
}
