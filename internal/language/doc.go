// Package language knows the languages of Lotse and what every text has in common, whatever its
// language: which locales there are and what follows when a text is missing (Chain), the form in
// which text is stored (NFC) and refused (Control), the form in which it is searched (Normalise), the
// form in which it stands in an address (Slug), and the difference of two texts, word by word (Diff).
//
// It is pure: no database, no clock, no configuration. Translations of texts do not live here;
// neither do the labels of content types, which stand in the types' own files.
//
// Start reading at locale.go.
package language
