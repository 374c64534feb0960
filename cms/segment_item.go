package cms

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/schema"
	"lotse/workflow"
)

// What was asked for a text follows where the text is. What waits to be sent to a service, or is being sent, is moved by
// who sends it: only when its text goes to review, or is published and complete, is that done. What people do follows
// every step.
const sqlMoveTranslationItem = `
update translation_items i
set state = @state,
    claimed_at = null,
    changed_at = @now
where i.entry_id = @entry_id
  and i.locale = @locale
  and i.state <> @state
  and case
      when @state = 'refused' then i.state in ('requested', 'in_progress', 'needs_review') and (i.provider = 'manual' or i.state = 'needs_review')
      when @state = 'done' then
          i.provider <> 'manual' and i.state = 'needs_review'
          or i.state in ('requested', 'in_progress', 'needs_review') and (i.provider = 'manual' or i.state = 'in_progress')
             and exists (select from translation_coverage c
                         where c.entry_id = i.entry_id and c.locale = i.locale and c.missing + c.outdated = 0)
      when @state = 'needs_review' then i.state = 'in_progress' or i.state = 'requested' and i.provider = 'manual'
      else i.provider = 'manual' and i.state in ('requested', 'needs_review')
      end`

// requested moves what was asked for a translation along with its text. The coverage is reckoned.
func (st *step) requested(ctx context.Context) error {
	if st.part(st.v) != schema.Translation {
		return nil
	}
	state := "in_progress"
	switch st.v.Editing {
	case workflow.InSignoff, workflow.InReview, workflow.Approved:
		state = "needs_review"
	case workflow.Rejected:
		state = "refused"
	case workflow.Clean:
		state = "done"
	}
	moved, err := st.tx.Exec(ctx, sqlMoveTranslationItem, pgx.StrictNamedArgs{
		"entry_id": st.entry.ID, "locale": st.v.Locale, "state": state, "now": st.tx.Now,
	})
	if err != nil {
		return fmt.Errorf("move translation request: %w", err)
	}
	if state == "done" && moved.RowsAffected() > 0 {
		return st.applyRules(ctx) // the source may have changed while it was open
	}
	return nil
}

const sqlTypeHasRule = `
select exists (select from translation_rules where active and type = @type)`

// applyRules has standing rules look at an entry: its source went live, or what they had asked for is done.
func (st *step) applyRules(ctx context.Context) error {
	var any bool
	if err := st.tx.QueryRow(ctx, sqlTypeHasRule, pgx.StrictNamedArgs{"type": st.entry.Type}).Scan(&any); err != nil {
		return fmt.Errorf("look for translation rules: %w", err)
	}
	if any {
		st.tx.Enqueue(ApplyTranslationRules{EntryID: st.entry.ID}, nil)
	}
	return nil
}
