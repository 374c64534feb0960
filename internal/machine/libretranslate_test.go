package machine_test

import (
	"errors"
	"strings"
	"testing"

	"lotse/internal/machine"
	"lotse/internal/machine/machinetest"
)

// Operators limit how many texts a call may have: 400, as for a text that is too long.
func TestLibreTranslateOneByOne(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewLibreTranslate(t)
	peer.SetRules(machinetest.Rules{MaxTexts: 2, MaxCharacters: 100})
	provider := newLibreTranslate(t, peer)
	ask := func(texts ...string) (int, error) {
		before := peer.Calls()
		_, err := provider.Translate(t.Context(), inEnglish(texts...))
		return peer.Calls() - before, err
	}
	if calls, err := ask("eins", "zwei"); err != nil || calls != 1 {
		t.Errorf("two: %v in %d calls", err, calls)
	}
	if calls, err := ask("drei", "vier", "sechs"); err != nil || calls != 4 {
		t.Errorf("three: %v in %d calls", err, calls)
	}
	if calls, err := ask("acht", "neun"); err != nil || calls != 2 {
		t.Errorf("one by one from then on: %v in %d calls", err, calls)
	}
	_, err := ask("elf", strings.Repeat("zu lang ", 20))
	var e *machine.Error
	if !errors.As(err, &e) || e.Kind != machine.BadRequest || e.Kind.Pauses() {
		t.Errorf("too long: %v", err)
	}
	for text, times := range peer.Translated() {
		if times != 1 {
			t.Errorf("%+v was translated %d times", text, times)
		}
	}
}

func TestLibreTranslateThatKeepsEntities(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewLibreTranslate(t)
	peer.SetRules(machinetest.Rules{KeepEntities: true})
	if got, want := mustTranslate(t, newLibreTranslate(t, peer), inEnglish("1 < 2 & <b>")), "1 &lt; 2 &amp; &lt;[en]b&gt;"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestLibreTranslateKeys(t *testing.T) {
	t.Parallel()
	peer := machinetest.NewLibreTranslate(t)
	without, err := machine.NewLibreTranslate(machine.Options{URL: peer.URL})
	if err != nil {
		t.Fatal(err)
	}
	_, err = without.Translate(t.Context(), inEnglish("Haus"))
	var e *machine.Error
	if !errors.As(err, &e) || e.Kind != machine.Refused || e.Status != 400 {
		t.Errorf("a key is wanted: %v", err)
	}
	peer.SetKey("")
	if got := mustTranslate(t, without, inEnglish("Haus")); got != "[en]Haus" {
		t.Errorf("no key is wanted: %s", got)
	}
	if body := peer.Bodies(); strings.Contains(body[len(body)-1], "api_key") {
		t.Error("an empty key was sent")
	}
	usage, err := without.Usage(t.Context())
	if err != nil || usage != (machine.Usage{}) {
		t.Errorf("usage %+v, %v", usage, err)
	}
}
