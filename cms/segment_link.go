package cms

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/internal/segment"
	"lotse/schema"
)

// wholeText stands for the text of a free language as a whole in the links of its variant.
const wholeText = "*"

// link says that a text of a translation was made of a text of the source.
type link struct {
	VariantID uuid.UUID `db:"variant_id"`
	Target    string    `db:"target_hash"`
	Source    string    `db:"source_hash"`
	Origin    string    `db:"origin"`
	Provider  string    `db:"provider"`
	Reviewed  bool      `db:"reviewed"`
	Stale     bool      `db:"stale"`
}

// links are the links of one variant.
type links struct {
	made    map[string][]link   // by the target's hash, what it was made of
	stands  map[string][]string // by the target's hash, sources in whose place it stands though it was not made of them
	missing map[string]bool     // by the source's hash: there was no text of it
}

// none reports that nothing is known.
func (ls links) none() bool { return len(ls.made) == 0 }

// of is the link of a target to one of the wanted sources, else its newest; false where it has none.
func (ls links) of(target string, wanted map[string]bool) (link, bool) {
	list := ls.made[target]
	if len(list) == 0 {
		return link{}, false
	}
	if i := slices.IndexFunc(list, func(l link) bool { return wanted[l.Source] }); i >= 0 {
		return list[i], true
	}
	return list[len(list)-1], true
}

const sqlLinks = `
select variant_id, target_hash, source_hash, origin, provider, reviewed, stale
from translation_links
where variant_id = any(@variants)
order by variant_id, made_at, source_hash`

// loadLinks reads the links of variants, by variant.
func loadLinks(ctx context.Context, db querier, variants []uuid.UUID) (map[uuid.UUID]links, error) {
	byVariant := make(map[uuid.UUID]links, len(variants))
	if len(variants) == 0 {
		return byVariant, nil
	}
	rows, err := db.Query(ctx, sqlLinks, pgx.StrictNamedArgs{"variants": variants})
	if err != nil {
		return nil, fmt.Errorf("load links of translations: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[link])
	if err != nil {
		return nil, fmt.Errorf("load links of translations: %w", err)
	}
	for _, l := range list {
		ls, has := byVariant[l.VariantID]
		if !has {
			ls = links{made: map[string][]link{}, stands: map[string][]string{}, missing: map[string]bool{}}
			byVariant[l.VariantID] = ls
		}
		switch {
		case l.Target == "":
			ls.missing[l.Source] = true
		case l.Stale:
			ls.stands[l.Target] = append(ls.stands[l.Target], l.Source)
		default:
			ls.made[l.Target] = append(ls.made[l.Target], l)
		}
	}
	return byVariant, nil
}

const sqlInsertLinks = `
insert into translation_links (variant_id, target_hash, source_hash, origin, provider, reviewed, made_at)
select distinct on (target, source) @variant_id, target, source, origin, provider, reviewed, @now
from unnest(@targets::text[], @sources::text[], @origins::text[], @providers::text[], @reviewed::boolean[])
    as new (target, source, origin, provider, reviewed)
on conflict (variant_id, target_hash, source_hash) do update
set origin = excluded.origin,
    provider = excluded.provider,
    reviewed = excluded.reviewed,
    stale = false,
    made_at = excluded.made_at
where translation_links.stale`

// Links of texts that nobody can come back to: what was typed on the way to another text.
const sqlPruneLinks = `
delete from translation_links
where variant_id = @variant_id
  and not kept
  and target_hash <> all(@targets::text[])`

const sqlInsertSourceSegments = `
insert into source_segments (hash, coded, codes, used_at)
select hash, coded, codes, @now
from unnest(@hashes::text[], @coded::text[], @codes::jsonb[]) as new (hash, coded, codes)
on conflict (hash) do nothing`

// storeLinks adds links to a variant, with the source texts that they speak of, and drops those of texts that are no
// more. targets are the hashes of the present text.
func storeLinks(ctx context.Context, tx *command.Tx, v *variantRow, added []link, sources []schema.Segment, targets []string) error {
	if len(added) > 0 {
		args := pgx.StrictNamedArgs{"variant_id": v.ID, "now": tx.Now}
		var to, from, origins, providers []string
		var reviewed []bool
		for _, l := range added {
			to, from = append(to, l.Target), append(from, l.Source)
			origins, providers, reviewed = append(origins, l.Origin), append(providers, l.Provider), append(reviewed, l.Reviewed)
		}
		args["targets"], args["sources"], args["origins"], args["providers"], args["reviewed"] = to, from, origins, providers, reviewed
		if _, err := tx.Exec(ctx, sqlInsertLinks, args); err != nil {
			return fmt.Errorf("store links of translation: %w", err)
		}
		if err := storeSourceSegments(ctx, tx, sources); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, sqlPruneLinks, pgx.StrictNamedArgs{"variant_id": v.ID, "targets": append(targets, wholeText, "")}); err != nil {
		return fmt.Errorf("drop links of translation: %w", err)
	}
	return nil
}

const sqlStorePlaces = `
insert into translation_links (variant_id, target_hash, source_hash, origin, stale, made_at)
select distinct @variant_id::uuid, target, source, 'human', true, @now::timestamptz
from unnest(@targets::text[], @sources::text[]) as new (target, source)
on conflict (variant_id, target_hash, source_hash) do nothing`

// What is known of places in a source that is no more.
const sqlDropPlaces = `
delete from translation_links
where variant_id = @variant_id
  and stale
  and source_hash <> all(@sources::text[])`

// storePlaces keeps what a state says of places and is not known yet: which text stands for a segment that it was not
// made of, and which segment has none.
func storePlaces(ctx context.Context, tx *command.Tx, v *variantRow, state translationState, ls links) error {
	var targets, sources, present []string
	known := 0
	for _, st := range state.segments {
		present = append(present, st.source.Hash)
		target := ""
		switch {
		case st.state == SegmentMissing && ls.missing[st.source.Hash]:
			known++
			continue
		case st.state == SegmentMissing:
		case st.state != SegmentOutdated:
			continue
		case slices.Contains(ls.stands[st.target.Hash], st.source.Hash):
			known++
			continue
		default:
			target = st.target.Hash
		}
		targets, sources = append(targets, target), append(sources, st.source.Hash)
	}
	all := len(ls.missing)
	for _, list := range ls.stands {
		all += len(list)
	}
	if all > known {
		if _, err := tx.Exec(ctx, sqlDropPlaces, pgx.StrictNamedArgs{"variant_id": v.ID, "sources": present}); err != nil {
			return fmt.Errorf("drop places of texts: %w", err)
		}
	}
	if len(targets) == 0 {
		return nil
	}
	args := pgx.StrictNamedArgs{"variant_id": v.ID, "targets": targets, "sources": sources, "now": tx.Now}
	if _, err := tx.Exec(ctx, sqlStorePlaces, args); err != nil {
		return fmt.Errorf("store places of texts: %w", err)
	}
	return nil
}

// storeSourceSegments keeps texts of a source, in the order of their hashes so that two transactions do not wait for
// each other in a circle.
func storeSourceSegments(ctx context.Context, tx *command.Tx, sources []schema.Segment) error {
	sorted := slices.Clone(sources)
	slices.SortFunc(sorted, func(a, b schema.Segment) int { return strings.Compare(a.Hash, b.Hash) })
	sorted = slices.CompactFunc(sorted, func(a, b schema.Segment) bool { return a.Hash == b.Hash })
	var hashes, coded []string
	var codes [][]byte
	for _, s := range sorted {
		encoded, err := json.Marshal(s.Text.Codes)
		if err != nil {
			return fmt.Errorf("encode codes: %w", err)
		}
		if s.Text.Codes == nil {
			encoded = []byte("[]")
		}
		hashes, coded, codes = append(hashes, s.Hash), append(coded, s.Text.Coded), append(codes, encoded)
	}
	_, err := tx.Exec(ctx, sqlInsertSourceSegments, pgx.StrictNamedArgs{"hashes": hashes, "coded": coded, "codes": codes, "now": tx.Now})
	if err != nil {
		return fmt.Errorf("keep source texts: %w", err)
	}
	return nil
}

const sqlSourceSegments = `
select hash, coded, codes
from source_segments
where hash = any(@hashes)`

// sourceTexts reads kept texts of sources, by hash.
func sourceTexts(ctx context.Context, db querier, hashes []string) (map[string]segment.Text, error) {
	out := map[string]segment.Text{}
	if len(hashes) == 0 {
		return out, nil
	}
	rows, err := db.Query(ctx, sqlSourceSegments, pgx.StrictNamedArgs{"hashes": hashes})
	if err != nil {
		return nil, fmt.Errorf("load source texts: %w", err)
	}
	var hash string
	var text segment.Text
	_, err = pgx.ForEachRow(rows, []any{&hash, &text.Coded, &text.Codes}, func() error {
		out[hash] = segment.Text{Coded: text.Coded, Codes: slices.Clone(text.Codes)}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load source texts: %w", err)
	}
	return out, nil
}

const sqlReviewLinks = `
update translation_links
set reviewed = true
where variant_id = @variant_id
  and target_hash = any(@targets::text[])
  and not reviewed`

// reviewed notes that somebody approved the text of a translation.
func (st *step) reviewed(ctx context.Context) error {
	if st.part(st.v) != schema.Translation {
		return nil
	}
	targets := append(hashesOf(st.typ.Segments(st.v.Content)), wholeText)
	if _, err := st.tx.Exec(ctx, sqlReviewLinks, pgx.StrictNamedArgs{"variant_id": st.v.ID, "targets": targets}); err != nil {
		return fmt.Errorf("note review of translation: %w", err)
	}
	return nil
}

// hashesOf are the hashes of segments.
func hashesOf(list []schema.Segment) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		out = append(out, s.Hash)
	}
	return out
}
