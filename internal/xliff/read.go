package xliff

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Read reads a file of XLIFF 1.2, 2.0, 2.1 or 2.2 in UTF-8, with or without a byte order mark; UTF-16 is refused. A file
// that is refused gives an *Error; another error is one of r. Problems are the units that could not be read; they are not
// in the document. Unless xml:space says that white space is kept, runs of it that hold a line break are one space.
//
// Codes of ours are known by their ids and types; foreign ones are left out and their words kept. What stands inside
// a foreign code (1.2: in bpt, ept, ph and it, sub too) belongs to the code. Alternatives (alt-trans) are not read.
func Read(r io.Reader, limits Limits) (Document, []Problem, error) {
	limits = limits.filled()
	data, err := load(r, limits.Bytes)
	if err != nil {
		return Document{}, nil, err
	}
	if err := scan(data, limits); err != nil {
		return Document{}, nil, err
	}
	rd := &reader{decoder: xml.NewDecoder(bytes.NewReader(data)), limits: limits}
	rd.decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, &Error{Code: UnknownEncoding, Line: 1} }
	if err := rd.read(); err != nil {
		return Document{}, nil, err
	}
	return rd.document, rd.problems, nil
}

type reader struct {
	decoder   *xml.Decoder
	limits    Limits
	namespace string
	version   string // "1" or "2"
	frames    []frame
	units     int
	seen      map[string]bool // ids in the present file

	document Document
	problems []Problem
}

// frame is what holds for all that is in an element.
type frame struct{ preserve, fixed bool } // xml:space="preserve", translate="no"

func (f frame) within(attributes []xml.Attr) frame {
	space := attributeOf(attributes, namespaceXML, "space")
	if space == "" {
		space = attributeOf(attributes, "xml", "space")
	}
	if space != "" {
		f.preserve = space == "preserve"
	}
	if translate := attribute(attributes, "translate"); translate != "" {
		f.fixed = translate == "no"
	}
	return f
}

// token reads on. Only errors of this package leave it, and io.EOF.
func (r *reader) token() (xml.Token, error) {
	token, err := r.decoder.Token()
	return token, r.told(err)
}

func (r *reader) skip() error { return r.told(r.decoder.Skip()) }

func (r *reader) told(err error) error {
	var ours *Error
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return err
	case errors.As(err, &ours):
		return ours
	}
	return r.refuse(BrokenXML)
}

func (r *reader) refuse(code string) error { return &Error{Code: code, Line: r.line()} }

func (r *reader) line() int {
	line, _ := r.decoder.InputPos()
	return line
}

// read goes through the file: files, in them groups, in them units.
func (r *reader) read() error {
	for {
		token, err := r.token()
		if errors.Is(err, io.EOF) {
			if r.version == "" {
				return &Error{Code: NotXLIFF}
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			r.frames = r.frames[:len(r.frames)-1]
		case xml.CharData:
			if len(r.frames) == 0 && len(bytes.TrimSpace(t)) > 0 {
				return r.refuse(BrokenXML)
			}
		case xml.StartElement:
			if err := r.start(t); err != nil {
				return err
			}
		}
	}
}

// start reads a tag outside of units.
func (r *reader) start(t xml.StartElement) error {
	if len(r.frames) == 0 {
		return r.root(t)
	}
	within := r.frames[len(r.frames)-1].within(t.Attr)
	name, inFile := r.name(t.Name), len(r.frames) > 1
	switch {
	case name == "file" && !inFile:
		if len(r.document.Files) >= r.limits.Units { // files without units are no way around the limit
			return r.refuse(TooManyUnits)
		}
		r.file(t.Attr)
	case inFile && (name == "group" || name == "body" && r.version == "1"):
	case inFile && (name == "unit" && r.version == "2" || name == "trans-unit" && r.version == "1"):
		return r.unit(t, within)
	default:
		return r.skip()
	}
	r.frames = append(r.frames, within)
	return nil
}

// root reads the first tag, which tells the version. A file without a namespace is read by its version.
func (r *reader) root(t xml.StartElement) error {
	if r.version != "" { // a second root
		return r.refuse(BrokenXML)
	}
	if t.Name.Local != "xliff" {
		return r.refuse(NotXLIFF)
	}
	r.namespace = t.Name.Space
	switch strings.TrimSpace(attribute(t.Attr, "version")) + " " + r.namespace {
	case "1.2 " + namespace12, "1.2 ":
		r.version = "1"
	case "2.0 " + namespace20, "2.1 " + namespace20, "2.2 " + namespace22, "2.0 ", "2.1 ", "2.2 ":
		r.version = "2"
	default:
		return r.refuse(UnknownVersion)
	}
	r.document.SourceLocale = locale(attribute(t.Attr, "srcLang"))
	r.document.TargetLocale = locale(attribute(t.Attr, "trgLang"))
	r.frames = append(r.frames, frame{}.within(t.Attr))
	return nil
}

func (r *reader) file(attributes []xml.Attr) {
	f := File{Original: attribute(attributes, "original"), SourceLocale: r.document.SourceLocale, TargetLocale: r.document.TargetLocale}
	if r.version == "1" {
		f.SourceLocale = locale(attribute(attributes, "source-language"))
		f.TargetLocale = locale(attribute(attributes, "target-language"))
		if len(r.document.Files) == 0 {
			r.document.SourceLocale, r.document.TargetLocale = f.SourceLocale, f.TargetLocale
		}
	} else if f.Original == "" && attributeMissing(attributes, "original") {
		f.Original = attribute(attributes, "id")
	}
	r.document.Files = append(r.document.Files, f)
	r.seen = map[string]bool{}
}

func attributeMissing(list []xml.Attr, name string) bool {
	for _, a := range list {
		if a.Name.Local == name && a.Name.Space == "" {
			return false
		}
	}
	return true
}

// locale reads a language; some tools write de_DE.
func locale(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "_", "-") }
