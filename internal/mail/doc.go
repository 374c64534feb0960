// Package mail writes and sends Lotse's mail.
//
// A [Sender] takes a [Message] to its recipient: [SMTP] over the network, [Folder] into a folder of .eml
// files (what Lotse does when no SMTP server is configured, so that nobody waits for a mail that was
// thrown away). [Open] chooses between the two from the configuration.
//
// [Render] turns a [Template], a locale and a [Data] into subject, plain text and HTML. The words stand
// in texts/<locale>.yaml as blocks (paragraph, list, quotation, button); text and HTML are drawn from
// the same blocks, so they cannot say different things. A value that a template names and the data lacks
// is an error: nobody gets "Hello ,".
//
// Errors say whether trying again can help ([Temporary]). They carry the server's code, never its text
// nor an address, because they are stored in the outbox and in the log.
//
// What must not be here: who gets which mail and when (cms/background), the outbox table, HTTP.
// Start reading at render.go; a new mail is one constant in template.go and one block per locale.
package mail
