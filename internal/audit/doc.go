// Package audit holds the words and the one insert of the audit trail.
//
// An [Actor] is whoever acts: a signed-in account, an API token, a signed link, a submitter without
// an account, an import, or Lotse itself. An [Event] is one thing that happened; it is written in the
// transaction of the change it tells of (see internal/command), so that change and trail commit
// together or not at all.
//
// Events hold ids and states only, never names, addresses or texts: the trail must outlive the
// erasure of a person. What somebody said (a reason) goes to the table `remarks`, which can be blanked.
//
// What must not be here: permissions (auth), transactions (internal/command), HTTP.
package audit
