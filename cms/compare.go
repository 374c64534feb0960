package cms

import (
	"context"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/schema"
)

// Compare tells field by field what differs between two texts of a variant. from and to are ids of
// revisions, or `live`, `pending`, `base` (the newest revision), `working` (the working copy) or `empty`.
// What is named but does not exist (nothing live yet) counts as empty.
func (s *Service) Compare(ctx context.Context, actor auth.Actor, id uuid.UUID, locale, from, to string) (Comparison, error) {
	l, v, err := s.readVariant(ctx, actor, id, locale)
	if err != nil {
		return Comparison{}, err
	}
	var out Comparison
	var left, right schema.Content
	if out.From, left, err = s.comparedText(ctx, l, v, from, "/from"); err != nil {
		return Comparison{}, err
	}
	if out.To, right, err = s.comparedText(ctx, l, v, to, "/to"); err != nil {
		return Comparison{}, err
	}
	if out.Changes = l.typ.Diff(left, right); out.Changes == nil {
		out.Changes = []schema.Change{}
	}
	return out, nil
}

// comparedText finds the text that a name stands for.
func (s *Service) comparedText(ctx context.Context, l *loaded, v *variantRow, name, pointer string) (*RevisionView, schema.Content, error) {
	var id *uuid.UUID
	switch name {
	case "working":
		view := RevisionView{Locale: v.Locale, Reason: "working", Origin: v.Origin, CreatedAt: v.SavedAt, TypeVersion: v.TypeVersion, Fields: v.Content}
		return &view, v.Content, nil
	case "empty":
		return nil, schema.Content{}, nil
	case "live":
		id = v.LiveRevision
	case "pending":
		id = v.PendingRevision
	case "base":
		id = v.BaseRevision
	default:
		parsed, err := uuid.Parse(name)
		if err != nil {
			return nil, nil, command.InvalidField(pointer, "bad_format")
		}
		id = &parsed
	}
	if id == nil {
		return nil, schema.Content{}, nil
	}
	r, err := revision(ctx, s.db, v.ID, *id)
	if err != nil {
		return nil, nil, err
	}
	views, err := s.revisionViews(ctx, l, v, r)
	if err != nil {
		return nil, nil, err
	}
	return &views[0], r.Content, nil
}
