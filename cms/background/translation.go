package background

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"lotse/cms"
	"lotse/cms/translation"
	"lotse/cms/upkeep"
)

// translateWorker sends what waits for a service in a language.
type translateWorker struct {
	river.WorkerDefaults[cms.Translate]
	translations *translation.Service
}

// Work goes on until nothing waits, the service is paused, or its time is up; then the job sleeps.
func (w *translateWorker) Work(ctx context.Context, job *river.Job[cms.Translate]) error {
	sleep, err := w.translations.Run(ctx, job.Args)
	if err != nil {
		return err
	}
	if sleep >= 0 {
		return river.JobSnooze(min(sleep, longestSleep)) // somebody may end a pause
	}
	return nil
}

// longestSleep is how long a job sleeps while its service is paused: to look costs one row.
const longestSleep = 20 * time.Second

// rulesWorker asks for what standing rules want.
type rulesWorker struct {
	river.WorkerDefaults[cms.ApplyTranslationRules]
	translations *translation.Service
}

// Work asks for it.
func (w *rulesWorker) Work(ctx context.Context, job *river.Job[cms.ApplyTranslationRules]) error {
	return w.translations.ApplyRules(ctx, job.Args)
}

// learnWorker keeps what was published in the memory.
type learnWorker struct {
	river.WorkerDefaults[cms.LearnTranslation]
	translations *translation.Service
}

// Work keeps it.
func (w *learnWorker) Work(ctx context.Context, job *river.Job[cms.LearnTranslation]) error {
	return w.translations.Learn(ctx, job.Args)
}

// wakeTranslations are the arguments of the sweep that looks for what waits.
type wakeTranslations struct{}

// Kind is the job's name in the database.
func (wakeTranslations) Kind() string { return "wake_translations" }

const wakeEvery = 10 * time.Second

// translationSweeps are the sweeps of translations, none where there are no translations.
func translationSweeps(t *translation.Service, every time.Duration) []periodic {
	if t == nil {
		return nil
	}
	return []periodic{{wakeTranslations{}, every, 1, true, sweepWorker[wakeTranslations](func(ctx context.Context) (upkeep.Report, error) {
		n, err := t.Wake(ctx)
		return upkeep.Report{Done: n}, err
	})}}
}
