package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/background"
	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/sites"
	"lotse/cms/translation"
	"lotse/cms/web"
	"lotse/cms/webhook"
	"lotse/internal/postgres"
	"lotse/migrations"
	"lotse/schema"
	"lotse/workflow"
)

// app is everything that the subcommands share, opened.
type app struct {
	config    config
	log       *slog.Logger
	lines     *web.Log // what log writes to
	secret    []byte
	private   *postgres.Private // nil with LOTSE_DATABASE_URL
	dsn       string
	pool      *pgxpool.Pool
	jobs      *river.Client[pgx.Tx] // inserts only
	types     *schema.Registry
	workflows workflow.Set
	policy    *auth.Policy
	auth      *auth.Service
	cms       *cms.Service
	query     *query.Service
	state     cms.TypesState // of the content types, when the app was opened
	webhooks  *webhook.Service
	sites     *sites.Service
	texts     *translation.Service

	// tellDoor is told of what this process changed; serve sets it before anything can change.
	tellDoor   func(cms.PublicChange)
	poker      *postgres.Poker
	stopPoking func()
}

// open reads the types, starts or reaches the database, migrates it and makes the services. Whoever calls
// it closes the app.
func open(ctx context.Context, c config) (*app, error) {
	lines := web.NewLog(os.Stderr, c.Log)
	a := &app{config: c, log: lines.Logger, lines: lines, tellDoor: func(cms.PublicChange) {}, stopPoking: func() {}}
	var err error
	if a.types, err = loadTypes(c.TypesDir); err != nil {
		return nil, err
	}
	if a.workflows, err = workflow.Load(); err != nil {
		return nil, err
	}
	if a.policy, err = auth.LoadPolicy(); err != nil {
		return nil, err
	}
	if a.secret, err = c.secret(); err != nil {
		return nil, err
	}
	if err := a.reach(ctx); err != nil {
		return nil, err
	}
	if err := a.assemble(ctx); err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

// loadTypes reads the types that ship and those of LOTSE_TYPES_DIR.
func loadTypes(dir string) (*schema.Registry, error) {
	sources := []fs.FS{schema.Embedded()}
	if dir != "" {
		sources = append(sources, os.DirFS(dir))
	}
	types, err := schema.Load(sources...)
	if err != nil {
		return nil, fmt.Errorf("the content types are not right:\n%w", err)
	}
	return types, nil
}

// reach starts the private PostgreSQL, or uses the one that LOTSE_DATABASE_URL names, and opens the pool.
func (a *app) reach(ctx context.Context) error {
	a.dsn = a.config.DatabaseURL
	if a.dsn == "" {
		private, err := postgres.StartPrivate(ctx, postgres.PrivateConfig{DataDir: filepath.Join(a.config.DataDir, "postgres"), Log: a.log})
		if err != nil {
			return err
		}
		a.private, a.dsn = private, private.DSN()
	}
	pool, err := postgres.Open(ctx, a.dsn, postgres.PoolOptions{AppName: "lotse", MaxConns: 20, Pooler: a.config.DatabaseDirectURL != ""})
	if err != nil {
		return errors.Join(err, a.close())
	}
	a.pool = pool
	return nil
}

// migrate brings the database to this release. Its lock lives as long as a session, which a pooler in
// transaction mode does not give: then it goes to PostgreSQL itself.
func (a *app) migrate(ctx context.Context) error {
	if a.config.DatabaseDirectURL == "" {
		return postgres.Migrate(ctx, a.pool, migrations.FS)
	}
	direct, err := postgres.Open(ctx, a.config.DatabaseDirectURL, postgres.PoolOptions{AppName: "lotse-migrate", MaxConns: 4})
	if err != nil {
		return fmt.Errorf("LOTSE_DATABASE_DIRECT_URL: %w", err)
	}
	defer direct.Close()
	return postgres.Migrate(ctx, direct, migrations.FS)
}

// assemble migrates and makes the services.
func (a *app) assemble(ctx context.Context) error {
	if err := a.migrate(ctx); err != nil {
		return err
	}
	a.poke()
	jobs, err := background.NewInserter(a.pool, a.log)
	if err != nil {
		return err
	}
	a.jobs = jobs
	if a.auth, err = auth.New(auth.Deps{DB: a.pool, Jobs: jobs, Policy: a.policy, Secret: a.secret, Log: a.log}); err != nil {
		return err
	}
	location, err := a.config.location()
	if err != nil {
		return err
	}
	a.cms, err = cms.New(cms.Deps{
		DB: a.pool, Jobs: jobs, Types: a.types, Workflows: a.workflows, Policy: a.policy, Auth: a.auth,
		Location: location, BaseURL: a.config.BaseURL, PublicChanged: a.publicChanged, Secret: a.secret,
	})
	if err != nil {
		return err
	}
	if err := a.cms.AdoptFeed(ctx); err != nil {
		return err
	}
	a.sites = sites.New(sites.Deps{DB: a.pool, Types: a.types, Policy: a.policy})
	if a.webhooks, err = a.newWebhooks(); err != nil {
		return err
	}
	if a.texts, err = a.newTranslations(); err != nil {
		return err
	}
	if a.query, err = query.New(query.Deps{DB: a.pool, Types: a.types, Location: location, Land: a.config.Holidays}); err != nil {
		return err
	}
	return a.readTypes(ctx)
}

// poke begins to tell other processes of what this one changes.
func (a *app) poke() {
	a.poker = postgres.NewPoker(a.pool, postgres.FeedChannel, a.log)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); a.poker.Run(ctx) }()
	a.stopPoking = func() { cancel(); <-done }
}

// publicChanged hears of every commit of this process that changed what the public sees.
func (a *app) publicChanged(change cms.PublicChange) {
	a.tellDoor(change)
	a.poker.Poke()
}

// hear has the door told of what other processes change, until ctx ends. A pooler in transaction mode has no
// LISTEN, so behind one it is heard from PostgreSQL itself.
func (a *app) hear(ctx context.Context, door *delivery.Door) {
	err := postgres.Listen(ctx, postgres.ListenConfig{
		DSN: cmp.Or(a.config.DatabaseDirectURL, a.dsn), Channels: []string{postgres.FeedChannel},
		OnNotify: func(postgres.Notification) { door.Heard() }, OnLost: door.Deaf, Log: a.log,
	})
	if ctx.Err() == nil {
		a.log.Warn("changes of other processes are looked for, not heard of", "error", err)
	}
}

// close ends the connections and a server that this process started.
func (a *app) close() error {
	a.stopPoking()
	if a.pool != nil {
		a.pool.Close()
	}
	var err error
	if a.private != nil {
		err = a.private.Stop()
	}
	return errors.Join(err, a.lines.Close())
}

// shutdownTime is how long a graceful end may take.
const shutdownTime = 20 * time.Second
