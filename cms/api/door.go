package api

import (
	"context"
	"net/url"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/sites"
	"lotse/cms/translation"
	"lotse/cms/web"
	"lotse/cms/webhook"
	"lotse/internal/command"
	"lotse/workflow"
)

// door holds what the handlers of the management routes call.
type door struct {
	cms       *cms.Service
	auth      *auth.Service
	workflows workflow.Set
	webhooks  *webhook.Service
	sites     *sites.Service

	translations *translation.Service
	cursors      *web.Cursors
	cookies      web.Cookies
}

// list is a part of a list, as every list route answers it.
type list[T any] struct {
	Items []T     `json:"items" nullable:"false"`
	Next  *string `json:"next" doc:"Cursor of the next part; null at the end."`
	Total *int    `json:"total,omitempty" doc:"Length of the whole list up to 10,000, where total=true asked for it."`
}

// listOut is the answer of a list route.
type listOut[T any] struct{ Body list[T] }

// items makes a list without a next part.
func items[T any](all []T) *listOut[T] {
	if all == nil {
		all = []T{}
	}
	return &listOut[T]{Body: list[T]{Items: all}}
}

// PageParams is what every list with parts takes.
type PageParams struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"25"`
	Cursor string `query:"cursor" maxLength:"4096" doc:"The value of next of the part before."`
}

// MatchParam is the precondition of everything that changes what is there.
type MatchParam struct {
	IfMatch string `header:"If-Match" example:"\"7.3\"" doc:"The entity tag, or the version that is checked."`
}

// LocaleParam names a variant; the source's where it is missing.
type LocaleParam struct {
	Locale string `query:"locale" maxLength:"35" pattern:"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" patternDescription:"a language tag" example:"de"`
}

// IDParam is the id in a path.
type IDParam struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// next signs the place where a list goes on.
func (d *door) next(query string, place any) (*string, error) {
	cursor, err := d.cursors.Encode(query, place)
	return &cursor, err
}

// after reads the place where a list goes on; ok is false at its beginning.
func (d *door) after(query, cursor string, place any) (ok bool, err error) {
	if cursor == "" {
		return false, nil
	}
	return true, d.cursors.Decode(query, cursor, place)
}

// queryOf is the canonical form of a query: the name of the list, who asks, and what selects its lines.
func queryOf(ctx context.Context, name string, selects ...string) string {
	q := url.Values{"actor": {web.Actor(ctx).ID.String()}}
	for i := 0; i+1 < len(selects); i += 2 {
		q.Set(selects[i], selects[i+1])
	}
	return name + "?" + q.Encode()
}

// badQuery makes of an argument that cms refused a parameter that was wrong.
func badQuery(err error) error {
	if e, ok := err.(*command.Error); ok && e.Kind == command.Invalid {
		return &command.Error{Kind: command.Malformed, Code: "invalid_parameter", Detail: "A parameter is wrong.", Fields: e.Fields}
	}
	return err
}
