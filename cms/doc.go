// Package cms is the core of Lotse: entries, their variants, working copies and revisions, reviews,
// releases, the publish gate, publications and the change feed.
//
// Everything that changes goes through a command, a method of [Service] that runs one transaction:
// load and lock (entry row first), authorise on what was loaded (auth), decide with pure code (workflow,
// schema), change, record activity, enqueue background work. Most of the workflow is one command,
// [Service.Act]: the action's effects are named in the workflow's YAML and carried out in effect*.go.
//
// Where to start: entry.go (what is loaded), act.go (the command that everything passes), gate.go (what
// must hold before anything becomes public) and publication.go (what the public is shown). What delivery
// may ask of it is package cms/query.
//
// What must not be here: HTTP, mail texts, the running of jobs, questions of the public. Rooms and doors learn of changes by jobs
// whose arguments stand in job.go.
package cms
