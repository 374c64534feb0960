// Package delivery is the public door: what is published, as JSON, for portals and apps. No key, no
// account, any origin. With the key of a site (key.go) only what that site may read; with the link of a preview
// (preview.go) a working copy.
//
// A question is read and authorised by cms/query, the one resolver; this package turns the rows into
// bytes, with entity tags, compression and the rules for caches, and keeps ready answers in memory.
// Items go out as the bytes that were stored when they were rendered; only `fields`, `fallback` and `include` change them.
//
// The cache (cache.go) is correct before it is quick: an answer counts until something that it depends on
// changes (dependency.go) and ends with the first thing in it that expires. It is used only while the change feed
// was looked at lately (follow.go), see [Door.Run] and [Door.Heard]; a change made by this process calls
// [Door.Changed]. What memory holds ready is answered before the router, see [Door.Ready].
//
// What is not public answers 404, always the same, whether it never was, was withdrawn, has expired, is
// archived or belongs to a suspended organisation. Why something has gone stands in the change feed.
//
// Where to start: door.go (the routes), list.go and item.go (one question each), answer.go (one answer).
// What must not be here: SQL, decisions about what is public, other formats (cms/formats).
package delivery
