package language

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What Control answers: the code of the problem.
const (
	ControlCharacter = "control_character" // a control character, or bytes that are no UTF-8
	BidiOverride     = "bidi_override"     // U+202A–202E or U+2066–2069: they reorder what stands around them
)

// NFC returns the text in Unicode normal form C, the one form in which text is stored.
func NFC(s string) string { return norm.NFC.String(s) }

// Control returns the code of the first character that no text may hold, or "". Line breaks and tabs
// are allowed only in multiline text. The joiners (ZWNJ, ZWJ) and the plain marks (LRM, RLM, ALM) stay
// allowed: Persian and Arabic cannot be written without them.
func Control(s string, multiline bool) string {
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !validRuneAt(s, i):
			return ControlCharacter
		case r == '\n' || r == '\t':
			if !multiline {
				return ControlCharacter
			}
		case unicode.Is(unicode.Cc, r):
			return ControlCharacter
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return BidiOverride
		}
	}
	return ""
}

// BrokenEscape reports whether JSON text escapes half a character (a surrogate without its other half, RFC 8259
// section 8.2). Decoders put U+FFFD in its place without a word.
func BrokenEscape(text []byte) bool {
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		first, ok := escaped(text[i:])
		switch {
		case !ok:
			i++ // another escape
		case !utf16.IsSurrogate(first):
			i += 5
		default:
			second, ok := escaped(text[i+6:])
			if !ok || utf16.DecodeRune(first, second) == utf8.RuneError {
				return true
			}
			i += 11
		}
	}
	return false
}

// escaped reads \uXXXX at the beginning of the text.
func escaped(text []byte) (rune, bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(unit), err == nil //nolint:gosec // 16 bits
}

// validRuneAt tells a written U+FFFD from the one that stands for broken bytes.
func validRuneAt(s string, i int) bool {
	_, size := utf8.DecodeRuneInString(s[i:])
	return size == len(string(utf8.RuneError))
}

// Visible reports whether a reader would see anything at all: spaces, joiners, marks and other
// characters without a shape of their own do not count.
func Visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Mn, r):
			return false
		case r == 0x2800, r == 0x3164, r == 0x115F, r == 0x1160, r == 0xFFA0: // blank by design
			return false
		}
		return true
	})
}

// Truncate cuts the text to at most n characters, at the end of a word where one is near, and marks
// the cut with an ellipsis.
func Truncate(s string, n int) string {
	if utf8.RuneCountInString(s) <= n || n < 1 {
		return s
	}
	cut := []rune(s)[:n-1]
	for i := len(cut) - 1; i > n*2/3; i-- {
		if unicode.IsSpace(cut[i]) {
			cut = cut[:i]
			break
		}
	}
	return strings.TrimRightFunc(string(cut), unicode.IsSpace) + "…"
}
