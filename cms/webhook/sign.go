package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Headers of Standard Webhooks 1.0, as the specification spells them.
const (
	headerID        = "webhook-id"
	headerTimestamp = "webhook-timestamp"
	headerSignature = "webhook-signature"
)

// signature signs `id.timestamp.body` with each secret, the newest first: `v1,<base64> v1,<base64>`. Neither id nor
// timestamp can hold a full stop, so that nothing of one can pass for the other.
func signature(secrets [][]byte, id string, at time.Time, body []byte) string {
	signed := append([]byte(id+"."+strconv.FormatInt(at.Unix(), 10)+"."), body...)
	all := make([]string, len(secrets))
	for i, secret := range secrets {
		mac := hmac.New(sha256.New, secret)
		mac.Write(signed)
		all[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	return strings.Join(all, " ")
}

// headers are those of one attempt. The time is the real one, whatever lotse.now() says: receivers compare it
// with their own clock.
func (s *Service) headers(secrets [][]byte, id string, at time.Time, body []byte) http.Header {
	return http.Header{
		"Content-Type":  {"application/json"},
		"User-Agent":    {s.agent},
		headerID:        {id},
		headerTimestamp: {strconv.FormatInt(at.Unix(), 10)},
		headerSignature: {signature(secrets, id, at, body)},
	}
}
