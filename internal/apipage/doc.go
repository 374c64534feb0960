// Package apipage shows an OpenAPI 3.1 document as one page for people: every operation with its parameters,
// answers and an example, every schema, anchors for all of them. It is plain HTML from this server: no script, no
// other host, readable with a keyboard, on a phone, in the dark.
//
// It knows nothing of Lotse: it reads the document that programs read, so the page cannot say anything else.
//
// Where to start: page.go (the handler), read.go (from the document to what the template shows), page.html.
package apipage
