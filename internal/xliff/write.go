package xliff

import (
	"bufio"
	"io"
	"strings"

	"lotse/internal/segment"
)

// output writes XML. Errors of the writer under it are kept by bufio until Flush.
type output struct{ *bufio.Writer }

// markup and text must be given apart: what comes from a Document goes through quote or text.
func (o output) markup(parts ...string) {
	for _, p := range parts {
		_, _ = o.WriteString(p)
	}
}

// attribute writes a name and a value; nothing where the value is empty.
func (o output) attribute(name, value string) {
	if value != "" {
		o.markup(" ", name, `="`, quoter.Replace(value), `"`)
	}
}

func (o output) text(s string) { o.markup(texter.Replace(s)) }

// A reader of XML makes spaces of line breaks in attributes, and a line feed of a carriage return anywhere.
var (
	quoter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#9;", "\n", "&#10;", "\r", "&#13;")
	texter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
)

const declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// write checks the whole document before the first byte goes out.
func write(w io.Writer, doc Document, oneLanguage bool, body func(output, Document)) error {
	doc.Files = append([]File(nil), doc.Files...)
	for i := range doc.Files {
		f := &doc.Files[i]
		if f.SourceLocale == "" {
			f.SourceLocale = doc.SourceLocale
		}
		if f.TargetLocale == "" {
			f.TargetLocale = doc.TargetLocale
		}
	}
	if err := checkDocument(doc, oneLanguage); err != nil {
		return err
	}
	out := output{bufio.NewWriter(w)}
	out.markup(declaration)
	body(out, doc)
	return out.Flush()
}

func checkDocument(doc Document, oneLanguage bool) error {
	if len(doc.Files) == 0 {
		return &WriteError{Code: NoFiles}
	}
	for _, f := range doc.Files {
		problem := &WriteError{File: f.Original}
		switch {
		case !languageTag(f.SourceLocale), !languageTag(f.TargetLocale):
			problem.Code = BadLocale
		case oneLanguage && (f.SourceLocale != doc.SourceLocale || f.TargetLocale != doc.TargetLocale):
			problem.Code = MixedLocales
		case oneLanguage && len(f.Units) == 0:
			problem.Code = NoFiles
		case !writableText(f.Original):
			problem.Code = BadText
		}
		seen := make(map[string]bool, len(f.Units))
		for _, u := range f.Units {
			if problem.Code != "" {
				break
			}
			if problem.Code = checkUnit(u); seen[u.ID] {
				problem.Code = DuplicateUnit
			}
			problem.Unit, seen[u.ID] = u.ID, true
		}
		if problem.Code != "" {
			return problem
		}
	}
	return nil
}

// checkUnit says why a unit cannot be written, or nothing.
func checkUnit(u Unit) string {
	if u.ID == "" {
		return MissingID
	}
	texts := []string{u.ID, u.Hash, u.Source.Coded, u.Target}
	for _, n := range u.Notes {
		texts = append(texts, n.Category, n.Text)
	}
	for _, c := range u.Source.Codes {
		texts = append(texts, c.Href)
	}
	for _, t := range texts {
		if !writableText(t) {
			return BadText
		}
	}
	codes := codesOf(u.Source)
	if code := checkCodes(u.Source.Coded, codes, true); code != "" {
		return code
	}
	return checkCodes(u.Target, codes, false)
}

// codesOf finds codes by their ids: Text.Code looks through all of them each time.
func codesOf(t segment.Text) map[int]segment.Code {
	codes := make(map[int]segment.Code, len(t.Codes))
	for _, c := range t.Codes {
		codes[c.ID] = c
	}
	return codes
}

func checkCodes(coded string, codes map[int]segment.Code, source bool) string {
	tokens, err := segment.Tokens(coded)
	if err != nil {
		return BadText
	}
	seen := map[int]bool{}
	for _, t := range tokens {
		if t.Kind != segment.Open && t.Kind != segment.Empty {
			continue
		}
		code, known := codes[t.ID]
		switch {
		case !known || !knownKind(code.Kind):
			return UnknownCode
		case (t.Kind == segment.Empty) != (code.Kind == segment.Break):
			return WrongCode
		case source && seen[t.ID]:
			return DuplicateCode
		}
		seen[t.ID] = true
	}
	return ""
}

func knownKind(k segment.Kind) bool {
	switch k {
	case segment.Bold, segment.Italic, segment.Link, segment.Keep, segment.Break:
		return true
	}
	return false
}

// tokensOf reads a text that checkCodes has read before.
func tokensOf(coded string) []segment.Token {
	tokens, _ := segment.Tokens(coded)
	return tokens
}

// hash is what travels as the name of the source text.
func (u Unit) hash() string {
	if u.Hash != "" {
		return u.Hash
	}
	return segment.Hash(u.Source)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
