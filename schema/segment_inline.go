package schema

import (
	"maps"
	"reflect"

	"lotse/internal/segment"
)

// markKinds are the marks that become codes, outermost first: the order in which they are stored.
var markKinds = []segment.Kind{segment.Link, segment.Bold, segment.Italic, segment.Keep}

// codedInline makes a coded text of the inline nodes of a block. Marks that several neighbours share are one code.
func codedInline(content []any) segment.Text {
	w := &inlineWriter{}
	for _, value := range content {
		node, _ := value.(map[string]any)
		switch node["type"] {
		case "text":
			text, _ := node["text"].(string)
			w.surround(marksOf(node))
			w.tokens = append(w.tokens, segment.Token{Kind: segment.Words, Text: text})
		case "hardBreak":
			w.surround(nil)
			w.tokens = append(w.tokens, segment.Token{Kind: segment.Empty, ID: w.code(segment.Code{Kind: segment.Break})})
		}
	}
	w.surround(nil)
	return segment.Text{Coded: segment.Join(w.tokens), Codes: w.codes}
}

// inlineWriter opens and closes codes around words.
type inlineWriter struct {
	tokens []segment.Token
	codes  []segment.Code
	open   []segment.Code
}

// code notes a new code.
func (w *inlineWriter) code(c segment.Code) int {
	c.ID = len(w.codes) + 1
	w.codes = append(w.codes, c)
	return c.ID
}

// surround closes what does not go on and opens what is new.
func (w *inlineWriter) surround(marks []segment.Code) {
	same := 0
	for same < len(w.open) && same < len(marks) && w.open[same].Kind == marks[same].Kind && w.open[same].Href == marks[same].Href {
		same++
	}
	for len(w.open) > same {
		last := len(w.open) - 1
		w.tokens = append(w.tokens, segment.Token{Kind: segment.Close, ID: w.open[last].ID})
		w.open = w.open[:last]
	}
	for _, m := range marks[same:] {
		m.ID = w.code(m)
		w.tokens = append(w.tokens, segment.Token{Kind: segment.Open, ID: m.ID})
		w.open = append(w.open, m)
	}
}

// marksOf reads the marks of a text node, outermost first.
func marksOf(node map[string]any) []segment.Code {
	byKind := map[segment.Kind]segment.Code{}
	marks, _ := node["marks"].([]any)
	for _, m := range marks {
		mark, _ := m.(map[string]any)
		kind, _ := mark["type"].(string)
		attrs, _ := mark["attrs"].(map[string]any)
		href, _ := attrs["href"].(string)
		byKind[segment.Kind(kind)] = segment.Code{Kind: segment.Kind(kind), Href: href}
	}
	var out []segment.Code
	for _, kind := range markKinds {
		if c, has := byKind[kind]; has {
			out = append(out, c)
		}
	}
	return out
}

// inlineContent makes inline nodes of a coded text, with the codes of its source. Codes that the source does not
// have are left out, their words kept.
func inlineContent(coded string, source segment.Text) []any {
	tokens, err := segment.Tokens(coded)
	if err != nil {
		tokens = []segment.Token{{Kind: segment.Words, Text: coded}}
	}
	var out []any
	var open []segment.Code
	for _, t := range tokens {
		code, known := source.Code(t.ID)
		switch {
		case t.Kind == segment.Words && t.Text != "":
			out = appendText(out, t.Text, marksFor(open))
		case t.Kind == segment.Open:
			open = append(open, code) // also an unknown one, which is closed again
		case t.Kind == segment.Close && len(open) > 0:
			open = open[:len(open)-1]
		case t.Kind == segment.Empty && known && code.Kind == segment.Break:
			out = append(out, map[string]any{"type": "hardBreak"})
		}
	}
	return out
}

// appendText adds words; to the text before them where that has the same marks.
func appendText(out []any, text string, marks []any) []any {
	if len(out) > 0 {
		last := out[len(out)-1].(map[string]any)
		before, _ := last["marks"].([]any)
		if last["type"] == "text" && (len(before) == 0 && len(marks) == 0 || reflect.DeepEqual(before, marks)) {
			joined := maps.Clone(last)
			joined["text"] = last["text"].(string) + text
			return append(out[:len(out)-1], joined)
		}
	}
	node := map[string]any{"type": "text", "text": text}
	if len(marks) > 0 {
		node["marks"] = marks
	}
	return append(out, node)
}

// marksFor are the marks of the open codes, each kind once, in the order in which they are stored.
func marksFor(open []segment.Code) []any {
	var out []any
	for _, kind := range markKinds {
		for _, c := range open {
			if c.Kind != kind {
				continue
			}
			mark := map[string]any{"type": string(kind)}
			if kind == segment.Link {
				mark["attrs"] = map[string]any{"href": c.Href}
			}
			out = append(out, mark)
			break
		}
	}
	return out
}
