package delivery

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"golang.org/x/sync/singleflight"

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

// How long a division into sitemaps is used: making it walks all there is. What is in a sitemap is always read
// anew, so nothing that was taken off stays in one.
const (
	// divisionFresh is how long it is used without a thought, divisionKept how long it is used while another is made.
	divisionFresh = 10 * time.Minute
	divisionKept  = time.Hour
	// emptyKept is divisionFresh where there is nothing yet.
	emptyKept = 10 * time.Second
	// divisionTimeout bounds the making. Who waits for it gives up sooner.
	divisionTimeout = time.Minute
	// mostDivisions bounds how many scopes are remembered.
	mostDivisions = 100
)

// sitemapParts are the divisions by scope. The zero value knows none.
type sitemapParts struct {
	making singleflight.Group

	mutex sync.Mutex // of what follows; nobody holds it while the database works
	known map[string]division
}

type division struct {
	list []query.SitemapPart
	made time.Time
}

// age tells whether the division is fresh, and whether it is still good enough while another is made.
func (v division) age(now time.Time) (fresh, usable bool) {
	age := now.Sub(v.made)
	if len(v.list) == 0 {
		return age < emptyKept, false
	}
	return age < divisionFresh, age < divisionKept
}

// of gives the division of a scope. One that is no longer fresh is still given, while another is made behind it, once
// for all who ask.
func (p *sitemapParts) of(ctx context.Context, log *slog.Logger, scope string, divide func(context.Context) ([]query.SitemapPart, error)) ([]query.SitemapPart, error) {
	known := p.remembered(scope)
	fresh, usable := known.age(time.Now())
	if fresh {
		return known.list, nil
	}
	made := p.making.DoChan(scope, func() (any, error) {
		// Who asked first may go away, or not wait at all.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), divisionTimeout)
		defer cancel()
		begun := time.Now()
		list, err := divide(detached)
		if err != nil {
			log.WarnContext(detached, "could not divide what is public into sitemaps", "error", err.Error())
			return nil, err
		}
		p.remember(scope, division{list, begun})
		return list, nil
	})
	if usable {
		return known.list, nil
	}
	select {
	case result := <-made:
		if result.Err != nil {
			return nil, result.Err
		}
		return result.Val.([]query.SitemapPart), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (p *sitemapParts) remembered(scope string) division {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.known[scope]
}

func (p *sitemapParts) remember(scope string, made division) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if _, has := p.known[scope]; p.known == nil || !has && len(p.known) >= mostDivisions {
		p.known = map[string]division{}
	}
	p.known[scope] = made
}
