package cms_test

import (
	"testing"
	"time"

	"lotse/cms"
	"lotse/internal/postgres"
	"lotse/schema"
)

// TestStory plays the main job: an initiative submits, an editor asks for a change, the initiative
// corrects, a second editor approves and publishes, the public sees it, and after its last day it is gone.
func TestStory(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	e := f.offer(t, "Sprachcafé", category)
	day := f.now(t).AddDate(0, 0, 10).Format(time.DateOnly)

	e = f.act(t, f.author, e, "submit")
	if e.Editing != "in_review" || f.public(t, e.ID, "de") != "" {
		t.Fatalf("after submit: %s, public %q", e.Editing, f.public(t, e.ID, "de"))
	}
	_, err := f.try(t.Context(), f.editor, e, "request_changes")
	wantCode(t, err, "invalid")
	e = f.act(t, f.editor, e, "request_changes", reason("Bitte das Ende nennen."))

	mine := must(f.Entry(t.Context(), f.author, e.ID, ""))(t)
	if mine.Editing != "changes_requested" || mine.LastRemark == nil || mine.LastRemark.Text != "Bitte das Ende nennen." {
		t.Fatalf("the author sees %s, %+v", mine.Editing, mine.LastRemark)
	}
	fields := mine.Fields
	fields["validUntil"] = day
	mine = must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: mine.Version, Fields: fields}))(t)
	mine = f.act(t, f.author, mine, "submit")
	mine = f.act(t, f.second, mine, "approve")
	if f.public(t, e.ID, "de") != "" {
		t.Fatal("public before it was published")
	}
	live := f.act(t, f.second, mine, "publish")
	if !live.Published || live.Slug != "sprachcafe" || f.public(t, e.ID, "de") != "Sprachcafé" {
		t.Fatalf("after publish: %+v, public %q", live, f.public(t, e.ID, "de"))
	}

	// Editing leaves the live text alone until it is published again.
	fields = live.Fields
	fields["title"] = "Sprachcafé am Dienstag"
	draft := must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: live.Version, Fields: fields}))(t)
	draft = f.act(t, f.author, draft, "submit")
	draft = f.act(t, f.editor, draft, "approve")
	if got := f.public(t, e.ID, "de"); got != "Sprachcafé" {
		t.Fatalf("the old text is not public any more: %q", got)
	}
	draft = f.act(t, f.editor, draft, "publish")
	if got := f.public(t, e.ID, "de"); got != "Sprachcafé am Dienstag" || draft.Slug != "sprachcafe" {
		t.Fatalf("public %q at %s", got, draft.Slug)
	}

	// After its last day it is gone, with nobody at work; later the expiry is recorded once.
	if err := postgres.MoveClock(t.Context(), f.pool, 11*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := f.public(t, e.ID, "de"); got != "" {
		t.Fatalf("still public after its last day: %q", got)
	}
	for range 2 {
		for _, id := range must(f.DueExpiries(t.Context(), 10))(t) {
			if err := f.ExpireEntry(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := query[int](t, f, `select count(*) from activity where entry_id = $1 and action = 'expired'`, e.ID); n != 1 {
		t.Errorf("expiry recorded %d times", n)
	}
	for template, want := range map[string]int{"submitted": 3, "changes_requested": 1, "published": 2, "expired": 1} {
		if n := query[int](t, f, `select count(*) from outbox where template = $1 and entry_id = $2`, template, e.ID); n != want {
			t.Errorf("%d mails %s, want %d", n, template, want)
		}
	}
}

func TestSaveWithoutChangeChangesNothing(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.offer(t, "Sprachcafé", f.category(t, "Sprache"))
	again := must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: 0, Fields: e.Fields}))(t)
	if again.Version != e.Version {
		t.Errorf("version %d became %d", e.Version, again.Version)
	}
	if _, err := f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: 0, Fields: schema.Content{"title": "Anders"}}); err == nil {
		t.Error("a stale save went through")
	} else {
		wantCode(t, err, "stale")
	}
}
