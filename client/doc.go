// Package client reads what a Lotse publishes: lists, single items, searches, and a local copy that keeps
// itself up to date.
//
// A [Client] asks one server. It compresses, remembers answers by their entity tags, repeats what failed for
// a while (429, 502, 503, 504, a broken connection) and bounds what it reads into memory. What the server
// refuses comes back as [*Error] with the server's code.
//
// A [Mirror] keeps a [Store] equal to what is public, by the change feed: it follows changes with long
// polls, drops items at the moment they expire, starts anew when the server has forgotten its place, and
// compares itself with the server's counts. [Memory] and [File] are stores; others can be written.
//
// What must not be here: packages of Lotse itself. The client knows only what goes over the wire, so
// that it can be copied out of this module. The same in TypeScript is in the folder typescript.
//
// Where to start: client.go (one request), list.go and item.go (questions), mirror.go (the local copy).
package client
