package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
)

const sqlForgetCover = `
delete from translation_links
where variant_id = @variant_id
  and target_hash = '*'`

// MatchSource notes that a text in a free language says what its source says now: what has changed in the source since
// is no longer listed, and what is live is no longer outdated.
func (s *Service) MatchSource(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string, version int) (Translation, error) {
	return s.onFreeText(ctx, actor, id, locale, version, func(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow) error {
		reference, err := l.reference(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sqlForgetCover, pgx.StrictNamedArgs{"variant_id": v.ID}); err != nil {
			return fmt.Errorf("forget what the text covered: %w", err)
		}
		source := l.typ.Segments(reference)
		if err := storeLinks(ctx, tx, v, cover(source, v.Origin), source, nil); err != nil {
			return err
		}
		tx.Record(audit.Event{Action: "confirm_translation", EntryID: v.EntryID, VariantID: v.ID, Locale: v.Locale,
			OrganisationID: l.entry.OrganisationID, Changes: map[string]any{"segments": len(source)}})
		return nil
	})
}

// MarkChecked notes that readers of its target group have checked the text in a free language as it is, or takes that
// back. It holds for this very text: changed, it is no longer checked.
func (s *Service) MarkChecked(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string, version int, checked bool) (Translation, error) {
	return s.onFreeText(ctx, actor, id, locale, version, func(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow) error {
		if was := v.checked(v.ContentHash) != nil; was == checked {
			tx.Unchanged()
			return nil
		}
		v.CheckedHash, v.CheckedAt = nil, nil
		if checked {
			now := tx.Now
			v.CheckedHash, v.CheckedAt = v.ContentHash, &now
		}
		v.Version++
		tx.Record(audit.Event{Action: "check_translation", EntryID: v.EntryID, VariantID: v.ID, Locale: v.Locale,
			OrganisationID: l.entry.OrganisationID, Changes: map[string]any{"checked": checked}})
		return storeVariant(ctx, tx, v)
	})
}

// onFreeText runs a change of what is known of a text in a free language.
func (s *Service) onFreeText(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string, version int, change func(context.Context, *command.Tx, *loaded, *variantRow) error) (out Translation, err error) {
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, v, err := s.loadVariant(ctx, tx, actor, id, locale)
		if err != nil {
			return err
		}
		if err := s.authoriseBeside(actor, l, v); err != nil {
			return err
		}
		if err := s.authorise(actor, "save", l.resource(v)); err != nil {
			return err
		}
		switch {
		case !isFree(locale) || l.part(v) != schema.Translation:
			return command.E(command.Refused, "not_free_locale", "Only a text of its own is judged as a whole.")
		case version != v.Version:
			return stale(l, v, nil)
		}
		if err := change(ctx, tx, l, v); err != nil {
			return err
		}
		if err := s.matched(ctx, tx, l, v); err != nil {
			return err
		}
		out, err = s.On(tx).translationView(ctx, actor, l, v, locale)
		return err
	})
	return out, err
}
