// Package web is the frame that every HTTP door of Lotse stands in: how a route is registered and
// described, how an error becomes an answer, and what every request passes on its way.
//
//   - [Route] registers a typed route, [Handle] a plain one (hot delivery routes, streams). Both demand a
//     permission, a summary and the codes of errors, and both write the OpenAPI document of their [API].
//   - problem.go is the only place that knows HTTP status codes of errors: kinds of [command.Error] become
//     RFC 9457 problems. Unknown errors become `internal`, are logged once and leak nothing. Values that
//     were refused are never echoed.
//   - catalogue.go shows all codes with their sentences in German and English (cms/sentence).
//   - front.go, security.go, origin.go, authenticate.go, body.go and idempotency.go are the middleware, in the order in
//     which a request meets them; [Frame] puts them together.
//   - cursor.go, etag.go and page.go hold signed cursors, preconditions and the limits of lists.
//
// Doors (cms/api, cms/delivery, …) import this package; it imports none of them and not cms. What must not
// be here: decisions about content, permissions on objects (auth, asked by cms on what it loaded), SQL other
// than that of idempotency keys.
package web
