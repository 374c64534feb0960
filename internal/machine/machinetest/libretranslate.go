package machinetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// libreLanguages are the languages that this peer has models for.
var libreLanguages = strings.Fields("ar de en es fa fr ru uk")

// NewLibreTranslate starts a peer of LibreTranslate for the length of a test, one that asks for a key.
func NewLibreTranslate(t testing.TB) *Peer {
	t.Helper()
	return LibreTranslate("libre-secret-77aa12").start(t)
}

// LibreTranslate makes a peer of LibreTranslate that somebody else serves; without a key it asks for none.
func LibreTranslate(key string) *Peer {
	p := newPeer("libretranslate", key)
	p.mux.HandleFunc("POST /translate", p.libreTranslate)
	p.mux.HandleFunc("GET /languages", func(w http.ResponseWriter, _ *http.Request) {
		var out []map[string]any
		for _, code := range libreLanguages {
			out = append(out, map[string]any{"code": code, "name": code, "targets": libreLanguages})
		}
		answerJSON(w, http.StatusOK, out)
	})
	return p
}

func libreError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]string{"error": message})
}

type libreBody struct {
	Q      json.RawMessage `json:"q"`
	Source string          `json:"source"`
	Target string          `json:"target"`
	Format string          `json:"format"`
	Key    string          `json:"api_key"`
}

// texts reads q, a string or an array of strings.
func (b libreBody) texts() (list []string, array bool) {
	if json.Unmarshal(b.Q, &list) == nil {
		return list, true
	}
	var one string
	if json.Unmarshal(b.Q, &one) != nil || one == "" {
		return nil, false
	}
	return []string{one}, false
}

func (p *Peer) libreTranslate(w http.ResponseWriter, r *http.Request) {
	p.called()
	raw, ok := p.read(r, 1<<20)
	var body libreBody
	if !ok || json.Unmarshal(raw, &body) != nil {
		libreError(w, http.StatusBadRequest, "Invalid JSON format")
		return
	}
	list, array := body.texts()
	if status, problem := p.libreProblem(body, list, array); problem != "" {
		libreError(w, status, problem)
		return
	}
	j := job{texts: list, source: body.Source, target: body.Target}
	p.count(p.received, j)
	_, rules, fault := p.settings()
	if p.play(w, r, fault, j) {
		return
	}
	// The real one squeezes blanks, and resolves entities once more in the HTML that it made.
	texts := p.translate(fault, j, func(text string) string {
		translated := Pseudo(strings.Join(strings.Fields(text), " "), j.target, nil)
		if rules.KeepEntities {
			return translated
		}
		return html.UnescapeString(translated)
	})
	switch {
	case array:
		answerJSON(w, http.StatusOK, map[string]any{"translatedText": texts})
	case len(texts) == 0:
		answerJSON(w, http.StatusOK, map[string]any{})
	default:
		answerJSON(w, http.StatusOK, map[string]any{"translatedText": texts[0]})
	}
}

// libreProblem says what the real service would refuse, in its words.
func (p *Peer) libreProblem(b libreBody, texts []string, array bool) (status int, problem string) {
	key, rules, _ := p.settings()
	switch {
	case key != "" && b.Key == "":
		return 400, "Visit https://portal.libretranslate.com to get an API key"
	case key != "" && b.Key != key:
		return 403, "Invalid API key"
	case len(texts) == 0:
		return 400, "Invalid request: missing q parameter"
	case array && rules.MaxTexts > 0 && len(texts) > rules.MaxTexts:
		return 400, fmt.Sprintf("Invalid request: request (%d) exceeds text limit (%d)", len(texts), rules.MaxTexts)
	case b.Format != "html" && b.Format != "text":
		return 400, b.Format + " format is not supported"
	}
	for _, text := range texts {
		if n := utf8.RuneCountInString(text); rules.MaxCharacters > 0 && n > rules.MaxCharacters {
			return 400, fmt.Sprintf("Invalid request: request (%d) exceeds text limit (%d)", n, rules.MaxCharacters)
		}
	}
	for _, code := range []string{b.Source, b.Target} {
		if !slices.Contains(libreLanguages, code) {
			return 400, code + " is not supported"
		}
	}
	return 0, ""
}
