package postgres

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// FeedChannel is where processes say that the change feed has new lines.
const FeedChannel = "lotse_feed"

// pokeApart is the least time between two notifications of one process: NOTIFY makes commits wait for each other.
const pokeApart = 10 * time.Millisecond

// lastPoke bounds the notification at the end.
const lastPoke = 2 * time.Second

// Poker tells other processes to look for themselves. The notification is empty and outside of every
// transaction of others: whoever misses it looks a little later by himself.
type Poker struct {
	db      Execer
	channel string
	log     *slog.Logger
	wanted  chan struct{} // of size one
}

// Execer runs a statement: a pool.
type Execer interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

// NewPoker makes a poker for a channel. Nothing is sent before Run.
func NewPoker(db Execer, channel string, log *slog.Logger) *Poker {
	return &Poker{db: db, channel: channel, log: log, wanted: make(chan struct{}, 1)}
}

// Poke asks for a notification after what was committed before the call. It never waits.
func (p *Poker) Poke() {
	select {
	case p.wanted <- struct{}{}:
	default: // one is asked for already, and not sent yet
	}
}

// Run sends what is asked for until ctx ends, and then the last.
func (p *Poker) Run(ctx context.Context) {
	for {
		select {
		case <-p.wanted:
			p.send(ctx)
		case <-ctx.Done():
			select {
			case <-p.wanted:
				p.send(context.WithoutCancel(ctx))
			default:
			}
			return
		}
		_ = pause(ctx, pokeApart) // the end of ctx is seen above
	}
}

const sqlPoke = `select pg_notify(@channel::text, '')`

func (p *Poker) send(ctx context.Context) {
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastPoke)
	defer cancel()
	if _, err := p.db.Exec(sending, sqlPoke, pgx.StrictNamedArgs{"channel": p.channel}); err != nil {
		p.log.WarnContext(ctx, "could not tell of a change; others see it a little later", "error", err.Error())
	}
}
