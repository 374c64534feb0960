package large

import (
	"testing"
	"time"

	"lotse/schema"
)

// BenchmarkRows is what making the rows of an entry costs, without writing them.
func BenchmarkRows(b *testing.B) {
	types := must(schema.Load(schema.Embedded()))(b)
	w := &world{seed: 1, made: time.Now().UTC().Truncate(time.Second), types: types, words: newVocabularies()}
	texts := 0
	for i := 0; b.Loop(); i++ {
		number := fixed + i
		e := must(w.entry(number, w.localesOf(number)))(b)
		rows := &writer{world: w, location: time.UTC, versions: map[string]int{}, rows: map[string][][]any{}, words: map[word]bool{}}
		if err := rows.write(e, w.stamp(e)); err != nil {
			b.Fatal(err)
		}
		texts += len(e.locales)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(texts), "µs/variant")
}
