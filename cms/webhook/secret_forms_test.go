package webhook_test

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
)

// forms are the ways in which a secret could stand somewhere.
func forms(t testing.TB, secret string) map[string]string {
	t.Helper()
	text := strings.TrimPrefix(secret, "whsec_")
	raw := must(base64.StdEncoding.DecodeString(text))(t)
	if len(raw) != 32 || text == secret {
		t.Fatalf("%q is no secret of the specification", secret)
	}
	return map[string]string{
		"base64": text, "base64 for addresses": base64.RawURLEncoding.EncodeToString(raw), "hexadecimal": hex.EncodeToString(raw), "bytes": string(raw),
	}
}
