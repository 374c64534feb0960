package webhook

import (
	"github.com/google/uuid"
	"github.com/riverqueue/river"
)

// Queue is the queue of calls: slow receivers must not keep releases and mails waiting.
const Queue = "webhook"

// Call asks to make one attempt of a delivery. An attempt that was made already is nothing to do, so the job may
// come twice.
type Call struct {
	DeliveryID uuid.UUID `json:"deliveryId"`
	Attempt    int       `json:"attempt"` // counted from 1
}

// Kind is the job's name in the database.
func (Call) Kind() string { return "call_webhook" }

// InsertOpts gives the queue and how often the job itself is tried, which is not how often the receiver is called.
func (Call) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 10, Queue: Queue}
}
