package xliff

import "strconv"

// What makes a file be refused whole.
const (
	NotXLIFF          = "not_xliff"           // XML, but no XLIFF
	UnknownVersion    = "unknown_version"     // neither 1.2 nor 2.0 to 2.2, or version and namespace disagree
	BrokenXML         = "broken_xml"          // not well-formed
	Doctype           = "doctype"             // a document type declaration, whatever it says: entities come by it
	UnknownEncoding   = "unknown_encoding"    // anything but UTF-8; UTF-16 too
	BrokenUTF8        = "broken_utf8"         // bytes that are no UTF-8
	ControlCharacter  = "control_character"   // a character that XML 1.0 does not allow
	TooLarge          = "too_large"           // more than Limits.Bytes
	TooDeep           = "too_deep"            // more than Limits.Depth
	TooManyUnits      = "too_many_units"      // more than Limits.Units
	TooManyAttributes = "too_many_attributes" // more than Limits.Attributes
	TooManyParts      = "too_many_parts"      // more than Limits.Parts
	TextTooLong       = "text_too_long"       // more than Limits.Text
)

// Error says why a file was refused. No content of the file is in it.
type Error struct {
	Code string // one of the above
	Line int    // from 1; 0 where it is about the whole file
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return "xliff: " + e.Code
	}
	return "xliff: " + e.Code + " in line " + strconv.Itoa(e.Line)
}

// Why a unit could not be read.
const (
	MissingID        = "missing_id"        // it has no id
	DuplicateUnit    = "duplicate_unit"    // an earlier unit of the file has its id
	MissingSource    = "missing_source"    // it has no source
	UnknownCode      = "unknown_code"      // the target has a code that the source has not
	WrongCode        = "wrong_code"        // the target has a pair for a single code, or the other way round
	DuplicateCode    = "duplicate_code"    // the source has an id twice
	BrokenCodes      = "broken_codes"      // codes overlap, or are not closed
	IncompleteTarget = "incomplete_target" // it was cut into segments, and not all of them are translated
	BadCharacter     = "bad_character"     // <cp> names a character that cannot stand in a text
)

// Problem is a unit that could not be read. It is not in the Document.
type Problem struct {
	File string // Original of its File
	Unit string // its id; empty where it has none
	Code string // one of the above
	Line int    // where it begins, from 1
}

// Why a Document cannot be written.
const (
	BadLocale    = "bad_locale"    // empty, or no BCP 47
	MixedLocales = "mixed_locales" // a 2.1 file is of one pair of languages
	BadText      = "bad_text"      // a text holds what XML cannot (control characters, broken UTF-8), or broken codes
	NoFiles      = "no_files"      // both versions want at least one File, 2.1 at least one Unit in each
)

// WriteError says why a Document cannot be written.
type WriteError struct {
	File, Unit string // where; empty where it is about the whole
	Code       string // one of the above, MissingID, DuplicateUnit, DuplicateCode, UnknownCode or WrongCode
}

func (e *WriteError) Error() string {
	return "xliff: " + e.Code + " in unit " + strconv.Quote(e.Unit) + " of file " + strconv.Quote(e.File)
}
