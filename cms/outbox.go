package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/schema"
)

// mail is a letter that a step asks for.
type mail struct {
	template string
	to       uuid.UUID
	release  uuid.UUID
	request  uuid.UUID // of translations
}

// mailSubmitter tells whoever submitted the text (or wrote it, where nobody submitted it).
func mailSubmitter(template string) func(context.Context, *step) error {
	return func(_ context.Context, st *step) error {
		to := deref(st.v.SubmittedBy)
		if to == uuid.Nil && st.part(st.v) == schema.Source { // of a translation that nobody submitted the author hears nothing
			to = deref(st.entry.CreatedBy)
		}
		own := to == st.actor.Person() && template != "submitted"
		if to != uuid.Nil && !own && !st.in.NoMail {
			st.mails = append(st.mails, mail{template: template, to: to})
		}
		return nil
	}
}

// mailCorrected sends the submitter what an editor changed in the text, where something was changed.
func mailCorrected(ctx context.Context, st *step) error {
	if len(st.v.Correctors) == 0 {
		return nil
	}
	return mailSubmitter("corrected")(ctx, st)
}

// sendMails puts the step's letters into the outbox.
func (st *step) sendMails(ctx context.Context, activity uuid.UUID) error {
	return st.s.queueMails(ctx, st.tx, activity, withEntry(st.mails, st.entry, st.v)...)
}

// TranslationMail is a letter about a translation: what was asked of a translator, a question, its answer.
type TranslationMail struct {
	Template string
	To       uuid.UUID
	Request  uuid.UUID // the request that it speaks of
	EntryID  uuid.UUID // or the entry, in the locale of the variant
	Variant  uuid.UUID
	Activity uuid.UUID // whose remark it quotes
}

// QueueTranslationMail stores a letter about a translation and the job that sends it.
func (s *Service) QueueTranslationMail(ctx context.Context, tx *command.Tx, m TranslationMail) error {
	return s.queueMails(ctx, tx, m.Activity, addressed{
		mail: mail{template: m.Template, to: m.To, request: m.Request}, entry: m.EntryID, variant: m.Variant,
	})
}

// addressed is a letter with what it speaks of.
type addressed struct {
	mail
	entry, variant uuid.UUID
}

func withEntry(mails []mail, e *entryRow, v *variantRow) []addressed {
	out := make([]addressed, len(mails))
	for i, m := range mails {
		out[i] = addressed{mail: m, entry: e.ID, variant: v.ID}
	}
	return out
}

const sqlInsertOutbox = `
insert into outbox (id, account_id, template, entry_id, variant_id, activity_id, release_id, translation_request_id, created_at)
select @id, a.id, @template, @entry_id, @variant_id, @activity_id, @release_id, @request_id, @now
from accounts a
where a.id = @account_id
  and a.disabled_at is null
  and a.erased_at is null`

// queueMails stores letters and the jobs that send them. Nobody is written to whose account is closed.
func (s *Service) queueMails(ctx context.Context, tx *command.Tx, activity uuid.UUID, mails ...addressed) error {
	for _, m := range mails {
		id := command.NewID()
		tag, err := tx.Exec(ctx, sqlInsertOutbox, pgx.StrictNamedArgs{
			"id": id, "account_id": m.to, "template": m.template, "entry_id": ref(m.entry), "variant_id": ref(m.variant),
			"activity_id": ref(activity), "release_id": ref(m.release), "request_id": ref(m.request), "now": tx.Now,
		})
		if err != nil {
			return fmt.Errorf("put mail into the outbox: %w", err)
		}
		if tag.RowsAffected() == 1 {
			tx.Enqueue(auth.SendMail{OutboxID: id}, nil)
		}
	}
	return nil
}
