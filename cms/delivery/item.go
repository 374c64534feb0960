package delivery

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"lotse/cms/query"
)

// longestQuery bounds the query of a request, in bytes.
const longestQuery = 8 << 10

// item answers GET /{type}/{idOrSlug}.
func (d *Door) item(w http.ResponseWriter, r *http.Request) error {
	now := time.Now()
	if a := d.cache.spelled(spelling(r), now); a != nil {
		a.write(w, r, now)
		return nil
	}
	params, err := parameters(r)
	if err != nil {
		return err
	}
	q, err := d.questions(r).ResolveItem(chi.URLParam(r, "type"), params)
	if err != nil {
		return err
	}
	idOrSlug := chi.URLParam(r, "idOrSlug")
	shape := "?" + q.ItemParams().Encode()
	a, err := d.cache.read(r.Context(), spelling(r), keyed(r)+Prefix+"/"+q.Type().Name+"/"+idOrSlug+shape, func(ctx context.Context) (*answer, error) {
		return d.readItem(ctx, q, idOrSlug, shape)
	})
	if err != nil {
		return err
	}
	a.write(w, r, now)
	return nil
}

// readItem asks the database and makes the answer.
func (d *Door) readItem(ctx context.Context, q query.Query, idOrSlug, shape string) (*answer, error) {
	begun := time.Now()
	found, err := d.query.Item(ctx, q, idOrSlug)
	if err != nil {
		return nil, err
	}
	if found.Moved {
		a := &answer{status: http.StatusMovedPermanently, location: []string{Prefix + "/" + found.Item.Type + "/" + found.Item.Slug + shape}}
		a.endsIn(begun, found.EndsIn)
		return a, nil
	}
	a := newAnswer(itemBody(q, found), itemHash(q, found))
	a.endsIn(begun, found.EndsIn)
	a.language = []string{found.Item.Locale}
	a.tags = cacheTags([]string{found.Item.Type, found.Item.ID.String()}, found.Included)
	return a, nil
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
