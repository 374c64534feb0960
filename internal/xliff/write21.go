package xliff

import (
	"html"
	"io"
	"strconv"
	"strings"

	"lotse/internal/segment"
)

// Namespaces of files of 2.x, and the metadata of a unit that hold its hash.
const (
	namespace20 = "urn:oasis:names:tc:xliff:document:2.0" // of 2.0 and 2.1
	namespace22 = "urn:oasis:names:tc:xliff:document:2.2"
	namespaceMD = "urn:oasis:names:tc:xliff:metadata:2.0"
	namespaceSL = "urn:oasis:names:tc:xliff:sizerestriction:2.0"

	metaCategory = "lotse"
	metaHash     = "source-hash"
)

// Write21 writes a document as XLIFF 2.1. The same document gives the same bytes. The error is a *WriteError, and
// nothing was written; or that of w.
//
// Bold, italic and links are <pc>, a line break is <ph>, words that are not translated are <mrk translate="no">; the
// address of a link is original data. The hash of the source is in the metadata module, MaxLength in the size
// restriction module.
func Write21(w io.Writer, doc Document) error {
	return write(w, doc, true, func(out output, doc Document) {
		out.markup(`<xliff xmlns="`, namespace20, `" xmlns:mda="`, namespaceMD, `"`)
		if restricted(doc.Files...) {
			out.markup(` xmlns:slr="`, namespaceSL, `"`)
		}
		out.markup(` version="2.1"`)
		out.attribute("srcLang", doc.SourceLocale)
		out.attribute("trgLang", doc.TargetLocale)
		out.markup(">\n")
		for i, f := range doc.Files {
			out.file21(f, i+1)
		}
		out.markup("</xliff>\n")
	})
}

// restricted says whether a unit has a MaxLength: only then the files name the profile.
func restricted(files ...File) bool {
	for _, f := range files {
		for _, u := range f.Units {
			if u.MaxLength > 0 {
				return true
			}
		}
	}
	return false
}

func (o output) file21(f File, number int) {
	o.markup(` <file id="f`, strconv.Itoa(number), `" original="`, quoter.Replace(f.Original), `"`)
	o.attribute("srcDir", direction(f.SourceLocale))
	o.attribute("trgDir", direction(f.TargetLocale))
	o.markup(">\n")
	if restricted(f) {
		o.markup(`  <slr:profiles generalProfile="xliff:codepoints"/>`, "\n")
	}
	for _, u := range f.Units {
		o.unit21(u)
	}
	o.markup(" </file>\n")
}

func (o output) unit21(u Unit) {
	o.markup("  <unit")
	o.attribute("id", escapeID(u.ID))
	if !u.Translate {
		o.attribute("translate", "no")
	}
	if u.MaxLength > 0 {
		o.markup(` slr:sizeRestriction="`, strconv.Itoa(u.MaxLength), `"`)
	}
	o.markup(` xml:space="preserve">`, "\n")
	o.markup(`   <mda:metadata><mda:metaGroup category="`, metaCategory, `"><mda:meta type="`, metaHash, `">`)
	o.text(u.hash())
	o.markup("</mda:meta></mda:metaGroup></mda:metadata>\n")
	if len(u.Notes) > 0 {
		o.markup("   <notes>\n")
		for _, n := range u.Notes {
			o.markup("    <note")
			o.attribute("category", n.Category)
			o.markup(">")
			o.text(n.Text)
			o.markup("</note>\n")
		}
		o.markup("   </notes>\n")
	}
	codes := codesOf(u.Source)
	o.originalData(u.Source.Coded, codes)
	o.markup(`   <segment state="`, string(u.writable()), `">`, "\n    <source>")
	o.inline21(u.Source.Coded, codes)
	o.markup("</source>\n")
	if u.Target != "" {
		o.markup("    <target>")
		o.inline21(u.Target, codes)
		o.markup("</target>\n")
	}
	o.markup("   </segment>\n  </unit>\n")
}

// originalData holds the addresses of links as the tags that they come from.
func (o output) originalData(coded string, codes map[int]segment.Code) {
	any := false
	for _, token := range tokensOf(coded) {
		code := codes[token.ID]
		if token.Kind != segment.Open || code.Kind != segment.Link {
			continue
		}
		if !any {
			o.markup("   <originalData>\n")
			any = true
		}
		o.markup(`    <data id="d`, strconv.Itoa(code.ID), `">`)
		o.text(anchorBefore + html.EscapeString(code.Href) + anchorAfter)
		o.markup("</data>\n")
	}
	if any {
		o.markup("   </originalData>\n")
	}
}

// What stands around the address in the data of a link.
const anchorBefore, anchorAfter = `<a href="`, `">`

// address reads the data of a link; "" where it is written otherwise.
func address(data string) string {
	inside, before := strings.CutPrefix(data, anchorBefore)
	inside, after := strings.CutSuffix(inside, anchorAfter)
	if !before || !after || strings.Contains(inside, `"`) {
		return ""
	}
	return html.UnescapeString(inside)
}

// types21 are the kinds of codes as attributes of <pc> and <ph>; those of prefix xlf are the standard's.
var types21 = map[segment.Kind][2]string{
	segment.Bold: {"fmt", "xlf:b"}, segment.Italic: {"fmt", "xlf:i"}, segment.Break: {"fmt", "xlf:lb"}, segment.Link: {"link", ""},
}

// inline21 writes a text. An id must be unique within it: a copy of a code, which a target may have, gets one with the
// number of the copy.
func (o output) inline21(coded string, codes map[int]segment.Code) {
	copies := map[int]int{}
	for _, t := range tokensOf(coded) {
		code := codes[t.ID]
		switch t.Kind {
		case segment.Words:
			o.text(t.Text)
		case segment.Close:
			if code.Kind == segment.Keep {
				o.markup("</mrk>")
			} else {
				o.markup("</pc>")
			}
		default:
			copies[t.ID]++
			o.code21(code, copies[t.ID])
		}
	}
}

// code21 writes the tag that begins a code, or is it.
func (o output) code21(code segment.Code, copied int) {
	base := strconv.Itoa(code.ID)
	id := base
	if copied > 1 {
		id += "-" + strconv.Itoa(copied)
	}
	if code.Kind == segment.Keep {
		o.markup(`<mrk id="`, id, `" translate="no">`)
		return
	}
	name, end := "pc", ">"
	if code.Kind == segment.Break {
		name, end = "ph", "/>"
	}
	o.markup("<", name, ` id="`, id, `"`)
	if copied > 1 && code.Kind != segment.Link { // copyOf is for codes without original data (2.1, section 4.3.1.5)
		o.attribute("copyOf", base)
	}
	o.attribute("type", types21[code.Kind][0])
	o.attribute("subType", types21[code.Kind][1])
	if code.Kind == segment.Link {
		o.attribute("dataRefStart", "d"+base)
	}
	o.markup(end)
}
