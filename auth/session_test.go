package auth

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
)

// TestSignInAnswersAlike: an unknown address, a wrong password, a disabled and an erased account and one without
// a password cannot be told apart.
func TestSignInAnswersAlike(t *testing.T) {
	h := txHouse(t)
	known, disabled, erased := h.person(t), h.person(t), h.person(t)
	disabledMail, erasedMail := h.email(t, disabled), h.email(t, erased)
	if err := h.DisableAccount(t.Context(), h.admin, disabled.AccountID); err != nil {
		t.Fatal(err)
	}
	if err := h.EraseAccount(t.Context(), h.admin, erased.AccountID); err != nil {
		t.Fatal(err)
	}
	without, err := h.CreateAccount(t.Context(), h.admin, NewAccount{Email: uuid.NewString() + "@example.org", Name: "N"})
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for i, c := range [][2]string{
		{h.email(t, known), "falsch falsch falsch"}, {"nobody@example.org", goodPassword}, {disabledMail, goodPassword},
		{erasedMail, goodPassword}, {without.Email, ""}, {"", ""}, {"not an address\x00", goodPassword},
		{h.email(t, known), strings.Repeat("a", 5000)},
	} {
		token, _, err := h.SignIn(t.Context(), c[0], c[1], home)
		wantCode(t, c[0], err, command.Unauthenticated, "wrong_credentials")
		if err == nil || token != "" {
			t.Fatalf("%q is let in", c[0])
		}
		if i == 0 {
			first = fmt.Sprintf("%#v", err)
		}
		if got := fmt.Sprintf("%#v", err); got != first {
			t.Errorf("%q: %s, the first got %s", c[0], got, first)
		}
	}
}

// TestUnknownTokenIsNobody: whatever is no living session or token is an error, never an anonymous actor.
func TestUnknownTokenIsNobody(t *testing.T) {
	h := txHouse(t)
	for _, token := range []string{"", "x", strings.Repeat("A", 43), TokenPrefix, "\x00"} {
		a, err := h.SessionActor(t.Context(), token)
		wantCode(t, token, err, command.Unauthenticated, "unauthenticated")
		b, err := h.TokenActor(t.Context(), token)
		wantCode(t, token, err, command.Unauthenticated, "unauthenticated")
		if a.Known() || b.Known() {
			t.Errorf("%q is somebody", token)
		}
	}
	// A session token is no API token and the other way round.
	session, _, err := h.SignIn(t.Context(), h.email(t, h.admin), goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.TokenActor(t.Context(), session)
	wantCode(t, "session as API token", err, command.Unauthenticated, "unauthenticated")
	_, err = h.TokenActor(t.Context(), TokenPrefix+session)
	wantCode(t, "session with the prefix", err, command.Unauthenticated, "unauthenticated")
}

func TestEverySignInHasANewToken(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	first, s1, err := h.SignIn(t.Context(), h.email(t, a), goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	second, s2, err := h.SignIn(t.Context(), strings.ToUpper(" "+h.email(t, a)), goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	if first == second || s1.ID == s2.ID || len(first) < 43 {
		t.Errorf("tokens %q and %q", first, second)
	}
	// Neither token stands anywhere in the database.
	rows, err := h.db.Query(t.Context(), `select token_hash from sessions where account_id = $1`, a.AccountID)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var hash []byte
		if err := rows.Scan(&hash); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(hash, []byte(first)) || len(hash) != 32 {
			t.Error("the token is stored")
		}
	}
}

func TestSessionsEnd(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(t *testing.T, h *house, a Actor, token string)
	}{
		{"sign out", func(t *testing.T, h *house, _ Actor, token string) {
			for range 2 {
				if err := h.SignOut(t.Context(), token); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{"revoked", func(t *testing.T, h *house, a Actor, _ string) {
			if err := h.RevokeSession(t.Context(), a, a.SessionID); err != nil {
				t.Fatal(err)
			}
		}},
		{"idle", func(t *testing.T, h *house, _ Actor, _ string) { h.later(t, "12 hours 1 second") }},
		{"disabled", func(t *testing.T, h *house, a Actor, _ string) {
			if err := h.DisableAccount(t.Context(), h.admin, a.AccountID); err != nil {
				t.Fatal(err)
			}
			if err := h.EnableAccount(t.Context(), h.admin, a.AccountID); err != nil {
				t.Fatal(err)
			}
		}},
		{"disabled behind the service's back", func(t *testing.T, h *house, a Actor, _ string) {
			h.exec(t, `update accounts set disabled_at = lotse.now() where id = $1`, a.AccountID)
		}},
		{"erased", func(t *testing.T, h *house, a Actor, _ string) {
			if err := h.EraseAccount(t.Context(), h.admin, a.AccountID); err != nil {
				t.Fatal(err)
			}
		}},
		{"password set by an admin", func(t *testing.T, h *house, a Actor, _ string) {
			if err := h.SetPassword(t.Context(), h.admin, a.AccountID, "noch ein Kennwort"); err != nil {
				t.Fatal(err)
			}
		}},
		{"password changed", func(t *testing.T, h *house, a Actor, _ string) {
			token, _, err := h.ChangePassword(t.Context(), a, goodPassword, "noch ein Kennwort", home)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := h.SessionActor(t.Context(), token); err != nil {
				t.Errorf("the new session: %v", err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := txHouse(t)
			a := h.person(t)
			token, session, err := h.SignIn(t.Context(), h.email(t, a), goodPassword, home)
			if err != nil {
				t.Fatal(err)
			}
			if a, err = h.SessionActor(t.Context(), token); err != nil || a.SessionID != session.ID {
				t.Fatalf("before: %v %v", a, err)
			}
			c.do(t, h, a, token)
			_, err = h.SessionActor(t.Context(), token)
			wantCode(t, "after", err, command.Unauthenticated, "unauthenticated")
		})
	}
}

// TestSessionLives on as long as it is used, and no longer than its life in all.
func TestSessionLives(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	token, _, err := h.SignIn(t.Context(), h.email(t, a), goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	seen := `select count(*) from sessions where last_seen_at = lotse.now()`
	for hour := 11; hour < 30*24; hour += 11 {
		h.later(t, fmt.Sprintf("%d hours", hour))
		if _, err := h.SessionActor(t.Context(), token); err != nil {
			t.Fatalf("after %d hours: %v", hour, err)
		}
		if h.number(t, seen) != 1 {
			t.Fatal("the session was not touched")
		}
	}
	h.later(t, "719 hours 50 seconds")
	if _, err := h.SessionActor(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	h.later(t, "719 hours 80 seconds")
	if _, err := h.SessionActor(t.Context(), token); err != nil || h.number(t, seen) != 0 {
		t.Errorf("touched twice in a minute, %v", err)
	}
	h.later(t, "720 hours 1 second")
	_, err = h.SessionActor(t.Context(), token)
	wantCode(t, "after its life", err, command.Unauthenticated, "unauthenticated")
}

func TestSessionsAreOnesOwn(t *testing.T) {
	h := txHouse(t)
	a, b := h.person(t), h.person(t)
	list, err := h.Sessions(t.Context(), a)
	if err != nil || len(list) != 1 || !list[0].Current || list[0].Network != "192.0.2.0/24" || list[0].UserAgent != "Firefox" {
		t.Fatalf("%+v %v", list, err)
	}
	wantCode(t, "somebody else's", h.RevokeSession(t.Context(), b, list[0].ID), command.NotFound, "not_found")
	wantCode(t, "none", h.RevokeSession(t.Context(), b, uuid.New()), command.NotFound, "not_found")
	token := b
	token.Actor = audit.Actor{Kind: audit.Token, ID: uuid.New(), OnBehalfOf: b.AccountID}
	wantCode(t, "by a token", h.RevokeOtherSessions(t.Context(), token), command.Forbidden, "forbidden")
	if _, _, err := h.SignIn(t.Context(), h.email(t, a), goodPassword, home); err != nil {
		t.Fatal(err)
	}
	if err := h.RevokeOtherSessions(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if list, err = h.Sessions(t.Context(), a); err != nil || len(list) != 1 || !list[0].Current {
		t.Errorf("%+v %v", list, err)
	}
}

func TestAnAccountHasABoundedNumberOfSessions(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	for range maxSessions + 3 {
		if _, _, err := h.SignIn(t.Context(), h.email(t, a), goodPassword, home); err != nil {
			t.Fatal(err)
		}
	}
	if n := h.number(t, `select count(*) from sessions where account_id = $1`, a.AccountID); n != maxSessions {
		t.Errorf("%d sessions", n)
	}
}

// TestRightsHoldFromTheNextRequest: what was taken away is gone with the next request.
func TestRightsHoldFromTheNextRequest(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	token, _, err := h.SignIn(t.Context(), h.email(t, a), goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	can := func() bool {
		a, err := h.SessionActor(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		return h.policy.Can(a, "approve", Resource{Type: "offer"})
	}
	if can() {
		t.Error("without any role")
	}
	id, err := h.AddMembership(t.Context(), h.admin, NewMembership{AccountID: a.AccountID, Role: Editor})
	if err != nil {
		t.Fatal(err)
	}
	if !can() {
		t.Error("not after the role was given")
	}
	if err := h.RemoveMembership(t.Context(), h.admin, id); err != nil {
		t.Fatal(err)
	}
	if can() {
		t.Error("still after the role was taken")
	}
}

// TestThrottleByNetwork: the limit is kept by network, is not passed by another spelling or address, and ends.
func TestThrottleByNetwork(t *testing.T) {
	h := txHouse(t)
	mail := h.email(t, h.person(t))
	attacker := func(i int) Client { return Client{Address: fmt.Sprintf("198.51.100.%d", i%250)} }
	for i := range signInLimit.network {
		_, _, err := h.SignIn(t.Context(), fmt.Sprintf("%d@example.org", i), "x", attacker(i))
		wantCode(t, "within the limit", err, command.Unauthenticated, "wrong_credentials")
	}
	_, _, err := h.SignIn(t.Context(), mail, goodPassword, attacker(77))
	wantCode(t, "beyond", err, command.TooMany, "too_many_attempts")
	var e *command.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	if wait, _ := e.Extra["retryAfter"].(int); wait < 1 || wait > 15*60 {
		t.Errorf("retryAfter %v", e.Extra)
	}
	if _, _, err := h.SignIn(t.Context(), mail, goodPassword, Client{Address: "203.0.113.1"}); err != nil {
		t.Errorf("from another network: %v", err)
	}
	h.later(t, "15 minutes 1 second")
	if _, _, err := h.SignIn(t.Context(), mail, goodPassword, attacker(77)); err != nil {
		t.Errorf("after the window: %v", err)
	}
}

// TestAttackedAccountStaysReachable: who is attacked from everywhere gets in from the usual network and
// by mail; the attacker does not learn when the password is right.
func TestAttackedAccountStaysReachable(t *testing.T) {
	h := txHouse(t)
	a := h.person(t) // has a session from home
	mail := h.email(t, a)
	network := func(i int) Client { return Client{Address: fmt.Sprintf("10.%d.0.1", i)} }
	for i := range signInLimit.account {
		_, _, _ = h.SignIn(t.Context(), mail, "falsch", network(i))
	}
	_, _, err := h.SignIn(t.Context(), mail, goodPassword, network(100))
	wantCode(t, "the right password from elsewhere", err, command.Unauthenticated, "wrong_credentials")
	if _, _, err := h.SignIn(t.Context(), mail, goodPassword, home); err != nil {
		t.Errorf("from home: %v", err)
	}
	if err := h.RequestMailLink(t.Context(), mail, PurposeSignIn, network(101)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.UseMailLink(t.Context(), h.newestLink(t, a), network(101)); err != nil {
		t.Errorf("by mail: %v", err)
	}
	h.exec(t, `delete from sessions where account_id = $1`, a.AccountID)
	h.later(t, "16 minutes")
	if _, _, err := h.SignIn(t.Context(), mail, goodPassword, network(102)); err != nil {
		t.Errorf("after the window: %v", err)
	}
}

// TestDistributedAttackTightens: beyond the overall limit a network has few attempts, and still some.
func TestDistributedAttackTightens(t *testing.T) {
	h := txHouse(t)
	h.exec(t, `insert into throttle values ('sign_in all', date_trunc('minute', lotse.now()), $1)
		on conflict (bucket, window_start) do update set attempts = excluded.attempts`, signInLimit.overall)
	c := Client{Address: "203.0.113.9"}
	for range signInLimit.tight {
		_, _, err := h.SignIn(t.Context(), "nobody@example.org", "x", c)
		wantCode(t, "the first ones", err, command.Unauthenticated, "wrong_credentials")
	}
	_, _, err := h.SignIn(t.Context(), "nobody@example.org", "x", c)
	wantCode(t, "beyond", err, command.TooMany, "too_many_attempts")
}

// TestSuccessIsNotCounted: a network full of people who sign in is not locked out.
func TestSuccessIsNotCounted(t *testing.T) {
	h := txHouse(t)
	mail := h.email(t, h.person(t))
	for range signInLimit.network + 5 {
		if _, _, err := h.SignIn(t.Context(), mail, goodPassword, home); err != nil {
			t.Fatal(err)
		}
	}
}

// TestParallelAttemptsAreCounted: attempts that come at the same time cannot slip past the limit.
func TestParallelAttemptsAreCounted(t *testing.T) {
	h := newHouse(t, testdb.New(t))
	const n = 60
	results := make(chan error, n)
	for range n {
		go func() {
			_, _, err := h.SignIn(t.Context(), "nobody@example.org", "x", Client{Address: "203.0.113.9"})
			results <- err
		}()
	}
	tried := 0
	for range n {
		if err := <-results; command.Code(err) == "wrong_credentials" {
			tried++
		} else if command.Code(err) != "too_many_attempts" {
			t.Error(err)
		}
	}
	if tried > signInLimit.network || tried == 0 {
		t.Errorf("%d attempts were let through, the limit is %d", tried, signInLimit.network)
	}
}

func TestNetworks(t *testing.T) {
	for _, c := range [][2]string{
		{"192.0.2.77", "192.0.2.0/24"}, {"192.0.2.77:1234", "192.0.2.0/24"}, {"::ffff:192.0.2.77", "192.0.2.0/24"},
		{"2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"}, {"[2001:db8:1::1]:80", "2001:db8:1::/48"}, {"fe80::1%eth0", "fe80::/48"},
		{"", "unknown"}, {"192.0.2.77, 10.0.0.1", "unknown"}, {"localhost", "unknown"},
	} {
		if got := (Client{Address: c[0]}).network(); got != c[1] {
			t.Errorf("%q: %s, want %s", c[0], got, c[1])
		}
	}
	agent := Client{UserAgent: "a\x00b\n\u202e" + strings.Repeat("x", 500)}.agent()
	if strings.ContainsAny(agent, "\x00\n\u202e") || len([]rune(agent)) > 200 {
		t.Errorf("agent %q", agent)
	}
}

// TestSignInRacesWithPasswordChange: a session that is opened with the old password must not survive the change.
func TestSignInRacesWithPasswordChange(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	c, _, err := h.candidate(t.Context(), h.email(t, a), home)
	if err != nil {
		t.Fatal(err)
	}
	// The old password was checked, and before the session is opened it changes.
	if err := h.SetPassword(t.Context(), h.admin, a.AccountID, "noch ein Kennwort"); err != nil {
		t.Fatal(err)
	}
	_, _, err = h.signedIn(t.Context(), c, home)
	wantCode(t, "after the change", err, command.Unauthenticated, "wrong_credentials")
}

func TestTrailOfSignIn(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	if n := h.number(t, `select count(*) from activity where action = 'sign_in' and actor_id = $1 and account_id = $1`, a.AccountID); n != 1 {
		t.Errorf("%d rows", n)
	}
	if SessionIdle != 12*time.Hour || SessionLife != 30*24*time.Hour {
		t.Error("the life of sessions is part of the documentation")
	}
}

// BenchmarkSessionActor is what every signed-in request pays first: one statement.
func BenchmarkSessionActor(b *testing.B) {
	h := newHouse(b, testdb.New(b))
	own := h.organisation(b)
	a := h.person(b, NewMembership{OrganisationID: own.ID, Role: Manager}, NewMembership{Role: Editor})
	token, _, err := h.SignIn(b.Context(), h.email(b, a), goodPassword, home)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := h.SessionActor(b.Context(), token); err != nil {
			b.Fatal(err)
		}
	}
}
