package segment

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// What Check may find. Each says that somebody should look, none that the translation is wrong.
const (
	MissingCode   = "missing_code"   // a code of the source does not stand in the translation
	ExtraCode     = "extra_code"     // a code that the source does not have, or one that stands there twice
	BrokenCodes   = "broken_codes"   // the text cannot be read
	ChangedKeep   = "changed_keep"   // words that stay as they are were changed
	ChangedLink   = "changed_link"   // an address in the text differs
	ChangedEmail  = "changed_email"  // an e-mail address differs
	ChangedPhone  = "changed_phone"  // a telephone number differs
	ChangedDate   = "changed_date"   // a date in figures differs
	ChangedNumber = "changed_number" // a number differs
	BrokenTerm    = "broken_term"    // a term of the glossary is not translated as it says
	Untranslated  = "untranslated"   // a text of several words came back as it was
	EmptyText     = "empty_text"     // nothing came back
)

// Issue is something in a translation that somebody should look at.
type Issue struct {
	Code     string `json:"code"`
	Expected string `json:"expected,omitempty"` // what stands in the source
	Found    string `json:"found,omitempty"`    // what stands in the translation instead
}

// Check compares a translation with its source: codes, addresses, numbers, dates, telephone numbers and terms must
// be there once each. Figures may be written in the digits and the notation of the language.
func Check(source Text, target string, terms []Term) []Issue {
	tokens, err := Tokens(target)
	if err != nil {
		return []Issue{{Code: BrokenCodes}}
	}
	from, to := Plain(source.Coded), Plain(target)
	if strings.TrimSpace(to) == "" && strings.TrimSpace(from) != "" {
		return []Issue{{Code: EmptyText}}
	}
	issues := checkCodes(source, tokens)
	a, b := figuresOf(from), figuresOf(to)
	for _, kind := range figureKinds {
		issues = append(issues, differing(kind.code, a[kind.code], b[kind.code])...)
	}
	for _, t := range Broken(Found(terms, from), to) {
		issues = append(issues, Issue{Code: BrokenTerm, Expected: t.Wanted(), Found: t.Source})
	}
	if from == to && source.Words() > 3 {
		issues = append(issues, Issue{Code: Untranslated})
	}
	return issues
}

// checkCodes compares the codes, and the words that must stay.
func checkCodes(source Text, target []Token) []Issue {
	var issues []Issue
	count := map[int]int{}
	for _, t := range target {
		if t.Kind == Open || t.Kind == Empty {
			count[t.ID]++
		}
	}
	for _, c := range source.Codes {
		if count[c.ID] == 0 {
			issues = append(issues, Issue{Code: MissingCode, Expected: strconv.Itoa(c.ID)})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(count)) {
		if _, known := source.Code(id); !known || count[id] > 1 {
			issues = append(issues, Issue{Code: ExtraCode, Found: strconv.Itoa(id)})
		}
	}
	from, _ := Tokens(source.Coded)
	for _, c := range source.Codes {
		if c.Kind != Keep || count[c.ID] == 0 {
			continue
		}
		if a, b := inside(from, c.ID), inside(target, c.ID); a != b {
			issues = append(issues, Issue{Code: ChangedKeep, Expected: a, Found: b})
		}
	}
	return issues
}

// inside returns the words within a code.
func inside(tokens []Token, id int) string {
	var b strings.Builder
	depth := 0
	for _, t := range tokens {
		switch {
		case t.Kind == Open && t.ID == id:
			depth++
		case t.Kind == Close && t.ID == id:
			depth--
		case t.Kind == Words && depth > 0:
			b.WriteString(t.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

// figureKinds are read in this order; what one has taken the next does not see.
var figureKinds = []struct {
	code    string
	pattern *regexp.Regexp
	form    func(string) string // the one form in which it is compared; "" for what is none
}{
	{ChangedEmail, regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), strings.ToLower},
	{ChangedLink, regexp.MustCompile(`(?:https?://|www\.)[^\s<>"'«»„“”()]*[^\s<>"'«»„“”().,;:!?،؛؟]`), strings.ToLower},
	{ChangedDate, regexp.MustCompile(`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`), dateForm},
	{ChangedPhone, regexp.MustCompile(`(?:\+|00?)[1-9](?:[ \-/().]{0,2}\d){5,}`), onlyDigits},
	{ChangedNumber, regexp.MustCompile(`\d+(?:[.,'’ \x{00a0}\x{202f}]\d{3})*(?:[.,:]\d{1,2})?`), numberForm},
}

// figuresOf finds the figures in a text, by the code of the issue that they may become.
func figuresOf(plain string) map[string][]string {
	rest := asciiDigits(plain)
	out := map[string][]string{}
	for _, kind := range figureKinds {
		rest = kind.pattern.ReplaceAllStringFunc(rest, func(found string) string {
			form := kind.form(found)
			if form == "" {
				return found
			}
			out[kind.code] = append(out[kind.code], form)
			return "\x00"
		})
	}
	return out
}

// asciiDigits writes the digits of all languages in ASCII, and what Arabic puts between them as full stop and comma.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		case r == '٫':
			return ','
		case r == '٬':
			return '.'
		case r == 0x200e, r == 0x200f, r == 0x061c, r >= 0x2066 && r <= 0x2069: // marks of direction
			return -1
		}
		return r
	}, s)
}

func onlyDigits(s string) string {
	plus := strings.HasPrefix(s, "+")
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
	if plus {
		return "+" + digits
	}
	return digits
}

// numberForm is a number without what parts its thousands, with a full stop before its fraction.
func numberForm(s string) string {
	fraction := ""
	if i := strings.LastIndexAny(s, ".,:"); i >= 0 && len(s)-i <= 3 {
		s, fraction = s[:i], "."+s[i+1:]
	}
	return onlyDigits(s) + fraction
}

var notDigit = regexp.MustCompile(`\D`)

// dateForm is a date as its sorted parts: the order of day and month is a matter of the language.
func dateForm(s string) string {
	parts := notDigit.Split(s, -1)
	if len(parts) != 3 {
		return ""
	}
	for i, p := range parts {
		parts[i] = strings.TrimLeft(p, "0")
	}
	slices.Sort(parts)
	return strings.Join(parts, "-")
}

// differing tells what is in one list and not in the other, counted. What is missing is paired with what stands
// there instead.
func differing(code string, from, to []string) []Issue {
	rest := slices.Clone(to)
	var missing []string
	for _, v := range from {
		if i := slices.Index(rest, v); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		} else {
			missing = append(missing, v)
		}
	}
	var issues []Issue
	for i := range max(len(missing), len(rest)) {
		issue := Issue{Code: code}
		if i < len(missing) {
			issue.Expected = missing[i]
		}
		if i < len(rest) {
			issue.Found = rest[i]
		}
		issues = append(issues, issue)
	}
	return issues
}
