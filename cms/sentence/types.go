package sentence

import "lotse/internal/command"

// typeSentences are the codes of content types that change while Lotse runs.
var typeSentences = map[string]Sentence{
	"types_outdated":   {command.Unavailable, "Dieser Knoten kennt die neueste Fassung des Inhaltstyps noch nicht. Bitte versuchen Sie es gleich noch einmal.", "This node does not know the newest version of the content type yet. Please try again in a moment."},
	"types_changed":    {command.Stale, "Die Inhaltstypen wurden inzwischen von jemand anderem geändert. Sehen Sie sich den Plan noch einmal an.", "Somebody else has changed the content types since. Look at the plan again."},
	"types_unfinished": {command.Conflict, "Ein entfernter Inhaltstyp oder ein entferntes Feld steckt noch in veröffentlichten Einträgen; erst wenn diese neu geschrieben sind, kann es wiederkommen.", "A removed content type or field is still in public items; it can come back only after these were written again."},
}
