package translation

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/postgres/testdb"
)

// What grows with the stock is found by indexes. Walks over whole tables are forbidden here as far as there is another
// way: a plan that still has one has no index.
func TestGrowingQueriesUseIndexes(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	testdb.Exec(t, pool, `
		insert into translation_memory (id, source_locale, locale, source_hash, target_hash, source, target, plain, context, origin, created_at, used_at)
		select gen_random_uuid(), 'de', 'ar', md5(n::text), 'x', 's', 't', md5(n::text) || ' ' || md5((n + 1)::text), 'offer.title', 'human', now(), now()
		from generate_series(1, 20000) n`)
	testdb.Exec(t, pool, `analyze translation_memory`)
	now, id := time.Now(), uuid.New()
	for name, c := range map[string]struct {
		sql, index string
		args       pgx.StrictNamedArgs
	}{
		"take up":        {sqlTakeUp, "translation_items_", pgx.StrictNamedArgs{"provider": "deepl", "locale": "ar", "abandoned": abandoned, "limit": 10}},
		"what waits":     {sqlWaitingPairs, "translation_items_to_send", pgx.StrictNamedArgs{"providers": []string{"deepl"}, "abandoned": abandoned}},
		"of a request":   {sqlWordsOf, "translation_items_by_request", pgx.StrictNamedArgs{"request": id}},
		"retry":          {sqlRetryItems, "translation_items_by_request", pgx.StrictNamedArgs{"request": id, "now": now}},
		"memory, exact":  {sqlMemoryExact, "translation_memory_unique", pgx.StrictNamedArgs{"locale": "ar", "hashes": []string{"a"}, "contexts": []string{"offer.title"}}},
		"memory, alike":  {sqlMemoryLike, "translation_memory_like", pgx.StrictNamedArgs{"locale": "ar", "source_locale": "de", "hash": "a", "plain": "Kommen Sie vorbei", "limit": 20}},
		"questions":      {sqlQuestions, "translation_questions_by_entry", pgx.StrictNamedArgs{"entry": id, "limit": 10}},
		"open questions": {sqlOpenQuestions, "translation_questions_open", pgx.StrictNamedArgs{}},
		"outdated":       {sqlOutdatedAges, "translation_coverage_outdated", pgx.StrictNamedArgs{}},
		"glossary":       {sqlTermsOf, "glossary_terms_unique", pgx.StrictNamedArgs{"locale": "ar", "limit": 10}},
		"rules":          {sqlRulesOfEntry, "translation_rules_by_type", pgx.StrictNamedArgs{"entry": id}},
	} {
		tx, err := pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(t.Context(), `set local enable_seqscan = off`); err != nil {
			t.Fatal(err)
		}
		rows, err := tx.Query(t.Context(), "explain "+c.sql, c.args)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if plan := strings.Join(lines, "\n"); !strings.Contains(plan, c.index) {
			t.Errorf("%s does not use %s:\n%s", name, c.index, plan)
		}
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
