package richtext

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is one thing that is wrong with a document.
type Problem struct {
	Pointer string // JSON Pointer into the document
	Code    string // bad_rich_text, too_long, too_many, too_deep, or what the check of texts answered
}

// BadRichText is the code of all that the allow-list does not know.
const BadRichText = "bad_rich_text"

// maxProblems ends the search in a document that is wrong all over.
const maxProblems = 20

// Check returns the problems of a document. maxLength is in characters of text; text is asked for
// every text node and answers the code of its problem or "".
func Check(doc any, maxLength int, text func(string) string) []Problem {
	c := checker{text: text}
	root, ok := doc.(map[string]any)
	if !ok || kindOf(root) != "doc" {
		return []Problem{{"", BadRichText}}
	}
	for key := range root {
		if key != "type" && key != "content" {
			c.problem("/"+escape(key), BadRichText)
		}
	}
	c.content("", root, blocks, 1)
	if c.length > maxLength {
		c.problem("", "too_long")
	}
	if c.count > MaxNodes {
		c.problem("", "too_many")
	}
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return strings.Compare(a.Pointer, b.Pointer) })
	return c.problems
}

type checker struct {
	text     func(string) string
	problems []Problem
	length   int
	count    int
}

func (c *checker) problem(at, code string) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, Problem{at, code})
	}
}

func (c *checker) content(at string, parent map[string]any, holds content, depth int) {
	value, has := parent["content"]
	if !has {
		if holds == items || holds == blocks { // a list without items, a quote without words, an empty document
			c.problem(at, BadRichText)
		}
		return
	}
	list, ok := value.([]any)
	if !ok || len(list) == 0 && holds != inlines {
		c.problem(at+"/content", BadRichText)
		return
	}
	if depth > MaxDepth {
		c.problem(at+"/content", "too_deep")
		return
	}
	for i, child := range list {
		if c.count++; c.count > MaxNodes || len(c.problems) >= maxProblems {
			return
		}
		c.node(fmt.Sprintf("%s/content/%d", at, i), child, holds, depth)
	}
}

func (c *checker) node(at string, value any, holds content, depth int) {
	node, ok := value.(map[string]any)
	kind := ""
	if ok {
		kind = kindOf(node)
	}
	if !holds.fits(kind) {
		c.problem(at, BadRichText)
		return
	}
	for key := range node {
		switch {
		case key == "type", key == "attrs":
		case key == "content" && nodes[kind].holds != nothing:
		case (key == "text" || key == "marks") && kind == "text":
		default:
			c.problem(at+"/"+escape(key), BadRichText)
		}
	}
	c.attrs(at, kind, node)
	if kind == "text" {
		c.textNode(at, node)
		return
	}
	if nodes[kind].holds != nothing {
		c.content(at, node, nodes[kind].holds, depth+1)
	}
}

func (c *checker) attrs(at, kind string, node map[string]any) {
	value, has := node["attrs"]
	attrs, ok := value.(map[string]any)
	if has && !ok || has && nodes[kind].inline {
		c.problem(at+"/attrs", BadRichText)
		return
	}
	for key, v := range attrs {
		switch {
		case key == "dir" && nodes[kind].holds == inlines:
			ok = v == "ltr" || v == "rtl" || v == "auto"
		case key == "level" && kind == "heading":
			ok = v == 2.0 || v == 3.0 || v == 4.0
		case key == "start" && kind == "orderedList":
			n, number := v.(float64)
			ok = number && n >= 1 && n <= MaxOrdered && n == math.Trunc(n)
		default:
			ok = false
		}
		if !ok {
			c.problem(at+"/attrs/"+escape(key), BadRichText)
		}
	}
	if _, has := attrs["level"]; kind == "heading" && !has {
		c.problem(at+"/attrs", BadRichText)
	}
}

func (c *checker) textNode(at string, node map[string]any) {
	text, _ := node["text"].(string)
	if text == "" {
		c.problem(at+"/text", BadRichText)
	}
	c.length += utf8.RuneCountInString(text)
	if code := c.text(text); code != "" {
		c.problem(at+"/text", code)
	}
	value, has := node["marks"]
	marks, ok := value.([]any)
	if has && !ok {
		c.problem(at+"/marks", BadRichText)
	}
	seen := map[string]bool{}
	for i, m := range marks {
		here := fmt.Sprintf("%s/marks/%d", at, i)
		mark, _ := m.(map[string]any)
		kind := kindOf(mark)
		if seen[kind] || len(marks) > MaxMarks {
			c.problem(here, BadRichText)
			return
		}
		seen[kind] = true
		c.mark(here, kind, mark)
	}
}

func (c *checker) mark(at, kind string, mark map[string]any) {
	switch kind {
	case "bold", "italic", "keep":
		if len(mark) != 1 {
			c.problem(at, BadRichText)
		}
	case "link":
		a := attrs(mark)
		href, _ := a["href"].(string)
		if len(mark) != 2 || len(a) != 1 {
			c.problem(at, BadRichText)
		} else if !SafeLink(href) {
			c.problem(at+"/attrs/href", BadRichText)
		}
	default:
		c.problem(at, BadRichText)
	}
}

// SafeLink reports whether a link may stand in a text: http and https with a host, mailto, tel.
func SafeLink(href string) bool {
	if href == "" || utf8.RuneCountInString(href) > MaxHref {
		return false
	}
	if strings.ContainsFunc(href, func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == '"' || r == '<' || r == '>' || r == '\\' || r == utf8.RuneError
	}) {
		return false
	}
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Hostname() != "" && u.User == nil
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}

// escape makes a key a token of a JSON Pointer (RFC 6901).
func escape(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
