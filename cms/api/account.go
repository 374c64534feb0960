package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/web"
)

// account is an account as its owner and those who manage accounts see it.
type account struct {
	ID          uuid.UUID  `json:"id" format:"uuid"`
	Name        string     `json:"name"`
	Email       string     `json:"email" doc:"Empty where the person was erased."`
	Locale      string     `json:"locale" enum:"de,en"`
	HasPassword bool       `json:"hasPassword"`
	CreatedAt   time.Time  `json:"createdAt"`
	DisabledAt  *time.Time `json:"disabledAt"`
	ErasedAt    *time.Time `json:"erasedAt"`
}

func newAccount(a auth.Account) account {
	return account{
		ID: a.ID, Name: a.Name, Email: a.Email, Locale: a.Locale, HasPassword: a.HasPassword,
		CreatedAt: a.CreatedAt, DisabledAt: a.DisabledAt, ErasedAt: a.ErasedAt,
	}
}

type accountOut struct{ Body account }

func newAccountOut(a auth.Account, err error) (*accountOut, error) {
	if err != nil {
		return nil, err
	}
	return &accountOut{Body: newAccount(a)}, nil
}

func (d *door) ownAccount(ctx context.Context, _ *struct{}) (*accountOut, error) {
	return newAccountOut(d.auth.Account(ctx, web.Actor(ctx), web.Actor(ctx).AccountID))
}

// accountChange changes what people may change of themselves.
type accountChange struct {
	Name   string `json:"name,omitempty" maxLength:"200"`
	Locale string `json:"locale,omitempty" enum:"de,en"`
}

type changeOwnAccountIn struct{ Body accountChange }

func (d *door) changeOwnAccount(ctx context.Context, in *changeOwnAccountIn) (*accountOut, error) {
	return newAccountOut(d.auth.ChangeAccount(ctx, web.Actor(ctx), auth.AccountChange{
		ID: web.Actor(ctx).AccountID, Name: in.Body.Name, Locale: in.Body.Locale,
	}))
}

type changePasswordIn struct {
	Body struct {
		Current  string `json:"current" maxLength:"1024"`
		Password string `json:"password" maxLength:"1024"`
	}
}

func (d *door) changePassword(ctx context.Context, in *changePasswordIn) (*sessionOut, error) {
	return d.opened(ctx)(d.auth.ChangePassword(ctx, web.Actor(ctx), in.Body.Current, in.Body.Password, web.Client(ctx)))
}

type createAccountIn struct {
	Body struct {
		Name     string `json:"name" maxLength:"200"`
		Email    string `json:"email" maxLength:"254"`
		Locale   string `json:"locale,omitempty" enum:"de,en" default:"de"`
		Password string `json:"password,omitempty" maxLength:"1024" doc:"Without one, its owner comes in by a link by mail."`
	}
}

func (d *door) createAccount(ctx context.Context, in *createAccountIn) (*accountOut, error) {
	return newAccountOut(d.auth.CreateAccount(ctx, web.Actor(ctx), auth.NewAccount{
		Name: in.Body.Name, Email: in.Body.Email, Locale: in.Body.Locale, Password: in.Body.Password,
	}))
}

type accountsIn struct {
	PageParams
	Q            string `query:"q" maxLength:"200" doc:"Part of the name or of the address."`
	Organisation string `query:"organisation" format:"uuid"`
}

func (d *door) accounts(ctx context.Context, in *accountsIn) (*listOut[account], error) {
	query := queryOf(ctx, "accounts", "q", in.Q, "organisation", in.Organisation)
	f := auth.AccountFilter{Query: in.Q, Limit: in.Limit}
	f.Organisation, _ = uuid.Parse(in.Organisation) // its form was checked
	if _, err := d.after(query, in.Cursor, &f.After); err != nil {
		return nil, err
	}
	all, err := d.auth.ListAccounts(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, err
	}
	out := items[account](nil)
	for _, a := range all {
		out.Body.Items = append(out.Body.Items, newAccount(a))
	}
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].ID)
	}
	return out, err
}

func (d *door) account(ctx context.Context, in *IDParam) (*accountOut, error) {
	return newAccountOut(d.auth.Account(ctx, web.Actor(ctx), in.ID))
}

type changeAccountIn struct {
	IDParam
	Body accountChange
}

func (d *door) changeAccount(ctx context.Context, in *changeAccountIn) (*accountOut, error) {
	return newAccountOut(d.auth.ChangeAccount(ctx, web.Actor(ctx), auth.AccountChange{ID: in.ID, Name: in.Body.Name, Locale: in.Body.Locale}))
}

type setEmailIn struct {
	IDParam
	Body struct {
		Email string `json:"email" maxLength:"254"`
	}
}

func (d *door) setEmail(ctx context.Context, in *setEmailIn) (*struct{}, error) {
	return nil, d.auth.SetEmail(ctx, web.Actor(ctx), in.ID, in.Body.Email)
}

type setPasswordIn struct {
	IDParam
	Body struct {
		Password string `json:"password" maxLength:"1024"`
	}
}

func (d *door) setPassword(ctx context.Context, in *setPasswordIn) (*struct{}, error) {
	return nil, d.auth.SetPassword(ctx, web.Actor(ctx), in.ID, in.Body.Password)
}

func (d *door) disableAccount(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.auth.DisableAccount(ctx, web.Actor(ctx), in.ID)
}

func (d *door) enableAccount(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.auth.EnableAccount(ctx, web.Actor(ctx), in.ID)
}

func (d *door) eraseAccount(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.cms.EraseAccount(ctx, web.Actor(ctx), in.ID)
}
