package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// Codes that programs decide by. docs/errors.md lists all.
const (
	CodeNotFound      = "not_found"      // not public, or not in this language
	CodeUnknownField  = "unknown_field"  // a field that does not exist or may not be asked for
	CodeBadCursor     = "bad_cursor"     // a cursor of another query
	CodeCursorExpired = "cursor_expired" // the change feed has forgotten this place: start anew
)

// Error is an answer that says no (RFC 9457). Find it with errors.As.
type Error struct {
	Status    int    `json:"status"`
	Code      string `json:"code"` // stable; empty where the answer did not come from Lotse
	Title     string `json:"title"`
	Detail    string `json:"detail"`    // a sentence for people
	Parameter string `json:"parameter"` // the parameter that is wrong, where there is one
	RequestID string `json:"requestId"` // to be named when asking the operator
	// Restart is the path at which a walk through the change feed starts anew (cursor_expired).
	Restart string `json:"restart"`
	// Errors are single problems with parts of what was sent.
	Errors []FieldError `json:"errors"`
	// RetryAfter is how long the server asks to wait; zero: it does not say.
	RetryAfter time.Duration `json:"-"`
}

// FieldError is one problem with one place.
type FieldError struct {
	Pointer string `json:"pointer"` // JSON Pointer, or a parameter
	Code    string `json:"code"`
	Detail  string `json:"detail"`
}

// Error names status and code.
func (e *Error) Error() string {
	text := fmt.Sprintf("lotse: %d %s", e.Status, e.Code)
	if e.Parameter != "" {
		text += " (" + e.Parameter + ")"
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// HasCode tells whether err is an Error with this code.
func HasCode(err error, code string) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}

// newError reads an answer that is not 200. What does not come from Lotse (a proxy's page) has only a status.
func newError(response *http.Response, body []byte) *Error {
	e := &Error{}
	if json.Unmarshal(body, e) != nil {
		e = &Error{}
	}
	e.Status = response.StatusCode
	if e.Title == "" {
		e.Title = http.StatusText(response.StatusCode)
	}
	e.RetryAfter = retryAfter(response.Header.Get("Retry-After"), time.Now())
	return e
}

// retryAfter reads seconds or an HTTP date (RFC 9110 section 10.2.3).
func retryAfter(value string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(max(0, min(seconds, 24*3600))) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// brokenError is a connection that did not bring a whole answer: asking again may help.
type brokenError struct{ err error }

func (e *brokenError) Error() string { return e.err.Error() }
func (e *brokenError) Unwrap() error { return e.err }

// transient tells errors that pass by themselves.
func transient(err error) bool {
	var refused *Error
	if errors.As(err, &refused) {
		switch refused.Status {
		case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return true
		}
		return false
	}
	var broken *brokenError
	return errors.As(err, &broken)
}

// pauseAfter says whether and after which pause to ask again: what the server asks for, or twice as long
// each time, with chance in it so that many clients do not come back together.
func pauseAfter(err error, attempt int) (time.Duration, bool) {
	if !transient(err) {
		return 0, false
	}
	pause := min(firstPause<<min(attempt-1, 12), longestPause/4)
	pause = pause/2 + rand.N(pause/2+1)
	var refused *Error
	if errors.As(err, &refused) && refused.RetryAfter > 0 {
		if refused.RetryAfter > longestPause {
			return 0, false
		}
		pause = refused.RetryAfter + rand.N(firstPause)
	}
	return pause, true
}
