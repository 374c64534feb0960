package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normalise returns the form in which text is compared by search: what a person on a phone, with the
// wrong keyboard and without accents, types, finds what an editor wrote with care. It applies NFKC,
// lower case, the letters that Arabic and Persian keyboards confuse (ي ى → ی, ك → ک), ASCII digits,
// folded accents (ü → u, é → e, أ → ا), ß → ss, no tatweel and no vowel signs, ZWNJ as a space, and
// single spaces. Both sides of a comparison must go through it; it is not meant to be read.
func Normalise(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(s))) {
		if folded, ok := foldedLetter(r); ok {
			b.WriteString(spaced(&space, b.Len()))
			b.WriteString(folded)
			continue
		}
		switch {
		case isSpace(r):
			space = true
		case dropped(r):
		default:
			b.WriteString(spaced(&space, b.Len()))
			b.WriteRune(lowerDigit(r))
		}
	}
	return norm.NFC.String(b.String())
}

// spaced returns the space that is due before the next letter; none at the very beginning.
func spaced(due *bool, written int) string {
	if !*due {
		return ""
	}
	*due = false
	if written == 0 {
		return ""
	}
	return " "
}

// isSpace: ZWNJ parts what Persian readers see as two words, or write as two.
func isSpace(r rune) bool {
	return r == 0x200C || unicode.IsSpace(r) || unicode.Is(unicode.Cc, r)
}

// dropped: combining marks (accents, harakat), tatweel, and what has no shape.
func dropped(r rune) bool {
	return r == 0x0640 || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r)
}

// foldedLetter maps letters that decomposition leaves alone.
func foldedLetter(r rune) (string, bool) {
	switch r {
	case 'ß':
		return "ss", true
	case 'æ':
		return "ae", true
	case 'œ':
		return "oe", true
	case 'ø':
		return "o", true
	case 'ł':
		return "l", true
	case 'đ', 'ð':
		return "d", true
	case 'þ':
		return "th", true
	case 'ı':
		return "i", true
	case 'ي', 'ى':
		return "ی", true
	case 'ك':
		return "ک", true
	}
	return "", false
}

// lowerDigit turns any decimal digit into its ASCII one. Unicode keeps every script's digits in a row
// of ten that begins with zero.
func lowerDigit(r rune) rune {
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return r
	}
	zero := r
	for zero > r-9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	if r >= 0x1D7CE && r <= 0x1D7FF { // five rows without a gap; NFKC has taken them away already
		zero = 0x1D7CE + (r-0x1D7CE)/10*10
	}
	return '0' + (r - zero)
}
