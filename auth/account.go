package auth

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// Account is a person's account as its manager sees it. There is no way to read the password's hash.
type Account struct {
	ID          uuid.UUID  `db:"id"`
	Email       string     `db:"email"` // empty when erased
	Name        string     `db:"name"`
	Locale      string     `db:"locale"`
	HasPassword bool       `db:"has_password"`
	DisabledAt  *time.Time `db:"disabled_at"`
	ErasedAt    *time.Time `db:"erased_at"`
	CreatedAt   time.Time  `db:"created_at"`
}

// NewAccount is what an account is made of. Without a password its owner comes in by mail link.
type NewAccount struct {
	Email    string
	Name     string
	Locale   string // de or en; empty: de
	Password string
}

// emailProblem returns the code of what is wrong with an address, or "". Only ASCII: two addresses that look
// alike must not be two accounts.
func emailProblem(email string) string {
	if email == "" {
		return "required"
	}
	if len(email) > 254 {
		return "too_long"
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || parsed.Name != "" || strings.ContainsAny(email, " \"\\()<>,;:[]") {
		return "bad_format"
	}
	for _, r := range email {
		if r <= ' ' || r > '~' {
			return "bad_format"
		}
	}
	return ""
}

// nameProblem returns the code of what is wrong with a name, or "".
func nameProblem(name string) string {
	switch {
	case !language.Visible(name):
		return "required"
	case len([]rune(name)) > 200:
		return "too_long"
	}
	return language.Control(name, false)
}

// accountLocales are the languages of the desk.
var accountLocales = []string{"de", "en"}

// problems collects what is wrong with the parts of an input.
type problems []command.FieldError

func (p *problems) add(pointer, code string) {
	if code != "" {
		*p = append(*p, command.FieldError{Pointer: pointer, Code: code})
	}
}

func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return command.InvalidFields(p)
}

func (in *NewAccount) normalise() error {
	in.Email, in.Name = strings.TrimSpace(in.Email), strings.TrimSpace(language.NFC(in.Name))
	if in.Locale == "" {
		in.Locale = "de"
	}
	var p problems
	p.add("/email", emailProblem(in.Email))
	p.add("/name", nameProblem(in.Name))
	if !slices.Contains(accountLocales, in.Locale) {
		p.add("/locale", "not_an_option")
	}
	if in.Password != "" {
		p.add("/password", passwordProblem(in.Password, in.Email))
	}
	return p.err()
}

const sqlInsertAccount = `
insert into accounts (id, email, name, locale, password_hash, created_at)
values (@id, @email, @name, @locale, nullif(@hash::text, ''), @now)`

// CreateAccount makes an account without any membership. An address that has one is a Conflict `email_taken`.
func (s *Service) CreateAccount(ctx context.Context, a Actor, in NewAccount) (Account, error) {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return Account{}, err
	}
	if err := in.normalise(); err != nil {
		return Account{}, err
	}
	hash := ""
	if in.Password != "" {
		var err error
		if hash, err = s.newHash(ctx, in.Password, in.Email, "/password"); err != nil {
			return Account{}, err
		}
	}
	acc := Account{ID: command.NewID(), Email: in.Email, Name: in.Name, Locale: in.Locale, HasPassword: hash != ""}
	err := s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		_, err := tx.Exec(ctx, sqlInsertAccount, pgx.StrictNamedArgs{
			"id": acc.ID, "email": acc.Email, "name": acc.Name, "locale": acc.Locale, "hash": hash, "now": tx.Now,
		})
		if isDuplicate(err, "accounts_email_unique") {
			return errEmailTaken()
		}
		if err != nil {
			return fmt.Errorf("create an account: %w", err)
		}
		acc.CreatedAt = tx.Now
		tx.Record(audit.Event{Action: "account.created", AccountID: acc.ID})
		return nil
	})
	if err != nil {
		return Account{}, err
	}
	return acc, nil
}

func errEmailTaken() *command.Error {
	return command.E(command.Conflict, "email_taken", "There is an account with this e-mail address.")
}

const accountColumns = `a.id, coalesce(a.email, '') as email, a.name, a.locale, a.password_hash is not null as has_password,
	a.disabled_at, a.erased_at, a.created_at`

const sqlAccount = `select ` + accountColumns + ` from accounts a where a.id = @id`

// Account returns one account: one's own, or any for those who manage accounts.
func (s *Service) Account(ctx context.Context, a Actor, id uuid.UUID) (Account, error) {
	if !a.Known() || a.AccountID != id {
		if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
			return Account{}, err
		}
	}
	rows, err := s.db.Query(ctx, sqlAccount, pgx.StrictNamedArgs{"id": id})
	return existing[Account](rows, err, "read an account")
}

const sqlAccountByEmail = `select ` + accountColumns + ` from accounts a where lower(a.email) = lower(@email)`

// AccountByEmail finds an account by its address, for those who manage accounts.
func (s *Service) AccountByEmail(ctx context.Context, a Actor, email string) (Account, error) {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return Account{}, err
	}
	if emailProblem(strings.TrimSpace(email)) != "" {
		return Account{}, command.ErrNotFound()
	}
	rows, err := s.db.Query(ctx, sqlAccountByEmail, pgx.StrictNamedArgs{"email": strings.TrimSpace(email)})
	return existing[Account](rows, err, "read an account")
}

// AccountFilter chooses a page of accounts, in the order of their ids (which is that of their creation).
type AccountFilter struct {
	Query        string    // part of name or address
	Organisation uuid.UUID // members of it; uuid.Nil: all
	After        uuid.UUID // the last id of the page before
	Limit        int       // at most 100; 0: 25
}

const sqlAccounts = `
select ` + accountColumns + ` from accounts a
where a.erased_at is null and (@after::uuid is null or a.id > @after)
	and (@query = '' or strpos(lower(a.name), lower(@query)) > 0 or strpos(lower(a.email), lower(@query)) > 0)
	and (@organisation::uuid is null or exists (select from memberships m where m.account_id = a.id and m.organisation_id = @organisation))
order by a.id limit @limit`

// ListAccounts lists accounts that are not erased, for those who manage accounts.
func (s *Service) ListAccounts(ctx context.Context, a Actor, f AccountFilter) ([]Account, error) {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlAccounts, pgx.StrictNamedArgs{
		"after": f.After, "query": searchText(f.Query), "organisation": f.Organisation, "limit": pageSize(f.Limit),
	})
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	return list, nil
}

// searchText is what a list is searched for; what no name can hold is no search.
func searchText(query string) string {
	query = strings.TrimSpace(language.NFC(strings.ToValidUTF8(query, "")))
	if language.Control(query, false) != "" {
		return ""
	}
	return language.Truncate(query, 200)
}

const sqlNames = `select id, name from accounts where id = any(@ids::uuid[]) limit @limit`

// Accounts returns the names of accounts, to be shown beside what they did. Erased ones have the empty name;
// unknown ones are missing. Who may see the ids is the caller's question.
func (s *Service) Accounts(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	names := map[uuid.UUID]string{}
	ids = distinct(ids)
	if len(ids) == 0 {
		return names, nil
	}
	rows, err := s.db.Query(ctx, sqlNames, pgx.StrictNamedArgs{"ids": ids, "limit": maxNames})
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	var id uuid.UUID
	var name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		names[id] = name
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	return names, nil
}

// distinct returns the ids once each, without uuid.Nil.
func distinct(ids []uuid.UUID) []uuid.UUID {
	seen := map[uuid.UUID]bool{uuid.Nil: true}
	out := []uuid.UUID{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
