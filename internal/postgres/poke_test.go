package postgres

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// sentPokes stands for a database that notes when it was asked for a notification.
type sentPokes struct {
	mu   sync.Mutex
	at   []time.Time
	err  error
	sent chan struct{}
}

func (s *sentPokes) Exec(ctx context.Context, _ string, _ ...any) (pgconn.CommandTag, error) {
	if err := ctx.Err(); err != nil {
		return pgconn.CommandTag{}, err
	}
	s.mu.Lock()
	s.at = append(s.at, time.Now())
	s.mu.Unlock()
	s.sent <- struct{}{}
	return pgconn.CommandTag{}, s.err
}

func TestPokesAreSentApartAndTheLastOneToo(t *testing.T) {
	t.Parallel()
	db := &sentPokes{sent: make(chan struct{}, 1000)}
	p := NewPoker(db, FeedChannel, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); p.Run(ctx) }()
	for begun := time.Now(); time.Since(begun) < 20*pokeApart; time.Sleep(100 * time.Microsecond) {
		p.Poke()
	}
	<-db.sent
	db.mu.Lock()
	before := len(db.at)
	for i := 1; i < before; i++ {
		if apart := db.at[i].Sub(db.at[i-1]); apart < pokeApart-time.Millisecond {
			t.Errorf("two notifications %v apart", apart)
		}
	}
	db.mu.Unlock()
	if before < 2 || before > 22 {
		t.Errorf("%d notifications in the time of 20", before)
	}
	time.Sleep(2 * pokeApart) // what was asked for is sent
	db.mu.Lock()
	before = len(db.at)
	db.mu.Unlock()
	p.Poke()
	cancel()
	<-ended
	if len(db.at) != before+1 {
		t.Errorf("%d notifications at the end", len(db.at)-before)
	}
}

func TestAPokeThatFailsIsNotTheLast(t *testing.T) {
	t.Parallel()
	db := &sentPokes{sent: make(chan struct{}, 10), err: errors.New("away")}
	log, said := captureLog()
	p := NewPoker(db, FeedChannel, log)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); p.Run(ctx) }()
	for range 2 {
		p.Poke()
		<-db.sent
	}
	cancel()
	<-ended
	if said() == "" {
		t.Error("nothing is logged")
	}
}
