package sites

import (
	"context"
	"regexp"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/schema"
)

// DB is what the service needs of PostgreSQL: a pool, or in tests a transaction.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// Deps is what a Service is made of.
type Deps struct {
	DB     DB
	Policy *auth.Policy
	Types  *schema.Registry
}

// Service holds the commands and queries about sites and their keys. Make one with New. It is safe for concurrent use.
type Service struct {
	db       DB
	commands *command.Runner
	policy   *auth.Policy
	types    *schema.Registry
}

// New makes a Service. Its commands enqueue no background work.
func New(d Deps) *Service {
	return &Service{db: d.DB, commands: &command.Runner{DB: d.DB}, policy: d.Policy, types: d.Types}
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// longestPage bounds a page of a list.
const longestPage = 100

// slugPattern is the form of a slug.
var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
