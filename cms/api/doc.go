// Package api is the door for people and programs that work on content: the management routes below
// /api/v1, the desk below /admin/, the view of background work, health and metrics.
//
// Handlers give a request its shape and a result its JSON form; they decide nothing. Who may do what, what is
// valid and what follows is decided by cms and auth, whose commands every other door calls too.
//
// Where to start: routes.go, the table of all routes with their permissions; router.go, which puts the whole
// server together. docs/openapi-management.json is written from the table by a test, and
// testdata/matrix.golden says what every role gets from every route.
package api
