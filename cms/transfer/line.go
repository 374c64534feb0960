package transfer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"lotse/internal/language"
)

// Fields is the content of one variant: decoded JSON by field name.
type Fields = map[string]any

// Line is one entry as one line of JSON. A plain line, one object of fields and nothing else, is read as
// a Line that holds only Fields.
type Line struct {
	// Key identifies the entry within its source and organisation. The same key imported again means the
	// same entry. Other lines refer to it as "@key" in a reference field.
	Key string `json:"key,omitempty"`
	// Type is the content type; empty means the one named on the command line.
	Type string `json:"type,omitempty"`
	// Locale is the source locale; empty means the one named on the command line.
	Locale string `json:"locale,omitempty"`
	// Organisation is the slug of the owner; empty means the one named on the command line.
	Organisation string `json:"organisation,omitempty"`
	// Slug is the wanted address part; empty means made from the title.
	Slug string `json:"slug,omitempty"`
	// State is how far the entry shall be taken in the workflow (demo content only, see [States]).
	State string `json:"state,omitempty"`
	// Fields are the source variant's, Translations the localised fields of the other locales.
	Fields       Fields            `json:"fields"`
	Translations map[string]Fields `json:"translations,omitempty"`
}

// lineNames are the members that a Line may have; a line with others is judged as plain fields.
var lineNames = map[string]bool{
	"key": true, "type": true, "locale": true, "organisation": true, "slug": true, "state": true,
	"fields": true, "translations": true,
}

// ErrLine tells that a line cannot be read at all. Its text says why, without repeating the line.
var ErrLine = errors.New("not a line of import")

// ReadLine reads one line in either form. Text that is not UTF-8 is refused: decoding it would put
// replacement characters into the content without a word.
func ReadLine(raw []byte) (Line, error) {
	if !utf8.Valid(raw) {
		return Line{}, fmt.Errorf("%w: not UTF-8", ErrLine)
	}
	if language.BrokenEscape(raw) {
		return Line{}, fmt.Errorf("%w: half a character (a surrogate without its other half)", ErrLine)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return Line{}, fmt.Errorf("%w: %s", ErrLine, jsonReason(err))
	}
	if members == nil {
		return Line{}, fmt.Errorf("%w: want a JSON object", ErrLine)
	}
	if !wrapped(members) {
		var line Line
		if err := json.Unmarshal(raw, &line.Fields); err != nil {
			return Line{}, fmt.Errorf("%w: %s", ErrLine, jsonReason(err))
		}
		return line, nil
	}
	var line Line
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&line); err != nil {
		return Line{}, fmt.Errorf("%w: %s", ErrLine, jsonReason(err))
	}
	return line, nil
}

// wrapped tells a Line from plain fields: it has a member "fields" that is an object, and no member
// that a Line does not know. No content type has a field of that name.
func wrapped(members map[string]json.RawMessage) bool {
	fields := bytes.TrimSpace(members["fields"])
	if len(fields) == 0 || fields[0] != '{' {
		return false
	}
	for name := range members {
		if !lineNames[name] {
			return false
		}
	}
	return true
}

// jsonReason says what is wrong with the JSON without repeating any of it: the text may be personal.
func jsonReason(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("broken JSON at byte %d", syntax.Offset)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("%s must be %s", kind.Field, kind.Type)
	case errors.As(err, &kind):
		return "want a JSON object"
	default:
		return "broken JSON"
	}
}
