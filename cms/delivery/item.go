package delivery

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms/query"
	"lotse/internal/command"
)

// longestQuery bounds the query of a request, in bytes.
const longestQuery = 8 << 10

// item answers GET /{type}/{idOrSlug}.
func (d *Door) item(w http.ResponseWriter, r *http.Request) error {
	return d.serve(w, r, d.wanted(r), func(params url.Values) (question, error) {
		q, err := d.questions(r).ResolveItem(chi.URLParam(r, "type"), params)
		if err != nil {
			return question{}, err
		}
		idOrSlug := chi.URLParam(r, "idOrSlug")
		shape := "?" + q.ItemParams().Encode()
		return question{
			key:  Prefix + "/" + q.Type().Name + "/" + idOrSlug + shape,
			read: func(ctx context.Context) (*answer, error) { return d.readItem(ctx, q, idOrSlug, shape) },
		}, nil
	})
}

// readItem asks the database and makes the answer.
func (d *Door) readItem(ctx context.Context, q query.Query, idOrSlug, shape string) (*answer, error) {
	begun := time.Now()
	found, err := d.query.Item(ctx, q, idOrSlug)
	if command.KindOf(err) == command.NotFound {
		return missingItem(q, idOrSlug), nil
	}
	if err != nil {
		return nil, err
	}
	depends := dependencies{entries: []uuid.UUID{found.Item.ID}, kinds: d.query.IncludedKinds(q)}
	if found.Moved {
		a := &answer{status: http.StatusMovedPermanently, location: []string{Prefix + "/" + found.Item.Type + "/" + found.Item.Slug + shape}}
		a.depends = depends
		a.endsIn(begun, found.EndsIn)
		return a, nil
	}
	a := newAnswer(itemBody(q, found), itemHash(q, found))
	a.depends = depends
	a.endsIn(begun, found.EndsIn)
	a.language = []string{found.Item.Locale}
	a.tags = cacheTags([]string{found.Item.Type, found.Item.ID.String()}, found.Included)
	return a, nil
}

// missingItem is the answer that there is nothing, until the entry of that id, or one that could take the slug,
// is published.
func missingItem(q query.Query, idOrSlug string) *answer {
	if id, err := uuid.Parse(idOrSlug); err == nil {
		return &answer{missing: true, depends: dependencies{entries: []uuid.UUID{id}}}
	}
	return &answer{missing: true, depends: dependencies{kinds: q.EntryKinds()}}
}

// itemBody is the item's own bytes, with the included ones as a last member.
func itemBody(q query.Query, found query.Answer) []byte {
	if !q.HasIncludes() {
		return found.Item.Body
	}
	b := append([]byte{}, found.Item.Body[:len(found.Item.Body)-1]...)
	return append(appendItems(append(b, `,"included":`...), found.Included), '}')
}

// itemHash is the stored hash, where the body is the stored bytes.
func itemHash(q query.Query, found query.Answer) []byte {
	if found.Stored && !q.HasIncludes() && len(found.Item.Hash) >= 18 {
		return found.Item.Hash
	}
	return nil
}
