package webhook

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/internal/outbound"
	"lotse/schema"
)

// DB is what the service needs of PostgreSQL: a pool, or in tests a transaction.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Caller makes the calls. *outbound.Client is one.
type Caller interface {
	Check(address string) (*url.URL, error)
	Post(ctx context.Context, address string, header http.Header, body []byte) (outbound.Answer, error)
}

// Deps is what a Service is made of.
type Deps struct {
	DB     DB
	Jobs   command.Jobs
	Policy *auth.Policy
	Types  *schema.Registry
	// Caller calls foreign addresses; nil: outbound.New without any allowance.
	Caller Caller
	// Secret is LOTSE_SECRET; the key that secrets of endpoints are encrypted with is made of it.
	Secret []byte
	// BaseURL is the outward address, without a slash at its end: where receivers find the item.
	BaseURL string
	// Version stands in the User-Agent of calls.
	Version string
	// Schedule says how long to wait before each attempt; nil: Schedule(). Tests shorten it.
	Schedule []time.Duration
	// DisableAfter is how long an endpoint may fail without a single success; 0: three days.
	DisableAfter time.Duration
	Log          *slog.Logger // nil: slog.Default()
}

// Service holds the commands and queries about webhooks, the dispatcher and the delivery. Make one with New. It is
// safe for concurrent use.
type Service struct {
	db           DB
	commands     *command.Runner
	policy       *auth.Policy
	types        *schema.Registry
	caller       Caller
	vault        *vault
	baseURL      string
	agent        string
	schedule     []time.Duration
	disableAfter time.Duration
	lanes        *lanes
	log          *slog.Logger
}

// New makes a Service.
func New(d Deps) (*Service, error) {
	vault, err := newVault(d.Secret)
	if err != nil {
		return nil, fmt.Errorf("webhooks: %w", err)
	}
	if d.Caller == nil {
		d.Caller = outbound.New(outbound.Options{})
	}
	if d.Schedule == nil {
		d.Schedule = Schedule()
	}
	if d.DisableAfter == 0 {
		d.DisableAfter = disableAfter
	}
	if d.Log == nil {
		d.Log = slog.Default()
	}
	return &Service{
		db: d.DB, commands: &command.Runner{DB: d.DB, Jobs: d.Jobs}, policy: d.Policy, types: d.Types, caller: d.Caller,
		vault: vault, baseURL: d.BaseURL, agent: "Lotse/" + d.Version, schedule: d.Schedule, disableAfter: d.DisableAfter,
		lanes: newLanes(), log: d.Log,
	}, nil
}
