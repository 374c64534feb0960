package language

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how long a word may be that is searched for, in bytes. Longer ones are no words.
const longestWord = 120

// SearchForm returns the words of a text, parted by single spaces, in the form in which full text search of
// the locale compares them: Normalise, but with the letters that the stemmer of the language knows, and
// with nothing but letters and digits. Texts and questions must both go through it.
func SearchForm(locale, text string) string {
	switch locale {
	case "ru", "uk":
		// Decomposed, й would lose its breve, and with it the endings that make a stem. Russians write ё or е.
		text = strings.NewReplacer("й", keptLetter, "Й", keptLetter).Replace(norm.NFKC.String(text))
		text = strings.ReplaceAll(Normalise(text), keptLetter, "й")
	case "ar":
		// The stemmer knows the Arabic letters, Normalise chooses the Persian ones.
		text = strings.NewReplacer("ی", "ي", "ک", "ك").Replace(Normalise(text))
	default:
		text = Normalise(text)
	}
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) > longestWord })
	return strings.Join(words, " ")
}

// keptLetter stands for й while everything else loses its marks: a character for private use.
const keptLetter = "\uE000"

// SearchWords returns the words of SearchForm.
func SearchWords(locale, text string) []string { return strings.Fields(SearchForm(locale, text)) }

// SearchConfig is the text search configuration of PostgreSQL for a locale; `simple`, which knows no
// stems, where there is none for the language.
func SearchConfig(locale string) string {
	switch locale {
	case "de", "de-simple":
		return "german"
	case "en":
		return "english"
	case "fr":
		return "french"
	case "es":
		return "spanish"
	case "ru":
		return "russian"
	case "ar":
		return "arabic"
	}
	return "simple"
}

// FillerWord reports a word, in the form of SearchForm, that says nothing about what somebody looks for, and that
// PostgreSQL's own list does not know: because it lost its accents, or because there is no list.
func FillerWord(locale, word string) bool {
	if locale == "de-simple" {
		locale = "de"
	}
	return slices.Contains(strings.Fields(fillers[locale]), word)
}

var fillers = map[string]string{
	"de": "fur uber konnen konnte wahrend wurde ware",
	"fr": "a ete meme etre etes ou la",
	"es": "mas tambien el tu mi si esta estan",
	"ar": "الي ان او اي هي هو هذا هذه",
	"fa": "از به در و که را با برای این آن",
	"uk": "і й в у на з із та для до що як",
}

// SpellingsOf returns a word and the other ways in which the locale writes it, in the form of SearchForm: who
// has no umlauts writes Buero.
func SpellingsOf(locale, word string) []string {
	spellings := []string{word}
	if locale == "de" || locale == "de-simple" {
		if plain := strings.NewReplacer("ae", "a", "oe", "o", "ue", "u").Replace(word); plain != word {
			spellings = append(spellings, plain)
		}
	}
	return spellings
}
