package xliff

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// Limits bounds what a file may hold. 0 stands for the number of DefaultLimits.
type Limits struct {
	Bytes      int // of the file; no more than one further byte is read
	Depth      int // of elements in elements
	Attributes int // of one element
	Parts      int // of one unit: its elements and the runs of words between them
	Units      int // of the whole, those with problems too; as many <file> at most
	Text       int // characters of one source or target, codes not counted
}

// DefaultLimits fits a file of several thousand entries.
func DefaultLimits() Limits {
	return Limits{Bytes: 32 << 20, Depth: 64, Attributes: 64, Parts: 50_000, Units: 100_000, Text: 200_000}
}

func (l Limits) filled() Limits {
	d := DefaultLimits()
	for _, p := range []struct {
		limit    *int
		standard int
	}{
		{&l.Bytes, d.Bytes}, {&l.Depth, d.Depth}, {&l.Attributes, d.Attributes}, {&l.Parts, d.Parts}, {&l.Units, d.Units}, {&l.Text, d.Text},
	} {
		if *p.limit == 0 {
			*p.limit = p.standard
		}
	}
	return l
}

// load reads a file that is UTF-8, with or without a byte order mark.
func load(r io.Reader, limit int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > limit {
		return nil, &Error{Code: TooLarge}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	// UTF-16 and UTF-32 by their marks, and UTF-16 without one by the zero byte in `<?`.
	for _, mark := range []string{"\xfe\xff", "\xff\xfe", "\x00", "<\x00"} {
		if bytes.HasPrefix(data, []byte(mark)) {
			return nil, &Error{Code: UnknownEncoding}
		}
	}
	return data, nil
}

// scan looks through the bytes for what must not reach the decoder, which reads a whole tag before it tells of it. It
// allocates nothing, and goes through the bytes once.
func scan(data []byte, limits Limits) error {
	s := scanner{data: data, limits: limits}
	for s.at < len(data) {
		next := bytes.IndexByte(data[s.at:], '<')
		if next < 0 {
			next = len(data) - s.at
		}
		s.at += next
		if code := s.markup(); code != "" {
			return &Error{Code: code, Line: lineOf(data, s.at)}
		}
	}
	for at := 0; at < len(data); {
		c, size := utf8.DecodeRune(data[at:])
		if c == utf8.RuneError && size == 1 {
			return &Error{Code: BrokenUTF8, Line: lineOf(data, at)}
		}
		if !xmlCharacter(c) {
			return &Error{Code: ControlCharacter, Line: lineOf(data, at)}
		}
		at += size
	}
	return nil
}

type scanner struct {
	data   []byte
	at     int
	depth  int
	limits Limits
}

// markup passes over what begins at <, and returns what is wrong with it.
func (s *scanner) markup() string {
	rest := s.data[s.at:]
	for _, m := range []struct{ begin, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if bytes.HasPrefix(rest, []byte(m.begin)) {
			return s.pass(bytes.Index(rest[len(m.begin):], []byte(m.end)), len(m.begin)+len(m.end))
		}
	}
	if bytes.HasPrefix(rest, []byte("<!")) {
		return Doctype
	}
	if len(rest) == 0 {
		return ""
	}
	return s.tag(rest)
}

func (s *scanner) pass(length, around int) string {
	if length < 0 {
		return BrokenXML
	}
	s.at += length + around
	return ""
}

// tag passes over a tag; every attribute has one value in quotes.
func (s *scanner) tag(rest []byte) string {
	values := 0
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '"', '\'':
			end := bytes.IndexByte(rest[i+1:], c)
			if end < 0 {
				return BrokenXML
			}
			if values++; values > s.limits.Attributes {
				return TooManyAttributes
			}
			i += end + 1
		case '<':
			return BrokenXML
		case '>':
			switch {
			case rest[1] == '/':
				s.depth--
			case rest[i-1] != '/':
				s.depth++
			}
			s.at += i + 1
			if s.depth > s.limits.Depth {
				return TooDeep
			}
			return ""
		}
	}
	return BrokenXML
}

// lineOf is the line of a place, from 1.
func lineOf(data []byte, at int) int {
	return 1 + bytes.Count(data[:min(at, len(data))], []byte("\n"))
}

// xmlCharacter says whether a character may stand in XML 1.0 (production 2).
func xmlCharacter(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r':
		return true
	}
	return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000 && c <= 0x10ffff
}

// writableText says whether a text can be written into XML.
func writableText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(c rune) bool { return !xmlCharacter(c) })
}
