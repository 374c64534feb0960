package machinetest

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// Text is a text that reached a peer: HTML as it was sent, and the languages as Lotse's tags.
type Text struct {
	HTML, Source, Target string
}

// Peer stands in for one service. Safe for concurrent use.
type Peer struct {
	// Name is that of the provider that talks to it.
	Name string
	// URL is where it listens; empty for one that was not started.
	URL string

	mux    *http.ServeMux
	closed chan struct{} // ends what hangs

	mu         sync.Mutex
	key        string
	rules      Rules
	fault      Fault
	elsewhere  string
	received   map[Text]int
	translated map[Text]int
	bodies     []string
	calls      int
	glossaries []glossary
	made       int
	listed     int
}

// Rules are what the operator of a service may have set.
type Rules struct {
	// MaxTexts is how many texts one call may have; MaxCharacters how long each may be. 0 for no limit; DeepL's own
	// limits hold always.
	MaxTexts, MaxCharacters int
	// MaxGlossaries is how many glossaries DeepL keeps for the account.
	MaxGlossaries int
	// KeepEntities makes LibreTranslate leave entities alone, which it resolves once too often.
	KeepEntities bool
}

// maxBodies is how many requests a peer remembers: one that stands for long must not grow.
const maxBodies = 1_000

func newPeer(name, key string) *Peer {
	return &Peer{
		Name: name, key: key, mux: http.NewServeMux(), closed: make(chan struct{}), rules: Rules{MaxGlossaries: 1_000},
		received: map[Text]int{}, translated: map[Text]int{},
	}
}

// start lets the peer listen until the test ends.
func (p *Peer) start(t testing.TB) *Peer {
	t.Helper()
	server := httptest.NewServer(p)
	p.URL = server.URL
	t.Cleanup(func() {
		close(p.closed)
		server.Close()
	})
	return p
}

// ServeHTTP implements http.Handler.
func (p *Peer) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// Key is the secret that it asks for.
func (p *Peer) Key() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.key
}

// SetKey changes the secret; empty for none, which only LibreTranslate allows.
func (p *Peer) SetKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.key = key
}

// SetRules changes the rules.
func (p *Peer) SetRules(rules Rules) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules = rules
}

// Misbehave makes every translation from now on end in the fault; NoFault ends that.
func (p *Peer) Misbehave(fault Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = fault
}

// SendElsewhere is the address that the fault Redirect names.
func (p *Peer) SendElsewhere(url string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.elsewhere = url
}

// Received counts the texts that reached it in a request that the real service would take, translated or not.
func (p *Peer) Received() map[Text]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.received)
}

// Translated counts the texts that it translated: what a real service would bill.
func (p *Peer) Translated() map[Text]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.translated)
}

// Bodies are the bodies of the last thousand requests, as they came.
func (p *Peer) Bodies() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.bodies)
}

// Calls is how many translations were asked for, good and bad.
func (p *Peer) Calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls
}

// read takes the body, at most so many bytes, and remembers it; false where it is longer.
func (p *Peer) read(r *http.Request, most int64) ([]byte, bool) {
	body, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.bodies) == maxBodies {
		p.bodies = p.bodies[1:]
	}
	p.bodies = append(p.bodies, string(body))
	return body, err == nil && int64(len(body)) <= most
}

// job is one call that asks for a good translation: nothing is wrong with it.
type job struct {
	texts          []string
	source, target string
	terms          map[string]string
}

// count adds the texts of a job to a list.
func (p *Peer) count(list map[Text]int, j job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range j.texts {
		list[Text{HTML: text, Source: j.source, Target: j.target}]++
	}
}

// settings are what a call goes by, read once.
func (p *Peer) settings() (key string, rules Rules, fault Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.key, p.rules, p.fault
}

// called notes that a translation was asked for.
func (p *Peer) called() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
}

// answerJSON writes an answer. Like many services it escapes nothing that need not be.
func answerJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // who does not read to the end is tested, too
}
