package mail

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	netmail "net/mail"
	"slices"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
)

// Sender takes one message to its recipient. It returns nil only when the message was accepted (or
// written); otherwise see [Temporary] for whether trying again can help.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Message is one mail to one recipient.
type Message struct {
	// From and To are RFC 5322 addresses, with or without a display name. An empty From means the
	// sender's default address.
	From, To string
	// Subject is one line: line breaks and control characters in it become spaces.
	Subject string
	// Text is the plain text, required. HTML is the alternative, optional.
	Text, HTML string
	// Headers are further headers. A name or value with a line break is refused.
	Headers map[string]string
	// MessageID without angle brackets, e.g. "018f…@lotse.example". The same mail sent again keeps its
	// id, so that the recipient's server can drop the double. Empty: one is made.
	MessageID string
	// Date is the moment of writing. Zero means now.
	Date time.Time
}

// ErrInvalid tells that a message can never be sent as it is: an address that is none, a line break
// where a header would be forged, no text. It is permanent.
var ErrInvalid = errors.New("mail: invalid message")

func invalid(reason string) error { return fmt.Errorf("%w: %s", ErrInvalid, reason) }

// build turns m into go-mail's message, refusing what could forge a header.
func (m Message) build(defaultFrom string) (*gomail.Msg, error) {
	from, err := address(cmp.Or(m.From, defaultFrom), "from")
	if err != nil {
		return nil, err
	}
	to, err := address(m.To, "to")
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(m.Text) == "" {
		return nil, invalid("no text")
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(from)
	msg.ToMailAddress(to)
	msg.Subject(oneLine(m.Subject))
	if err := setHeaders(msg, m); err != nil {
		return nil, err
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return msg, nil
}

func setHeaders(msg *gomail.Msg, m Message) error {
	if m.Date.IsZero() {
		m.Date = time.Now()
	}
	msg.SetDateWithValue(m.Date)
	// RFC 3834: no out-of-office answer to a machine.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	if m.MessageID == "" {
		msg.SetMessageID()
	} else {
		if !printable(m.MessageID) || strings.ContainsAny(m.MessageID, " <>") {
			return invalid("message id")
		}
		msg.SetMessageIDWithValue(m.MessageID)
	}
	for _, name := range slices.Sorted(maps.Keys(m.Headers)) {
		if !headerName(name) || reservedHeader(name) {
			return invalid("header name")
		}
		if !singleLine(m.Headers[name]) {
			return invalid("header value of " + name)
		}
		msg.SetGenHeader(gomail.Header(name), m.Headers[name])
	}
	return nil
}

// address parses s strictly; which names the field in the error, the value itself is never repeated.
func address(s, which string) (*netmail.Address, error) {
	if !singleLine(s) {
		return nil, invalid(which + " address")
	}
	a, err := netmail.ParseAddress(s)
	if err != nil || !singleLine(a.Address) {
		return nil, invalid(which + " address")
	}
	a.Name = oneLine(a.Name)
	return a, nil
}

// reservedHeader tells headers that Message sets itself: a second To or Subject would change who gets
// what, whatever the recipient's program makes of two.
func reservedHeader(name string) bool {
	switch strings.ToLower(name) {
	case "from", "to", "cc", "bcc", "sender", "subject", "date", "message-id", "mime-version",
		"content-type", "content-transfer-encoding":
		return true
	}
	return false
}

// headerName tells whether s is a field name of RFC 5322: printable ASCII without colon.
func headerName(s string) bool {
	return s != "" && printable(s) && !strings.ContainsAny(s, ": ")
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r > 0x7e })
}

func singleLine(s string) bool {
	return !strings.ContainsFunc(s, lineBreaking)
}

// lineBreaking covers control characters and Unicode's own line and paragraph separators.
func lineBreaking(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// oneLine turns every run of white space and control characters into one space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || lineBreaking(r)
	}), " ")
}
