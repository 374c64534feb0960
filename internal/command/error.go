package command

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure an [Error] is. It knows nothing of HTTP.
type Kind string

// The kinds of errors.
const (
	Invalid              Kind = "invalid"               // the content or an argument breaks a rule
	Malformed            Kind = "malformed"             // the request cannot be read
	Unauthenticated      Kind = "unauthenticated"       // nobody is signed in
	Forbidden            Kind = "forbidden"             // the actor sees the object but may not do this
	NotFound             Kind = "not_found"             // missing, or not to be seen: the same answer
	Stale                Kind = "stale"                 // somebody else changed it since
	PreconditionRequired Kind = "precondition_required" // the version it was based on is missing
	Conflict             Kind = "conflict"              // it exists already, or contradicts what exists
	Refused              Kind = "refused"               // the workflow does not allow this now
	Gone                 Kind = "gone"                  // it was there, and is no more
	TooMany              Kind = "too_many"              // too many requests
	TooLarge             Kind = "too_large"             // the request is too large
	Unavailable          Kind = "unavailable"           // cannot be done now, try later
)

// FieldError is one problem with one place of the input.
type FieldError struct {
	// Pointer is a JSON Pointer (RFC 6901) into the content, `/contacts/0/email`.
	Pointer string
	// Code is the stable name of the problem, listed in docs/errors.md.
	Code string
	// Locale is the language of the text concerned, where several are judged at once.
	Locale string
	// Params fill the sentence that tells of the problem (`{"max": 300}`). Never the rejected value.
	Params map[string]any
}

// Error is a failure that the caller can act on.
type Error struct {
	Kind   Kind
	Code   string         // stable, listed in docs/errors.md
	Detail string         // a sentence in English for developers; no internals, no input
	Fields []FieldError   // every problem, for Invalid and Refused
	Extra  map[string]any // further members of the answer (`current`, `diff`)
}

// Error gives the code and the detail.
func (e *Error) Error() string {
	if len(e.Fields) > 0 {
		return fmt.Sprintf("%s: %s (%d problems, first %s %s)", e.Code, e.Detail, len(e.Fields), e.Fields[0].Pointer, e.Fields[0].Code)
	}
	return e.Code + ": " + e.Detail
}

// E makes an Error.
func E(kind Kind, code, detail string) *Error {
	return &Error{Kind: kind, Code: code, Detail: detail}
}

// ErrNotFound is the one answer for what is missing and for what the actor may not see.
func ErrNotFound() *Error { return E(NotFound, "not_found", "There is nothing here.") }

// InvalidFields is the answer to bad input, with all problems.
func InvalidFields(fields []FieldError) *Error {
	return &Error{Kind: Invalid, Code: "invalid", Detail: "Some fields have problems.", Fields: fields}
}

// InvalidField is the answer to one bad argument.
func InvalidField(pointer, code string) *Error {
	return InvalidFields([]FieldError{{Pointer: pointer, Code: code}})
}

// Code returns the code of the first Error in err's chain, or "" where there is none.
func Code(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// KindOf returns the kind of the first Error in err's chain, or "" where there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}
