package web

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"lotse/internal/command"
)

// Sentence is what a code means, for people. `{max}` stands for a parameter of the problem; what stands in
// [brackets] is left out where its parameter is not known. No sentence repeats what was sent.
type Sentence struct {
	// Kind is that of errors with this code; empty for codes that only stand in `errors`.
	Kind   command.Kind
	DE, EN string
}

// Sentences is the catalogue of every code that Lotse answers with. docs/errors.md is written from it, and a
// test finds codes in the program that are missing here.
var Sentences = merged(requestSentences, objectSentences, workflowSentences, fieldSentences, syncSentences, limitSentences, webhookSentences, typeSentences)

func merged(tables ...map[string]Sentence) map[string]Sentence {
	all := map[string]Sentence{}
	for _, t := range tables {
		for code, s := range t {
			if _, twice := all[code]; twice {
				panic("the code " + code + " stands twice in the catalogue")
			}
			all[code] = s
		}
	}
	return all
}

// sentenceOf words a code. An unknown code, which only a mistake of ours can bring, gets the fallback.
func sentenceOf(german bool, code, fallback string, params map[string]any) string {
	s, ok := Sentences[code]
	if !ok {
		return fallback
	}
	text := s.EN
	if german {
		text = s.DE
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		text = strings.ReplaceAll(text, "{"+name+"}", fmt.Sprint(params[name]))
	}
	before, rest, found := strings.Cut(text, "[")
	if !found {
		return text
	}
	optional, after, _ := strings.Cut(rest, "]")
	if strings.Contains(optional, "{") {
		optional = ""
	}
	return before + optional + after
}

// longestLanguage bounds the part of Accept-Language that is read.
const longestLanguage = 200

var spoken = language.NewMatcher([]language.Tag{language.English, language.German})

// prefersGerman reads Accept-Language. Whoever asks for neither German nor English gets English.
func prefersGerman(header string) bool {
	if header == "" {
		return false
	}
	if len(header) > longestLanguage {
		header = header[:longestLanguage]
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return false
	}
	_, index, confidence := spoken.Match(tags...)
	return index == 1 && confidence >= language.Low
}
