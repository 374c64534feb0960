package cms

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// renderVersion counts the forms that publications have had. It stands in every row, so that a release that
// changes the form finds the rows of the old one.
const renderVersion = 3

// Item is one published entry in one locale, as delivery shows it. Its JSON is stored once and served as it is.
type Item struct {
	ID           uuid.UUID        `json:"id"`
	Type         string           `json:"type"`
	Slug         string           `json:"slug"`
	Locale       string           `json:"locale"`
	Locales      []string         `json:"locales"`
	Organisation OrganisationRef  `json:"organisation"`
	PublishedAt  time.Time        `json:"publishedAt"`
	UpdatedAt    time.Time        `json:"updatedAt"`
	VerifiedAt   *time.Time       `json:"verifiedAt"`
	ExpiresAt    *time.Time       `json:"expiresAt"`
	Translation  *ItemTranslation `json:"translation"`
	Fields       map[string]any   `json:"fields"`
}

// ItemTranslation says where a translated text comes from. It is null for the source's own text.
type ItemTranslation struct {
	Origin       string `json:"origin"` // human, machine (any of it), import
	SourceLocale string `json:"sourceLocale"`
	// Outdated says that the source has changed since: something is missing here, or stands here that it does not say.
	Outdated bool `json:"outdated"`
	// ReviewedAt is when a second person approved the text; null where nobody did.
	ReviewedAt *time.Time `json:"reviewedAt"`
	// CheckedAt is when readers of the target group (of Leichte Sprache) checked the text.
	CheckedAt *time.Time `json:"checkedAt,omitempty"`
}

const sqlRevisionsByID = `
select ` + revisionFields + `
from revisions
where id = any(@ids)`

// liveRevisions loads the live revisions of the live variants of entries, by variant.
func liveRevisions(ctx context.Context, db querier, entries ...*loaded) (map[uuid.UUID]*revisionRow, error) {
	var wanted []uuid.UUID
	for _, l := range entries {
		for _, v := range l.variants {
			if v.Visibility == "live" && v.LiveRevision != nil {
				wanted = append(wanted, *v.LiveRevision)
			}
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	rows, err := db.Query(ctx, sqlRevisionsByID, pgx.StrictNamedArgs{"ids": wanted})
	if err != nil {
		return nil, fmt.Errorf("load live revisions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToAddrOfStructByName[revisionRow])
	if err != nil {
		return nil, fmt.Errorf("load live revisions: %w", err)
	}
	byVariant := make(map[uuid.UUID]*revisionRow, len(list))
	for _, r := range list {
		byVariant[r.VariantID] = r
	}
	for _, l := range entries {
		for _, v := range l.variants {
			if r := byVariant[v.ID]; r != nil {
				l.fit(v, r)
				l.keep(r)
			}
		}
	}
	return byVariant, nil
}

// render brings the entry's publications in line with its live variants. Only rows whose bytes changed, or that
// an older release wrote, are written; only those whose bytes changed enter the change feed. With exposure every
// locale does, because the whole entry appeared or disappeared without its text changing.
func (s *Service) render(ctx context.Context, tx *command.Tx, l *loaded, exposure bool) error {
	return s.renderAll(ctx, tx, exposure, l)
}

// renderAll renders entries, with few questions for all of them.
func (s *Service) renderAll(ctx context.Context, tx *command.Tx, exposure bool, entries ...*loaded) error {
	ids := make([]uuid.UUID, len(entries))
	for i, l := range entries {
		ids[i] = l.entry.ID
	}
	revisions, err := liveRevisions(ctx, tx, entries...)
	if err != nil {
		return err
	}
	old, err := renderedPublications(ctx, tx, ids)
	if err != nil {
		return err
	}
	if err := s.reckon(ctx, tx, entries...); err != nil {
		return err
	}
	batch, moved, shown := &pgx.Batch{}, []uuid.UUID{}, &publicCoverage{}
	for _, l := range entries {
		change, err := s.queueRendered(ctx, tx, batch, shown, l, revisions, old[l.entry.ID], exposure)
		if err != nil {
			return err
		}
		if len(change.Locales) > 0 {
			s.tellPublic(tx, change)
			moved = append(moved, l.entry.ID)
		}
	}
	shown.queue(batch, tx.Now)
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("store publications: %w", err)
	}
	if len(moved) == 0 {
		return nil
	}
	return s.followUpsOf(ctx, tx, moved)
}

// queueRendered renders an entry and adds what has to be written to the batch. old is what is known of its rows, by
// locale. What comes back is what the public sees differently; no locales where it is nothing.
func (s *Service) queueRendered(ctx context.Context, tx *command.Tx, batch *pgx.Batch, shown *publicCoverage, l *loaded, revisions map[uuid.UUID]*revisionRow, old map[string]rendered, exposure bool) (PublicChange, error) {
	change := PublicChange{EntryID: l.entry.ID, Type: l.entry.Type}
	rows, err := s.renderRows(ctx, tx, l, revisions)
	if err != nil {
		return change, err
	}
	shown.add(l, rows)
	reworded := exposure && len(rows) > 0
	for _, row := range rows {
		before := old[row.locale]
		unchanged := bytes.Equal(before.hash, row.hash)
		delete(old, row.locale)
		if !unchanged || l.again || before.version != renderVersion {
			row.queue(batch, l)
			reworded = true
		}
		if !unchanged || exposure {
			queueFeed(batch, l.entry, row.locale, row.scopes, tx.Now)
			change.Locales = append(change.Locales, row.locale)
		}
	}
	if reworded {
		batch.Queue(sqlQueueWords, pgx.StrictNamedArgs{"entry_id": l.entry.ID})
	}
	for _, locale := range slices.Sorted(maps.Keys(old)) {
		batch.Queue(sqlDeletePublication, pgx.StrictNamedArgs{"entry_id": l.entry.ID, "locale": locale})
		queueFeedGone(batch, l.entry, locale, tx.Now)
		change.Locales = append(change.Locales, locale)
	}
	return change, nil
}

// publicationRow is one row of publications to write.
type publicationRow struct {
	locale           string
	revision, source uuid.UUID
	item             []byte
	hash             []byte
	index            PublicationIndex
	published        time.Time
	updated          time.Time
	scopes           []string
	matches          bool // it says what its source says, as far as is known
}

// renderRows renders every live variant. Shared fields come from the source's live revision. Without one
// (the source was withdrawn) the shared fields of the last one are kept by leaving rows as they are: nothing
// of the entry is public then.
func (s *Service) renderRows(ctx context.Context, db querier, l *loaded, revisions map[uuid.UUID]*revisionRow) ([]publicationRow, error) {
	source, err := s.sourceRevision(ctx, db, l, revisions)
	if source == nil || err != nil {
		return nil, err
	}
	refs, err := loadTargets(ctx, db, l.typ.References(source.Content))
	if err != nil {
		return nil, err
	}
	shared, err := s.derive(ctx, db, l.typ, source.Content, refs)
	if err != nil {
		return nil, err
	}
	locales := liveLocales(l)
	var rows []publicationRow
	var segments []schema.Segment // of the source, where there is a translation
	for _, v := range l.variants {
		r := revisions[v.ID]
		if r == nil {
			continue
		}
		content, from := shared, (*ItemTranslation)(nil)
		if v.Locale != l.entry.SourceLocale {
			content = l.typ.Merge(shared, r.Content)
			if segments == nil {
				segments = l.typ.Segments(source.Content)
			}
			from = l.translation(v, r.Origin, r.ContentHash, segments, r.Content)
		}
		row, err := renderRow(l, v, r, source, content, from, refs, locales)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// sourceRevision is the revision that shared fields come from: the source's live one, also while the source
// is withdrawn.
func (s *Service) sourceRevision(ctx context.Context, db querier, l *loaded, revisions map[uuid.UUID]*revisionRow) (*revisionRow, error) {
	v := l.source()
	if r := revisions[v.ID]; r != nil {
		return r, nil
	}
	if v.LiveRevision == nil {
		return nil, nil
	}
	return l.revisionOf(ctx, db, v, *v.LiveRevision)
}

// renderRow renders one variant.
func renderRow(l *loaded, v *variantRow, r, source *revisionRow, content schema.Content, from *ItemTranslation, refs map[string]target, locales []string) (publicationRow, error) {
	e := l.entry
	item := l.item(v, content, refs)
	item.Translation = from
	item.Locales, item.PublishedAt = locales, utc(*v.FirstPublishedAt)
	item.UpdatedAt = utc(latest(*v.PublishedAt, *l.source().PublishedAt))
	encoded, err := encodeItem(item)
	if err != nil {
		return publicationRow{}, err
	}
	sum := sha256.Sum256(encoded)
	row := publicationRow{
		locale: v.Locale, revision: r.ID, source: source.ID, item: encoded, hash: sum[:],
		index:     IndexPublication(l.typ, v.Locale, content),
		published: item.PublishedAt, updated: item.UpdatedAt, scopes: contentScopes(e, l.typ, content), matches: from == nil || !from.Outdated,
	}
	return row, nil
}

// item is the form in which delivery shows a text of the entry, without its times and the locales beside it.
func (l *loaded) item(v *variantRow, content schema.Content, refs map[string]target) Item {
	e := l.entry
	return Item{
		ID: e.ID, Type: e.Type, Slug: e.Slug, Locale: v.Locale,
		Organisation: OrganisationRef{ID: e.OrganisationID, Slug: e.OrganisationSlug, Name: e.OrganisationName},
		VerifiedAt:   utcRef(e.VerifiedAt), ExpiresAt: utcRef(e.ExpiresAt),
		Fields: dropGone(l.typ, l.typ.Deliver(content), refs),
	}
}

// translation says where a text of the entry comes from, and how it stands towards segments of the source. The links of
// the variant are loaded.
func (l *loaded) translation(v *variantRow, origin string, hash []byte, source []schema.Segment, text schema.Content) *ItemTranslation {
	state := l.stateOfText(v.Locale, source, text, l.links[v.ID], nil)
	return &ItemTranslation{
		Origin: state.origin(origin), SourceLocale: l.entry.SourceLocale, Outdated: !state.matches(),
		ReviewedAt: utcRef(v.ReviewedAt), CheckedAt: utcRef(v.checked(hash)),
	}
}

// checked is when readers of the target group checked the text of a hash; nil where they did not.
func (v *variantRow) checked(hash []byte) *time.Time {
	if v.CheckedHash == nil || !bytes.Equal(v.CheckedHash, hash) {
		return nil
	}
	return v.CheckedAt
}

// encodeItem writes JSON without escaping < and >: it is served as application/json, never inside HTML.
func encodeItem(item any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(item); err != nil {
		return nil, fmt.Errorf("encode item: %w", err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// dropGone leaves out references to what is not public.
func dropGone(t *schema.Type, fields map[string]any, known map[string]target) map[string]any {
	shown := func(v any) bool {
		id, _ := v.(string)
		return known[id].public
	}
	for _, f := range t.Fields {
		switch value := fields[f.Name].(type) {
		case string:
			if f.Kind == "reference" && !shown(value) {
				delete(fields, f.Name)
			}
		case []any:
			if f.Kind == "references" {
				fields[f.Name] = slices.DeleteFunc(slices.Clone(value), func(v any) bool { return !shown(v) })
			}
		}
	}
	return fields
}

const sqlLiveText = `
select e.type, r.type_version, r.content
from entries e
join variants v on v.entry_id = e.id and v.locale = e.source_locale
join revisions r on r.id = v.live_revision
where e.id = @id
  and e.source_live`

// derive fills fields that are taken from a referred entry that is public (an event's point from its place)
// where the text has none of its own.
func (s *Service) derive(ctx context.Context, db querier, t *schema.Type, content schema.Content, known map[string]target) (schema.Content, error) {
	out := maps.Clone(content)
	for _, f := range t.Fields {
		if f.Derive == "" || out[f.Name] != nil {
			continue
		}
		through, field, _ := strings.Cut(f.Derive, ".")
		for _, target := range targets(content[through]) {
			if !known[target.String()].public {
				continue
			}
			text, err := s.liveText(ctx, db, target)
			if err != nil {
				return nil, fmt.Errorf("derive %s: %w", f.Name, err)
			}
			if text[field] != nil {
				out[f.Name] = text[field]
				break
			}
		}
	}
	return out, nil
}

// liveText is the live text of an entry's source, in the form that its type has now; nil where there is none.
func (s *Service) liveText(ctx context.Context, db querier, id uuid.UUID) (schema.Content, error) {
	rows, err := db.Query(ctx, sqlLiveText, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return nil, err
	}
	var typ string
	var version int
	var content schema.Content
	_, err = pgx.ForEachRow(rows, []any{&typ, &version, &content}, func() error { return nil })
	if t, ok := s.appliedOf(typ); ok && err == nil && content != nil {
		content = t.history.Upgrade(version, content, schema.Source).Content
	}
	return content, err
}

// targets reads the ids in a reference or references field.
func targets(value any) []uuid.UUID {
	var out []uuid.UUID
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, v := range list {
		if text, ok := v.(string); ok {
			if id, err := uuid.Parse(text); err == nil {
				out = append(out, id)
			}
		}
	}
	return out
}

// liveLocales are the locales that the public may ask for.
func liveLocales(l *loaded) []string {
	locales := []string{}
	for _, v := range l.variants {
		if v.Visibility == "live" {
			locales = append(locales, v.Locale)
		}
	}
	return locales
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// utc is the time to the second, as delivery shows it.
func utc(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

func utcRef(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := utc(*t)
	return &u
}
