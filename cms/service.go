package cms

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// DB is what the service needs of PostgreSQL: a pool, or in tests a transaction.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Deps is what a Service is made of.
type Deps struct {
	DB        DB
	Jobs      command.Jobs
	Types     *schema.Registry
	Workflows workflow.Set
	Policy    *auth.Policy
	// Auth has the parts of commands that concern accounts and organisations themselves.
	Auth *auth.Service
	// Location is the time zone that dates are meant in (LOTSE_TIMEZONE), Europe/Berlin where nil.
	Location *time.Location
	// PublicChanged is called after every commit that changed what the public sees, once for each entry; nil:
	// nobody is told. It must be quick.
	PublicChanged func(PublicChange)
	// BaseURL is the outward address, used in links of mails. No slash at its end.
	BaseURL string
	// Secret signs the links of previews (LOTSE_SECRET). Without one none can be made.
	Secret []byte
}

// Service holds the commands and queries of the core. Make one with New.
type Service struct {
	db        DB
	commands  *command.Runner
	types     *schema.Registry
	workflows workflow.Set
	policy    *auth.Policy
	auth      *auth.Service
	location  *time.Location
	baseURL   string
	applied   *knownTypes // shared by all that On makes
	changed   func(PublicChange)
	previews  []byte // the key that links of previews are signed with; nil: none
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
	if d.PublicChanged == nil {
		d.PublicChanged = func(PublicChange) {}
	}
	return &Service{
		db: d.DB, commands: &command.Runner{DB: d.DB, Jobs: d.Jobs}, types: d.Types,
		workflows: d.Workflows, policy: d.Policy, auth: d.Auth, location: d.Location, baseURL: d.BaseURL,
		applied: &knownTypes{}, changed: d.PublicChanged,
		previews: previewKey(d.Secret),
	}, nil
}

// Types is the registry of content types that the service judges by.
func (s *Service) Types() *schema.Registry { return s.types }

// Policy is the policy that the service asks.
func (s *Service) Policy() *auth.Policy { return s.policy }

// Location is the time zone that dates are meant in.
func (s *Service) Location() *time.Location { return s.location }

// Workflow returns the workflow that entries of a type of an organisation go through.
func (s *Service) Workflow(t *schema.Type, internalSignoff bool) *workflow.Definition {
	if internalSignoff {
		return s.workflows[workflow.Signoff]
	}
	if d := s.workflows[t.Workflow]; d != nil {
		return d
	}
	return s.workflows[workflow.Editorial]
}

// On returns the service on another connection. On a transaction every command becomes a savepoint of
// it: what an import puts together (a batch of lines, the note how far it came) commits together or not
// at all.
func (s *Service) On(db DB) *Service {
	on := *s
	on.db, on.commands = db, &command.Runner{DB: db, Jobs: s.commands.Jobs}
	return &on
}
