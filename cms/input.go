package cms

import (
	"time"

	"github.com/google/uuid"

	"lotse/schema"
)

// CreateEntry asks for a new entry with its source variant.
type CreateEntry struct {
	Type           string
	OrganisationID uuid.UUID
	Locale         string
	Fields         schema.Content
	// Origin is human where empty; the import says import.
	Origin string
	// ID is chosen by imports that must find the entry again; else made here.
	ID uuid.UUID
}

// CreateVariant asks for a further locale of an entry. Fields may be nil: then it begins empty.
type CreateVariant struct {
	EntryID uuid.UUID
	Locale  string
	Fields  schema.Content
	Origin  string
}

// Save asks to replace the working copy. Version is the variant's version that the writer saw.
type Save struct {
	EntryID uuid.UUID
	Locale  string
	Version int
	Fields  schema.Content
	Origin  string
}

// Act asks for a step of the workflow. Version is the variant's version for actions on a variant and the
// entry's for actions on an entry. Locale is the source's where empty.
type Act struct {
	EntryID      uuid.UUID
	Locale       string
	Action       string
	Version      int
	Reason       string
	At           time.Time
	Revision     uuid.UUID
	Organisation uuid.UUID
	// NoMail leaves the mails out (imports, demo).
	NoMail bool
}

// BulkItem is one item of a bulk action.
type BulkItem struct {
	EntryID uuid.UUID
	Locale  string
	Version int
}

// BulkResult is what became of one item: the entry's new versions or the error.
type BulkResult struct {
	Item  BulkItem
	Entry *Entry
	Err   error
}

// CreateRelease asks for several variants to go live (or off) together, now or at a time.
type CreateRelease struct {
	Title     string
	Direction string // live or off
	At        time.Time
	Members   []ReleaseItem
}

// ReleaseItem names a variant of a release.
type ReleaseItem struct {
	EntryID uuid.UUID
	Locale  string
}
