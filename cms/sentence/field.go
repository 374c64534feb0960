package sentence

import "lotse/internal/command"

// fieldSentences are the problems with single places of the input: content (schema), arguments, the form of
// the request.
var fieldSentences = map[string]Sentence{
	"required":             {"", "Diese Angabe fehlt.", "This is missing."},
	"unknown_field":        {command.Malformed, "Dieses Feld gibt es hier nicht.", "There is no such field here."},
	"unknown_member":       {"", "Diese Angabe gibt es hier nicht.", "There is no such member."},
	"not_localised":        {"", "Dieses Feld wird in der Ausgangssprache gepflegt, nicht in der Übersetzung.", "This field belongs to the source language, not to the translation."},
	"wrong_kind":           {"", "Diese Angabe hat die falsche Form.", "This has the wrong form."},
	"bad_format":           {"", "Diese Angabe ist nicht richtig geschrieben.", "This is not written correctly."},
	"too_short":            {"", "Das ist zu kurz.", "This is too short."},
	"too_long":             {"", "Das ist zu lang[ (höchstens {max} Zeichen)].", "This is too long[ ({max} characters at most)]."},
	"too_few":              {"", "Das sind zu wenige.", "These are too few."},
	"too_many":             {"", "Das sind zu viele[ (höchstens {max})].", "These are too many[ ({max} at most)]."},
	"too_small":            {"", "Der Wert ist zu klein[ (mindestens {min})].", "The value is too small[ ({min} at least)]."},
	"too_large":            {"", "Der Wert ist zu groß[ (höchstens {max})].", "The value is too large[ ({max} at most)]."},
	"not_an_option":        {"", "Diese Auswahl gibt es nicht.", "This is not one of the options."},
	"control_character":    {command.Invalid, "Der Text enthält ein unzulässiges Zeichen.", "The text holds a character that is not allowed."},
	"bidi_override":        {"", "Der Text enthält ein verborgenes Zeichen, das die Schreibrichtung umkehrt.", "The text holds a hidden character that overrides its direction."},
	"bad_reference":        {"", "Dieser Verweis führt nirgendwohin.", "This reference leads nowhere."},
	"end_before_start":     {"", "Das Ende liegt vor dem Anfang.", "The end is before the start."},
	"bad_rule":             {"", "Diese Wiederholung ist nicht möglich.", "This recurrence is not possible."},
	"bad_rich_text":        {"", "Der Text enthält etwas, das nicht erlaubt ist.", "The text holds something that is not allowed."},
	"duplicate_item":       {command.Conflict, "Das steht zweimal da.", "This stands there twice."},
	"source_not_live":      {"", "Der Eintrag in der Ausgangssprache ist nicht öffentlich.", "The entry is not public in its source language."},
	"reference_not_public": {"", "Der Eintrag, auf den dies verweist, ist nicht öffentlich.", "The entry that this refers to is not public."},
	"unknown_reference":    {"", "Den Eintrag, auf den dies verweist, gibt es nicht.", "The entry that this refers to does not exist."},
	"same_as_email":        {"", "Das Passwort darf nicht der E-Mail-Adresse gleichen.", "The password must not be like the e-mail address."},
	"wrong_password":       {"", "Das jetzige Passwort stimmt nicht.", "The present password is wrong."},
	"agency_only":          {"", "Diese Rolle gibt es nur für die ganze Agentur.", "This role exists only agency-wide."},
	"translators_only":     {"", "Nur Übersetzende haben Sprachen.", "Only translators have languages."},
	"unknown_locale":       {"", "Diese Sprache gibt es hier nicht.", "There is no such language here."},
	"unknown_type":         {"", "Diesen Inhaltstyp gibt es nicht.", "There is no such content type."},
	"unknown_organisation": {command.Invalid, "Diese Organisation gibt es nicht.", "There is no such organisation."},
	"unknown_account":      {command.Invalid, "Dieses Konto gibt es nicht.", "There is no such account."},
}
