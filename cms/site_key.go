package cms

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// SiteKeyPrefix begins every key of a site, so that scanners for leaked secrets know it.
const SiteKeyPrefix = "lotse_site_"

// KeyMemory is how long a door may go on with what it read about a key: a key that was revoked, or a scope that was
// changed, holds on every node after that time.
const KeyMemory = 3 * time.Second

const (
	siteKeyBytes  = 32
	shownOfKey    = len(SiteKeyPrefix) + 6 // characters by which a key is known
	maxSiteKeys   = 20                     // of one site, at the same time
	siteKeyLife   = 5 * 365 * 24 * time.Hour
	siteKeyTouch  = 10 * time.Minute // last_used_at is written at most this often
	maxKeysListed = 100
)

// siteKeyLength is the length of a whole key.
var siteKeyLength = len(SiteKeyPrefix) + base64.RawURLEncoding.EncodedLen(siteKeyBytes)

// SiteKey is a key of a site, without its secret.
type SiteKey struct {
	ID     uuid.UUID `json:"id" db:"id"`
	Name   string    `json:"name" db:"name"`
	Prefix string    `json:"prefix" db:"prefix" doc:"Its first characters, to know it by."`

	CreatedAt  time.Time  `json:"createdAt" db:"created_at"`
	ExpiresAt  *time.Time `json:"expiresAt" db:"expires_at"`
	RevokedAt  *time.Time `json:"revokedAt" db:"revoked_at"`
	LastUsedAt *time.Time `json:"lastUsedAt" db:"last_used_at" doc:"To about ten minutes."`
}

const (
	sqlCountSiteKeys = `
select count(*) from site_keys where site_id = @site and revoked_at is null and (expires_at is null or expires_at > lotse.now())`
	sqlInsertSiteKey = `
insert into site_keys (id, site_id, name, prefix, key_hash, created_at, expires_at)
values (@id, @site, @name, @prefix, @hash, @now, @expires)`
)

// CreateSiteKey makes a key of a site and returns it, once. expires may be zero: then nothing but a revocation ends
// it. A site has at most 20 keys that are good (`too_many_keys`).
func (s *Service) CreateSiteKey(ctx context.Context, actor auth.Actor, siteID uuid.UUID, name string, expires time.Time) (secret string, key SiteKey, err error) {
	if err := s.demandSites(actor); err != nil {
		return "", SiteKey{}, err
	}
	name = strings.TrimSpace(language.NFC(name))
	secret = newSiteKey()
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		if _, err := lockSite(ctx, tx, siteID); err != nil {
			return err
		}
		if err := keyProblems(name, expires, tx.Now); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRow(ctx, sqlCountSiteKeys, pgx.StrictNamedArgs{"site": siteID}).Scan(&n); err != nil {
			return fmt.Errorf("count keys: %w", err)
		}
		if n >= maxSiteKeys {
			return command.E(command.Refused, "too_many_keys", "A site can have at most 20 keys.")
		}
		key = SiteKey{ID: command.NewID(), Name: name, Prefix: secret[:shownOfKey], CreatedAt: tx.Now}
		if !expires.IsZero() {
			key.ExpiresAt = &expires
		}
		_, err := tx.Exec(ctx, sqlInsertSiteKey, pgx.StrictNamedArgs{
			"id": key.ID, "site": siteID, "name": name, "prefix": key.Prefix, "hash": hashOfKey(secret), "now": tx.Now, "expires": key.ExpiresAt,
		})
		if err != nil {
			return fmt.Errorf("make a key: %w", err)
		}
		tx.Record(audit.Event{Action: "site.key_created", Changes: map[string]any{"site": siteID, "key": key.ID}})
		return nil
	})
	if err != nil {
		return "", SiteKey{}, err
	}
	return secret, key, nil
}

func keyProblems(name string, expires, now time.Time) error {
	var p siteProblems
	p.add("/name", lineProblem(name, maxSiteName))
	switch {
	case expires.IsZero():
	case !expires.After(now):
		p.add("/expiresAt", "not_in_future")
	case expires.Sub(now) > siteKeyLife:
		p.add("/expiresAt", "too_large")
	}
	if len(p) > 0 {
		return command.InvalidFields(p)
	}
	return nil
}

// newSiteKey makes a key that cannot be guessed. A fast hash of it is enough, for it has 256 random bits.
func newSiteKey() string {
	raw := make([]byte, siteKeyBytes)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	return SiteKeyPrefix + base64.RawURLEncoding.EncodeToString(raw)
}

func hashOfKey(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

const sqlSiteKeys = `
select k.id, k.name, k.prefix, k.created_at, k.expires_at, k.revoked_at, k.last_used_at
from site_keys k
where k.site_id = @site
order by k.id desc
limit @limit`

// SiteKeys lists the newest keys of a site, revoked and expired ones too.
func (s *Service) SiteKeys(ctx context.Context, actor auth.Actor, siteID uuid.UUID) ([]SiteKey, error) {
	if _, err := s.Site(ctx, actor, siteID); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlSiteKeys, pgx.StrictNamedArgs{"site": siteID, "limit": maxKeysListed})
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[SiteKey])
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	return list, nil
}

const sqlRevokeSiteKey = `
update site_keys
set revoked_at = @now
where id = @id and site_id = @site and revoked_at is null
returning id`

// RevokeSiteKey ends a key, within [KeyMemory]. One that is not there, is another site's or is revoked is NotFound.
func (s *Service) RevokeSiteKey(ctx context.Context, actor auth.Actor, siteID, keyID uuid.UUID) error {
	if err := s.demandSites(actor); err != nil {
		return err
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		err := tx.QueryRow(ctx, sqlRevokeSiteKey, pgx.StrictNamedArgs{"id": keyID, "site": siteID, "now": tx.Now}).Scan(&keyID)
		if errors.Is(err, pgx.ErrNoRows) {
			return command.ErrNotFound()
		}
		if err != nil {
			return fmt.Errorf("revoke a key: %w", err)
		}
		tx.Record(audit.Event{Action: "site.key_revoked", Changes: map[string]any{"site": siteID, "key": keyID}})
		return nil
	})
}

// KeyedSite is the site that a request with a key comes from, as delivery needs it.
type KeyedSite struct {
	ID        uuid.UUID `db:"id"`
	KeyID     uuid.UUID `db:"key_id"`
	Scope     SiteScope `db:"scope"`
	Origins   []string  `db:"origins"`
	Address   string    `db:"address"`    // the pattern of its pages; empty: not told
	RateLimit *int      `db:"rate_limit"` // requests a minute; nil: the usual
	// SecondsLeft is how long the key is still good; nil: no time ends it.
	SecondsLeft *float64 `db:"seconds_left"`
}

// The touch is part of the statement and, once in ten minutes, its only write.
const sqlSiteOfKey = `
with touched as (
    update site_keys set last_used_at = lotse.now()
    where key_hash = @hash and revoked_at is null and (expires_at is null or expires_at > lotse.now())
      and (last_used_at is null or last_used_at < lotse.now() - @touch::interval))
select s.id, k.id as key_id, s.scope, s.origins, s.address, s.rate_limit,
       extract(epoch from k.expires_at - lotse.now())::float8 as seconds_left
from site_keys k
join sites s on s.id = k.site_id
where k.key_hash = @hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > lotse.now())
  and s.disabled_at is null`

// SiteOfKey returns the site that a key belongs to. Whatever is not a key that is good now (wrong, revoked, expired, of
// a disabled site) is Unauthenticated `bad_key`: who sends a key means to be somebody.
func (s *Service) SiteOfKey(ctx context.Context, key string) (KeyedSite, error) {
	if len(key) != siteKeyLength || !strings.HasPrefix(key, SiteKeyPrefix) {
		return KeyedSite{}, errBadKey()
	}
	rows, err := s.db.Query(ctx, sqlSiteOfKey, pgx.StrictNamedArgs{"hash": hashOfKey(key), "touch": siteKeyTouch})
	if err != nil {
		return KeyedSite{}, fmt.Errorf("read a key: %w", err)
	}
	site, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[KeyedSite])
	if errors.Is(err, pgx.ErrNoRows) {
		return KeyedSite{}, errBadKey()
	}
	if err != nil {
		return KeyedSite{}, fmt.Errorf("read a key: %w", err)
	}
	return site, nil
}

func errBadKey() error {
	return command.E(command.Unauthenticated, "bad_key", "The key is not valid.")
}
