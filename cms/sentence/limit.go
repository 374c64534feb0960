package sentence

import "lotse/internal/command"

// limitSentences are the errors of rate limits.
var limitSentences = map[string]Sentence{
	"too_many_requests": {command.TooMany, "Zu viele Anfragen. Bitte warten Sie ein wenig; siehe Retry-After.", "Too many requests. Please wait a little; see Retry-After."},
}
