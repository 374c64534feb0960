// Package query answers questions about what is public: the one resolver that every filter, sort,
// include, field list and cursor of delivery goes through, and the statements that it makes of them.
//
// A question comes as the parameters of a request. [Service.Resolve] authorises every name in it against
// the content type (declared for that use, not personal) and checks every value, and only what comes out
// of it, a [Query], can be read with. What is unknown, undeclared or forbidden has one answer, so that
// nobody learns from a refusal which fields there are.
//
// Rows come from the view public_items alone, which holds what is public at this moment. Values are bound;
// the text of a statement holds only constants and names of the schema.
//
// Where to start: resolve.go (what may be asked), sql.go (the statement of a list), read.go (pages and
// single items), search_rank.go (what words find), geo.go, date.go, opening.go and facet.go (the other
// questions), index.go (the indexes that declared sorts need), feed.go (whether anything has changed).
//
// What must not be here: commands and drafts (cms), HTTP and its caches (cms/delivery), who is asking.
// Nothing here depends on an actor.
package query
