// Package command holds the one way in which Lotse changes anything.
//
// A command is one transaction: load (for update), authorise on what was loaded, decide with pure code,
// change, record activity, enqueue background work. [Runner.Run] begins it, hands a [Tx] to the
// command's body, and commits change, audit rows and River jobs together or not at all. A body that
// changed rows but recorded nothing is a bug and fails ([ErrSilentChange]); a repeated command that
// found nothing to do says so with [Tx.Unchanged].
//
// HTTP, background work, the command line and imports all call the same commands, so no rule can be
// passed by another door. No transaction spans a network call.
//
// [Error] is the only error type that leaves a command on purpose: a kind, a stable code and, for bad
// input, every problem at once. What it means in HTTP is decided in cms/web/problem.go, nowhere else.
package command
