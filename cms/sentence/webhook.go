package sentence

import "lotse/internal/command"

// webhookSentences are the errors of webhooks.
var webhookSentences = map[string]Sentence{
	"too_many_webhooks":     {command.Refused, "Es gibt schon zu viele Webhooks[: höchstens {max}].", "There are too many webhooks already[: at most {max}]."},
	"too_many_secrets":      {command.Refused, "Es gelten schon zu viele Schlüssel zugleich. Beenden Sie die alten sofort (overlapHours 0).", "Too many secrets hold at once. End the old ones with overlapHours 0."},
	"webhook_disabled":      {command.Refused, "Der Webhook ist abgeschaltet. Schalten Sie ihn zuerst ein.", "The webhook is disabled. Enable it first."},
	"not_https":             {"", "Die Adresse muss mit https:// beginnen.", "The address must begin with https://."},
	"not_an_address":        {"", "Das ist keine vollständige Adresse.", "This is no complete address."},
	"port_not_allowed":      {"", "Dieser Port wird nicht aufgerufen; möglich sind 443 und 8443.", "This port is not called; 443 and 8443 are."},
	"forbidden_address":     {"", "Diese Adresse liegt nicht im öffentlichen Internet.", "This address is not in the public internet."},
	"unknown_event":         {"", "Dieses Ereignis gibt es nicht.", "There is no such event."},
	"unknown_message":       {"", "Diese Nachricht ging nie an diesen Webhook.", "This message never went to this webhook."},
	"not_with_organisation": {"", "Ein Webhook gehört zu einer Organisation oder zu einer Website, nicht zu beiden.", "A webhook belongs to an organisation or to a site, not to both."},
}
