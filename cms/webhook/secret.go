package webhook

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

const (
	secretPrefix = "whsec_"
	secretLength = 32 // bytes; the specification asks for 24 to 64
)

// newSecret makes a secret that cannot be guessed.
func newSecret() []byte {
	raw := make([]byte, secretLength)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	return raw
}

// shownSecret is a secret as its owner gets it.
func shownSecret(raw []byte) string { return secretPrefix + base64.StdEncoding.EncodeToString(raw) }

// vault encrypts secrets of endpoints. Signing needs them in clear, so that a hash, as tokens have, will not do;
// whoever reads the database alone, or a backup of it, must not be able to sign.
type vault struct{ aead cipher.AEAD }

func newVault(secret []byte) (*vault, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "lotse webhook secrets 1", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return &vault{aead: aead}, nil
}

// seal encrypts a secret for one endpoint: in another's row it cannot be opened.
func (v *vault) seal(endpoint uuid.UUID, secret []byte) []byte {
	return v.aead.Seal(nil, nil, secret, endpoint[:])
}

func (v *vault) open(endpoint uuid.UUID, sealed []byte) ([]byte, error) {
	secret, err := v.aead.Open(nil, nil, sealed, endpoint[:])
	if err != nil {
		return nil, errSealed
	}
	return secret, nil
}

// errSealed tells that LOTSE_SECRET is another than when the secret was made.
var errSealed = errors.New("the secret of a webhook cannot be opened: LOTSE_SECRET has changed; rotate it")

const sqlInsertSecret = `
insert into webhook_secrets (id, endpoint_id, sealed, created_at)
values (@id, @endpoint, @sealed, @now)`

// storeSecret gives an endpoint its present secret and returns it as it is shown, once.
func (s *Service) storeSecret(ctx context.Context, tx *command.Tx, endpoint uuid.UUID) (string, error) {
	raw := newSecret()
	_, err := tx.Exec(ctx, sqlInsertSecret, pgx.StrictNamedArgs{
		"id": command.NewID(), "endpoint": endpoint, "sealed": s.vault.seal(endpoint, raw), "now": tx.Now,
	})
	if err != nil {
		return "", fmt.Errorf("store the secret of a webhook: %w", err)
	}
	return shownSecret(raw), nil
}

// Secrets that still hold, the newest first.
const sqlSecrets = `
select sealed
from webhook_secrets
where endpoint_id = @endpoint
  and (expires_at is null or expires_at > lotse.now())
order by expires_at desc nulls first, id desc`

// secrets opens what calls to an endpoint are signed with now. What cannot be opened is left out as long as one can.
func (s *Service) secrets(ctx context.Context, endpoint uuid.UUID) ([][]byte, error) {
	rows, err := s.db.Query(ctx, sqlSecrets, pgx.StrictNamedArgs{"endpoint": endpoint})
	if err != nil {
		return nil, fmt.Errorf("load secrets of a webhook: %w", err)
	}
	sealed, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return nil, fmt.Errorf("load secrets of a webhook: %w", err)
	}
	var out [][]byte
	for _, one := range sealed {
		if secret, err := s.vault.open(endpoint, one); err == nil {
			out = append(out, secret)
		}
	}
	if len(out) == 0 {
		return nil, errSealed
	}
	return out, nil
}
