package formats

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// longestLine is how many octets a line may have, without its break (RFC 5545, 3.1).
const longestLine = 75

// icalWriter writes content lines: CRLF, folded between characters, values escaped.
type icalWriter struct{ b strings.Builder }

// params are names and values in turn.
type params []string

// line writes one line and folds it.
func (w *icalWriter) line(s string) {
	room := longestLine
	for len(s) > room {
		at := room
		for at > 0 && !utf8.RuneStart(s[at]) {
			at--
		}
		w.b.WriteString(s[:at] + "\r\n ")
		s, room = s[at:], longestLine-1 // the space counts
	}
	w.b.WriteString(s + "\r\n")
}

// property writes a value that is no text: its characters are known.
func (w *icalWriter) property(name string, p params, value string) {
	var b strings.Builder
	b.WriteString(name)
	for at := 0; at+1 < len(p); at += 2 {
		b.WriteString(";" + p[at] + "=" + p[at+1])
	}
	w.line(b.String() + ":" + value)
}

// text writes a text of people in its language; nothing where it is empty.
func (w *icalWriter) text(name, value, locale string) {
	if value == "" {
		return
	}
	var p params
	if locale != "" {
		p = params{"LANGUAGE", locale}
	}
	w.property(name, p, escapeText(value))
}

func (w *icalWriter) categories(list []string, locale string) {
	if len(list) == 0 {
		return
	}
	escaped := make([]string, len(list))
	for at, s := range list {
		escaped[at] = escapeText(s)
	}
	w.property("CATEGORIES", params{"LANGUAGE", locale}, strings.Join(escaped, ","))
}

// escapeText writes a TEXT value (3.3.11). Line breaks of every kind become \n, so no text can begin a line of
// its own; other control characters have no place in a calendar.
func escapeText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n', r == '\r', r == '\u2028', r == '\u2029', r == '\u0085', r == '\v', r == '\f':
			b.WriteString(`\n`)
		case r < 0x20 && r != '\t', r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// uri writes an address with ASCII alone, so that nothing in it can end the line.
func uri(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c <= 0x20 || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' || c == '{' || c == '|' || c == '}' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
