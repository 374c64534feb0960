// Package workflow holds the editorial workflow as data and the pure code that decides by it.
//
// A [Definition] is read from an embedded YAML file: states, and actions with their scope, the states
// they start from, where they lead, guards, parameters, checks and effects. [Definition.Decide] answers
// whether an action is allowed now, given the [Facts]; it returns either a [Decision] (the next state,
// the checks of the content to run, the effects to carry out) or [Refused] with every reason at once.
// [Definition.Available] lists what could be done now, for the desk.
//
// Two files ship: `editorial.yaml`, and `signoff.yaml` with an internal sign-off by the organisation
// before the agency reviews.
//
// Who may take an action is not decided here but by auth (policy.csv). Content is not looked at here:
// `checks` names what cms must ask of schema and of the publish gate. Nothing here knows time zones,
// SQL or HTTP. Start with decide.go.
package workflow
