// Package richtext holds formatted text: a document of ProseMirror JSON against an allow-list, and
// what is rendered from it (HTML, plain text, blocks with stable ids) or made into it (foreign HTML,
// plain text). Nothing but the document is ever stored, so no HTML of a client is ever trusted.
//
// Allowed: doc, paragraph, heading 2–4, bulletList, orderedList, listItem, blockquote, hardBreak,
// horizontalRule, and text with the marks bold, italic, keep (words that are not
// translated) and link (http, https, mailto, tel). A block may
// say its direction (dir). Depth, number of nodes and length are limited.
//
// Tidy brings what editors send into one form, Check is the judge. HTML and Text are safe on any
// value, also on one that Check would refuse: what is not allowed is not rendered.
//
// Start reading at node.go, then check.go.
package richtext
