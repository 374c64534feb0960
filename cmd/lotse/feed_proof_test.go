package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/cms"
	"lotse/internal/postgres"
)

// How large a run of the proof is. Writing ends when enough was managed, so that a slow machine proves as much as a
// quick one, within bounds.
const (
	proofWriters  = 16
	proofEnough   = 150 // changes
	proofShortest = 1200 * time.Millisecond
	proofLongest  = 5 * time.Second
	proofKilling  = 25 * time.Second // at most, where processes are started and killed
	proofPatience = time.Minute      // for what must come to an end
)

// TestFeedProof is the proof of the change feed. Sixteen writers publish, change, withdraw, expire, confirm, archive, delete,
// transfer and suspend at full speed, with random delays before they commit; some take the number of their
// transaction early and write late, some lock one entry, wait, and then change another. Eight readers follow over
// HTTP, with filters, with small pages, waiting for news, restarting with an older cursor; nodes are cut off
// in the middle of everything, processes killed, connections terminated, PostgreSQL is shut down at once.
// Afterwards every copy must be what is public, by hash, and on the way no reader may have seen an older
// version after a newer one.
//
// Every run is made of a seed. Runs are not repeatable to the last step, but a seed that failed is a good
// place to look: LOTSE_TEST_SEED=n runs it alone.
func TestFeedProof(t *testing.T) {
	seeds := []uint64{1, 2, 3, 4, 5}
	if os.Getenv("LOTSE_TEST_PROOF") != "" {
		for seed := uint64(6); seed <= 200; seed++ {
			seeds = append(seeds, seed)
		}
	}
	if one, err := strconv.ParseUint(os.Getenv("LOTSE_TEST_SEED"), 10, 64); err == nil {
		seeds = []uint64{one}
	}
	server := newProofServer(t)
	total := map[string]int{}
	for _, seed := range seeds {
		ok := t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			for name, n := range runProof(t, server, seed) {
				total[name] += n
			}
		})
		if !ok {
			t.Fatalf("LOTSE_TEST_SEED=%d", seed)
		}
	}
	// What never happened proves nothing.
	for _, name := range slices.Sorted(maps.Keys(proofOperations)) {
		if total[name] == 0 && len(seeds) > 1 {
			t.Errorf("no writer ever managed to %s", name)
		}
	}
	t.Logf("%v", total)
}

// proof is one run.
type proof struct {
	t      *testing.T
	seed   uint64
	server *proofServer
	dsn    string
	pool   *pgxpool.Pool // of the test itself
	world  proofWorld
	nodes  [3]atomic.Pointer[proofNode]
	// process is a node that is a process of its own, in every tenth run, while it lives; killed counts them.
	process atomic.Pointer[proofNode]
	killed  atomic.Int64
	done    map[string]*atomic.Int64 // what writers managed
	worker  *cms.Service             // of the background work

	mu      sync.Mutex
	entries []uuid.UUID // that writers work on
}

// random is a source of its own for everybody who acts.
func (p *proof) random(who int) *rand.Rand { return rand.New(rand.NewPCG(p.seed, uint64(who))) } //nolint:gosec // no secret

func runProof(t *testing.T, server *proofServer, seed uint64) map[string]int {
	p := &proof{t: t, seed: seed, server: server, done: map[string]*atomic.Int64{}, world: server.world}
	p.dsn = server.clone(t, fmt.Sprintf("proof_%d", seed))
	p.pool = database(t, p.dsn)
	for name := range proofOperations {
		p.done[name] = &atomic.Int64{}
	}
	p.entries = slices.Clone(server.entries)
	for i := range p.nodes {
		p.nodes[i].Store(p.startNode())
	}
	defer func() {
		for i := range p.nodes {
			p.nodes[i].Load().cut()
		}
	}()
	readers := p.readers()
	killing, longest := seed%10 == 3, proofLongest
	if killing {
		longest = proofKilling
	}
	writing, stopWriting := context.WithTimeout(t.Context(), longest)
	defer stopWriting()
	reading, stopReading := context.WithCancel(t.Context())
	defer stopReading()
	var writers, following sync.WaitGroup
	for n := range proofWriters {
		writers.Go(func() { p.write(writing, p.random(n)) })
	}
	working := make(chan struct{})
	writers.Go(func() { p.work(writing) })
	writers.Go(func() { p.chaos(writing, p.random(100)) })
	if killing {
		writers.Go(func() { p.kills(writing) })
	}
	writers.Go(func() {
		defer stopWriting()
		for began := time.Now(); time.Since(began) < proofShortest || p.managed() < proofEnough || killing && p.killed.Load() == 0; {
			if pause(writing, 20*time.Millisecond) != nil {
				return
			}
		}
	})
	for _, r := range readers {
		following.Go(func() { r.follow(reading, working) })
	}
	writers.Wait()
	p.settle()
	close(working)
	following.Wait()
	p.compare(readers)
	if killing && p.killed.Load() == 0 {
		t.Errorf("seed %d: no process was ready in %s", seed, proofKilling)
	}
	managed := map[string]int{}
	for name, n := range p.done {
		managed[name] = int(n.Load())
	}
	return managed
}

// managed is how many changes were made.
func (p *proof) managed() (n int64) {
	for _, one := range p.done {
		n += one.Load()
	}
	return n
}

// chaos cuts nodes off, ends connections, and in every second run stops PostgreSQL in the way that loses most.
func (p *proof) chaos(ctx context.Context, random *rand.Rand) {
	restart := p.seed%2 == 1
	for {
		if pause(ctx, time.Duration(150+random.IntN(400))*time.Millisecond) != nil {
			return
		}
		switch n := random.IntN(10); {
		case n < 6:
			i := random.IntN(len(p.nodes))
			p.nodes[i].Load().cut()
			_ = pause(ctx, time.Duration(random.IntN(60))*time.Millisecond)
			p.nodes[i].Store(p.startNode())
		case n < 8 || !restart:
			_, _ = p.pool.Exec(ctx, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`)
		default:
			p.server.crash(p.t)
			restart = false
		}
	}
}

// sqlProofOpen asks whether somebody still writes, something is about to expire, or a transaction anywhere on the server
// (autovacuum in another database will do) holds the feed back: readers that stop then have not been told everything.
const sqlProofOpen = `
select exists (select from pg_stat_activity where datname = current_database() and backend_xid is not null)
    or exists (select from entries where expires_at between lotse.now() and lotse.now() + interval '1 hour')
    or exists (select from feed where xid >= pg_snapshot_xmin(pg_current_snapshot()))`

// settle has everything done that is still to be done, so that what is public does not change any more.
func (p *proof) settle() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.t.Context()), proofPatience)
	defer cancel()
	quiet := 0
	for quiet < 2 {
		if pause(ctx, 20*time.Millisecond) != nil {
			p.t.Fatalf("seed %d: the work does not end", p.seed)
		}
		did, err := p.workOnce(ctx)
		if err != nil || did {
			quiet = 0
			continue
		}
		var open bool
		if err := p.pool.QueryRow(ctx, sqlProofOpen).Scan(&open); err != nil || open {
			quiet = 0
			continue
		}
		quiet++
	}
}

// compare holds every copy against what is public, which is asked in other ways than the feed.
func (p *proof) compare(readers []*proofReader) {
	p.t.Helper()
	for _, r := range readers {
		want := p.public(r.filter)
		var wrong []string
		for key, hash := range want {
			if got := r.items[key]; got != hash {
				wrong = append(wrong, fmt.Sprintf("%s is %q, not %q", key, got, hash))
			}
		}
		for key := range r.items {
			if _, there := want[key]; !there {
				wrong = append(wrong, key+" is not public")
			}
		}
		slices.Sort(wrong)
		if len(wrong) > 0 {
			p.t.Errorf("seed %d: reader %s: %d of %d are wrong: %s", p.seed, r.name, len(wrong), len(want), strings.Join(wrong[:min(3, len(wrong))], "; "))
		}
		r.counts(want)
		p.inOrder(r)
	}
}

// public is what a reader's copy must be: the hash of each item, by id and locale.
func (p *proof) public(f proofFilter) map[string]string {
	p.t.Helper()
	rows, err := p.pool.Query(p.t.Context(), `
		select p.entry_id::text || ' ' || p.locale, p.item
		from publications p
		join entries e on e.id = p.entry_id
		join organisations o on o.id = e.organisation_id
		where e.source_live and e.archived_at is null and o.suspended_at is null and (e.expires_at is null or e.expires_at > lotse.now())
		  and ($1 = '' or p.type = any(string_to_array($1, ','))) and ($2 = '' or p.locale = any(string_to_array($2, ',')))
		  and ($3 = '' or o.slug = $3) and ($4 = '' or p.filters -> 'categories' ? $4)`, f.types, f.locales, f.organisation, f.category)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	want := map[string]string{}
	for rows.Next() {
		var key, item string
		if err := rows.Scan(&key, &item); err != nil {
			p.t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(item))
		want[key] = hex.EncodeToString(sum[:8])
	}
	if err := rows.Err(); err != nil {
		p.t.Fatal(err)
	}
	return want
}

// inOrder holds what a reader saw of each item against the order in which its versions were committed.
func (p *proof) inOrder(r *proofReader) {
	p.t.Helper()
	rows, err := p.pool.Query(p.t.Context(), `select entry_id::text || ' ' || locale, version from proof_history order by seq`)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	history := map[string][]string{}
	for rows.Next() {
		var key, version string
		if err := rows.Scan(&key, &version); err != nil {
			p.t.Fatal(err)
		}
		history[key] = append(history[key], version)
	}
	for key, seen := range r.seen {
		at := 0
		for _, version := range seen {
			next := slices.Index(history[key][at:], version)
			if next < 0 {
				p.t.Errorf("seed %d: reader %s saw an older version of %s after a newer one: %v of %v", p.seed, r.name, key, seen, history[key])
				break
			}
			at += next
		}
	}
}

// proofServer is a PostgreSQL of the proof's own, which may be stopped without warning.
type proofServer struct {
	private *postgres.Private
	admin   *pgxpool.Pool
	world   proofWorld
	entries []uuid.UUID
}

// crash stops the server at once, as if its machine had failed; its launcher starts it again.
func (s *proofServer) crash(t *testing.T) {
	raw, err := os.ReadFile(s.private.DataDir() + "/postmaster.pid")
	if err != nil {
		return // it is just starting
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 {
		t.Errorf("postmaster.pid: %q", first)
		return
	}
	_ = syscall.Kill(pid, syscall.SIGQUIT)
}

// clone makes the database of a run.
func (s *proofServer) clone(t *testing.T, name string) string {
	t.Helper()
	if _, err := s.admin.Exec(t.Context(), `create database `+name+` template lotse`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), proofPatience)
		defer cancel()
		s.admin.Reset() // its connections may be those of a server that crashed
		if _, err := s.admin.Exec(ctx, `drop database if exists `+name+` with (force)`); err != nil {
			t.Error(err)
		}
	})
	return replaceDatabase(s.private.DSN(), name)
}

// replaceDatabase is the address of another database of the private server.
func replaceDatabase(dsn, name string) string {
	return strings.Replace(dsn, "@/lotse?", "@/"+name+"?", 1)
}

// pause waits, or less where ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
