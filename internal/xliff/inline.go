package xliff

import (
	"strings"
	"unicode/utf8"

	"lotse/internal/segment"
)

// piece is a part of a source or target as any version writes it.
type piece struct {
	form pieceForm
	text string // of words
	id   string // of a code, as the file has it
	key  string // by which the end of a pair finds its beginning

	kind segment.Kind // what the code is; "" for a foreign one
	href string
	soft bool // an annotation, which a tool may add where it likes
}

type pieceForm int

const (
	words pieceForm = iota
	begin
	finish
	single
)

func characters(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		n += utf8.RuneCountInString(p.text)
	}
	return n
}

const white = " \t\r\n"

// collapse makes one space of every run of white space with a line break in it, none at the beginning and the end: it
// comes from the layout of the file.
func collapse(pieces []piece) {
	first, last := -1, -1
	for i := range pieces {
		if pieces[i].form != words {
			continue
		}
		pieces[i].text = collapsed(pieces[i].text)
		if last = i; first < 0 {
			first = i
		}
	}
	if first == 0 {
		pieces[0].text = strings.TrimPrefix(pieces[0].text, lineBreak)
	}
	if last == len(pieces)-1 && last >= 0 {
		pieces[last].text = strings.TrimSuffix(pieces[last].text, lineBreak)
	}
	for i := range pieces {
		pieces[i].text = strings.ReplaceAll(pieces[i].text, lineBreak, " ")
	}
}

// lineBreak stands for a run of white space while it is not known whether it is at an end of the text. No file holds
// this character.
const lineBreak = "\x00"

func collapsed(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	var b strings.Builder
	for s != "" {
		at := strings.IndexAny(s, white)
		if at < 0 {
			at = len(s)
		}
		b.WriteString(s[:at])
		rest := strings.TrimLeft(s[at:], white)
		if run := s[at : len(s)-len(rest)]; strings.ContainsAny(run, "\r\n") {
			b.WriteString(lineBreak)
		} else {
			b.WriteString(run)
		}
		s = rest
	}
	return b.String()
}

// sourceText reads a source. dropped are the ids of foreign codes, which are left out.
func sourceText(pieces []piece) (text segment.Text, dropped map[string]bool, problem string) {
	dropped = map[string]bool{}
	seen := map[int]bool{}
	text.Coded, problem = coded(pieces, func(p piece) (int, string) {
		id := positive(p.id)
		switch {
		case id == 0, p.kind == "", (p.kind == segment.Break) != (p.form == single):
			dropped[p.id] = true
			return 0, ""
		case seen[id]:
			return 0, DuplicateCode
		}
		seen[id] = true
		text.Codes = append(text.Codes, segment.Code{ID: id, Kind: p.kind, Href: p.href})
		return id, ""
	})
	return text, dropped, problem
}

// targetText reads a target with the codes of its source. What they mean is said there alone.
func targetText(pieces []piece, source segment.Text, dropped map[string]bool) (target, problem string) {
	codes := codesOf(source)
	return coded(pieces, func(p piece) (int, string) {
		id := codeID(p.id)
		code, known := codes[id]
		switch {
		case p.soft && (!known || code.Kind != segment.Keep), !known && dropped[p.id]:
			return 0, ""
		case !known:
			return 0, UnknownCode
		case (code.Kind == segment.Break) != (p.form == single):
			return 0, WrongCode
		}
		return id, ""
	})
}

// coded writes pieces as a coded text. which tells the id of a code; 0 leaves it out and keeps its words.
func coded(pieces []piece, which func(piece) (int, string)) (string, string) {
	var tokens []segment.Token
	var open []string
	inside, left := map[string]int{}, map[string]int{} // how often a pair is open that is kept, that is left out
	for _, p := range pieces {
		switch p.form {
		case words:
			tokens = append(tokens, segment.Token{Kind: segment.Words, Text: p.text})
		case finish:
			switch {
			case len(open) > 0 && open[len(open)-1] == p.key:
				tokens, open = append(tokens, segment.Token{Kind: segment.Close}), open[:len(open)-1]
				inside[p.key]--
			case left[p.key] > 0:
				left[p.key]--
			case inside[p.key] > 0 || !p.soft: // it overlaps with another one, or was never opened
				return "", BrokenCodes
			}
		default:
			id, problem := which(p)
			switch {
			case problem != "":
				return "", problem
			case p.form == single && id > 0:
				tokens = append(tokens, segment.Token{Kind: segment.Empty, ID: id})
			case p.form == single:
			case id == 0:
				left[p.key]++
			default:
				tokens, open = append(tokens, segment.Token{Kind: segment.Open, ID: id}), append(open, p.key)
				inside[p.key]++
			}
		}
	}
	if len(open) > 0 {
		return "", BrokenCodes
	}
	return segment.Join(tokens), ""
}
