package workflow

import (
	"embed"
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"
)

//go:embed editorial.yaml signoff.yaml
var files embed.FS

// Scope says what an action acts on.
type Scope string

// The scopes: one variant, or the entry with all of its variants.
const (
	OnVariant Scope = "variant"
	OnEntry   Scope = "entry"
)

// Need says whether a parameter is asked for.
type Need string

// The needs; the zero value means that the parameter is not taken.
const (
	NotTaken Need = "none"
	Optional Need = "optional"
	Required Need = "required"
)

// Effect names something that cms carries out when the action is taken.
type Effect string

// Check names something that cms asks of the content before the action is taken.
type Check string

// The checks.
const (
	Complete Check = "complete" // the content is valid by the published rules of its type
	Gate     Check = "gate"     // the publish gate: complete, and references, source and owner are public
)

// Text is a label by language.
type Text map[string]string

// Action is a named step.
type Action struct {
	Name  string `yaml:"name" json:"name"`
	Scope Scope  `yaml:"scope" json:"scope"`
	Label Text   `yaml:"label" json:"label"`
	// From maps each editing state that the action may start from to the one it leads to.
	// Empty for actions that do not touch the editing state.
	From     map[string]string `yaml:"from" json:"from"`
	Guards   []string          `yaml:"guards" json:"guards"`
	Checks   []Check           `yaml:"checks" json:"checks"`
	Effects  []Effect          `yaml:"effects" json:"effects"`
	Reason   Need              `yaml:"reason" json:"reason"`
	At       Need              `yaml:"at" json:"at"`
	Revision Need              `yaml:"revision" json:"revision"`
	Target   Need              `yaml:"organisation" json:"organisation"`
	// Tone tells the desk how to show it: primary, neutral or danger.
	Tone string `yaml:"tone" json:"tone"`
	// Hidden actions are not offered as buttons (save, claim by opening).
	Hidden bool `yaml:"hidden" json:"hidden"`
}

// State is an editing state with its name for people.
type State struct {
	Name  string `yaml:"name" json:"name"`
	Label Text   `yaml:"label" json:"label"`
	// ReadOnly working copies change only by recall, or by an editor's correction.
	ReadOnly bool `yaml:"readOnly" json:"readOnly"`
}

// Definition is one workflow.
type Definition struct {
	Name    string    `yaml:"name" json:"name"`
	Label   Text      `yaml:"label" json:"label"`
	Initial string    `yaml:"initial" json:"initial"`
	States  []State   `yaml:"states" json:"states"`
	Actions []*Action `yaml:"actions" json:"actions"`
}

// Names of the workflows that ship.
const (
	Editorial = "editorial"
	Signoff   = "signoff"
)

// Names lists the workflows that ship.
func Names() []string { return []string{Editorial, Signoff} }

// Set is the workflows by name.
type Set map[string]*Definition

// Load reads and checks the embedded workflows.
func Load() (Set, error) {
	set := Set{}
	for _, name := range Names() {
		raw, err := files.ReadFile(name + ".yaml")
		if err != nil {
			return nil, fmt.Errorf("read workflow %s: %w", name, err)
		}
		d, err := Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("workflow %s: %w", name, err)
		}
		set[d.Name] = d
	}
	return set, nil
}

// Parse reads one workflow and returns every mistake in it.
func Parse(raw []byte) (*Definition, error) {
	d := &Definition{}
	if err := yaml.UnmarshalWithOptions(raw, d, yaml.Strict()); err != nil {
		return nil, err
	}
	return d, d.check()
}

// Action returns the action of that name, or nil.
func (d *Definition) Action(name string) *Action {
	for _, a := range d.Actions {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// State returns the state of that name, or nil.
func (d *Definition) State(name string) *State {
	for i := range d.States {
		if d.States[i].Name == name {
			return &d.States[i]
		}
	}
	return nil
}

// check finds mistakes in a definition: unknown states, guards, checks and needs, doubled names.
func (d *Definition) check() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if d.State(d.Initial) == nil {
		bad("initial state %q is not a state", d.Initial)
	}
	seen := map[string]bool{}
	for _, a := range d.Actions {
		if seen[a.Name] {
			bad("action %s stands twice", a.Name)
		}
		seen[a.Name] = true
		if a.Scope != OnVariant && a.Scope != OnEntry {
			bad("action %s: unknown scope %q", a.Name, a.Scope)
		}
		for from, to := range a.From {
			if d.State(from) == nil || d.State(to) == nil {
				bad("action %s: unknown state in %s → %s", a.Name, from, to)
			}
		}
		for _, g := range a.Guards {
			if guards[g] == nil {
				bad("action %s: unknown guard %s", a.Name, g)
			}
		}
		for _, c := range a.Checks {
			if c != Complete && c != Gate {
				bad("action %s: unknown check %s", a.Name, c)
			}
		}
		for _, need := range []*Need{&a.Reason, &a.At, &a.Revision, &a.Target} {
			if *need == "" {
				*need = NotTaken
			}
			if !slices.Contains([]Need{NotTaken, Optional, Required}, *need) {
				bad("action %s: unknown need %q", a.Name, *need)
			}
		}
	}
	return errors.Join(problems...)
}
