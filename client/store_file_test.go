package client_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lotse/client"
)

// Whatever the network and the server do, and wherever the process dies, the copy is whole in the end. Each run is
// a random story from its seed.
func TestAMirrorSurvivesEverything(t *testing.T) {
	t.Parallel()
	runs := 40
	if os.Getenv("LOTSE_TEST_PROOF") != "" {
		runs = 1000
	}
	for seed := range runs {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			survive(t, rand.New(rand.NewPCG(uint64(seed), 7)))
		})
	}
}

func survive(t *testing.T, random *rand.Rand) {
	f := newFake(t)
	path := filepath.Join(t.TempDir(), "mirror")
	var mu sync.Mutex
	upTo := func(n int) int { mu.Lock(); defer mu.Unlock(); return random.IntN(n) }
	chance := func(n int) bool { return upTo(n) == 0 }
	f.failing(func(w http.ResponseWriter, _ *http.Request, _ int) bool {
		switch {
		case chance(12):
			w.Header().Set("Retry-After", "1")
			refuse(w, 429, "rate_limited", nil)
		case chance(12):
			refuse(w, 503, "busy", nil)
		case chance(12):
			cut(w)
		case chance(25):
			f.restore()
			return false
		default:
			return false
		}
		return true
	})
	f.twisting(func(page *client.SyncPage) {
		if chance(4) && len(page.Items) > 0 { // the same line twice
			page.Items = append(page.Items, page.Items[0])
		}
		if chance(4) {
			slices.Reverse(page.Items)
		}
	})
	open := func() (*client.Mirror, *client.File) {
		file, err := client.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return f.mirror(t, file), file
	}
	m, file := open()
	for range 12 {
		for range upTo(60) {
			k := key(upTo(30), []string{"de", "ar"}[upTo(2)])
			if upTo(4) == 0 {
				f.gone(k, "withdrawn")
			} else {
				f.set(k, []string{"offer", "event"}[upTo(2)], fmt.Sprint(upTo(5)), time.Time{})
			}
		}
		if upTo(3) > 0 {
			_ = m.Pull(t.Context()) // may fail; another one follows
		}
		if upTo(2) == 0 {
			crash(t, file, path, upTo)
			m, file = open()
		}
	}
	f.failing(nil)
	f.twisting(nil)
	pull(t, m)
	same(t, "in the end", held(t, m, file), f.public("", ""))
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	again, file := open()
	same(t, "opened again", held(t, again, file), f.public("", ""))
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// crash closes the file as a crash leaves it: perhaps with half of the last batch, or with rubbish.
func crash(t *testing.T, file *client.File, path string, upTo func(int) int) {
	t.Helper()
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	switch upTo(4) {
	case 0:
		raw = raw[:len(raw)-min(len(raw), upTo(200))]
	case 1:
		raw = append(raw, make([]byte, upTo(20))...)
	case 2:
		if len(raw) > 0 {
			raw[upTo(len(raw))] ^= 0x20
		}
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// The file does not grow with changes, and another process cannot open it meanwhile.
func TestTheFileIsCompacted(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "mirror")
	file, err := client.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.OpenFile(path); err == nil {
		t.Error("two processes have the file")
	}
	item := []byte(`{"x":"` + string(slices.Repeat([]byte("y"), 50_000)) + `"}`)
	for i := range 200 {
		k := key(i%10, "de")
		if err := file.Apply(t.Context(), client.Batch{
			Put: []client.Record{{Head: client.Head{Key: k, Type: "offer", Version: version(item), Walk: 1}, Item: item}}, State: client.State{Cursor: fmt.Sprint(i), Walk: 1},
		}); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 2<<20 {
		t.Errorf("%v %d bytes for ten items of 50 kB", err, info.Size())
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if file, err = client.OpenFile(path); err != nil {
		t.Fatal(err)
	}
	state, err := file.State(t.Context())
	n := 0
	for head := range file.Heads(t.Context()) {
		if r, ok, err := file.Get(t.Context(), head.Key); !ok || err != nil || len(r.Item) != len(item) {
			t.Errorf("%v %v", ok, err)
		}
		n++
	}
	if err != nil || state.Cursor != "199" || n != 10 {
		t.Errorf("%v %+v, %d items", err, state, n)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
