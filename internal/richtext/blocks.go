package richtext

import (
	"maps"
	"strings"
)

// Block is one paragraph or heading, wherever in lists and quotes it stands: the unit of translation.
type Block struct {
	Kind    string // paragraph or heading
	Content []any  // its inline nodes
	Text    string
}

// Blocks returns the blocks of a document that hold any text, in order.
func Blocks(doc any) []Block {
	var list []Block
	Fill(doc, func(b Block) Filled {
		list = append(list, b)
		return Filled{Content: b.Content}
	})
	return list
}

// Filled is what comes into the place of a block.
type Filled struct {
	// Content are its inline nodes; without any the block goes, and with it what holds nothing else.
	Content []any
	// After are paragraphs that follow it.
	After [][]any
	// Undirected drops the direction that the block says: another script is written into it.
	Undirected bool
}

// Fill makes a document of the same form with other texts: fill is asked for every block that holds text, in order.
// Nothing left gives nil. The given document is left alone.
func Fill(doc any, fill func(Block) Filled) Doc {
	root, _ := doc.(map[string]any)
	if kindOf(root) != "doc" {
		return nil
	}
	list := fillAll(root, 1, fill)
	if len(list) == 0 {
		return nil
	}
	return node("doc", list...)
}

// fillAll fills what a node holds.
func fillAll(parent map[string]any, depth int, fill func(Block) Filled) []any {
	if depth > MaxDepth {
		return nil
	}
	var out []any
	for _, child := range children(parent) {
		kind := kindOf(child)
		switch nodes[kind].holds {
		case inlines:
			out = append(out, filled(child, kind, fill)...)
		case items, blocks:
			if content := fillAll(child, depth+1, fill); len(content) > 0 {
				copied := maps.Clone(child)
				copied["content"] = content
				out = append(out, copied)
			}
		case nothing:
			out = append(out, child)
		}
	}
	return out
}

// filled is what comes into the place of a paragraph or heading; one without text stays.
func filled(block map[string]any, kind string, fill func(Block) Filled) []any {
	text := inlineText(block)
	if strings.TrimSpace(text) == "" {
		return []any{block}
	}
	content, _ := block["content"].([]any)
	f := fill(Block{Kind: kind, Content: content, Text: text})
	var out []any
	if len(f.Content) > 0 {
		copied := maps.Clone(block)
		copied["content"] = f.Content
		if f.Undirected {
			undirect(copied)
		}
		out = append(out, copied)
	}
	for _, after := range f.After {
		out = append(out, node("paragraph", after...))
	}
	return out
}

func undirect(block map[string]any) {
	kept := maps.Clone(attrs(block))
	delete(kept, "dir")
	delete(block, "attrs")
	if len(kept) > 0 {
		block["attrs"] = kept
	}
}
