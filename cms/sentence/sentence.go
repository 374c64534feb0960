// Package sentence is the catalogue of the codes of errors: what each means, in German and English, and which kind
// of error it is. A part of Lotse has its own file here; docs/errors.md is written from all of them.
//
// What must not be here: HTTP statuses (cms/web/problem.go), and sentences that hold what was sent.
package sentence

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lotse/internal/command"
)

// Sentence is what a code means, for people. `{max}` stands for a parameter of the problem; what stands in
// [brackets] is left out where its parameter is not known. No sentence repeats what was sent.
type Sentence struct {
	// Kind is that of errors with this code; empty for codes that only stand in `errors`.
	Kind   command.Kind
	DE, EN string
}

// Kinds of errors that only doors know.
const (
	MethodNotAllowed     command.Kind = "method_not_allowed"
	UnsupportedMediaType command.Kind = "unsupported_media_type"
	RequestTimeout       command.Kind = "request_timeout"
	Internal             command.Kind = "internal"
	// ClientGone is the kind of requests whose client does not wait any more.
	ClientGone command.Kind = "client_gone"
)

// All is the catalogue of every code that Lotse answers with. docs/errors.md is written from it, and a
// test finds codes in the program that are missing here.
var All = merged(requestSentences, objectSentences, workflowSentences, fieldSentences, syncSentences, limitSentences, webhookSentences, typeSentences, siteSentences, translationSentences)

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

// Of words a code. An unknown code, which only a mistake of ours can bring, gets the fallback.
func Of(german bool, code, fallback string, params map[string]any) string {
	s, ok := All[code]
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
