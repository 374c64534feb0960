package client

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// tolerance is how old or new the time of a webhook may be (Standard Webhooks 1.0).
const tolerance = 5 * time.Minute

// ErrSignature is returned for a webhook that does not come from who holds the secret, or is too old.
var ErrSignature = errors.New("the webhook's signature is not valid")

// VerifyWebhook tells whether a webhook (Standard Webhooks 1.0) was signed with one of the secrets (whsec_…)
// not long before now. body is the body as it came, before any decoding. It returns the id of the message, which is the same
// for every attempt to deliver it: who has seen it may ignore it.
func VerifyWebhook(header http.Header, body []byte, now time.Time, secrets ...string) (string, error) {
	id, sent := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(sent, 10, 64)
	if err != nil || id == "" {
		return "", ErrSignature
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return "", ErrSignature
	}
	for _, secret := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil || len(key) == 0 {
			return "", fmt.Errorf("verify webhook: a secret is not whsec_ and base64")
		}
		mac := hmac.New(sha256.New, key)
		_, _ = fmt.Fprintf(mac, "%s.%s.", id, sent) // a hash takes everything
		mac.Write(body)
		want := mac.Sum(nil)
		for signature := range strings.SplitSeq(header.Get("webhook-signature"), " ") {
			value, ok := strings.CutPrefix(signature, "v1,")
			got, err := base64.StdEncoding.DecodeString(value)
			if ok && err == nil && hmac.Equal(got, want) {
				return id, nil
			}
		}
	}
	return "", ErrSignature
}
