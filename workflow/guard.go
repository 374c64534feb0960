package workflow

import "github.com/google/uuid"

// guards are the conditions that an action may name. Each returns "" where it is met, else the code of
// the reason, which is listed in docs/errors.md.
var guards = map[string]func(Facts) string{
	// Who wrote any of it since the live copy may not approve it. Where the type allows corrections, an
	// editor who only corrected what another account submitted may.
	"four_eyes": func(f Facts) string {
		switch {
		case f.wrote():
			return "own_text"
		case f.corrected() && (!f.EditorCorrections || f.Person == f.Submitter):
			return "own_text"
		}
		return ""
	},
	// In review an editor may correct what another account submitted, where the type allows it.
	"corrects": func(f Facts) string {
		switch {
		case f.Editing != InReview:
			return ""
		case !f.EditorCorrections, !f.MayCorrect:
			return "in_review"
		case f.Person == uuid.Nil || f.Person == f.Submitter || f.wrote():
			return "in_review"
		}
		return ""
	},
	// What goes out without an approval needs a trusted organisation; what was approved, or only comes
	// back after a withdrawal, does not. What the agency took down, trust does not bring back.
	"approved_or_trusted": func(f Facts) string {
		switch {
		case f.Trusted && f.TakenDown && f.Editing != Approved:
			return "taken_down"
		case f.Editing == Approved, f.Trusted:
			return ""
		case f.Editing == Clean && f.EverLive:
			return ""
		}
		return "not_approved"
	},
	"something_to_publish": func(f Facts) string {
		if f.Editing == Clean && f.Visibility == Live {
			return "nothing_to_publish"
		}
		return ""
	},
	"not_claimed_by_other": func(f Facts) string {
		if f.ClaimedBy != uuid.Nil && f.ClaimedBy != f.Person {
			return "claimed_by_other"
		}
		return ""
	},
	"claimed": func(f Facts) string {
		if f.ClaimedBy == uuid.Nil {
			return "not_claimed"
		}
		return ""
	},
	"live": func(f Facts) string {
		if f.Visibility != Live {
			return "not_live"
		}
		return ""
	},
	"any_live": func(f Facts) string {
		if !f.AnyLive {
			return "not_live"
		}
		return ""
	},
	"nothing_live": func(f Facts) string {
		if f.AnyLive && !f.Archived { // what is archived is not shown
			return "still_live"
		}
		return ""
	},
	"scheduled": func(f Facts) string {
		if !f.Scheduled {
			return "not_scheduled"
		}
		return ""
	},
	"not_scheduled": func(f Facts) string {
		if f.Scheduled {
			return "scheduled"
		}
		return ""
	},
	"in_future": func(f Facts) string {
		if !f.At.IsZero() && !f.At.After(f.Now) {
			return "not_in_future"
		}
		return ""
	},
	"unreviewed": func(f Facts) string {
		if !f.Unreviewed {
			return "not_unreviewed"
		}
		return ""
	},
	"not_forced_by_me": func(f Facts) string {
		if f.ForcedBy == f.Person {
			return "own_text"
		}
		return ""
	},
	// Ratification is the second pair of eyes after the fact: who wrote the live text may not give it.
	// After publication the writers of the live copy are kept until it is ratified.
	"ratify_four_eyes": func(f Facts) string {
		if f.wrote() || f.corrected() {
			return "own_text"
		}
		return ""
	},
	"archived": func(f Facts) string {
		if !f.Archived {
			return "not_archived"
		}
		return ""
	},
	"not_archived": func(f Facts) string {
		if f.Archived {
			return "archived"
		}
		return ""
	},
	"not_expired": func(f Facts) string {
		if f.Expired {
			return "expired"
		}
		return ""
	},
	"other_organisation": func(f Facts) string {
		if f.Organisation != uuid.Nil && f.Organisation == f.Owner {
			return "same_organisation"
		}
		return ""
	},
}
