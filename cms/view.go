package cms

import (
	"time"

	"github.com/google/uuid"

	"lotse/schema"
	"lotse/workflow"
)

// Person is an account as others see it at the desk.
type Person struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name" doc:"Empty where the person was erased."`
}

// OrganisationRef is an organisation as it stands beside an entry.
type OrganisationRef struct {
	ID   uuid.UUID `json:"id"`
	Slug string    `json:"slug"`
	Name string    `json:"name"`
}

// VariantRef is one locale of an entry and where it stands.
type VariantRef struct {
	Locale     string `json:"locale"`
	Editing    string `json:"editing"`
	Visibility string `json:"visibility"`
}

// Offered is an action that the asking actor may take now.
type Offered struct {
	Name         string         `json:"name"`
	Scope        workflow.Scope `json:"scope" enum:"variant,entry"`
	Label        workflow.Text  `json:"label"`
	Reason       workflow.Need  `json:"reason" enum:"none,optional,required"`
	At           workflow.Need  `json:"at" enum:"none,optional,required"`
	Revision     workflow.Need  `json:"revision" enum:"none,optional,required"`
	Organisation workflow.Need  `json:"organisation" enum:"none,optional,required"`
	Tone         string         `json:"tone,omitempty"`
	Hidden       bool           `json:"hidden,omitempty" doc:"Not a button: save, revert."`
}

// Problem is one reason why publishing would be refused now.
type Problem struct {
	Pointer string         `json:"pointer" doc:"JSON Pointer into fields."`
	Code    string         `json:"code"`
	Locale  string         `json:"locale,omitempty"`
	Params  map[string]any `json:"params,omitempty"`
}

// ScheduledRef tells when a variant goes live and with which revision.
type ScheduledRef struct {
	ReleaseID uuid.UUID `json:"releaseId"`
	At        time.Time `json:"at"`
	Revision  uuid.UUID `json:"revision"`
}

// RemarkRef is what somebody said with the newest decision about a variant.
type RemarkRef struct {
	Action string    `json:"action"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
	Author *Person   `json:"author"`
}

// Entry is one variant of an entry as the desk shows it.
type Entry struct {
	ID              uuid.UUID       `json:"id"`
	Type            string          `json:"type"`
	Locale          string          `json:"locale"`
	SourceLocale    string          `json:"sourceLocale"`
	Locales         []VariantRef    `json:"locales"`
	Slug            string          `json:"slug"`
	Title           string          `json:"title"`
	Version         int             `json:"version" doc:"The variant's version: the token of save and of variant actions."`
	EntryVersion    int             `json:"entryVersion" doc:"The entry's version: the token of entry actions."`
	Editing         string          `json:"editing"`
	Visibility      string          `json:"visibility" enum:"none,live,withdrawn"`
	Published       bool            `json:"published" doc:"Live, with nothing pending."`
	Unreviewed      bool            `json:"unreviewed" doc:"Published without review, not ratified yet."`
	Organisation    OrganisationRef `json:"organisation"`
	CreatedBy       *Person         `json:"createdBy"`
	SubmittedBy     *Person         `json:"submittedBy"`
	SubmittedAt     *time.Time      `json:"submittedAt"`
	ClaimedBy       *Person         `json:"claimedBy"`
	CorrectedBy     []Person        `json:"correctedBy"`
	SavedAt         time.Time       `json:"savedAt"`
	PublishedAt     *time.Time      `json:"publishedAt"`
	ValidUntil      *string         `json:"validUntil" format:"date"`
	VerifiedAt      *time.Time      `json:"verifiedAt"`
	VerifyBy        *time.Time      `json:"verifyBy"`
	ExpiresAt       *time.Time      `json:"expiresAt"`
	Expired         bool            `json:"expired"`
	Archived        bool            `json:"archived"`
	Scheduled       *ScheduledRef   `json:"scheduled"`
	LastRemark      *RemarkRef      `json:"lastRemark"`
	Fields          schema.Content  `json:"fields"`
	SourceFields    schema.Content  `json:"sourceFields,omitempty" doc:"In a translation: the source's present text, read only."`
	Problems        []Problem       `json:"problems"`
	Actions         []Offered       `json:"actions"`
	PendingRevision *uuid.UUID      `json:"pendingRevision"`
	LiveRevision    *uuid.UUID      `json:"liveRevision"`
}

// EntrySummary is a line of a list: one variant.
type EntrySummary struct {
	ID           uuid.UUID       `json:"id"`
	Type         string          `json:"type"`
	Locale       string          `json:"locale"`
	SourceLocale string          `json:"sourceLocale"`
	Locales      []VariantRef    `json:"locales"`
	Title        string          `json:"title"`
	Slug         string          `json:"slug"`
	Version      int             `json:"version"`
	EntryVersion int             `json:"entryVersion"`
	Editing      string          `json:"editing"`
	Visibility   string          `json:"visibility"`
	Published    bool            `json:"published"`
	Unreviewed   bool            `json:"unreviewed"`
	Archived     bool            `json:"archived"`
	Expired      bool            `json:"expired"`
	Organisation OrganisationRef `json:"organisation"`
	CreatedBy    *Person         `json:"createdBy"`
	SubmittedBy  *Person         `json:"submittedBy"`
	SubmittedAt  *time.Time      `json:"submittedAt"`
	ClaimedBy    *Person         `json:"claimedBy"`
	ScheduledAt  *time.Time      `json:"scheduledAt"`
	ExpiresAt    *time.Time      `json:"expiresAt"`
	UpdatedAt    time.Time       `json:"updatedAt"`
	Remark       string          `json:"remark,omitempty" doc:"The reason of the last decision, while changes are requested or it is rejected."`
}

// Page is a part of a list and where it goes on.
type Page[T any] struct {
	Items []T
	// Next is nil where the list ends.
	Next *Cursor
	// Total counts the whole list up to 10,000; nil where it was not asked for.
	Total *int
}

// Cursor is the place in a sorted list after which the next page begins: the sort key of the last line
// (nil for SQL's null) and its id. The doors sign it and hide its form.
type Cursor struct {
	Sort string    `json:"s"`
	Key  *string   `json:"k"`
	ID   uuid.UUID `json:"i"`
	// Locale is the second half of the id where lines are variants.
	Locale string `json:"l,omitempty"`
}

// EntryFilter selects lines of the list of entries. Zero values select everything.
type EntryFilter struct {
	Type         string
	Editing      []string
	Visibility   string
	Organisation string // id or slug
	Locale       string // a tag, or `source` for the source variants only
	Query        string
	Mine         bool
	Unreviewed   bool
	Claimed      string // `me`, `none` or ``
	Archived     bool   // archived entries instead of the others
	Sort         string // -updatedAt (default), updatedAt, submittedAt, title, expiresAt, with - for descending
	Limit        int    // 1–100, 25 where zero
	Cursor       *Cursor
	CountTotal   bool
}

// RevisionView is one revision of a variant.
type RevisionView struct {
	ID          uuid.UUID      `json:"id"`
	Number      int            `json:"number"`
	Locale      string         `json:"locale"`
	Reason      string         `json:"reason"`
	Origin      string         `json:"origin"`
	Authors     []Person       `json:"authors"`
	CreatedAt   time.Time      `json:"createdAt"`
	Live        bool           `json:"live"`
	Pending     bool           `json:"pending"`
	TypeVersion int            `json:"typeVersion"`
	Fields      schema.Content `json:"fields,omitempty"`
}

// Comparison is what differs between two texts of a variant.
type Comparison struct {
	From    *RevisionView   `json:"from" doc:"Null for the empty text before the first."`
	To      *RevisionView   `json:"to"`
	Changes []schema.Change `json:"changes"`
}

// ActivityView is one line of an entry's history.
type ActivityView struct {
	ID        uuid.UUID      `json:"id"`
	At        time.Time      `json:"at"`
	Action    string         `json:"action"`
	ActorKind string         `json:"actorKind"`
	Actor     *Person        `json:"actor"`
	Locale    string         `json:"locale,omitempty"`
	Changes   map[string]any `json:"changes"`
	Revision  *uuid.UUID     `json:"revision,omitempty"`
	Remark    string         `json:"remark,omitempty"`
}

// ReleaseView is a release with its members.
type ReleaseView struct {
	ID        uuid.UUID       `json:"id"`
	Title     string          `json:"title"`
	Direction string          `json:"direction" enum:"live,off"`
	State     string          `json:"state" enum:"scheduled,done,failed,cancelled"`
	DueAt     time.Time       `json:"dueAt"`
	Single    bool            `json:"single"`
	Version   int             `json:"version"`
	CreatedBy *Person         `json:"createdBy"`
	CreatedAt time.Time       `json:"createdAt"`
	EndedAt   *time.Time      `json:"endedAt"`
	Problems  []Problem       `json:"problems"`
	Members   []ReleaseMember `json:"members"`
}

// ReleaseMember is one variant of a release, with the revision that is pinned.
type ReleaseMember struct {
	EntryID    uuid.UUID `json:"entryId"`
	Locale     string    `json:"locale"`
	Type       string    `json:"type"`
	Title      string    `json:"title"`
	RevisionID uuid.UUID `json:"revisionId"`
}
