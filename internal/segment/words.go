package segment

import (
	"strings"
	"unicode"
)

// CountWords counts the words of a plain text: runs of characters without a space that hold at least one letter or
// digit. Agencies count like this; languages without spaces are not among ours.
func CountWords(plain string) int {
	n := 0
	for word := range strings.FieldsSeq(plain) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// Words counts the words of the text that are to be translated: those that stay as they are do not count.
func (t Text) Words() int {
	tokens, err := Tokens(t.Coded)
	if err != nil {
		return CountWords(t.Coded)
	}
	var b strings.Builder
	kept := 0
	for _, token := range tokens {
		code, _ := t.Code(token.ID)
		switch {
		case token.Kind == Words && kept == 0:
			b.WriteString(token.Text)
		case token.Kind == Words, token.Kind == Empty:
			b.WriteByte(' ')
		case code.Kind != Keep:
		case token.Kind == Open:
			kept++
		case token.Kind == Close:
			kept--
		}
	}
	return CountWords(b.String())
}

// Similarity says how alike two plain texts are, from 0 to 1: the share of their trigrams that they have in common
// (Dice).
func Similarity(a, b string) float64 {
	if a == b {
		return 1
	}
	x, y := trigrams(a), trigrams(b)
	common, all := 0, 0
	for t, n := range x {
		common += min(n, y[t])
		all += n
	}
	for _, n := range y {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}

func trigrams(s string) map[string]int {
	out := map[string]int{}
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		r := []rune("  " + word + " ")
		for i := 0; i+3 <= len(r); i++ {
			out[string(r[i:i+3])]++
		}
	}
	return out
}
