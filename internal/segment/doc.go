// Package segment holds what translation works on: one paragraph or one line of text, with its inline elements
// as codes that a translator, a machine or a foreign tool moves but never changes.
//
// A coded text is XML of two elements: `<g id="1">…</g>` surrounds words (bold, italic, a link, words that are
// not translated), `<x id="2"/>` stands alone (a line break). What a code means stands beside the text, in Codes:
// an address of a link can be broken by nobody. `&`, `<` and `>` are escaped.
//
// Everything here is pure. Start reading at text.go, then align.go: which segment of a translation belongs to
// which of the source.
package segment
