package delivery

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/schema"
)

// format is an open format of lists: /content/v1/offer.csv.
type format struct {
	suffix, media, summary string
	// fits tells the types that have it; nil: all.
	fits func(*schema.Type) bool
	// fields says that the parameter fields chooses what is shown; other formats need what they need.
	fields bool
	// whole formats have no pages, because those who read them know none: up to mostWhole items at once.
	whole bool
	// file says that browsers shall keep it as a file.
	file  bool
	write func(s *formats.Set, title string) ([]byte, error)
}

// mostWhole bounds formats without pages.
const mostWhole = 1000

// hourly is how long an answer may count that says what comes next.
const hourly = time.Hour

var listFormats = []format{
	{
		suffix: "atom", media: "application/atom+xml; charset=utf-8", summary: "The same list as an Atom feed",
		write: formats.Atom,
	},
	{
		suffix: "csv", media: "text/csv; charset=utf-8; header=present", summary: "The same list as a table", fields: true, file: true,
		write: func(s *formats.Set, _ string) ([]byte, error) { return formats.CSV(s) },
	},
	{
		suffix: "geojson", media: "application/geo+json", summary: "Those of the same list that have a point, for maps", fields: true, fits: formats.HasPoint,
		write: func(s *formats.Set, _ string) ([]byte, error) { return formats.GeoJSON(s) },
	},
	{
		suffix: "ics", media: "text/calendar; charset=utf-8", summary: "The dates of the same list as a calendar to subscribe to", whole: true, file: true, fits: formats.HasCalendar,
		write: func(s *formats.Set, title string) ([]byte, error) { return formats.ICalendar(s, title), nil },
	},
	{
		suffix: "jsonfeed", media: "application/feed+json", summary: "The same list as a JSON Feed",
		write: formats.JSONFeed,
	},
	{
		suffix: "jsonld", media: "application/ld+json", summary: "The same list in the words of schema.org",
		write: func(s *formats.Set, _ string) ([]byte, error) { return formats.JSONLDList(s) },
	},
}

// itemFormats are those of single items: /content/v1/offer/some-slug.jsonld.
var itemFormats = []format{
	{suffix: "ics", media: "text/calendar; charset=utf-8", summary: "The dates of one item as a calendar", file: true, fits: formats.HasCalendar},
	{suffix: "jsonld", media: "application/ld+json", summary: "One item in the words of schema.org"},
}

// formatRoutes registers the formats of lists and items, and the sitemaps.
func (d *Door) formatRoutes(r chi.Router, api *web.API) {
	tagged := api.Tagged("formats")
	for _, f := range listFormats {
		d.handle(r, tagged, web.Operation{
			Path: "/{type}." + f.suffix, Summary: f.summary, Params: f.params(), AnswerType: bareMedia(f.media), Answer: f.sample(),
			NotModified: true, Errors: []string{"unknown_field", "bad_cursor"},
		}, d.formatList(f))
	}
	for _, f := range itemFormats {
		d.handle(r, tagged, web.Operation{
			Path: "/{type}/{idOrSlug}." + f.suffix, Summary: f.summary, Params: append(slices.Clone(oneParams), itemParams[:2]...),
			AnswerType: bareMedia(f.media), Answer: f.sample(), NotModified: true,
		}, d.formatItem(f))
	}
	d.sitemapRoutes(r, tagged)
}

// refused are the parameters of lists that the format does not take.
func (f format) refused() []string {
	names := []string{"include"}
	if !f.fields {
		names = append(names, "fields")
	}
	if f.whole {
		names = append(names, "limit", "cursor")
	}
	return names
}

func (f format) params() []web.Param {
	all := append(slices.Clone(listParams), itemParams...)
	refused := f.refused()
	return slices.DeleteFunc(all, func(p web.Param) bool { return slices.Contains(refused, p.Name) })
}

// formatList answers GET /{type}.suffix.
func (d *Door) formatList(f format) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		return d.serve(w, r, d.linked(r), func(params url.Values) (question, error) {
			q, err := resolveFormat(d.questions(r), f, chi.URLParam(r, "type"), params)
			if err != nil {
				return question{}, err
			}
			canonical := q.Params()
			if f.whole {
				canonical.Del("limit")
			}
			address := Prefix + "/" + q.Type().Name + "." + f.suffix + "?" + canonical.Encode()
			q, err = d.openCursor(q)
			return question{
				key:  address + "&cursor=" + q.CursorToken(),
				read: func(ctx context.Context) (*answer, error) { return d.readFormat(ctx, f, q, address) },
			}, err
		})
	}
}

// resolveFormat asks the one resolver.
func resolveFormat(questions *query.Service, f format, typeName string, params url.Values) (query.Query, error) {
	for _, name := range f.refused() {
		if params.Has(name) {
			return query.Query{}, errUnknownParameter()
		}
	}
	if f.whole {
		params.Set("limit", "100")
	}
	if t, ok := questions.Types().Type(typeName); ok && params.Has("fields") && f.suffix == "geojson" {
		for _, field := range formats.PointFields(t) { // without them there is nothing to draw
			params.Set("fields", params.Get("fields")+","+field)
		}
	}
	q, err := questions.Resolve(typeName, params)
	if err != nil {
		return q, err
	}
	if f.fits != nil && !f.fits(q.Type()) {
		return q, command.ErrNotFound()
	}
	return q, nil
}

// readFormat asks the database and makes the answer.
func (d *Door) readFormat(ctx context.Context, f format, q query.Query, address string) (*answer, error) {
	begun := time.Now()
	page, err := d.pages(ctx, f, q)
	if err != nil {
		return nil, err
	}
	s, ends, err := d.set(ctx, q, page.Items, page.EndsIn)
	if err != nil {
		return nil, err
	}
	s.First = d.links.API + address
	s.Self = s.First
	if q.CursorToken() != "" {
		s.Self += "&cursor=" + q.CursorToken()
	}
	next := ""
	if page.Next != nil && !f.whole {
		if next, err = d.cursors.Encode(q.Scope(), page.Next); err != nil {
			return nil, err
		}
		s.Next = s.First + "&cursor=" + next
	}
	body, err := f.write(s, q.Type().Plural.In(q.Locale()))
	if err != nil {
		return nil, err
	}
	a := newAnswer(body, nil)
	a.depends.kinds = append(d.query.Kinds(q), d.query.TargetKinds(q)...)
	a.endsIn(begun, ends)
	a.media, a.language = []string{f.media}, []string{languages(q, page.Items)}
	a.tags = cacheTags([]string{q.Type().Name}, nil)
	if next != "" {
		a.link = []string{"<" + address + "&cursor=" + next + `>; rel="next"`}
	}
	if f.file {
		a.file = []string{`attachment; filename="` + q.Type().Name + "-" + q.Locale() + "." + f.suffix + `"`}
	}
	return a, nil
}

// pages reads a page, or for whole formats all of them up to a limit.
func (d *Door) pages(ctx context.Context, f format, q query.Query) (query.Page, error) {
	q = q.Uncounted() // no format shows counts, and whole ones would make them for every page
	page, err := d.query.Items(ctx, q)
	for err == nil && f.whole && page.Next != nil && len(page.Items) < mostWhole {
		var more query.Page
		if more, err = d.query.Items(ctx, q.After(page.Next)); err != nil {
			break
		}
		page.Items, page.Next = append(page.Items, more.Items...), more.Next
		page.EndsIn = sooner(page.EndsIn, more.EndsIn)
	}
	return page, err
}

// sooner is the shorter of two times, where nil is never.
func sooner(a, b *time.Duration) *time.Duration {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

// set reads what the items refer to and makes of all what formats are written from. The duration is how long
// that stays right.
func (d *Door) set(ctx context.Context, q query.Query, items []query.Item, ends *time.Duration) (*formats.Set, *time.Duration, error) {
	targets, targetsEnd, err := d.query.Targets(ctx, q, items)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.bareSet(ctx, q, items)
	if err != nil {
		return nil, nil, err
	}
	for _, item := range targets {
		read, err := formats.Read(item.Body, d.query.Types())
		if err != nil {
			return nil, nil, err
		}
		s.Included[item.ID] = read
	}
	ends = sooner(ends, targetsEnd)
	if formats.HasCalendar(q.Type()) {
		limit := hourly
		ends = sooner(ends, &limit)
	}
	return s, ends, nil
}

// bareSet is the items alone, each entry once: a list by dates has it for every date.
func (d *Door) bareSet(ctx context.Context, q query.Query, items []query.Item) (*formats.Set, error) {
	now, err := d.query.Now(ctx)
	if err != nil {
		return nil, err
	}
	s := &formats.Set{
		Type: q.Type(), Locale: q.Locale(), Links: d.linksFor(ctx), Zone: d.query.Location(), Now: now, Fields: q.Fields(), Included: map[uuid.UUID]formats.Item{},
	}
	seen := map[uuid.UUID]bool{}
	for _, item := range items {
		if seen[item.ID] {
			continue
		}
		seen[item.ID] = true
		read, err := formats.Read(item.Body, d.query.Types())
		if err != nil {
			return nil, err
		}
		s.Items = append(s.Items, read)
	}
	return s, nil
}

func errUnknownParameter() error {
	return command.E(command.Malformed, "unknown_parameter", "A parameter is unknown here.")
}
