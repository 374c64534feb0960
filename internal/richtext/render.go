package richtext

import (
	"fmt"
	"html"
	"strings"
)

// HTML renders a document: balanced, escaped, links with rel="noopener". What is not allowed is left out.
func HTML(doc any) string {
	var b strings.Builder
	root, _ := doc.(map[string]any)
	if kindOf(root) == "doc" {
		writeChildren(&b, root, blocks, 1)
	}
	return b.String()
}

func writeChildren(b *strings.Builder, node map[string]any, holds content, depth int) {
	if depth > MaxDepth {
		return
	}
	for _, child := range children(node) {
		if holds.fits(kindOf(child)) {
			writeNode(b, child, depth)
		}
	}
}

func writeNode(b *strings.Builder, node map[string]any, depth int) {
	kind := kindOf(node)
	tag := nodes[kind].tag
	switch kind {
	case "text":
		writeText(b, node)
		return
	case "hardBreak", "horizontalRule":
		b.WriteString("<" + tag + ">")
		return
	case "heading":
		tag = fmt.Sprintf("h%d", level(node))
	}
	b.WriteString("<" + tag)
	switch dir := attrs(node)["dir"]; dir {
	case "ltr", "rtl", "auto":
		if nodes[kind].holds == inlines {
			fmt.Fprintf(b, ` dir="%s"`, dir)
		}
	}
	if n, ok := attrs(node)["start"].(float64); ok && kind == "orderedList" && n > 1 && n <= MaxOrdered {
		fmt.Fprintf(b, ` start="%d"`, int(n))
	}
	b.WriteString(">")
	writeChildren(b, node, nodes[kind].holds, depth+1)
	b.WriteString("</" + tag + ">")
}

// writeText writes the marks in one fixed order, whatever order they were stored in.
func writeText(b *strings.Builder, node map[string]any) {
	text, _ := node["text"].(string)
	href, bold, italic, keep := "", false, false, false
	marks, _ := node["marks"].([]any)
	for _, m := range marks {
		mark, _ := m.(map[string]any)
		switch kindOf(mark) {
		case "bold":
			bold = true
		case "italic":
			italic = true
		case "keep":
			keep = true
		case "link":
			if h, _ := attrs(mark)["href"].(string); SafeLink(h) {
				href = h
			}
		}
	}
	open, shut := "", ""
	if href != "" {
		open, shut = `<a href="`+html.EscapeString(href)+`" rel="noopener">`, "</a>"
	}
	if bold {
		open, shut = open+"<strong>", "</strong>"+shut
	}
	if italic {
		open, shut = open+"<em>", "</em>"+shut
	}
	if keep {
		open, shut = open+`<span translate="no">`, "</span>"+shut
	}
	b.WriteString(open + html.EscapeString(text) + shut)
}

// Text renders a document as plain text: blocks are parted by line breaks, list items begin with a dash.
func Text(doc any) string {
	root, _ := doc.(map[string]any)
	var lines []string
	if kindOf(root) == "doc" {
		textLines(root, blocks, 1, &lines)
	}
	return strings.Join(lines, "\n")
}

func textLines(node map[string]any, holds content, depth int, lines *[]string) {
	if depth > MaxDepth {
		return
	}
	for _, child := range children(node) {
		kind := kindOf(child)
		if !holds.fits(kind) {
			continue
		}
		switch nodes[kind].holds {
		case inlines:
			*lines = append(*lines, inlineText(child))
		case items, blocks:
			before := len(*lines)
			textLines(child, nodes[kind].holds, depth+1, lines)
			if kind == "listItem" && len(*lines) > before {
				(*lines)[before] = "- " + (*lines)[before]
			}
		}
	}
}

// inlineText is the text of one paragraph or heading.
func inlineText(node map[string]any) string {
	var b strings.Builder
	for _, c := range children(node) {
		switch kindOf(c) {
		case "text":
			s, _ := c["text"].(string)
			b.WriteString(s)
		case "hardBreak":
			b.WriteByte('\n')
		}
	}
	return b.String()
}
