package large

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// service is the core on a database of its own, with the types applied.
func service(t testing.TB) (*cms.Service, *pgxpool.Pool, *schema.Registry) {
	t.Helper()
	pool := testdb.New(t)
	types, policy := must(schema.Load(schema.Embedded()))(t), must(auth.LoadPolicy())(t)
	jobs := must(river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"}))(t)
	accounts := must(auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: make([]byte, 32)}))(t)
	s := must(cms.New(cms.Deps{DB: pool, Jobs: jobs, Types: types, Workflows: must(workflow.Load())(t), Policy: policy, Auth: accounts}))(t)
	if err := s.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, pool, types
}

// compared are the tables that the commands and Fill write, with what puts their rows in order.
var compared = []string{"entries", "slugs", "variants", "revisions", "entry_references", "occurrences", "publications", "publication_search", "feed", "words"}

// sample are the numbers of the entries that the commands write too: some of each type, and all that they refer to.
func sample(w *world) []int {
	list := []int{0, 1, 2, categories, categories + 7}
	wanted := map[string]int{"place": 2, "offer": 4, "event": 3, "job": 3, "article": 3}
	for number := fixed; len(wanted) > 0; number++ {
		name := w.typeOf(number)
		if wanted[name] > 0 {
			list = append(list, number)
			wanted[name]--
		} else {
			delete(wanted, name)
		}
	}
	return list
}

// What Fill writes is what the commands write of the same content, in every column of every table that delivery reads.
func TestRowsAreThoseOfTheCommands(t *testing.T) {
	t.Parallel()
	commands, pool, types := service(t)
	f := &filler{pool: pool, options: Options{Location: commands.Location()}, world: &world{seed: 1, types: types, words: newVocabularies()}, versions: map[string]int{}}
	for _, step := range []func() error{func() error { return f.ask(t.Context()) }, func() error { return f.organisations(t.Context()) }} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	numbers := withTargets(t, f.world, sample(f.world))
	var entries []*entry
	for _, number := range numbers {
		e := must(f.entry(number, f.localesOf(number)))(t)
		entries = append(entries, e)
		publish(t, commands, f.world, e)
	}
	_, other, _ := service(t)
	for n := 1; n > 0; {
		n = must(commands.CollectWords(t.Context(), 100))(t)
	}
	f.options.Desk = true
	g := &filler{pool: other, options: f.options, world: f.world, versions: f.versions}
	if err := g.organisations(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := pgx.BeginFunc(t.Context(), other, func(tx pgx.Tx) error {
		w := g.writer()
		for _, e := range entries {
			if err := w.write(e, stampOf(t, pool, e)); err != nil {
				return err
			}
		}
		g.found = w.words
		return w.store(t.Context(), tx)
	})
	if err == nil {
		err = g.storeWords(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range compared {
		real, made := contents(t, pool, table), contents(t, other, table)
		if len(real) == 0 {
			t.Errorf("%s: the sample has no rows", table)
		}
		if len(real) != len(made) {
			t.Errorf("%s: the commands wrote %d rows, not %d", table, len(real), len(made))
			continue
		}
		for i := range real {
			if diff := cmp.Diff(real[i], made[i]); diff != "" {
				t.Errorf("%s (-commands +fill):\n%.2000s", table, diff)
				break
			}
		}
	}
}

// withTargets adds what entries refer to, so that targets come before what refers to them.
func withTargets(t *testing.T, w *world, numbers []int) []int {
	t.Helper()
	all := map[int]bool{}
	var add func(number int)
	add = func(number int) {
		if all[number] {
			return
		}
		all[number] = true
		e := must(w.entry(number, w.localesOf(number)))(t)
		for _, r := range e.typ.References(e.texts["de"]) {
			add(numberOf(uuid.MustParse(r.Target)))
		}
	}
	for _, number := range numbers {
		add(number)
	}
	var list []int
	for number := range all {
		list = append(list, number)
	}
	slices.Sort(list)
	return list
}

// publish writes an entry as an import does.
func publish(t *testing.T, commands *cms.Service, w *world, e *entry) {
	t.Helper()
	actor := auth.Import(uuid.Nil)
	made := must(commands.CreateEntry(t.Context(), actor, cms.CreateEntry{
		ID: e.id, Type: e.typ.Name, OrganisationID: w.id(e.organisation, "organisation"), Locale: "de", Fields: e.texts["de"], Origin: "import",
	}))(t)
	must(commands.Act(t.Context(), actor, cms.Act{EntryID: e.id, Locale: "de", Action: "publish", Version: made.Version, NoMail: true}))(t)
	for _, tag := range e.locales {
		if tag == "de" {
			continue
		}
		made = must(commands.CreateVariant(t.Context(), actor, cms.CreateVariant{EntryID: e.id, Locale: tag, Fields: e.texts[tag], Origin: "import"}))(t)
		must(commands.Act(t.Context(), actor, cms.Act{EntryID: e.id, Locale: tag, Action: "publish", Version: made.Version, NoMail: true}))(t)
	}
}

// stampOf reads what differs from run to run.
func stampOf(t *testing.T, pool *pgxpool.Pool, e *entry) stamp {
	t.Helper()
	s := stamp{texts: map[string]textStamp{}}
	if err := pool.QueryRow(t.Context(), `select created_at, updated_at from entries where id = $1`, e.id).Scan(&s.created, &s.updated); err != nil {
		t.Fatal(err)
	}
	rows := must(pool.Query(t.Context(), `select locale, id, live_revision, created_at, published_at from variants where entry_id = $1`, e.id))(t)
	var tag string
	var one textStamp
	must(pgx.ForEachRow(rows, []any{&tag, &one.variant, &one.revision, &one.created, &one.published}, func() error {
		s.texts[tag] = one
		if one.published.After(s.last) {
			s.last = one.published
		}
		return nil
	}))(t)
	return s
}

// contents are the rows of a table, every column, without what is given out by the database alone.
func contents(t *testing.T, pool *pgxpool.Pool, table string) []map[string]any {
	t.Helper()
	sql := `select to_jsonb(t) - 'xid' from ` + table + ` t order by (to_jsonb(t) - 'xid')::text`
	rows := must(pool.Query(t.Context(), sql))(t)
	raw := must(pgx.CollectRows(rows, pgx.RowTo[[]byte]))(t)
	var list []map[string]any
	for _, one := range raw {
		var row map[string]any
		if err := json.Unmarshal(one, &row); err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

// A small store is whole: as many variants as were asked for, everything public, every index there, texts as long as real ones.
func TestFill(t *testing.T) {
	t.Parallel()
	commands, pool, types := service(t)
	indexes := func() int { return count(t, pool, `select count(*) from pg_indexes where schemaname = 'public'`) }
	before := indexes()
	const variants = 5000
	if err := Fill(t.Context(), pool, types, Options{Variants: variants, Seed: 1, Location: commands.Location(), Tell: func(s string) { t.Log(s) }}); err != nil {
		t.Fatal(err)
	}
	if after := indexes(); after <= before {
		t.Errorf("%d indexes, %d before", after, before)
	}
	for sql, want := range map[string]int{
		`select count(*) from public_items`:                                           variants,
		`select count(*) from feed`:                                                   variants,
		`select count(distinct type) from public_items`:                               7,
		`select count(distinct locale) from public_items`:                             9,
		`select count(distinct organisation_id) from public_items`:                    organisations,
		`select count(*) from public_items where type = 'category' and locale = 'de'`: categories,
		`select count(*) from entry_references r where not exists (select from public_items p where p.entry_id = r.target_id)`: 0,
	} {
		if got := count(t, pool, sql); got != want {
			t.Errorf("%s: %d, not %d", sql, got, want)
		}
	}
	if size := count(t, pool, `select avg(length(item))::int from publications where type not in ('category', 'organisation')`); size < 2000 || size > 3500 {
		t.Errorf("items have %d characters", size)
	}
	if near := count(t, pool, `select count(*) from publications where type = 'event' and latitude is null`); near > count(t, pool, `select count(*) from publications where type = 'event'`)/20 {
		t.Errorf("%d events without a point", near)
	}
}

func count(t *testing.T, pool *pgxpool.Pool, sql string) int {
	t.Helper()
	var n int
	if err := pool.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// What is made must pass the gate, whatever is drawn.
func TestContentIsComplete(t *testing.T) {
	t.Parallel()
	types := must(schema.Load(schema.Embedded()))(t)
	w := &world{seed: 2, made: time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC), types: types, words: newVocabularies()}
	ids := map[uuid.UUID]bool{}
	for number := range 3000 {
		e := must(w.entry(number, w.localesOf(number)))(t)
		if ids[e.id] || numberOf(e.id) != number {
			t.Fatalf("the id of %d is %s", number, e.id)
		}
		ids[e.id] = true
		for tag, content := range e.texts {
			part := schema.Translation
			if tag == "de" {
				part = schema.Source
			}
			if problems := e.typ.Validate(content, schema.Published, part); len(problems) > 0 {
				t.Fatalf("%d %s %s: %v", number, e.typ.Name, tag, problems)
			}
		}
	}
}

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }
