package postgres

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// Notification is one NOTIFY. With an empty Payload it is a poke: look for yourself.
type Notification struct {
	Channel string
	Payload string
}

// ListenConfig says what to listen to.
type ListenConfig struct {
	// DSN must lead to PostgreSQL itself: a pooler in transaction mode has no LISTEN.
	DSN string
	// Channels are the names to listen on.
	Channels []string
	// OnNotify is called for each notification, one at a time, and with an empty payload once for
	// every channel after each connect, because what was sent in between is lost. It must be quick:
	// the server keeps for us what we have not read.
	OnNotify func(Notification)
	// OnLost is called when the connection is lost: until the next OnNotify nothing is heard. May be nil.
	OnLost func()
	// Log gets lost connections; nil discards them.
	Log *slog.Logger

	silence time.Duration // until we ask whether the connection is still there; 30 s at 0
}

// Listen passes on notifications until ctx ends, and connects again whenever the connection is lost.
// It returns the reason why ctx ended. A DSN that cannot be read is returned at once.
func Listen(ctx context.Context, cfg ListenConfig) error {
	config, err := pgx.ParseConfig(cfg.DSN)
	if err != nil {
		return err
	}
	cfg.silence = cmp.Or(cfg.silence, 30*time.Second)
	config.ConnectTimeout = 5 * time.Second
	config.RuntimeParams["application_name"] = "lotse-listen"
	log := cfg.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	for failures := 0; ; failures++ {
		connected, err := listenOnce(ctx, config, cfg)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if connected {
			failures = 0
			if cfg.OnLost != nil {
				cfg.OnLost()
			}
		}
		log.Warn("lost the connection for notifications", "error", err, "failures", failures)
		if err := pause(ctx, reconnectDelay(failures)); err != nil {
			return err
		}
	}
}

// reconnectDelay grows from 0.1 s to 5 s, with a random half so that nodes don't return together.
func reconnectDelay(failures int) time.Duration {
	delay := min(100*time.Millisecond<<min(failures, 6), 5*time.Second)
	return delay/2 + rand.N(delay/2)
}

// listenOnce connects and listens until something fails.
func listenOnce(ctx context.Context, config *pgx.ConnConfig, cfg ListenConfig) (connected bool, err error) {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return false, err
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = conn.Close(closing) // nothing to save: the session only listened
	}()
	for _, channel := range cfg.Channels {
		if _, err := conn.Exec(ctx, `listen `+pgx.Identifier{channel}.Sanitize()); err != nil {
			return false, err
		}
	}
	for _, channel := range slices.Compact(slices.Sorted(slices.Values(cfg.Channels))) {
		cfg.OnNotify(Notification{Channel: channel})
	}
	for {
		if err := receive(ctx, conn, cfg); err != nil {
			return true, err
		}
	}
}

// receive waits for one notification. After a long silence it asks the server for a sign of life,
// because a connection that a firewall has dropped says nothing for ever.
func receive(ctx context.Context, conn *pgx.Conn, cfg ListenConfig) error {
	waiting, cancel := context.WithTimeout(ctx, cfg.silence)
	defer cancel()
	got, err := conn.WaitForNotification(waiting)
	if err == nil {
		cfg.OnNotify(Notification{Channel: got.Channel, Payload: got.Payload})
		return nil
	}
	if ctx.Err() != nil || !errors.Is(waiting.Err(), context.DeadlineExceeded) || conn.IsClosed() {
		return err
	}
	asking, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return conn.Ping(asking)
}
