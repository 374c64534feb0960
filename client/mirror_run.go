package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Run follows until ctx ends, then it returns ctx's error. A server that is away is asked again until it is
// back. An error that does not pass by itself (a wrong key, an unknown category, a full disk) ends it.
func (m *Mirror) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	expiring := make(chan struct{})
	go func() {
		defer close(expiring)
		if err := m.runExpiry(ctx); err != nil {
			cancel(err)
		}
	}()
	err := m.follow(ctx)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	cancel(err)
	<-expiring
	return err
}

// follow reads page after page.
func (m *Mirror) follow(ctx context.Context) error {
	compared := m.o.Now()
	var wait time.Duration
	for failures := 0; ; {
		more, err := m.step(ctx, wait)
		if err == nil && !more && m.o.Reconcile > 0 && m.o.Now().Sub(compared) >= m.o.Reconcile {
			compared = m.o.Now()
			_, err = m.Reconcile(ctx)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			failures, wait = 0, m.o.Wait
			if more {
				wait = 0
			}
		case !passing(err):
			return err
		default:
			failures++
			m.o.Log.WarnContext(ctx, "mirror waits for the server", "error", err.Error(), "failures", failures)
			if err := m.pause(ctx, min(time.Second<<min(failures-1, 6), longestPause)); err != nil {
				return err
			}
		}
	}
}

// passing tells errors after which Run goes on: those that pass by themselves, and failures of the server.
func passing(err error) bool {
	var refused *Error
	return transient(err) || errors.As(err, &refused) && refused.Status >= http.StatusInternalServerError
}

func (m *Mirror) pause(ctx context.Context, d time.Duration) error {
	select {
	case <-m.o.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// longestNap is after how long the next expiry is looked for again: an item that came meanwhile may be earlier,
// and clocks are set.
const longestNap = time.Second

// runExpiry removes items when their time is over. Readers do not see them anyway, see [Mirror.Get].
func (m *Mirror) runExpiry(ctx context.Context) error {
	for {
		if err := m.expire(ctx); err != nil {
			return err
		}
		nap := longestNap
		m.mu.Lock()
		if at, any := m.due.next(); any {
			nap = max(time.Millisecond, min(nap, at.Sub(m.o.Now())))
		}
		m.mu.Unlock()
		if m.pause(ctx, nap) != nil {
			return nil
		}
	}
}

// comparisons is how often a copy is compared before a difference counts: what changes between reading the feed
// and counting, or waits in the feed behind a long transaction, is none.
const comparisons = 4

// Reconcile compares the copy with the server's counts and walks anew where they differ: false. No other
// goroutine may Pull; Run calls it by itself.
func (m *Mirror) Reconcile(ctx context.Context) (equal bool, err error) {
	for attempt := range comparisons {
		if err := m.Pull(ctx); err != nil {
			return false, err
		}
		if err := m.expire(ctx); err != nil {
			return false, err
		}
		theirs, err := m.o.Client.Counts(ctx, m.o.Scope)
		if err != nil {
			return false, err
		}
		count, checksum, err := m.Tally(ctx)
		if err != nil {
			return false, err
		}
		if count == theirs.Count && checksum == theirs.Checksum {
			return true, nil
		}
		if attempt < comparisons-1 {
			if err := m.pause(ctx, time.Second<<attempt); err != nil {
				return false, err
			}
		}
	}
	m.o.Log.WarnContext(ctx, "mirror differs from the server's counts and walks anew")
	if err := m.Restart(ctx); err != nil {
		return false, err
	}
	if err := m.Pull(ctx); err != nil {
		return false, fmt.Errorf("walk anew: %w", err)
	}
	return false, nil
}
