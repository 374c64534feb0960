package schema

import (
	"net/url"
	"strings"
)

const (
	maxURL = 2000
	// urlPattern: http and https only, a host, and nobody's password.
	urlPattern = `^[hH][tT][tT][pP][sS]?://[^\s/?#@:\\"<>]+(:[0-9]{1,5})?([/?#][^\s\\"<>]*)?$`
)

var matchURL = mustMatch(urlPattern)

// urlKind is an address in the web.
var urlKind = &kind{
	localisable: true,
	tidy: func(_ *Field, v any, _ Part) any {
		v = tidyLine(v)
		s, ok := v.(string)
		if !ok {
			return v
		}
		if strings.HasPrefix(strings.ToLower(s), "www.") { // what people write on paper
			s = "https://" + s
		}
		return s
	},
	check: func(c *checker, _ *Field, at string, v any) {
		s, ok := c.str(at, v, maxURL, false)
		if !ok {
			return
		}
		if !matchURL(s) || c.formats.Var(s, "http_url") != nil || !parses(s) {
			c.problem(at, CodeBadFormat, "format", "url")
		}
	},
	schema: func(*Field, Mode, Part) map[string]any {
		return map[string]any{"type": "string", "maxLength": maxURL, "pattern": urlPattern, "allOf": []any{map[string]any{"pattern": noControlLine}}}
	},
}

func parses(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Hostname() != "" && u.User == nil
}
