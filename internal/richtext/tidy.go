package richtext

import (
	"maps"
	"slices"
	"strings"
)

// Tidy brings a document into the one form in which it is stored: what editors add without meaning
// (null attributes, rel and target of links, a first list number of 1) is dropped, neighbouring texts
// with the same marks are joined, empty lists and quotes and the empty paragraphs at both ends go. text
// is asked for every text node. An empty document gives nil; what is no document is returned as it is.
func Tidy(doc any, text func(string) string) any {
	root, ok := doc.(map[string]any)
	if !ok || kindOf(root) != "doc" {
		return doc
	}
	out := tidyNode(root, text, 0)
	list, ok := out["content"].([]any)
	if !ok {
		if _, has := out["content"]; has {
			return out // of a wrong shape: for Check to tell
		}
		return nil
	}
	for len(list) > 0 && isEmpty(list[0]) {
		list = list[1:]
	}
	for len(list) > 0 && isEmpty(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	if len(list) == 0 {
		return nil
	}
	out["content"] = list
	return out
}

// isEmpty reports a paragraph or heading without anything to see.
func isEmpty(value any) bool {
	node, _ := value.(map[string]any)
	kind := kindOf(node)
	return (kind == "paragraph" || kind == "heading") && strings.TrimSpace(inlineText(node)) == "" && len(children(node)) == countInline(node)
}

func countInline(node map[string]any) (n int) {
	for _, c := range children(node) {
		if inlines.fits(kindOf(c)) {
			n++
		}
	}
	return n
}

func tidyNode(in map[string]any, text func(string) string, depth int) map[string]any {
	out := make(map[string]any, len(in))
	for key, v := range in {
		out[key] = v
	}
	kind := kindOf(in)
	tidyAttrs(out, kind)
	if s, ok := in["text"].(string); ok && kind == "text" {
		out["text"] = text(s)
		tidyMarks(out)
	}
	list, ok := in["content"].([]any)
	if !ok {
		if in["content"] == nil {
			delete(out, "content")
		}
		return out
	}
	if depth > MaxDepth {
		return out
	}
	var content []any
	for _, value := range list {
		child, ok := value.(map[string]any)
		if !ok {
			content = append(content, value)
			continue
		}
		if child = tidyNode(child, text, depth+1); !hollow(child) {
			content = append(content, child)
		}
	}
	content = joinTexts(content, text)
	delete(out, "content")
	if len(content) > 0 {
		out["content"] = content
	}
	return out
}

// hollow reports a node that cannot stand empty: a text without letters, a list without items.
func hollow(node map[string]any) bool {
	switch kindOf(node) {
	case "text":
		return node["text"] == ""
	case "bulletList", "orderedList", "listItem", "blockquote":
		_, has := node["content"]
		return !has
	}
	return false
}

// joinTexts makes one text of neighbours with the same marks.
func joinTexts(content []any, text func(string) string) []any {
	var out []any
	for i := 0; i < len(content); {
		run := []string{}
		first, _ := content[i].(map[string]any)
		j := i
		for ; j < len(content); j++ {
			n, _ := content[j].(map[string]any)
			s, ok := n["text"].(string)
			if !ok || kindOf(n) != "text" || len(n) != len(first) || j > i && markKey(n) != markKey(first) {
				break
			}
			run = append(run, s)
		}
		if len(run) > 1 {
			first["text"] = text(strings.Join(run, "")) // again, because a mark at the seam may compose
		}
		out = append(out, content[i])
		i = max(j, i+1)
	}
	return out
}

func markKey(node map[string]any) string {
	var b strings.Builder
	marks, _ := node["marks"].([]any)
	for _, m := range marks {
		mark, _ := m.(map[string]any)
		href, _ := attrs(mark)["href"].(string)
		b.WriteString(kindOf(mark) + "\x00" + href + "\x00")
	}
	return b.String()
}

func tidyAttrs(node map[string]any, kind string) {
	attrs, ok := node["attrs"].(map[string]any)
	if !ok {
		if node["attrs"] == nil {
			delete(node, "attrs")
		}
		return
	}
	kept := map[string]any{}
	for key, v := range attrs {
		if v == nil || key == "start" && kind == "orderedList" && v == 1.0 {
			continue
		}
		kept[key] = v
	}
	delete(node, "attrs")
	if len(kept) > 0 {
		node["attrs"] = kept
	}
}

// tidyMarks orders the marks (link, bold, italic, keep) and drops what only an editor needs of a link.
func tidyMarks(node map[string]any) {
	marks, ok := node["marks"].([]any)
	if !ok {
		if node["marks"] == nil {
			delete(node, "marks")
		}
		return
	}
	byKind := map[string][]any{}
	for _, m := range marks {
		mark, ok := m.(map[string]any)
		if !ok {
			return
		}
		kind := kindOf(mark)
		if kind == "link" {
			mark = map[string]any{"type": "link", "attrs": map[string]any{"href": attrs(mark)["href"]}}
		}
		if (kind == "bold" || kind == "italic" || kind == "keep") && len(attrs(mark)) == 0 {
			mark = map[string]any{"type": kind}
		}
		byKind[kind] = append(byKind[kind], mark)
	}
	var ordered []any
	for _, kind := range []string{"link", "bold", "italic", "keep"} {
		ordered = append(ordered, byKind[kind]...)
		delete(byKind, kind)
	}
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		ordered = append(ordered, byKind[kind]...)
	}
	delete(node, "marks")
	if len(ordered) > 0 {
		node["marks"] = ordered
	}
}
