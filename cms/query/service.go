package query

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/internal/holiday"
	"lotse/schema"
)

// DB is what the service needs of PostgreSQL: a pool, or in tests a transaction.
type DB interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// Deps is what a Service is made of.
type Deps struct {
	DB    DB // nil where nothing is read, only described
	Types *schema.Registry
	// Location is the time zone that days are meant in (LOTSE_TIMEZONE), Europe/Berlin where nil.
	Location *time.Location
	// Land is where public holidays are those of (ISO 3166-2, LOTSE_HOLIDAYS), holiday.Default where empty.
	Land string
}

// Service resolves questions and reads their answers. Make one with New. It is safe for concurrent use.
type Service struct {
	db       DB
	types    *schema.Registry
	location *time.Location
	land     string
	scope    Scope // that questions are resolved in, see Within
}

// New makes a Service.
func New(d Deps) (*Service, error) {
	if d.Location == nil {
		location, err := time.LoadLocation("Europe/Berlin")
		if err != nil {
			return nil, err
		}
		d.Location = location
	}
	d.Land = cmp.Or(d.Land, holiday.Default)
	if !holiday.Valid(d.Land) {
		return nil, errors.New("query: there is no such Land")
	}
	return &Service{db: d.DB, types: d.Types, location: d.Location, land: d.Land}, nil
}

// Types is the registry of content types that questions are judged by.
func (s *Service) Types() *schema.Registry { return s.types }
