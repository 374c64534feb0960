package cms_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/postgres/testdb"
)

// BenchmarkCommands measures save and publish against the bare SQL of the same rows, in interleaved rounds
// of one run, and prints the ratio of the medians: 1 would be as fast as the statements alone.
func BenchmarkCommands(b *testing.B) {
	f := benchFixture(b)
	b.Run("save", func(b *testing.B) { f.benchSave(b) })
	b.Run("publish", func(b *testing.B) { f.benchPublish(b) })
}

const benchRounds = 300

func (f *fixture) benchSave(b *testing.B) {
	e := f.benchOffer(b, "Gespeichert")
	shadow := f.benchOffer(b, "Nackt")
	version := e.Version
	var commands, bare []time.Duration
	for i := range benchRounds * b.N {
		fields := offerFields(fmt.Sprintf("Fassung %d", i), f.benchCategory)
		start := time.Now()
		saved, err := f.Save(b.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: version, Fields: fields})
		commands = append(commands, time.Since(start))
		if err != nil {
			b.Fatal(err)
		}
		version = saved.Version
		start = time.Now()
		f.bareSave(b, shadow.ID, fields)
		bare = append(bare, time.Since(start))
	}
	report(b, "save", commands, bare)
}

// bareSave writes the rows that a save writes, and reads what its answer shows, without deciding anything.
func (f *fixture) bareSave(b *testing.B, id uuid.UUID, fields map[string]any) {
	ctx := b.Context()
	content, err := json.Marshal(fields)
	if err != nil {
		b.Fatal(err)
	}
	tx, err := f.pool.Begin(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback(ctx) //nolint:errcheck // committed below
	var version int
	must(0, tx.QueryRow(ctx, `select version from entries where id = $1 for update`, id).Scan(&version))(b)
	must(0, tx.QueryRow(ctx, `select version from variants where entry_id = $1 for update`, id).Scan(&version))(b)
	must(tx.Exec(ctx, `update variants set content = $2::text::jsonb, content_hash = sha256(convert_to($2::text, 'UTF8')), title = $3::text, search = $3::text, version = version + 1, updated_at = now(), saved_at = now() where entry_id = $1`, id, string(content), fields["title"]))(b)
	must(tx.Exec(ctx, `insert into activity (id, at, actor_kind, actor_id, action, entry_id) values ($1, now(), 'account', $2, 'save', $3)`, command.NewID(), f.author.ID, id))(b)
	must(0, tx.Commit(ctx))(b)
	var out map[string]any
	must(0, f.pool.QueryRow(ctx, `select v.content from entries e join variants v on v.entry_id = e.id where e.id = $1`, id).Scan(&out))(b)
}

func (f *fixture) benchPublish(b *testing.B) {
	var commands, bare []time.Duration
	for i := range benchRounds / 3 * b.N {
		e := f.benchOffer(b, fmt.Sprintf("Angebot %d", i))
		e = must(f.try(b.Context(), f.author, e, "submit"))(b)
		e = must(f.try(b.Context(), f.editor, e, "approve"))(b)
		start := time.Now()
		must(f.try(b.Context(), f.editor, e, "publish"))(b)
		commands = append(commands, time.Since(start))
		start = time.Now()
		f.barePublish(b, e.ID)
		bare = append(bare, time.Since(start))
	}
	report(b, "publish", commands, bare)
}

// barePublish writes once more the rows that a publish has written: entry, variant, address, reference,
// publication, feed, activity, letter and its job.
func (f *fixture) barePublish(b *testing.B, id uuid.UUID) {
	ctx := b.Context()
	tx, err := f.pool.Begin(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback(ctx) //nolint:errcheck // committed below
	var n int
	must(0, tx.QueryRow(ctx, `select version from entries where id = $1 for update`, id).Scan(&n))(b)
	var content, item string
	must(0, tx.QueryRow(ctx, `select content from variants where entry_id = $1 for update`, id).Scan(&content))(b)
	must(0, tx.QueryRow(ctx, `select count(*) from entry_references r join entries e on e.id = r.target_id where r.entry_id = $1 and e.source_live`, id).Scan(&n))(b)
	must(0, tx.QueryRow(ctx, `select item from publications where entry_id = $1`, id).Scan(&item))(b)
	for _, statement := range []string{
		`update entries set source_live = true, verified_at = now(), updated_at = now() where id = $1`,
		`update variants set visibility = 'live', editing = 'clean', version = version + 1, published_at = now(), updated_at = now() where entry_id = $1`,
		`update slugs set created_at = now() where entry_id = $1`,
		`delete from entry_references where entry_id = $1`,
		`update feed set xid = pg_current_xact_id(), changed_at = now() where entry_id = $1`,
	} {
		must(tx.Exec(ctx, statement, id))(b)
	}
	must(tx.Exec(ctx, `insert into entry_references (entry_id, field, target_id, on_gone) values ($1, 'categories', $2, 'block')`, id, f.benchCategory))(b)
	must(tx.Exec(ctx, `update publications set item = $2::text, hash = sha256(convert_to($2::text, 'UTF8')), updated_at = now() where entry_id = $1`, id, item))(b)
	must(tx.Exec(ctx, `insert into activity (id, at, actor_kind, actor_id, action, entry_id) values ($1, now(), 'account', $2, 'publish', $3)`, command.NewID(), f.editor.ID, id))(b)
	letter := command.NewID()
	must(tx.Exec(ctx, `insert into outbox (id, account_id, template, entry_id, created_at) values ($1, $2, 'published', $3, now())`, letter, f.author.ID, id))(b)
	must(tx.Exec(ctx, `insert into river.river_job (args, kind, max_attempts, queue) values (jsonb_build_object('outboxId', $1::text), 'bench', 1, 'bench')`, letter))(b)
	must(0, tx.Commit(ctx))(b)
	var out map[string]any
	must(0, f.pool.QueryRow(ctx, `select v.content from entries e join variants v on v.entry_id = e.id where e.id = $1`, id).Scan(&out))(b)
}

// benchFixture is a fixture with a published category.
func benchFixture(b *testing.B) *fixture {
	f := setupOn(b, testdb.New(b))
	f.benchCategory = f.category(b, "Sprache")
	return f
}

func (f *fixture) benchOffer(b *testing.B, title string) cms.Entry {
	return f.offer(b, title, f.benchCategory)
}

// report prints the ratio of the medians.
func report(b *testing.B, name string, commands, bare []time.Duration) {
	b.Helper()
	slices.Sort(commands)
	slices.Sort(bare)
	c, s := commands[len(commands)/2], bare[len(bare)/2]
	ratio := s.Seconds() / c.Seconds()
	b.ReportMetric(ratio, "ratio")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("ratio %-8s %.2f  (command %s, bare SQL %s, median of %d interleaved rounds)\n", name, ratio, c.Round(time.Microsecond), s.Round(time.Microsecond), len(commands))
}
