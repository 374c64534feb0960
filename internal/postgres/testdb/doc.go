// Package testdb gives tests a real PostgreSQL with the schema of this release. There are no mocks
// of SQL in Lotse: a test asks for
//
//   - Tx: a transaction that is rolled back at the end (0.2 ms; what most tests want),
//   - New or DSN: a database of its own (20 to 100 ms; for HTTP, River, LISTEN, concurrency),
//   - PrepareAll: the proof that every `const sql…` of a package fits the schema.
//
// A test that cannot get a database fails; it never skips.
//
// All test processes of one user share one private server without fsync, in memory where there is
// room and else in the temp directory. It is started by the first, adopted by the others, and stops
// by itself two minutes after the last. To use another server set LOTSE_TEST_DATABASE_URL to the URL
// of a superuser's database on it.
// Databases are cloned from a template that is named by the hash of the migrations; what a killed
// test leaves behind is dropped by the next process.
//
// Only tests import this package.
package testdb
