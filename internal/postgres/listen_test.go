package postgres

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestListen(t *testing.T) {
	t.Parallel()
	p := startHere(t, PrivateConfig{DataDir: filepath.Join(tempDir(t), "data")})
	got := make(chan Notification, 100)
	ctx, cancel := context.WithCancelCause(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Listen(ctx, ListenConfig{DSN: p.DSN(), Channels: []string{"feed", "Odd name", "feed"},
			OnNotify: func(n Notification) { got <- n }, silence: 50 * time.Millisecond})
	}()
	expectNotifications(t, got, Notification{Channel: "Odd name"}, Notification{Channel: "feed"})

	execute(t, p.DSN(), `select pg_notify('Odd name', 'hello')::text`)
	expectNotifications(t, got, Notification{"Odd name", "hello"})
	time.Sleep(200 * time.Millisecond) // several silences, each answered by the server
	execute(t, p.DSN(), `select pg_notify('feed', '')::text`)
	expectNotifications(t, got, Notification{Channel: "feed"})

	// The connection is cut: a poke for every channel, and then notifications again.
	execute(t, p.DSN(), `select pg_terminate_backend(pid)::text from pg_stat_activity where application_name = 'lotse-listen'`)
	expectNotifications(t, got, Notification{Channel: "Odd name"}, Notification{Channel: "feed"})
	execute(t, p.DSN(), `select pg_notify('feed', 'again')::text`)
	expectNotifications(t, got, Notification{"feed", "again"})

	reason := errors.New("enough")
	cancel(reason)
	select {
	case err := <-ended:
		if !errors.Is(err, reason) {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("does not end")
	}
	eventually(t, 5*time.Second, "the connection is closed", func() bool {
		return query(t, p.DSN(), `select count(*)::text from pg_stat_activity where application_name = 'lotse-listen'`) == "0"
	})
}

func TestListenWaitsForAServerThatIsAway(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	log, said := captureLog()
	err := Listen(ctx, ListenConfig{DSN: "postgres://x@/x?host=/nowhere", Channels: []string{"feed"}, Log: log,
		OnNotify: func(n Notification) { t.Errorf("got %v", n) }})
	if !errors.Is(err, context.DeadlineExceeded) || said() == "" {
		t.Errorf("ended with %v, said %q", err, said())
	}
	if err := Listen(t.Context(), ListenConfig{DSN: "postgres://%"}); err == nil {
		t.Error("took a DSN that is none")
	}
}

func TestReconnectDelay(t *testing.T) {
	t.Parallel()
	for failures := range 100 {
		got := reconnectDelay(failures)
		if limit := min(100*time.Millisecond<<min(failures, 10), 5*time.Second); got < limit/2 || got >= limit {
			t.Errorf("after %d failures %s", failures, got)
		}
	}
}

func expectNotifications(t *testing.T, from <-chan Notification, want ...Notification) {
	t.Helper()
	var got []Notification
	for range want {
		select {
		case n := <-from:
			got = append(got, n)
		case <-time.After(10 * time.Second):
			t.Fatalf("only %v came, want %v", got, want)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
