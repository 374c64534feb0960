package main

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/audit"
	"lotse/internal/machine/machinetest"
	"lotse/schema"
)

// TestTranslatedInTheMiddle asks for many entries in six languages at once, kills Lotse with SIGKILL in the middle, and
// starts it again: every text arrives, and nothing is sent to the service twice but what was under way in that moment.
// Meanwhile the desk answers; how quickly, and what the process takes, is told, not judged.
func TestTranslatedInTheMiddle(t *testing.T) {
	t.Parallel()
	entries := 60
	if os.Getenv("LOTSE_TEST_PROOF") != "" {
		entries = 1000
	}
	locales := []string{"en", "ar", "fa", "fr", "ru", "uk"}
	dsn, dir, peer := newDSN(t), t.TempDir(), machinetest.NewDeepL(t)
	settings := []string{"LOTSE_DEEPL_URL=" + peer.URL, "LOTSE_DEEPL_KEY=" + peer.Key()}
	person(t, dsn, "editor@lotse.test", "editor", "")
	person(t, dsn, "verein@lotse.test", "contributor", "verein")
	pool := database(t, dsn)
	ids := published(t, dsn, organisationID(t, pool, "verein"), entries)

	p := start(t, dsn, dir, settings...)
	editor := signIn(t, p.url, "editor@lotse.test")
	began := time.Now()
	status, answer := editor.call(t.Context(), http.MethodPost, "/api/v1/translation-requests", "", map[string]any{"entries": ids, "locales": locales, "provider": "deepl"})
	if status != http.StatusCreated {
		t.Fatalf("request: %d %v", status, answer)
	}
	t.Logf("asked for %d × %d texts in %s", entries, len(locales), time.Since(began).Round(time.Millisecond))

	done := func() int {
		return count(t, pool, `select count(*)::int from translation_items where state = 'needs_review'`)
	}
	waits, most := watch(t, p, editor, func() bool { return done() >= entries*len(locales)/3 })
	p.kill(t)
	twiceBefore := len(sentTwice(peer))
	if twiceBefore > 0 {
		t.Errorf("without a crash %d texts were sent twice: %v", twiceBefore, sentTwice(peer))
	}
	if n := done(); n >= entries*len(locales) {
		t.Fatalf("all %d were done before the kill; the test would prove nothing", n)
	}
	// What a dead process had taken up is taken up again two minutes later; here those have passed.
	for _, sql := range []string{
		`update river.river_job set attempted_at = attempted_at - interval '3 minutes' where state = 'running'`,
		`update translation_items set claimed_at = claimed_at - interval '3 minutes' where state = 'in_progress'`,
	} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	p = start(t, dsn, dir, settings...)
	editor = signIn(t, p.url, "editor@lotse.test")
	more, peak := watch(t, p, editor, func() bool { return done() == entries*len(locales) })
	waits, most = append(waits, more...), max(most, peak)
	if n := count(t, pool, `select count(*)::int from translation_items where state <> 'needs_review'`); n > 0 {
		t.Errorf("%d texts did not arrive", n)
	}
	if n := count(t, pool, `select count(*)::int from river.river_job where kind = 'translate' and state in ('retryable', 'discarded', 'cancelled')`); n > 0 {
		t.Errorf("%d jobs failed", n)
	}
	// One call for each language may have been under way.
	twice := sentTwice(peer)
	if limit := 50 * len(locales); len(twice) > limit {
		t.Errorf("%d texts were sent twice, more than the %d that were under way", len(twice), limit)
	}
	slices.Sort(waits)
	t.Logf("%d texts sent, %d of them twice; all done %s after the request; the desk answered in %s (median), %s (95 %%); %d MB at most",
		len(peer.Received()), len(twice), time.Since(began).Round(time.Second), waits[len(waits)/2], waits[len(waits)*95/100], most>>20)
}

// published makes published offers, each with texts of its own and some that all share.
func published(t *testing.T, dsn, organisation string, n int) []string {
	t.Helper()
	c, err := loadConfig([]string{"LOTSE_DATABASE_URL=" + dsn, "LOTSE_DATA_DIR=" + t.TempDir(), "LOTSE_LOG=text:error"})
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close() //nolint:errcheck // a test
	importer := auth.System()
	importer.Kind = audit.Import
	owner := uuid.MustParse(organisation)
	publish := func(typ string, fields schema.Content) string {
		e, err := a.cms.CreateEntry(t.Context(), importer, cms.CreateEntry{Type: typ, OrganisationID: owner, Locale: "de", Fields: fields})
		if err == nil {
			_, err = a.cms.Act(t.Context(), importer, cms.Act{EntryID: e.ID, Action: "publish", Version: e.Version, NoMail: true})
		}
		if err != nil {
			t.Fatal(err)
		}
		return e.ID.String()
	}
	category := publish("category", schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0})
	ids := make([]string, n)
	for i := range n {
		ids[i] = publish("offer", schema.Content{
			"title": fmt.Sprintf("Angebot Nummer %d", i), "summary": fmt.Sprintf("Wir treffen uns %d Mal im Jahr.", i),
			"offerType": "language_course", "categories": []any{category},
			"description": fmt.Sprintf("Im Haus Nummer %d.\n\nKommen Sie vorbei, es kostet nichts.\n\nAlle sind willkommen, auch Kinder.", i),
		})
	}
	return ids
}

// watch asks the desk for lists, as an editor would, until something is so. It returns how long answers took, and the
// most memory that the process held, in bytes.
func watch(t *testing.T, p *process, editor *client, over func() bool) (waits []time.Duration, most int) {
	t.Helper()
	for deadline := time.Now().Add(8 * time.Minute); !over(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not come to an end:\n%s", p.log)
		}
		began := time.Now()
		if status, body := editor.call(t.Context(), http.MethodGet, "/api/v1/entries?editing=in_review&limit=50", "", nil); status != http.StatusOK {
			t.Errorf("the desk answers %d %v", status, body)
		}
		waits = append(waits, time.Since(began).Round(time.Millisecond))
		most = max(most, resident(t, p.Process.Pid))
	}
	return waits, most
}

// resident is the memory that a process holds, in bytes; 0 where the system does not say.
func resident(t *testing.T, pid int) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	size, pages := 0, 0
	if _, err := fmt.Sscan(string(raw), &size, &pages); err != nil {
		return 0
	}
	return pages * os.Getpagesize()
}

// sentTwice are the texts that reached the service more than once in a language.
func sentTwice(peer *machinetest.Peer) (twice []string) {
	for text, n := range peer.Received() {
		if n > 1 {
			twice = append(twice, fmt.Sprintf("%s %s: %d", text.Target, strings.TrimSpace(text.HTML), n))
		}
	}
	return twice
}
