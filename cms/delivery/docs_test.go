package delivery_test

import (
	"net/http"
	"strings"
	"testing"

	"lotse/cms/delivery"
)

// The page for people is HTML under its own policy, whichever types the installation has.
func TestTheDocumentIsAPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.get("/docs")
	if got := w.Header().Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("type %s", got)
	}
	if policy := w.Header().Values("Content-Security-Policy"); len(policy) != 1 || !strings.HasPrefix(policy[0], "default-src 'none'; style-src 'sha256-") {
		t.Errorf("policy %v", policy)
	}
	body := w.Body.String()
	for _, want := range []string{`id="listOffer"`, `id="listGuarded"`, `id="schema-GuardedItem"`, `lang="en"`} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	_, guarded, _ := strings.Cut(body, `id="schema-GuardedItem"`)
	guarded, _, _ = strings.Cut(guarded, "</section>")
	for _, hidden := range []string{">note<", ">owner<"} {
		if strings.Contains(guarded, hidden) {
			t.Errorf("%s is shown", hidden)
		}
	}
	if head := s.ask(http.MethodHead, delivery.Prefix+"/docs"); head.Code != http.StatusOK || head.Body.Len() != 0 {
		t.Errorf("HEAD %d %d", head.Code, head.Body.Len())
	}
	if again := s.ask(http.MethodGet, delivery.Prefix+"/docs", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("again %d", again.Code)
	}
}
