// Package xliff reads and writes XLIFF, the format in which texts go to translators and come back: 1.2 (OASIS,
// 2008), which most tools exchange, and 2.1 (OASIS, 2018). It reads 2.0 and 2.2 too.
//
// What a file holds is a Document, the same for all versions. What a reader must know to judge a translation
// travels in the file: which entry, which field, and by a hash which source text it was made of.
//
// Files come from outside. What is hostile or no XLIFF is refused whole by an Error; a unit that cannot be
// read becomes a Problem, and the rest is read.
//
// Everything here is pure. Start reading at document.go, then write.go and read.go; inline.go is about codes in
// texts.
package xliff
