package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/web"
)

// session is who is signed in and what they are, for the desk.
type session struct {
	Account       sessionAccount        `json:"account"`
	Organisations []sessionOrganisation `json:"organisations" nullable:"false"`
	Roles         []string              `json:"roles" nullable:"false" doc:"Agency-wide roles."`
	Locales       []string              `json:"locales" nullable:"false" doc:"Languages of the translator roles."`
	Actions       sessionActions        `json:"actions"`
}

type sessionAccount struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Name   string    `json:"name"`
	Email  string    `json:"email"`
	Locale string    `json:"locale" enum:"de,en"`
}

type sessionOrganisation struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Slug      string    `json:"slug"`
	Name      string    `json:"name"`
	Kind      string    `json:"kind" enum:"initiative,employer,ministry,agency"`
	Suspended bool      `json:"suspended"`
	Roles     []string  `json:"roles" nullable:"false"`
	Locales   []string  `json:"locales" nullable:"false"`
}

// sessionActions are what may be done beyond single entries; those name their actions themselves.
type sessionActions struct {
	Create []string `json:"create" nullable:"false" doc:"Types of which entries may be made."`
	Any    []string `json:"any" nullable:"false" doc:"Every action that may be taken somewhere."`
}

type sessionOut struct {
	Cookie http.Cookie `header:"Set-Cookie"`
	Body   session
}

type sessionReadOut struct{ Body session }

type signInIn struct {
	Body struct {
		Email    string `json:"email" maxLength:"254"`
		Password string `json:"password" maxLength:"1024"`
	}
}

func (d *door) signIn(ctx context.Context, in *signInIn) (*sessionOut, error) {
	return d.opened(ctx)(d.auth.SignIn(ctx, in.Body.Email, in.Body.Password, web.Client(ctx)))
}

// opened answers with a session that was just opened.
func (d *door) opened(ctx context.Context) func(token string, s auth.Session, err error) (*sessionOut, error) {
	return func(token string, s auth.Session, err error) (*sessionOut, error) {
		if err != nil {
			return nil, err
		}
		actor, err := d.auth.SessionActor(ctx, token)
		if err != nil {
			return nil, err
		}
		body, err := d.describe(ctx, actor)
		return &sessionOut{Cookie: *d.cookies.Set(token, s.ExpiresAt), Body: body}, err
	}
}

func (d *door) session(ctx context.Context, _ *struct{}) (*sessionReadOut, error) {
	body, err := d.describe(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return &sessionReadOut{Body: body}, nil
}

func (d *door) describe(ctx context.Context, a auth.Actor) (session, error) {
	p, err := d.auth.Profile(ctx, a)
	if err != nil {
		return session{}, err
	}
	out := session{
		Account: sessionAccount{ID: p.Account.ID, Name: p.Account.Name, Email: p.Account.Email, Locale: p.Account.Locale},
		Roles:   orNone(p.Roles), Locales: orNone(p.Locales), Organisations: []sessionOrganisation{},
		Actions: sessionActions{Create: []string{}, Any: []string{}},
	}
	for _, o := range p.Organisations {
		out.Organisations = append(out.Organisations, sessionOrganisation{
			ID: o.ID, Slug: o.Slug, Name: o.Name, Kind: o.Kind, Suspended: o.SuspendedAt != nil,
			Roles: orNone(o.Roles), Locales: orNone(o.Locales),
		})
	}
	var names []string
	for _, t := range d.cms.Types().Types() {
		names = append(names, t.Name)
	}
	out.Actions.Create = orNone(d.auth.Policy().TypesFor(a, auth.Create, names))
	for _, action := range auth.Actions {
		if d.auth.Policy().May(a, action) {
			out.Actions.Any = append(out.Actions.Any, action)
		}
	}
	return out, nil
}

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

type signedOut struct {
	Cookie http.Cookie `header:"Set-Cookie"`
}

func (d *door) signOut(ctx context.Context, _ *struct{}) (*signedOut, error) {
	if token := web.SessionToken(ctx); token != "" {
		if err := d.auth.SignOut(ctx, token); err != nil {
			return nil, err
		}
	}
	return &signedOut{Cookie: *d.cookies.Clear()}, nil
}

type requestLinkIn struct {
	Body struct {
		Email   string `json:"email" maxLength:"254"`
		Purpose string `json:"purpose" enum:"sign_in,reset_password"`
	}
}

func (d *door) requestLink(ctx context.Context, in *requestLinkIn) (*struct{}, error) {
	return nil, d.auth.RequestMailLink(ctx, in.Body.Email, auth.Purpose(in.Body.Purpose), web.Client(ctx))
}

type useLinkIn struct {
	Body struct {
		Token    string `json:"token" maxLength:"200"`
		Password string `json:"password,omitempty" maxLength:"1024" doc:"The new password, for a link that resets it."`
	}
}

func (d *door) useLink(ctx context.Context, in *useLinkIn) (*sessionOut, error) {
	if in.Body.Password != "" {
		return d.opened(ctx)(d.auth.ResetPassword(ctx, in.Body.Token, in.Body.Password, web.Client(ctx)))
	}
	return d.opened(ctx)(d.auth.UseMailLink(ctx, in.Body.Token, web.Client(ctx)))
}

// openSession is a session in the list of those that one has.
type openSession struct {
	ID         uuid.UUID `json:"id" format:"uuid"`
	UserAgent  string    `json:"userAgent"`
	Address    string    `json:"address" doc:"The network that it was opened from."`
	CreatedAt  time.Time `json:"createdAt"`
	LastSeenAt time.Time `json:"lastSeenAt"`
	ExpiresAt  time.Time `json:"expiresAt"`
	Current    bool      `json:"current"`
}

func (d *door) sessions(ctx context.Context, _ *struct{}) (*listOut[openSession], error) {
	all, err := d.auth.Sessions(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	out := items[openSession](nil)
	for _, s := range all {
		out.Body.Items = append(out.Body.Items, openSession{
			ID: s.ID, UserAgent: s.UserAgent, Address: s.Network, CreatedAt: s.CreatedAt,
			LastSeenAt: s.LastSeenAt, ExpiresAt: s.ExpiresAt, Current: s.Current,
		})
	}
	return out, nil
}

func (d *door) revokeSession(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.auth.RevokeSession(ctx, web.Actor(ctx), in.ID)
}

func (d *door) revokeOtherSessions(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, d.auth.RevokeOtherSessions(ctx, web.Actor(ctx))
}
