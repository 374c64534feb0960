package translation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/machine"
)

// ProviderView is a service, or people, as the desk shows it.
type ProviderView struct {
	Name        string     `json:"name"`
	Locales     []string   `json:"locales" nullable:"false" doc:"Languages that can be asked for."`
	PausedUntil *time.Time `json:"pausedUntil" doc:"It is left alone until then; what is asked of it waits."`
	PauseReason string     `json:"pauseReason,omitempty" enum:"busy,quota,refused,down"`
	Waiting     int        `json:"waiting" doc:"Texts that wait for it."`
	WordsYear   int        `json:"wordsYear" doc:"Words sent this year."`
	Budget      *int       `json:"budget" doc:"Words a year; null: without end."`
	Version     int        `json:"version"`
}

const sqlProvider = `
select p.name, p.paused_until, p.pause_reason, p.budget, p.version, lotse.now() as now
from translation_providers p
where p.name = any(@names)`

const sqlWordsOfYear = `
select provider, coalesce(sum(words), 0)::int
from translation_usage
where month >= date_trunc('year', lotse.now())::date
group by provider`

const sqlWaiting = `
select provider, count(*)::int
from translation_items
where state in ('requested', 'in_progress')
group by provider`

// providerRow is what is noted of a service.
type providerRow struct {
	Name        string     `db:"name"`
	PausedUntil *time.Time `db:"paused_until"`
	PauseReason string     `db:"pause_reason"`
	Budget      *int       `db:"budget"`
	Version     int        `db:"version"`
	Now         time.Time  `db:"now"`
}

// paused tells how long the service is still left alone; 0 where it is not.
func (p providerRow) paused() time.Duration {
	if p.PausedUntil == nil {
		return 0
	}
	return max(p.PausedUntil.Sub(p.Now), 0)
}

// Providers are who can be asked: services, and people.
func (s *Service) Providers(ctx context.Context, actor auth.Actor) ([]ProviderView, error) {
	if err := s.demand(actor, auth.TranslationRead); err != nil {
		return nil, err
	}
	names := append(s.ProviderNames(), Manual)
	noted, err := s.noted(ctx, s.db, names...)
	if err != nil {
		return nil, err
	}
	words, err := counts(ctx, s.db, sqlWordsOfYear)
	if err != nil {
		return nil, err
	}
	waiting, err := counts(ctx, s.db, sqlWaiting)
	if err != nil {
		return nil, err
	}
	var out []ProviderView
	for _, name := range names {
		row := noted[name]
		view := ProviderView{Name: name, Locales: offered(name), Budget: row.Budget, Version: max(row.Version, 1), WordsYear: words[name], Waiting: waiting[name]}
		if row.paused() > 0 {
			view.PausedUntil, view.PauseReason = row.PausedUntil, row.PauseReason
		}
		out = append(out, view)
	}
	return out, nil
}

// offered are the languages that somebody can be asked for. Whether a service knows one is found when it is asked:
// services list new languages late.
func offered(provider string) []string {
	out := []string{}
	for _, l := range language.All() {
		if provider == Manual || l.Alignment == language.Aligned {
			out = append(out, l.Tag)
		}
	}
	return out
}

// noted is what is noted of services, by name.
func (s *Service) noted(ctx context.Context, db querier, names ...string) (map[string]providerRow, error) {
	found, err := list[providerRow](ctx, db, "load translation services", sqlProvider, pgx.StrictNamedArgs{"names": names})
	if err != nil {
		return nil, err
	}
	out := map[string]providerRow{}
	for _, p := range found {
		out[p.Name] = p
	}
	return out, nil
}

// counts reads lines of a name and a number.
func counts(ctx context.Context, db querier, sql string) (map[string]int, error) {
	rows, err := db.Query(ctx, sql)
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	out := map[string]int{}
	var name string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&name, &n}, func() error { out[name] = n; return nil }); err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	return out, nil
}

// How long a service is left alone after an answer that says so: at first, doubled with each failure in a row, and at
// most. An hour of outage is then some ten questions.
const (
	firstPause   = 15 * time.Second
	longestPause = 15 * time.Minute
	quotaPause   = 6 * time.Hour // it comes back with the next period, or when somebody buys more
	maxAsked     = 24 * time.Hour
)

const sqlPauseProvider = `
insert into translation_providers (name, paused_until, pause_reason, failures)
values (@name, lotse.now() + @pause::interval, @reason, 1)
on conflict (name) do update
set paused_until = excluded.paused_until,
    pause_reason = excluded.pause_reason,
    failures = translation_providers.failures + 1`

const sqlProviderFailures = `
select coalesce(max(failures), 0)
from translation_providers
where name = @name`

// pause leaves a service alone for a while, and returns for how long.
func (s *Service) pause(ctx context.Context, name string, cause *machine.Error) (time.Duration, error) {
	failures := 0
	if err := s.db.QueryRow(ctx, sqlProviderFailures, pgx.StrictNamedArgs{"name": name}).Scan(&failures); err != nil {
		return 0, fmt.Errorf("load failures of service: %w", err)
	}
	pause := min(firstPause<<min(failures, 10), longestPause)
	switch {
	case cause.Kind == machine.Quota || cause.Kind == machine.Refused:
		pause = quotaPause
	case cause.RetryAfter > 0:
		pause = min(max(cause.RetryAfter, firstPause), maxAsked)
	}
	_, err := s.db.Exec(ctx, sqlPauseProvider, pgx.StrictNamedArgs{"name": name, "pause": pause, "reason": string(cause.Kind)})
	if err != nil {
		return 0, fmt.Errorf("pause service: %w", err)
	}
	s.log.WarnContext(ctx, "translation service paused", "provider", name, "reason", string(cause.Kind), "for", pause.String())
	return pause, nil
}

const sqlProviderAnswers = `
update translation_providers
set paused_until = null,
    pause_reason = '',
    failures = 0
where name = @name
  and (failures > 0 or paused_until is not null)`

// answers notes that a service answers again.
func (s *Service) answers(ctx context.Context, name string) error {
	if _, err := s.db.Exec(ctx, sqlProviderAnswers, pgx.StrictNamedArgs{"name": name}); err != nil {
		return fmt.Errorf("note that service answers: %w", err)
	}
	return nil
}

const sqlSetBudget = `
insert into translation_providers (name, budget, version)
values (@name, @budget, 2)
on conflict (name) do update
set budget = excluded.budget,
    version = translation_providers.version + 1`

// SetBudget says how many words a year may be sent to a service; nil: without end.
func (s *Service) SetBudget(ctx context.Context, actor auth.Actor, name string, version int, budget *int) error {
	if err := s.demandProvider(actor, name); err != nil {
		return err
	}
	if budget != nil && (*budget < 0 || *budget > 1_000_000_000) {
		return command.InvalidFields([]command.FieldError{{Pointer: "/budget", Code: "too_large", Params: map[string]any{"max": 1_000_000_000}}})
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		noted, err := s.noted(ctx, tx, name)
		if err != nil {
			return err
		}
		if max(noted[name].Version, 1) != version {
			return command.E(command.Stale, "stale", "Somebody else has changed this since.")
		}
		if _, err := tx.Exec(ctx, sqlSetBudget, pgx.StrictNamedArgs{"name": name, "budget": budget}); err != nil {
			return fmt.Errorf("set budget: %w", err)
		}
		tx.Record(audit.Event{Action: "translation_budget", Changes: map[string]any{"provider": name, "budget": []any{noted[name].Budget, budget}}})
		return nil
	})
}

// demandProvider checks that the actor may manage services and that there is this one.
func (s *Service) demandProvider(actor auth.Actor, name string) error {
	if err := s.demand(actor, auth.TranslationManage); err != nil {
		return err
	}
	if _, known := s.providers[name]; !known {
		return command.ErrNotFound()
	}
	return nil
}

// Resume asks a paused service again at once.
func (s *Service) Resume(ctx context.Context, actor auth.Actor, name string) error {
	if err := s.demandProvider(actor, name); err != nil {
		return err
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		done, err := tx.Exec(ctx, sqlProviderAnswers, pgx.StrictNamedArgs{"name": name})
		if err != nil {
			return fmt.Errorf("resume service: %w", err)
		}
		if done.RowsAffected() == 0 {
			tx.Unchanged()
			return nil
		}
		tx.Record(audit.Event{Action: "translation_resume", Changes: map[string]any{"provider": name}})
		return s.wakeAll(ctx, tx, name)
	})
}

// affords checks that the budget of the year suffices for so many words beside what waits already.
func (s *Service) affords(ctx context.Context, tx *command.Tx, provider string, words int) error {
	left, err := s.wordsLeft(ctx, tx, provider)
	if err != nil || left == nil {
		return err
	}
	if *left < 0 { // the words of this request are among those that wait
		e := command.E(command.Refused, "budget_exceeded", "The budget of the year does not suffice.")
		e.Extra = map[string]any{"left": max(*left+words, 0), "words": words}
		return e
	}
	return nil
}

const sqlWordsWaiting = `
select coalesce(sum(words), 0)::int
from translation_items
where provider = @provider
  and state in ('requested', 'in_progress')`

// wordsLeft is how many words of the year's budget are left when all that waits is sent; nil where there is no budget.
func (s *Service) wordsLeft(ctx context.Context, tx *command.Tx, provider string) (*int, error) {
	noted, err := s.noted(ctx, tx, provider)
	if err != nil || noted[provider].Budget == nil {
		return nil, err
	}
	used, err := counts(ctx, tx, sqlWordsOfYear)
	if err != nil {
		return nil, err
	}
	waiting := 0
	if err := tx.QueryRow(ctx, sqlWordsWaiting, pgx.StrictNamedArgs{"provider": provider}).Scan(&waiting); err != nil {
		return nil, fmt.Errorf("count words that wait: %w", err)
	}
	left := *noted[provider].Budget - used[provider] - waiting
	return &left, nil
}

// machineError is the error of a service; nil for any other.
func machineError(err error) *machine.Error {
	var e *machine.Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}
