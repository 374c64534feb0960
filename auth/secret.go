package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"
)

// secretLength is the length of session and API tokens in random bytes.
const secretLength = 32

// newSecret makes a token that cannot be guessed. Only its hash is ever stored.
func newSecret(prefix string) string {
	raw := make([]byte, secretLength)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	return prefix + base64.RawURLEncoding.EncodeToString(raw)
}

// hashSecret is what is stored of a token. A fast hash is enough for 256 random bits.
func hashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// LinkToken returns the secret part of the address of a mail link. It is derived, so that neither the outbox nor a job
// needs to hold it; the database holds its hash. Put it behind a `#` of the address: what stands there
// reaches no server's log.
func (s *Service) LinkToken(link uuid.UUID) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte("lotse mail link\x00"))
	mac.Write(link[:])
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
