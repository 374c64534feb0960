package transfer

import (
	"html"
	"regexp"
	"strings"

	"lotse/schema"
)

// richText makes a document of plain paragraphs; line breaks within one stay. Nil when all are empty.
func richText(paragraphs ...string) map[string]any {
	return schema.RichTextFromText(strings.Join(paragraphs, "\n\n"))
}

// htmlDocument makes a document of HTML as editors left it. Nil when there is nothing to read in it.
func htmlDocument(s string) map[string]any { return schema.RichTextFromHTML(s) }

// markup finds what only HTML holds: a tag that programs write into descriptions.
var markup = regexp.MustCompile(`(?i)</?(a|b|br|div|em|i|li|ol|p|span|strong|u|ul)[ />]`)

// looseDocument takes text that may be HTML or not, as the descriptions of calendars are.
func looseDocument(s string) map[string]any {
	if markup.MatchString(s) {
		return htmlDocument(strings.ReplaceAll(s, "\n", "<br>"))
	}
	return richText(s)
}

// joinDocuments puts b behind a. Either may be nil.
func joinDocuments(a, b map[string]any) map[string]any {
	first, _ := a["content"].([]any)
	second, _ := b["content"].([]any)
	if len(first)+len(second) == 0 {
		return nil
	}
	return map[string]any{"type": "doc", "content": append(first[:len(first):len(first)], second...)}
}

func setDocument(fields Fields, name string, doc map[string]any) {
	if doc != nil {
		fields[name] = doc
	}
}

// prose makes a document of our own texts: blocks between empty lines, "## " before a heading, "- "
// before each item of a list.
func prose(s string) map[string]any {
	var b strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(s), "\n\n") {
		block = strings.TrimSpace(block)
		switch {
		case strings.HasPrefix(block, "## "):
			b.WriteString("<h2>" + html.EscapeString(block[3:]) + "</h2>")
		case strings.HasPrefix(block, "- "):
			b.WriteString("<ul>")
			for item := range strings.SplitSeq(block, "\n") {
				b.WriteString("<li><p>" + html.EscapeString(strings.TrimPrefix(item, "- ")) + "</p></li>")
			}
			b.WriteString("</ul>")
		default:
			b.WriteString("<p>" + html.EscapeString(strings.ReplaceAll(block, "\n", " ")) + "</p>")
		}
	}
	return htmlDocument(b.String())
}
