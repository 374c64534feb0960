package delivery

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
)

const xmlMedia = "application/xml"

// parts gives the division of what somebody may read.
func (d *Door) parts(ctx context.Context, ask *query.Service) ([]query.SitemapPart, error) {
	return d.sitemap.of(ctx, d.log, ask.Scope().Hash(), ask.SitemapParts)
}

func (d *Door) sitemapRoutes(r chi.Router, api *web.API) {
	d.handle(r, api, web.Operation{
		Path: "/sitemap.xml", Summary: "The list of the sitemaps of the portal", AnswerType: xmlMedia, Answer: "", NotModified: true, Errors: []string{"not_found"},
	}, d.sitemapAnswer(func(r *http.Request) func(context.Context) (*answer, error) {
		ask := d.questions(r)
		return func(ctx context.Context) (*answer, error) { return d.readSitemapIndex(ctx, ask) }
	}))
	d.handle(r, api, web.Operation{
		Path: "/sitemap-{part}.xml", Summary: "One sitemap of the portal, with the languages of every page", AnswerType: xmlMedia, Answer: "", NotModified: true,
		Params: []web.Param{{Name: "part", Description: "Type and number, as in the list.", Example: "offer-1"}},
	}, d.sitemapAnswer(func(r *http.Request) func(context.Context) (*answer, error) {
		ask, part := d.questions(r), chi.URLParam(r, "part")
		return func(ctx context.Context) (*answer, error) { return d.readSitemap(ctx, ask, part) }
	}))
}

// sitemapAnswer answers by what reads the answer to a request. Without a portal there are no pages, so no sitemaps.
func (d *Door) sitemapAnswer(reads func(*http.Request) func(context.Context) (*answer, error)) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		return d.serve(w, r, d.linked(r), func(params url.Values) (question, error) {
			if len(params) > 0 {
				return question{}, errUnknownParameter()
			}
			if d.linksFor(r.Context()).Portal == "" {
				return question{}, command.ErrNotFound()
			}
			return question{key: r.URL.Path, read: reads(r)}, nil
		})
	}
}

func (d *Door) readSitemapIndex(ctx context.Context, ask *query.Service) (*answer, error) {
	parts, err := d.parts(ctx, ask)
	if err != nil {
		return nil, err
	}
	list := make([]formats.SitemapPart, len(parts))
	for at, p := range parts {
		list[at] = formats.SitemapPart{
			Address: d.links.API + Prefix + "/sitemap-" + p.Type + "-" + strconv.Itoa(p.Number) + ".xml", Updated: p.Updated,
		}
	}
	return xmlAnswer(formats.SitemapIndex(list)), nil
}

func xmlAnswer(body []byte) *answer {
	a := newAnswer(body, nil)
	a.media, a.tags = []string{xmlMedia}, []string{"sitemap"}
	return a
}

func (d *Door) readSitemap(ctx context.Context, ask *query.Service, name string) (*answer, error) {
	begun := time.Now()
	parts, err := d.parts(ctx, ask)
	if err != nil {
		return nil, err
	}
	dash := strings.LastIndex(name, "-")
	for at, p := range parts {
		if dash < 0 || p.Type != name[:dash] || strconv.Itoa(p.Number) != name[dash+1:] {
			continue
		}
		var before uuid.UUID
		if at+1 < len(parts) && parts[at+1].Type == p.Type {
			before = parts[at+1].From
		}
		rows, err := ask.SitemapRows(ctx, p, before)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			break // all of it went since the division; a sitemap has an address at least
		}
		a := xmlAnswer(formats.Sitemap(d.linksFor(ctx), sitemapEntries(p.Type, rows)))
		a.depends.kinds = []query.Kind{{Type: p.Type}}
		for _, row := range rows {
			if row.SecondsLeft != nil {
				left := time.Duration(min(*row.SecondsLeft, 3e9) * float64(time.Second))
				if ends := begun.Add(left); a.ends.IsZero() || ends.Before(a.ends) {
					a.ends = ends
				}
			}
		}
		return a, nil
	}
	return nil, command.ErrNotFound()
}

// sitemapEntries puts the languages of an entry together; rows come in the order of entries.
func sitemapEntries(typeName string, rows []query.SitemapRow) []formats.SitemapEntry {
	var list []formats.SitemapEntry
	for _, row := range rows {
		if len(list) == 0 || list[len(list)-1].ID != row.ID {
			list = append(list, formats.SitemapEntry{
				ID: row.ID, Type: typeName, Slug: row.Slug, Source: row.Source, Updated: map[string]time.Time{},
			})
		}
		list[len(list)-1].Updated[row.Locale] = row.Updated
	}
	return list
}
