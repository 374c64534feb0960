package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Term is a line of a glossary: how a word of the source is translated.
type Term struct {
	Source string `json:"source"`
	Target string `json:"target"` // empty: it stays as it is
}

// Wanted is what must stand in the translation.
func (t Term) Wanted() string {
	if t.Target == "" {
		return t.Source
	}
	return t.Target
}

// Found returns the terms that stand in a plain text as words of their own, also with a German ending (Jobcenters).
func Found(terms []Term, plain string) []Term {
	var out []Term
	low := strings.ToLower(plain)
	for _, t := range terms {
		if t.Source != "" && hasTerm(low, strings.ToLower(t.Source)) {
			out = append(out, t)
		}
	}
	return out
}

// maxEnding is the longest ending, in characters, that a word may have and still be the term: -s, -en, -es, -nen.
const maxEnding = 3

func hasTerm(text, term string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], term)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(term)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		rest := text[end:]
		ending := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if ending < 0 {
			ending = len(rest)
		}
		if (start == 0 || !unicode.IsLetter(before)) && utf8.RuneCountInString(rest[:ending]) <= maxEnding {
			return true
		}
		from = end
	}
}

// Broken returns those of the terms whose translation does not stand in the target.
func Broken(found []Term, target string) []Term {
	low := strings.ToLower(target)
	var out []Term
	for _, t := range found {
		if !strings.Contains(low, strings.ToLower(t.Wanted())) {
			out = append(out, t)
		}
	}
	return out
}
