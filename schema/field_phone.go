package schema

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// phonePattern is E.164: a plus, the country, at most 15 digits. Five are enough for +49115, the
// number of the German authorities.
const phonePattern = `^\+[1-9][0-9]{4,14}$`

// phoneRegion is where a number without a country is.
const phoneRegion = "DE"

var matchPhone = mustMatch(phonePattern)

// phoneKind is a telephone number. People write it as they like; E.164 is stored.
var phoneKind = &kind{
	tidy: func(_ *Field, v any, _ Part) any {
		v = tidyLine(v)
		s, ok := v.(string)
		if !ok || matchPhone(s) {
			return v
		}
		return e164(s)
	},
	check: func(c *checker, _ *Field, at string, v any) {
		s, ok := c.str(at, v, defaultLine, false)
		if !ok {
			return
		}
		// validator's rule has a lower bound of seven digits after the first; the short numbers of
		// authorities have fewer.
		if !matchPhone(s) || len(s) > 9 && c.formats.Var(s, "e164") != nil {
			c.problem(at, CodeBadFormat, "format", "e164")
		}
	},
	schema: func(*Field, Mode, Part) map[string]any {
		return map[string]any{"type": "string", "pattern": phonePattern}
	},
}

// e164 reads a number in any usual notation; what it cannot read comes back as it is. An extension
// cannot be part of E.164, so such a number is left for the person to write differently.
func e164(s string) string {
	digits := strings.ReplaceAll(s, "(0)", "") // +49 (0) 3641 12345, as Germans write it
	if strings.TrimSpace(digits) == "115" {
		return "+49115"
	}
	n, err := phonenumbers.Parse(digits, phoneRegion)
	if err != nil || n.GetExtension() != "" || !phonenumbers.IsPossibleNumber(n) {
		return s
	}
	if out := phonenumbers.Format(n, phonenumbers.E164); matchPhone(out) {
		return out
	}
	return s
}
