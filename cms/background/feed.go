package background

import (
	"context"

	"github.com/riverqueue/river"

	"lotse/cms"
)

// settleWorker notes in the change feed again what changed around the suspension of an organisation.
type settleWorker struct {
	river.WorkerDefaults[cms.SettleFeed]
	cms *cms.Service
}

// Work notes it. Twice does no harm: sites look once more.
func (w *settleWorker) Work(ctx context.Context, job *river.Job[cms.SettleFeed]) error {
	return w.cms.SettleFeed(ctx, job.Args.OrganisationID, job.Args.Touched)
}
