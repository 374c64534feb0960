package delivery

import (
	"context"
	"log/slog"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"lotse/cms"
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
	sync    *syncDoor
	version string
	log     *slog.Logger
	fixed   map[string]*answer // /types and /locales, by path and locale
}

// New makes a Door. Without Run it answers everything from the database.
func New(c Config) *Door {
	if c.CacheBytes == 0 {
		c.CacheBytes = defaultCacheBytes
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &Door{query: c.Query, cursors: c.Cursors, cache: newCache(c.CacheBytes), version: c.Version, log: c.Log}
	d.sync = newSyncDoor(c)
	d.fixed = fixedAnswers(c.Query.Types())
	return d
}

// Run follows the change feed, so that answers can be kept in memory. It returns when ctx ends.
func (d *Door) Run(ctx context.Context) { d.cache.follow(ctx, d.query, d.log) }

// Invalidate forgets every answer. A process calls it after it committed a change, so that its own door
// shows it at once; other processes see it by the feed.
func (d *Door) Invalidate() {
	d.cache.invalidate()
	d.sync.watch.look()
}

// Drain answers everybody who waits for a change, and lets nobody wait any more. A process calls it when it
// is about to end.
func (d *Door) Drain() { d.sync.watch.drain() }

// Routes registers the routes and describes them. The API that comes back lists them.
func (d *Door) Routes(root chi.Router) *web.API {
	var api *web.API
	root.Group(func(r chi.Router) {
		r.Use(openToAll)
		api = web.NewAPI(r, nil, web.Document{
			Title: "Lotse: delivery", Version: d.version, Prefix: Prefix, Description: description,
		})
		items, about := api.Tagged("items"), api.Tagged("about")
		d.handle(r, items, web.Operation{
			Path: "/{type}", Summary: "A list of what is published", Params: append(slices.Clone(listParams), itemParams...),
			Answer: listAnswer{}, NotModified: true, Errors: []string{"unknown_field", "bad_cursor"},
		}, d.list)
		d.handle(r, items, web.Operation{
			Path: "/{type}/{idOrSlug}", Summary: "One item, by id or slug", Params: append(slices.Clone(oneParams), itemParams...),
			Description: "A slug that the item had before is answered with 301 to the present one.",
			Answer:      cms.Item{}, NotModified: true, Errors: []string{"unknown_field"},
		}, d.item)
		d.handle(r, about, web.Operation{
			Path: "/types", Summary: "Content types: fields, filters, sorts, labels", Params: []web.Param{localeParam},
			Answer: typesAnswer{}, NotModified: true,
		}, d.constant)
		d.handle(r, about, web.Operation{
			Path: "/locales", Summary: "Languages and what is shown instead", Answer: localesAnswer{}, NotModified: true,
		}, d.constant)
		d.handle(r, about, web.Operation{
			Path: "/openapi.json", Summary: "This document", Answer: map[string]any{}, NotModified: true,
		}, d.openAPI(api))
		changes := api.Tagged("changes")
		d.sync.register(func(o web.Operation, handler web.HandlerFunc) { d.handle(r, changes, o, handler) })
		d.serveDocs(r, api)
		r.Options(Prefix+"/*", preflight)
	})
	return api
}

// handle registers a route for GET and HEAD.
func (d *Door) handle(r chi.Router, api *web.API, o web.Operation, handler web.HandlerFunc) {
	o.Method, o.Permission = http.MethodGet, web.Public
	web.Handle(api, o, handler)
	r.Head(Prefix+o.Path, func(w http.ResponseWriter, r *http.Request) {
		if err := handler(w, r); err != nil {
			web.Fail(w, r, err)
		}
	})
}

// Headers of cross-origin requests (Fetch standard). Nothing here depends on who asks, so any origin may.
var (
	exposedHeaders = []string{"Cache-Tag, Content-Language, ETag, Link, X-Request-Id"}
	allowedMethods = []string{"GET, HEAD, OPTIONS"}
	allowedHeaders = []string{"Accept, Accept-Language, Content-Language, If-None-Match, X-Request-Id"}
	preflightAge   = []string{"86400"}
)

// openToAll lets pages of every origin read the answers, errors included.
func openToAll(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h["Access-Control-Allow-Origin"] = anyOrigin
		h["Access-Control-Expose-Headers"] = exposedHeaders
		next.ServeHTTP(w, r)
	})
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
