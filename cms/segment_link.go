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
}

// links are the links of one variant, by the hash of the target.
type links map[string][]link

// of is the link of a target to one of the wanted sources, else its newest; false where it has none.
func (ls links) of(target string, wanted map[string]bool) (link, bool) {
	list := ls[target]
	if len(list) == 0 {
		return link{}, false
	}
	if i := slices.IndexFunc(list, func(l link) bool { return wanted[l.Source] }); i >= 0 {
		return list[i], true
	}
	return list[len(list)-1], true
}

const sqlLinks = `
select variant_id, target_hash, source_hash, origin, provider, reviewed
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
		if byVariant[l.VariantID] == nil {
			byVariant[l.VariantID] = links{}
		}
		byVariant[l.VariantID][l.Target] = append(byVariant[l.VariantID][l.Target], l)
	}
	return byVariant, nil
}

const sqlInsertLinks = `
insert into translation_links (variant_id, target_hash, source_hash, origin, provider, reviewed, made_at)
select @variant_id, target, source, origin, provider, reviewed, @now
from unnest(@targets::text[], @sources::text[], @origins::text[], @providers::text[], @reviewed::boolean[])
    as new (target, source, origin, provider, reviewed)
on conflict (variant_id, target_hash, source_hash) do nothing`

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
	if _, err := tx.Exec(ctx, sqlPruneLinks, pgx.StrictNamedArgs{"variant_id": v.ID, "targets": append(targets, wholeText)}); err != nil {
		return fmt.Errorf("drop links of translation: %w", err)
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
