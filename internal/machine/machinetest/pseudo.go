package machinetest

import (
	"hash/fnv"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// arabic and persian are words that look right from right to left; what they say does not matter.
var (
	arabic = strings.Fields("كتاب مدرسة بيت طريق مدينة عمل وقت ماء شمس باب ورقة سؤال جواب مكتب صديق لغة درس يوم " +
		"مساعدة عنوان رسالة طبيب عائلة حديقة")
	persian = strings.Fields("کتاب مدرسه خانه راه شهر کار زمان آب خورشید در کاغذ پرسش پاسخ دفتر دوست زبان درس روز " +
		"کمک نشانی نامه پزشک خانواده باغ گفت\u200cوگو")
)

// cyrillic writes German letters as Russian and Ukrainian readers know them.
var cyrillic = strings.NewReplacer(
	"sch", "ш", "Sch", "Ш", "ch", "х", "Ch", "Х", "a", "а", "b", "б", "c", "к", "d", "д", "e", "е", "f", "ф", "g", "г", "h", "х",
	"i", "и", "j", "й", "k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "q", "к", "r", "р", "s", "с", "t", "т",
	"u", "у", "v", "в", "w", "в", "x", "х", "y", "ы", "z", "ц", "ä", "э", "ö", "ё", "ü", "ю", "ß", "сс",
	"A", "А", "B", "Б", "C", "К", "D", "Д", "E", "Е", "F", "Ф", "G", "Г", "H", "Х", "I", "И", "J", "Й", "K", "К", "L", "Л",
	"M", "М", "N", "Н", "O", "О", "P", "П", "Q", "К", "R", "Р", "S", "С", "T", "Т", "U", "У", "V", "В", "W", "В", "X", "Х",
	"Y", "Ы", "Z", "Ц", "Ä", "Э", "Ö", "Ё", "Ü", "Ю",
)

// wholes are read one by one: an entity and what holds an @, a slash or a figure stay, words are translated.
var wholes = regexp.MustCompile(`&[A-Za-z#0-9]+;|\S*[@/0-9]\S*|\p{L}[\p{L}\p{M}]*`)

// Pseudo translates HTML: each word becomes another, always the same, into Arabic and Persian one in that script, into
// Russian and Ukrainian the German word in Cyrillic letters, into others "[en]Wort". Elements, figures and addresses
// stay, and so does what `translate="no"` surrounds. terms are translated as they say.
func Pseudo(text, target string, terms map[string]string) string {
	var b strings.Builder
	kept := 0
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := string(z.Raw())
		token := z.Token()
		switch {
		case kind == html.TextToken && kept == 0:
			b.WriteString(html.EscapeString(words(token.Data, target, terms)))
			continue
		case kind == html.StartTagToken && (kept > 0 && token.Data == "span" || stays(token)):
			kept++
		case kind == html.EndTagToken && kept > 0 && token.Data == "span":
			kept--
		}
		b.WriteString(raw)
	}
	return b.String()
}

func stays(token html.Token) bool {
	return slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == "translate" && a.Val == "no" })
}

// words translates plain text, terms first.
func words(text, target string, terms map[string]string) string {
	var b strings.Builder
	for text != "" {
		next := wholes.FindStringIndex(text)
		if next == nil {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:next[0]])
		text, next[1] = text[next[0]:], next[1]-next[0]
		if source, ok := termAt(text, terms); ok {
			b.WriteString(terms[source])
			text = text[len(source):]
			continue
		}
		b.WriteString(word(text[:next[1]], target))
		text = text[next[1]:]
	}
	return b.String()
}

// termAt finds the longest term that a text begins with, as whole words.
func termAt(text string, terms map[string]string) (string, bool) {
	best := ""
	for source := range terms {
		rest, ok := strings.CutPrefix(text, source)
		after, _ := utf8.DecodeRuneInString(rest)
		if ok && len(source) > len(best) && !unicode.IsLetter(after) {
			best = source
		}
	}
	return best, best != ""
}

func word(w, target string) string {
	if strings.ContainsAny(w, "&@/0123456789") {
		return w
	}
	switch target {
	case "ar":
		return pick(arabic, w)
	case "fa":
		return pick(persian, w)
	case "ru", "uk":
		return cyrillic.Replace(w)
	}
	return "[" + target + "]" + w
}

// pick chooses the same word for the same word.
func pick(list []string, w string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(w)) // a hash takes everything
	return list[h.Sum32()%uint32(len(list))]
}
