package background

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"lotse/cms/upkeep"
)

// Intervals says how often the sweeps run, in real time.
type Intervals struct {
	Releases     time.Duration // 15 s by default: how late a release may be whose own job was lost
	Expiries     time.Duration // 30 s: the public sees none of them meanwhile
	Reminders    time.Duration // 1 h
	Occurrences  time.Duration // 24 h
	Retention    time.Duration // 24 h
	Words        time.Duration // 10 s: how late a new word can be found by a part of it
	LostWords    time.Duration // 24 h
	Translations time.Duration // 10 s: how late something may be sent that was asked for just when a job ended
	Outdated     time.Duration // 1 h, and at every start: what an older release rendered
}

// Arguments of the sweeps. They are empty: what is due stands in the database.
type (
	sweepReleases     struct{}
	sweepExpiries     struct{}
	sendReminders     struct{}
	extendOccurrences struct{}
	applyRetention    struct{}
	collectWords      struct{}
	dropWords         struct{}
	renderOutdated    struct{}
)

// Kinds are the jobs' names in the database.
func (sweepReleases) Kind() string     { return "sweep_releases" }
func (sweepExpiries) Kind() string     { return "sweep_expiries" }
func (sendReminders) Kind() string     { return "send_reminders" }
func (extendOccurrences) Kind() string { return "extend_occurrences" }
func (applyRetention) Kind() string    { return "apply_retention" }
func (collectWords) Kind() string      { return "collect_words" }
func (dropWords) Kind() string         { return "drop_words" }
func (renderOutdated) Kind() string    { return "render_outdated" }

// periodic is a sweep with its job.
type periodic struct {
	args     river.JobArgs
	every    time.Duration
	attempts int
	wakes    bool // part of Wake
	register func(*river.Workers) error
}

// job tells River's leader to enqueue the sweep. It is enqueued once a period, however many nodes become
// leader in it. A period that failed or whose node died does not keep the next one from beginning.
func (p periodic) job() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(p.every), func() (river.JobArgs, *river.InsertOpts) {
		return p.args, &river.InsertOpts{MaxAttempts: p.attempts, UniqueOpts: river.UniqueOpts{ByPeriod: p.every}}
	}, &river.PeriodicJobOpts{ID: p.args.Kind(), RunOnStart: true})
}

// sweepsOf are all sweeps. Frequent ones are not tried again: the next one is.
func sweepsOf(u *upkeep.Upkeep, every Intervals) []periodic {
	return []periodic{
		{sweepReleases{}, cmp.Or(every.Releases, 15*time.Second), 1, true, sweepWorker[sweepReleases](u.Releases)},
		{sweepExpiries{}, cmp.Or(every.Expiries, 30*time.Second), 1, true, sweepWorker[sweepExpiries](u.Expiries)},
		{sendReminders{}, cmp.Or(every.Reminders, time.Hour), 1, true, sweepWorker[sendReminders](u.Reminders)},
		{extendOccurrences{}, cmp.Or(every.Occurrences, 24*time.Hour), 3, false, sweepWorker[extendOccurrences](u.Occurrences)},
		{applyRetention{}, cmp.Or(every.Retention, 24*time.Hour), 3, false, sweepWorker[applyRetention](retain(u))},
		{collectWords{}, cmp.Or(every.Words, 10*time.Second), 1, false, sweepWorker[collectWords](u.Words)},
		{dropWords{}, cmp.Or(every.LostWords, 24*time.Hour), 3, false, sweepWorker[dropWords](u.LostWords)},
		{renderOutdated{}, cmp.Or(every.Outdated, time.Hour), 3, false, sweepWorker[renderOutdated](u.Outdated)},
	}
}

// retain has the form of a sweep.
func retain(u *upkeep.Upkeep) func(context.Context) (upkeep.Report, error) {
	return func(ctx context.Context) (upkeep.Report, error) {
		removed, left, err := u.Retain(ctx)
		r := upkeep.Report{Left: left}
		for _, table := range removed {
			r.Done += table.Rows
		}
		return r, err
	}
}

// sweepWorker makes the worker of a sweep. In one process a sweep runs once at a time: the next waits for
// one that takes longer than its period. What a sweep had no time for it goes on with at once.
func sweepWorker[T river.JobArgs](sweep func(context.Context) (upkeep.Report, error)) func(*river.Workers) error {
	var running sync.Mutex
	work := river.WorkFunc(func(ctx context.Context, _ *river.Job[T]) error {
		if !running.TryLock() {
			return river.JobSnooze(time.Second) // the running one may have looked before what woke us
		}
		defer running.Unlock()
		report, err := sweep(ctx)
		if err != nil {
			return err
		}
		if report.Left {
			return river.JobSnooze(0)
		}
		return nil
	})
	return func(workers *river.Workers) error { return river.AddWorkerSafely(workers, work) }
}
