package cms_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

// TestTwoSavesOfOneVersion: exactly one wins, the other learns what is there now and how it differs.
func TestTwoSavesOfOneVersion(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	for range 10 {
		e := f.offer(t, "Sprachcafé", category)
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wg.Go(func() {
				fields := offerFields("Fassung "+string(rune('A'+i)), category)
				_, errs[i] = f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			wantCode(t, err, "stale")
			diff, _ := err.(*command.Error).Extra["diff"].([]schema.Change)
			if len(diff) != 1 || diff[0].Field != "title" {
				t.Errorf("diff %v", diff)
			}
		}
		if won != 1 {
			t.Fatalf("%d saves won", won)
		}
	}
}

// TestSaveAnswersWhatItSaved: whoever saves gets the own text back with its version, however soon the next one saves.
func TestSaveAnswersWhatItSaved(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	id := f.offer(t, "Sprachcafé", category).ID
	save := func(title string, version int) (cms.Entry, error) {
		return f.Save(t.Context(), f.author, cms.Save{EntryID: id, Locale: "de", Version: version, Fields: offerFields(title, category)})
	}
	for n := range 30 {
		seen := must(f.Entry(t.Context(), f.author, id, "de"))(t)
		first, next := fmt.Sprintf("Fassung %d", n), fmt.Sprintf("Fassung %d, gleich danach", n)
		var wg sync.WaitGroup
		wg.Go(func() {
			saved, err := save(first, seen.Version)
			if err != nil || saved.Title != first || saved.Fields["title"] != first || saved.Version != seen.Version+1 {
				t.Errorf("saved %q on version %d, and got %q with version %d, %v", first, seen.Version, saved.Title, saved.Version, err)
			}
		})
		wg.Go(func() {
			for range 1000 { // until the first has saved
				if _, err := save(next, seen.Version+1); err == nil {
					return
				}
			}
			t.Error("the next one never saved")
		})
		wg.Wait()
	}
}

// TestApproveAgainstSave: an editor approves while another corrects. What was approved is what one of them
// saw; nobody's text slips through unseen.
func TestApproveAgainstSave(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	for range 10 {
		e := f.act(t, f.author, f.offer(t, "Sprachcafé", category), "submit")
		var wg sync.WaitGroup
		var approve, save error
		wg.Go(func() { _, approve = f.try(t.Context(), f.editor, e, "approve") })
		wg.Go(func() {
			fields := offerFields("Korrigiert", category)
			_, save = f.Save(t.Context(), f.second, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields})
		})
		wg.Wait()
		if (approve == nil) == (save == nil) {
			t.Fatalf("approve %v, save %v: exactly one may win", approve, save)
		}
	}
}

// TestPublishAgainstWithdrawal: an offer goes live while its only category is taken off. Exactly one may win: what
// is public never lacks what it cannot be shown without.
func TestPublishAgainstWithdrawal(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for range 10 {
		category := must(f.Entry(t.Context(), f.publisher, f.category(t, "Sprache"), "de"))(t)
		e := f.approved(t, "Sprachcafé", category.ID)
		var wg sync.WaitGroup
		var publish, withdraw error
		wg.Go(func() { _, publish = f.try(t.Context(), f.editor, e, "publish") })
		wg.Go(func() { _, withdraw = f.try(t.Context(), f.publisher, category, "withdraw") })
		wg.Wait()
		if (publish == nil) == (withdraw == nil) {
			t.Fatalf("publish %v, withdraw %v: exactly one may win", publish, withdraw)
		}
	}
}

// TestLastMembersLeaveAtOnce: a release whose last members leave at the same time is called off all the same.
func TestLastMembersLeaveAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	for range 10 {
		members := []cms.Entry{f.approved(t, "Eins", category), f.approved(t, "Zwei", category)}
		r := must(f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "live", At: f.now(t).Add(time.Hour),
			Members: []cms.ReleaseItem{{members[0].ID, "de"}, {members[1].ID, "de"}}}))(t)
		var wg sync.WaitGroup
		for _, e := range members {
			wg.Go(func() {
				if _, err := f.try(t.Context(), f.editor, e, "unschedule"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if state := query[string](t, f, `select state from releases where id = $1`, r.ID); state != "cancelled" {
			t.Fatalf("the release is %s", state)
		}
	}
}

// TestStatementsPrepare holds every statement of the package against the migrated schema.
func TestStatementsPrepare(t *testing.T) { testdb.PrepareAll(t, ".") }

// TestEffectsExist holds the effects that the workflows name against those that cms carries out.
func TestEffectsExist(t *testing.T) {
	for name, flow := range must(workflow.Load())(t) {
		for _, a := range flow.Actions {
			for _, e := range a.Effects {
				if !cms.HasEffect(e) {
					t.Errorf("%s: %s asks for the unknown effect %s", name, a.Name, e)
				}
			}
		}
	}
}
