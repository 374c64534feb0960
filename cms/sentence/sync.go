package sentence

import "lotse/internal/command"

// syncSentences are the errors of the change feed.
var syncSentences = map[string]Sentence{
	"cursor_expired": {command.Gone, "Von dieser Stelle an lässt sich nicht mehr weiterlesen. Bitte unter der Adresse in restart neu beginnen.",
		"The feed cannot be read on from this cursor. Begin again at the address in restart."},
}
