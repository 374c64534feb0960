package transfer

import (
	"lotse/auth"
	"testing"
)

func TestFillDemo(t *testing.T) {
	t.Parallel()
	f := setup(t)
	made, err := FillDemo(t.Context(), f.pool, f.service, f.accounts)
	if err != nil {
		t.Fatal(err)
	}
	content := demoContent(t)
	if made != len(content.Entries) {
		t.Errorf("made %d of %d entries", made, len(content.Entries))
	}
	where := map[string]string{
		StateDraft:              `v.editing = 'draft' and v.visibility = 'none'`,
		StateInReview:           `v.editing = 'in_review' and v.visibility = 'none'`,
		StateChangesRequested:   `v.editing = 'changes_requested'`,
		StateRejected:           `v.editing = 'rejected'`,
		StateApproved:           `v.editing = 'approved' and not exists (select 1 from release_members m where m.variant_id = v.id)`,
		StateScheduled:          `v.editing = 'approved' and exists (select 1 from release_members m where m.variant_id = v.id and m.open)`,
		StatePublished:          `v.editing = 'clean' and v.visibility = 'live' and e.archived_at is null and exists (select 1 from public_items p where p.entry_id = e.id and p.locale = v.locale)`,
		StatePublishedWithDraft: `v.editing = 'draft' and v.visibility = 'live' and v.title = (select p.item::jsonb #>> '{fields,title}' from public_items p where p.entry_id = e.id and p.locale = v.locale)`,
		StateExpiredSoon:        `v.visibility = 'live' and e.expires_at between lotse.now() and lotse.now() + interval '14 days'`,
		StateWithdrawn:          `v.visibility = 'withdrawn'`,
		StateArchived:           `e.archived_at is not null`,
	}
	public := 0
	for _, e := range content.Entries {
		n := query[int](t, f, `select count(*)::int from entries e join variants v on v.entry_id = e.id and v.locale = e.source_locale where e.id = $1 and `+where[e.State], EntryID(demoSource, e.Key))
		if n != 1 {
			t.Errorf("%s is not in state %s", e.Key, e.State)
		}
		switch e.State {
		case StatePublished, StatePublishedWithDraft, StateExpiredSoon:
			public += 1 + len(e.Translations)
		}
	}
	if got := query[int](t, f, `select count(*)::int from public_items`); got != public {
		t.Errorf("%d public items, want %d", got, public)
	}
	if got := query[int](t, f, `select count(*)::int from outbox`); got != 0 {
		t.Errorf("%d mails were written", got)
	}
	again, err := FillDemo(t.Context(), f.pool, f.service, f.accounts)
	if err != nil || again != 0 {
		t.Errorf("filling again made %d entries: %v", again, err)
	}
	if got := query[int](t, f, `select count(*)::int from accounts`); got != len(content.Accounts) {
		t.Errorf("%d accounts", got)
	}
	for _, a := range content.Accounts {
		if _, _, err := f.accounts.SignIn(t.Context(), a.Email(), DemoPassword, auth.Client{Address: "127.0.0.1"}); err != nil {
			t.Errorf("%s cannot sign in: %v", a.Email(), err)
		}
	}
}
