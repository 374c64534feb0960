package richtext

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Block is one paragraph or heading, wherever in lists and quotes it stands: the unit of translation
// and comparison.
type Block struct {
	ID   string // from the content: the same words keep their id wherever they move to
	Kind string // paragraph or heading
	HTML string // the inner HTML, without the block's own tag
	Text string
}

// Blocks returns the blocks of a document that hold any text, in order. Blocks with the same content
// are numbered, so that ids are unique in the document.
func Blocks(doc any) []Block {
	root, _ := doc.(map[string]any)
	var list []Block
	if kindOf(root) == "doc" {
		collect(root, 1, &list, map[string]int{})
	}
	return list
}

func collect(parent map[string]any, depth int, list *[]Block, seen map[string]int) {
	if depth > MaxDepth {
		return
	}
	for _, child := range children(parent) {
		kind := kindOf(child)
		switch nodes[kind].holds {
		case inlines:
			text := inlineText(child)
			if strings.TrimSpace(text) == "" {
				continue
			}
			var b strings.Builder
			writeChildren(&b, child, inlines, depth)
			sum := sha256.Sum256([]byte(kind + "\x00" + b.String()))
			id := hex.EncodeToString(sum[:6])
			if seen[id]++; seen[id] > 1 {
				id = fmt.Sprintf("%s-%d", id, seen[id])
			}
			*list = append(*list, Block{ID: id, Kind: kind, HTML: b.String(), Text: text})
		case items, blocks:
			collect(child, depth+1, list, seen)
		}
	}
}
