package background_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/uuid"

	"lotse/cms/background"
	"lotse/internal/mail"
	"lotse/internal/postgres"
)

const (
	envDSN    = "TEST_WORKER_DSN"
	envFolder = "TEST_WORKER_MAIL"
)

// TestWorkerProcess is no test: it is the process that TestKilledInTheMiddle starts and kills.
func TestWorkerProcess(t *testing.T) {
	dsn := os.Getenv(envDSN)
	if dsn == "" {
		t.Skip("only as a process of TestKilledInTheMiddle")
	}
	pool := must(postgres.Open(t.Context(), dsn, postgres.PoolOptions{MaxConns: background.Connections}))(t)
	n := newNode(t, pool, must(mail.OpenFolder(os.Getenv(envFolder), "redaktion@lotse.test"))(t))
	n.work(t, seldom)
	<-t.Context().Done()
}

const (
	killedExpiries = 80
	killedReleases = 40
)

// Kill -9 in the middle of expiries, releases and mails: each is wholly there, with its activity, its line
// in the outbox and its job, or not at all; the next worker does the rest, once.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	f := setupWith(t, must(mail.OpenFolder(folder, "redaktion@lotse.test"))(t))
	for i := range killedExpiries {
		f.imported(t, "offer", f.offerFields(fmt.Sprintf("Läuft ab %d", i)))
	}
	f.exec(t, `update entries set expires_at = lotse.now() - interval '1 hour' where type = 'offer'`)
	for i := range killedReleases {
		f.schedule(t, f.approved(t, f.author, fmt.Sprintf("Geht hinaus %d", i)), day)
	}
	f.move(t, 2*day)
	f.exec(t, `delete from river.river_job`) // the receipts; the sweeps need no jobs

	process := f.startWorker(t, folder)
	eventually(t, "some of it is done", func() bool { expired, fired := f.progress(t); return expired+fired >= 10 })
	if err := process.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = process.Wait() // killed
	eventually(t, "the server has let go of the dead", func() bool {
		return query[int](t, f.node, `select count(*) from pg_stat_activity where datname = current_database() and application_name = 'lotse'`) == 0
	})
	expired, fired := f.progress(t)
	t.Logf("killed after %d of %d expiries and %d of %d releases", expired, killedExpiries, fired, killedReleases)
	if expired+fired == killedExpiries+killedReleases {
		t.Error("the process was faster than the kill: nothing is shown")
	}
	f.checkWhole(t)

	// What River does two minutes later: jobs of the dead are taken up again.
	f.exec(t, `update river.river_job set state = 'available' where state = 'running' and kind = 'send_mail'`)
	b, _ := f.work(t, seldom)
	if err := b.Wake(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the rest is done", func() bool {
		expired, fired := f.progress(t)
		return expired == killedExpiries && fired == killedReleases
	})
	f.idle(t, "send_mail")
	f.checkWhole(t)
	f.checkFiles(t, folder)
}

// startWorker starts a process that works.
func (f *fixture) startWorker(t *testing.T, folder string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWorkerProcess$", "-test.timeout=2m")
	cmd.Env = append(os.Environ(), envDSN+"="+f.pool.Config().ConnString(), envFolder+"="+folder)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}

// progress counts what is done.
func (f *fixture) progress(t *testing.T) (expired, fired int) {
	t.Helper()
	err := f.pool.QueryRow(t.Context(), `select (select count(*) from entries where expired_at is not null), (select count(*) from releases where state = 'done')`).
		Scan(&expired, &fired)
	if err != nil {
		t.Fatal(err)
	}
	return expired, fired
}

// checkWhole looks for anything that was done in part.
func (f *fixture) checkWhole(t *testing.T) {
	t.Helper()
	halves := query[[]string](t, f.node, `
		with things as (
			select e.id, (e.expired_at is not null)::int as done, 'expired' as template,
			       (select count(*) from activity a where a.entry_id = e.id and a.action = 'expired') as trail
			from entries e where e.type = 'offer' and e.expires_at < lotse.now() - interval '1 day'
			union all
			select v.entry_id, (r.state = 'done')::int, 'published',
			       (select count(*) from activity a where a.release_id = r.id and a.action = 'release_fire')
			from releases r join release_members m on m.release_id = r.id join variants v on v.id = m.variant_id
		), counted as (
			select t.*, (select count(*) from outbox o where o.entry_id = t.id and o.template = t.template) as mails,
			       (select count(*) from outbox o join river.river_job j on j.args ->> 'outboxId' = o.id::text
			        where o.entry_id = t.id and o.template = t.template) as jobs,
			       case t.template when 'published' then (select count(*) from publications p where p.entry_id = t.id) else t.done end as shown
			from things t
		)
		select coalesce(array_agg(format('%s %s: done %s, trail %s, mails %s, jobs %s, shown %s', template, id, done, trail, mails, jobs, shown)), '{}')
		from counted where (trail, mails, jobs, shown) is distinct from (done, done, done, done)`)
	for _, half := range halves {
		t.Error(half)
	}
}

// checkFiles looks whether every letter was written: once, or more often with the same Message-ID.
func (f *fixture) checkFiles(t *testing.T, folder string) {
	t.Helper()
	files := map[string]int{}
	for _, name := range must(filepath.Glob(filepath.Join(folder, "*.eml")))(t) {
		file := must(os.Open(name))(t)
		m, err := readLetter(file)
		_ = file.Close()
		if err != nil {
			t.Fatal(err)
		}
		files[m.id]++
	}
	doubles := 0
	for _, id := range query[[]uuid.UUID](t, f.node, `select array_agg(id) from outbox where template in ('expired', 'published')`) {
		n := files["<"+id.String()+"@lotse.test>"]
		if n == 0 {
			t.Errorf("letter %s was lost", id)
		}
		doubles += max(n-1, 0)
	}
	if doubles > 4 { // one for each worker of the queue that was killed
		t.Errorf("%d letters were doubled", doubles)
	}
	if unsent := query[int](t, f.node, `select count(*) from outbox where sent_at is null and template in ('expired', 'published')`); unsent > 0 {
		t.Errorf("%d letters are not noted as sent", unsent)
	}
}
