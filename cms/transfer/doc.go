// Package transfer carries content in and out of Lotse.
//
// A [Line] is one entry with all its locales as one line of JSON (JSON Lines); docs/import.md describes
// the form. [Run] imports lines, [Write] exports them, [FillDemo] fills a demo installation with the
// content that [Demo] reads from demo/. [Convert] turns foreign sources (GeoJSON, CSV, iCalendar,
// Integreat exports) into lines; it is pure: it reads files, writes lines, and reports every record that
// it changed or refused, so that nothing is lost in silence.
//
// Everything that enters goes through the commands of cms; nothing here writes to a table of content by
// itself. What must not be here: HTTP, rules about content (schema), who may do what (auth).
//
// Start reading at line.go. Then import.go (batches) and import_line.go (one line), export.go, demo.go;
// convert.go, where each source is one file convert_<source>.go.
package transfer
