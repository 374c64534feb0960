package webhook

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/outbound"
)

// claimTime is how long an attempt has a delivery for itself: longer than a call may take, and over when the job of a
// process that died is begun again.
const claimTime = time.Minute

// noteTime is how long noting what came of a call may take, also when the job's own time is over: not to know that it
// was made would mean to make it twice.
const noteTime = 10 * time.Second

// longestSleep bounds how long a job sleeps that came before its time: the clock may be moved on.
const longestSleep = time.Hour

// due is a delivery at the time of an attempt. Waits are in seconds, at most zero where there is nothing to wait for.
type due struct {
	ID         uuid.UUID `db:"id"`
	EndpointID uuid.UUID `db:"endpoint_id"`
	MessageID  uuid.UUID `db:"message_id"`
	State      string    `db:"state"`
	Attempts   int       `db:"attempts"`
	URL        string    `db:"url"`
	Body       string    `db:"body"`
	Wait       float64   `db:"wait"`
	Claimed    float64   `db:"claimed"`
	Paused     float64   `db:"paused"`
}

const sqlDue = `
select d.id, d.endpoint_id, d.message_id, d.state, d.attempts, e.url, m.body,
       extract(epoch from d.due_at - lotse.now())::double precision as wait,
       coalesce(extract(epoch from d.claimed_until - lotse.now()), 0)::double precision as claimed,
       coalesce(extract(epoch from e.paused_until - lotse.now()), 0)::double precision as paused
from webhook_deliveries d
join webhook_endpoints e on e.id = d.endpoint_id
join webhook_messages m on m.id = d.message_id
where d.id = @id`

// Deliver makes one attempt. It returns how long the job has to sleep and come again; zero: the job has nothing more to
// do, because the attempt was made (the next one, if any, is a job of its own), was made before, or is not wanted
// any more.
func (s *Service) Deliver(ctx context.Context, job Call) (sleep time.Duration, err error) {
	d, found, err := s.loadDue(ctx, job.DeliveryID)
	lane := s.lanes.of(d.EndpointID)
	switch {
	case err != nil:
		return 0, err
	case !found, d.State != "pending", d.Attempts != job.Attempt-1:
		return 0, nil
	case d.Wait > 0:
		return seconds(d.Wait), nil
	case d.Claimed > 0:
		return seconds(d.Claimed), nil
	case d.Paused > 0:
		return s.postpone(ctx, d, lane, seconds(d.Paused))
	case !lane.enter(ctx):
		return s.postpone(ctx, d, lane, time.Second)
	}
	defer lane.leave()
	claimed, err := s.claim(ctx, d)
	if err != nil || !claimed {
		return time.Second, err
	}
	began := time.Now()
	defer func() { lane.note(time.Since(began)) }()
	return 0, s.attempt(ctx, d)
}

func (s *Service) loadDue(ctx context.Context, id uuid.UUID) (due, bool, error) {
	rows, err := s.db.Query(ctx, sqlDue, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return due{}, false, fmt.Errorf("load delivery: %w", err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[due])
	if errors.Is(err, pgx.ErrNoRows) {
		return due{}, false, nil
	}
	if err != nil {
		return due{}, false, fmt.Errorf("load delivery: %w", err)
	}
	return d, true, nil
}

// seconds is a little more than the wait, so that it is over then.
func seconds(wait float64) time.Duration {
	return min(time.Duration(wait*float64(time.Second))+time.Millisecond, longestSleep)
}

const sqlCountWaiting = `
select count(*)
from webhook_deliveries
where endpoint_id = @endpoint
  and state = 'pending'`

const sqlPostpone = `
update webhook_deliveries
set due_at = lotse.now() + @wait::interval
where id = @id
  and state = 'pending'`

// postpone lets a delivery wait without counting an attempt. Those that wait for the same endpoint spread over the time
// that all of them will take, so that ten thousand do not ask all the time whether it is their turn.
func (s *Service) postpone(ctx context.Context, d due, lane *lane, wait time.Duration) (time.Duration, error) {
	var n int
	if err := s.db.QueryRow(ctx, sqlCountWaiting, pgx.StrictNamedArgs{"endpoint": d.EndpointID}).Scan(&n); err != nil {
		return 0, fmt.Errorf("count deliveries: %w", err)
	}
	wait += rand.N(lane.spread(n) + 1)
	if _, err := s.db.Exec(ctx, sqlPostpone, pgx.StrictNamedArgs{"id": d.ID, "wait": wait}); err != nil {
		return 0, fmt.Errorf("postpone delivery: %w", err)
	}
	return min(wait+time.Millisecond, longestSleep), nil
}

const sqlClaim = `
update webhook_deliveries
set claimed_until = lotse.now() + @claim::interval
where id = @id
  and state = 'pending'
  and attempts = @made
  and (claimed_until is null or claimed_until <= lotse.now())`

// claim takes the delivery for one attempt. No transaction is open during the call.
func (s *Service) claim(ctx context.Context, d due) (bool, error) {
	tag, err := s.db.Exec(ctx, sqlClaim, pgx.StrictNamedArgs{"id": d.ID, "made": d.Attempts, "claim": claimTime})
	if err != nil {
		return false, fmt.Errorf("claim delivery: %w", err)
	}
	return tag.RowsAffected() == 1, nil
}

// outcome is what came of a call.
type outcome struct {
	status     int    // 0: no answer
	class      string // of the failure where there was no answer
	retryAfter time.Duration
	took       time.Duration
}

// ok tells success: 2xx and nothing else.
func (o outcome) ok() bool { return o.status >= 200 && o.status < 300 }

// unreadableSecret is the class of calls that could not be signed.
const unreadableSecret = "secret_unreadable"

// attempt calls the endpoint and notes what came of it.
func (s *Service) attempt(ctx context.Context, d due) error {
	o, err := s.call(ctx, d)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTime)
	defer cancel()
	return s.note(ctx, d, o)
}

// call signs the message with every secret that holds and sends it.
func (s *Service) call(ctx context.Context, d due) (outcome, error) {
	secrets, err := s.secrets(ctx, d.EndpointID)
	if errors.Is(err, errSealed) {
		s.log.ErrorContext(ctx, "webhook cannot be signed", "webhook_id", d.EndpointID, "error", err)
		return outcome{class: unreadableSecret}, nil
	}
	if err != nil {
		return outcome{}, err
	}
	began := time.Now()
	text := []byte(d.Body)
	answer, err := s.caller.Post(ctx, d.URL, s.headers(secrets, MessageName(d.MessageID), began, text), text)
	return outcome{status: answer.Status, class: outbound.Class(err), retryAfter: answer.RetryAfter, took: time.Since(began)}, nil
}

// gone is the answer of a receiver that wants no more calls.
const gone = http.StatusGone
