// Package outbound is the only way in which Lotse calls addresses that somebody from outside chose: webhooks, and
// whatever else will fetch or post to a foreign address.
//
// Such an address is a weapon: it can name the metadata service of a cloud, a database without a password, the
// router of the office. So a [Client] judges twice. [Client.Check] judges the text when somebody enters it, to tell
// people early. The dialler judges the address that the operating system is about to connect to, after every name
// was resolved; nothing that a name, a redirect, a second answer of a name server or an odd spelling can say comes
// after that. Redirects are not followed, no proxy of the environment is used, and everything has an end: time,
// headers, body.
//
// What must not be here: what is sent (cms/webhook), when it is tried again, who may name an address.
//
// Start with client.go; the addresses that are refused stand in address.go.
package outbound
