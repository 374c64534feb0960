package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// DB is where the service reads and begins its commands: a pool, or in tests a transaction.
type DB interface {
	command.DB
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

// Deps is what a Service needs.
type Deps struct {
	DB     DB           // opened by internal/postgres, which reads null ids as uuid.Nil
	Jobs   command.Jobs // inserts the jobs that send mail
	Policy *Policy
	Secret []byte       // at least 32 bytes; links that are sent are derived from it
	Log    *slog.Logger // nil: slog.Default()
}

// Service knows accounts, sessions, organisations, memberships, grants and tokens.
type Service struct {
	db     DB
	run    *command.Runner
	policy *Policy
	secret []byte
	hasher *hasher
	stall  time.Duration // how long a request for a link takes, whether the address is known or not
	log    *slog.Logger
}

// linkStall is longer than making a link ever takes on a healthy system.
const linkStall = 400 * time.Millisecond

// New makes a Service.
func New(d Deps) (*Service, error) {
	if d.DB == nil || d.Policy == nil {
		return nil, errors.New("auth: a database and a policy are needed")
	}
	if len(d.Secret) < 32 {
		return nil, errors.New("auth: the secret must have at least 32 bytes")
	}
	if d.Log == nil {
		d.Log = slog.Default()
	}
	h, err := newHasher(passwordCost, hashesAtOnce)
	if err != nil {
		return nil, err
	}
	return &Service{
		db: d.DB, run: &command.Runner{DB: d.DB, Jobs: d.Jobs}, policy: d.Policy, secret: d.Secret,
		hasher: h, stall: linkStall, log: d.Log,
	}, nil
}

// Policy returns the policy that the service asks.
func (s *Service) Policy() *Policy { return s.policy }

// Bounds of lists and of what one account may have.
const (
	maxPage        = 100
	maxSessions    = 50
	maxTokens      = 50
	maxMemberships = 100
	maxMembers     = 500
	maxNames       = 1000
)

func errUnauthenticated() *command.Error {
	return command.E(command.Unauthenticated, "unauthenticated", "Nobody is signed in.")
}

func errForbidden() *command.Error {
	return command.E(command.Forbidden, "forbidden", "This is not allowed with these rights.")
}

// demand checks an administrative action on an organisation, uuid.Nil for the whole house. An
// organisation that the actor may not see is answered like one that does not exist.
func (s *Service) demand(a Actor, action string, organisation uuid.UUID) error {
	if s.policy.Can(a, action, Resource{OrganisationID: organisation}) {
		return nil
	}
	switch {
	case !a.Known() && a.Kind != audit.System && a.Kind != audit.Import:
		return errUnauthenticated()
	case organisation == uuid.Nil || s.policy.Can(a, OrganisationRead, Resource{OrganisationID: organisation}):
		return errForbidden()
	}
	return command.ErrNotFound()
}

// demandPerson checks that a signed-in person acts for itself, not a program on its behalf.
func demandPerson(a Actor) error {
	switch {
	case a.IsPerson():
		return nil
	case a.Known():
		return errForbidden()
	}
	return errUnauthenticated()
}

// pageSize bounds what a caller asks for.
func pageSize(asked int) int {
	if asked <= 0 {
		return 25
	}
	return min(asked, maxPage)
}

// isDuplicate tells whether err is the violation of that unique constraint or index.
func isDuplicate(err error, constraint string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505" && pg.ConstraintName == constraint
}

// existing collects the row that a query must have, by its column names; not_found where there is none.
func existing[T any](rows pgx.Rows, err error, verb string) (T, error) {
	value, found, err := one(rows, err, pgx.RowToStructByName[T])
	switch {
	case err != nil:
		return value, fmt.Errorf("%s: %w", verb, err)
	case !found:
		return value, command.ErrNotFound()
	}
	return value, nil
}

// one runs a query for at most one row; found is false where there is none.
func one[T any](rows pgx.Rows, err error, to pgx.RowToFunc[T]) (value T, found bool, _ error) {
	if err != nil {
		return value, false, err
	}
	value, err = pgx.CollectOneRow(rows, to)
	if errors.Is(err, pgx.ErrNoRows) {
		return value, false, nil
	}
	return value, err == nil, err
}
