package sentence

import "lotse/internal/command"

// siteSentences are the errors of sites, their keys, and previews.
var siteSentences = map[string]Sentence{
	"bad_key":             {command.Unauthenticated, "Dieser Schlüssel gilt nicht oder nicht mehr.", "This key is not valid, or not any more."},
	"origin_not_allowed":  {command.Forbidden, "Seiten dieser Adresse dürfen diesen Schlüssel nicht benutzen.", "Pages of this origin may not use this key."},
	"too_many_keys":       {command.Refused, "Ein Portal kann höchstens 20 gültige Schlüssel haben.", "A site can have at most 20 keys that are valid."},
	"too_many_previews":   {command.Refused, "Ein Eintrag kann höchstens 50 gültige Vorschau-Links haben.", "An entry can have at most 50 preview links that are valid."},
	"unknown_site":        {"", "Dieses Portal gibt es nicht.", "There is no such site."},
	"bad_address":         {"", "Das ist keine vollständige Adresse mit https://.", "This is not a whole address with https://."},
	"bad_origin":          {"", "Das ist keine Herkunft wie https://portal.example.", "This is not an origin like https://portal.example."},
	"unknown_placeholder": {"", "Diesen Platzhalter gibt es hier nicht.", "There is no such placeholder here."},
	"placeholder_missing": {"", "In der Adresse fehlt der Platzhalter.", "The address lacks its placeholder."},
}
