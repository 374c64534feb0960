package workflow

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Editing states of a variant. in_signoff exists only in the workflow with internal sign-off.
const (
	Draft            = "draft"
	InSignoff        = "in_signoff"
	InReview         = "in_review"
	ChangesRequested = "changes_requested"
	Rejected         = "rejected"
	Approved         = "approved"
	Clean            = "clean" // nothing pending
)

// Visibilities of a variant.
const (
	None      = "none"
	Live      = "live"
	Withdrawn = "withdrawn"
)

// Facts is all that a decision looks at.
type Facts struct {
	Editing    string
	Visibility string

	// Person is the account that acts or is acted for; uuid.Nil for the system.
	Person uuid.UUID
	// Writers wrote since the live copy; Correctors changed it only while it was in review.
	Writers    []uuid.UUID
	Correctors []uuid.UUID
	Submitter  uuid.UUID
	ClaimedBy  uuid.UUID
	ForcedBy   uuid.UUID

	EverLive          bool // a live revision exists, shown or withdrawn
	Scheduled         bool // a release with this variant is to come
	Unreviewed        bool // force-published and not ratified
	Archived          bool
	TakenDown         bool // the agency took it down, and has not brought it back
	Expired           bool
	AnyLive           bool // some variant of the entry is live
	EditorCorrections bool // the type allows editors to correct what others submitted
	MayCorrect        bool // the person may correct what is in review: editors
	Trusted           bool // the organisation may publish this type by itself, or the operator imports

	// Parameters of the action.
	Reason       string
	At           time.Time
	Now          time.Time
	Revision     uuid.UUID
	Organisation uuid.UUID // transfer: the new owner
	Owner        uuid.UUID // the present owner
}

// wrote tells whether the acting person wrote any of the text since the live copy.
func (f Facts) wrote() bool {
	return f.Person != uuid.Nil && slices.Contains(f.Writers, f.Person)
}

// corrected tells whether the acting person changed the text while it was in review.
func (f Facts) corrected() bool {
	return f.Person != uuid.Nil && slices.Contains(f.Correctors, f.Person)
}
