package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
)

const sqlTouchFeedOfOrganisation = `
with lines as (
    update feed
    set xid = pg_current_xact_id(),
        changed_at = lotse.now()
    where organisation_id = @id
)
select pg_current_xact_id()::text`

// The words of what was suspended may have been forgotten, see sqlDropWords.
const sqlQueueWordsOfOrganisation = `
insert into word_queue (entry_id)
select e.id
from entries e
where e.organisation_id = @id
  and e.source_live`

// SuspendOrganisation takes everything of an organisation off the public sites at once, or brings it back.
// Nothing of it is changed or lost meanwhile.
func (s *Service) SuspendOrganisation(ctx context.Context, actor auth.Actor, id uuid.UUID, suspend bool) error {
	change := s.auth.ResumeOrganisationTx
	if suspend {
		change = s.auth.SuspendOrganisationTx
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		_, changed, err := change(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !changed {
			tx.Unchanged()
			return nil
		}
		s.tellPublic(tx, PublicChange{Everything: true})
		var touched string
		if err := tx.QueryRow(ctx, sqlTouchFeedOfOrganisation, pgx.StrictNamedArgs{"id": id}).Scan(&touched); err != nil {
			return fmt.Errorf("touch feed: %w", err)
		}
		if !suspend {
			if _, err := tx.Exec(ctx, sqlQueueWordsOfOrganisation, pgx.StrictNamedArgs{"id": id}); err != nil {
				return fmt.Errorf("queue words: %w", err)
			}
		}
		tx.Enqueue(SettleFeed{OrganisationID: id, Touched: touched}, nil)
		// What refers to its places and categories shows them no more, or again.
		tx.Enqueue(RenderOrganisation{OrganisationID: id}, nil)
		return nil
	})
}

// ChangeOrganisation changes an organisation's record. Everything that shows its name is rendered again.
func (s *Service) ChangeOrganisation(ctx context.Context, actor auth.Actor, in auth.OrganisationChange) (o auth.Organisation, err error) {
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		var renamed bool
		if o, renamed, err = s.auth.ChangeOrganisationTx(ctx, tx, actor, in); err != nil {
			return err
		}
		if renamed {
			tx.Enqueue(RenderOrganisation{OrganisationID: in.ID}, nil)
		}
		return nil
	})
	return o, err
}
