package machine

import (
	"errors"
	"strconv"
	"time"
)

// Kind is what went wrong, by what can be done about it.
type Kind string

// The kinds of errors.
const (
	Busy        Kind = "busy"        // too much at once, or overloaded: later (429, 503, 529)
	Quota       Kind = "quota"       // what may be translated in this period is used up (456; a limit per day)
	Refused     Kind = "refused"     // the key is missing, wrong or blocked (401, 403)
	Down        Kind = "down"        // no connection, no answer in time, a failure of the service (other 5xx)
	BadRequest  Kind = "bad_request" // these texts cannot be translated: too large, or refused (400, 413)
	Unsupported Kind = "unsupported" // the service does not translate this pair of languages
	BadAnswer   Kind = "bad_answer"  // the answer cannot be used: wrong count, not JSON, too long, not UTF-8
)

// Pauses tells whether the service should be left alone for a while: another text would fail alike. Else only these
// texts failed.
func (k Kind) Pauses() bool {
	return k == Busy || k == Quota || k == Refused || k == Down
}

// Error is a translation that failed. It holds nothing of what the service said, because services repeat texts and
// keys: it may be stored, logged and shown.
type Error struct {
	Kind     Kind
	Provider string
	// RetryAfter is how long the service asks to be left alone, up to a day; 0 where it does not say.
	RetryAfter time.Duration
	// Status is that of HTTP; 0 where there was no answer, or nothing was sent.
	Status int
	// Detail is one of a few phrases of this package: "timeout", "wrong count" …
	Detail string

	cause error // only errors of a context, which say nothing
}

// Error implements error.
func (e *Error) Error() string {
	text := e.Provider + ": " + string(e.Kind)
	if e.Status != 0 {
		text += ", status " + strconv.Itoa(e.Status)
	}
	if e.Detail != "" {
		text += ", " + e.Detail
	}
	return text
}

// Unwrap gives context.DeadlineExceeded where time ran out, else nil.
func (e *Error) Unwrap() error { return e.cause }

// Pauses tells of any error of a Provider whether the service should be left alone for a while. A call that its
// caller cancelled says nothing about the service.
func Pauses(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind.Pauses()
}

// kindOf is what a status means where the service says nothing closer. An address that is not found, or leads
// elsewhere, is no service.
func kindOf(status int) Kind {
	switch status {
	case 400, 413, 414, 422:
		return BadRequest
	case 401, 403:
		return Refused
	case 429, 503, 529:
		return Busy
	case 456:
		return Quota
	}
	return Down
}
