package query

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lotse/internal/language"
)

const (
	// snippetParts is how long a snippet is, in words and what stands between them; snippetSearch how much of a text is
	// looked through for the best place.
	snippetParts  = 60
	snippetLead   = 14 // of it before the first mark
	snippetSearch = 3000
)

// snippets makes a snippet for every item of a search.
func (s *Service) snippets(q Query, items []Item) error {
	if q.search == nil {
		return nil
	}
	markers := map[string]*marker{}
	for i := range items {
		item := &items[i]
		t, ok := s.types.Type(item.Type)
		if !ok {
			continue
		}
		m := markers[item.Locale]
		if m == nil {
			m = newMarker(item.Locale, q.search.words[item.Locale])
			markers[item.Locale] = m
		}
		fields, err := item.deliveredFields()
		if err != nil {
			return err
		}
		title := titleOf(t, fields)
		texts := slices.DeleteFunc(t.ReadableTexts(fields), func(text string) bool { return text == title })
		item.Snippet = m.snippet(append(texts, title))
	}
	return nil
}

// marker knows which words of a language to mark. Texts are marked as they are written; what is compared are their
// words in the form of search.
type marker struct {
	locale string
	words  []string
	known  map[string]bool // words of texts → to be marked
	begins map[rune]bool   // first letters of words of texts → that of a word to be marked
}

func newMarker(locale string, q questions) *marker {
	return &marker{locale: locale, words: append(append([]string{}, q.plain...), q.likes...), known: map[string]bool{}, begins: map[rune]bool{}}
}

// snippet is the best piece of the texts: the one of the first text with the most words to mark, or the beginning
// of the first where there are none.
func (m *marker) snippet(texts []string) string {
	best, bestHits := "", 0
	for _, text := range texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		piece, hits := m.piece(text)
		if best == "" || hits > bestHits {
			best, bestHits = piece, hits
		}
	}
	return best
}

// piece cuts the part of a text in which most different words are to be marked.
func (m *marker) piece(text string) (string, int) {
	parts := language.Words(text)
	parts = parts[:min(len(parts), snippetSearch)]
	marked := make([]bool, len(parts))
	for i, part := range parts {
		marked[i] = m.marks(part)
	}
	start, most := 0, 0
	for i := range parts {
		if !marked[i] {
			continue
		}
		if n := distinct(parts, marked, i, min(len(parts), i+snippetParts-snippetLead)); n > most {
			start, most = max(0, i-snippetLead), n
		}
	}
	end := min(len(parts), start+snippetParts)
	var b strings.Builder
	if start > 0 {
		b.WriteString("… ")
	}
	for i := start; i < end; i++ {
		switch {
		case marked[i]:
			b.WriteString("<mark>" + html.EscapeString(parts[i]) + "</mark>")
		case strings.TrimSpace(parts[i]) == "":
			if i > start && i < end-1 {
				b.WriteByte(' ')
			}
		default:
			b.WriteString(html.EscapeString(parts[i]))
		}
	}
	if end < len(parts) {
		b.WriteString(" …")
	}
	return b.String(), most
}

// distinct counts the different words to be marked in a part.
func distinct(parts []string, marked []bool, from, to int) int {
	seen := map[string]bool{}
	for i := from; i < to; i++ {
		if marked[i] {
			seen[strings.ToLower(parts[i])] = true
		}
	}
	return len(seen)
}

// marks reports whether a part of a text is to be marked.
func (m *marker) marks(part string) bool {
	at := strings.IndexFunc(part, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if at < 0 || !m.beginsLikeOne(part[at:]) {
		return false
	}
	answer, known := m.known[part]
	if known {
		return answer
	}
	for _, word := range language.SearchWords(m.locale, part) {
		if slices.ContainsFunc(m.words, func(w string) bool { return sameWord(word, w) }) {
			answer = true
			break
		}
	}
	m.known[part] = answer
	return answer
}

// beginsLikeOne compares first letters: most words of a text need no more.
func (m *marker) beginsLikeOne(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	answer, known := m.begins[first]
	if !known {
		form := []rune(language.SearchForm(m.locale, string(first)))
		answer = len(form) == 0 || slices.ContainsFunc(m.words, func(w string) bool { return strings.HasPrefix(w, string(form[:1])) })
		m.begins[first] = answer
	}
	return answer
}

// sameWord compares words without their endings, about as stemmers do: PostgreSQL's are not at hand here, and a mark
// too few does no harm.
func sameWord(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	least := 4
	if n > 0 && x[0] > unicode.MaxLatin1 {
		least = 3
	}
	return n == len(x) && n == len(y) || n >= least && len(x)-n <= 3 && len(y)-n <= 3
}
