package xliff

import (
	"strconv"

	"lotse/internal/segment"
)

// inline21 reads the content of sources or targets of 2.x (2.1, section 4.2.3).
type inline21 struct {
	data   map[string]string // the original data of the unit
	pieces []piece
	bad    bool // a character that cannot stand in a text
}

func (in *inline21) add(nodes []node) {
	for _, n := range nodes {
		if n.element == nil {
			in.pieces = append(in.pieces, piece{text: n.words})
			continue
		}
		in.element(n.element)
	}
}

func (in *inline21) element(e *element) {
	switch e.name {
	case "pc":
		in.pair(e, in.code(e, "dataRefStart", "p"))
	case "mrk":
		in.pair(e, annotation(e))
	case "sc":
		in.alone(in.code(e, "dataRef", "s"), begin, e)
	case "sm":
		in.alone(annotation(e), begin, e)
	case "ec", "em":
		in.end(e)
	case "ph":
		in.alone(in.code(e, "dataRef", ""), single, e)
	case "cp":
		in.codePoint(e)
	default:
		in.add(e.kids)
	}
}

// code reads what an element says of a code. A tool that copies a code gives the copy an id of its own.
func (in *inline21) code(e *element, dataRef, prefix string) piece {
	p := piece{id: e.attribute("id"), kind: kind21(e)}
	p.key = prefix + p.id
	if base := e.attribute("copyOf"); base != "" && codeID(p.id) == 0 {
		p.id = base
	}
	if p.kind == segment.Link {
		p.href = address(in.data[e.attribute(dataRef)])
	}
	return p
}

// kind21 reads type and subType (2.1, section 4.3.1.39).
func kind21(e *element) segment.Kind {
	if e.attribute("type") == "link" {
		return segment.Link
	}
	switch e.attribute("subType") {
	case "xlf:b":
		return segment.Bold
	case "xlf:i":
		return segment.Italic
	case "xlf:lb":
		return segment.Break
	}
	return ""
}

// annotation reads <mrk> and <sm>: words that are not translated are a code of ours, all else is a remark.
func annotation(e *element) piece {
	p := piece{id: e.attribute("id"), soft: true}
	p.key = "m" + p.id
	if e.attribute("translate") == "no" {
		p.kind = segment.Keep
	}
	return p
}

func (in *inline21) pair(e *element, p piece) {
	p.form = begin
	in.pieces = append(in.pieces, p)
	in.add(e.kids)
	p.form = finish
	in.pieces = append(in.pieces, p)
}

// alone adds a code that surrounds nothing by itself. Half a pair whose other half is elsewhere is a single code.
func (in *inline21) alone(p piece, form pieceForm, e *element) {
	p.form = form
	if e.attribute("isolated") == "yes" {
		p.form = single
	}
	in.pieces = append(in.pieces, p)
}

func (in *inline21) end(e *element) {
	id := e.attribute("startRef")
	if id == "" {
		id = e.attribute("id")
	}
	p := piece{id: id, key: "s" + id}
	if e.name == "em" {
		p.key, p.soft = "m"+id, true
	}
	in.alone(p, finish, e)
}

func (in *inline21) codePoint(e *element) {
	c, err := strconv.ParseUint(e.attribute("hex"), 16, 21)
	if err != nil || !xmlCharacter(rune(c)) {
		in.bad = true
		return
	}
	in.pieces = append(in.pieces, piece{text: string(rune(c))})
}
