package background

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"lotse/cms"
)

// longestSnooze bounds how long a job sleeps that came before its time: the clock may be moved on.
const longestSnooze = time.Hour

const sqlReleaseWait = `
select greatest(extract(epoch from due_at - lotse.now()), 0)::double precision
from releases
where id = @id
  and state = 'scheduled'`

// releaseWorker carries out a release at its time.
type releaseWorker struct {
	river.WorkerDefaults[cms.FireRelease]
	db  *pgxpool.Pool
	cms *cms.Service
}

// Work fires the release, once however many workers and sweeps come at once. River counts in real time,
// releases in lotse.now(): where that is behind, the job sleeps on.
func (w *releaseWorker) Work(ctx context.Context, job *river.Job[cms.FireRelease]) error {
	var seconds float64
	err := w.db.QueryRow(ctx, sqlReleaseWait, pgx.StrictNamedArgs{"id": job.Args.ReleaseID}).Scan(&seconds)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // it has ended, or was called off
	}
	if err != nil {
		return fmt.Errorf("look at release: %w", err)
	}
	if seconds > 0 {
		wait := time.Duration(seconds*float64(time.Second)) + time.Millisecond
		return river.JobSnooze(min(wait, longestSnooze))
	}
	_, err = w.cms.FireRelease(ctx, job.Args.ReleaseID)
	return err
}
