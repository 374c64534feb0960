package web

import (
	"net/http"
	"strconv"
	"strings"

	"lotse/internal/command"
	"lotse/internal/negotiate"
)

// Versions are the two concurrency tokens of a variant: its own version and that of its entry.
type Versions struct{ Variant, Entry int }

// ETag is the entity tag that holds both: `"7.3"`.
func (v Versions) ETag() string {
	return `"` + strconv.Itoa(v.Variant) + "." + strconv.Itoa(v.Entry) + `"`
}

// IfMatch reads the header If-Match: the entity tag of a variant (`"7.3"`), or one number, with or without
// quotes, which stands for both versions. Missing it is an error, for what it guards must not be done blindly.
func IfMatch(header string) (Versions, error) {
	if header == "" {
		return Versions{}, command.E(command.PreconditionRequired, "precondition_required", "If-Match is missing.")
	}
	text := strings.TrimPrefix(strings.TrimSpace(header), "W/")
	if quoted, ok := strings.CutPrefix(text, `"`); ok {
		text, ok = strings.CutSuffix(quoted, `"`)
		if !ok {
			return Versions{}, errIfMatch()
		}
	}
	variant, entry, both := strings.Cut(text, ".")
	v, ok := version(variant)
	if !ok && !(both && variant == "0") { // of a text that is not there yet
		return Versions{}, errIfMatch()
	}
	if !both {
		return Versions{Variant: v, Entry: v}, nil
	}
	e, ok := version(entry)
	if !ok {
		return Versions{}, errIfMatch()
	}
	return Versions{Variant: v, Entry: e}, nil
}

// version reads a positive number without sign, and without a leading zero.
func version(s string) (int, bool) {
	if s == "" || len(s) > 9 || s[0] < '1' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func errIfMatch() error {
	return command.E(command.Malformed, "bad_if_match", "If-Match holds no version.")
}

// NotModified tells whether the client has what etag names already (If-None-Match, RFC 9110 section 13.1.2).
func NotModified(r *http.Request, etag string) bool {
	return negotiate.Matches(r.Header.Values("If-None-Match"), etag)
}

// MatchesNone is NotModified for a header that was read already.
func MatchesNone(header, etag string) bool { return negotiate.Matches([]string{header}, etag) }
