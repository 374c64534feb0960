package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/crypto/argon2"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// cost is what hashing a password costs.
type cost struct {
	memory  uint32 // KiB
	time    uint32 // passes
	threads uint8
}

// passwordCost is the first recommendation of the OWASP Password Storage Cheat Sheet for argon2id that fits a
// server without spare memory: 19 MiB, two passes, one thread (some 25 ms).
var passwordCost = cost{memory: 19 * 1024, time: 2, threads: 1}

const (
	// hashesAtOnce bounds the memory that hashing takes: 4 × 19 MiB.
	hashesAtOnce = 4
	// hashPatience is how long a sign-in waits for its turn.
	hashPatience = 5 * time.Second

	saltLength = 16
	keyLength  = 32

	minPassword = 12  // characters
	maxPassword = 200 // characters
)

// hasher hashes passwords, at most a few at once.
type hasher struct {
	cost  cost
	turns chan struct{}
	dummy string // hash of a random password: what an unknown account is checked against
}

func newHasher(c cost, atOnce int) (*hasher, error) {
	h := &hasher{cost: c, turns: make(chan struct{}, atOnce)}
	var err error
	h.dummy, err = h.hash(context.Background(), rand.Text())
	return h, err
}

// turn waits until a hash may be computed; done gives the turn back.
func (h *hasher) turn(ctx context.Context) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, hashPatience)
	defer cancel()
	select {
	case h.turns <- struct{}{}:
		return func() { <-h.turns }, nil
	case <-ctx.Done():
		return nil, command.E(command.Unavailable, "busy", "Too many people are signing in at this moment.")
	}
}

// hash returns the password's hash as a PHC string.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	salt := make([]byte, saltLength)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	key := argon2.IDKey([]byte(password), salt, h.cost.time, h.cost.memory, h.cost.threads, keyLength)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.memory, h.cost.time, h.cost.threads,
		enc.EncodeToString(salt), enc.EncodeToString(key)), nil
}

// check tells whether the password has this hash. An empty or broken hash costs the same time and is never right.
func (h *hasher) check(ctx context.Context, hash, password string) (bool, error) {
	c, salt, key, err := parseHash(hash)
	known := err == nil
	if !known {
		if c, salt, key, err = parseHash(h.dummy); err != nil {
			return false, err
		}
	}
	done, err := h.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	got := argon2.IDKey([]byte(password), salt, c.time, c.memory, c.threads, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1 && known, nil
}

var errBadHash = errors.New("not a hash of ours")

// parseHash reads a PHC string. Costs beyond what we ever wrote are refused: they would eat the memory.
func parseHash(phc string) (c cost, salt, key []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errBadHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.time, &c.threads); err != nil {
		return c, nil, nil, errBadHash
	}
	if c.memory < 8 || c.memory > 256*1024 || c.time < 1 || c.time > 16 || c.threads < 1 || c.threads > 16 {
		return c, nil, nil, errBadHash
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil || len(salt) < 8 {
		return c, nil, nil, errBadHash
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(key) < 16 {
		return c, nil, nil, errBadHash
	}
	return c, salt, key, nil
}

// normalisePassword makes one text of the several ways in which keyboards write a letter.
func normalisePassword(password string) string {
	if len(password) > 4*maxPassword { // longer than any password that can have been set
		return ""
	}
	return language.NFC(password)
}

// passwordProblem returns the code of what is wrong with a new password, or "".
func passwordProblem(password, email string) string {
	length := utf8.RuneCountInString(password)
	local, _, _ := strings.Cut(email, "@")
	switch {
	case !utf8.ValidString(password):
		return "control_character"
	case length < minPassword:
		return "too_short"
	case length > maxPassword || len(password) > 4*maxPassword:
		return "too_long"
	case strings.EqualFold(password, email), strings.EqualFold(password, local):
		return "same_as_email"
	}
	return ""
}

// newHash judges a new password and hashes it. The problem is told for the pointer.
func (s *Service) newHash(ctx context.Context, password, email, pointer string) (string, error) {
	if code := passwordProblem(password, email); code != "" {
		return "", command.InvalidFields([]command.FieldError{{
			Pointer: pointer, Code: code, Params: map[string]any{"min": minPassword, "max": maxPassword},
		}})
	}
	return s.hasher.hash(ctx, normalisePassword(password))
}

const sqlSetPassword = `
update accounts set password_hash = @hash
where id = @id and erased_at is null and (@old::text is null or password_hash = @old)`

const sqlVoidLinks = `update mail_links set used_at = @now where account_id = @account and used_at is null`

// storePassword sets the password, ends all sessions and voids all links of the account.
func (s *Service) storePassword(ctx context.Context, tx *command.Tx, account uuid.UUID, hash string) error {
	return s.replacePassword(ctx, tx, account, nil, hash)
}

// replacePassword is storePassword for an account whose password is still the old one; nil: whatever it is.
func (s *Service) replacePassword(ctx context.Context, tx *command.Tx, account uuid.UUID, old *string, hash string) error {
	done, err := tx.Exec(ctx, sqlSetPassword, pgx.StrictNamedArgs{"id": account, "hash": hash, "old": old})
	if err != nil {
		return fmt.Errorf("set the password: %w", err)
	}
	if done.RowsAffected() == 0 {
		return command.ErrNotFound()
	}
	if _, err := endSessions(ctx, tx, account, uuid.Nil); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, sqlVoidLinks, pgx.StrictNamedArgs{"account": account, "now": tx.Now}); err != nil {
		return fmt.Errorf("void mail links: %w", err)
	}
	tx.Record(audit.Event{Action: "password.changed", AccountID: account})
	return nil
}

const sqlOwnPassword = `select coalesce(password_hash, ''), coalesce(email, '') from accounts where id = @id`

// ChangePassword changes the actor's own password, ends all of its sessions and opens a new one. Guessing the
// present one in a stolen session is throttled.
func (s *Service) ChangePassword(ctx context.Context, a Actor, current, password string, client Client) (token string, session Session, err error) {
	if err := demandPerson(a); err != nil {
		return "", Session{}, err
	}
	old, hash, err := s.checkedChange(ctx, a, current, password)
	if err != nil {
		return "", Session{}, err
	}
	err = s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		if err := s.replacePassword(ctx, tx, a.AccountID, &old, hash); err != nil {
			return err
		}
		token, session, err = s.openSession(ctx, tx, a.AccountID, client)
		return err
	})
	return token, session, err
}

// checkedChange checks the present password and returns the old and the new hash.
func (s *Service) checkedChange(ctx context.Context, a Actor, current, password string) (old, hash string, err error) {
	var email string
	if err := s.db.QueryRow(ctx, sqlOwnPassword, pgx.StrictNamedArgs{"id": a.AccountID}).Scan(&old, &email); err != nil {
		return "", "", fmt.Errorf("read the account: %w", err)
	}
	bucket := passwordLimit.accountBucket(a.AccountID)
	got, err := s.count(ctx, passwordLimit, bucket)
	if err != nil {
		return "", "", err
	}
	if got[bucket].Attempts > passwordLimit.account {
		if err := s.uncount(ctx, got[bucket]); err != nil {
			return "", "", err
		}
		return "", "", tooMany(passwordLimit, got[bucket])
	}
	right, err := s.hasher.check(ctx, old, normalisePassword(current))
	if err != nil {
		return "", "", err
	}
	if !right {
		return "", "", command.InvalidField("/current", "wrong_password")
	}
	if err := s.uncount(ctx, got[bucket]); err != nil {
		return "", "", err
	}
	hash, err = s.newHash(ctx, password, email, "/password")
	return old, hash, err
}

// SetPassword sets the password of any account, for those who manage accounts, and ends its sessions.
func (s *Service) SetPassword(ctx context.Context, a Actor, account uuid.UUID, password string) error {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return err
	}
	present, err := s.Account(ctx, a, account)
	if err != nil {
		return err
	}
	hash, err := s.newHash(ctx, password, present.Email, "/password")
	if err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		return s.storePassword(ctx, tx, account, hash)
	})
}
