package delivery

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"lotse/cms"
	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/cms/web"
)

// Prefix stands before every path of this door.
const Prefix = "/content/v1"

// defaultCacheBytes is the budget of the cache where none is given.
const defaultCacheBytes = 64 << 20

// Config is what a Door is made of.
type Config struct {
	Query   *query.Service
	Cursors *web.Cursors
	// CacheBytes is the budget of answers kept in memory: 64 MiB where zero, nothing is kept where negative.
	CacheBytes int
	// Sites knows the keys of sites and shows previews; nil: every key is wrong, and there are no previews.
	Sites Sites
	// Links makes the addresses that the open formats hold.
	Links formats.Links
	// Limiter bounds how often a client may ask; nil: as often as it likes.
	Limiter *web.Limiter
	// Version is the version of this program, for the OpenAPI document.
	Version string
	// AdoptFeed is called where the change feed turns out to lie in another database than it was made for
	// (cms.Service.AdoptFeed); nil: its answers are given all the same.
	AdoptFeed func(context.Context) error
	// Log gets failed looks at the change feed; nil discards them.
	Log *slog.Logger
}

// Door is the public door. It is safe for concurrent use.
type Door struct {
	query   *query.Service
	cursors *web.Cursors
	cache   *cache
	sites   Sites
	keys    *keys
	sync    *syncDoor
	limiter *web.Limiter
	version string
	log     *slog.Logger
	links   formats.Links
	sitemap sitemapParts
	fixed   *perTypes[map[string]*answer] // /types and /locales, by path and locale
}

// New makes a Door. Without Run it answers everything from the database.
func New(c Config) *Door {
	if c.CacheBytes == 0 {
		c.CacheBytes = defaultCacheBytes
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &Door{
		query: c.Query, cursors: c.Cursors, cache: newCache(c.CacheBytes, c.Query.Types()), sites: c.Sites, keys: newKeys(), limiter: c.Limiter, version: c.Version, log: c.Log,
		links: c.Links,
	}
	d.sync = newSyncDoor(c)
	d.fixed = ofTypes(c.Query.Types(), func() (map[string]*answer, error) { return fixedAnswers(c.Query.Types()), nil })
	return d
}

// Run follows the change feed, so that answers can be kept in memory. It returns when ctx ends.
func (d *Door) Run(ctx context.Context) { d.cache.run(ctx, d.query, d.log) }

// Drain answers everybody who waits for a change, and lets nobody wait any more. A process calls it when it
// is about to end.
func (d *Door) Drain() { d.sync.watch.drain() }

// Changed forgets the answers that a change touches. A process calls it after it committed one, so that its
// own door shows it at once; other processes see it by the feed.
func (d *Door) Changed(c cms.PublicChange) {
	lines := make([]query.FeedChange, len(c.Locales))
	for i, locale := range c.Locales {
		lines[i] = query.FeedChange{EntryID: c.EntryID, Type: c.Type, Locale: locale}
	}
	d.cache.changes.note(c.Everything, lines)
	d.sync.watch.look()
}

// Heard has the door look at the change feed at once, and says that it is told of changes (LISTEN), so that it
// need not look so often by itself.
func (d *Door) Heard() {
	d.cache.hears.Store(true)
	d.cache.lookNow()
	d.sync.watch.look()
}

// Deaf says that the door is not told of changes any more.
func (d *Door) Deaf() {
	d.cache.hears.Store(false)
	d.cache.lookNow()
}

// Moved is closed when the change feed has moved since the call: somebody may find more in it than before.
func (d *Door) Moved() <-chan struct{} { return d.cache.movement() }

// Ready is the answer to a request that memory holds ready, and the pattern of the route that it would take; nil
// where it must be looked for. For web.Shortcut.
func (d *Door) Ready(r *http.Request, now time.Time) (web.Ready, string) {
	if !strings.HasPrefix(r.RequestURI, Prefix+"/") {
		return nil, ""
	}
	a, route := d.cache.find(r.RequestURI, now)
	if a == nil || a.missing {
		return nil, ""
	}
	return a, route
}

// Routes registers the routes and describes them. The API that comes back lists them.
func (d *Door) Routes(root chi.Router) *web.API {
	var api *web.API
	root.Group(func(r chi.Router) {
		r.Use(openToAll, d.admit)
		api = web.NewAPI(r, nil, web.Document{
			Title: "Lotse: delivery", Version: d.version, Prefix: Prefix, Description: description,
		})
		items, about, document := api.Tagged("items"), api.Tagged("about"), d.documentOf(api)
		d.handle(r, items, web.Operation{
			Path: "/{type}", Summary: "A list of what is published", Params: append(slices.Clone(listParams), itemParams...),
			Answer: listAnswer{}, NotModified: true, Errors: []string{"unknown_field", "bad_cursor"},
		}, d.list)
		d.handle(r, items, web.Operation{
			Path: "/{type}/{idOrSlug}", Summary: "One item, by id or slug", Params: append(slices.Clone(oneParams), itemParams...),
			Description: "A slug that the item had before is answered with 301 to the present one.",
			Answer:      cms.Item{}, NotModified: true, Errors: []string{"unknown_field"},
		}, d.item)
		d.handle(r, items, web.Operation{
			Path: "/search", Summary: "What is published, of every type, by words", Params: searchParams,
			Answer: listAnswer{}, NotModified: true, Errors: []string{"bad_cursor"},
		}, d.search)
		d.handle(r, items, web.Operation{
			Path: "/suggest", Summary: "Titles that begin like what is typed", Params: suggestParams,
			Answer: suggestAnswer{}, NotModified: true,
		}, d.suggest)
		d.formatRoutes(r, api)
		d.handle(r, about, web.Operation{
			Path: "/types", Summary: "Content types: fields, filters, sorts, labels", Params: []web.Param{localeParam},
			Answer: typesAnswer{}, NotModified: true,
		}, d.constant)
		d.handle(r, about, web.Operation{
			Path: "/locales", Summary: "Languages and what is shown instead", Answer: localesAnswer{}, NotModified: true,
		}, d.constant)
		d.handle(r, about, web.Operation{
			Path: "/openapi.json", Summary: "This document", Answer: map[string]any{}, NotModified: true,
		}, d.openAPI(document))
		d.handle(r, items, web.Operation{
			Path: "/preview/{token}", Summary: "A working copy that somebody showed by a link", Params: []web.Param{{Name: "token", Description: "Of the link."}},
			Description: "Never to be kept or listed. A link that is wrong, expired or revoked answers 404.",
			Answer:      cms.PreviewItem{},
		}, d.preview)
		changes := api.Tagged("changes")
		d.sync.register(func(o web.Operation, handler web.HandlerFunc) { d.handle(r, changes, o, handler) })
		serveDocs(r, document)
		r.Options(Prefix+"/*", preflight)
		d.hsdsRoutes(r)
	})
	return api
}

// handle registers a route for GET and HEAD.
func (d *Door) handle(r chi.Router, api *web.API, o web.Operation, handler web.HandlerFunc) {
	o.Method, o.Permission = http.MethodGet, web.Public
	o.Errors = append(slices.Clone(o.Errors), "bad_key", "origin_not_allowed", "too_many_requests")
	web.Handle(api, o, handler)
	r.Head(Prefix+o.Path, func(w http.ResponseWriter, r *http.Request) {
		if err := handler(w, r); err != nil {
			web.Fail(w, r, err)
		}
	})
}

// Headers of cross-origin requests (Fetch standard). Without a key nothing depends on who asks, so any origin may; with
// one see admit.
var (
	exposedHeaders = []string{"Cache-Tag, Content-Language, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"}
	allowedMethods = []string{"GET, HEAD, OPTIONS"}
	allowedHeaders = []string{"Accept, Accept-Language, Authorization, Content-Language, If-None-Match, X-Request-Id"}
	preflightAge   = []string{"86400"}
)

// openToAll lets pages of every origin read the answers, errors included.
func openToAll(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		openHeaders(w.Header())
		next.ServeHTTP(w, r)
	})
}

func openHeaders(h http.Header) {
	h["Access-Control-Allow-Origin"] = anyOrigin
	h["Access-Control-Expose-Headers"] = exposedHeaders
}

// preflight answers what browsers ask before they ask.
func preflight(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h["Access-Control-Allow-Methods"] = allowedMethods
	h["Access-Control-Allow-Headers"] = allowedHeaders
	h["Access-Control-Max-Age"] = preflightAge
	h["Cache-Control"] = []string{"public, max-age=86400"}
	w.WriteHeader(http.StatusNoContent)
}
