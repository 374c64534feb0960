package machinetest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"lotse/internal/machine"
	"lotse/internal/segment"
)

// Conform holds a provider to what internal/machine promises. newPeer makes a peer for one test, newProvider a client
// of it with the peer's key.
func Conform(t *testing.T, newPeer func(testing.TB) *Peer, newProvider func(testing.TB, *Peer) machine.Provider) {
	t.Helper()
	c := conformity{newPeer, newProvider}
	for name, test := range map[string]func(*testing.T){
		"order and count":            c.order,
		"codes survive":              c.codes,
		"links never leave":          c.links,
		"words that stay":            c.stay,
		"special characters":         c.special,
		"blank texts":                c.blank,
		"limits":                     c.limits,
		"batches":                    c.batches,
		"right to left":              c.rightToLeft,
		"languages and usage":        c.languages,
		"unsupported pairs":          c.unsupported,
		"faults":                     c.faults,
		"bad texts are mended":       c.mended,
		"slow":                       c.slow,
		"hanging":                    c.hanging,
		"cancelled":                  c.cancelled,
		"wrong key":                  c.wrongKey,
		"nobody there":               c.nobody,
		"redirects are not followed": c.redirect,
		"many at once":               c.concurrent,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

type conformity struct {
	newPeer     func(testing.TB) *Peer
	newProvider func(testing.TB, *Peer) machine.Provider
}

func (c conformity) start(t *testing.T) (*Peer, machine.Provider) {
	t.Helper()
	peer := c.newPeer(t)
	return peer, c.newProvider(t, peer)
}

// linked is a text with every kind of code, an address, and things that must not change.
var linked = segment.Text{
	Coded: `Rufen Sie das <g id="1">Jobcenter</g> an: <g id="2">gleich <g id="3">hier</g></g>.<x id="4"/>` +
		`Bis <g id="5">31.12.2026</g>, ab 1.000 Euro, an info@example.org.`,
	Codes: []segment.Code{
		{ID: 1, Kind: segment.Keep}, {ID: 2, Kind: segment.Link, Href: "https://hidden.example/path?secret=1"}, {ID: 3, Kind: segment.Bold},
		{ID: 4, Kind: segment.Break}, {ID: 5, Kind: segment.Italic},
	},
}

// request asks for plain texts from German into English.
func request(texts ...string) machine.Request {
	req := machine.Request{Source: "de", Target: "en"}
	for _, text := range texts {
		req.Texts = append(req.Texts, segment.PlainText(text))
	}
	return req
}

// translate asks and fails the test where that fails.
func translate(t *testing.T, provider machine.Provider, req machine.Request) []machine.Result {
	t.Helper()
	results, err := provider.Translate(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != len(req.Texts) {
		t.Fatalf("%d results of %d texts", len(results), len(req.Texts))
	}
	return results
}

func (c conformity) order(t *testing.T) {
	peer, provider := c.start(t)
	if provider.Name() != peer.Name {
		t.Errorf("the provider's name is %q", provider.Name())
	}
	words := []string{"Haus", "Weg", "Haus und Weg", "Amt"}
	for i, result := range translate(t, provider, request(words...)) {
		if want := Pseudo(words[i], "en", nil); result.Coded != want || result.Billed < len(words[i]) {
			t.Errorf("text %d: %+v, want %s", i, result, want)
		}
	}
	if one := translate(t, provider, request("Garten")); one[0].Coded != "[en]Garten" {
		t.Errorf("one text: %+v", one)
	}
	for text, times := range peer.Received() {
		if times != 1 || text.Source != "de" || text.Target != "en" {
			t.Errorf("%+v was sent %d times", text, times)
		}
	}
	if len(peer.Received()) != 5 || len(peer.Translated()) != 5 || peer.Calls() != 2 {
		t.Errorf("%d texts received, %d translated in %d calls", len(peer.Received()), len(peer.Translated()), peer.Calls())
	}
	if none, err := provider.Translate(t.Context(), request()); len(none) != 0 || err != nil || peer.Calls() != 2 {
		t.Errorf("no texts: %v, %v, %d calls", none, err, peer.Calls())
	}
}

func (c conformity) codes(t *testing.T) {
	_, provider := c.start(t)
	req := request()
	req.Texts = []segment.Text{linked}
	for _, target := range []string{"en", "fr", "es", "ru", "uk", "ar", "fa"} {
		req.Target = target
		result := translate(t, provider, req)[0]
		if issues := segment.Check(linked, result.Coded, nil); len(issues) > 0 {
			t.Errorf("%s: %+v in\n%s", target, issues, result.Coded)
		}
		if result.Coded == linked.Coded {
			t.Errorf("%s: nothing was translated", target)
		}
	}
}

func (c conformity) links(t *testing.T) {
	peer, provider := c.start(t)
	req := request("Siehe dort")
	req.Texts = append(req.Texts, linked)
	translate(t, provider, req)
	for _, body := range peer.Bodies() {
		if strings.Contains(body, "hidden.example") || strings.Contains(body, "href") {
			t.Errorf("an address left:\n%s", body)
		}
	}
}

func (c conformity) stay(t *testing.T) {
	_, provider := c.start(t)
	req := request("Das Jobcenter hilft.", "Zwei Jobcenters, ein JOBCENTER", "Jobcenterleitung", "Erst die Tafel Erfurt, dann die Tafel")
	req.Texts = append(req.Texts, linked)
	req.Terms = []segment.Term{{Source: "Jobcenter"}, {Source: "Tafel Erfurt"}, {Source: "Tafel", Target: "Tafel"}}
	results := translate(t, provider, req)
	for i, want := range []string{
		"[en]Das Jobcenter [en]hilft.", "[en]Zwei Jobcenters, [en]ein JOBCENTER", "[en]Jobcenterleitung",
		"[en]Erst [en]die Tafel Erfurt, [en]dann [en]die Tafel",
	} {
		if results[i].Coded != want {
			t.Errorf("%s became %s", req.Texts[i].Coded, results[i].Coded)
		}
	}
	if issues := segment.Check(linked, results[4].Coded, req.Terms); len(issues) > 0 {
		t.Errorf("%+v in\n%s", issues, results[4].Coded)
	}
}

func (c conformity) special(t *testing.T) {
	_, provider := c.start(t)
	for _, text := range []string{
		`A & B < C > D "E" 'F'`, `Ein <b>Tag</b>, ein <script>`, `Café – „so“ … € 😀`, "\u00a0Rand\u00a0", "  vorn und hinten ", "R&D; &c",
	} {
		got := segment.Plain(translate(t, provider, request(text))[0].Coded)
		if back := strings.ReplaceAll(got, "[en]", ""); back != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}

func (c conformity) rightToLeft(t *testing.T) {
	_, provider := c.start(t)
	for _, target := range []string{"ar", "fa"} {
		req := request("Das Café öffnet um 9 Uhr.")
		req.Target = target
		got := translate(t, provider, req)[0].Coded
		letters := slices.DeleteFunc([]rune(got), func(r rune) bool { return !unicode.IsLetter(r) })
		if len(letters) == 0 || slices.ContainsFunc(letters, func(r rune) bool { return !unicode.Is(unicode.Arabic, r) }) {
			t.Errorf("%s: %s", target, got)
		}
		if issues := segment.Check(req.Texts[0], got, nil); len(issues) > 0 {
			t.Errorf("%s: %v in %s", target, issues, got)
		}
	}
}

func (c conformity) languages(t *testing.T) {
	_, provider := c.start(t)
	languages, err := provider.Languages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"en", "ar", "fa", "fr", "es", "ru", "uk"} {
		if !languages.Has("de", target) || !languages.Has(target, "de") {
			t.Errorf("no de and %s in %v", target, languages)
		}
	}
	if languages.Has("de", "de") || languages.Has("de", "tlh") {
		t.Errorf("too much in %v", languages)
	}
	if _, err := provider.Usage(t.Context()); err != nil {
		t.Error(err)
	}
}

func (c conformity) unsupported(t *testing.T) {
	peer, provider := c.start(t)
	req := request("Haus")
	for _, pair := range [][2]string{{"de", "tlh"}, {"tlh", "en"}, {"de", "de"}, {"de", "de-AT"}, {"de", ""}, {"", "en"}} {
		req.Source, req.Target = pair[0], pair[1]
		_, err := provider.Translate(t.Context(), req)
		if e := asError(t, err); e.Kind != machine.Unsupported || e.Kind.Pauses() {
			t.Errorf("%v: %v", pair, err)
		}
	}
	if len(peer.Received()) != 0 || peer.Calls() != 2 {
		t.Errorf("%v in %d calls", peer.Received(), peer.Calls())
	}
}

// asError fails the test where an error is not one of the package.
func asError(t *testing.T, err error) *machine.Error {
	t.Helper()
	var e *machine.Error
	if !errors.As(err, &e) {
		t.Fatalf("no machine.Error but %v", err)
	}
	return e
}
