package webhook

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/schema"
)

// What can happen to an item in a language. The name of an event is that of the type and one of these.
const (
	Published = "published" // it is public, and was not before
	Updated   = "updated"   // what the public reads of it has changed
	Withdrawn = "withdrawn" // it was taken off, or has left the organisation
	Expired   = "expired"   // its time is over
	Deleted   = "deleted"   // it is gone for good
)

// TestEvent is the event that an owner sends to see whether all is well.
const TestEvent = "webhook.test"

// Reasons of Withdrawn, as the change feed names them.
const (
	reasonWithdrawn  = "withdrawn"
	reasonOutOfScope = "out_of_scope"
)

// verbs lists what can happen, for whoever checks a pattern.
var verbs = []string{Published, Updated, Withdrawn, Expired, Deleted}

// subject is the name of a content type in events, which consist of [a-zA-Z0-9_] (Standard Webhooks 1.0): those
// of content types may hold hyphens.
func subject(typ string) string { return strings.ReplaceAll(typ, "-", "_") }

// maxEvents bounds the patterns of an endpoint.
const maxEvents = 50

var patternForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}\.([a-z]+|\*)$`)

// patternProblem judges a pattern: `*`, `offer.*` or `offer.published`, of a type that there is.
func patternProblem(pattern string, types *schema.Registry) string {
	if pattern == "*" {
		return ""
	}
	if !patternForm.MatchString(pattern) {
		return "bad_format"
	}
	typ, verb, _ := strings.Cut(pattern, ".")
	known := verb == "*"
	for _, v := range verbs {
		known = known || v == verb
	}
	if !known {
		return "unknown_event"
	}
	for _, t := range types.Types() {
		if subject(t.Name) == typ {
			return ""
		}
	}
	return "unknown_event"
}

// matches tells whether one of the patterns names the event.
func matches(patterns []string, event string) bool {
	typ, _, _ := strings.Cut(event, ".")
	for _, p := range patterns {
		if p == "*" || p == event || p == typ+".*" {
			return true
		}
	}
	return false
}

// MessageName is the webhook-id of a message: msg_ and 32 hexadecimal digits.
func MessageName(id uuid.UUID) string { return messagePrefix + hex.EncodeToString(id[:]) }

const messagePrefix = "msg_"

// ParseMessageName reads a webhook-id.
func ParseMessageName(name string) (uuid.UUID, bool) {
	digits, ok := strings.CutPrefix(name, messagePrefix)
	if !ok || len(digits) != 32 {
		return uuid.Nil, false
	}
	id, err := uuid.Parse(digits)
	return id, err == nil
}

// payload is the body of a call.
type payload struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      any       `json:"data"`
}

// itemData names the item that an event is about, and nothing of what it says.
type itemData struct {
	ID     uuid.UUID `json:"id"`
	Type   string    `json:"type"`
	Locale string    `json:"locale"`
	Reason string    `json:"reason,omitempty"`
	URL    string    `json:"url"`
}

// testData is what a test says.
type testData struct {
	Endpoint uuid.UUID `json:"endpoint"`
}

// body writes the bytes that are signed and sent.
func body(event string, at time.Time, data any) (string, error) {
	out, err := json.Marshal(payload{Type: event, Timestamp: at.UTC(), Data: data})
	if err != nil {
		return "", fmt.Errorf("write the body of %s: %w", event, err)
	}
	return string(out), nil
}

// itemURL is where delivery answers with the item, or with 404 once it is gone.
func (s *Service) itemURL(typ string, id uuid.UUID, locale string) string {
	return s.baseURL + "/content/v1/" + url.PathEscape(typ) + "/" + id.String() + "?" + url.Values{"locale": {locale}}.Encode()
}
