package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Kind is what an inline code stands for.
type Kind string

// The kinds of codes.
const (
	Bold   Kind = "bold"
	Italic Kind = "italic"
	Link   Kind = "link"
	Keep   Kind = "keep"  // words that are not translated
	Break  Kind = "break" // a line break, which stands alone
)

// Code is an inline element of a text. Its id is unique within the segment.
type Code struct {
	ID   int    `json:"id"`
	Kind Kind   `json:"kind"`
	Href string `json:"href,omitempty"` // of a link
}

// Text is the text of a segment with what its codes mean.
type Text struct {
	Coded string `json:"text"`
	Codes []Code `json:"codes,omitempty"`
}

// PlainText is a text without codes.
func PlainText(s string) Text { return Text{Coded: Escape(s)} }

// Code returns the code of an id.
func (t Text) Code(id int) (Code, bool) {
	i := slices.IndexFunc(t.Codes, func(c Code) bool { return c.ID == id })
	if i < 0 {
		return Code{}, false
	}
	return t.Codes[i], true
}

// TokenKind is what a token of a coded text is.
type TokenKind int

// The kinds of tokens.
const (
	Words TokenKind = iota
	Open            // <g id="…">
	Close           // </g>
	Empty           // <x id="…"/>
)

// Token is a part of a coded text.
type Token struct {
	Kind TokenKind
	Text string // of words, not escaped
	ID   int    // of a code; for Close the code that it ends
}

// ErrBroken says that a coded text is none: an unknown element, an id that is no number, an element that is not
// closed or closed in the wrong order, a stray < or &.
var ErrBroken = errors.New("broken codes")

// Tokens reads a coded text. Neighbouring words are one token; there are no empty ones.
func Tokens(coded string) ([]Token, error) {
	var out []Token
	var open []int
	for coded != "" {
		at := strings.IndexByte(coded, '<')
		if at != 0 {
			if at < 0 {
				at = len(coded)
			}
			words, ok := unescape(coded[:at])
			if !ok {
				return nil, ErrBroken
			}
			out, coded = append(out, Token{Kind: Words, Text: words}), coded[at:]
			continue
		}
		end := strings.IndexByte(coded, '>')
		if end < 0 {
			return nil, ErrBroken
		}
		token, ok := tag(coded[1:end])
		switch {
		case !ok, token.Kind == Close && len(open) == 0:
			return nil, ErrBroken
		case token.Kind == Close:
			token.ID, open = open[len(open)-1], open[:len(open)-1]
		case token.Kind == Open:
			open = append(open, token.ID)
		}
		out, coded = append(out, token), coded[end+1:]
	}
	if len(open) > 0 {
		return nil, ErrBroken
	}
	return out, nil
}

// tag reads what stands between < and >.
func tag(inside string) (Token, bool) {
	if inside == "/g" {
		return Token{Kind: Close}, true
	}
	kind := Open
	attributes, ok := strings.CutPrefix(inside, "g ")
	if !ok {
		kind = Empty
		if attributes, ok = strings.CutPrefix(inside, "x "); !ok {
			return Token{}, false
		}
		if attributes, ok = strings.CutSuffix(attributes, "/"); !ok {
			return Token{}, false
		}
	}
	number, ok := strings.CutPrefix(strings.TrimSpace(attributes), `id="`)
	if !ok {
		return Token{}, false
	}
	number, ok = strings.CutSuffix(number, `"`)
	id, err := strconv.Atoi(number)
	return Token{Kind: kind, ID: id}, ok && err == nil && id > 0
}

// Join writes tokens as coded text.
func Join(tokens []Token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch t.Kind {
		case Words:
			b.WriteString(Escape(t.Text))
		case Open:
			b.WriteString(`<g id="` + strconv.Itoa(t.ID) + `">`)
		case Close:
			b.WriteString(`</g>`)
		case Empty:
			b.WriteString(`<x id="` + strconv.Itoa(t.ID) + `"/>`)
		}
	}
	return b.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// Escape makes coded text of plain text.
func Escape(s string) string { return escaper.Replace(s) }

var unescaper = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", `"`, "&apos;", "'")

// unescape reads words; false where a & is no entity of XML.
func unescape(s string) (string, bool) {
	out := unescaper.Replace(s)
	entities := strings.Count(s, "&amp;") + strings.Count(s, "&lt;") + strings.Count(s, "&gt;") +
		strings.Count(s, "&quot;") + strings.Count(s, "&apos;")
	return out, entities == strings.Count(s, "&")
}

// Plain returns the words of a coded text, a line break for a code that stands alone. Of a broken text it returns
// all there is.
func Plain(coded string) string {
	tokens, err := Tokens(coded)
	if err != nil {
		return coded
	}
	var b strings.Builder
	for _, t := range tokens {
		switch t.Kind {
		case Words:
			b.WriteString(t.Text)
		case Empty:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// hashBytes is how much of a hash names a segment: among the some hundred segments of an entry two meet once in
// 10^10 entries.
const hashBytes = 12

// Hash names a text by what it says: its words and what its codes mean. Two segments with one hash are translated
// alike.
func Hash(t Text) string {
	h := sha256.New()
	h.Write([]byte(t.Coded))
	for _, c := range t.Codes {
		h.Write([]byte("\x00" + strconv.Itoa(c.ID) + "\x00" + string(c.Kind) + "\x00" + c.Href))
	}
	return hex.EncodeToString(h.Sum(nil)[:hashBytes])
}
