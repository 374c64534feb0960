// Package webhook tells other programs that something public has changed, as Standard Webhooks 1.0 says: a small
// signed call to an address of theirs, tried again for three days. A call is a nudge. It may come twice (with the
// same webhook-id), late and in another order; the truth is the change feed, which the receiver asks then.
//
// The way of an event: commands write the change feed and know nothing of webhooks. [Service.Dispatch] reads the
// feed behind its cursor, compares each item with what it last announced and writes messages and deliveries
// (dispatch.go). A River job for each attempt of a delivery comes to [Service.Deliver] (deliver.go), which calls the
// endpoint by internal/outbound and notes what came of it (outcome.go): the next attempt, the end, or that the
// endpoint is disabled and its owner written to (disable.go).
//
// What must not be here: HTTP to the inside (cms/api), when and where jobs run (cms/background), which address may
// be called (internal/outbound), the words of mails (internal/mail).
//
// Secrets stand in the database encrypted (secret.go). They must never reach a log, an activity or a job.
package webhook
