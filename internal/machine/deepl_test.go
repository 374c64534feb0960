package machine_test

import (
	"encoding/json"
	"strings"
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
	req.Terms, req.Formality, req.Context = nil, machine.Formal, strings.Repeat("€", 5_000)
	mustTranslate(t, newDeepL(t, peer), req)
	body := lastBody(t, peer)
	for name, want := range map[string]any{
		"source_lang": "DE", "target_lang": "EN-GB", "formality": "prefer_more", "tag_handling": "html", "show_billed_characters": true,
		"context": strings.Repeat("€", 1_365), // whole characters of 4 KiB
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
