package background

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"lotse/cms"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
)

// start works jobs of one worker with the timeout of a job.
func start[T river.JobArgs](t *testing.T, pool *pgxpool.Pool, w river.Worker[T], timeout time.Duration, log *slog.Logger) *river.Client[pgx.Tx] {
	t.Helper()
	workers := river.NewWorkers()
	river.AddWorker(workers, w)
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Schema: postgres.RiverSchema, Workers: workers, Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 1}},
		JobTimeout: timeout, Logger: quiet(log), ErrorHandler: &errorHandler{log: log}, TestOnly: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Start(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.StopAndCancel(context.WithoutCancel(t.Context())) })
	return client
}

// run inserts a job and waits until it has ended.
func run(t *testing.T, client *river.Client[pgx.Tx], args river.JobArgs, opts *river.InsertOpts) *rivertype.JobRow {
	t.Helper()
	inserted, err := client.Insert(t.Context(), args, opts)
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		job, err := client.JobGet(t.Context(), inserted.Job.ID)
		if err != nil {
			t.Fatal(err)
		}
		if job.FinalizedAt != nil {
			return job
		}
	}
	t.Fatal("the job did not end")
	return nil
}

// stock is a number of entries that are rendered in order, some of which always fail.
type stock struct {
	ids      []uuid.UUID
	poison   int // index, -1 for none
	rendered []int
}

func newStock(n, poison int) *stock {
	s := &stock{poison: poison}
	for range n {
		s.ids = append(s.ids, uuid.Must(uuid.NewV7()))
	}
	return s
}

func (s *stock) render(_ context.Context, _, after uuid.UUID, limit int) (uuid.UUID, error) {
	from := 0
	for i, id := range s.ids {
		if id == after {
			from = i + 1
		}
	}
	until := min(from+limit, len(s.ids))
	var err error
	for i := from; i < until; i++ {
		if i == s.poison {
			err = errors.New("always")
			continue
		}
		s.rendered = append(s.rendered, i)
	}
	if until-from < limit {
		return uuid.Nil, err
	}
	return s.ids[until-1], err
}

func (s *stock) worker() *renderWorker[cms.RenderDependents] {
	return &renderWorker[cms.RenderDependents]{render: s.render, id: func(a cms.RenderDependents) uuid.UUID { return a.EntryID }}
}

// A job that has time for one batch only goes on where it was, run after run.
func TestRenderGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	s := newStock(3*renderBatch+7, -1)
	job := run(t, start(t, testdb.New(t), s.worker(), renderMargin, log), cms.RenderDependents{EntryID: uuid.Must(uuid.NewV7())}, nil)
	var want []int
	for i := range s.ids {
		want = append(want, i)
	}
	if diff := cmp.Diff(want, s.rendered); diff != "" || job.State != rivertype.JobStateCompleted || job.Attempt != 1 {
		t.Errorf("%s after %d attempts: %s", job.State, job.Attempt, diff)
	}
}

// One entry that fails does not keep the others from being rendered, and the job says so at the end.
func TestRenderPassesOverWhatFails(t *testing.T) {
	t.Parallel()
	for name, timeout := range map[string]time.Duration{"in one run": time.Minute, "in several": renderMargin} {
		s := newStock(2*renderBatch+3, 5)
		client := start(t, testdb.New(t), s.worker(), timeout, slog.New(slog.DiscardHandler))
		job := run(t, client, cms.RenderDependents{EntryID: uuid.Must(uuid.NewV7())}, &river.InsertOpts{MaxAttempts: 1})
		if len(s.rendered) != len(s.ids)-1 || job.State != rivertype.JobStateDiscarded || len(job.Errors) != 1 {
			t.Errorf("%s: %d of %d rendered, %s, %+v", name, len(s.rendered), len(s.ids), job.State, job.Errors)
		}
		if at, err := progress(job.Output()); err != nil || at != (rendered{}) {
			t.Errorf("%s: the next attempt would begin at %+v, %v", name, at, err)
		}
	}
}

// A panic is logged with its trace and kind, without what was thrown and without arguments.
func TestPanicsAreLogged(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	w := &renderWorker[cms.RenderDependents]{
		render: func(context.Context, uuid.UUID, uuid.UUID, int) (uuid.UUID, error) { panic("a person's name") },
		id:     func(a cms.RenderDependents) uuid.UUID { return a.EntryID },
	}
	client := start(t, testdb.New(t), w, time.Minute, slog.New(slog.NewTextHandler(&buf, nil)))
	id := uuid.Must(uuid.NewV7())
	job := run(t, client, cms.RenderDependents{EntryID: id}, &river.InsertOpts{MaxAttempts: 1})
	if err := client.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	log := buf.String()
	if job.State != rivertype.JobStateDiscarded || !strings.Contains(log, `msg="job panicked" job_kind=render_dependents`) || !strings.Contains(log, "render_test.go") {
		t.Errorf("%s\n%s", job.State, log)
	}
	if strings.Contains(log, "a person's name") || strings.Contains(log, id.String()) {
		t.Errorf("the log says too much:\n%s", log)
	}
}
