// Package recurrence turns the schedule of an event into dates: RFC 5545 rule, further dates, dates
// left out, and single dates that were moved or cancelled.
//
// A schedule is meant in local time ("every Tuesday at six"), so everything is computed on the wall
// clock and only the result is turned into instants; a course at six stays at six when summer time
// ends. Where the clocks skip an hour, a time in the gap keeps the offset of before, as RFC 5545
// (3.3.5) says; where an hour comes twice, the first is meant.
//
// What a form may hold is Value; New checks it and gives all problems at once, with the places they
// stand at. It is pure: no clock (the caller says from when until when), no content types.
//
// Start reading at recurrence.go; rule.go holds what the library for rules must be guarded against.
package recurrence
