package mail

import (
	"errors"
	"fmt"
	"net/textproto"

	gomail "github.com/wneessen/go-mail"
)

// Error is a failed delivery. Its text holds the server's code and the step, never the server's words
// nor an address: it is stored beside the mail and in the log.
type Error struct {
	// Step is what failed: connect, sender, recipient, content, folder.
	Step string
	// Code is the server's answer, e.g. 550. 0 when there was none (no connection, a deadline).
	Code int
	// Enhanced is the enhanced status code of RFC 3463, e.g. "5.1.1", or empty.
	Enhanced string
	// Again tells that the same message may be accepted later.
	Again bool

	cause error
}

// Error implements error.
func (e *Error) Error() string {
	kind := "permanent"
	if e.Again {
		kind = "temporary"
	}
	switch {
	case e.Code != 0 && e.Enhanced != "":
		return fmt.Sprintf("mail: %s: %s failure, code %d %s", e.Step, kind, e.Code, e.Enhanced)
	case e.Code != 0:
		return fmt.Sprintf("mail: %s: %s failure, code %d", e.Step, kind, e.Code)
	case e.cause != nil:
		return fmt.Sprintf("mail: %s: %s failure: %v", e.Step, kind, e.cause)
	default:
		return fmt.Sprintf("mail: %s: %s failure", e.Step, kind)
	}
}

// Unwrap gives the network's or file system's error; nil when a server answered.
func (e *Error) Unwrap() error { return e.cause }

// Temporary tells whether sending the same message again may succeed: no connection, a deadline, a 4xx
// answer, or anything that is the operator's to mend (credentials, TLS, a sender that is not allowed).
// Only an answer about this recipient or this content, and [ErrInvalid], are permanent.
func Temporary(err error) bool {
	var e *Error
	if errors.As(err, &e) {
		return e.Again
	}
	return err != nil && !errors.Is(err, ErrInvalid)
}

// connectError is a failure before the message was offered: never the message's fault.
func connectError(err error) error {
	var reply *textproto.Error
	if errors.As(err, &reply) {
		return &Error{Step: "connect", Code: reply.Code, Again: true}
	}
	return &Error{Step: "connect", Again: true, cause: err}
}

// deliveryError reads go-mail's error. Its own IsTemp takes a broken connection for permanent (it looks
// at the first letter of the text), so only the code and the step decide.
func deliveryError(err error) error {
	var sent *gomail.SendError
	if !errors.As(err, &sent) {
		return &Error{Step: "connect", Again: true, cause: err}
	}
	e := &Error{Step: step(sent.Reason), Code: sent.ErrorCode(), Enhanced: sent.EnhancedStatusCode()}
	refused := e.Code >= 500 && (e.Step == "recipient" || e.Step == "content")
	e.Again = !refused
	return e
}

func step(r gomail.SendErrReason) string {
	switch r {
	case gomail.ErrSMTPRcptTo:
		return "recipient"
	case gomail.ErrSMTPMailFrom, gomail.ErrGetSender:
		return "sender"
	case gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrWriteContent:
		return "content"
	default:
		return "connect"
	}
}
