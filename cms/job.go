package cms

import (
	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Arguments of background work that the core asks for. The workers stand in cms/background. Arguments
// carry ids, never content, and every job may run twice.

// Unfinished are the states of jobs that are still to come or under way: a job that is unique by them is not enqueued
// beside another one.
func Unfinished() []rivertype.JobState {
	return []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
		rivertype.JobStateRetryable, rivertype.JobStateScheduled,
	}
}

// FireRelease asks to carry out a release when it is due. The row in releases is the truth: the job only
// comes at the right time, and a sweeper comes for those that were missed.
type FireRelease struct {
	ReleaseID uuid.UUID `json:"releaseId"`
}

// Kind is the job's name in the database.
func (FireRelease) Kind() string { return "fire_release" }

// InsertOpts gives the queue and how often it is tried.
func (FireRelease) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: river.QueueDefault}
}

// RenderDependents asks to render again what shows something of an entry.
type RenderDependents struct {
	EntryID uuid.UUID `json:"entryId"`
}

// Kind is the job's name in the database.
func (RenderDependents) Kind() string { return "render_dependents" }

// InsertOpts gives the queue and how often it is tried.
func (RenderDependents) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: river.QueueDefault}
}

// RenderOrganisation asks to render again what shows an organisation or something of it, after it was
// renamed, suspended or resumed.
type RenderOrganisation struct {
	OrganisationID uuid.UUID `json:"organisationId"`
}

// Kind is the job's name in the database.
func (RenderOrganisation) Kind() string { return "render_organisation" }

// InsertOpts gives the queue and how often it is tried.
func (RenderOrganisation) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: river.QueueDefault}
}

// Translate asks to send what waits for a service in a language. One job works on a pair of them at a time; what there is
// to do stands in translation_items.
type Translate struct {
	Provider string `json:"provider" river:"unique"`
	Locale   string `json:"locale" river:"unique"`
}

// Kind is the job's name in the database.
func (Translate) Kind() string { return "translate" }

// QueueTranslation is the queue of jobs that wait for services.
const QueueTranslation = "translation"

// InsertOpts gives the queue, how often it is tried, and that there is one at a time.
func (Translate) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: QueueTranslation, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: Unfinished()}}
}

// ApplyTranslationRules asks to request what standing rules want of an entry; of every entry of the rule's type where
// RuleID is given.
type ApplyTranslationRules struct {
	EntryID uuid.UUID `json:"entryId"`
	RuleID  uuid.UUID `json:"ruleId"`
}

// Kind is the job's name in the database.
func (ApplyTranslationRules) Kind() string { return "apply_translation_rules" }

// InsertOpts gives the queue and how often it is tried.
func (ApplyTranslationRules) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: river.QueueDefault}
}

// LearnTranslation asks to keep the texts of a translation that was published, to use them again.
type LearnTranslation struct {
	EntryID uuid.UUID `json:"entryId"`
	Locale  string    `json:"locale"`
}

// Kind is the job's name in the database.
func (LearnTranslation) Kind() string { return "learn_translation" }

// InsertOpts gives the queue and how often it is tried.
func (LearnTranslation) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 5, Queue: river.QueueDefault}
}

// SettleFeed asks to note again what changed around the suspension or return of an organisation.
type SettleFeed struct {
	OrganisationID uuid.UUID `json:"organisationId"`
	Touched        string    `json:"touched"` // the transaction in which it was suspended or returned
}

// Kind is the job's name in the database.
func (SettleFeed) Kind() string { return "settle_feed" }

// InsertOpts gives the queue and how often it is tried.
func (SettleFeed) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: river.QueueDefault}
}
