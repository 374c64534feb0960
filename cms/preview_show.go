package cms

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
	"lotse/workflow"
)

// PreviewItem is a working copy in the form of delivery.
type PreviewItem struct {
	Item
	Preview PreviewState `json:"preview"`
}

// PreviewState says what a preview shows.
type PreviewState struct {
	State     string    `json:"state" doc:"Editing state of the working copy."`
	Version   int       `json:"version" doc:"Version of the working copy: it rises with every save."`
	ExpiresAt time.Time `json:"expiresAt" doc:"The end of the link."`
	// LeftOut names the fields with references to what is not public (yet): a preview shows no second working copy.
	LeftOut []string `json:"leftOut" nullable:"false" doc:"Fields that refer to something that is not public; those references are left out."`
}

const sqlPreview = `
select ` + previewFields + `
from previews p
where p.id = @id
  and p.revoked_at is null
  and p.expires_at > lotse.now()`

// ShowPreview returns what a link shows: the working copy as it is now, rendered as publications are. The link is only
// as good as the one who made it: their right to read the text is asked again every time. Whatever is not good (changed,
// expired, revoked, deleted, no right any more) is NotFound, always the same. It never writes.
func (s *Service) ShowPreview(ctx context.Context, token string) (PreviewItem, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != len(uuid.UUID{})+sha256.Size || s.previews == nil {
		return PreviewItem{}, command.ErrNotFound()
	}
	row, err := onePreview(s.db.Query(ctx, sqlPreview, pgx.StrictNamedArgs{"id": uuid.UUID(raw[:16])}))
	if err != nil {
		return PreviewItem{}, err
	}
	if !hmac.Equal(raw[16:], s.signPreview(row)) {
		return PreviewItem{}, command.ErrNotFound()
	}
	actor, err := s.auth.ActorNow(ctx, row.AccountID, deref(row.TokenID))
	if command.KindOf(err) == command.Unauthenticated {
		return PreviewItem{}, command.ErrNotFound()
	}
	if err != nil {
		return PreviewItem{}, err
	}
	l, v, err := s.readVariant(ctx, actor, row.EntryID, row.Locale)
	if err != nil {
		return PreviewItem{}, err
	}
	return s.previewItem(ctx, actor, l, v, row)
}

// previewTranslation says where a translation stands, as it would be if it were published now.
func (s *Service) previewTranslation(ctx context.Context, l *loaded, v *variantRow) (*ItemTranslation, error) {
	if v.Locale == l.entry.SourceLocale {
		return nil, nil
	}
	reference, err := l.reference(ctx, s.db)
	if err != nil {
		return nil, err
	}
	if l.links, err = loadLinks(ctx, s.db, []uuid.UUID{v.ID}); err != nil {
		return nil, err
	}
	return l.translation(v, v.Origin, v.ContentHash, l.typ.Segments(reference), v.Content), nil
}

// previewItem renders the working copy of a variant.
func (s *Service) previewItem(ctx context.Context, actor auth.Actor, l *loaded, v *variantRow, row previewRow) (PreviewItem, error) {
	content, err := s.previewContent(ctx, actor, l, v)
	if err != nil {
		return PreviewItem{}, err
	}
	refs, err := loadTargets(ctx, s.db, l.typ.References(content))
	if err != nil {
		return PreviewItem{}, err
	}
	if content, err = s.derive(ctx, s.db, l.typ, content, refs); err != nil {
		return PreviewItem{}, err
	}
	out := PreviewItem{
		Item:    l.item(v, content, refs),
		Preview: PreviewState{State: v.Editing, Version: v.Version, ExpiresAt: row.ExpiresAt.UTC(), LeftOut: leftOut(l.typ, content, refs)},
	}
	if out.Translation, err = s.previewTranslation(ctx, l, v); err != nil {
		return PreviewItem{}, err
	}
	// What publishing would settle: the address, the time, that there is this locale.
	if out.Slug == "" {
		out.Slug = language.Slug(v.Title, l.entry.Type+"-"+short(l.entry.ID))
	}
	out.PublishedAt, out.UpdatedAt = utc(v.SavedAt), utc(v.SavedAt)
	if v.FirstPublishedAt != nil {
		out.PublishedAt = utc(*v.FirstPublishedAt)
	}
	out.Locales = liveLocales(l)
	if !slices.Contains(out.Locales, v.Locale) {
		out.Locales = append(out.Locales, v.Locale)
		slices.Sort(out.Locales)
	}
	return out, nil
}

// previewContent is the text with the fields of the source, as publishing this variant now would show it: the source's
// live revision, or, before there is one, its working copy, where the maker of the link may read that.
func (s *Service) previewContent(ctx context.Context, actor auth.Actor, l *loaded, v *variantRow) (schema.Content, error) {
	source := l.source()
	if v == source {
		return v.Content, nil
	}
	shared := schema.Content{}
	switch {
	case source.Visibility == workflow.Live && source.LiveRevision != nil:
		r, err := l.revisionOf(ctx, s.db, source, *source.LiveRevision) // in the form that the type has now
		if err != nil {
			return nil, err
		}
		shared = r.Content
	case s.policy.Can(actor, "read", l.resource(source)):
		shared = source.Content
	}
	return l.typ.Merge(shared, v.Content), nil
}

// leftOut names the public fields that refer to something that is not public.
func leftOut(t *schema.Type, content schema.Content, refs map[string]target) []string {
	names := []string{}
	for _, f := range t.Fields {
		if f.Kind != "reference" && f.Kind != "references" || !f.Public() {
			continue
		}
		gone := func(id uuid.UUID) bool { return !refs[id.String()].public }
		if slices.ContainsFunc(targets(content[f.Name]), gone) {
			names = append(names, f.Name)
		}
	}
	return names
}

// previewKey derives the key for links of previews from the secret.
func previewKey(secret []byte) []byte {
	if len(secret) == 0 {
		return nil
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("lotse preview 1"))
	return mac.Sum(nil)
}

// previewToken is the secret part of a link: which preview, and the signature of all that it stands for.
func (s *Service) previewToken(row previewRow) string {
	return base64.RawURLEncoding.EncodeToString(append(row.ID[:], s.signPreview(row)...))
}

// signPreview signs what a link shows, in whose name, and until when: a row that was changed opens nothing.
func (s *Service) signPreview(row previewRow) []byte {
	mac := hmac.New(sha256.New, s.previews)
	fmt.Fprintf(mac, "%s\n%s\n%s\nnewest\n%d\n%s\n%s", row.ID, row.EntryID, row.Locale, row.ExpiresAt.Unix(), row.AccountID, deref(row.TokenID))
	return mac.Sum(nil)
}
