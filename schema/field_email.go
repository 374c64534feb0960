package schema

import "strings"

const (
	maxEmail     = 254 // RFC 5321
	emailPattern = "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z]$"
)

var matchEmail = mustMatch(emailPattern)

// emailKind is an e-mail address, without a name before it.
var emailKind = &kind{
	tidy: func(_ *Field, v any, _ Part) any {
		v = tidyLine(v)
		s, ok := v.(string)
		if !ok {
			return v
		}
		if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
			s = s[7:]
		}
		if at := strings.LastIndexByte(s, '@'); at > 0 { // the domain is not case sensitive, the rest may be
			s = s[:at] + strings.ToLower(s[at:])
		}
		return s
	},
	check: func(c *checker, _ *Field, at string, v any) {
		s, ok := c.str(at, v, maxEmail, false)
		if ok && (!matchEmail(s) || c.formats.Var(s, "email") != nil) {
			c.problem(at, CodeBadFormat, "format", "email")
		}
	},
	schema: func(*Field, Mode, Part) map[string]any {
		return map[string]any{"type": "string", "maxLength": maxEmail, "format": "email", "pattern": emailPattern}
	},
}
