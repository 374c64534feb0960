package api

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"lotse/auth"
	"lotse/cms/web"
)

// prefix stands before every management route.
const prefix = "/api/v1"

// Methods, short, so that a route is a line.
const (
	get    = http.MethodGet
	post   = http.MethodPost
	put    = http.MethodPut
	patch  = http.MethodPatch
	remove = http.MethodDelete
)

const about = `What people and programs do with content: write, submit, review, publish.

Changes of what is there need If-Match with the entity tag (or version) that they are based on. A POST with an
Idempotency-Key is done once, however often it is sent within 24 hours. Bodies are JSON of at most 1 MiB and 64 levels;
lists come in parts of at most 100. What one may not see is answered like what does not exist.`

// register is the table of all management routes: method, path, permission, what it does. It returns the API, and its
// document as it is served.
func register(router chi.Router, d *door, version string) (a *web.API, document func() ([]byte, error)) {
	a = web.NewAPI(router, d.auth.Policy(), web.Document{
		Title: "Lotse management", Version: version, Description: about, Prefix: prefix, Secure: d.cookies.Secure,
	})
	d.registerSession(a.Tagged("session"))
	d.registerEntries(a.Tagged("entries"))
	d.registerPreviews(a.Tagged("entries"))
	d.registerTranslations(a.Tagged("translations"))
	d.registerTranslationHelp(a.Tagged("translations"))
	d.registerTranslationRequests(a.Tagged("translations"))
	d.registerAdministration(a)
	d.registerSites(a.Tagged("sites"))

	types := a.Tagged("types")
	web.Route(types, get, "/types", web.SignedIn, "List the content types with their fields", d.types)
	web.Route(types, get, "/types/{type}", web.SignedIn, "Get a content type with its JSON Schemas", d.contentType)
	web.Route(types, get, "/workflows", web.SignedIn, "List the workflows: states and actions", d.listWorkflows)

	releases := a.Tagged("releases")
	web.Route(releases, get, "/releases", auth.ReleaseManage, "List releases", d.releases, web.Errors("bad_cursor"))
	web.Route(releases, post, "/releases", auth.ReleaseManage, "Publish or withdraw several variants together, now or at a time", d.createRelease, web.Status(201), web.Errors("not_found", "not_allowed", "publish_gate"))
	web.Route(releases, get, "/releases/{id}", auth.ReleaseManage, "Get a release", d.release)
	web.Route(releases, post, "/releases/{id}/cancel", auth.ReleaseManage, "Cancel a release that is still to come", d.cancelRelease, guarded("not_allowed"))

	d.registerWebhooks(a.Tagged("webhooks"))
	describeTypes(a, d.cms.Types().Types())
	document = a.ServeOpenAPI(d.cms.Types().Generation, func() { describeTypes(a, d.cms.Types().Types()) })
	return a, document
}

// guarded are the errors of routes that need If-Match.
func guarded(codes ...string) web.Option {
	return web.Errors(append(codes, "precondition_required", "bad_if_match", "stale")...)
}

func (d *door) registerSession(a *web.API) {
	web.Route(a, post, "/session", web.Public, "Sign in", d.signIn, web.Errors("wrong_credentials", "too_many_attempts"))
	web.Route(a, get, "/session", web.SignedIn, "Who is signed in, with organisations and roles", d.session)
	web.Route(a, remove, "/session", web.Public, "Sign out", d.signOut)
	web.Route(a, post, "/session/link", web.Public, "Have a link sent that signs in or resets the password", d.requestLink, web.Errors("too_many_attempts"), web.Describe("The answer is the same whether the address is known or not."))
	web.Route(a, post, "/session/link/use", web.Public, "Sign in with a link, or set the password with one", d.useLink, web.Errors("link_invalid", "too_many_attempts"))
	web.Route(a, get, "/account", web.SignedIn, "Get the own account", d.ownAccount)
	web.Route(a, patch, "/account", web.Person, "Change the own name or language", d.changeOwnAccount)
	web.Route(a, put, "/account/password", web.Person, "Change the own password; all other sessions end", d.changePassword, web.Errors("too_many_attempts"))
	web.Route(a, get, "/account/sessions", web.Person, "List the own sessions", d.sessions)
	web.Route(a, remove, "/account/sessions", web.Person, "End all own sessions but this one", d.revokeOtherSessions)
	web.Route(a, remove, "/account/sessions/{id}", web.Person, "End an own session", d.revokeSession)
	web.Route(a, get, "/tokens", web.Person, "List the own API tokens", d.tokens)
	web.Route(a, post, "/tokens", auth.TokenManage, "Make an API token", d.createToken, web.Status(201), web.Unrepeatable(), web.Errors("too_many_tokens"))
	web.Route(a, remove, "/tokens/{id}", web.Person, "Revoke an API token", d.revokeToken)
}

func (d *door) registerEntries(a *web.API) {
	web.Route(a, get, "/entries", auth.Read, "List variants of entries", d.entries, web.Errors("bad_cursor"))
	web.Route(a, get, "/references", web.SignedIn, "List what a text may refer to: what is public, and what one may read", d.references)
	web.Route(a, post, "/entries", auth.Create, "Make an entry", d.createEntry, web.Status(201), web.Errors("organisation_suspended"))
	web.Route(a, get, "/entries/{id}", auth.Read, "Get one variant of an entry", d.entry)
	web.Route(a, put, "/entries/{id}", "save", "Replace the working copy of a variant", d.saveEntry, guarded("not_allowed"))
	web.Route(a, post, "/entries/{id}/variants", auth.CreateVariant, "Begin a translation", d.createVariant, web.Status(201), web.Errors("variant_exists", "archived"))
	web.Route(a, put, "/entries/{id}/slug", "transfer", "Change the short name in the public address; the old one is remembered", d.setSlug, guarded("slug_taken"))
	web.Route(a, post, "/entries/{id}/actions/{action}", web.ActionInPath, "Take a step of the workflow", d.act, guarded("not_allowed", "publish_gate", "incomplete", "unknown_action"), web.Describe("The entry names the steps that are possible now, and their parameters, in actions. If-Match holds the entity tag, or the version that the action checks: the variant's or, for actions on the entry, the entry's."))
	web.Route(a, post, "/entries/actions/{action}", web.ActionInPath, "Take a step of the workflow on up to 100 variants, one by one", d.bulk, web.Errors("unknown_action"))
	web.Route(a, get, "/entries/{id}/revisions", auth.Read, "List the revisions of a variant", d.revisions, web.Errors("bad_cursor"))
	web.Route(a, get, "/entries/{id}/revisions/{revision}", auth.Read, "Get a revision with its fields", d.revision)
	web.Route(a, get, "/entries/{id}/compare", auth.Read, "What differs between two texts of a variant", d.compare)
	web.Route(a, get, "/entries/{id}/activity", auth.Read, "What happened to an entry", d.activity, web.Errors("bad_cursor"))
}

func (d *door) registerAdministration(api *web.API) {
	a := api.Tagged("organisations")
	web.Route(a, get, "/organisations", auth.OrganisationRead, "List organisations", d.organisations, web.Errors("bad_cursor"))
	web.Route(a, post, "/organisations", auth.OrganisationManage, "Make an organisation", d.createOrganisation, web.Status(201), web.Errors("slug_taken"))
	web.Route(a, get, "/organisations/{id}", auth.OrganisationRead, "Get an organisation", d.organisation)
	web.Route(a, put, "/organisations/{id}", auth.OrganisationManage, "Change an organisation", d.changeOrganisation, guarded())
	web.Route(a, post, "/organisations/{id}/suspend", auth.OrganisationManage, "Take everything of an organisation offline", d.suspendOrganisation)
	web.Route(a, post, "/organisations/{id}/resume", auth.OrganisationManage, "Bring a suspended organisation back", d.resumeOrganisation)
	web.Route(a, get, "/organisations/{id}/grants", auth.OrganisationRead, "List what an organisation may publish by itself", d.grants)
	web.Route(a, put, "/organisations/{id}/grants/{type}", auth.OrganisationManage, "Trust an organisation to publish a type", d.addGrant)
	web.Route(a, remove, "/organisations/{id}/grants/{type}", auth.OrganisationManage, "Take the trust back", d.revokeGrant)
	web.Route(a, get, "/organisations/{id}/members", auth.MemberManage, "List the members of an organisation", d.members)

	a = api.Tagged("accounts")
	web.Route(a, get, "/memberships", auth.AccountManage, "List the agency-wide roles", d.agencyMembers)
	web.Route(a, post, "/memberships", auth.MemberManage, "Give an account a role", d.addMembership, web.Status(201), web.Errors("too_many_memberships", "not_found"))
	web.Route(a, remove, "/memberships/{id}", auth.MemberManage, "Take a role away", d.removeMembership, web.Errors("last_admin"))
	web.Route(a, get, "/accounts", auth.AccountManage, "List accounts", d.accounts, web.Errors("bad_cursor"))
	web.Route(a, post, "/accounts", auth.AccountManage, "Make an account", d.createAccount, web.Status(201), web.Errors("email_taken"))
	web.Route(a, get, "/accounts/{id}", auth.AccountManage, "Get an account", d.account)
	web.Route(a, patch, "/accounts/{id}", auth.AccountManage, "Change name or language of an account", d.changeAccount)
	web.Route(a, put, "/accounts/{id}/email", auth.AccountManage, "Change the address of an account", d.setEmail, web.Errors("email_taken"))
	web.Route(a, put, "/accounts/{id}/password", auth.AccountManage, "Set the password of an account; its sessions end", d.setPassword)
	web.Route(a, post, "/accounts/{id}/disable", auth.AccountManage, "Shut an account out at once", d.disableAccount, web.Errors("last_admin"))
	web.Route(a, post, "/accounts/{id}/enable", auth.AccountManage, "Let an account in again", d.enableAccount)
	web.Route(a, post, "/accounts/{id}/erase", auth.Erase, "Erase a person; this cannot be undone", d.eraseAccount, web.Errors("last_admin"))
	web.Route(a, get, "/accounts/{id}/memberships", auth.AccountManage, "List the roles of an account", d.membershipsOf)
}
