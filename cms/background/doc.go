// Package background runs the work that nobody waits for: releases and expiries when they are due, mail,
// rendering again what shows something that has changed, upkeep.
//
// It is built on River, whose tables lie in the PostgreSQL schema `river`. The core enqueues jobs inside
// its transactions through the client of [NewInserter], on every node; a node that also works them makes a
// [Background] with [New]. Arguments of jobs carry ids and never content; each job looks at the present
// state, may run twice, and on several nodes at once.
//
// River's schedule is only an alarm clock. What is due stands in rows, judged by lotse.now() in the
// database, so that a node that was down, a clock that was moved or a job that was lost delays work and
// never loses it: the sweeps of periodic.go find it.
//
// What must not be here: decisions about content (cms), what is due (cms/upkeep), words of mails
// (internal/mail), HTTP. River's own pages are mounted by cms/api with [Background.Client].
//
// Start with background.go; every kind of job has a file of its own.
package background
