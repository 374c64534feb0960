package delivery

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lotse/cms/query"
)

// divider makes divisions when it is told to, and counts them.
type divider struct {
	mutex   sync.Mutex
	made    int
	release chan error
}

func (d *divider) divide(ctx context.Context) ([]query.SitemapPart, error) {
	select {
	case err := <-d.release:
		if err != nil {
			return nil, err
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.made++
	return []query.SitemapPart{{Type: "offer", Number: d.made}}, nil
}

// One flight makes a division for all who ask; while another is made the old one answers; nobody waits for a lock.
func TestDivisionIsMadeOnceAndBehindTheAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &divider{release: make(chan error)}
		var parts sitemapParts
		log := slog.New(slog.DiscardHandler)
		ask := func(ctx context.Context, scope string) (int, error) {
			list, err := parts.of(ctx, log, scope, d.divide)
			if err != nil {
				return 0, err
			}
			return list[0].Number, nil
		}
		answers := make(chan int, 20)
		for range 20 {
			go func() {
				n, err := ask(t.Context(), "")
				if err != nil {
					t.Error(err)
				}
				answers <- n
			}()
		}
		synctest.Wait()
		// Who goes away is let go, and takes the flight from nobody.
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := ask(gone, ""); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		d.release <- nil
		for range 20 {
			if n := <-answers; n != 1 {
				t.Errorf("the division %d", n)
			}
		}
		time.Sleep(divisionFresh + time.Second)
		for range 3 { // at once, though nothing is ready
			if n, err := ask(t.Context(), ""); err != nil || n != 1 {
				t.Errorf("%d %v", n, err)
			}
		}
		d.release <- errors.New("the database is down")
		synctest.Wait()
		if n, err := ask(t.Context(), ""); err != nil || n != 1 {
			t.Errorf("after a failure: %d %v", n, err)
		}
		d.release <- nil
		synctest.Wait()
		if n, err := ask(t.Context(), ""); err != nil || n != 2 {
			t.Errorf("the next division is %d %v", n, err)
		}
		time.Sleep(divisionKept + time.Second) // too old to go on with
		late := make(chan int)
		go func() {
			n, _ := ask(t.Context(), "")
			late <- n
		}()
		synctest.Wait()
		select {
		case n := <-late:
			t.Errorf("an old division answered: %d", n)
		default:
		}
		d.release <- nil
		if n := <-late; n != 3 {
			t.Errorf("%d", n)
		}
	})
}

// Scopes are divided apart, and only so many are remembered.
func TestDivisionsOfScopes(t *testing.T) {
	t.Parallel()
	var parts sitemapParts
	for n := range mostDivisions + 10 {
		list, err := parts.of(t.Context(), slog.New(slog.DiscardHandler), strconv.Itoa(n), func(context.Context) ([]query.SitemapPart, error) {
			return []query.SitemapPart{{Number: n}}, nil
		})
		if err != nil || list[0].Number != n {
			t.Errorf("%d: %v %v", n, list, err)
		}
	}
	if n := len(parts.known); n > mostDivisions {
		t.Errorf("%d divisions", n)
	}
}
