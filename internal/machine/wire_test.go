package machine_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lotse/internal/machine"
	"lotse/internal/machine/machinetest"
)

// What is asked besides translations fails in the same kinds; a glossary that cannot be asked for now is no reason to
// translate without.
func TestOtherQuestionsFailAlike(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v2/translate" {
			t.Error("translated without its glossary")
		}
		w.Header().Set("Retry-After", "3")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	t.Cleanup(server.Close)
	deepl, err := machine.NewDeepL(machine.Options{URL: server.URL, Key: "geheim"})
	if err != nil {
		t.Fatal(err)
	}
	libre, err := machine.NewLibreTranslate(machine.Options{URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	_, translation := deepl.Translate(t.Context(), inEnglish("Amt"))
	_, usage := deepl.Usage(t.Context())
	_, languages := deepl.Languages(t.Context())
	_, others := libre.Languages(t.Context())
	for i, err := range []error{translation, usage, languages, others} {
		var e *machine.Error
		if !errors.As(err, &e) || e.Kind != machine.Busy || e.RetryAfter != 3*time.Second {
			t.Errorf("question %d: %v", i, err)
		}
	}
}

// A proxy may send from one path to another. It may not do so for ever.
func TestRedirectsWithinTheService(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewDeepL(t)
	var loops atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/old/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/new"+strings.TrimPrefix(r.URL.Path, "/old"), http.StatusPermanentRedirect)
	})
	mux.Handle("/new/", http.StripPrefix("/new", peer))
	mux.HandleFunc("/loop/", func(w http.ResponseWriter, r *http.Request) {
		loops.Add(1)
		http.Redirect(w, r, r.URL.Path, http.StatusPermanentRedirect)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	ask := func(path string) error {
		provider, err := machine.NewDeepL(machine.Options{URL: server.URL + path, Key: peer.Key(), Client: server.Client()})
		if err != nil {
			t.Fatal(err)
		}
		req := inEnglish("Haus")
		req.Terms = nil
		_, err = provider.Translate(t.Context(), req)
		return err
	}
	if err := ask("/old"); err != nil {
		t.Error(err)
	}
	var e *machine.Error
	if err := ask("/loop"); !errors.As(err, &e) || e.Kind != machine.Down || loops.Load() > 4 {
		t.Errorf("%v after %d redirects", err, loops.Load())
	}
}

func TestOwnTimeout(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewDeepL(t)
	peer.Misbehave(machinetest.Hang)
	provider, err := machine.NewDeepL(machine.Options{URL: peer.URL, Key: peer.Key(), Timeout: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	_, err = provider.Translate(t.Context(), inEnglish("Haus"))
	var e *machine.Error
	if !errors.As(err, &e) || e.Kind != machine.Down || e.Detail != "timeout" {
		t.Errorf("%v", err)
	}
}

func TestBadOptionsAreNotRepeated(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]machine.Options{
		"no key":        {},
		"key with line": {Key: "geheim\n"},
		"no scheme":     {Key: "geheim", URL: "user:geheim@deepl.example"},
		"ftp":           {Key: "geheim", URL: "ftp://user:geheim@deepl.example"},
		"query":         {Key: "geheim", URL: "https://deepl.example/?key=geheim"},
		"broken":        {Key: "geheim", URL: "https://user:geheim@deepl.example:port"},
	} {
		if _, err := machine.NewDeepL(o); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, key := range []string{"free:fx", "paid"} {
		if _, err := machine.NewDeepL(machine.Options{Key: key}); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	if _, err := machine.NewLibreTranslate(machine.Options{}); err == nil {
		t.Error("LibreTranslate without an address")
	}
}
