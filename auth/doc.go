// Package auth says who somebody is and what they may do.
//
// Who: accounts with argon2id passwords, sessions and API tokens of which only a hash is stored, single-use
// links by mail, throttling of attempts counted in PostgreSQL. [Service.SessionActor] and
// [Service.TokenActor] turn a secret into an [Actor] with one query a request, so that a revocation holds
// from the next request.
//
// What: [Policy] answers [Policy.Can] for one object (Casbin, RBAC with domains) and [Policy.Predicate] for a
// list (SQL), both from the rows of policy.csv. A permission is an action of the workflow, or one of the few
// administrative ones in action.go. Nothing is allowed that no row allows; an empty list allows nothing.
//
// Organisations, memberships, grants and tokens are changed by commands (internal/command), which write
// the audit trail. What concerns content when an account is erased or an organisation suspended is cms's:
// it calls [Service.EraseAccountTx] and [Service.SuspendOrganisationTx] in its own commands.
//
// What must not be here: content, the states of the workflow (workflow), HTTP, cookies (cms/web).
// Start with actor.go and policy.csv.
package auth
