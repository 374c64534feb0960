package xliff

import "lotse/internal/segment"

// kinds12 are the values of ctype that mean a code of ours.
var kinds12 = map[string]segment.Kind{
	"bold": segment.Bold, "italic": segment.Italic, "link": segment.Link, "x-keep": segment.Keep, "lb": segment.Break,
}

// inline12 reads the content of a source or target of 1.2 (section 2.2.4). <mrk>, whatever it marks, and elements that
// the standard does not have leave only what is in them.
func inline12(pieces []piece, nodes []node) []piece {
	for _, n := range nodes {
		e := n.element
		if e == nil {
			pieces = append(pieces, piece{text: n.words})
			continue
		}
		p := piece{id: e.attribute("id"), kind: kinds12[e.attribute("ctype")], form: single}
		if p.kind == segment.Link {
			p.href = e.attribute("equiv-text")
		}
		switch e.name {
		case "g":
			p.form, p.key = begin, "g"+p.id
			pieces = inline12(append(pieces, p), e.kids)
			p.form = finish
			pieces = append(pieces, p)
		case "bx", "bpt":
			p.form, p.key = begin, pairKey12(e)
			pieces = append(pieces, p)
		case "ex", "ept":
			p.form, p.key = finish, pairKey12(e)
			pieces = append(pieces, p)
		case "x", "ph", "it":
			pieces = append(pieces, p)
		default:
			pieces = inline12(pieces, e.kids)
		}
	}
	return pieces
}

// pairKey12 is what the beginning and the end of a pair have in common: rid, or id where that is missing.
func pairKey12(e *element) string {
	if rid := e.attribute("rid"); rid != "" {
		return "r" + rid
	}
	return "r" + e.attribute("id")
}
