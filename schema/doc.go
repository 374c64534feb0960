// Package schema is what the content is: the types (one YAML file each), their fields, the kinds of
// fields, and everything that follows from them: the stored form (Normalise), the judgement (Validate,
// the only one), the JSON Schema, the difference of two versions, what delivery shows, filters and
// sorts, references, the last day.
//
// Content is decoded JSON. A Type is immutable after Load and safe for concurrent use. The package is
// pure: no database, no clock, no configuration, no HTTP; it asks nobody.
//
// Where to start: type.go (what a type is), kind.go (what a kind must say), field_text.go (the simplest
// kind). A new kind is one file field_NAME.go and one line in kinds; type_load.go and type_check.go read
// the files and say everything that is wrong with them, with file and line.
//
// Two modes: in a draft nothing is required, but what is there must be right; published content is
// complete. Two parts: the source holds all fields, a translation only what is localised.
package schema
