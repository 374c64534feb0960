package machine

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lotse/internal/segment"
)

// parcel is a text on its way: what is sent, and what is needed to read the answer.
type parcel struct {
	at    int          // its place among the texts of the request
	text  segment.Text // with codes around terms that stay
	added int          // ids from here on were added
	html  string
}

// pack makes parcels of the texts that have words to translate. What is blank, has no letter or figure, or stays as a
// whole costs nothing and cannot be translated wrongly.
func pack(texts []segment.Text, terms []segment.Term) []parcel {
	stay := staying(terms)
	var out []parcel
	for i, t := range texts {
		if t.Words() == 0 {
			continue
		}
		p := parcel{at: i, text: t, added: nextID(t)}
		p.text = keep(t, stay, p.added)
		p.html = segment.HTML(p.text)
		out = append(out, p)
	}
	return out
}

// sent lists what the service gets.
func sent(parcels []parcel) []string {
	out := make([]string, len(parcels))
	for i, p := range parcels {
		out[i] = p.html
	}
	return out
}

// results puts the answers in the places of their texts; texts that were not sent come back as they were. False where
// an answer is too long to be a translation.
func results(texts []segment.Text, parcels []parcel, answers []answer) ([]Result, bool) {
	out := make([]Result, len(texts))
	for i, t := range texts {
		out[i].Coded = t.Coded
	}
	for i, p := range parcels {
		coded, ok := p.unpack(answers[i].html)
		if !ok {
			return nil, false
		}
		out[p.at] = Result{Coded: coded, Billed: answers[i].billed}
	}
	return out, true
}

// answer is what came back for a parcel.
type answer struct {
	html   string
	billed int
}

// An answer may be longer than what was sent by so much; else it is no translation of it.
const (
	maxTimes = 20
	maxMore  = 2_000
)

// unpack reads the answer as coded text: mended, without the codes that pack added.
func (p parcel) unpack(html string) (string, bool) {
	if len(html) > maxTimes*len(p.html)+maxMore {
		return "", false
	}
	tokens, err := segment.Tokens(segment.FromHTML(html, p.text))
	if err != nil { // FromHTML mends everything
		return "", false
	}
	tokens = slices.DeleteFunc(tokens, func(t segment.Token) bool { return t.Kind != segment.Words && t.ID >= p.added })
	for i := range tokens {
		tokens[i].Text = strings.Map(printable, tokens[i].Text)
	}
	return edges(p.text.Coded, segment.Join(tokens)), true
}

// printable drops control characters, which mean nothing in a text: PostgreSQL refuses NUL, XML the others.
func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}

// edges gives a translation the blanks at both ends of its source: services take them off, and a blank between two
// segments of a line belongs to one of them.
func edges(source, target string) string {
	words := strings.TrimSpace(source)
	before, after, _ := strings.Cut(source, words)
	return before + strings.TrimSpace(target) + after
}

func nextID(t segment.Text) int {
	next := 1
	for _, c := range t.Codes {
		next = max(next, c.ID+1)
	}
	return next
}

// staying lists the terms that are not translated, the longest first: of two that begin alike it is the one meant.
func staying(terms []segment.Term) []string {
	var out []string
	for _, t := range terms {
		if source := strings.TrimSpace(t.Source); source != "" && t.Wanted() == t.Source {
			out = append(out, source)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// maxKept bounds the codes that are added to one text. Terms beyond stay unprotected, and segment.Check looks at them.
const maxKept = 1_000

// keep puts codes of their own, with ids from next on, around words that stay.
func keep(t segment.Text, stay []string, next int) segment.Text {
	tokens, err := segment.Tokens(t.Coded)
	if err != nil || len(stay) == 0 {
		return t
	}
	var out []segment.Token
	codes, kept, last := slices.Clone(t.Codes), 0, next+maxKept
	for _, token := range tokens {
		code, _ := t.Code(token.ID)
		switch {
		case token.Kind == segment.Open && code.Kind == segment.Keep:
			kept++
		case token.Kind == segment.Close && code.Kind == segment.Keep:
			kept--
		}
		if token.Kind != segment.Words || kept > 0 {
			out = append(out, token)
			continue
		}
		rest := 0
		for _, place := range places(token.Text, stay) {
			if next == last {
				break
			}
			out = append(out, segment.Token{Text: token.Text[rest:place[0]]}, segment.Token{Kind: segment.Open, ID: next},
				segment.Token{Text: token.Text[place[0]:place[1]]}, segment.Token{Kind: segment.Close, ID: next})
			codes = append(codes, segment.Code{ID: next, Kind: segment.Keep})
			next, rest = next+1, place[1]
		}
		out = append(out, segment.Token{Text: token.Text[rest:]})
	}
	return segment.Text{Coded: segment.Join(out), Codes: codes}
}

// maxEnding is the longest German ending that a term may have, as in segment.Found.
const maxEnding = 3

// places finds where terms stand as words of their own, endings included.
func places(words string, terms []string) [][2]int {
	var out [][2]int
	before := ' '
	for at := 0; at < len(words); {
		r, size := utf8.DecodeRuneInString(words[at:])
		if end := at + longest(words[at:], terms); end > at && !unicode.IsLetter(before) {
			out = append(out, [2]int{at, end})
			before, _ = utf8.DecodeLastRuneInString(words[:end])
			at = end
			continue
		}
		before, at = r, at+size
	}
	return out
}

// longest is how many bytes the first term takes that words begin with, 0 for none.
func longest(words string, terms []string) int {
	for _, term := range terms {
		end := foldedPrefix(words, term)
		if end == 0 {
			continue
		}
		ending := strings.IndexFunc(words[end:], func(r rune) bool { return !unicode.IsLetter(r) })
		if ending < 0 {
			ending = len(words) - end
		}
		if utf8.RuneCountInString(words[end:end+ending]) <= maxEnding {
			return end + ending
		}
	}
	return 0
}

// foldedPrefix is how many bytes of words are the term, whatever their case; 0 where they begin otherwise. Rune by
// rune, because some letters have another length in the other case.
func foldedPrefix(words, term string) int {
	at := 0
	for _, want := range term {
		got, size := utf8.DecodeRuneInString(words[at:])
		if size == 0 || unicode.ToLower(got) != unicode.ToLower(want) {
			return 0
		}
		at += size
	}
	return at
}
