package api

import (
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"riverqueue.com/riverui"
)

// newBackground is the River UI: what background work is done, waits and failed. Arguments of jobs are shown
// only when asked for, although they hold nothing but ids.
func newBackground(client *river.Client[pgx.Tx], log *slog.Logger) (*riverui.Handler, error) {
	return riverui.NewHandler(&riverui.HandlerOpts{
		Endpoints:                riverui.NewEndpoints(client, nil),
		JobListHideArgsByDefault: true,
		Logger:                   log,
		Prefix:                   "/admin/background",
	})
}
