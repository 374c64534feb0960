// Package postgres is everything that Lotse knows about the PostgreSQL server itself: a private
// server for people who have none (StartPrivate), the pool with its timeouts and types (Open), the
// schema (Migrate, Pending), notifications (Listen) and the clock that tests can move (WatchClock,
// MoveClock).
//
// Nothing here knows a table of Lotse or imports another package of ours: the migrations are handed
// in as an fs.FS. Statements on entries, accounts and the rest stand beside their callers.
//
// The private server is a convenience for one machine (Unix, not Windows), reached by a socket in a
// directory that only its owner may enter. Whoever runs Lotse for a state gives it
// LOTSE_DATABASE_URL instead, and nothing of private*.go, place.go, postmaster.go, process*.go,
// lock.go and server.go is used.
//
// Start with private.go for the launcher and with pool.go for everything else. uuid.go holds a rule
// that concerns every caller: uuid.Nil is SQL NULL, in both directions.
package postgres
