package xliff

import (
	"strconv"
	"strings"
)

// escapeID writes an id as XLIFF 2.1 wants it (NMTOKEN): characters other than ASCII letters, digits, `.`, `_` and `-`
// stand as `:hex:`. unescapeID gives back exactly what was written.
func escapeID(id string) string {
	var b strings.Builder
	for _, c := range id {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '_', c == '-':
			b.WriteRune(c)
		default:
			b.WriteString(":" + strconv.FormatInt(int64(c), 16) + ":")
		}
	}
	return b.String()
}

// unescapeID reads an id. One that escapeID cannot have written is a foreign one, and stays as it is.
func unescapeID(token string) string {
	if !strings.Contains(token, ":") {
		return token
	}
	var b strings.Builder
	for rest := token; rest != ""; {
		before, after, escaped := strings.Cut(rest, ":")
		b.WriteString(before)
		if !escaped {
			break
		}
		hex, tail, _ := strings.Cut(after, ":")
		c, err := strconv.ParseUint(hex, 16, 21)
		if err != nil {
			return token
		}
		b.WriteRune(rune(c))
		rest = tail
	}
	if id := b.String(); escapeID(id) == token {
		return id
	}
	return token
}

// codeID reads the id of an inline element as one of ours: a number, for a copy with `-` and the number of the copy.
// 0 for a foreign one.
func codeID(id string) int {
	number, copied, isCopy := strings.Cut(id, "-")
	if isCopy && positive(copied) == 0 {
		return 0
	}
	return positive(number)
}

// positive reads a number above 0, written without zeros before it; 0 for anything else.
func positive(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n <= 0 || strconv.Itoa(n) != s {
		return 0
	}
	return n
}
