package negotiate

import "strings"

// Matches tells whether one of the entity tags of If-None-Match headers is etag, or all are meant (RFC 9110 section 13.1.2).
func Matches(headers []string, etag string) bool {
	for _, header := range headers {
		for header != "" {
			var one string
			one, header, _ = strings.Cut(header, ",")
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(etag, "W/") && one != "" {
				return true
			}
		}
	}
	return false
}
