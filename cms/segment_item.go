package cms

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/schema"
	"lotse/workflow"
)

// What was asked for a text follows where the text is: whoever submits it has done their part, and published it is done.
const sqlMoveTranslationItem = `
update translation_items
set state = @state,
    changed_at = @now
where entry_id = @entry_id
  and locale = @locale
  and state in ('requested', 'in_progress', 'needs_review')
  and state <> @state`

// requested moves what was asked for a translation along with its text.
func (st *step) requested(ctx context.Context) error {
	if st.part(st.v) != schema.Translation {
		return nil
	}
	state := "in_progress"
	switch st.v.Editing {
	case workflow.InSignoff, workflow.InReview, workflow.Approved:
		state = "needs_review"
	case workflow.Clean:
		state = "done"
	}
	_, err := st.tx.Exec(ctx, sqlMoveTranslationItem, pgx.StrictNamedArgs{
		"entry_id": st.entry.ID, "locale": st.v.Locale, "state": state, "now": st.tx.Now,
	})
	if err != nil {
		return fmt.Errorf("move translation request: %w", err)
	}
	return nil
}

const sqlTypeHasRule = `
select exists (select from translation_rules where active and type = @type)`

// applyRules has standing rules look at an entry whose source went live.
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
