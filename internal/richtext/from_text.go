package richtext

import "strings"

// FromText makes a document of plain text: an empty line parts paragraphs, a line break stays one.
// Nothing to read gives nil.
func FromText(text string) Doc {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(text)
	var paragraphs []any
	for _, part := range strings.Split(text, "\n\n") {
		var line []any
		for _, s := range strings.Split(part, "\n") {
			if s = strings.TrimSpace(s); s == "" {
				continue
			}
			if len(line) > 0 {
				line = append(line, node("hardBreak"))
			}
			line = append(line, map[string]any{"type": "text", "text": s})
		}
		if len(line) > 0 {
			paragraphs = append(paragraphs, node("paragraph", line...))
		}
	}
	if len(paragraphs) == 0 {
		return nil
	}
	return node("doc", paragraphs...)
}
