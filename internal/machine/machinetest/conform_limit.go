package machinetest

import (
	"strings"
	"testing"

	"lotse/internal/machine"
	"lotse/internal/segment"
)

func (c conformity) blank(t *testing.T) {
	peer, provider := c.start(t)
	req := request("", " \n ", "–", "Haus")
	req.Texts = append(req.Texts,
		segment.Text{Coded: `<x id="1"/>`, Codes: []segment.Code{{ID: 1, Kind: segment.Break}}},
		segment.Text{Coded: `<g id="1">Jobcenter</g>`, Codes: []segment.Code{{ID: 1, Kind: segment.Keep}}})
	for i, result := range translate(t, provider, req) {
		if same := result.Coded == req.Texts[i].Coded; same != (i != 3) || same && result.Billed != 0 {
			t.Errorf("%q became %+v", req.Texts[i].Coded, result)
		}
	}
	if len(peer.Received()) != 1 {
		t.Errorf("received: %v", peer.Received())
	}
	translate(t, provider, request("", " "))
	if peer.Calls() != 1 {
		t.Error("blank texts were sent")
	}
}

// many are so many different texts.
func many(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "Wort " + strings.Repeat("a", i+1)
	}
	return out
}

func (c conformity) limits(t *testing.T) {
	peer, provider := c.start(t)
	limits := provider.Limits()
	translate(t, provider, request(many(limits.Texts)...))
	// A text of ASCII letters takes its length, two quotation marks and a comma.
	translate(t, provider, request(strings.Repeat("a", limits.Bytes-3)))
	calls := peer.Calls()
	part := strings.Repeat("Amt ", limits.Bytes/25)
	marked := request(part, part, part, part, part) // fits, but not with a code around each word
	marked.Terms = []segment.Term{{Source: "Amt"}}
	for name, req := range map[string]machine.Request{
		"too many":          request(many(limits.Texts + 1)...),
		"too large":         request(strings.Repeat("a", limits.Bytes-2)),
		"together":          request(strings.Repeat("a", limits.Bytes/2), strings.Repeat("b", limits.Bytes/2)),
		"huge":              request(strings.Repeat("Ein langer Text. ", 1<<17)),
		"large when marked": marked,
		"large when quoted": request(strings.Repeat(`a"`, limits.Bytes/3)),
	} {
		_, err := provider.Translate(t.Context(), req)
		if e := asError(t, err); e.Kind != machine.BadRequest || e.Kind.Pauses() || e.Status != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if peer.Calls() != calls {
		t.Error("what is too much was sent")
	}
}

func (c conformity) batches(t *testing.T) {
	peer, provider := c.start(t)
	texts := request(many(provider.Limits().Texts*2 + 3)...).Texts
	for _, batch := range machine.Batches(texts, provider.Limits()) {
		translate(t, provider, machine.Request{Source: "de", Target: "uk", Texts: batch})
	}
	if len(peer.Received()) != len(texts) || peer.Calls() != 3 {
		t.Errorf("%d texts in %d calls", len(peer.Received()), peer.Calls())
	}
}
