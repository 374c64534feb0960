package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"lotse/internal/audit"
)

// ErrSilentChange is returned for a command that neither recorded an event nor said that nothing changed.
var ErrSilentChange = errors.New("command recorded no activity")

// attempts is how often a transaction that lost a race for locks is begun again.
const attempts = 4

// DB begins transactions: a pool, or in tests a transaction (then a savepoint is taken).
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
}

// Jobs inserts background work in a transaction. A *river.Client[pgx.Tx] is one.
type Jobs interface {
	InsertManyTx(ctx context.Context, tx pgx.Tx, params []river.InsertManyParams) ([]*rivertype.JobInsertResult, error)
}

// Runner runs commands.
type Runner struct {
	DB   DB
	Jobs Jobs
}

// Tx is a command in progress.
type Tx struct {
	pgx.Tx
	Actor audit.Actor
	// Now is the one time of the command, in UTC, from lotse.now().
	Now time.Time

	events    []audit.Row
	jobs      []river.InsertManyParams
	unchanged bool
	committed []func()
}

// Record adds an event to the audit trail of the transaction and returns its id.
func (tx *Tx) Record(e audit.Event) uuid.UUID {
	row := audit.Row{ID: NewID(), At: tx.Now, Actor: tx.Actor, Event: e}
	tx.events = append(tx.events, row)
	return row.ID
}

// Enqueue adds a background job, inserted when the transaction commits. opts may be nil.
func (tx *Tx) Enqueue(args river.JobArgs, opts *river.InsertOpts) {
	tx.jobs = append(tx.jobs, river.InsertManyParams{Args: args, InsertOpts: opts})
}

// Unchanged says that the command found the wished state already there and changed nothing.
func (tx *Tx) Unchanged() { tx.unchanged = true }

// AfterCommit has f called once the transaction has been committed, and not if it is rolled back. f must be
// quick and must not fail: what has to happen is a job, this is only for telling this process.
func (tx *Tx) AfterCommit(f func()) { tx.committed = append(tx.committed, f) }

// NewID makes an id that sorts by time (UUIDv7, RFC 9562).
func NewID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

const sqlNow = `select lotse.now()`

// Run runs body as one command of actor. A transaction that lost a race (serialisation failure,
// deadlock) is begun again, at most three times; every other error rolls everything back.
func (r *Runner) Run(ctx context.Context, actor audit.Actor, body func(context.Context, *Tx) error) error {
	var err error
	for range attempts {
		if err = r.once(ctx, actor, body); !lostRace(err) {
			return err
		}
	}
	return err
}

func (r *Runner) once(ctx context.Context, actor audit.Actor, body func(context.Context, *Tx) error) error {
	p, err := r.DB.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	// The context may be over; the rollback must reach the server all the same.
	defer func() { _ = p.Rollback(context.WithoutCancel(ctx)) }()

	tx := &Tx{Tx: p, Actor: actor}
	if err := p.QueryRow(ctx, sqlNow).Scan(&tx.Now); err != nil {
		return fmt.Errorf("ask for the time: %w", err)
	}
	tx.Now = tx.Now.UTC()
	if err := body(ctx, tx); err != nil {
		return err
	}
	if len(tx.events) == 0 && !tx.unchanged {
		return ErrSilentChange
	}
	if err := tx.flush(ctx, r.Jobs); err != nil {
		return err
	}
	if err := p.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	for _, f := range tx.committed {
		f()
	}
	return nil
}

// flush writes the audit trail and the jobs.
func (tx *Tx) flush(ctx context.Context, jobs Jobs) error {
	if len(tx.events) > 0 {
		if err := audit.Insert(ctx, tx.Tx, tx.events...); err != nil {
			return fmt.Errorf("record activity: %w", err)
		}
	}
	if len(tx.jobs) == 0 {
		return nil
	}
	if jobs == nil {
		return errors.New("command has background work, but no River client")
	}
	if _, err := jobs.InsertManyTx(ctx, tx.Tx, tx.jobs); err != nil {
		return fmt.Errorf("enqueue: %w", err)
	}
	return nil
}

// lostRace tells a serialisation failure (40001) or a deadlock (40P01), which a new try may cure.
func lostRace(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}
