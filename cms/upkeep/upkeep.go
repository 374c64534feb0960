package upkeep

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/cms"
)

// DB is what upkeep needs of PostgreSQL: a pool opened by internal/postgres.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// Deps is what an Upkeep is made of.
type Deps struct {
	DB  DB
	CMS *cms.Service
	Log *slog.Logger // nil: slog.Default()
}

// Upkeep runs sweeps. It is safe for concurrent use.
type Upkeep struct {
	db  DB
	cms *cms.Service
	log *slog.Logger
}

// New makes an Upkeep.
func New(d Deps) *Upkeep {
	if d.Log == nil {
		d.Log = slog.Default()
	}
	return &Upkeep{db: d.DB, cms: d.CMS, log: d.Log}
}

// Releases carries out every release whose time has come.
func (u *Upkeep) Releases(ctx context.Context) (Report, error) {
	return u.sweep(ctx, sweep{
		name: "releases",
		due: func(ctx context.Context, _ uuid.UUID, limit int) ([]uuid.UUID, error) {
			return u.cms.DueReleases(ctx, limit)
		},
		do: func(ctx context.Context, id uuid.UUID) error {
			_, err := u.cms.FireRelease(ctx, id)
			return err
		},
	})
}

// Expiries records every expiry: the entries themselves are invisible from their last moment on.
func (u *Upkeep) Expiries(ctx context.Context) (Report, error) {
	return u.sweep(ctx, sweep{
		name: "expiries",
		due: func(ctx context.Context, _ uuid.UUID, limit int) ([]uuid.UUID, error) {
			return u.cms.DueExpiries(ctx, limit)
		},
		do: u.cms.ExpireEntry,
	})
}

// Occurrences writes the dates of recurring events further ahead.
func (u *Upkeep) Occurrences(ctx context.Context) (Report, error) {
	return u.sweep(ctx, sweep{name: "occurrences", due: u.cms.DueOccurrences, do: u.cms.ExtendOccurrences})
}
