package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"

	"lotse/internal/command"
)

// Cursors signs the places at which lists go on, so that a client can neither make one up nor use it with
// another query. The secret is LOTSE_SECRET; all nodes share it.
type Cursors struct{ key []byte }

// signatureSize is how many bytes of the HMAC a cursor carries.
const signatureSize = 16

// longestCursor bounds what is decoded.
const longestCursor = 4096

// NewCursors derives the key for cursors from the secret.
func NewCursors(secret []byte) *Cursors {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("lotse cursor 1"))
	return &Cursors{key: mac.Sum(nil)}
}

// Encode signs a place, which must be encodable as JSON, for the query.
func (c *Cursors) Encode(query string, place any) (string, error) {
	payload, err := json.Marshal(place)
	if err != nil {
		return "", fmt.Errorf("encode cursor: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(append(c.sign(query, payload), payload...)), nil
}

// Decode reads a cursor into place. A cursor that was changed, or belongs to another query, is the error
// `bad_cursor`.
func (c *Cursors) Decode(query, cursor string, place any) error {
	bad := command.E(command.Malformed, "bad_cursor", "The cursor does not belong to this query.")
	if len(cursor) > longestCursor {
		return bad
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) < signatureSize {
		return bad
	}
	signature, payload := raw[:signatureSize], raw[signatureSize:]
	if !hmac.Equal(signature, c.sign(query, payload)) {
		return bad
	}
	if err := json.Unmarshal(payload, place); err != nil {
		return bad
	}
	return nil
}

func (c *Cursors) sign(query string, payload []byte) []byte {
	mac := hmac.New(sha256.New, c.key)
	// The length keeps query and payload apart.
	fmt.Fprintf(mac, "%d\n%s\n", len(query), query)
	mac.Write(payload)
	return mac.Sum(nil)[:signatureSize]
}

// CanonicalQuery is the form of a query that a cursor is bound to: the path and the sorted parameters
// without cursor and limit. The size of the pages may change on the way.
func CanonicalQuery(u *url.URL) string {
	q := u.Query()
	q.Del("cursor")
	q.Del("limit")
	return u.Path + "?" + q.Encode()
}
