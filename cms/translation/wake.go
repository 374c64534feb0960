package translation

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/cms"
	"lotse/internal/command"
)

const sqlWaitingPairs = `
select provider, locale, count(*)::int
from translation_items
where provider = any(@providers)
  and (state = 'requested' or state = 'in_progress' and (claimed_at is null or claimed_at < lotse.now() - @abandoned::interval))
group by provider, locale
order by provider, locale`

// Wake has a job for every service and language that something waits for. A job that is there already is not made
// again; this finds what was asked for just when one ended.
func (s *Service) Wake(ctx context.Context) (int, error) {
	woken := 0
	err := s.commands.Run(ctx, nobody, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		var err error
		woken, err = s.wake(ctx, tx, s.ProviderNames()...)
		return err
	})
	return woken, err
}

func (s *Service) wakeAll(ctx context.Context, tx *command.Tx, provider string) error {
	_, err := s.wake(ctx, tx, provider)
	return err
}

func (s *Service) wake(ctx context.Context, tx *command.Tx, providers ...string) (int, error) {
	rows, err := tx.Query(ctx, sqlWaitingPairs, pgx.StrictNamedArgs{"providers": providers, "abandoned": abandoned})
	if err != nil {
		return 0, fmt.Errorf("look for waiting translations: %w", err)
	}
	woken, n := 0, 0
	var job cms.Translate
	_, err = pgx.ForEachRow(rows, []any{&job.Provider, &job.Locale, &n}, func() error {
		tx.Enqueue(job, nil)
		woken++
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("look for waiting translations: %w", err)
	}
	return woken, nil
}
