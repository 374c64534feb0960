package web

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"slices"
	"strings"

	"lotse/cms/sentence"
)

// Catalogue is the text of docs/errors.md: every code with its status and its sentences.
func Catalogue() string {
	var b strings.Builder
	b.WriteString("# Error codes\n\n" +
		"Every error is `application/problem+json` (RFC 9457) with a stable `code`; `errors[]` names each place of\n" +
		"the input with a JSON Pointer and a code of its own. `detail` is a sentence in German or English\n" +
		"(`Accept-Language`). `{max}` stands for a parameter (`params`); what stands in [brackets] is left out\n" +
		"without it. This page is generated from `cms/sentence/*.go`: `go test ./cms/web -run Catalogue -update`.\n\n" +
		"| code | status | English | German |\n|---|---|---|---|\n")
	for _, code := range slices.Sorted(maps.Keys(sentence.All)) {
		s := sentence.All[code]
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", code, statusText(s), s.EN, s.DE)
	}
	return b.String()
}

// statusText is the status of errors with the code, or what it is instead.
func statusText(s sentence.Sentence) string {
	switch {
	case s.Kind == "":
		return "in `errors`"
	case s.Kind == sentence.ClientGone:
		return "(log only)"
	}
	return fmt.Sprint(statuses[s.Kind])
}

// ServeCatalogue answers with the catalogue as a page; the `type` of every problem points into it.
func ServeCatalogue(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Lotse: error codes</title>\n<h1>Error codes</h1>\n<dl>\n")
	for _, code := range slices.Sorted(maps.Keys(sentence.All)) {
		s := sentence.All[code]
		fmt.Fprintf(&b, "<dt id=%q><code>%s</code> %s</dt><dd>%s</dd><dd lang=\"de\">%s</dd>\n",
			code, code, strings.ReplaceAll(statusText(s), "`", ""), html.EscapeString(s.EN), html.EscapeString(s.DE))
	}
	b.WriteString("</dl></html>\n")
	_, _ = w.Write([]byte(b.String()))
}
