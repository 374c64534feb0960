package auth

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
)

// newestLink rebuilds the secret of the account's newest link, as the mail worker does from the outbox.
func (h *house) newestLink(t testing.TB, a Actor) string {
	t.Helper()
	var link uuid.UUID
	err := h.db.QueryRow(t.Context(), `select link_id from outbox where account_id = $1 order by id desc limit 1`, a.AccountID).Scan(&link)
	if err != nil {
		t.Fatal(err)
	}
	return h.LinkToken(link)
}

// TestMailLinkAnswersAlike: the answer does not tell whether there is an account, and takes the same time.
func TestMailLinkAnswersAlike(t *testing.T) {
	h := txHouse(t)
	h.stall = 120 * time.Millisecond
	known := h.email(t, h.person(t))
	for _, mail := range []string{known, "nobody@example.org", "", "\x00"} {
		start := time.Now()
		if err := h.RequestMailLink(t.Context(), mail, PurposeSignIn, home); err != nil {
			t.Errorf("%q: %v", mail, err)
		}
		if took := time.Since(start); took < h.stall {
			t.Errorf("%q: answered after %v", mail, took)
		}
	}
	wantField(t, "other purpose", h.RequestMailLink(t.Context(), known, "admin", home), "/purpose", "not_an_option")
}

// TestNoSecretIsStored: neither the outbox nor the job nor the link's row holds what opens the account.
func TestNoSecretIsStored(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	if err := h.RequestMailLink(t.Context(), h.email(t, a), PurposeSignIn, home); err != nil {
		t.Fatal(err)
	}
	secret := h.newestLink(t, a)
	var rows string
	err := h.db.QueryRow(t.Context(), `select concat(
		(select jsonb_agg(to_jsonb(l)) from mail_links l), (select jsonb_agg(to_jsonb(o)) from outbox o),
		(select jsonb_agg(to_jsonb(j)) from river.river_job j), (select jsonb_agg(to_jsonb(x)) from activity x))`).Scan(&rows)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(rows, secret) || strings.Contains(rows, h.email(t, a)) {
		t.Error("the secret or the address is stored")
	}
	var args []byte
	if err := h.db.QueryRow(t.Context(), `select args from river.river_job where kind = 'send_mail' order by id desc limit 1`).Scan(&args); err != nil {
		t.Fatal(err)
	}
	var job SendMail
	if err := json.Unmarshal(args, &job); err != nil || h.number(t, `select count(*) from outbox where id = $1 and template = 'sign_in'`, job.OutboxID) != 1 {
		t.Errorf("job %s leads nowhere: %v", args, err)
	}
}

func TestMailLinkWorksOnce(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	request := func(p Purpose) string {
		t.Helper()
		h.exec(t, `delete from throttle`)
		if err := h.RequestMailLink(t.Context(), h.email(t, a), p, home); err != nil {
			t.Fatal(err)
		}
		return h.newestLink(t, a)
	}
	use := func(secret string) error { _, _, err := h.UseMailLink(t.Context(), secret, home); return err }
	reset := func(secret string) error {
		_, _, err := h.ResetPassword(t.Context(), secret, "noch ein Kennwort", home)
		return err
	}
	gone := func(what string, err error) { t.Helper(); wantCode(t, what, err, command.Gone, "link_invalid") }

	gone("no link", use("x"))
	gone("empty", use(""))
	gone("no link", reset("x"))
	first := request(PurposeSignIn)
	gone("for another purpose", reset(first))
	if err := use(first); err != nil {
		t.Fatal(err)
	}
	gone("a second time", use(first))

	late := request(PurposeSignIn)
	h.later(t, "30 minutes 1 second")
	gone("too late", use(late))
	h.later(t, "0")

	open, word := request(PurposeSignIn), request(PurposeResetPassword)
	gone("for another purpose", use(word))
	_, _, err := h.ResetPassword(t.Context(), word, "kurz", home)
	wantField(t, "bad password", err, "/password", "too_short")
	token, _, err := h.ResetPassword(t.Context(), word, "noch ein Kennwort", home)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.SessionActor(t.Context(), token); err != nil {
		t.Error(err)
	}
	gone("a second time", reset(word))
	gone("sent before the password changed", use(open))
	if n := h.number(t, `select count(*) from sessions where account_id = $1`, a.AccountID); n != 1 {
		t.Errorf("%d sessions after the reset", n)
	}
	_, _, err = h.SignIn(t.Context(), h.email(t, a), goodPassword, home)
	wantCode(t, "the old password", err, command.Unauthenticated, "wrong_credentials")

	disabled := request(PurposeSignIn)
	h.exec(t, `update accounts set disabled_at = lotse.now() where id = $1`, a.AccountID)
	gone("of a disabled account", use(disabled))
}

func TestMailLinkIsUsedByOneOfTwo(t *testing.T) {
	h := newHouse(t, testdb.New(t))
	if err := h.RequestMailLink(t.Context(), h.email(t, h.admin), PurposeSignIn, home); err != nil {
		t.Fatal(err)
	}
	secret := h.newestLink(t, h.admin)
	results := make([]error, 4)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { _, _, results[i] = h.UseMailLink(t.Context(), secret, home) })
	}
	wg.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else {
			wantCode(t, "the others", err, command.Gone, "link_invalid")
		}
	}
	if won != 1 {
		t.Errorf("%d got in", won)
	}
}

// TestMailLinksAreBounded: an address is not flooded, nobody learns of it, and a valid link is always on its way.
func TestMailLinksAreBounded(t *testing.T) {
	h := txHouse(t)
	a := h.person(t)
	mail := h.email(t, a)
	for i := range 8 {
		if err := h.RequestMailLink(t.Context(), mail, PurposeSignIn, Client{Address: "10.0." + string(rune('0'+i)) + ".1"}); err != nil {
			t.Errorf("request %d: %v", i, err)
		}
	}
	if n := h.number(t, `select count(*) from outbox where account_id = $1`, a.AccountID); n != linkLimit.account {
		t.Errorf("%d mails", n)
	}
	var err error
	for range linkLimit.network + 1 {
		err = h.RequestMailLink(t.Context(), "nobody@example.org", PurposeSignIn, Client{Address: "10.9.9.9"})
	}
	wantCode(t, "too many from one network", err, command.TooMany, "too_many_attempts")
}

func TestLinkTokenDependsOnTheSecret(t *testing.T) {
	h := txHouse(t)
	id := uuid.New()
	token := h.LinkToken(id)
	if token != h.LinkToken(id) || token == h.LinkToken(uuid.New()) {
		t.Error("the token does not belong to the link")
	}
	h.secret = []byte(strings.Repeat("x", 32))
	if token == h.LinkToken(id) {
		t.Error("the token does not depend on the secret")
	}
}
