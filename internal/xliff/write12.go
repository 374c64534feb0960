package xliff

import (
	"io"
	"strconv"

	"lotse/internal/segment"
)

// namespace12 and hash12 stand in files of 1.2.
const (
	namespace12 = "urn:oasis:names:tc:xliff:document:1.2"
	// hash12 begins extradata, the one attribute of a unit that the strict schema leaves to the tool: it takes
	// attributes of a namespace of one's own only with a schema for them.
	hash12 = "source-hash:"
)

// Write12 writes a document as XLIFF 1.2, valid by the strict schema. The same document gives the same bytes. The
// error is a *WriteError, and nothing was written; or that of w.
//
// Words that are not translated are a <g> of ctype x-keep, so that they come back from tools that know no <mrk>, around
// a protected <mrk> for those that do. The address of a link is its equiv-text.
func Write12(w io.Writer, doc Document) error {
	return write(w, doc, false, func(out output, doc Document) {
		out.markup(`<xliff xmlns="`, namespace12, `" version="1.2">`, "\n")
		for _, f := range doc.Files {
			out.markup(" <file")
			out.markup(` original="`, quoter.Replace(f.Original), `"`) // may be empty, must be there
			out.attribute("source-language", f.SourceLocale)
			out.attribute("target-language", f.TargetLocale)
			out.markup(` datatype="html">`, "\n  <body>\n")
			for _, u := range f.Units {
				out.unit12(u, f)
			}
			out.markup("  </body>\n </file>\n")
		}
		out.markup("</xliff>\n")
	})
}

func (o output) unit12(u Unit, f File) {
	state := u.writable()
	o.markup("   <trans-unit")
	o.attribute("id", u.ID)
	if u.Target != "" {
		o.attribute("approved", yesNo(state == Reviewed || state == Final))
	}
	if !u.Translate {
		o.attribute("translate", "no")
	}
	o.attribute("extradata", hash12+u.hash())
	if u.MaxLength > 0 {
		o.markup(` size-unit="char" maxwidth="`, strconv.Itoa(u.MaxLength), `"`)
	}
	o.markup(` xml:space="preserve">`, "\n    <source")
	o.attribute("xml:lang", f.SourceLocale)
	o.markup(">")
	codes := codesOf(u.Source)
	o.inline12(u.Source.Coded, codes)
	o.markup("</source>\n")
	if u.Target != "" {
		o.markup("    <target")
		o.attribute("xml:lang", f.TargetLocale)
		o.attribute("state", written12[state])
		o.markup(">")
		o.inline12(u.Target, codes)
		o.markup("</target>\n")
	}
	for _, n := range u.Notes {
		o.markup("    <note")
		o.attribute("from", n.Category)
		o.markup(">")
		o.text(n.Text)
		o.markup("</note>\n")
	}
	o.markup("   </trans-unit>\n")
}

// ctypes are the kinds of codes as values of ctype (1.2, section 2.3).
var ctypes = map[segment.Kind]string{
	segment.Bold: "bold", segment.Italic: "italic", segment.Link: "link", segment.Keep: "x-keep", segment.Break: "lb",
}

func (o output) inline12(coded string, codes map[int]segment.Code) {
	for _, t := range tokensOf(coded) {
		code := codes[t.ID]
		switch t.Kind {
		case segment.Words:
			o.text(t.Text)
		case segment.Empty:
			o.markup(`<x id="`, strconv.Itoa(t.ID), `" ctype="lb"/>`)
		case segment.Open:
			o.markup(`<g id="`, strconv.Itoa(t.ID), `" ctype="`, ctypes[code.Kind], `"`)
			if code.Kind == segment.Link {
				o.attribute("equiv-text", code.Href)
			}
			o.markup(">")
			if code.Kind == segment.Keep {
				o.markup(`<mrk mtype="protected">`)
			}
		case segment.Close:
			if code.Kind == segment.Keep {
				o.markup(`</mrk>`)
			}
			o.markup("</g>")
		}
	}
}
