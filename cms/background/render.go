package background

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"lotse/cms"
)

// renderBatch is how many entries are rendered between two looks at the clock.
const renderBatch = 50

// renderMargin is how long before its end a job leaves the rest to its next run.
const renderMargin = 20 * time.Second

// renderer renders a batch of the entries that show something of id, after a given one, and returns after
// which one to go on (uuid.Nil at the end).
type renderer func(ctx context.Context, id, after uuid.UUID, limit int) (uuid.UUID, error)

// renderWorker works both kinds of rendering.
type renderWorker[T river.JobArgs] struct {
	river.WorkerDefaults[T]
	render renderer
	id     func(T) uuid.UUID
}

func newDependentsWorker(c *cms.Service) *renderWorker[cms.RenderDependents] {
	return &renderWorker[cms.RenderDependents]{render: c.RenderDependents, id: func(a cms.RenderDependents) uuid.UUID { return a.EntryID }}
}

func newOrganisationWorker(c *cms.Service) *renderWorker[cms.RenderOrganisation] {
	return &renderWorker[cms.RenderOrganisation]{render: c.RenderOrganisation, id: func(a cms.RenderOrganisation) uuid.UUID { return a.OrganisationID }}
}

// Work renders in batches. Where the time of one run is too short, the next one goes on behind the last
// batch: how far it came stands in the job's output. A run from the beginning would do no harm, because
// only changed bytes are written. An entry that fails is passed over; then the whole job is tried again.
func (w *renderWorker[T]) Work(ctx context.Context, job *river.Job[T]) error {
	at, err := progress(job.Output())
	if err != nil {
		return err
	}
	var failed []error
	for {
		next, err := w.render(ctx, w.id(job.Args), at.After, renderBatch)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			at.Failed++
			failed = append(failed, err)
		}
		at.After = next
		done := at
		if next == uuid.Nil {
			done.Failed = 0 // the next attempt counts anew
		}
		if err := river.RecordOutput(ctx, done); err != nil {
			return fmt.Errorf("note progress: %w", err)
		}
		if next == uuid.Nil && at.Failed > 0 {
			return fmt.Errorf("render: %d batches had failures: %w", at.Failed, errors.Join(failed...))
		}
		if next == uuid.Nil {
			return nil
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < renderMargin {
			return river.JobSnooze(0)
		}
	}
}

// rendered is how far a job came.
type rendered struct {
	After  uuid.UUID `json:"after"`
	Failed int       `json:"failed"` // batches in which an entry failed, over all runs of this attempt
}

func progress(output []byte) (rendered, error) {
	var r rendered
	if len(output) == 0 {
		return r, nil
	}
	if err := json.Unmarshal(output, &r); err != nil {
		return r, fmt.Errorf("read progress: %w", err)
	}
	return r, nil
}
