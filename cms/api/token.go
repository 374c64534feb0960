package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/web"
)

// Token is a program's key, without its secret.
type Token struct {
	ID         uuid.UUID  `json:"id" format:"uuid"`
	Name       string     `json:"name"`
	Actions    []string   `json:"actions" nullable:"false"`
	Types      []string   `json:"types" nullable:"false"`
	CreatedAt  time.Time  `json:"createdAt"`
	ExpiresAt  *time.Time `json:"expiresAt"`
	RevokedAt  *time.Time `json:"revokedAt"`
	LastUsedAt *time.Time `json:"lastUsedAt"`
}

func newToken(t auth.APIToken) Token {
	return Token{
		ID: t.ID, Name: t.Name, Actions: orNone(t.Actions), Types: orNone(t.Types), CreatedAt: t.CreatedAt,
		ExpiresAt: t.ExpiresAt, RevokedAt: t.RevokedAt, LastUsedAt: t.LastUsedAt,
	}
}

func (d *door) tokens(ctx context.Context, _ *struct{}) (*listOut[Token], error) {
	all, err := d.auth.Tokens(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	out := items[Token](nil)
	for _, t := range all {
		out.Body.Items = append(out.Body.Items, newToken(t))
	}
	return out, nil
}

type createTokenIn struct {
	Body struct {
		Name      string     `json:"name" maxLength:"200"`
		Actions   []string   `json:"actions" maxItems:"100" nullable:"false" doc:"The scope: actions, or * for all."`
		Types     []string   `json:"types" maxItems:"100" nullable:"false" doc:"The scope: types, or * for all."`
		ExpiresAt *time.Time `json:"expiresAt,omitempty" doc:"In a year where missing."`
	}
}

type createdToken struct {
	Token
	Secret string `json:"secret" doc:"Shown once and stored nowhere."`
}

type createTokenOut struct{ Body createdToken }

func (d *door) createToken(ctx context.Context, in *createTokenIn) (*createTokenOut, error) {
	secret, t, err := d.auth.CreateToken(ctx, web.Actor(ctx), auth.NewToken{
		Name: in.Body.Name, Actions: in.Body.Actions, Types: in.Body.Types, ExpiresAt: timeOf(in.Body.ExpiresAt),
	})
	if err != nil {
		return nil, err
	}
	return &createTokenOut{Body: createdToken{Token: newToken(t), Secret: secret}}, nil
}

func (d *door) revokeToken(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.auth.RevokeToken(ctx, web.Actor(ctx), in.ID)
}
