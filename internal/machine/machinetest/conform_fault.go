package machinetest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lotse/internal/machine"
	"lotse/internal/segment"
)

// bound is far above what anything here may take; only what hangs reaches it.
const bound = 30 * time.Second

// secretWord stands in the texts of faulty calls and must not stand in an error.
const secretWord = "Geheimwort"

// wants are the kinds of the faults that end in an error.
var wants = map[Fault]machine.Kind{
	TooMany: machine.Busy, Overloaded: machine.Busy, Unavailable: machine.Busy, OutOfQuota: machine.Quota,
	Unauthorized: machine.Refused, Forbidden: machine.Refused, Malformed: machine.BadRequest, TooLarge: machine.BadRequest,
	Broken: machine.Down, Gateway: machine.Down, Dropped: machine.Down, CutOff: machine.Down,
	WrongCount: machine.BadAnswer, NullText: machine.BadAnswer, NotJSON: machine.BadAnswer, NotUTF8: machine.BadAnswer,
	Giant: machine.BadAnswer, TooLong: machine.BadAnswer,
}

// pausing are the kinds after which a service is left alone.
var pausing = map[machine.Kind]bool{machine.Busy: true, machine.Quota: true, machine.Refused: true, machine.Down: true}

func (c conformity) faults(t *testing.T) {
	for fault, want := range wants {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			peer, provider := c.start(t)
			peer.Misbehave(fault)
			ctx, stop := context.WithTimeout(t.Context(), bound)
			defer stop()
			results, err := provider.Translate(ctx, request(secretWord, "Haus"))
			e := asError(t, err)
			if e.Kind != want || results != nil || e.Provider != peer.Name || errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v, want %s", err, want)
			}
			if fault == Giant && e.Detail != "too long" {
				t.Errorf("all of a giant answer was read: %v", err)
			}
			if e.Kind.Pauses() != pausing[want] || machine.Pauses(fmt.Errorf("job: %w", err)) != pausing[want] {
				t.Errorf("pauses: %v", e.Kind.Pauses())
			}
			checkRetryAfter(t, fault, e.RetryAfter)
			keepsSecrets(t, peer, err)
			peer.Misbehave(NoFault)
			translate(t, provider, request(secretWord, "Haus"))
		})
	}
}

func checkRetryAfter(t *testing.T, fault Fault, got time.Duration) {
	t.Helper()
	switch fault {
	case TooMany:
		if got != 7*time.Second {
			t.Errorf("retry after %s", got)
		}
	case Unavailable: // a date with seconds, an hour from when the peer looked at its clock
		if got > time.Hour || got < time.Hour-bound {
			t.Errorf("retry after %s", got)
		}
	default:
		if got != 0 {
			t.Errorf("retry after %s", got)
		}
	}
}

// keepsSecrets looks for the key, the text and the address in all forms of an error.
func keepsSecrets(t *testing.T, peer *Peer, err error) {
	t.Helper()
	forms := err.Error() + fmt.Sprintf("%+v", err)
	for e := err; e != nil; e = errors.Unwrap(e) {
		forms += fmt.Sprintf("%#v %v", e, e)
	}
	for _, secret := range []string{peer.Key(), secretWord, strings.TrimPrefix(peer.URL, "http://")} {
		if strings.Contains(forms, secret) {
			t.Errorf("%q stands in an error: %s", secret, forms)
		}
	}
}

func (c conformity) mended(t *testing.T) {
	for _, fault := range []Fault{MissingTags, BrokenTags, ExtraTags, Garbage, Emptied, Untranslated} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			peer, provider := c.start(t)
			peer.Misbehave(fault)
			req := request("Nur Worte in diesem Satz")
			req.Texts = append(req.Texts, linked)
			req.Terms = []segment.Term{{Source: "Worte"}}
			for i, result := range translate(t, provider, req) {
				tokens, err := segment.Tokens(result.Coded)
				if err != nil {
					t.Errorf("broken codes: %s", result.Coded)
				}
				for _, token := range tokens {
					if _, known := req.Texts[i].Code(token.ID); token.Kind != segment.Words && !known {
						t.Errorf("code %d, which the source has not, in %s", token.ID, result.Coded)
					}
				}
				if strings.ContainsAny(result.Coded, "\x00\x07") {
					t.Errorf("control characters in %q", result.Coded)
				}
				if len(segment.Check(req.Texts[i], result.Coded, nil)) == 0 && i == 1 {
					t.Errorf("nobody would look at %s", result.Coded)
				}
			}
		})
	}
}

func (c conformity) slow(t *testing.T) {
	peer, provider := c.start(t)
	peer.Misbehave(Slow)
	if got := translate(t, provider, request("Haus"))[0].Coded; got != "[en]Haus" {
		t.Error(got)
	}
}

func (c conformity) hanging(t *testing.T) {
	peer, provider := c.start(t)
	peer.Misbehave(Hang)
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	began := time.Now()
	_, err := provider.Translate(ctx, request(secretWord))
	if e := asError(t, err); e.Kind != machine.Down || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if took := time.Since(began); took > bound {
		t.Errorf("took %s", took)
	}
	keepsSecrets(t, peer, err)
}

func (c conformity) cancelled(t *testing.T) {
	peer, provider := c.start(t)
	peer.Misbehave(Hang)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() {
		_, err := provider.Translate(ctx, request(secretWord))
		done <- err
	}()
	for began := time.Now(); len(peer.Received()) == 0; time.Sleep(time.Millisecond) {
		if time.Since(began) > bound {
			t.Fatal("nothing was sent")
		}
	}
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) || machine.Pauses(err) {
			t.Errorf("%v", err)
		}
		keepsSecrets(t, peer, err)
	case <-time.After(bound):
		t.Fatal("still waiting")
	}
}

func (c conformity) wrongKey(t *testing.T) {
	peer, provider := c.start(t)
	old := peer.Key()
	peer.SetKey("another-key")
	_, err := provider.Translate(t.Context(), request(secretWord))
	if e := asError(t, err); e.Kind != machine.Refused {
		t.Errorf("%v", err)
	}
	keepsSecrets(t, peer, err)
	peer.SetKey(old)
	keepsSecrets(t, peer, err)
	if len(peer.Received()) > 0 {
		t.Error("the peer took a wrong key")
	}
}

func (c conformity) nobody(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	peer := c.newPeer(t)
	peer.URL = server.URL
	provider := c.newProvider(t, peer)
	_, err := provider.Translate(t.Context(), request(secretWord))
	if e := asError(t, err); e.Kind != machine.Down || e.Status != http.StatusNotFound {
		t.Errorf("not found: %v", err)
	}
	server.Close()
	_, err = provider.Translate(t.Context(), request(secretWord))
	if e := asError(t, err); e.Kind != machine.Down || e.Status != 0 {
		t.Errorf("no server: %v", err)
	}
	keepsSecrets(t, peer, err)
}

func (c conformity) redirect(t *testing.T) {
	peer, provider := c.start(t)
	var reached atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(other.Close)
	peer.SendElsewhere(other.URL)
	peer.Misbehave(Redirect)
	_, err := provider.Translate(t.Context(), request(secretWord))
	if e := asError(t, err); e.Kind != machine.Down || e.Status != http.StatusTemporaryRedirect || reached.Load() != 0 {
		t.Errorf("%v, the other host was reached %d times", err, reached.Load())
	}
	keepsSecrets(t, peer, err)
}

func (c conformity) concurrent(t *testing.T) {
	peer, provider := c.start(t)
	const callers, rounds = 8, 5
	var group sync.WaitGroup
	for caller := range callers {
		group.Go(func() {
			for round := range rounds {
				text := strings.Repeat("a", caller+1) + " " + strings.Repeat("b", round+1)
				req := request(text, "Jobcenter und Amt")
				req.Terms = []segment.Term{{Source: "Jobcenter"}, {Source: "Amt", Target: "office"}}
				results, err := provider.Translate(t.Context(), req)
				if err != nil || results[0].Coded != Pseudo(text, "en", nil) {
					t.Errorf("%v, %v", results, err)
				}
			}
		})
	}
	group.Wait()
	if n := len(peer.Translated()); n != callers*rounds+1 {
		t.Errorf("%d different texts", n)
	}
	if made := peer.GlossariesMade(); made > 1 {
		t.Errorf("%d glossaries were made of the same terms", made)
	}
}
