package auth

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/internal/command"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
)

const goodPassword = "ein langes Kennwort 1"

var home = Client{Address: "192.0.2.10", UserAgent: "Firefox"}

// cheapDummy is hashed once for all tests; the price of a hash is not what they are about.
var cheapHasher = sync.OnceValues(func() (*hasher, error) { return newHasher(cost{memory: 64, time: 1, threads: 1}, 4) })

// house is a service on a real database, with an admin.
type house struct {
	*Service
	db    DB
	admin Actor
}

func newHouse(t testing.TB, db DB) *house {
	t.Helper()
	jobs, err := river.NewClient(riverpgxv5.New(nil), &river.Config{Schema: postgres.RiverSchema})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Deps{
		DB: db, Jobs: jobs, Policy: mustPolicy(t), Secret: []byte("0123456789abcdef0123456789abcdef"),
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	if s.hasher, err = cheapHasher(); err != nil {
		t.Fatal(err)
	}
	s.stall = time.Millisecond
	h := &house{Service: s, db: db}
	h.admin = h.person(t, NewMembership{Role: Admin})
	return h
}

func txHouse(t testing.TB) *house { return newHouse(t, testdb.Tx(t)) }

// person makes an account with a password and memberships and returns its actor as a request would see it.
func (h *house) person(t testing.TB, memberships ...NewMembership) Actor {
	t.Helper()
	acc, err := h.CreateAccount(t.Context(), System(), NewAccount{
		Email: uuid.NewString() + "@demo.lotse.example", Name: "Somebody", Password: goodPassword,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range memberships {
		m.AccountID = acc.ID
		if _, err := h.AddMembership(t.Context(), System(), m); err != nil {
			t.Fatal(err)
		}
	}
	token, _, err := h.SignIn(t.Context(), acc.Email, goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	a, err := h.SessionActor(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (h *house) email(t testing.TB, a Actor) string {
	t.Helper()
	acc, err := h.Account(t.Context(), System(), a.AccountID)
	if err != nil {
		t.Fatal(err)
	}
	return acc.Email
}

func (h *house) organisation(t testing.TB) Organisation {
	t.Helper()
	o, err := h.CreateOrganisation(t.Context(), System(), NewOrganisation{
		Slug: "o-" + uuid.NewString(), Name: "Treffpunkt", Kind: "initiative",
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// exec runs SQL of a test on the house's database.
func (h *house) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	if _, err := h.db.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// number asks the database for one number.
func (h *house) number(t testing.TB, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := h.db.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// later moves the clock of the test's transaction.
func (h *house) later(t testing.TB, offset string) {
	t.Helper()
	h.exec(t, `select set_config('lotse.clock_offset', $1, true)`, offset)
}

// wantCode checks that err is the Error with this kind and code.
func wantCode(t testing.TB, what string, err error, kind command.Kind, code string) {
	t.Helper()
	if command.KindOf(err) != kind || command.Code(err) != code {
		t.Errorf("%s: got %v, want %s %s", what, err, kind, code)
	}
}

// wantField checks that err is invalid input with this problem.
func wantField(t testing.TB, what string, err error, pointer, code string) {
	t.Helper()
	var e *command.Error
	if !errors.As(err, &e) || e.Kind != command.Invalid {
		t.Errorf("%s: got %v, want a field error", what, err)
		return
	}
	for _, f := range e.Fields {
		if f.Pointer == pointer && f.Code == code {
			return
		}
	}
	t.Errorf("%s: got %v, want %s at %s", what, e.Fields, code, pointer)
}

// TestRefusedByRole: who may not do it gets the right refusal, and an organisation that one may not see is
// answered like one that does not exist.
func TestRefusedByRole(t *testing.T) {
	h := txHouse(t)
	own, foreign := h.organisation(t), h.organisation(t)
	manager := h.person(t, NewMembership{OrganisationID: own.ID, Role: Manager})
	contributor := h.person(t, NewMembership{OrganisationID: own.ID, Role: Contributor})
	editor := h.person(t, NewMembership{Role: Editor})
	target := h.person(t).AccountID
	ctx := t.Context()
	add := func(a Actor, org uuid.UUID, role string) error {
		_, err := h.AddMembership(ctx, a, NewMembership{AccountID: target, OrganisationID: org, Role: role})
		return err
	}
	created := func(a Actor) error {
		_, err := h.CreateAccount(ctx, a, NewAccount{Email: "x@example.org", Name: "X"})
		return err
	}
	changed := func(a Actor, org uuid.UUID) error {
		_, err := h.changeOrganisation(ctx, a, OrganisationChange{ID: org, Version: 1, Name: "N", Kind: "employer"})
		return err
	}
	listed := func(a Actor, org uuid.UUID) error { _, err := h.Members(ctx, a, org); return err }
	read := func(a Actor, org uuid.UUID) error { _, err := h.Organisation(ctx, a, org.String()); return err }
	for _, c := range []struct {
		name string
		err  error
		kind command.Kind
		code string
	}{
		{"anonymous creates an account", created(Anonymous()), command.Unauthenticated, "unauthenticated"},
		{"zero actor creates an account", created(Actor{}), command.Unauthenticated, "unauthenticated"},
		{"manager creates an account", created(manager), command.Forbidden, "forbidden"},
		{"editor creates an account", created(editor), command.Forbidden, "forbidden"},
		{"anonymous adds a member", add(Anonymous(), own.ID, Contributor), command.Unauthenticated, "unauthenticated"},
		{"contributor adds a member", add(contributor, own.ID, Contributor), command.Forbidden, "forbidden"},
		{"manager adds a manager", add(manager, own.ID, Manager), command.Forbidden, "forbidden"},
		{"manager adds an editor", add(manager, own.ID, Editor), command.Forbidden, "forbidden"},
		{"manager adds an agency-wide editor", add(manager, uuid.Nil, Editor), command.Forbidden, "forbidden"},
		{"manager adds an admin", add(manager, uuid.Nil, Admin), command.Forbidden, "forbidden"},
		{"manager adds to a foreign organisation", add(manager, foreign.ID, Contributor), command.NotFound, "not_found"},
		{"manager adds to no organisation", add(manager, uuid.New(), Contributor), command.NotFound, "not_found"},
		{"manager makes itself publisher", add(manager, own.ID, Publisher), command.Forbidden, "forbidden"},
		{"manager changes the organisation", changed(manager, own.ID), command.Forbidden, "forbidden"},
		{"manager changes a foreign one", changed(manager, foreign.ID), command.NotFound, "not_found"},
		{"manager lists foreign members", listed(manager, foreign.ID), command.NotFound, "not_found"},
		{"contributor lists members", listed(contributor, own.ID), command.Forbidden, "forbidden"},
		{"anonymous reads an organisation", read(Anonymous(), own.ID), command.Unauthenticated, "unauthenticated"},
		{"contributor reads a foreign one", read(contributor, foreign.ID), command.NotFound, "not_found"},
		{"contributor reads one that is not there", read(contributor, uuid.New()), command.NotFound, "not_found"},
		{"manager grants itself publish", h.AddGrant(ctx, manager, own.ID, "offer"), command.Forbidden, "forbidden"},
		{"manager sets a password", h.SetPassword(ctx, manager, target, goodPassword), command.Forbidden, "forbidden"},
		{"manager sets an address", h.SetEmail(ctx, manager, target, "x@example.org"), command.Forbidden, "forbidden"},
		{"manager disables an account", h.DisableAccount(ctx, manager, target), command.Forbidden, "forbidden"},
		{"manager erases a person", h.EraseAccount(ctx, manager, target), command.Forbidden, "forbidden"},
		{"system erases a person", h.EraseAccount(ctx, System(), target), command.Forbidden, "forbidden"},
		{"anonymous removes a membership", h.RemoveMembership(ctx, Anonymous(), uuid.New()), command.Unauthenticated, "unauthenticated"},
	} {
		wantCode(t, c.name, c.err, c.kind, c.code)
	}
	if n := h.number(t, `select count(*) from memberships where account_id = $1`, target); n != 0 {
		t.Errorf("a refused command left %d memberships", n)
	}
}

func TestManagerManagesContributors(t *testing.T) {
	h := txHouse(t)
	own := h.organisation(t)
	manager := h.person(t, NewMembership{OrganisationID: own.ID, Role: Manager})
	target := h.person(t)
	in := NewMembership{AccountID: target.AccountID, OrganisationID: own.ID, Role: Contributor}
	id, err := h.AddMembership(t.Context(), manager, in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.AddMembership(t.Context(), manager, in)
	if err != nil || again != id {
		t.Errorf("the same once more gives %v, %v", again, err)
	}
	list, err := h.Members(t.Context(), manager, own.ID)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d members, %v", len(list), err)
	}
	if n := h.number(t, `select count(*) from activity where action = 'membership.added' and account_id = $1`, target.AccountID); n != 1 {
		t.Errorf("%d rows in the trail", n)
	}
	if err := h.RemoveMembership(t.Context(), manager, id); err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		if m.Role == Manager {
			wantCode(t, "manager removes a manager", h.RemoveMembership(t.Context(), manager, m.ID), command.Forbidden, "forbidden")
		}
	}
}

func TestMembershipRules(t *testing.T) {
	h := txHouse(t)
	own, target := h.organisation(t), h.person(t).AccountID
	for _, c := range []struct {
		in            NewMembership
		pointer, code string
	}{
		{NewMembership{Role: "owner"}, "/role", "not_an_option"},
		{NewMembership{Role: roleSystem}, "/role", "not_an_option"},
		{NewMembership{Role: Admin, OrganisationID: own.ID}, "/role", "agency_only"},
		{NewMembership{Role: Contributor}, "/organisation", "required"},
		{NewMembership{Role: Translator}, "/locales", "required"},
		{NewMembership{Role: Translator, Locales: []string{"ar", "xx"}}, "/locales/1", "not_an_option"},
		{NewMembership{Role: Editor, Locales: []string{"ar"}}, "/locales", "translators_only"},
	} {
		c.in.AccountID = target
		_, err := h.AddMembership(t.Context(), h.admin, c.in)
		wantField(t, c.in.Role, err, c.pointer, c.code)
	}
	_, err := h.AddMembership(t.Context(), h.admin, NewMembership{AccountID: target, OrganisationID: uuid.New(), Role: Editor})
	wantCode(t, "organisation that is not there", err, command.NotFound, "not_found")
	_, err = h.AddMembership(t.Context(), h.admin, NewMembership{AccountID: uuid.New(), Role: Editor})
	wantCode(t, "account that is not there", err, command.NotFound, "not_found")
}

// TestOrganisationVersions: of two changes based on the same version one is told that it is stale.
func TestOrganisationVersions(t *testing.T) {
	h := txHouse(t)
	o := h.organisation(t)
	change := OrganisationChange{ID: o.ID, Version: o.Version, Name: "Treffpunkt Nord", Kind: "initiative"}
	changed, err := h.changeOrganisation(t.Context(), h.admin, change)
	if err != nil || changed.Version != 2 {
		t.Fatalf("%+v %v", changed, err)
	}
	_, err = h.changeOrganisation(t.Context(), h.admin, change)
	wantCode(t, "stale", err, command.Stale, "stale")
	change.Version = 0
	_, err = h.changeOrganisation(t.Context(), h.admin, change)
	wantCode(t, "no version", err, command.PreconditionRequired, "version_required")
	_, err = h.CreateOrganisation(t.Context(), h.admin, NewOrganisation{Slug: o.Slug, Name: "X", Kind: "agency"})
	wantCode(t, "slug that exists", err, command.Conflict, "slug_taken")
	_, err = h.CreateOrganisation(t.Context(), h.admin, NewOrganisation{Slug: "-x", Name: "\u200f", Kind: "club"})
	wantField(t, "bad organisation", err, "/slug", "bad_format")
	wantField(t, "bad organisation", err, "/name", "required")
	wantField(t, "bad organisation", err, "/kind", "not_an_option")
}

func TestOrganisationsListsWhatMayBeRead(t *testing.T) {
	h := txHouse(t)
	own, foreign := h.organisation(t), h.organisation(t)
	member := h.person(t, NewMembership{OrganisationID: own.ID, Role: Contributor})
	list, err := h.Organisations(t.Context(), member, OrganisationFilter{Limit: 100})
	if err != nil || len(list) != 1 || list[0].ID != own.ID {
		t.Errorf("member sees %v, %v", list, err)
	}
	if none, err := h.Organisations(t.Context(), h.person(t), OrganisationFilter{}); err != nil || len(none) != 0 {
		t.Errorf("an account without memberships sees %v, %v", none, err)
	}
	first, err := h.Organisations(t.Context(), h.admin, OrganisationFilter{Limit: 1, Query: "TREFF"})
	if err != nil || len(first) != 1 {
		t.Fatalf("%v %v", first, err)
	}
	second, err := h.Organisations(t.Context(), h.admin, OrganisationFilter{Limit: 1, Query: "treff", After: first[0].Slug})
	if err != nil || len(second) != 1 || second[0].ID == first[0].ID {
		t.Errorf("second page %v, %v", second, err)
	}
	if _, err := h.Organisation(t.Context(), h.admin, foreign.Slug); err != nil {
		t.Error(err)
	}
}

// TestGrantsHoldFromTheNextRequest and end with the organisation's suspension.
func TestGrantsHoldFromTheNextRequest(t *testing.T) {
	h := txHouse(t)
	own := h.organisation(t)
	member := h.person(t, NewMembership{OrganisationID: own.ID, Role: Contributor})
	token, _, err := h.SignIn(t.Context(), h.email(t, member), goodPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	trusted := func() bool {
		a, err := h.SessionActor(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		r := Resource{Type: "offer", OrganisationID: own.ID, CreatedBy: a.AccountID}
		if can := h.policy.Can(a, "publish", r); can != h.policy.Trusted(a, "offer", own.ID) {
			t.Errorf("Can says %v, Trusted says otherwise", can)
		}
		return h.policy.Trusted(a, "offer", own.ID)
	}
	if trusted() {
		t.Error("trusted from the start")
	}
	for range 2 {
		if err := h.AddGrant(t.Context(), h.admin, own.ID, "offer"); err != nil {
			t.Fatal(err)
		}
	}
	if !trusted() {
		t.Error("not trusted after the grant")
	}
	suspend := func(do func(context.Context, *command.Tx, Actor, uuid.UUID) (Organisation, bool, error)) {
		t.Helper()
		err := h.run.Run(t.Context(), h.admin.Actor, func(ctx context.Context, tx *command.Tx) error {
			_, changed, err := do(ctx, tx, h.admin, own.ID)
			if err == nil && !changed {
				t.Error("nothing changed")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	suspend(h.SuspendOrganisationTx)
	if trusted() {
		t.Error("a suspended organisation is trusted")
	}
	suspend(h.ResumeOrganisationTx)
	if err := h.RevokeGrant(t.Context(), h.admin, own.ID, "offer"); err != nil {
		t.Fatal(err)
	}
	if trusted() {
		t.Error("trusted after the grant was taken back")
	}
	wantField(t, "bad type", h.AddGrant(t.Context(), h.admin, own.ID, "*"), "/type", "bad_format")
	wantCode(t, "unknown organisation", h.AddGrant(t.Context(), h.admin, uuid.New(), "offer"), command.NotFound, "not_found")
}

func TestProfile(t *testing.T) {
	h := txHouse(t)
	own := h.organisation(t)
	a := h.person(t, NewMembership{OrganisationID: own.ID, Role: Manager}, NewMembership{Role: Translator, Locales: []string{"ar"}})
	p, err := h.Profile(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Organisations) != 1 || p.Organisations[0].Slug != own.Slug || p.Organisations[0].Roles[0] != Manager ||
		p.Roles[0] != Translator || p.Locales[0] != "ar" || p.Account.Email == "" {
		t.Errorf("%+v", p)
	}
	_, err = h.Profile(t.Context(), Anonymous())
	wantCode(t, "anonymous", err, command.Unauthenticated, "unauthenticated")
}

// TestTwoAdminsCannotRemoveEachOther at the same moment: one of them stays. A lock of the test holds both until
// both have begun.
func TestTwoAdminsCannotRemoveEachOther(t *testing.T) {
	h := newHouse(t, testdb.New(t))
	other := h.person(t, NewMembership{Role: Admin})
	gate, err := h.db.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = gate.Rollback(context.WithoutCancel(t.Context())) }()
	if _, err := gate.Exec(t.Context(), `select from accounts for update`); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	results := make([]error, 2)
	for i, pair := range [][2]Actor{{h.admin, other}, {other, h.admin}} {
		wg.Go(func() { results[i] = h.DisableAccount(t.Context(), pair[0], pair[1].AccountID) })
	}
	for range 1000 {
		if h.number(t, `select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`) == 2 {
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	if err := gate.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if (results[0] == nil) == (results[1] == nil) {
		t.Errorf("results %v: exactly one may win", results)
	}
	if n := h.number(t, `select count(*) from accounts a join memberships m on m.account_id = a.id where m.role = 'admin' and a.disabled_at is null`); n != 1 {
		t.Errorf("%d admins are left", n)
	}
}

func TestTheLastAdminStays(t *testing.T) {
	h := newHouse(t, testdb.New(t))
	id := h.admin.AccountID
	wantCode(t, "disable", h.DisableAccount(t.Context(), h.admin, id), command.Refused, "last_admin")
	wantCode(t, "erase", h.EraseAccount(t.Context(), h.admin, id), command.Refused, "last_admin")
	list, err := h.MembershipsOf(t.Context(), h.admin, id)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v %v", list, err)
	}
	wantCode(t, "remove", h.RemoveMembership(t.Context(), h.admin, list[0].ID), command.Refused, "last_admin")
	h.person(t, NewMembership{Role: Admin})
	if err := h.RemoveMembership(t.Context(), h.admin, list[0].ID); err != nil {
		t.Errorf("one of two: %v", err)
	}
}

var _ DB = pgx.Tx(nil)

// TestStatements holds every statement against the migrated schema.
func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }

// changeOrganisation runs ChangeOrganisationTx in a command, as cms does.
func (h *house) changeOrganisation(ctx context.Context, a Actor, in OrganisationChange) (o Organisation, err error) {
	err = h.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		o, _, err = h.ChangeOrganisationTx(ctx, tx, a, in)
		return err
	})
	return o, err
}
