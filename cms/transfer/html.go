package transfer

import (
	"html"
	"regexp"
	"strings"
)

func htmlDocument(s string) map[string]any {
	s = regexp.MustCompile(`(?i)</(p|li|h[1-6]|div)>`).ReplaceAllString(s, "\n\n")
	s = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, ""))
	return richText(strings.Split(s, "\n\n")...)
}
func looseDocument(s string) map[string]any { return htmlDocument(s) }
func joinDocuments(a, b map[string]any) map[string]any {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	a["content"] = append(a["content"].([]any), b["content"].([]any)...)
	return a
}
