package upkeep_test

import (
	"fmt"
	"testing"
)

// BenchmarkExpiries measures how many entries a sweep records as expired in a second.
func BenchmarkExpiries(b *testing.B) {
	f := setup(b)
	const n = 300
	for i := range n {
		f.offer(b, fmt.Sprintf("Angebot %d", i), 30)
	}
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		f.exec(b, `update entries set expires_at = lotse.now() - interval '1 hour', expired_at = null where type = 'offer'`)
		b.StartTimer()
		if got := must(f.Expiries(b.Context()))(b); got.Done != n {
			b.Fatalf("%+v", got)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkRetention measures how many rows are deleted in a second.
func BenchmarkRetention(b *testing.B) {
	f := setup(b)
	const n = 20_000
	for range b.N {
		b.StopTimer()
		f.exec(b, `insert into throttle (bucket, window_start, attempts) select i::text, lotse.now() - interval '3 days', 1 from generate_series(1, $1::int) i`, n)
		b.StartTimer()
		if removed, _, err := f.Retain(b.Context()); err != nil || removed[0].Rows != n {
			b.Fatalf("%v, %v", removed, err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
}
