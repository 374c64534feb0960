package auth

import (
	"fmt"
	"strings"
)

// condition is a parsed condition of a policy row: all of its terms must hold. Each term exists as Go
// (policy_enforcer.go) and as SQL (policy_predicate.go); a property test holds the two together.
type condition struct {
	own         bool     // the actor's account created it
	locale      bool     // its locale is one of those of the membership
	translation bool     // it is a translation
	granted     bool     // the organisation has a grant for type and action
	states      []string // its editing state is one of these; nil: any
	visible     []string // its visibility is one of these; nil: any
}

// parseCondition reads terms joined by `&`. The empty text is the condition that always holds.
func parseCondition(text string) (condition, error) {
	var c condition
	if text == "" {
		return c, nil
	}
	for _, term := range strings.Split(text, "&") {
		name, list, _ := strings.Cut(term, "=")
		var values []string
		if list != "" {
			values = strings.Split(list, "|")
		}
		switch {
		case term == "own":
			c.own = true
		case term == "locale":
			c.locale = true
		case term == "translation":
			c.translation = true
		case term == "granted":
			c.granted = true
		case name == "state" && values != nil && c.states == nil:
			c.states = values
		case name == "visibility" && values != nil && c.visible == nil:
			c.visible = values
		default:
			return condition{}, fmt.Errorf("unknown condition %q", term)
		}
	}
	return c, nil
}
