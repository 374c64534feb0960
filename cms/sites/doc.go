// Package sites keeps who reads what is published: sites (portals, apps, directories), what each may read, and the keys
// by which delivery knows them.
//
// What a site may read is asked by delivery (cms/query/scope.go) and by webhooks (cms/webhook/listener.go); a type that is
// removed is taken out of it by the core (cms/type_apply.go). Previews, which may lead to a site's page, are the core's.
//
// Where to start: site.go (the commands), site_key.go (the keys).
//
// What must not be here: HTTP, and questions of the public.
package sites
