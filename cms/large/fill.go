package large

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/cms/query"
	"lotse/schema"
)

// Options say what to make.
type Options struct {
	// Variants is how many live ones there will be, at least those of the categories and organisations.
	Variants int
	Seed     uint64
	// Location is the time zone that days are meant in.
	Location *time.Location
	// Desk has variants carry the text that the desk searches. Delivery does not read it, and its index takes longer than all else.
	Desk bool
	// Workers write at the same time; 2 where zero.
	Workers int
	// Tell is told what is being done; nil: nobody.
	Tell func(string)
}

// Fill writes into a database that was migrated, whose types were applied, and that has no entries. The role must be a superuser: triggers
// are passed over while rows are copied, and indexes are dropped before and made after.
func Fill(ctx context.Context, pool *pgxpool.Pool, types *schema.Registry, o Options) error {
	if o.Workers == 0 {
		o.Workers = 2
	}
	if o.Tell == nil {
		o.Tell = func(string) {}
	}
	f := &filler{pool: pool, options: o, world: &world{seed: o.Seed, types: types, words: newVocabularies()}, versions: map[string]int{}, found: map[word]bool{}}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"ask for the time and the types", f.ask}, {"organisations", f.organisations}, {"drop indexes", f.dropIndexes},
		{"copy", f.copyAll}, {"words", f.storeWords}, {"make indexes", f.makeIndexes}, {"declared indexes", f.declared}, {"vacuum", f.vacuum},
	} {
		begun := time.Now()
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		o.Tell(fmt.Sprintf("%s: %.1f s", step.name, time.Since(begun).Seconds()))
	}
	return nil
}

// filler is one filling of a database.
type filler struct {
	*world
	pool     *pgxpool.Pool
	options  Options
	versions map[string]int
	indexes  []string // statements that make them
	mu       sync.Mutex
	found    map[word]bool
	copied   int
}

const sqlTypeVersions = `
select name, max(version)
from content_types
group by name`

func (f *filler) ask(ctx context.Context) error {
	if err := f.pool.QueryRow(ctx, `select date_trunc('second', lotse.now())`).Scan(&f.made); err != nil {
		return err
	}
	rows, err := f.pool.Query(ctx, sqlTypeVersions)
	if err != nil {
		return err
	}
	var name string
	var version int
	_, err = pgx.ForEachRow(rows, []any{&name, &version}, func() error { f.versions[name] = version; return nil })
	return err
}

const sqlInsertOrganisation = `
insert into organisations (id, slug, name, kind, created_at)
values (@id, @slug, @name, 'initiative', @now)
on conflict (id) do nothing`

func (f *filler) organisations(ctx context.Context) error {
	batch := &pgx.Batch{}
	for number := range organisations {
		o := organisationOf(f.id(number, "organisation"), number)
		batch.Queue(sqlInsertOrganisation, pgx.StrictNamedArgs{"id": o.ID, "slug": o.Slug, "name": o.Name, "now": f.made.AddDate(-1, 0, 0)})
	}
	return f.pool.SendBatch(ctx, batch).Close()
}

// Indexes that no constraint needs. Made after the rows they take a fraction of the time.
const sqlIndexes = `
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
from pg_index i
where (i.indrelid = any(array['entries', 'slugs', 'variants', 'revisions', 'entry_references', 'occurrences', 'publications', 'feed', 'words']::regclass[])
       or i.indrelid in (select inhrelid from pg_inherits where inhparent = 'publication_search'::regclass))
  and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`

func (f *filler) dropIndexes(ctx context.Context) error {
	rows, err := f.pool.Query(ctx, sqlIndexes)
	if err != nil {
		return err
	}
	var names []string
	var name, definition string
	if _, err := pgx.ForEachRow(rows, []any{&name, &definition}, func() error {
		names, f.indexes = append(names, name), append(f.indexes, definition)
		return nil
	}); err != nil {
		return err
	}
	for _, name := range names {
		if _, err := f.pool.Exec(ctx, `drop index `+name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// chunk is how many entries are copied at once.
const chunk = 1000

// span is a run of entries, and the languages of each.
type span struct {
	first   int
	locales [][]string
}

// spans divides the numbers of the entries, so that together they have as many texts as were asked for.
func (f *filler) spans(yield func(span) bool) {
	left := f.options.Variants
	for first := 0; left > 0; first += chunk {
		s := span{first: first}
		for number := first; number < first+chunk && left > 0; number++ {
			tags := f.localesOf(number)
			if len(tags) > left {
				tags = []string{"de"}
			}
			left -= len(tags)
			s.locales = append(s.locales, tags)
		}
		if !yield(s) {
			return
		}
	}
}

func (f *filler) copyAll(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan span)
	var workers sync.WaitGroup
	for range f.options.Workers {
		workers.Go(func() {
			if err := f.copySpans(ctx, work); err != nil {
				cancel(err)
			}
		})
	}
	f.spans(func(s span) bool {
		select {
		case work <- s:
			return true
		case <-ctx.Done():
			return false
		}
	})
	close(work)
	workers.Wait()
	return context.Cause(ctx)
}

// copySpans writes what comes, a transaction for each: each has a number of its own in the feed, as commands have.
func (f *filler) copySpans(ctx context.Context, work <-chan span) error {
	conn, err := f.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	for s := range work {
		w := f.writer()
		for i, tags := range s.locales {
			e, err := f.entry(s.first+i, tags)
			if err != nil {
				return err
			}
			if err := w.write(e, f.stamp(e)); err != nil {
				return err
			}
		}
		if err := pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error { return w.store(ctx, tx) }); err != nil {
			return err
		}
		f.mu.Lock()
		maps.Copy(f.found, w.words)
		f.copied += len(w.rows["feed"])
		if f.copied/progress != (f.copied-len(w.rows["feed"]))/progress {
			f.options.Tell(fmt.Sprintf("  %d variants", f.copied))
		}
		f.mu.Unlock()
	}
	return nil
}

// progress is after how many variants something is told.
const progress = 100_000

func (f *filler) writer() *writer {
	return &writer{
		world: f.world, location: f.options.Location, versions: f.versions, desk: f.options.Desk, rows: map[string][][]any{}, words: map[word]bool{},
	}
}

// store copies the rows, past triggers and foreign keys.
func (w *writer) store(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `set local session_replication_role = replica; set local synchronous_commit = off; set local statement_timeout = 0`); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, makeCopied); err != nil {
		return err
	}
	var xid string
	if err := tx.QueryRow(ctx, `select pg_current_xact_id()::text`).Scan(&xid); err != nil {
		return err
	}
	for _, line := range w.rows["feed"] {
		line[feedXID] = xid
	}
	for _, t := range tables {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromRows(w.rows[t.name])); err != nil {
			return fmt.Errorf("copy into %s: %w", t.name, err)
		}
	}
	for _, sql := range []string{takeCopied, takeSearched} {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// storeWords writes the words that were found, as the job that collects them behind the publishing.
func (f *filler) storeWords(ctx context.Context) error {
	var rows [][]any
	for w := range f.found {
		rows = append(rows, []any{w.locale, w.word})
	}
	_, err := f.pool.CopyFrom(ctx, pgx.Identifier{"words"}, []string{"locale", "word"}, pgx.CopyFromRows(rows))
	return err
}

// makeIndexes makes again what dropIndexes dropped, as many at a time as there are workers.
func (f *filler) makeIndexes(ctx context.Context) error {
	var wait sync.WaitGroup
	work, failed := make(chan string), make(chan error, len(f.indexes))
	for range f.options.Workers {
		wait.Go(func() {
			for definition := range work {
				if err := f.makeIndex(ctx, definition); err != nil {
					failed <- err
				}
			}
		})
	}
	for _, definition := range f.indexes {
		work <- definition
	}
	close(work)
	wait.Wait()
	close(failed)
	var all []error
	for err := range failed {
		all = append(all, err)
	}
	return errors.Join(all...)
}

func (f *filler) makeIndex(ctx context.Context, definition string) error {
	begun := time.Now()
	err := pgx.BeginFunc(ctx, f.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `set local maintenance_work_mem = '512MB'; set local statement_timeout = 0`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, definition)
		return err
	})
	if took := time.Since(begun); took > 5*time.Second {
		f.options.Tell(fmt.Sprintf("  %.0f s: %s", took.Seconds(), definition))
	}
	return err
}

// declared makes the indexes of declared sorts and filters, as the program does when it starts.
func (f *filler) declared(ctx context.Context) error {
	questions, err := query.New(query.Deps{DB: f.pool, Types: f.types, Location: f.options.Location})
	if err != nil {
		return err
	}
	return questions.BuildIndexes(ctx)
}

// vacuum does what PostgreSQL would have done by itself in the course of time.
func (f *filler) vacuum(ctx context.Context) error {
	conn, err := f.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	for _, sql := range []string{`set statement_timeout = 0`, `vacuum (analyze)`, `checkpoint`, `reset statement_timeout`} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}
