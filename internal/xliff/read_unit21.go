package xliff

import (
	"cmp"
	"slices"
)

// part is a segment of a unit, or what stands between two.
type part struct {
	source, target *element
	ignorable      bool
	state          State
	order          int // place of its target, from 1
}

// unit21 reads a <unit> (2.1, section 4.2.2.5). Tools may cut it into segments and what stands between them; these are
// joined again.
func (e *element) unit21(u *Unit, within frame) reading {
	u.Hash, u.MaxLength = e.hash21(), e.maxLength21()
	for _, notes := range e.all("notes") {
		for _, n := range notes.all("note") {
			u.Notes = append(u.Notes, Note{Category: n.attribute("category"), Text: n.words()})
		}
	}
	data := map[string]string{}
	for _, original := range e.all("originalData") {
		for _, d := range original.all("data") {
			data[d.attribute("id")] = d.words()
		}
	}
	parts := e.parts()
	if len(parts) == 0 {
		return reading{problem: MissingSource}
	}
	source, target, problem := joined(parts, data)
	if problem != "" {
		return reading{problem: problem}
	}
	if u.State = Initial; target != nil {
		u.State = leastState(parts)
	}
	read := u.texts(source.pieces, targetPieces(target), within.within(parts[0].source.attributes).preserve)
	if source.bad || target != nil && target.bad {
		read.problem = BadCharacter
	}
	return read
}

func targetPieces(target *inline21) []piece {
	if target == nil {
		return nil
	}
	return target.pieces
}

// parts lists segments and ignorables; none where one has no source.
func (e *element) parts() []part {
	var out []part
	for _, k := range e.kids {
		if k.element == nil || k.element.name != "segment" && k.element.name != "ignorable" {
			continue
		}
		p := part{source: k.element.first("source"), target: k.element.first("target"), ignorable: k.element.name == "ignorable"}
		if p.source == nil {
			return nil
		}
		p.state, p.order = readState21(k.element.attribute("state")), len(out)+1
		if p.target != nil {
			if n := positive(p.target.attribute("order")); n > 0 {
				p.order = n
			}
		}
		out = append(out, p)
	}
	return out
}

// joined joins the sources, and the targets in their order. target is nil where nothing is translated.
func joined(parts []part, data map[string]string) (source, target *inline21, problem string) {
	source = &inline21{data: data}
	some, missing := false, false
	for _, p := range parts {
		source.add(p.source.kids)
		if !p.ignorable {
			some = some || p.target.filled() || p.target != nil && !p.source.filled()
			missing = missing || p.source.filled() && !p.target.filled()
		}
	}
	switch {
	case !some:
		return source, nil, ""
	case missing:
		return nil, nil, IncompleteTarget
	}
	target = &inline21{data: data}
	for _, p := range slices.SortedStableFunc(slices.Values(parts), func(a, b part) int { return cmp.Compare(a.order, b.order) }) {
		switch {
		case p.target != nil:
			target.add(p.target.kids)
		case p.ignorable: // 2.1, section 4.2.2.7: without a target it is that of the source
			target.add(p.source.kids)
		}
	}
	return source, target, ""
}

// leastState is the state of the segment that is furthest behind.
func leastState(parts []part) State {
	least := Final
	for _, p := range parts {
		if !p.ignorable {
			least = lesser(least, p.state)
		}
	}
	return least
}
