// Package large fills a database with as many live variants as a large state would have after years, in minutes:
// rows as the commands of cms would have written them, by COPY and on all cores. It exists to measure delivery, and is
// no part of the program.
//
// Everything follows from a seed and the number of an entry: type, languages, texts, places, references to entries before it.
// Texts are made of words that are as unequally frequent as in a language. What the rows hold is worked out by
// the same functions as the commands use (schema.Type, cms.Item); a test has the real commands write a sample and compares
// every column. Left out are the trail and jobs: nothing that delivery reads.
//
// Where to start: fill.go (the whole), content.go (what an entry says), rows.go (what is written of it).
// What must not be here: anything that the program imports.
package large
