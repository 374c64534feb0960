package background

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	netmail "net/mail"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"lotse/auth"
	"lotse/internal/mail"
)

// noteTimeout is how long noting what became of a mail may take after the job's own time is over.
const noteTimeout = 5 * time.Second

// mailTimeout is longer than a mail server may take (see mail.SMTP) and shorter than jobTimeout.
const mailTimeout = 45 * time.Second

// errNotSent is why a mail is given up without having been offered to the mail server. The codes stand in
// outbox.error.
type errNotSent string

const (
	accountClosed errNotSent = "account_closed"  // erased or disabled since
	entryGone     errNotSent = "entry_gone"      // deleted since
	overtaken     errNotSent = "overtaken"       // no longer true: confirmed meanwhile, a link that has ended
	nothingToTell errNotSent = "nothing_to_tell" // what was corrected was put back
)

// Error implements error.
func (e errNotSent) Error() string { return string(e) }

// mailWorker sends one row of the outbox.
type mailWorker struct {
	river.WorkerDefaults[auth.SendMail]
	writer *writer
	db     *pgxpool.Pool
	sender mail.Sender
	log    *slog.Logger
}

// Timeout bounds one attempt.
func (w *mailWorker) Timeout(*river.Job[auth.SendMail]) time.Duration { return mailTimeout }

// outboxRow is a mail to send with its recipient.
type outboxRow struct {
	ID         uuid.UUID     `db:"id"`
	Template   mail.Template `db:"template"`
	EntryID    uuid.UUID     `db:"entry_id"`
	VariantID  uuid.UUID     `db:"variant_id"`
	ActivityID uuid.UUID     `db:"activity_id"`
	ReleaseID  uuid.UUID     `db:"release_id"`
	LinkID     uuid.UUID     `db:"link_id"`
	WebhookID  uuid.UUID     `db:"webhook_id"`
	RequestID  uuid.UUID     `db:"translation_request_id"`
	CreatedAt  time.Time     `db:"created_at"`
	Sent       bool          `db:"sent"`
	Email      string        `db:"email"`
	Name       string        `db:"name"`
	Locale     string        `db:"locale"`
	Closed     bool          `db:"closed"`
	Now        time.Time     `db:"now"`
}

const sqlOutboxRow = `
select o.id, o.template, o.entry_id, o.variant_id, o.activity_id, o.release_id, o.link_id, o.webhook_id, o.translation_request_id, o.created_at,
       o.sent_at is not null as sent,
       coalesce(a.email, '') as email, coalesce(nullif(a.name, ''), a.email, '') as name, a.locale,
       a.disabled_at is not null or a.erased_at is not null as closed,
       lotse.now() as now
from outbox o
join accounts a on a.id = o.account_id
where o.id = @id`

// Work sends the mail, unless it was sent before or is overtaken by what happened since. A mail that a
// dying process sent without noting it is sent again with the same Message-ID, by which mail servers and
// programs recognise the double.
func (w *mailWorker) Work(ctx context.Context, job *river.Job[auth.SendMail]) error {
	row, err := w.load(ctx, job.Args.OutboxID)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && row.Sent {
		return nil
	}
	if err != nil {
		return fmt.Errorf("load mail: %w", err)
	}
	message, err := w.writer.write(ctx, row)
	if err == nil {
		err = w.sender.Send(ctx, message)
	}
	if err == nil {
		return w.note(ctx, sqlNoteSent, pgx.StrictNamedArgs{"id": row.ID})
	}
	return w.failed(ctx, job, row, err)
}

func (w *mailWorker) load(ctx context.Context, id uuid.UUID) (outboxRow, error) {
	rows, err := w.db.Query(ctx, sqlOutboxRow, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return outboxRow{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[outboxRow])
}

const sqlNoteSent = `
update outbox
set sent_at = lotse.now(),
    failed_at = null,
    error = ''
where id = @id`

const sqlNoteFailed = `
update outbox
set error = @error,
    failed_at = case when @final::boolean then lotse.now() end
where id = @id
  and sent_at is null`

// failed notes why a mail was not sent. What trying again cannot cure ends here; the rest goes back to
// River, which waits longer each time. The text of the error holds neither an address nor content.
func (w *mailWorker) failed(ctx context.Context, job *river.Job[auth.SendMail], row outboxRow, cause error) error {
	hopeless := permanent(cause)
	final := hopeless || job.Attempt >= job.MaxAttempts
	err := w.note(ctx, sqlNoteFailed, pgx.StrictNamedArgs{"id": row.ID, "error": cause.Error(), "final": final})
	if err != nil {
		return errors.Join(cause, err)
	}
	if !hopeless {
		return cause
	}
	level := slog.LevelWarn
	if unsent := errNotSent(""); errors.As(cause, &unsent) {
		level = slog.LevelInfo
	}
	w.log.LogAttrs(ctx, level, "mail given up", append(jobAttrs(job.JobRow),
		slog.Any("outbox_id", row.ID), slog.String("template", string(row.Template)), slog.Any("error", cause))...)
	return river.JobCancel(cause)
}

// permanent tells that the same mail can never be sent: it was refused, cannot be written, or is overtaken.
func permanent(err error) bool {
	unsent := errNotSent("")
	return errors.As(err, &unsent) || errors.Is(err, mail.ErrMissing) || !mail.Temporary(err)
}

// note writes what became of the mail, also when the job's own time is over: not to know that it was sent
// would mean to send it twice.
func (w *mailWorker) note(ctx context.Context, sql string, args pgx.StrictNamedArgs) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTimeout)
	defer cancel()
	if _, err := w.db.Exec(ctx, sql, args); err != nil {
		return fmt.Errorf("note what became of the mail: %w", err)
	}
	return nil
}

// to is the recipient as a header, `"Mina" <mina@example.org>`.
func (r outboxRow) to() string {
	if r.Name == r.Email {
		return r.Email
	}
	return (&netmail.Address{Name: r.Name, Address: r.Email}).String()
}
