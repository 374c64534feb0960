package testdb

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// Two processes that start at once, here two connects, share one template and don't harm each other.
func TestServersOfTwoProcesses(t *testing.T) {
	t.Parallel()
	servers := make([]*server, 3)
	var group sync.WaitGroup
	for i := range servers {
		group.Go(func() {
			var err error
			if servers[i], err = connect(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if t.Failed() {
		t.FailNow()
	}
	name, err := servers[0].clone(t.Context(), servers[0].template)
	if err != nil {
		t.Fatal(err)
	}
	if err := servers[1].sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !exists(t, servers[1], name) {
		t.Error("a database of a process that lives was dropped")
	}
	if err := servers[0].drop(t.Context(), name); err != nil {
		t.Error(err)
	}
}

func TestSweepDropsWhatDeadProcessesLeft(t *testing.T) {
	t.Parallel()
	s, err := connect()
	if err != nil {
		t.Fatal(err)
	}
	dead := strings.ReplaceAll("lotse_test_99999999_"+strings.ToLower(t.Name())+"_1", "/", "")
	old := s.template + "0"
	for _, statement := range []string{`create database ` + quote(dead), `create database ` + quote(old), `comment on database ` + quote(old) + ` is '1000'`} {
		if _, err := s.admin.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if exists(t, s, dead) || exists(t, s, old) {
		t.Error("leftovers are still there")
	}
	if !exists(t, s, s.template) {
		t.Error("the template was dropped")
	}
}

func TestCloneMakesALostTemplateAgain(t *testing.T) {
	t.Parallel()
	s, err := connect()
	if err != nil {
		t.Fatal(err)
	}
	s.template += "_lost"
	name, err := s.clone(t.Context(), s.template)
	if err != nil {
		t.Fatal(err)
	}
	for _, done := range []string{name, s.template} {
		if err := s.drop(t.Context(), done); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkClone(b *testing.B) {
	s, err := connect()
	if err != nil {
		b.Fatal(err)
	}
	var cloning, dropping time.Duration
	for b.Loop() {
		began := time.Now()
		name, err := s.clone(b.Context(), s.template)
		if err != nil {
			b.Fatal(err)
		}
		cloned := time.Now()
		if err := s.drop(b.Context(), name); err != nil {
			b.Fatal(err)
		}
		cloning, dropping = cloning+cloned.Sub(began), dropping+time.Since(cloned)
	}
	b.ReportMetric(float64(cloning.Milliseconds())/float64(b.N), "ms/clone")
	b.ReportMetric(float64(dropping.Milliseconds())/float64(b.N), "ms/drop")
}

func exists(t *testing.T, s *server, database string) (found bool) {
	t.Helper()
	if err := s.admin.QueryRow(t.Context(), `select exists (select from pg_database where datname = $1)`, database).Scan(&found); err != nil {
		t.Fatal(err)
	}
	return found
}
