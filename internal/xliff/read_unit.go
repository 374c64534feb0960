package xliff

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// unit reads a unit. What is wrong with it alone becomes a Problem; the error is for what makes the file be refused.
func (r *reader) unit(t xml.StartElement, within frame) error {
	if r.units++; r.units > r.limits.Units {
		return r.refuse(TooManyUnits)
	}
	line := r.line()
	e, err := r.element(t)
	if err != nil {
		return err
	}
	file := &r.document.Files[len(r.document.Files)-1]
	u := Unit{ID: e.attribute("id"), State: Initial, Translate: !within.fixed}
	var read reading
	if r.version == "1" {
		read = e.unit12(&u, within)
	} else {
		u.ID = unescapeID(u.ID)
		read = e.unit21(&u, within)
	}
	if read.characters > r.limits.Text {
		return &Error{Code: TextTooLong, Line: line}
	}
	problem := read.problem
	switch {
	case u.ID == "":
		problem = MissingID
	case r.seen[u.ID]:
		problem = DuplicateUnit
	}
	r.seen[u.ID] = true
	if problem != "" {
		r.problems = append(r.problems, Problem{File: file.Original, Unit: u.ID, Code: problem, Line: line})
		return nil
	}
	file.Units = append(file.Units, u)
	return nil
}

// reading is how it went: the characters of the longer text, and what is wrong.
type reading struct {
	characters int
	problem    string
}

// texts puts source and target together.
func (u *Unit) texts(source, target []piece, preserve bool) reading {
	read := reading{characters: max(characters(source), characters(target))}
	if !preserve {
		collapse(source)
		collapse(target)
	}
	var dropped map[string]bool
	if u.Source, dropped, read.problem = sourceText(source); read.problem == "" {
		u.Target, read.problem = targetText(target, u.Source, dropped)
	}
	if blank(u.Target) && !blank(u.Source.Coded) { // nothing but codes that were left out, or the layout of the file
		u.Target = ""
	}
	if u.Target == "" {
		u.State = Initial
	}
	return read
}

// blank says whether a coded text has neither words nor codes.
func blank(coded string) bool { return strings.TrimSpace(coded) == "" }

// unit12 reads a <trans-unit> (1.2, section 2.2.3).
func (e *element) unit12(u *Unit, within frame) reading {
	source, target := e.first("source"), e.first("target")
	if source == nil {
		return reading{problem: MissingSource}
	}
	u.Hash, _ = strings.CutPrefix(e.attribute("extradata"), hash12)
	if u.Hash == e.attribute("extradata") { // of a foreign tool
		u.Hash = ""
	}
	if e.attribute("size-unit") == "char" {
		u.MaxLength = positive(e.attribute("maxwidth"))
	}
	for _, n := range e.all("note") {
		u.Notes = append(u.Notes, Note{Category: n.attribute("from"), Text: n.words()})
	}
	var into []piece
	if target.filled() || target != nil && !source.filled() {
		u.State = readState12(target.attribute("state"), e.attribute("approved") == "yes")
		into = inline12(nil, target.kids)
		if half(e.first("seg-source"), target) {
			return reading{problem: IncompleteTarget}
		}
	}
	return u.texts(inline12(nil, source.kids), into, within.within(source.attributes).preserve)
}

// half says whether a segment of the source has none in the target. A target without segments is whole.
func half(source, target *element) bool {
	if source == nil {
		return false
	}
	translated := map[string]bool{}
	segmentsOf(target, func(mid string, filled bool) { translated[mid] = translated[mid] || filled })
	missing := false
	segmentsOf(source, func(mid string, filled bool) { missing = missing || filled && !translated[mid] })
	return missing && len(translated) > 0
}

// segmentsOf tells of every <mrk mtype="seg">.
func segmentsOf(e *element, tell func(mid string, filled bool)) {
	for _, k := range e.kids {
		switch {
		case k.element == nil:
		case k.element.name == "mrk" && k.element.attribute("mtype") == "seg":
			tell(k.element.attribute("mid"), k.element.filled())
		default:
			segmentsOf(k.element, tell)
		}
	}
}

// hash21 reads the hash from the metadata of a unit.
func (e *element) hash21() string {
	for _, metadata := range e.all("mda:metadata") {
		for _, group := range metadata.all("mda:metaGroup") {
			for _, meta := range group.all("mda:meta") {
				if group.attribute("category") == metaCategory && meta.attribute("type") == metaHash {
					return meta.words()
				}
			}
		}
	}
	return ""
}

// maxLength21 reads a size restriction: a maximum, or a minimum and a maximum (2.1, section 5.7.6).
func (e *element) maxLength21() int {
	restriction := attributeOf(e.attributes, namespaceSL, "sizeRestriction")
	if _, maximum, both := strings.Cut(restriction, ","); both {
		restriction = maximum
	}
	n, _ := strconv.Atoi(strings.TrimSpace(restriction))
	return max(n, 0)
}
