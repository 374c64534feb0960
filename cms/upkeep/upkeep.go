package upkeep

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/cms"
	"lotse/internal/language"
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

// Outdated renders again what an older release rendered, so that an upgrade needs no downtime. A source that is withdrawn
// has no publications to render; one that stays outdated all the same is passed over.
func (u *Upkeep) Outdated(ctx context.Context) (Report, error) {
	return u.sweep(ctx, sweep{name: "outdated publications", due: u.cms.OutdatedEntries, do: u.cms.RenderOutdated})
}

// wordBatch is how many entries' words are collected in one transaction, and how many words are looked at in one.
const wordBatch = 50

// Words collects the words of what was published, for searches with parts of words and misspelt ones.
func (u *Upkeep) Words(ctx context.Context) (Report, error) {
	var r Report
	for {
		n, err := u.cms.CollectWords(ctx, wordBatch)
		if err != nil {
			return r, fmt.Errorf("collect words: %w", err)
		}
		if r.Done += n; n < wordBatch {
			return r, nil
		}
		if short(ctx) {
			r.Left = true
			return r, nil
		}
	}
}

// LostWords deletes words that stand in nothing live any more.
func (u *Upkeep) LostWords(ctx context.Context) (Report, error) {
	var r Report
	for _, locale := range language.Tags() {
		after, more := "", true
		for more {
			if short(ctx) {
				return r, nil // the rest is looked at tomorrow; nothing depends on it
			}
			n, next, err := u.cms.DropWords(ctx, locale, after, 4*wordBatch)
			if err != nil {
				return r, fmt.Errorf("drop words of %s: %w", locale, err)
			}
			r.Done += n
			after, more = next, next != ""
		}
	}
	return r, nil
}
