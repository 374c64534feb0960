// Package upkeep keeps the stock true and small as time goes by: releases and expiries that are due are
// carried out, owners are reminded before their entry ends, dates of recurring events are written further
// ahead, and what need not be kept any longer is deleted.
//
// Everything here is a sweep: a question to the database what is due by lotse.now(), and a command of
// cms for each answer. Nothing is remembered between two sweeps, so a sweep may be missed, run late, run
// twice or run on several nodes at once: what was done is not due any more. An item that fails is logged
// and passed over; the others do not wait for it.
//
// What must not be here: when and on which node a sweep runs (cms/background), what an expiry or a
// release is (cms), the words of mails (internal/mail).
//
// Start with sweep.go. retention.go holds the one list of what is deleted when and why;
// docs/retention.md is written from it.
package upkeep
