package delivery

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
)

// formatItem answers GET /{type}/{idOrSlug}.suffix.
func (d *Door) formatItem(f format) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		return d.serve(w, r, d.linked(r), func(params url.Values) (question, error) {
			if params.Has("include") || params.Has("fields") {
				return question{}, errUnknownParameter()
			}
			q, err := d.questions(r).ResolveItem(chi.URLParam(r, "type"), params)
			if err != nil {
				return question{}, err
			}
			if f.fits != nil && !f.fits(q.Type()) {
				return question{}, command.ErrNotFound()
			}
			idOrSlug := chi.URLParam(r, "idOrSlug")
			shape := "." + f.suffix + "?" + q.ItemParams().Encode()
			return question{
				key:  Prefix + "/" + q.Type().Name + "/" + idOrSlug + shape,
				read: func(ctx context.Context) (*answer, error) { return d.readFormatItem(ctx, f, q, idOrSlug, shape) },
			}, nil
		})
	}
}

// readFormatItem asks the database and makes the answer.
func (d *Door) readFormatItem(ctx context.Context, f format, q query.Query, idOrSlug, shape string) (*answer, error) {
	begun := time.Now()
	found, err := d.query.Item(ctx, q, idOrSlug)
	if err != nil {
		return nil, err
	}
	address := Prefix + "/" + found.Item.Type + "/" + found.Item.Slug + shape
	if found.Moved {
		a := &answer{status: http.StatusMovedPermanently, location: []string{address}}
		a.depends.entries = []uuid.UUID{found.Item.ID}
		a.endsIn(begun, found.EndsIn)
		return a, nil
	}
	s, ends, err := d.set(ctx, q, []query.Item{found.Item}, found.EndsIn)
	if err != nil {
		return nil, err
	}
	s.Self = d.links.API + address
	var body []byte
	if f.suffix == "ics" {
		body = formats.ICalendar(s, s.Items[0].Title())
	} else if body, err = formats.JSONLD(s, &s.Items[0]); err != nil {
		return nil, err
	}
	a := newAnswer(body, nil)
	a.depends = dependencies{entries: []uuid.UUID{found.Item.ID}, kinds: d.query.TargetKinds(q)}
	a.endsIn(begun, ends)
	a.media, a.language = []string{f.media}, []string{found.Item.Locale}
	a.tags = cacheTags([]string{found.Item.Type, found.Item.ID.String()}, nil)
	if f.file {
		a.file = []string{`attachment; filename="` + found.Item.Slug + "-" + found.Item.Locale + "." + f.suffix + `"`}
	}
	return a, nil
}
