package workflow

import "testing"

func TestEmbeddedWorkflowsLoad(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range set {
		for _, a := range d.Actions {
			if a.Label["de"] == "" || a.Label["en"] == "" {
				t.Errorf("%s: action %s lacks a label", name, a.Name)
			}
		}
	}
}
