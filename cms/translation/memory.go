package translation

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/segment"
)

// memoryText is how a text was translated.
type memoryText struct {
	SourceHash string `db:"source_hash"`
	Target     string `db:"target"`
	Context    string `db:"context"`
	Origin     string `db:"origin"`
	Provider   string `db:"provider"`
	Reviewed   bool   `db:"reviewed"`
}

// What a person approved stands before what a person wrote, that before a machine's; among equals what was said in the
// same place of the same type, then the newest.
const sqlMemoryExact = `
select distinct on (source_hash) source_hash, target, context, origin, provider, reviewed
from translation_memory
where locale = @locale
  and source_hash = any(@hashes)
order by source_hash, reviewed desc, origin = 'machine', context <> all(@contexts::text[]), created_at desc`

// remembered are translations of these very texts, by their hash.
func remembered(ctx context.Context, db querier, locale string, texts []wanted) (map[string]memoryText, error) {
	out := map[string]memoryText{}
	if len(texts) == 0 {
		return out, nil
	}
	var hashes, contexts []string
	for _, t := range texts {
		hashes, contexts = append(hashes, t.hash), append(contexts, t.context)
	}
	found, err := list[memoryText](ctx, db, "ask the memory", sqlMemoryExact, pgx.StrictNamedArgs{"locale": locale, "hashes": hashes, "contexts": contexts})
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		out[m.SourceHash] = m
	}
	return out, nil
}

// remember is a translation to keep.
type remember struct {
	sourceLocale, locale string
	source               segment.Text
	hash                 string
	target               string // coded, with the codes of the source
	context              string
	origin, provider     string
	reviewed             bool
}

// A text that somebody approves, or writes as a machine had, becomes more than it was, never less.
const sqlRemember = `
insert into translation_memory
	(id, source_locale, locale, source_hash, target_hash, source, codes, target, plain, context, origin, provider, reviewed, created_at, used_at)
select gen_random_uuid(), source_locale, locale, source_hash, target_hash, source, codes, target, plain, context, origin, provider, reviewed, @now, @now
from unnest(@source_locales::text[], @locales::text[], @hashes::text[], @target_hashes::text[], @sources::text[], @codes::jsonb[],
            @targets::text[], @plain::text[], @contexts::text[], @origins::text[], @providers::text[], @reviewed::boolean[])
    as new (source_locale, locale, source_hash, target_hash, source, codes, target, plain, context, origin, provider, reviewed)
order by source_hash, locale, target_hash
on conflict (source_hash, locale, target_hash) do update
set reviewed = translation_memory.reviewed or excluded.reviewed,
    origin = case when excluded.origin = 'machine' then translation_memory.origin else excluded.origin end,
    used_at = excluded.used_at`

// maxPlain is how much of a text is looked through for likeness, in bytes.
const maxPlain = 2000

// rememberAll keeps translations. The same one twice among them is kept once.
func rememberAll(ctx context.Context, tx *command.Tx, list []remember) error {
	seen := map[string]bool{}
	args := pgx.StrictNamedArgs{"now": tx.Now}
	var sourceLocales, locales, hashes, targetHashes, sources, targets, plain, contexts, origins, providers []string
	var codes [][]byte
	var reviewed []bool
	for _, r := range list {
		targetHash := segment.Hash(segment.Text{Coded: r.target, Codes: r.source.Codes})
		if key := r.hash + r.locale + targetHash; seen[key] {
			continue
		} else {
			seen[key] = true
		}
		encoded, err := json.Marshal(r.source.Codes)
		if err != nil {
			return fmt.Errorf("encode codes: %w", err)
		}
		if r.source.Codes == nil {
			encoded = []byte("[]")
		}
		words := segment.Plain(r.source.Coded)
		if len(words) > maxPlain {
			words = words[:maxPlain]
		}
		sourceLocales, locales, hashes = append(sourceLocales, r.sourceLocale), append(locales, r.locale), append(hashes, r.hash)
		targetHashes, sources, targets = append(targetHashes, targetHash), append(sources, r.source.Coded), append(targets, r.target)
		plain, contexts, origins = append(plain, toValid(words)), append(contexts, r.context), append(origins, r.origin)
		providers, codes, reviewed = append(providers, r.provider), append(codes, encoded), append(reviewed, r.reviewed)
	}
	if len(hashes) == 0 {
		return nil
	}
	for name, value := range map[string]any{
		"source_locales": sourceLocales, "locales": locales, "hashes": hashes, "target_hashes": targetHashes, "sources": sources,
		"codes": codes, "targets": targets, "plain": plain, "contexts": contexts, "origins": origins, "providers": providers, "reviewed": reviewed,
	} {
		args[name] = value
	}
	if _, err := tx.Exec(ctx, sqlRemember, args); err != nil {
		return fmt.Errorf("keep translations: %w", err)
	}
	return nil
}

// toValid drops the half of a character at the end of a text that was cut.
func toValid(s string) string {
	for len(s) > 0 {
		if r := []rune(s[max(len(s)-4, 0):]); r[len(r)-1] != '\uFFFD' {
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// memoryKey names a source text in the memory: the same words in another language are another text.
func memoryKey(locale, hash string) string {
	if locale == language.Source {
		return hash
	}
	return locale + ":" + hash
}
