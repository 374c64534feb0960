package translation

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/segment"
)

// Bounds of questions.
const (
	maxQuestions = 200 // of an entry
	maxExcerpt   = 300 // characters
)

// Question is what a translator asks the author of a text.
type Question struct {
	ID         uuid.UUID   `json:"id" db:"id"`
	Locale     string      `json:"locale" db:"locale"`
	Segment    string      `json:"segment,omitempty" db:"segment"`
	Excerpt    string      `json:"excerpt" db:"excerpt" doc:"The words of the source that it is about."`
	Question   string      `json:"question" db:"question"`
	Answer     string      `json:"answer" db:"answer" doc:"Empty while there is none."`
	AskedBy    *cms.Person `json:"askedBy" db:"-"`
	AskedAt    time.Time   `json:"askedAt" db:"asked_at"`
	AnsweredBy *cms.Person `json:"answeredBy" db:"-"`
	AnsweredAt *time.Time  `json:"answeredAt" db:"answered_at"`

	AskedByID    *uuid.UUID `json:"-" db:"asked_by"`
	AnsweredByID *uuid.UUID `json:"-" db:"answered_by"`
}

const questionFields = `id, locale, segment, excerpt, question, answer, asked_by, asked_at, answered_by, answered_at`

const sqlQuestions = `
select ` + questionFields + `
from translation_questions
where entry_id = @entry
order by asked_at, id
limit @limit`

// Questions lists what was asked about an entry, in every language: to who translates it into this one.
func (s *Service) Questions(ctx context.Context, actor auth.Actor, entry uuid.UUID, locale string) ([]Question, error) {
	if err := s.demandText(ctx, actor, entry, locale); err != nil {
		return nil, err
	}
	asked, err := list[Question](ctx, s.db, "list questions", sqlQuestions, pgx.StrictNamedArgs{"entry": entry, "limit": maxQuestions})
	if err != nil {
		return nil, err
	}
	var people []uuid.UUID
	for _, q := range asked {
		people = appendRef(people, q.AskedByID, q.AnsweredByID)
	}
	names, err := s.cms.People(ctx, people)
	if err != nil {
		return nil, err
	}
	for i := range asked {
		asked[i].AskedBy, asked[i].AnsweredBy = person(names, asked[i].AskedByID), person(names, asked[i].AnsweredByID)
	}
	return asked, nil
}

// demandText checks that the actor may see a text: the source's, or a translation also before it exists.
func (s *Service) demandText(ctx context.Context, actor auth.Actor, entry uuid.UUID, locale string) error {
	_, err := s.cms.Translation(ctx, actor, entry, locale)
	if command.Code(err) == "source_locale" {
		return nil
	}
	return err
}

const sqlInsertQuestion = `
insert into translation_questions (id, entry_id, locale, segment, excerpt, question, asked_by, asked_at)
values (@id, @entry, @locale, @segment, @excerpt, @question, @asked_by, @now)`

// Who wrote the source: whoever submitted it last, else who made the entry.
const sqlAuthor = `
select v.id, coalesce(v.submitted_by, e.created_by)
from entries e
join variants v on v.entry_id = e.id and v.locale = e.source_locale
where e.id = @entry`

const sqlCountQuestions = `
select count(*)
from translation_questions
where entry_id = @entry`

// Ask asks the author about a segment, or about the text as a whole where segment is empty. The author gets a mail.
func (s *Service) Ask(ctx context.Context, actor auth.Actor, entry uuid.UUID, locale, segmentID, question string) ([]Question, error) {
	question, err := prose(question, "/question")
	if err != nil {
		return nil, err
	}
	if err := s.demand(actor, "save"); err != nil {
		return nil, err
	}
	excerpt := ""
	if segmentID != "" {
		_, seg, err := s.segment(ctx, actor, entry, locale, segmentID)
		if err != nil {
			return nil, err
		}
		excerpt = language.Truncate(segment.Plain(seg.Source.Coded), maxExcerpt)
	} else if err := s.demandText(ctx, actor, entry, locale); err != nil {
		return nil, err
	}
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		n := 0
		if err := tx.QueryRow(ctx, sqlCountQuestions, pgx.StrictNamedArgs{"entry": entry}).Scan(&n); err != nil {
			return fmt.Errorf("count questions: %w", err)
		}
		if n >= maxQuestions {
			return command.InvalidFields([]command.FieldError{{Pointer: "/question", Code: "too_many", Params: map[string]any{"max": maxQuestions}}})
		}
		if _, err := tx.Exec(ctx, sqlInsertQuestion, pgx.StrictNamedArgs{
			"id": command.NewID(), "entry": entry, "locale": locale, "segment": segmentID, "excerpt": excerpt, "question": question,
			"asked_by": nullable(actor.Person()), "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("insert question: %w", err)
		}
		var variant uuid.UUID
		var author *uuid.UUID
		if err := tx.QueryRow(ctx, sqlAuthor, pgx.StrictNamedArgs{"entry": entry}).Scan(&variant, &author); err != nil {
			return fmt.Errorf("look for the author: %w", err)
		}
		activity := tx.Record(audit.Event{Action: "translation_ask", EntryID: entry, VariantID: variant, Locale: locale, Remark: question})
		if author == nil || *author == actor.Person() {
			return nil
		}
		return s.cms.QueueTranslationMail(ctx, tx, cms.TranslationMail{Template: "question_asked", To: *author, EntryID: entry, Variant: variant, Activity: activity})
	})
	if err != nil {
		return nil, err
	}
	return s.Questions(ctx, actor, entry, locale)
}

const sqlLockQuestion = `
select q.entry_id, q.locale, q.asked_by, q.answered_at is not null as answered, v.id as variant_id
from translation_questions q
join entries e on e.id = q.entry_id
join variants v on v.entry_id = e.id and v.locale = e.source_locale
where q.id = @id
for update of q`

type questionRow struct {
	EntryID   uuid.UUID  `db:"entry_id"`
	Locale    string     `db:"locale"`
	AskedBy   *uuid.UUID `db:"asked_by"`
	Answered  bool       `db:"answered"`
	VariantID uuid.UUID  `db:"variant_id"`
}

const sqlAnswer = `
update translation_questions
set answer = @answer,
    answered_by = @by,
    answered_at = @now
where id = @id`

// Answer answers a question: who may confirm the entry may. Who asked gets a mail.
func (s *Service) Answer(ctx context.Context, actor auth.Actor, id uuid.UUID, answer string) error {
	answer, err := prose(answer, "/answer")
	if err != nil {
		return err
	}
	if err := s.demand(actor, "confirm"); err != nil {
		return err
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		q, err := one[questionRow](ctx, tx, "load question", sqlLockQuestion, pgx.StrictNamedArgs{"id": id})
		if err != nil {
			return err
		}
		// Who may say that an entry is still right may say what it means.
		if err := s.cms.On(tx).Demand(ctx, actor, q.EntryID, "confirm"); err != nil {
			return err
		}
		if q.Answered {
			return command.E(command.Refused, "question_answered", "The question is answered already.")
		}
		if _, err := tx.Exec(ctx, sqlAnswer, pgx.StrictNamedArgs{"id": id, "answer": answer, "by": nullable(actor.Person()), "now": tx.Now}); err != nil {
			return fmt.Errorf("store answer: %w", err)
		}
		activity := tx.Record(audit.Event{Action: "translation_answer", EntryID: q.EntryID, VariantID: q.VariantID, Locale: q.Locale, Remark: answer})
		if q.AskedBy == nil || *q.AskedBy == actor.Person() {
			return nil
		}
		return s.cms.QueueTranslationMail(ctx, tx, cms.TranslationMail{Template: "question_answered", To: *q.AskedBy, EntryID: q.EntryID, Variant: q.VariantID, Activity: activity})
	})
}

// prose brings what somebody wrote into the form in which it is stored.
func prose(text, pointer string) (string, error) {
	text = strings.TrimSpace(language.NFC(text))
	switch code := language.Control(text, true); {
	case code != "":
		return "", command.InvalidField(pointer, code)
	case !language.Visible(text):
		return "", command.InvalidField(pointer, "required")
	case len([]rune(text)) > maxText:
		return "", command.InvalidFields([]command.FieldError{{Pointer: pointer, Code: "too_long", Params: map[string]any{"max": maxText}}})
	}
	return text, nil
}
