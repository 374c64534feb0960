package sentence

import "lotse/internal/command"

// requestSentences are the errors of requests as such: who asks, what they sent, how we are.
var requestSentences = map[string]Sentence{
	"unauthenticated":   {command.Unauthenticated, "Bitte melden Sie sich an.", "Please sign in."},
	"wrong_credentials": {command.Unauthenticated, "E-Mail-Adresse oder Passwort stimmen nicht.", "The e-mail address or the password is wrong."},
	"bad_credentials":   {command.Unauthenticated, "Authorization muss ein Bearer-Zugangszeichen enthalten.", "Authorization must hold a bearer token."},
	"bad_token":         {command.Unauthenticated, "Dieses Zugangszeichen gilt nicht oder nicht mehr.", "This token is not valid, or not any more."},
	"link_invalid":      {command.Gone, "Dieser Link gilt nicht mehr. Bitte fordern Sie einen neuen an.", "This link is no longer valid. Please ask for a new one."},
	"session_required":  {command.Forbidden, "Das geht nur mit einer Anmeldung, nicht mit einem Zugangszeichen.", "This needs a person who signed in, not a token."},
	"forbidden":         {command.Forbidden, "Das dürfen Sie nicht.", "You may not do this."},
	"cross_origin":      {command.Forbidden, "Die Anfrage kommt von der Seite einer anderen Adresse.", "The request comes from a page of another site."},
	"not_found":         {command.NotFound, "Hier gibt es nichts.", "There is nothing here."},
	"unknown_action":    {command.NotFound, "Diese Aktion gibt es nicht.", "There is no such action."},
	"method_not_allowed": {MethodNotAllowed, "Diese Methode gibt es hier nicht; siehe Allow.",
		"This method does not exist here; see Allow."},

	"malformed_json":         {command.Malformed, "Der Inhalt der Anfrage ist kein gültiges JSON in UTF-8.", "The body is not valid JSON in UTF-8."},
	"body_required":          {command.Malformed, "Der Anfrage fehlt der Inhalt.", "The body is missing."},
	"too_deep":               {command.Malformed, "Der Inhalt der Anfrage ist zu tief verschachtelt.", "The body is nested too deeply."},
	"unknown_parameter":      {command.Malformed, "Die Adresse enthält einen unbekannten Parameter.", "The address has an unknown parameter."},
	"invalid_parameter":      {command.Malformed, "Ein Parameter hat einen Wert, den er nicht haben kann.", "A parameter has a value that it cannot have."},
	"bad_cursor":             {command.Malformed, "Diese Stelle gehört nicht zu dieser Abfrage. Bitte von vorn beginnen.", "The cursor does not belong to this query. Begin again without it."},
	"bad_if_match":           {command.Malformed, "If-Match enthält keine Version.", "If-Match holds no version."},
	"bad_idempotency_key":    {command.Malformed, "Idempotency-Key muss 1 bis 255 sichtbare ASCII-Zeichen haben.", "Idempotency-Key must be 1 to 255 visible ASCII characters."},
	"body_too_large":         {command.TooLarge, "Der Inhalt der Anfrage ist zu groß (höchstens 1 MiB).", "The body is too large (1 MiB at most)."},
	"unsupported_media_type": {UnsupportedMediaType, "Der Inhalt muss application/json sein.", "The body must be application/json."},
	"request_timeout":        {RequestTimeout, "Der Inhalt der Anfrage kam zu langsam.", "The body came too slowly."},
	"precondition_required":  {command.PreconditionRequired, "Es fehlt, welche Version geändert werden soll (If-Match).", "If-Match must say which version is meant."},
	"idempotency_key_reused": {command.Invalid, "Dieser Idempotency-Key gehört zu einer anderen Anfrage.", "This Idempotency-Key belongs to another request."},
	"idempotency_in_flight":  {command.Conflict, "Dieselbe Anfrage wird gerade bearbeitet.", "The same request is being worked on."},
	"version_required":       {command.PreconditionRequired, "Es fehlt, auf welcher Version die Änderung beruht.", "Say which version the change is based on."},
	"too_many_attempts":      {command.TooMany, "Zu viele Versuche. Bitte warten Sie ein wenig.", "Too many attempts. Please wait a little."},
	"internal":               {Internal, "Bei uns ist etwas schiefgegangen. Bitte nennen Sie uns die Anfragenummer.", "Something went wrong on our side. Please tell us the request id."},
	"timeout":                {command.Unavailable, "Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal.", "It took too long. Please try again."},
	"busy":                   {command.Unavailable, "Gerade geschieht zu viel auf einmal. Bitte versuchen Sie es noch einmal.", "Too much happens at once. Please try again."},
	"database_unavailable":   {command.Unavailable, "Die Datenbank ist gerade nicht erreichbar.", "The database cannot be reached now."},
	"client_gone":            {ClientGone, "Die Verbindung wurde beendet.", "The client went away."},
}

// objectSentences are the errors of what is there already, or not there.
var objectSentences = map[string]Sentence{
	"invalid":                {command.Invalid, "Einige Angaben stimmen noch nicht.", "Some fields have problems."},
	"incomplete":             {command.Invalid, "Es fehlt noch etwas.", "Something is still missing."},
	"publish_gate":           {command.Invalid, "So kann es noch nicht veröffentlicht werden.", "It cannot be published yet."},
	"not_allowed":            {command.Refused, "Das ist jetzt nicht möglich.", "This is not possible now."},
	"stale":                  {command.Stale, "Inzwischen hat jemand anderes etwas geändert.", "Somebody else has changed it since."},
	"conflict":               {command.Conflict, "Jemand anderes war schneller.", "Somebody else was faster."},
	"exists":                 {command.Conflict, "Das gibt es schon.", "It exists already."},
	"key_taken":              {command.Conflict, "Dieser Schlüssel gehört zu einem anderen Eintrag.", "The key means another entry."},
	"slug_taken":             {command.Conflict, "Dieser Kurzname ist schon vergeben.", "This short name is taken."},
	"email_taken":            {command.Conflict, "Zu dieser E-Mail-Adresse gibt es schon ein Konto.", "There is an account with this e-mail address."},
	"variant_exists":         {command.Conflict, "Diese Sprache gibt es bei diesem Eintrag schon.", "The entry has this language already."},
	"review_open":            {command.Conflict, "Es läuft schon eine Prüfung.", "A review is open already."},
	"referenced":             {command.Refused, "Öffentliche Einträge verweisen darauf.", "Public entries refer to it."},
	"release_ended":          {command.Refused, "Diese Veröffentlichung ist schon geschehen oder abgesagt.", "The release has happened or was cancelled."},
	"last_admin":             {command.Refused, "Das ist das letzte Administrationskonto. Bitte zuerst ein weiteres anlegen.", "This is the last admin. Make another one first."},
	"too_many_tokens":        {command.Refused, "Ein Konto kann höchstens 50 Zugangszeichen haben.", "An account can have at most 50 tokens."},
	"too_many_memberships":   {command.Refused, "Ein Konto kann höchstens 100 Rollen haben.", "An account can have at most 100 memberships."},
	"past_last_day":          {command.Refused, "Der letzte Tag ist vorbei; geben Sie einen neuen an.", "Its last day is over; give it a new one."},
	"organisation_suspended": {command.Refused, "Die Organisation ist gesperrt.", "The organisation is suspended."},
}
