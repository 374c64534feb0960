package client_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"sync"
	"testing"
	"time"

	"lotse/client"
)

// soon is a clock for pauses: they are over at once.
func soon(time.Duration) <-chan time.Time {
	c := make(chan time.Time, 1)
	c <- time.Time{}
	return c
}

func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func (f *fake) client(t testing.TB) *client.Client {
	t.Helper()
	c, err := client.New(f.URL, client.Options{Sleep: noSleep})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (f *fake) mirror(t testing.TB, store client.Store, change ...func(*client.MirrorOptions)) *client.Mirror {
	t.Helper()
	o := client.MirrorOptions{Client: f.client(t), Store: store, Limit: 7, After: soon, Now: f.now, Wait: time.Second}
	for _, c := range change {
		c(&o)
	}
	m, err := client.NewMirror(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func pull(t testing.TB, m *client.Mirror) {
	t.Helper()
	if err := m.Pull(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// held are the versions in a copy; every item is read and must have its own bytes.
func held(t testing.TB, m *client.Mirror, store client.Store) map[client.Key]string {
	t.Helper()
	list := map[client.Key]string{}
	for head, err := range m.Heads(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		r, ok, err := store.Get(t.Context(), head.Key)
		if err != nil || !ok || version(r.Item) != head.Version {
			t.Fatalf("%v: %v %v %s", head.Key, ok, err, r.Item)
		}
		list[head.Key] = head.Version
	}
	return list
}

func same(t testing.TB, what string, got, want map[client.Key]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Fatalf("%s: the copy holds %d items, public are %d: %v, %v", what, len(got), len(want), got, want)
	}
}

// seed publishes n texts of two types in two languages.
func (f *fake) seed(n int) {
	for i := range n {
		f.set(key(i/2, []string{"de", "ar"}[i%2]), []string{"offer", "event"}[i/2%2], fmt.Sprint("text ", i), time.Time{})
	}
}

func TestAMirrorFollows(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.seed(40)
	f.gone(key(1, "de"), "withdrawn")
	var changes []client.Change
	store := &client.Memory{}
	m := f.mirror(t, store, func(o *client.MirrorOptions) {
		o.OnChange = func(_ context.Context, list []client.Change) { changes = append(changes, list...) }
	})
	select {
	case <-m.CaughtUp():
		t.Fatal("caught up before it began")
	default:
	}
	pull(t, m)
	<-m.CaughtUp()
	same(t, "initial", held(t, m, store), f.public("", ""))
	if len(changes) != 39 {
		t.Errorf("%d changes", len(changes))
	}
	changes = nil
	f.set(key(2, "ar"), "offer", "new", time.Time{})
	f.gone(key(3, "de"), "deleted")
	f.gone(key(99, "de"), "deleted")
	pull(t, m)
	same(t, "delta", held(t, m, store), f.public("", ""))
	if len(changes) != 2 || changes[0].Key != key(2, "ar") || changes[0].Item == nil || changes[1].Reason != "deleted" {
		t.Errorf("changes %+v", changes)
	}
	item, ok, err := m.Get(t.Context(), key(2, "ar").ID, "ar")
	if err != nil || !ok || item.Fields.Text("title") != "new" {
		t.Errorf("%v %v %v", item, ok, err)
	}
	changes = nil
	f.set(key(2, "ar"), "offer", "new", time.Time{})
	pull(t, m)
	if len(changes) != 0 {
		t.Errorf("the same bytes again are a change: %+v", changes)
	}
}

// A walk that is interrupted, or sent back to the beginning, keeps everything until a whole one has passed.
func TestAFreshWalkNeverEmptiesTheCopy(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.seed(40)
	store := &client.Memory{}
	pull(t, f.mirror(t, store))
	before := held(t, f.mirror(t, store), store)
	f.restore()
	f.lose(key(5, "de"))
	f.set(key(6, "de"), "offer", "changed", time.Time{})
	f.failing(func(w http.ResponseWriter, _ *http.Request, n int) bool {
		if n >= 9 { // the first walk took six requests; the second ends in its middle
			refuse(w, 500, "internal", nil)
			return true
		}
		return false
	})
	m := f.mirror(t, store)
	if err := m.Pull(t.Context()); err == nil {
		t.Fatal("half a walk is no error")
	}
	if got := held(t, m, store); len(got) != len(before) {
		t.Fatalf("%d items after half a walk, %d before", len(got), len(before))
	}
	f.failing(nil)
	m = f.mirror(t, store) // another process goes on with the walk
	pull(t, m)
	same(t, "after the walk", held(t, m, store), f.public("", ""))
}

func TestAnotherScopeIsWalkedAnew(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.seed(40)
	store := &client.Memory{}
	pull(t, f.mirror(t, store))
	m := f.mirror(t, store, func(o *client.MirrorOptions) {
		o.Scope = client.Scope{Types: []string{"event"}, Locales: []string{"ar"}}
	})
	pull(t, m)
	same(t, "smaller scope", held(t, m, store), f.public("event", "ar"))
}

func TestItemsExpireWithoutTheServer(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	now := time.Now()
	f := newFake(t)
	f.now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	f.set(key(1, "de"), "offer", "stays", time.Time{})
	f.set(key(2, "de"), "offer", "ends", now.Add(time.Hour))
	f.set(key(3, "de"), "offer", "is given longer", now.Add(time.Hour))
	changes := make(chan client.Change, 10)
	store := &client.Memory{}
	m := f.mirror(t, store, func(o *client.MirrorOptions) {
		o.After = time.After
		o.OnChange = func(_ context.Context, list []client.Change) {
			for _, c := range list {
				changes <- c
			}
		}
	})
	pull(t, m)
	f.set(key(3, "de"), "offer", "is given longer", now.Add(3*time.Hour))
	pull(t, m)
	for len(changes) > 0 {
		<-changes
	}
	f.failing(func(w http.ResponseWriter, _ *http.Request, _ int) bool { refuse(w, 503, "busy", nil); return true })
	mu.Lock()
	now = now.Add(2 * time.Hour)
	mu.Unlock()
	if _, ok, _ := m.Get(t.Context(), key(2, "de").ID, "de"); ok {
		t.Error("an item is shown after its time")
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- m.Run(ctx) }()
	c := <-changes
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if c.Key != key(2, "de") || c.Reason != client.ReasonExpired {
		t.Errorf("%+v", c)
	}
	if got := held(t, m, store); len(got) != 2 || got[key(2, "de")] != "" {
		t.Errorf("%v", got)
	}
}

func TestACopyIsReconciled(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.seed(20)
	store := &client.Memory{}
	m := f.mirror(t, store)
	if equal, err := m.Reconcile(t.Context()); !equal || err != nil {
		t.Fatal(equal, err)
	}
	f.lose(key(4, "de")) // as if a line of the feed had been missed
	if equal, err := m.Reconcile(t.Context()); equal || err != nil {
		t.Fatal(equal, err)
	}
	same(t, "reconciled", held(t, m, store), f.public("", ""))
	if equal, err := m.Reconcile(t.Context()); !equal || err != nil {
		t.Fatal(equal, err)
	}
}

func TestRunWaitsForChanges(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.seed(20)
	store := &client.Memory{}
	told := make(chan client.Change, 100)
	m := f.mirror(t, store, func(o *client.MirrorOptions) {
		o.OnChange = func(_ context.Context, list []client.Change) {
			for _, c := range list {
				told <- c
			}
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- m.Run(ctx) }()
	<-m.CaughtUp()
	for range 20 {
		<-told
	}
	f.set(key(1, "de"), "offer", "again", time.Time{})
	if c := <-told; c.Key != key(1, "de") {
		t.Errorf("%+v", c)
	}
	cancel()
	<-done
	// What does not pass by itself ends it.
	f.failing(func(w http.ResponseWriter, _ *http.Request, _ int) bool {
		refuse(w, 401, "unauthenticated", nil)
		return true
	})
	if err := m.Run(t.Context()); !client.HasCode(err, "unauthenticated") {
		t.Error(err)
	}
}

func TestPagesThatAreTooLargeAreAskedForSmaller(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.seed(40)
	c, err := client.New(f.URL, client.Options{MaxBody: 1500})
	if err != nil {
		t.Fatal(err)
	}
	store := &client.Memory{}
	m := f.mirror(t, store, func(o *client.MirrorOptions) { o.Client, o.Limit = c, 1000 })
	pull(t, m)
	same(t, "small pages", held(t, m, store), f.public("", ""))
}
