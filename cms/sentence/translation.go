package sentence

import "lotse/internal/command"

// translationSentences are the errors of translations.
var translationSentences = map[string]Sentence{
	"unknown_segment":      {"", "Diesen Absatz gibt es im Ausgangstext so nicht mehr.", "The source does not say this any more."},
	"bad_codes":            {"", "Die Auszeichnungen im Text sind unvollständig.", "The codes in the text are broken."},
	"unknown_code":         {"", "Im Text steht eine Auszeichnung, die der Ausgangstext nicht hat.", "The text holds a code that its source does not have."},
	"source_locale":        {command.Refused, "Das ist die Sprache, aus der übersetzt wird.", "This is the language that is translated from."},
	"free_locale":          {command.Refused, "Leichte Sprache wird als eigener Text geschrieben, nicht Absatz für Absatz übersetzt.", "Easy German is written as a text of its own, not translated paragraph by paragraph."},
	"not_free_locale":      {command.Refused, "Das gibt es nur für Texte in Leichter Sprache.", "This is only for texts in Easy German."},
	"unknown_provider":     {"", "Diesen Übersetzungsdienst gibt es hier nicht.", "There is no such translation service here."},
	"unsupported_locale":   {"", "In diese Sprache übersetzt der Dienst nicht.", "The service does not translate into this language."},
	"budget_exceeded":      {command.Refused, "Das Budget des Jahres reicht dafür nicht[: noch {left} Wörter, nötig {words}].", "The budget of the year does not suffice[: {left} words left, {words} needed]."},
	"nothing_to_translate": {command.Refused, "Es gibt nichts zu übersetzen: Alles ist aktuell, schon beauftragt oder nicht veröffentlicht.", "There is nothing to translate: all of it is up to date, requested already or not published."},
	"request_ended":        {command.Refused, "Der Auftrag ist schon zu Ende.", "The request has ended already."},
	"not_a_translator":     {"", "Diese Person übersetzt nicht in alle diese Sprachen.", "This person does not translate into all of these languages."},
	"term_taken":           {command.Conflict, "Diesen Begriff gibt es in dieser Sprache schon.", "The term exists in this language already."},
	"rule_taken":           {command.Conflict, "Für diesen Inhaltstyp und diese Sprachen gibt es schon eine Regel.", "There is a rule for this type and these languages already."},
	"question_answered":    {command.Refused, "Die Frage ist schon beantwortet.", "The question is answered already."},
	"entry_gone":           {"", "Den Eintrag gibt es nicht mehr.", "The entry is no more."},
	"service_refused":      {"", "Der Dienst hat diesen Text nicht übersetzt.", "The service did not translate this text."},
	"service_answer":       {"", "Mit der Antwort des Dienstes war nichts anzufangen.", "The answer of the service could not be used."},
	"in_approval":          {"", "Die Übersetzung ist freigegeben und wird nicht mehr geändert.", "The translation is approved and is not changed any more."},
	"mixed_locales":        {"", "Eine Datei in XLIFF 2.1 fasst nur Texte aus derselben Sprache.", "A file of XLIFF 2.1 holds texts of one source language only."},
	"bad_xliff":            {command.Malformed, "Das ist keine XLIFF-Datei, die sich lesen lässt.", "This is no XLIFF file that can be read."},
	"hostile_xliff":        {command.Malformed, "Die Datei enthält etwas, das XLIFF nicht braucht und das gefährlich sein kann.", "The file holds something that XLIFF does not need and that can be dangerous."},
	"xliff_too_large":      {command.TooLarge, "Die Datei ist zu groß.", "The file is too large."},
}
