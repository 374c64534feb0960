package machine_test

import (
	"testing"

	"lotse/internal/machine"
	"lotse/internal/machine/machinetest"
)

func newDeepL(t testing.TB, peer *machinetest.Peer) machine.Provider {
	t.Helper()
	provider, err := machine.NewDeepL(machine.Options{URL: peer.URL, Key: peer.Key()})
	if err != nil {
		t.Fatal(err)
	}
	return provider
}

func newLibreTranslate(t testing.TB, peer *machinetest.Peer) machine.Provider {
	t.Helper()
	provider, err := machine.NewLibreTranslate(machine.Options{URL: peer.URL + "/", Key: peer.Key()})
	if err != nil {
		t.Fatal(err)
	}
	return provider
}

func TestDeepLConforms(t *testing.T) {
	t.Parallel()
	machinetest.Conform(t, machinetest.NewDeepL, newDeepL)
}

func TestLibreTranslateConforms(t *testing.T) {
	t.Parallel()
	machinetest.Conform(t, machinetest.NewLibreTranslate, newLibreTranslate)
}
