// Package transfer carries content in and out of Lotse.
//
// A [Line] is one entry with all its locales as one line of JSON (JSON Lines); docs/import.md describes
// the form. [Convert] turns foreign sources (GeoJSON, CSV, iCalendar, Integreat exports) into such
// lines; it is pure: it reads files, writes lines, and reports every record that it changed or refused,
// so that nothing is lost in silence. [Demo] holds the content and accounts of a demo installation.
//
// Everything that enters goes through the commands of cms; nothing here writes to a table of content by
// itself. What must not be here: HTTP, rules about content (schema), who may do what (auth).
//
// Start reading at line.go, then convert.go; each source is one file convert_<source>.go.
package transfer
