// Package formats writes delivered items in open formats: schema.org JSON-LD, iCalendar, GeoJSON, Atom,
// JSON Feed, CSV, sitemaps and HSDS. It is pure: items in, bytes out.
//
// What comes in is what delivery answers with already: authorised, public, without what is personal. A format
// shows nothing that the item does not hold, so it can be no way around the rules of cms/query.
//
// How a type is shown follows from its definition: its key schemaOrg, the kinds of its fields, and for the types
// that ship the names of their fields. Types of an installation get what the kinds alone tell.
//
// Where to start: item.go (what all formats read), then the format: jsonld.go, ical.go, hsds.go, csv.go …
//
// What must not be here: SQL, HTTP, the clock (callers say what time it is).
package formats
