package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// TestKilledInTheMiddle kills Lotse with SIGKILL in the middle of 200 commands sent over HTTP. Afterwards
// every command is wholly there, with its line in the trail, its review, its letter and its job, or not
// at all; nothing that was acknowledged is lost; and a new process sends what was still to be sent.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	dsn, dir := newDSN(t), t.TempDir()
	person(t, dsn, "verein@lotse.test", "contributor", "verein")
	p := start(t, dsn, dir)
	pool := database(t, dsn)
	c := signIn(t, p.url, "verein@lotse.test")
	organisation := organisationID(t, pool, "verein")
	// A category that never goes live: submitting does not ask for that, only publishing does.
	category := "0197a000-0000-7000-8000-000000000000"

	var created, submitted sync.Map
	var sent atomic.Int32
	var wg sync.WaitGroup
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for worker := range 5 {
		wg.Go(func() {
			for n := range 20 { // 5 × 20 × 2 = 200 commands
				sent.Add(1)
				status, e := c.call(ctx, http.MethodPost, "/api/v1/entries", "", map[string]any{
					"type": "article", "organisation": organisation, "locale": "de", "fields": article(worker*100+n, category)})
				if status == 0 {
					return
				}
				if status != http.StatusCreated {
					t.Errorf("create: %d %v", status, e)
					return
				}
				created.Store(e["id"], true)
				sent.Add(1)
				status, answer := c.call(ctx, http.MethodPost, fmt.Sprintf("/api/v1/entries/%s/actions/submit?locale=de", e["id"]), fmt.Sprint(e["version"]), map[string]any{})
				switch status {
				case 0:
					return
				case http.StatusOK:
					submitted.Store(e["id"], true)
				default:
					t.Errorf("submit: %d %v", status, answer)
					return
				}
			}
		})
	}
	for sent.Load() < 90 && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	p.kill(t)
	wg.Wait()
	if n := sent.Load(); n >= 200 {
		t.Fatalf("all %d commands were done before the kill; the test would prove nothing", n)
	}

	checkWhole(t, pool)
	checkAcknowledged(t, pool, &created, &submitted)

	// The next process finishes what was left. A job that was being worked in the moment of the kill is
	// begun again two minutes after its start; here those have passed.
	if _, err := pool.Exec(t.Context(), `update river.river_job set attempted_at = attempted_at - interval '3 minutes' where state = 'running'`); err != nil {
		t.Fatal(err)
	}
	start(t, dsn, dir)
	unsent := -1
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline) && unsent != 0; time.Sleep(100 * time.Millisecond) {
		unsent = count(t, pool, `select count(*) from outbox where sent_at is null`)
	}
	if unsent != 0 {
		t.Errorf("%d letters were never sent", unsent)
	}
}

// checkWhole holds that no command is there in part.
func checkWhole(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	for what, sql := range map[string]string{
		"entries without a variant":           `select count(*) from entries e where not exists (select from variants v where v.entry_id = e.id)`,
		"entries without their trail":         `select count(*) from entries e where (select count(*) from activity a where a.entry_id = e.id and a.action = 'create') <> 1`,
		"trails without their entry":          `select count(*) from activity a where a.action = 'create' and not exists (select from entries e where e.id = a.entry_id)`,
		"submitted without one trail":         `select count(*) from variants v where v.editing = 'in_review' and (select count(*) from activity a where a.variant_id = v.id and a.action = 'submit') <> 1`,
		"submitted without one open review":   `select count(*) from variants v where v.editing = 'in_review' and (select count(*) from reviews r where r.variant_id = v.id and r.closed_at is null) <> 1`,
		"submitted without their revision":    `select count(*) from variants v where v.editing = 'in_review' and not exists (select from revisions r where r.id = v.pending_revision)`,
		"submitted without one letter":        `select count(*) from variants v where v.editing = 'in_review' and (select count(*) from outbox o where o.variant_id = v.id and o.template = 'submitted') <> 1`,
		"drafts with a trace of a submission": `select count(*) from variants v where v.editing = 'draft' and (exists (select from activity a where a.variant_id = v.id and a.action = 'submit') or exists (select from reviews r where r.variant_id = v.id) or exists (select from outbox o where o.variant_id = v.id))`,
		"letters without one job":             `select count(*) from outbox o where (select count(*) from river.river_job j where j.kind = 'send_mail' and j.args ->> 'outboxId' = o.id::text) <> 1`,
		"jobs without their letter":           `select count(*) from river.river_job j where j.kind = 'send_mail' and not exists (select from outbox o where o.id::text = j.args ->> 'outboxId')`,
	} {
		if n := count(t, pool, sql); n != 0 {
			t.Errorf("%d %s", n, what)
		}
	}
	if n := count(t, pool, `select count(*) from variants where editing = 'in_review'`); n == 0 {
		t.Error("nothing was submitted before the kill; the test would prove nothing")
	}
}

// checkAcknowledged holds that nothing was lost that the client was told of.
func checkAcknowledged(t *testing.T, pool *pgxpool.Pool, created, submitted *sync.Map) {
	t.Helper()
	created.Range(func(id, _ any) bool {
		if n := count(t, pool, fmt.Sprintf(`select count(*) from entries where id = '%s'`, id)); n != 1 {
			t.Errorf("entry %s was acknowledged and is lost", id)
		}
		return true
	})
	submitted.Range(func(id, _ any) bool {
		if n := count(t, pool, fmt.Sprintf(`select count(*) from variants where entry_id = '%s' and editing = 'in_review'`, id)); n != 1 {
			t.Errorf("the submission of %s was acknowledged and is lost", id)
		}
		return true
	})
}
