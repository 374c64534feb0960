package richtext

// Doc is a document as decoded JSON: {"type": "doc", "content": […]}.
type Doc = map[string]any

// Limits of one document. The length in characters is a matter of the field.
const (
	MaxDepth   = 12   // of nodes inside nodes
	MaxNodes   = 5000 // text nodes included
	MaxHref    = 2000 // characters
	MaxOrdered = 9999 // the number that a list may begin with
	MaxMarks   = 4    // of a text
)

// content is what a node may hold.
type content int

const (
	nothing content = iota
	inlines
	blocks
	items
)

// nodes are the allowed nodes. An inline node is one that stands among text.
var nodes = map[string]struct {
	holds  content
	inline bool
	tag    string
}{
	"paragraph":      {holds: inlines, tag: "p"},
	"heading":        {holds: inlines, tag: "h"},
	"bulletList":     {holds: items, tag: "ul"},
	"orderedList":    {holds: items, tag: "ol"},
	"listItem":       {holds: blocks, tag: "li"},
	"blockquote":     {holds: blocks, tag: "blockquote"},
	"horizontalRule": {holds: nothing, tag: "hr"},
	"hardBreak":      {holds: nothing, inline: true, tag: "br"},
	"text":           {holds: nothing, inline: true},
}

// fits reports whether a node may stand in a place that holds this.
func (c content) fits(kind string) bool {
	n, ok := nodes[kind]
	switch c {
	case inlines:
		return ok && n.inline
	case blocks:
		return ok && !n.inline && kind != "listItem"
	case items:
		return kind == "listItem"
	}
	return false
}

func kindOf(node map[string]any) string { s, _ := node["type"].(string); return s }

// children returns the nodes inside a node; anything else among them is left out.
func children(node map[string]any) []map[string]any {
	list, _ := node["content"].([]any)
	out := make([]map[string]any, 0, len(list))
	for _, c := range list {
		if m, ok := c.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

func attrs(node map[string]any) map[string]any { m, _ := node["attrs"].(map[string]any); return m }

// level is the rank of a heading, always within 2…4.
func level(node map[string]any) int {
	n, _ := attrs(node)["level"].(float64)
	return min(max(int(n), 2), 4)
}

func node(kind string, content ...any) map[string]any {
	n := map[string]any{"type": kind}
	if len(content) > 0 {
		n["content"] = content
	}
	return n
}
