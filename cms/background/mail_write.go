package background

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/mail"
	"lotse/schema"
)

// writer turns a row of the outbox into a message, from the present state of the database. It changes
// nothing.
type writer struct {
	db        *pgxpool.Pool
	types     *schema.Registry
	location  *time.Location
	linkToken func(uuid.UUID) string
	base      *url.URL
}

// write makes the message. errNotSent says that nothing is to be sent any more.
func (w *writer) write(ctx context.Context, row outboxRow) (mail.Message, error) {
	if row.Closed || row.Email == "" {
		return mail.Message{}, accountClosed
	}
	data, err := w.data(ctx, row)
	if err != nil {
		return mail.Message{}, err
	}
	data.Name = row.Name
	words, err := mail.Render(row.Template, row.Locale, data)
	if err != nil {
		return mail.Message{}, err
	}
	return mail.Message{
		To: row.to(), Subject: words.Subject, Text: words.Text, HTML: words.HTML,
		Headers:   map[string]string{"Content-Language": row.Locale},
		MessageID: row.ID.String() + "@" + w.base.Hostname(), Date: row.CreatedAt,
	}, nil
}

// data gathers what the mail speaks of.
func (w *writer) data(ctx context.Context, row outboxRow) (mail.Data, error) {
	switch row.Template {
	case mail.SignIn, mail.ResetPassword:
		return w.link(ctx, row)
	case mail.ReleaseFailed:
		return w.release(ctx, row)
	case mail.WebhookDisabled:
		return w.webhook(ctx, row)
	case mail.TranslationRequested:
		return w.translation(ctx, row)
	}
	subject, err := w.entry(ctx, row)
	if err != nil {
		return mail.Data{}, err
	}
	data := mail.Data{Title: subject.Title, Link: w.entryLink(row.EntryID, subject.Locale)}
	switch row.Template {
	case mail.Expired, mail.Reminder14, mail.Reminder3:
		data.Date, err = w.end(row, subject)
		return data, err
	case mail.Corrected:
		if data.Fields, err = w.corrected(ctx, row, subject.Type); err != nil {
			return mail.Data{}, err
		}
	}
	data.Reason, err = w.reason(ctx, row.ActivityID)
	return data, err
}

// subjectRow is the entry that a mail speaks of, in the locale concerned.
type subjectRow struct {
	Type      string     `db:"type"`
	Title     string     `db:"title"`
	Locale    string     `db:"locale"`
	ExpiresAt *time.Time `db:"expires_at"`
	Shown     bool       `db:"shown"`
}

// The title is that of the source where a translation has none yet.
const sqlMailSubject = `
select e.type, coalesce(nullif(v.title, ''), s.title) as title, v.locale, e.expires_at,
       e.source_live and e.archived_at is null as shown
from variants v
join entries e on e.id = v.entry_id
join variants s on s.entry_id = e.id and s.locale = e.source_locale
where v.id = @variant_id`

func (w *writer) entry(ctx context.Context, row outboxRow) (subjectRow, error) {
	rows, err := w.db.Query(ctx, sqlMailSubject, pgx.StrictNamedArgs{"variant_id": row.VariantID})
	if err != nil {
		return subjectRow{}, fmt.Errorf("load entry of mail: %w", err)
	}
	subject, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[subjectRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return subjectRow{}, entryGone
	}
	if err != nil {
		return subjectRow{}, fmt.Errorf("load entry of mail: %w", err)
	}
	return subject, nil
}

// reminded is how many days before the end each reminder is still true.
var reminded = map[mail.Template]int{mail.Reminder14: 14, mail.Reminder3: 3}

// end is the day that a mail about the end of an entry names: the last public one, or after the end the
// first without it. Whoever has confirmed or withdrawn the entry since is not written to.
func (w *writer) end(row outboxRow, subject subjectRow) (time.Time, error) {
	end := subject.ExpiresAt
	over := end != nil && !end.After(row.Now)
	days, reminder := reminded[row.Template]
	if end == nil || !subject.Shown || over == reminder || reminder && end.After(row.Now.AddDate(0, 0, days)) {
		return time.Time{}, overtaken
	}
	if reminder {
		return end.Add(-time.Microsecond).In(w.location), nil
	}
	return end.In(w.location), nil
}

const sqlRemark = `
select coalesce(max(text), '')
from remarks
where activity_id = @activity_id`

// reason is what somebody wrote with the action, empty for nothing.
func (w *writer) reason(ctx context.Context, activity uuid.UUID) (string, error) {
	var text string
	if err := w.db.QueryRow(ctx, sqlRemark, pgx.StrictNamedArgs{"activity_id": activity}).Scan(&text); err != nil {
		return "", fmt.Errorf("load reason of mail: %w", err)
	}
	return text, nil
}

// What was submitted, and what was approved of it.
const sqlCorrection = `
select before.content, after.content
from activity a
join reviews w on w.id = a.review_id
join revisions before on before.id = w.revision_id
join revisions after on after.id = a.revision_id
where a.id = @activity_id`

// corrected lists the labels of the fields that the editors changed in what was submitted.
func (w *writer) corrected(ctx context.Context, row outboxRow, typeName string) ([]string, error) {
	var before, after schema.Content
	err := w.db.QueryRow(ctx, sqlCorrection, pgx.StrictNamedArgs{"activity_id": row.ActivityID}).Scan(&before, &after)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nothingToTell
	}
	if err != nil {
		return nil, fmt.Errorf("load correction of mail: %w", err)
	}
	t, ok := w.types.Type(typeName)
	if !ok {
		return nil, entryGone
	}
	var labels []string
	for _, change := range t.Diff(before, after) {
		if label := fieldLabel(t, change.Field, row.Locale); !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	if len(labels) == 0 {
		return nil, nothingToTell
	}
	return labels, nil
}

// fieldLabel is what people call the field that a path (contacts.role, contacts/0/role) lies in.
func fieldLabel(t *schema.Type, path, locale string) string {
	name := path
	if at := strings.IndexAny(path, "./"); at >= 0 {
		name = path[:at]
	}
	if f, ok := t.Field(name); ok {
		return f.Label.In(locale)
	}
	return name
}

const sqlMailLink = `
select expires_at
from mail_links
where id = @id
  and used_at is null
  and expires_at > lotse.now()`

// link makes the address that signs in or asks for a new password. The secret stands behind #, so that no server logs it.
func (w *writer) link(ctx context.Context, row outboxRow) (mail.Data, error) {
	var expires time.Time
	err := w.db.QueryRow(ctx, sqlMailLink, pgx.StrictNamedArgs{"id": row.LinkID}).Scan(&expires)
	if errors.Is(err, pgx.ErrNoRows) {
		return mail.Data{}, overtaken
	}
	if err != nil {
		return mail.Data{}, fmt.Errorf("load link of mail: %w", err)
	}
	minutes := int(math.Round(expires.Sub(row.Now).Minutes()))
	if minutes < 1 {
		return mail.Data{}, overtaken
	}
	page := "link"
	if row.Template == mail.ResetPassword {
		page = "reset-password"
	}
	address := w.base.JoinPath("admin", page)
	address.Fragment = url.Values{"token": {w.linkToken(row.LinkID)}}.Encode()
	return mail.Data{Link: address.String(), Minutes: minutes}, nil
}

// entryLink leads to an entry on the desk.
func (w *writer) entryLink(id uuid.UUID, locale string) string {
	address := w.base.JoinPath("admin", "entries", id.String())
	address.RawQuery = url.Values{"locale": {locale}}.Encode()
	return address.String()
}
