package machine_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lotse/internal/machine"
	"lotse/internal/machine/machinetest"
	"lotse/internal/segment"
)

// terms are a glossary with a term that stays, one twice, and some that DeepL would refuse.
var terms = []segment.Term{
	{Source: "Aufenthaltserlaubnis", Target: "residence permit"}, {Source: "Jobcenter"}, {Source: "Amt", Target: "office"},
	{Source: "Amt", Target: "authority"}, {Source: " ", Target: "nothing"}, {Source: "zwei\tSpalten", Target: "two columns"},
	{Source: strings.Repeat("x", 1025), Target: "long"},
}

func inEnglish(texts ...string) machine.Request {
	req := machine.Request{Source: "de", Target: "en", Terms: terms}
	for _, text := range texts {
		req.Texts = append(req.Texts, segment.PlainText(text))
	}
	return req
}

// mustTranslate translates one text.
func mustTranslate(t *testing.T, provider machine.Provider, req machine.Request) string {
	t.Helper()
	results, err := provider.Translate(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return results[0].Coded
}

// lastBody is the body of the last request as JSON.
func lastBody(t *testing.T, peer *machinetest.Peer) map[string]any {
	t.Helper()
	bodies := peer.Bodies()
	body := map[string]any{}
	if err := json.Unmarshal([]byte(bodies[len(bodies)-1]), &body); err != nil {
		t.Fatal(err)
	}
	return body
}

func TestDeepLKeepsOneGlossary(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewDeepL(t)
	provider := newDeepL(t, peer)
	const text, want = "Ihre Aufenthaltserlaubnis vom Amt im Jobcenter", "[en]Ihre residence permit [en]vom office [en]im Jobcenter"
	for range 3 {
		if got := mustTranslate(t, provider, inEnglish(text)); got != want {
			t.Errorf("got %s", got)
		}
	}
	if n := peer.GlossariesListed(); n != 1 {
		t.Errorf("asked %d times which glossaries there are", n)
	}
	if got := mustTranslate(t, newDeepL(t, peer), inEnglish(text)); got != want || peer.GlossariesMade() != 1 {
		t.Errorf("after a restart: %s, %d glossaries made", got, peer.GlossariesMade())
	}

	// Other terms are another glossary. The old one goes when nobody can be at work with it any more.
	changed := inEnglish(text)
	changed.Terms = append(changed.Terms, segment.Term{Source: "Ihre", Target: "your"})
	if got := mustTranslate(t, provider, changed); !strings.HasPrefix(got, "your residence permit") || len(peer.Glossaries()) != 2 {
		t.Errorf("other terms: %s, %v", got, peer.Glossaries())
	}
	french := inEnglish(text)
	french.Target = "fr"
	mustTranslate(t, provider, french)
	peer.AgeGlossaries(48 * time.Hour)
	changed.Terms = append(changed.Terms, segment.Term{Source: "vom", Target: "from"})
	mustTranslate(t, provider, changed)
	names := peer.Glossaries()
	if len(names) != 2 || !strings.HasPrefix(names[0], "lotse de-fr ") || !strings.HasPrefix(names[1], "lotse de-en ") {
		t.Errorf("left are %v", names)
	}
}

func TestDeepLDoesWithoutGlossary(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewDeepL(t)
	provider := newDeepL(t, peer)
	const with, without = "office", "[en]Amt"
	if got := mustTranslate(t, provider, inEnglish("Amt")); got != with {
		t.Errorf("got %s", got)
	}
	// Somebody deletes it: it is made again.
	peer.DropGlossaries()
	if got := mustTranslate(t, provider, inEnglish("Amt")); got != with || peer.GlossariesMade() != 2 {
		t.Errorf("after it was deleted: %s, %d made", got, peer.GlossariesMade())
	}
	// The account may have no more. That is 456 as for characters, but says nothing about them; and it is not asked
	// again for each text.
	peer.SetRules(machinetest.Rules{MaxGlossaries: 0})
	peer.DropGlossaries()
	for range 3 {
		if got := mustTranslate(t, provider, inEnglish("Amt")); got != without {
			t.Errorf("without: %s", got)
		}
	}
	asked := 0
	for _, body := range peer.Bodies() {
		if strings.Contains(body, "dictionaries") {
			asked++
		}
	}
	if asked != 3 {
		t.Errorf("asked for a glossary %d times", asked)
	}
	// Terms that stay need none.
	plain := inEnglish("Jobcenter oder Amt")
	plain.Terms = []segment.Term{{Source: "Jobcenter"}}
	if got := mustTranslate(t, provider, plain); got != "Jobcenter [en]oder [en]Amt" {
		t.Errorf("got %s", got)
	}
	if _, used := lastBody(t, peer)["glossary_id"]; used {
		t.Error("a glossary without terms")
	}
}

func TestDeepLIsAskedAsDocumented(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewDeepL(t)
	req := inEnglish("Haus")
	req.Terms, req.Formality, req.Context = nil, machine.Formal, strings.Repeat("ä", 5_000)
	mustTranslate(t, newDeepL(t, peer), req)
	body := lastBody(t, peer)
	for name, want := range map[string]any{
		"source_lang": "DE", "target_lang": "EN-GB", "formality": "prefer_more", "tag_handling": "html", "show_billed_characters": true,
		"context": strings.Repeat("ä", 2_048),
	} {
		if body[name] != want {
			t.Errorf("%s is %v", name, body[name])
		}
	}
	american, err := machine.NewDeepL(machine.Options{URL: peer.URL, Key: peer.Key(), English: "en-us"})
	if err != nil {
		t.Fatal(err)
	}
	req.Formality, req.Context = machine.AnyFormality, ""
	mustTranslate(t, american, req)
	body = lastBody(t, peer)
	_, formality := body["formality"]
	_, context := body["context"]
	if body["target_lang"] != "EN-US" || formality || context {
		t.Errorf("asked %v", body)
	}
	usage, err := american.Usage(t.Context())
	if err != nil || usage.Used != 8 || usage.Limit != 500_000 {
		t.Errorf("usage %+v, %v", usage, err)
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
