package machinetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// glossary is one that the peer keeps: of one pair, as Lotse makes them.
type glossary struct {
	id, name string
	pair     glossaryPair
	terms    map[string]string
	created  time.Time
}

type glossaryPair struct {
	Source  string `json:"source_lang"`
	Target  string `json:"target_lang"`
	Entries string `json:"entries,omitempty"`
	Format  string `json:"entries_format,omitempty"`
}

// Glossaries are the names of the glossaries that the peer keeps, in the order in which they were made.
func (p *Peer) Glossaries() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var names []string
	for _, g := range p.glossaries {
		names = append(names, g.name)
	}
	return names
}

// GlossariesMade is how many were ever made.
func (p *Peer) GlossariesMade() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.made
}

// GlossariesListed is how often somebody asked which there are.
func (p *Peer) GlossariesListed() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.listed
}

// AgeGlossaries makes all glossaries older.
func (p *Peer) AgeGlossaries(by time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.glossaries {
		p.glossaries[i].created = p.glossaries[i].created.Add(-by)
	}
}

// DropGlossaries deletes all glossaries, as somebody can on DeepL's page.
func (p *Peer) DropGlossaries() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.glossaries = nil
}

func (p *Peer) glossary(id string) (glossary, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.glossaries, func(g glossary) bool { return g.id == id })
	if i < 0 {
		return glossary{}, false
	}
	return p.glossaries[i], true
}

// show is how DeepL lists a glossary.
func (g glossary) show() map[string]any {
	return map[string]any{
		"glossary_id": g.id, "name": g.name, "creation_time": g.created,
		"dictionaries": []map[string]any{{"source_lang": g.pair.Source, "target_lang": g.pair.Target, "entry_count": len(g.terms)}},
	}
}

func (p *Peer) listGlossaries(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listed++
	list := []map[string]any{}
	for _, g := range p.glossaries {
		list = append(list, g.show())
	}
	answerJSON(w, http.StatusOK, map[string]any{"glossaries": list})
}

func (p *Peer) createGlossary(w http.ResponseWriter, r *http.Request) {
	raw, ok := p.read(r, 10<<20)
	var body struct {
		Name  string         `json:"name"`
		Pairs []glossaryPair `json:"dictionaries"`
	}
	if !ok || json.Unmarshal(raw, &body) != nil || body.Name == "" || len(body.Pairs) != 1 {
		deeplError(w, http.StatusBadRequest, "Bad request")
		return
	}
	made := glossary{name: body.Name, pair: body.Pairs[0], created: time.Now().UTC()}
	if made.terms, ok = readEntries(made.pair); !ok {
		deeplError(w, http.StatusBadRequest, "Invalid glossary entries")
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.glossaries) >= p.rules.MaxGlossaries {
		deeplError(w, 456, "Quota exceeded: glossaries")
		return
	}
	p.made++
	made.id = fmt.Sprintf("00000000-0000-4000-8000-%012d", p.made)
	p.glossaries = append(p.glossaries, made)
	answerJSON(w, http.StatusCreated, made.show())
}

// readEntries reads tab-separated lines as strictly as DeepL does.
func readEntries(pair glossaryPair) (map[string]string, bool) {
	terms := map[string]string{}
	for line := range strings.SplitSeq(pair.Entries, "\n") {
		source, target, ok := strings.Cut(line, "\t")
		if _, twice := terms[source]; !ok || twice || len(source) > 1024 || len(target) > 1024 || strings.Contains(target, "\t") ||
			source == "" || target == "" || source != strings.TrimSpace(source) || target != strings.TrimSpace(target) {
			return nil, false
		}
		terms[source] = target
	}
	known := func(code string) bool { return slices.Contains(deeplSources, strings.ToUpper(code)) }
	return terms, pair.Format == "tsv" && known(pair.Source) && known(pair.Target) && pair.Source != pair.Target
}

func (p *Peer) deleteGlossary(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := len(p.glossaries)
	p.glossaries = slices.DeleteFunc(p.glossaries, func(g glossary) bool { return g.id == r.PathValue("id") })
	if len(p.glossaries) == before {
		deeplError(w, http.StatusNotFound, "Glossary not found")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
