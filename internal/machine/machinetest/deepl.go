package machinetest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What DeepL takes at most in one request.
const (
	deeplTexts = 50
	deeplBytes = 128 << 10
)

// deeplSources and deeplTargets are the languages that this peer knows, in DeepL's codes. English alone is no target:
// DeepL keeps it for old clients only.
var (
	deeplSources = strings.Fields("AR DE EN ES FA FR PL RU TR UK")
	deeplTargets = strings.Fields("AR DE EN-GB EN-US ES FA FR PL RU TR UK")
)

// NewDeepL starts a peer of DeepL for the length of a test.
func NewDeepL(t testing.TB) *Peer {
	t.Helper()
	return DeepL("deepl-secret-0b5e4f:fx").start(t)
}

// DeepL makes a peer of DeepL that somebody else serves, asking for this key.
func DeepL(key string) *Peer {
	p := newPeer("deepl", key)
	route := func(pattern string, handler http.HandlerFunc) {
		p.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "DeepL-Auth-Key "+p.Key() {
				deeplError(w, http.StatusForbidden, "Authorization failed, key "+r.Header.Get("Authorization"))
				return
			}
			handler(w, r)
		})
	}
	route("POST /v2/translate", p.deeplTranslate)
	route("GET /v2/languages", deeplLanguages)
	route("GET /v2/usage", p.deeplUsage)
	route("GET /v3/glossaries", p.listGlossaries)
	route("POST /v3/glossaries", p.createGlossary)
	route("DELETE /v3/glossaries/{id}", p.deleteGlossary)
	return p
}

func deeplError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]string{"message": message})
}

// deeplBody are the parameters of POST /v2/translate that Lotse may use; any other is refused.
type deeplBody struct {
	Text       []string `json:"text"`
	Source     string   `json:"source_lang"`
	Target     string   `json:"target_lang"`
	Context    string   `json:"context"`
	Formality  string   `json:"formality"`
	Glossary   string   `json:"glossary_id"`
	Tags       string   `json:"tag_handling"`
	TagVersion string   `json:"tag_handling_version"`
	Preserve   bool     `json:"preserve_formatting"`
	ShowBilled bool     `json:"show_billed_characters"`
}

func (p *Peer) deeplTranslate(w http.ResponseWriter, r *http.Request) {
	p.called()
	raw, ok := p.read(r, deeplBytes)
	if !ok {
		deeplError(w, http.StatusRequestEntityTooLarge, "Request Entity Too Large")
		return
	}
	var body deeplBody
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if r.Header.Get("Content-Type") != "application/json" || decoder.Decode(&body) != nil {
		deeplError(w, http.StatusBadRequest, "Invalid request")
		return
	}
	terms, status, problem := p.deeplProblem(body)
	if problem != "" {
		deeplError(w, status, problem)
		return
	}
	j := job{texts: body.Text, source: tag(body.Source), target: tag(body.Target), terms: terms}
	p.count(p.received, j)
	_, _, fault := p.settings()
	if p.play(w, r, fault, j) {
		return
	}
	var out []map[string]any
	texts := p.translate(fault, j, func(text string) string { return Pseudo(text, j.target, j.terms) })
	for i, text := range texts {
		one := map[string]any{"detected_source_language": body.Source, "text": text}
		if body.ShowBilled {
			one["billed_characters"] = utf8.RuneCountInString(body.Text[i])
		}
		out = append(out, one)
	}
	answerJSON(w, http.StatusOK, map[string]any{"translations": out})
}

// deeplProblem says what the real service would refuse, in about its words.
func (p *Peer) deeplProblem(b deeplBody) (terms map[string]string, status int, problem string) {
	_, rules, _ := p.settings()
	switch {
	case len(b.Text) == 0:
		return nil, 400, "Parameter 'text' not specified."
	case len(b.Text) > deeplTexts, rules.MaxTexts > 0 && len(b.Text) > rules.MaxTexts:
		return nil, 400, "Too many texts in request."
	case !slices.Contains(deeplTargets, b.Target):
		return nil, 400, "Value for 'target_lang' not supported."
	case b.Source != "" && !slices.Contains(deeplSources, b.Source):
		return nil, 400, "Value for 'source_lang' not supported."
	case !slices.Contains([]string{"", "default", "more", "less", "prefer_more", "prefer_less"}, b.Formality):
		return nil, 400, "Value for 'formality' not supported."
	case !slices.Contains([]string{"", "html", "xml"}, b.Tags), !slices.Contains([]string{"", "v1", "v2"}, b.TagVersion):
		return nil, 400, "Value for 'tag_handling' not supported."
	case b.Glossary != "" && b.Source == "":
		return nil, 400, "Use of a glossary requires source_lang parameter to be specified"
	case b.Glossary == "":
		return nil, 0, ""
	}
	found, ok := p.glossary(b.Glossary)
	switch {
	case !ok:
		return nil, 404, "Glossary not found"
	case found.pair.Source != tag(b.Source), found.pair.Target != tag(b.Target):
		return nil, 400, "No dictionary found for language pair of glossary"
	}
	return found.terms, 0, ""
}

func deeplLanguages(w http.ResponseWriter, r *http.Request) {
	list := deeplSources
	if r.URL.Query().Get("type") == "target" {
		list = deeplTargets
	}
	var out []map[string]any
	for _, code := range list {
		out = append(out, map[string]any{"language": code, "name": code})
	}
	answerJSON(w, http.StatusOK, out)
}

func (p *Peer) deeplUsage(w http.ResponseWriter, _ *http.Request) {
	used := 0
	for text, times := range p.Translated() {
		used += times * utf8.RuneCountInString(text.HTML)
	}
	answerJSON(w, http.StatusOK, map[string]any{"character_count": used, "character_limit": 500_000})
}

// tag is Lotse's tag of a code of DeepL.
func tag(code string) string {
	language, _, _ := strings.Cut(strings.ToLower(code), "-")
	return language
}
