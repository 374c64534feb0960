package sentence

import "lotse/internal/command"

// workflowSentences are the reasons why an action is not possible now (workflow/guard.go, decide.go).
var workflowSentences = map[string]Sentence{
	"wrong_state":           {"", "In diesem Zustand geht das nicht.", "This cannot be done in the present state."},
	"own_text":              {"", "Wer am Text geschrieben hat, kann ihn nicht selbst freigeben.", "Who wrote of the text may not approve it."},
	"in_review":             {"", "Der Text liegt bei der Redaktion. Ziehen Sie die Prüfung zurück, um ihn zu ändern.", "The text is in review. Withdraw the review to change it."},
	"not_approved":          {"", "Der Text ist noch nicht freigegeben.", "The text is not approved yet."},
	"nothing_to_publish":    {"", "Es gibt nichts Neues zu veröffentlichen.", "There is nothing new to publish."},
	"claimed_by_other":      {"", "Jemand anderes hat die Prüfung übernommen.", "Somebody else has claimed the review."},
	"not_claimed":           {"", "Niemand hat die Prüfung übernommen.", "Nobody has claimed the review."},
	"not_live":              {"", "Der Eintrag ist nicht öffentlich.", "The entry is not public."},
	"still_live":            {"", "Der Eintrag ist noch öffentlich.", "The entry is still public."},
	"not_scheduled":         {"", "Es ist keine Veröffentlichung geplant.", "No publication is scheduled."},
	"scheduled":             {command.Conflict, "Eine Veröffentlichung ist geplant.", "A publication is scheduled."},
	"not_in_future":         {"", "Der Zeitpunkt muss in der Zukunft liegen.", "The time must lie in the future."},
	"not_unreviewed":        {"", "Es steht keine nachträgliche Freigabe aus.", "No ratification is outstanding."},
	"archived":              {command.Refused, "Der Eintrag ist im Archiv.", "The entry is archived."},
	"not_archived":          {"", "Der Eintrag ist nicht im Archiv.", "The entry is not archived."},
	"expired":               {"", "Der Eintrag ist abgelaufen.", "The entry has expired."},
	"same_organisation":     {"", "Der Eintrag gehört dieser Organisation schon.", "The entry belongs to this organisation already."},
	"taken_down":            {"", "Die Agentur hat den Eintrag offline genommen; nur sie bringt ihn zurück.", "The agency took the entry down; only the agency brings it back."},
	"reason_required":       {"", "Bitte nennen Sie einen Grund.", "Please give a reason."},
	"time_required":         {"", "Bitte nennen Sie einen Zeitpunkt.", "Please give a time."},
	"revision_required":     {"", "Bitte wählen Sie eine Fassung.", "Please choose a revision."},
	"organisation_required": {"", "Bitte wählen Sie eine Organisation.", "Please choose an organisation."},
}
