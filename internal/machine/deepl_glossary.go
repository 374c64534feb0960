package machine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"lotse/internal/segment"
)

const (
	maxEntry = 1024 // bytes of a term, on either side; DeepL's limit
	// oldAfter is how long a glossary that was replaced stays: other nodes may still translate with it.
	oldAfter = 24 * time.Hour
	// askAgain is how long it is not tried to make a glossary that DeepL refused: the plan allows no more of them, or
	// none in this language.
	askAgain = time.Hour
)

// glossaries keeps the glossaries at DeepL: one for each pair of languages and content, named by these, so that every
// node, also after a restart, finds the one that another made.
type glossaries struct {
	wire   *wire
	prefix string
	gate   chan struct{} // holds one; whoever took it may use known, and is the only one to list and create
	known  map[string]known
}

// known is what is known of a glossary by its name: its id, or, where it has none, until when to do without.
type known struct {
	id    string
	until time.Time
}

func newGlossaries(w *wire, prefix string) *glossaries {
	if prefix == "" {
		prefix = "lotse"
	}
	g := &glossaries{wire: w, prefix: prefix, gate: make(chan struct{}, 1), known: map[string]known{}}
	g.gate <- struct{}{}
	return g
}

// enter waits for the gate, no longer than the context.
func (g *glossaries) enter(ctx context.Context) error {
	select {
	case <-g.gate:
		return nil
	case <-ctx.Done():
		return g.wire.lost(ctx, ctx.Err())
	}
}

func (g *glossaries) leave() { g.gate <- struct{}{} }

// find returns the id of the glossary of these terms and makes it where it is missing. Empty where there are no terms,
// or DeepL takes no glossary of them: texts are then translated without.
func (g *glossaries) find(ctx context.Context, source, target string, terms []segment.Term) (string, error) {
	lines := entries(terms)
	if lines == "" {
		return "", nil
	}
	sum := sha256.Sum256([]byte(lines))
	stem := g.prefix + " " + source + "-" + target + " "
	name := stem + hex.EncodeToString(sum[:12])
	if err := g.enter(ctx); err != nil {
		return "", err
	}
	defer g.leave()
	if k, ok := g.known[name]; ok && (k.id != "" || time.Now().Before(k.until)) {
		return k.id, nil
	}
	id, err := g.open(ctx, stem, name, glossaryPair{Source: source, Target: target, Entries: lines, Format: "tsv"})
	var e *Error
	switch {
	case errors.As(err, &e) && e.Kind != Busy && e.Kind != Down:
		g.known[name] = known{until: time.Now().Add(askAgain)}
		return "", nil
	case err != nil:
		return "", err
	}
	g.known[name] = known{id: id}
	return id, nil
}

// forget drops an id that DeepL does not know any more.
func (g *glossaries) forget(ctx context.Context, id string) {
	if g.enter(ctx) != nil {
		return
	}
	defer g.leave()
	for name, k := range g.known {
		if k.id == id {
			delete(g.known, name)
		}
	}
}

// glossary is one as DeepL lists and makes it; glossaryPair is its content of one pair of languages.
type glossary struct {
	ID      string         `json:"glossary_id,omitempty"`
	Name    string         `json:"name"`
	Pairs   []glossaryPair `json:"dictionaries"`
	Created time.Time      `json:"creation_time,omitzero"`
}

type glossaryPair struct {
	Source  string    `json:"source_lang"`
	Target  string    `json:"target_lang"`
	Entries string    `json:"entries,omitempty"`
	Format  string    `json:"entries_format,omitempty"`
	Created time.Time `json:"creation_time,omitzero"`
}

// old tells whether it was made long ago. DeepL says when of the glossary or of its pairs; where it says nothing, the
// glossary stays.
func (g glossary) old() bool {
	created := g.Created
	if created.IsZero() && len(g.Pairs) > 0 {
		created = g.Pairs[0].Created
	}
	return !created.IsZero() && time.Since(created) > oldAfter
}

// open finds the glossary by its name, or makes it and takes those away that it replaces.
func (g *glossaries) open(ctx context.Context, stem, name string, pair glossaryPair) (string, error) {
	var list struct {
		Glossaries []glossary `json:"glossaries"`
	}
	if err := g.wire.call(ctx, http.MethodGet, "/v3/glossaries", nil, &list); err != nil {
		return "", err
	}
	for _, have := range list.Glossaries {
		if have.Name == name && have.ID != "" {
			return have.ID, nil
		}
	}
	// The old ones go first: an account has only so many.
	for _, have := range list.Glossaries {
		if strings.HasPrefix(have.Name, stem) && have.old() {
			_ = g.wire.call(ctx, http.MethodDelete, "/v3/glossaries/"+url.PathEscape(have.ID), nil, nil) // next time, then
		}
	}
	var made glossary
	if err := g.wire.call(ctx, http.MethodPost, "/v3/glossaries", glossary{Name: name, Pairs: []glossaryPair{pair}}, &made); err != nil {
		return "", err
	}
	if made.ID == "" {
		return "", g.wire.fail(BadAnswer, glossaryDetail)
	}
	return made.ID, nil
}

// entries writes the terms that have a translation as tab-separated lines, sorted, each source once: DeepL refuses a
// glossary with one twice, with an empty side, or with control characters.
func entries(terms []segment.Term) string {
	var lines []string
	seen := map[string]bool{}
	for _, t := range translated(terms) {
		source, target := strings.TrimSpace(t.Source), strings.TrimSpace(t.Target)
		fits := func(s string) bool {
			return s != "" && len(s) <= maxEntry && !strings.ContainsFunc(s, unicode.IsControl)
		}
		if fits(source) && fits(target) && !seen[source] {
			seen[source] = true
			lines = append(lines, fmt.Sprintf("%s\t%s", source, target))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
