package auth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/internal/audit"
	"lotse/internal/command"
)

func TestAccountRules(t *testing.T) {
	h := txHouse(t)
	taken := h.email(t, h.person(t))
	for _, c := range []struct {
		in            NewAccount
		pointer, code string
	}{
		{NewAccount{Name: "N"}, "/email", "required"},
		{NewAccount{Email: "nobody", Name: "N"}, "/email", "bad_format"},
		{NewAccount{Email: "N <n@example.org>", Name: "N"}, "/email", "bad_format"},
		{NewAccount{Email: "nаme@example.org", Name: "Cyrillic a"}, "/email", "bad_format"},
		{NewAccount{Email: "a@example.org\r\nBcc: b@example.org", Name: "N"}, "/email", "bad_format"},
		{NewAccount{Email: strings.Repeat("a", 250) + "@example.org", Name: "N"}, "/email", "too_long"},
		{NewAccount{Email: "n@example.org", Name: " \u200f "}, "/name", "required"},
		{NewAccount{Email: "n@example.org", Name: "a\u202eb"}, "/name", "bidi_override"},
		{NewAccount{Email: "n@example.org", Name: "N", Locale: "xx"}, "/locale", "not_an_option"},
		{NewAccount{Email: "n@example.org", Name: "N", Password: "kurz"}, "/password", "too_short"},
		{NewAccount{Email: "n@example.org", Name: "N", Password: strings.Repeat("ä", 201)}, "/password", "too_long"},
		{NewAccount{Email: "langer.name@example.org", Name: "N", Password: "Langer.Name@example.org"}, "/password", "same_as_email"},
		{NewAccount{Email: "langer.name1@example.org", Name: "N", Password: "langer.name1"}, "/password", "same_as_email"},
	} {
		_, err := h.CreateAccount(t.Context(), h.admin, c.in)
		wantField(t, c.in.Email+c.code, err, c.pointer, c.code)
	}
	_, err := h.CreateAccount(t.Context(), h.admin, NewAccount{Email: strings.ToUpper(taken), Name: "N"})
	wantCode(t, "address that exists", err, command.Conflict, "email_taken")
	wantCode(t, "address that exists", h.SetEmail(t.Context(), h.admin, h.admin.AccountID, taken), command.Conflict, "email_taken")
}

// TestChangeAccount: people change their name and language, and nothing else of it.
func TestChangeAccount(t *testing.T) {
	h := txHouse(t)
	a, b := h.person(t), h.person(t)
	before := h.email(t, a)
	got, err := h.ChangeAccount(t.Context(), a, AccountChange{ID: a.AccountID, Name: "Ayşe", Locale: "en"})
	if err != nil || got.Name != "Ayşe" || got.Locale != "en" || got.Email != before {
		t.Errorf("%+v %v", got, err)
	}
	_, err = h.ChangeAccount(t.Context(), b, AccountChange{ID: a.AccountID, Name: "X"})
	wantCode(t, "somebody else", err, command.Forbidden, "forbidden")
	_, err = h.Account(t.Context(), b, a.AccountID)
	wantCode(t, "somebody else's account", err, command.Forbidden, "forbidden")
	_, err = h.ChangeAccount(t.Context(), Anonymous(), AccountChange{Name: "X"})
	wantCode(t, "nobody with the zero id", err, command.Unauthenticated, "unauthenticated")
	names, err := h.Accounts(t.Context(), []uuid.UUID{a.AccountID, a.AccountID, uuid.Nil, uuid.New()})
	if err != nil || len(names) != 1 || names[a.AccountID] != "Ayşe" {
		t.Errorf("%v %v", names, err)
	}
	list, err := h.ListAccounts(t.Context(), h.admin, AccountFilter{Query: "AYŞE", Limit: 1000})
	if err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
	_, err = h.ListAccounts(t.Context(), a, AccountFilter{})
	wantCode(t, "list", err, command.Forbidden, "forbidden")
	if found, err := h.AccountByEmail(t.Context(), System(), strings.ToUpper(before)); err != nil || found.ID != a.AccountID {
		t.Errorf("%v %v", found, err)
	}
}

func TestChangePassword(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	_, _, err := h.ChangePassword(t.Context(), a, "falsch", "noch ein Kennwort", home)
	wantField(t, "wrong present one", err, "/current", "wrong_password")
	_, _, err = h.ChangePassword(t.Context(), a, goodPassword, h.email(t, a), home)
	wantField(t, "address as password", err, "/password", "same_as_email")
	token := a
	token.Actor = audit.Actor{Kind: audit.Token, ID: uuid.New(), OnBehalfOf: a.AccountID}
	_, _, err = h.ChangePassword(t.Context(), token, goodPassword, "noch ein Kennwort", home)
	wantCode(t, "by a token", err, command.Forbidden, "forbidden")
	for range passwordLimit.account {
		_, _, err = h.ChangePassword(t.Context(), a, "falsch", "noch ein Kennwort", home)
	}
	wantCode(t, "guessing", err, command.TooMany, "too_many_attempts")
	// Letters that are typed in two ways are one password.
	b := h.person(t)
	if _, _, err := h.ChangePassword(t.Context(), b, goodPassword, "Schlu\u0308sselbund 1", home); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.SignIn(t.Context(), h.email(t, b), "Schl\u00fcsselbund 1", home); err != nil {
		t.Error(err)
	}
}

// TestErase searches every table of auth for what was known of the person.
func TestErase(t *testing.T) {
	h := txHouse(t)
	own := h.organisation(t)
	a := h.person(t, NewMembership{OrganisationID: own.ID, Role: Manager})
	mail := h.email(t, a)
	if _, err := h.ChangeAccount(t.Context(), a, AccountChange{ID: a.AccountID, Name: "Erkennbarer Name"}); err != nil {
		t.Fatal(err)
	}
	secret, _, err := h.CreateToken(t.Context(), a, NewToken{Name: "Erkennbarer Schlüssel", Actions: []string{"read"}, Types: []string{"*"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.RequestMailLink(t.Context(), mail, PurposeSignIn, home); err != nil {
		t.Fatal(err)
	}
	h.exec(t, `update outbox set sent_at = lotse.now(), error = 'Erkennbarer Fehler' where account_id = $1`, a.AccountID)
	h.exec(t, `insert into idempotency_keys (actor_id, key, request_hash, body, created_at) values ($1, 'k', '', 'Erkennbar', lotse.now())`, a.AccountID)

	err = h.run.Run(t.Context(), h.admin.Actor, func(ctx context.Context, tx *command.Tx) error {
		return h.EraseAccountTx(ctx, tx, h.admin, a.AccountID)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"accounts", "sessions", "mail_links", "tokens", "memberships", "throttle", "outbox", "idempotency_keys", "activity", "remarks"} {
		var dump string
		if err := h.db.QueryRow(t.Context(), `select coalesce(jsonb_agg(to_jsonb(x))::text, '') from `+table+` x`).Scan(&dump); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{mail, "Erkennbar"} {
			if strings.Contains(dump, word) {
				t.Errorf("%q is left in %s", word, table)
			}
		}
	}
	if n := h.number(t, `select count(*) from accounts where id = $1 and erased_at is not null and password_hash is null`, a.AccountID); n != 1 {
		t.Error("the row is gone, or was not erased")
	}
	if _, err := h.TokenActor(t.Context(), secret); err == nil {
		t.Error("the token works")
	}
	wantCode(t, "twice", h.EraseAccount(t.Context(), h.admin, a.AccountID), command.NotFound, "not_found")
	wantCode(t, "enabling it", h.EnableAccount(t.Context(), h.admin, a.AccountID), command.NotFound, "not_found")
	wantCode(t, "a password for it", h.SetPassword(t.Context(), h.admin, a.AccountID, goodPassword), command.NotFound, "not_found")
	wantCode(t, "an address for it", h.SetEmail(t.Context(), h.admin, a.AccountID, "x@example.org"), command.NotFound, "not_found")
	_, err = h.AddMembership(t.Context(), h.admin, NewMembership{AccountID: a.AccountID, Role: Editor})
	wantCode(t, "a role for it", err, command.NotFound, "not_found")
}

func TestTokens(t *testing.T) {
	h := txHouse(t)
	own := h.organisation(t)
	a, stranger := h.person(t, NewMembership{OrganisationID: own.ID, Role: Manager}), h.person(t)
	create := func(a Actor, in NewToken) (string, APIToken, error) { return h.CreateToken(t.Context(), a, in) }
	read := NewToken{Name: "Kalender", Actions: []string{"read"}, Types: []string{"event"}}

	_, _, err := create(Anonymous(), read)
	wantCode(t, "nobody", err, command.Unauthenticated, "unauthenticated")
	_, _, err = create(stranger, read)
	wantCode(t, "without the right", err, command.Forbidden, "forbidden")
	for _, c := range []struct {
		change        func(*NewToken)
		pointer, code string
	}{
		{func(n *NewToken) { n.Name = "" }, "/name", "required"},
		{func(n *NewToken) { n.Actions = nil }, "/actions", "required"},
		{func(n *NewToken) { n.Types = []string{} }, "/types", "required"},
		{func(n *NewToken) { n.Actions = []string{"read", "fly"} }, "/actions/1", "not_an_option"},
		{func(n *NewToken) { n.Actions = []string{AccountManage} }, "/actions/0", "not_an_option"},
		{func(n *NewToken) { n.Types = []string{"*, admin"} }, "/types/0", "not_an_option"},
		{func(n *NewToken) { n.ExpiresAt = time.Now().AddDate(20, 0, 0) }, "/expiresAt", "too_large"},
		{func(n *NewToken) { n.ExpiresAt = time.Now().AddDate(-1, 0, 0) }, "/expiresAt", "not_in_future"},
	} {
		in := read
		c.change(&in)
		_, _, err := create(a, in)
		wantField(t, c.code, err, c.pointer, c.code)
	}

	secret, token, err := create(a, read)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(secret, "lotse_") || token.ExpiresAt == nil {
		t.Errorf("%q %+v", secret, token)
	}
	actor, err := h.TokenActor(t.Context(), secret)
	if err != nil || actor.Kind != audit.Token || actor.ID != token.ID || actor.Person() != a.AccountID {
		t.Fatalf("%+v %v", actor, err)
	}
	event := Resource{Type: "event", OrganisationID: own.ID, CreatedBy: a.AccountID}
	if !h.policy.Can(actor, Read, event) || h.policy.Can(actor, "save", event) || h.policy.Can(actor, Read, Resource{Type: "offer", OrganisationID: own.ID}) {
		t.Error("the scope does not hold")
	}
	_, _, err = create(actor, read)
	wantCode(t, "a token makes a token", err, command.Forbidden, "forbidden")
	_, err = h.Sessions(t.Context(), actor)
	wantCode(t, "a token lists sessions", err, command.Forbidden, "forbidden")

	wantCode(t, "a stranger revokes", h.RevokeToken(t.Context(), stranger, token.ID), command.NotFound, "not_found")
	if err := h.RevokeToken(t.Context(), h.admin, token.ID); err != nil {
		t.Fatal(err)
	}
	_, err = h.TokenActor(t.Context(), secret)
	wantCode(t, "revoked", err, command.Unauthenticated, "unauthenticated")
	list, err := h.Tokens(t.Context(), a)
	if err != nil || len(list) != 1 || list[0].RevokedAt == nil || list[0].LastUsedAt == nil {
		t.Errorf("%+v %v", list, err)
	}

	second, _, err := create(a, read)
	if err != nil {
		t.Fatal(err)
	}
	h.later(t, "366 days")
	_, err = h.TokenActor(t.Context(), second)
	wantCode(t, "expired", err, command.Unauthenticated, "unauthenticated")
	h.later(t, "0")
	h.exec(t, `update accounts set disabled_at = lotse.now() where id = $1`, a.AccountID)
	_, err = h.TokenActor(t.Context(), second)
	wantCode(t, "account disabled", err, command.Unauthenticated, "unauthenticated")
}

func TestNewNeedsASecret(t *testing.T) {
	for _, d := range []Deps{{}, {DB: nil, Policy: mustPolicy(t), Secret: make([]byte, 32)}} {
		if _, err := New(d); err == nil {
			t.Errorf("%+v is accepted", d)
		}
	}
	h := txHouse(t)
	if _, err := New(Deps{DB: h.db, Policy: h.policy, Secret: []byte("short")}); err == nil {
		t.Error("a short secret is accepted")
	}
}

func TestPasswordHashes(t *testing.T) {
	h, err := cheapHasher()
	if err != nil {
		t.Fatal(err)
	}
	good, err := h.hash(t.Context(), goodPassword)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := h.hash(t.Context(), goodPassword); again == good {
		t.Error("two hashes are alike: no salt")
	}
	for hash, want := range map[string]bool{
		good: true, "": false, "x": false, h.dummy: false, strings.Replace(good, "argon2id", "argon2i", 1): false,
		strings.Replace(good, "m=64", "m=4000000000", 1): false, strings.Replace(good, "t=1", "t=0", 1): false,
		"$argon2id$v=19$m=64,t=1,p=1$$": false,
	} {
		if got, err := h.check(t.Context(), hash, goodPassword); got != want || err != nil {
			t.Errorf("%q: %v %v", hash, got, err)
		}
	}
	if got, _ := h.check(t.Context(), good, goodPassword+"x"); got {
		t.Error("a wrong password is right")
	}
	// What an unknown account is checked against opens nothing, even for who knows it.
	known := &hasher{cost: h.cost, turns: h.turns, dummy: good}
	if got, err := known.check(t.Context(), "", goodPassword); got || err != nil {
		t.Errorf("an account without a hash is opened: %v %v", got, err)
	}
}

// TestHashesAtOnce: no more hashes than turns are computed at once, and who waits can give up.
func TestHashesAtOnce(t *testing.T) {
	h, err := newHasher(cost{memory: 64, time: 1, threads: 1}, 1)
	if err != nil {
		t.Fatal(err)
	}
	done, err := h.turn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = h.check(ctx, h.dummy, "x")
	wantCode(t, "no turn", err, command.Unavailable, "busy")
	done()
	if _, err := h.check(t.Context(), h.dummy, "x"); err != nil {
		t.Error(err)
	}
}

func TestTheRealCostIsBearable(t *testing.T) {
	h, err := newHasher(passwordCost, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(h.dummy, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %s", h.dummy)
	}
	var e *command.Error
	if _, err := h.check(t.Context(), "", "x"); errors.As(err, &e) {
		t.Error(err)
	}
}
