package api

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/sites"
	"lotse/cms/translation"
	"lotse/cms/web"
	"lotse/cms/webhook"
	"lotse/internal/apipage"
	"lotse/schema"
	"lotse/workflow"
)

// Deps is what the server is made of.
type Deps struct {
	CMS          *cms.Service
	Auth         *auth.Service
	Policy       *auth.Policy
	Types        *schema.Registry
	Workflows    workflow.Set
	Webhooks     *webhook.Service
	Sites        *sites.Service
	Translations *translation.Service
	Pool         *pgxpool.Pool
	// River is the client whose work is shown at /admin/background; nil: nothing is shown.
	River *river.Client[pgx.Tx]
	// Secret signs cursors (LOTSE_SECRET).
	Secret         []byte
	BaseURL        string // LOTSE_BASE_URL, without a slash at its end
	TrustedProxies []netip.Prefix
	Log            *slog.Logger
	Version        string
	// Desk is the built web application; nil: a page that says how to build it.
	Desk fs.FS
	// Delivery registers the public routes below /content/v1; nil: none.
	Delivery func(chi.Router)
	// Ready finds public answers that need neither route nor context, see web.Shortcut; nil: none are ready.
	Ready func(*http.Request, time.Time) (web.Ready, string)
	// Limiter is the one that the routes of Delivery have.
	Limiter *web.Limiter
	// LogReads has successful public reads in the access log, too (LOTSE_ACCESS_LOG=all).
	LogReads bool
	// Metrics measures requests; nil: nobody does.
	Metrics *Metrics
}

// Server is the handler of the main address and what must be started for it.
type Server struct {
	http.Handler
	// API is the management API, for its document and its table of routes.
	API      *web.API
	document func() ([]byte, error) // as it is served
	start    []func(context.Context) error
}

// Start begins the background work of handlers; it ends with ctx.
func (s *Server) Start(ctx context.Context) error {
	for _, f := range s.start {
		if err := f(ctx); err != nil {
			return err
		}
	}
	return nil
}

// NewRouter puts the whole server together.
func NewRouter(d Deps) (*Server, error) {
	if d.Log == nil {
		d.Log = slog.Default()
	}
	front := web.Front{Log: d.Log, TrustedProxies: d.TrustedProxies, Quiet: quiet}
	if d.LogReads {
		front.Quiet = probe
	}
	if d.Metrics != nil {
		front.Observe = d.Metrics.Observe
	}
	frame := web.Frame{Front: front, BaseURL: d.BaseURL, Identity: d.Auth, Database: d.Pool}
	root := chi.NewRouter()
	if err := frame.Use(root); err != nil {
		return nil, err
	}
	s := &Server{Handler: root}
	root.Group(func(r chi.Router) {
		frame.UseManagement(r)
		s.API, s.document = register(r, newDoor(d, frame.Cookies()), d.Version)
	})
	if d.Delivery != nil {
		root.With(web.SecureData).Group(d.Delivery)
	}
	if err := s.servePages(root, d, &frame); err != nil {
		return nil, err
	}
	root.Group(func(r chi.Router) {
		r.Use(web.SecureData)
		r.Get("/errors", web.ServeCatalogue)
		health := health{pool: d.Pool, outdated: d.CMS.OutdatedTypes}
		r.Get("/healthz", health.alive)
		r.Get("/readyz", health.ready)
	})
	if d.Ready != nil {
		s.Handler = web.NewShortcut(front, d.Limiter, d.Ready, root)
	}
	return s, nil
}

// Describe is the management API without a server: for its document.
func Describe(d Deps) (*web.API, error) {
	var err error
	if d.CMS, err = cms.New(cms.Deps{Types: d.Types, Workflows: d.Workflows, Policy: d.Policy}); err != nil {
		return nil, err
	}
	if d.Auth, err = auth.New(auth.Deps{DB: (*pgxpool.Pool)(nil), Policy: d.Policy, Secret: make([]byte, 32)}); err != nil {
		return nil, err
	}
	if d.Webhooks, err = webhook.New(webhook.Deps{Policy: d.Policy, Types: d.Types, Secret: make([]byte, 32)}); err != nil {
		return nil, err
	}
	d.Sites = sites.New(sites.Deps{Policy: d.Policy, Types: d.Types})
	d.Translations = translation.New(translation.Deps{Policy: d.Policy, CMS: d.CMS})
	described, _ := register(chi.NewRouter(), newDoor(d, web.Cookies{}), d.Version)
	return described, nil
}

func newDoor(d Deps, cookies web.Cookies) *door {
	return &door{cms: d.CMS, auth: d.Auth, workflows: d.Workflows, webhooks: d.Webhooks, sites: d.Sites, translations: d.Translations, cursors: web.NewCursors(d.Secret), cookies: cookies}
}

// servePages registers the desk and the view of background work.
func (s *Server) servePages(root chi.Router, d Deps, frame *web.Frame) error {
	desk, err := newDesk(d.Desk)
	if err != nil {
		return fmt.Errorf("desk: %w", err)
	}
	https := frame.Cookies().Secure
	root.Group(func(r chi.Router) {
		r.Use(web.SecurePages(https))
		r.Get("/", http.RedirectHandler("/admin/", http.StatusFound).ServeHTTP)
		r.Get("/admin", http.RedirectHandler("/admin/", http.StatusMovedPermanently).ServeHTTP)
		r.Get("/admin/*", desk.ServeHTTP)
		r.Get("/api/v1/docs", apipage.Handler(s.document, "/api/v1/openapi.json", web.Fail))
	})
	if d.River == nil {
		return nil
	}
	background, err := newBackground(d.River, d.Log)
	if err != nil {
		return fmt.Errorf("background view: %w", err)
	}
	s.start = append(s.start, background.Start)
	root.Group(func(r chi.Router) {
		frame.UsePages(r)
		r.Use(web.Timeout(20*time.Second), web.Demand(d.Policy, auth.BackgroundView))
		r.Mount("/admin/background", background)
	})
	return nil
}

// quiet requests are many and tell little: public reads, health, files of the desk.
func quiet(r *http.Request) bool {
	return r.Method != http.MethodPost && strings.HasPrefix(r.URL.Path, "/content/") ||
		strings.HasPrefix(r.URL.Path, "/admin/assets/") || probe(r)
}

// probe tells requests by which machines ask whether this one is well.
func probe(r *http.Request) bool { return r.URL.Path == "/healthz" || r.URL.Path == "/readyz" }
