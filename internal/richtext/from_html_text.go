package richtext

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// stripTags keeps the text tokens.
func stripTags(source string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(strings.ToValidUTF8(source, "\uFFFD")))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Text())) + " ")
		}
	}
}

// cleanText drops what Check would refuse.
func cleanText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return r
		case unicode.Is(unicode.Cc, r):
			return ' '
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
			return -1
		}
		return r
	}, s)
}

// collapse makes every run of white space one space; a no-break space counts as one, because editors
// strew it.
func collapse(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// splitLines trims the inline nodes of a paragraph and splits them at two line breaks.
func splitLines(line []any) (out [][]any) {
	var current []any
	breaks := 0
	for _, value := range line {
		n := value.(map[string]any)
		if kindOf(n) == "hardBreak" {
			breaks++
			continue
		}
		text := n["text"].(string)
		if len(current) == 0 || breaks > 0 {
			text = strings.TrimLeft(text, " ")
		}
		if text == "" {
			continue
		}
		switch {
		case breaks > 1 && len(current) > 0:
			out, current = append(out, current), nil
		case breaks == 1 && len(current) > 0:
			current = append(current, node("hardBreak"))
		}
		breaks = 0
		n["text"] = text
		current = append(current, n)
	}
	if len(current) > 0 {
		out = append(out, current)
	}
	for _, line := range out {
		trimEnds(line)
	}
	return out
}

// trimEnds takes the spaces before line breaks and at the end.
func trimEnds(line []any) {
	for i, value := range line {
		n := value.(map[string]any)
		if s, ok := n["text"].(string); ok && (i == len(line)-1 || kindOf(line[i+1].(map[string]any)) == "hardBreak") {
			if trimmed := strings.TrimRight(s, " "); trimmed != "" {
				n["text"] = trimmed
			}
		}
	}
}

func endsInSpace(line []any) bool {
	if len(line) == 0 {
		return true
	}
	s, ok := line[len(line)-1].(map[string]any)["text"].(string)
	return !ok || strings.HasSuffix(s, " ")
}
