package xliff

import (
	"slices"
	"strings"
)

// states12 are the states of XLIFF 1.2 (section 2.3, state) as those of 2.1. `x-` and unknown ones stand for
// Translated: a tool that names a state of its own has done something.
var states12 = map[string]State{
	"new": Initial, "needs-translation": Initial,
	"needs-adaptation": Translated, "needs-l10n": Translated, "translated": Translated,
	"needs-review-adaptation": Translated, "needs-review-l10n": Translated, "needs-review-translation": Translated,
	"signed-off": Reviewed, "final": Final,
}

// written12 is the state that is written into 1.2.
var written12 = map[State]string{
	Initial: "needs-translation", Translated: "translated", Reviewed: "signed-off", Final: "final",
}

// order are the states from the first to the last.
var order = []State{Initial, Translated, Reviewed, Final}

// readState12 reads the state of a target that is not empty. A unit that a person approved has been reviewed, unless its
// state says that it waits for something.
func readState12(state string, approved bool) State {
	name := strings.ToLower(strings.TrimSpace(state))
	s, known := states12[name]
	if !known {
		s = Translated
	}
	if approved && (name == "" || name == "translated" || !known) {
		s = Reviewed
	}
	return s
}

// readState21 reads the state of a segment that has a target. Where there is none it is initial (2.1, section 4.3.1.29);
// a name that the standard does not have stands for Translated.
func readState21(state string) State {
	name := strings.ToLower(strings.TrimSpace(state))
	if s, ok := states12[name]; ok { // tools that convert between the versions leave those of 1.2
		return s
	}
	switch s := State(name); {
	case s == "":
		return Initial
	case slices.Contains(order, s):
		return s
	}
	return Translated
}

// lesser is the earlier of two states.
func lesser(a, b State) State {
	return order[min(slices.Index(order, a), slices.Index(order, b))]
}

// writable is the state that is written: Initial for none, an unknown one, and where there is no translation.
func (u Unit) writable() State {
	if u.Target == "" || !slices.Contains(order, u.State) {
		return Initial
	}
	return u.State
}
