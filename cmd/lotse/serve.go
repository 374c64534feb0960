package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	adminui "lotse/admin-ui"
	"lotse/cms/api"
	"lotse/cms/background"
	"lotse/cms/delivery"
	"lotse/cms/formats"
	"lotse/cms/transfer"
	"lotse/cms/web"
	"lotse/internal/mail"
	"lotse/internal/postgres"
)

// serve runs the API, the desk and (unless --no-worker) the background work until ctx ends.
func serve(ctx context.Context, c config, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(out)
	noWorker := flags.Bool("no-worker", false, "leave background jobs to other processes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // logged by the launcher
	if err := a.demandTypes(); err != nil {
		return err
	}
	if err := a.fillDemo(ctx, out); err != nil {
		return err
	}
	return a.serve(ctx, !*noWorker, out)
}

// work runs only the background work until ctx ends.
func work(ctx context.Context, c config, _ []string, _ io.Writer) error {
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // logged by the launcher
	if err := a.demandTypes(); err != nil {
		return err
	}
	jobs, err := a.background()
	if err != nil {
		return err
	}
	if err := jobs.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	a.log.Info("working on background jobs")
	a.watchClock(ctx, jobs)
	a.watchTypes(ctx)
	<-ctx.Done()
	return stopJobs(ctx, jobs)
}

// background makes the workers.
func (a *app) background() (*background.Background, error) {
	sender, err := mail.Open(a.config.SMTPURL, a.config.MailFrom, filepath.Join(a.config.DataDir, "mail"))
	if err != nil {
		return nil, err
	}
	return background.New(background.Deps{
		Pool: a.pool, CMS: a.cms, LinkToken: a.auth.LinkToken, Mail: sender, Webhooks: a.webhooks, Translations: a.texts, BaseURL: a.config.BaseURL, Log: a.log,
		PollOnly: a.config.DatabaseDirectURL != "",
	})
}

// door makes the public door.
func (a *app) door(limiter *web.Limiter) (*delivery.Door, error) {
	bytes, err := a.config.cacheBytes()
	if err != nil {
		return nil, fmt.Errorf("LOTSE_CACHE_BYTES: %w", err)
	}
	return delivery.New(delivery.Config{
		Query: a.query, Sites: a.sites, Previews: a.cms, Cursors: web.NewCursors(a.secret), CacheBytes: bytes, Limiter: limiter, Version: version, Log: a.log,
		AdoptFeed: a.cms.AdoptFeed, Links: formats.Links{API: a.config.BaseURL, Portal: formats.PortalPattern(a.config.PortalURL)},
	}), nil
}

// serve starts what the process consists of and ends it in the opposite order.
func (a *app) serve(ctx context.Context, workers bool, out io.Writer) error {
	limiter, err := a.config.limiter()
	if err != nil {
		return fmt.Errorf("LOTSE_RATE_LIMIT: %w", err)
	}
	door, err := a.door(limiter)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, door.Drain) // whoever waits for a change is answered, so that the end need not wait
	a.tellDoor = door.Changed
	metrics := api.NewMetrics(a.pool, a.log)
	jobs, err := a.background() // the desk shows the jobs also where others work on them
	if err != nil {
		return err
	}
	proxies, err := web.ParseProxies(a.config.TrustedProxies)
	if err != nil {
		return fmt.Errorf("LOTSE_TRUSTED_PROXIES: %w", err)
	}
	deps := api.Deps{
		CMS: a.cms, Auth: a.auth, Policy: a.policy, Types: a.types, Workflows: a.workflows, Webhooks: a.webhooks, Sites: a.sites, Translations: a.texts, Pool: a.pool,
		River: jobs.Client(), Secret: a.secret, BaseURL: a.config.BaseURL, TrustedProxies: proxies,
		Log: a.log, Version: version, Delivery: func(r chi.Router) { door.Routes(r) }, Metrics: metrics,
		Ready: door.Ready, Limiter: limiter, LogReads: a.config.AccessLog == "all",
	}
	if adminui.Built() {
		deps.Desk = adminui.Files()
	}
	server, err := api.NewRouter(deps)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", a.config.Listen, err)
	}

	// What runs beside the HTTP server ends after it: requests under way may still need it.
	beside, stopBeside := context.WithCancel(context.WithoutCancel(ctx))
	defer stopBeside()
	var running sync.WaitGroup
	running.Go(func() { door.Run(beside) })
	running.Go(func() { a.hear(beside, door) })
	a.watchClock(beside, jobs)
	a.watchTypes(beside)
	if err := server.Start(beside); err != nil {
		return errors.Join(err, listener.Close())
	}
	if workers {
		if err := jobs.Start(beside); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	stopMetrics, err := a.serveMetrics(ctx, metrics.Handler())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := a.announce(out); err != nil {
		return errors.Join(err, listener.Close())
	}
	err = a.listen(ctx, listener, server)
	stopMetrics()
	if workers {
		err = errors.Join(err, stopJobs(ctx, jobs))
	}
	stopBeside()
	running.Wait()
	return err
}

// listen answers requests until ctx ends, then lets those under way finish.
func (a *app) listen(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 60 * time.Second,
		WriteTimeout: 90 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	a.log.Info("stopping: requests under way may finish")
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	return server.Shutdown(end)
}

// serveMetrics answers Prometheus on its own address, where one is set.
func (a *app) serveMetrics(ctx context.Context, handler http.Handler) (stop func(), err error) {
	if a.config.MetricsListen == "" {
		return func() {}, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.MetricsListen)
	if err != nil {
		return nil, fmt.Errorf("listen on LOTSE_METRICS_LISTEN: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", handler)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("metrics ended", "error", err)
		}
	}()
	return func() { _ = server.Close() }, nil
}

// watchClock follows lotse.clock_offset, so that every connection of this process has the same time, and
// has what became due by a move looked for at once.
func (a *app) watchClock(ctx context.Context, jobs *background.Background) {
	go postgres.WatchClock(ctx, a.pool, time.Second, func(offset string) {
		if err := jobs.Wake(ctx); err != nil {
			a.log.Warn("what is due will be found later", "error", err)
		}
		if offset == "" {
			return
		}
		if a.config.demo() {
			a.log.Info("the clock is moved", "offset", offset)
			return
		}
		a.log.Warn("THE CLOCK OF THIS DATABASE IS MOVED: what expires and what is due follows a wrong time", "offset", offset)
	})
}

// stopJobs ends the background work; what does not end in time begins again with the next start.
func stopJobs(ctx context.Context, jobs *background.Background) error {
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	return jobs.Stop(end)
}

// fillDemo brings in the demo content and accounts, where LOTSE_DEMO asks for them.
func (a *app) fillDemo(ctx context.Context, out io.Writer) error {
	if !a.config.demo() {
		return nil
	}
	made, err := transfer.FillDemo(ctx, a.pool, a.cms, a.auth)
	if err != nil {
		return err
	}
	if made > 0 {
		fmt.Fprintf(out, "Made %d demo entries.\n", made)
	}
	return nil
}

// announce says where everything is.
func (a *app) announce(out io.Writer) error {
	base := a.config.BaseURL
	fmt.Fprintf(out, "\nLotse %s\n  desk       %s/admin/\n  delivery   %s/content/v1/offer?locale=de\n  API        %s/api/v1/openapi.json\n", version, base, base, base)
	if a.config.demo() {
		fmt.Fprintf(out, "\n  demo logins, password %s:\n", transfer.DemoPassword)
		content, err := transfer.Demo(time.Now())
		if err != nil {
			return err
		}
		for _, account := range content.Accounts {
			fmt.Fprintf(out, "    %s\n", account.Email())
		}
	}
	_, err := fmt.Fprintln(out)
	return err
}
