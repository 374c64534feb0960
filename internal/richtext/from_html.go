package richtext

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FromHTML makes a document of foreign HTML: what editors of other systems, Word and mail programs
// leave behind. It keeps headings, lists, quotes, bold, italic and safe links, turns the rows of tables
// into paragraphs, and drops scripts, styles, pictures and forms' controls. No text is lost; control and
// bidi-override characters are. The document always passes Check, but for the length of a field.
// Nothing to read gives nil.
func FromHTML(source string) Doc {
	root, err := html.Parse(strings.NewReader(strings.ToValidUTF8(source, "\uFFFD")))
	if err != nil { // nested beyond what the parser takes: the bare text is still there
		return FromText(collapse(cleanText(stripTags(source))))
	}
	c := converter{current: &container{kind: "doc", depth: 1}}
	c.walk(root, style{})
	c.flush()
	for c.current.parent != nil {
		c.current = c.current.parent
	}
	return c.finish()
}

// style is what surrounds a text.
type style struct {
	bold, italic, keep, pre bool
	href, dir               string
	heading                 int
}

// container is an open node that holds blocks.
type container struct {
	kind   string
	depth  int // of its content, as Check counts
	nodes  []any
	parent *container
}

// nodeReserve is kept for closing when MaxNodes comes near.
const nodeReserve = 500

type converter struct {
	current *container
	line    []any // inline nodes of the open paragraph
	lineAs  style // of the block they stand in
	count   int
	rest    strings.Builder // text beyond MaxNodes, kept as one paragraph
}

func (c *converter) full() bool { return c.count > MaxNodes-nodeReserve }

func (c *converter) add(node map[string]any) {
	c.current.nodes = append(c.current.nodes, node)
	c.count++
}

// flush closes the open paragraph. Two line breaks in a row part paragraphs.
func (c *converter) flush() {
	kind, at := "paragraph", map[string]any{}
	if c.lineAs.heading > 0 && c.current.kind != "listItem" {
		kind = "heading"
		at["level"] = float64(c.lineAs.heading)
	}
	if c.lineAs.dir != "" {
		at["dir"] = c.lineAs.dir
	}
	for _, line := range splitLines(c.line) {
		n := node(kind, line...)
		if len(at) > 0 {
			n["attrs"] = at
		}
		c.add(n)
	}
	c.line = nil
}

func (c *converter) text(s string, as style) {
	s = cleanText(s)
	if c.full() {
		c.rest.WriteString(s)
		return
	}
	if !as.pre {
		c.inline(s, as)
		return
	}
	for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if i > 0 {
			c.line = append(c.line, node("hardBreak"))
			c.count++
		}
		c.inline(line, as)
	}
}

// inline adds text to the open paragraph, with single spaces only.
func (c *converter) inline(s string, as style) {
	s = collapse(s)
	if s == "" || s == " " && len(c.line) == 0 {
		return
	}
	if len(c.line) == 0 {
		c.lineAs = as
	}
	if strings.HasPrefix(s, " ") && endsInSpace(c.line) {
		if s = s[1:]; s == "" {
			return
		}
	}
	n := map[string]any{"type": "text", "text": s}
	var marks []any
	if as.href != "" {
		marks = append(marks, map[string]any{"type": "link", "attrs": map[string]any{"href": as.href}})
	}
	if as.bold {
		marks = append(marks, map[string]any{"type": "bold"})
	}
	if as.italic {
		marks = append(marks, map[string]any{"type": "italic"})
	}
	if as.keep {
		marks = append(marks, map[string]any{"type": "keep"})
	}
	if len(marks) > 0 {
		n["marks"] = marks
	}
	c.line = append(c.line, n)
	c.count++
}

// finish ends the document: what did not fit any more stands in a last paragraph.
func (c *converter) finish() Doc {
	if rest := strings.TrimSpace(collapse(c.rest.String())); rest != "" {
		c.current.nodes = append(c.current.nodes, node("paragraph", map[string]any{"type": "text", "text": rest}))
	}
	doc, _ := Tidy(node("doc", c.current.nodes...), func(s string) string { return s }).(map[string]any)
	return doc
}

// inside runs fill in a new container and adds it as a node when anything came into it. Too deep, the
// content is added where we are.
func (c *converter) inside(kind string, room int, fill func()) {
	c.flush()
	if c.current.depth+room > MaxDepth {
		fill()
		c.flush()
		return
	}
	c.current = &container{kind: kind, depth: c.current.depth + 1, parent: c.current}
	fill()
	c.flush()
	done := c.current
	c.current = done.parent
	if len(done.nodes) == 0 {
		return
	}
	if first := done.nodes[0].(map[string]any); kind == "listItem" && kindOf(first) != "paragraph" {
		done.nodes = append([]any{node("paragraph")}, done.nodes...) // editors expect an item to begin so
		c.count++
	}
	c.add(node(kind, done.nodes...))
}

func (c *converter) children(n *html.Node, as style) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, as)
	}
}

func (c *converter) walk(n *html.Node, as style) {
	switch n.Type {
	case html.TextNode:
		c.text(n.Data, as)
	case html.DocumentNode:
		c.children(n, as)
	case html.ElementNode:
		c.element(n, as)
	}
}

func (c *converter) element(n *html.Node, as style) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Select, atom.Noscript, atom.Noembed, atom.Audio, atom.Video, atom.Canvas, atom.Textarea:
		return
	case atom.Br:
		if !c.full() {
			c.line = append(c.line, node("hardBreak"))
			c.count++
		}
	case atom.Hr:
		c.flush()
		if !c.full() && c.current.kind != "listItem" {
			c.add(node("horizontalRule"))
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		c.list(n, as)
	case atom.Blockquote:
		if c.full() {
			c.children(n, as)
			return
		}
		c.inside("blockquote", 2, func() { c.children(n, as) })
	case atom.Tr:
		c.row(n, as)
	default:
		c.plainElement(n, as)
	}
}

// plainElement is a block or an inline element that makes no node of its own.
func (c *converter) plainElement(n *html.Node, as style) {
	inner := styled(n, as)
	if !isBlock(n.DataAtom) {
		c.children(n, inner)
		return
	}
	c.flush()
	c.children(n, inner)
	c.flush()
}

func (c *converter) list(n *html.Node, as style) {
	kind := "bulletList"
	if n.DataAtom == atom.Ol {
		kind = "orderedList"
	}
	if c.full() || c.current.depth+3 > MaxDepth {
		c.flush()
		c.children(n, as)
		c.flush()
		return
	}
	as.heading = 0
	c.inside(kind, 3, func() {
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			c.listChild(child, as)
		}
	})
}

// listChild: whatever stands in a list becomes an item; a list right inside a list belongs to the item
// before it.
func (c *converter) listChild(n *html.Node, as style) {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" || n.Type == html.CommentNode {
		return
	}
	nested := n.DataAtom == atom.Ul || n.DataAtom == atom.Ol
	if last := len(c.current.nodes) - 1; nested && last >= 0 {
		item := c.current.nodes[last].(map[string]any)
		c.current = &container{kind: "listItem", depth: c.current.depth + 1, parent: c.current}
		c.list(n, as)
		c.flush()
		done := c.current
		c.current = done.parent
		content, _ := item["content"].([]any)
		item["content"] = append(content, done.nodes...)
		return
	}
	c.inside("listItem", 2, func() {
		if n.DataAtom == atom.Li {
			c.children(n, styled(n, as))
			return
		}
		c.walk(n, as)
	})
}

// row turns a table row of short cells into one paragraph; a row that lays out whole blocks is taken
// cell by cell.
func (c *converter) row(n *html.Node, as style) {
	var cells []*html.Node
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.Td || child.DataAtom == atom.Th {
			cells = append(cells, child)
		}
	}
	c.flush()
	simple := len(cells) > 1
	for _, cell := range cells {
		simple = simple && !holdsBlocks(cell)
	}
	first := true
	for _, cell := range cells {
		if simple && !first && visibleText(cell) {
			c.text(" | ", as)
		}
		if !simple {
			c.flush()
		}
		if visibleText(cell) || !simple {
			c.children(cell, styled(cell, as))
			first = false
		}
	}
	c.flush()
}

func holdsBlocks(n *html.Node) bool {
	for child := range n.Descendants() {
		if child.Type == html.ElementNode && (isBlock(child.DataAtom) || child.DataAtom == atom.Ul || child.DataAtom == atom.Ol || child.DataAtom == atom.Blockquote) {
			return true
		}
	}
	return false
}

func visibleText(n *html.Node) bool {
	for child := range n.Descendants() {
		if child.Type == html.TextNode && strings.TrimSpace(child.Data) != "" {
			return true
		}
	}
	return false
}
