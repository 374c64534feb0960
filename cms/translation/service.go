package translation

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/machine"
)

// Manual is the provider that stands for people.
const Manual = "manual"

// DB is what the service needs of PostgreSQL: a pool, or in tests a transaction.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Deps is what a Service is made of.
type Deps struct {
	DB     DB
	Jobs   command.Jobs
	CMS    *cms.Service
	Policy *auth.Policy
	// Providers are the services that there are keys for.
	Providers []machine.Provider
	Log       *slog.Logger // nil: slog.Default()
}

// Service holds the commands and queries about translations. Make one with New. It is safe for concurrent use.
type Service struct {
	db        DB
	commands  *command.Runner
	cms       *cms.Service
	policy    *auth.Policy
	providers map[string]machine.Provider
	log       *slog.Logger
}

// New makes a Service.
func New(d Deps) *Service {
	if d.Log == nil {
		d.Log = slog.Default()
	}
	s := &Service{
		db: d.DB, commands: &command.Runner{DB: d.DB, Jobs: d.Jobs}, cms: d.CMS, policy: d.Policy,
		providers: map[string]machine.Provider{}, log: d.Log,
	}
	for _, p := range d.Providers {
		s.providers[p.Name()] = p
	}
	return s
}

// ProviderNames are the services that can be asked, sorted; people can always be.
func (s *Service) ProviderNames() []string { return slices.Sorted(maps.Keys(s.providers)) }

// demand checks that the actor may do this anywhere at all.
func (s *Service) demand(actor auth.Actor, action string) error {
	switch {
	case s.policy.May(actor, action):
		return nil
	case !actor.Known():
		return command.E(command.Unauthenticated, "unauthenticated", "Sign in first.")
	}
	return command.E(command.Forbidden, "forbidden", "You may not do this.")
}

// ofTheHouse reports somebody with a role agency-wide: whose work is not bounded by an organisation.
func ofTheHouse(actor auth.Actor) bool {
	return slices.ContainsFunc(actor.Memberships, func(m auth.Membership) bool { return m.OrganisationID == uuid.Nil })
}

// nobody is Lotse itself.
var nobody = audit.Actor{Kind: audit.System}

// clamp keeps a page size within 1 to 100, 25 where nothing is said.
func clamp(limit int) int {
	if limit <= 0 {
		return 25
	}
	return min(limit, 100)
}

// nullable is a pointer to the id, or nil for the zero id.
func nullable(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// timeout of a question to the database within a job.
const timeout = 20 * time.Second
