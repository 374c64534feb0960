package background

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
	"lotse/internal/mail"
	"lotse/schema"
)

const sqlMailTranslation = `
select r.title, r.note, r.due_on, r.cancelled_at is not null as cancelled, count(i.id)::int as texts,
       coalesce(sum(i.words), 0)::int as words, coalesce(array_agg(distinct i.locale), '{}') as locales
from translation_requests r
left join translation_items i on i.request_id = r.id and i.state in ('requested', 'in_progress')
where r.id = @id
group by r.id`

type mailTranslation struct {
	Title     string     `db:"title"`
	Note      string     `db:"note"`
	DueOn     *time.Time `db:"due_on"`
	Cancelled bool       `db:"cancelled"`
	Texts     int        `db:"texts"`
	Words     int        `db:"words"`
	Locales   []string   `db:"locales"`
}

// What is told of a request, one line each.
var (
	translationSize = schema.Text{"de": "%s: %d Texte, %d Wörter", "en": "%s: %d texts, %d words"}
	translationDue  = schema.Text{"de": "Bitte bis %s", "en": "Please by %s"}
	someTexts       = schema.Text{"de": "neue Texte", "en": "new texts"}
)

// translation tells a translator what is to be done; nothing where it was called off or is done already.
func (w *writer) translation(ctx context.Context, row outboxRow) (mail.Data, error) {
	rows, err := w.db.Query(ctx, sqlMailTranslation, pgx.StrictNamedArgs{"id": row.RequestID})
	if err != nil {
		return mail.Data{}, fmt.Errorf("load translation request of mail: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[mailTranslation])
	switch {
	case errors.Is(err, pgx.ErrNoRows) || err == nil && (r.Cancelled || r.Texts == 0):
		return mail.Data{}, overtaken
	case err != nil:
		return mail.Data{}, fmt.Errorf("load translation request of mail: %w", err)
	}
	data := mail.Data{Title: r.Title, Link: w.base.JoinPath("admin", "translations").String()}
	if data.Title == "" {
		data.Title = someTexts.In(row.Locale)
	}
	names := ""
	for i, tag := range r.Locales {
		l, _ := language.Get(tag)
		if i > 0 {
			names += ", "
		}
		if row.Locale == "de" {
			names += l.German
		} else {
			names += l.English
		}
	}
	data.Problems = append(data.Problems, fmt.Sprintf(translationSize.In(row.Locale), names, r.Texts, r.Words))
	if r.DueOn != nil {
		data.Problems = append(data.Problems, fmt.Sprintf(translationDue.In(row.Locale), r.DueOn.Format("02.01.2006")))
	}
	if r.Note != "" {
		data.Problems = append(data.Problems, r.Note)
	}
	return data, nil
}
