package background

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/translation"
	"lotse/cms/upkeep"
	"lotse/cms/webhook"
	"lotse/internal/mail"
	"lotse/internal/postgres"
)

// Times of River. A job of a node that died is begun again rescueAfter its start: that must be longer than
// any job may take.
const (
	jobTimeout  = time.Minute
	rescueAfter = 2 * time.Minute
	softStop    = 10 * time.Second
)

// How many jobs of a queue one node works at once. A mail server is slow and sees few connections of us.
const (
	defaultWorkers = 6
	mailWorkers    = 4
	webhookWorkers = 8
	// One job for each language of a service; most of its time it waits for an answer.
	translationWorkers = 8
)

// Connections is how many connections of the pool a working node may use at once: one for each job, one
// that River listens on, two for its own upkeep and one that
// looks for webhooks. A call to a receiver or a service holds none while it waits, so half of them will do.
const Connections = defaultWorkers + mailWorkers + webhookWorkers/2 + translationWorkers/2 + 4

// Deps is what a Background is made of.
type Deps struct {
	Pool *pgxpool.Pool
	CMS  *cms.Service
	// LinkToken makes the secret part of a mail link: auth.Service.LinkToken.
	LinkToken func(link uuid.UUID) string
	Mail      mail.Sender
	// Webhooks tells other programs of changes; nil: nobody is told.
	Webhooks *webhook.Service
	// Translations has texts translated; nil: nothing is sent to services.
	Translations *translation.Service
	// BaseURL is the outward address, for links in mails. No slash at its end.
	BaseURL string
	Log     *slog.Logger // nil: slog.Default()
	// PollOnly is for databases behind a pooler in transaction mode, which have no LISTEN: work then
	// begins up to a second later.
	PollOnly bool
	// Every says how often the sweeps run; zero values take the defaults.
	Every Intervals
}

// Background works jobs. Made by New, begun by Start, ended by Stop.
type Background struct {
	client   *river.Client[pgx.Tx]
	sweeps   []periodic
	webhooks *webhook.Service
	log      *slog.Logger

	looking  sync.WaitGroup
	stopLook context.CancelFunc
}

// NewInserter makes the client that enqueues jobs and works none: what cms and auth get as Jobs.
func NewInserter(pool *pgxpool.Pool, log *slog.Logger) (*river.Client[pgx.Tx], error) {
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: postgres.RiverSchema, Logger: quiet(log)})
	if err != nil {
		return nil, fmt.Errorf("river: %w", err)
	}
	return client, nil
}

// New makes a Background. It does nothing until Start.
func New(d Deps) (*Background, error) {
	base, err := url.Parse(d.BaseURL)
	switch {
	case d.Pool == nil || d.CMS == nil || d.Mail == nil || d.LinkToken == nil:
		return nil, errors.New("background: a pool, the core, a mail sender and link tokens are needed")
	case err != nil || base.Hostname() == "":
		return nil, errors.New("background: the base URL is not an absolute address")
	}
	if d.Log == nil {
		d.Log = slog.Default()
	}
	sweeps := append(sweepsOf(upkeep.New(upkeep.Deps{DB: d.Pool, CMS: d.CMS, Log: d.Log}), d.Every), webhookSweeps(d.Webhooks)...)
	sweeps = append(sweeps, translationSweeps(d.Translations, cmp.Or(d.Every.Translations, wakeEvery))...)
	workers := river.NewWorkers()
	if err := addWorkers(workers, d, base, sweeps); err != nil {
		return nil, fmt.Errorf("background: %w", err)
	}
	config := &river.Config{
		Schema: postgres.RiverSchema,
		Queues: map[string]river.QueueConfig{
			river.QueueDefault:   {MaxWorkers: defaultWorkers},
			auth.QueueMail:       {MaxWorkers: mailWorkers},
			webhook.Queue:        {MaxWorkers: webhookWorkers},
			cms.QueueTranslation: {MaxWorkers: translationWorkers},
		},
		Workers:              workers,
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		SoftStopTimeout:      softStop,
		ErrorHandler:         &errorHandler{log: d.Log},
		Logger:               quiet(d.Log),
		PollOnly:             d.PollOnly,
	}
	for _, p := range sweeps {
		config.PeriodicJobs = append(config.PeriodicJobs, p.job())
	}
	client, err := river.NewClient(riverpgxv5.New(d.Pool), config)
	if err != nil {
		return nil, fmt.Errorf("river: %w", err)
	}
	return &Background{client: client, sweeps: sweeps, webhooks: d.Webhooks, log: d.Log}, nil
}

func addWorkers(workers *river.Workers, d Deps, base *url.URL, sweeps []periodic) error {
	errs := []error{
		river.AddWorkerSafely(workers, &releaseWorker{db: d.Pool, cms: d.CMS}),
		river.AddWorkerSafely(workers, newDependentsWorker(d.CMS)),
		river.AddWorkerSafely(workers, newOrganisationWorker(d.CMS)),
		river.AddWorkerSafely(workers, &settleWorker{cms: d.CMS}),
		river.AddWorkerSafely(workers, &mailWorker{
			writer: &writer{db: d.Pool, types: d.CMS.Types(), location: d.CMS.Location(), linkToken: d.LinkToken, base: base},
			db:     d.Pool, sender: d.Mail, log: d.Log,
		}),
	}
	if d.Webhooks != nil {
		errs = append(errs, river.AddWorkerSafely(workers, &callWorker{webhooks: d.Webhooks}))
	}
	if d.Translations != nil {
		errs = append(errs,
			river.AddWorkerSafely(workers, &translateWorker{translations: d.Translations}),
			river.AddWorkerSafely(workers, &rulesWorker{translations: d.Translations}),
			river.AddWorkerSafely(workers, &learnWorker{translations: d.Translations}),
		)
	}
	for _, p := range sweeps {
		errs = append(errs, p.register(workers))
	}
	return errors.Join(errs...)
}

// Start begins to work jobs. When ctx ends the work stops as with Stop.
func (b *Background) Start(ctx context.Context) error {
	if err := b.client.Start(ctx); err != nil {
		return fmt.Errorf("start background work: %w", err)
	}
	if b.webhooks != nil {
		ctx, b.stopLook = context.WithCancel(ctx)
		b.looking.Go(func() { b.look(ctx, b.webhooks) })
	}
	return nil
}

// Stop takes up no new jobs and waits for those under way, for ten seconds at most; then their contexts
// end, what they had not committed is rolled back, and they are begun again on the next start or by
// another node. Stop before the pool is closed.
func (b *Background) Stop(ctx context.Context) error {
	if b.stopLook != nil {
		b.stopLook()
		b.looking.Wait()
	}
	if err := b.client.Stop(ctx); err != nil {
		return fmt.Errorf("stop background work: %w", err)
	}
	return nil
}

// Client is River's client, for its pages and for metrics.
func (b *Background) Client() *river.Client[pgx.Tx] { return b.client }

// Wake has every sweep that looks for due work run now: after the clock was moved, or when somebody does
// not want to wait.
func (b *Background) Wake(ctx context.Context) error {
	var jobs []river.InsertManyParams
	for _, p := range b.sweeps {
		if p.wakes {
			jobs = append(jobs, river.InsertManyParams{Args: p.args, InsertOpts: &river.InsertOpts{MaxAttempts: 1}})
		}
	}
	if _, err := b.client.InsertMany(ctx, jobs); err != nil {
		return fmt.Errorf("wake the sweeps: %w", err)
	}
	return nil
}
