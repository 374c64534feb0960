package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// rolledOut is how many entries stand in the database while their type changes.
func rolledOut() int {
	if os.Getenv("LOTSE_TEST_PROOF") != "" {
		return 100_000
	}
	return 400
}

// breath is how long readers and writers wait between two requests: they are to go on, not to be a benchmark.
const breath = 25 * time.Millisecond

// seedThings writes entries of the type `thing` as the commands do, all of them live.
const seedThings = `
with o as (select id, slug, name, row_number() over (order by slug <> 'verein', slug) - 1 as number from organisations),
e as (
    insert into entries (id, type, organisation_id, source_locale, slug, source_live, created_by, created_at, updated_at)
    select gen_random_uuid(), 'thing', o.id, 'de', 'ding-' || n, true, (select id from accounts limit 1), now(), now()
    from generate_series(1, @n) n join o on o.number = n % 30
    returning id, slug, substring(slug from 6)::int as n, organisation_id
),
s as (insert into slugs (type, slug, entry_id, created_at) select 'thing', slug, id, now() from e),
c as (
    select e.*, gen_random_uuid() as variant, gen_random_uuid() as revision,
           jsonb_build_object('title', 'Ding ' || n, 'x', 'Wort ' || n % 1000) as content from e
),
h as (select c.*, sha256(convert_to('{"title":"Ding ' || n || '","x":"Wort ' || n % 1000 || '"}', 'UTF8')) as hash from c),
v as (
    insert into variants (id, entry_id, locale, editing, visibility, content, content_hash, type_version, title, search, saved_at, revision_count,
                          base_revision, live_revision, published_at, first_published_at, created_at, updated_at)
    select variant, id, 'de', 'clean', 'live', content, hash, 1, 'Ding ' || n, 'ding ' || n, now(), 1, revision, revision, now(), now(), now(), now() from h
),
r as (
    insert into revisions (id, variant_id, number, content, content_hash, type_version, origin, reason, authors, created_at)
    select revision, variant, 1, content, hash, 1, 'human', 'publish', '{}', now() from h
),
p as (
    insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash, sorts, published_at, updated_at)
    select h.id, 'de', 'thing', h.organisation_id, h.slug, revision, revision, 1,
           json_build_object('id', h.id, 'type', 'thing', 'slug', h.slug, 'locale', 'de', 'locales', json_build_array('de'),
               'organisation', json_build_object('id', o.id, 'slug', o.slug, 'name', o.name), 'publishedAt', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
               'updatedAt', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'verifiedAt', null, 'expiresAt', null, 'translation', null, 'fields', content)::text,
           hash, jsonb_build_object('title', 'Ding ' || n), now(), now()
    from h join o on o.id = h.organisation_id
)
insert into feed (entry_id, locale, type, xid, organisation_id, changed_at)
select id, 'de', 'thing', pg_current_xact_id(), organisation_id, now() from e`

// traffic is everybody who goes on reading and writing while a type changes.
type traffic struct {
	t        *testing.T
	url      string
	writer   *client
	old      *jsonschema.Schema // of an item, as it was described before anything changed
	safe     atomic.Bool        // only safe changes so far: items must fit the old description
	reads    atomic.Int64
	writes   atomic.Int64
	slowest  atomic.Int64 // nanoseconds
	failures atomic.Int64
	titles   sync.Map // entry → the title that was acknowledged last
}

func (f *traffic) fail(format string, args ...any) {
	if f.failures.Add(1) <= 10 {
		f.t.Errorf(format, args...)
	}
}

func (f *traffic) timed(begun time.Time) {
	for taken := time.Since(begun).Nanoseconds(); ; {
		before := f.slowest.Load()
		if taken <= before || f.slowest.CompareAndSwap(before, taken) {
			return
		}
	}
}

// read asks as a portal does that was built on the type as it was.
func (f *traffic) read(ctx context.Context, ids []string) {
	paths := []string{"/thing?limit=20", "/thing?sort=title&limit=20", "/thing/ding-7", "/types", "/thing?sort=-updatedAt&limit=5"}
	for n := 0; ctx.Err() == nil; n++ {
		path := paths[n%len(paths)]
		if n%7 == 0 {
			path = "/thing/" + ids[n%len(ids)]
		}
		request, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodGet, f.url+"/content/v1"+path, nil)
		if err != nil {
			f.fail("%v", err)
			return
		}
		safe, begun := f.safe.Load(), time.Now()
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			f.fail("GET %s: %v", path, err)
			continue
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		f.timed(begun)
		if err != nil || response.StatusCode != http.StatusOK {
			f.fail("GET %s: %d %v %s", path, response.StatusCode, err, body)
		}
		f.reads.Add(1)
		if safe && f.safe.Load() && strings.HasPrefix(path, "/thing") {
			f.fits(path, body)
		}
		time.Sleep(breath)
	}
}

// fits holds that an answer is one that clients of the old type understand.
func (f *traffic) fits(path string, body []byte) {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		f.fail("GET %s: %v", path, err)
		return
	}
	items := []any{value}
	if list, ok := value.(map[string]any)["items"].([]any); ok {
		items = list
	}
	for _, item := range items {
		if err := f.old.Validate(item); err != nil {
			f.fail("GET %s: clients of the old type do not understand it: %v", path, err)
		}
	}
}

// write saves and publishes one entry over and over, as the desk does: what was read, with another title.
func (f *traffic) write(ctx context.Context, id string) {
	path := "/api/v1/entries/" + id
	for n := 1; ctx.Err() == nil; n++ {
		call := context.WithoutCancel(ctx)
		begun := time.Now()
		status, e := f.writer.call(call, http.MethodGet, path+"?locale=de", "", nil)
		if status != http.StatusOK {
			f.fail("read %s: %d %v", id, status, e)
			continue
		}
		fields := e["fields"].(map[string]any)
		title := fmt.Sprintf("Ding %s, Fassung %d", id[:8], n)
		fields["title"] = title
		status, e = f.writer.call(call, http.MethodPut, path+"?locale=de", match(e), map[string]any{"fields": fields})
		if status != http.StatusOK {
			f.fail("save %s: %d %v", id, status, e)
			continue
		}
		status, e = f.writer.call(call, http.MethodPost, path+"/actions/publish?locale=de", match(e), map[string]any{})
		if status != http.StatusOK {
			f.fail("publish %s: %d %v", id, status, e)
			continue
		}
		f.timed(begun)
		f.titles.Store(id, title)
		f.writes.Add(1)
		time.Sleep(breath)
	}
}

func match(e map[string]any) string {
	return fmt.Sprintf("%q", fmt.Sprintf("%v.%v", e["version"], e["entryVersion"]))
}

// oldItem compiles the description of an item that a node gives of itself.
func oldItem(t *testing.T, url string) *jsonschema.Schema {
	t.Helper()
	response, err := http.Get(url + "/content/v1/openapi.json") //nolint:gosec,noctx // our own address
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // read to the end
	document, err := jsonschema.UnmarshalJSON(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("https://lotse.test/openapi.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("https://lotse.test/openapi.json#/components/schemas/ThingItem")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// A field is added, becomes a sort, is renamed, is removed and comes back, with 100,000 entries (make proof) and
// people who read and write over HTTP all the while, on a node that is never started again: no request fails, plans
// tell the truth, indexes are valid, and the field that comes back has nothing of the old one.
func TestTypesChangeWithoutDowntime(t *testing.T) {
	t.Parallel()
	r, f := newRollout(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var running sync.WaitGroup
	for range 2 {
		running.Go(func() { f.read(ctx, r.ids) })
	}
	for _, id := range r.ids[:3] {
		running.Go(func() { f.write(ctx, id) })
	}

	note := "name: note, kind: text"
	all := fmt.Sprintf("%d/%d/%d", r.n, r.n, r.n)
	r.step(t, f, "note field_added safe +0 -0", "name: x, kind: text", note)
	time.Sleep(300 * time.Millisecond) // readers of the old type go on
	f.safe.Store(false)
	r.step(t, f, "x sort_added backfill +1 -0", "name: x, kind: text, sort: true", note)
	r.inOrder(t, "x")
	r.step(t, f, "word field_renamed backfill "+all+" +1 -1", "name: word, kind: text, sort: true, was: x", note)
	r.inOrder(t, "word")
	r.step(t, f, "word field_removed lossy "+all+" +0 -1", note)
	if got := count(t, r.pool, `select count(*) from publications where item::jsonb -> 'fields' ?| '{x,word}' or sorts ?| '{x,word}'`); got != 0 {
		t.Errorf("%d items still show the field", got)
	}
	grants := count(t, r.pool, `select count(*) from organisation_grants`)
	r.step(t, f, "word field_added safe +2 -0", note, "name: word, kind: number, sort: true, filter: true")
	time.Sleep(300 * time.Millisecond)
	stop()
	running.Wait()

	f.check(t, r.pool)
	if got := count(t, r.pool, `select count(*) from publications where item::jsonb -> 'fields' ? 'word' or sorts ? 'word'`); got != 0 {
		t.Errorf("%d items show what the field held before it was removed", got)
	}
	if got := count(t, r.pool, `select count(*) from organisation_grants`); got != grants {
		t.Errorf("%d grants instead of %d", got, grants)
	}
	// A node that is started now finds everything applied.
	start(t, r.dsn, t.TempDir(), "LOTSE_TYPES_DIR="+string(r.types))
}

// rollout is a running node, its files and what is needed to change them.
type rollout struct {
	dsn, url string
	types    typesDir
	environ  []string
	pool     *pgxpool.Pool
	n        int      // entries
	ids      []string // some that may be written
}

// newRollout starts a node on many entries.
func newRollout(t *testing.T) (*rollout, *traffic) {
	t.Helper()
	r := &rollout{dsn: ownServer(t), types: typesDir(t.TempDir()), n: rolledOut()}
	r.environ = environment(t, r.dsn, r.types.write(t, "name: x, kind: text"))
	if _, err := lotse(t, r.environ, "migrate"); err != nil {
		t.Fatal(err)
	}
	person(t, r.dsn, "verein@lotse.test", "contributor", "verein", r.environ...)
	r.pool = database(t, r.dsn)
	seed(t, r.pool, r.n)
	r.ids = someIDs(t, r.pool, 13)
	r.url = start(t, r.dsn, t.TempDir(), "LOTSE_TYPES_DIR="+string(r.types)).url
	f := &traffic{t: t, url: r.url, writer: signIn(t, r.url, "verein@lotse.test"), old: oldItem(t, r.url)}
	f.safe.Store(true)
	return r, f
}

// step puts other fields into the file, looks at the plan and applies it.
func (r *rollout) step(t *testing.T, f *traffic, want string, fields ...string) {
	t.Helper()
	begun := time.Now()
	r.types.write(t, fields...)
	if got := planOf(t, r.environ).String(); got != want {
		t.Errorf("the plan is %s, want %s", got, want)
	}
	if strings.Contains(want, "lossy") {
		if _, err := lotse(t, r.environ, "types", "apply", "--yes"); err == nil {
			t.Error("a lossy change was applied without a word")
		}
	}
	if out, err := lotse(t, r.environ, "types", "apply", "--yes", "--allow-lossy"); err != nil {
		t.Fatalf("apply: %v\n%s", err, out)
	}
	if got := count(t, r.pool, `select count(*) from pg_index where not indisvalid`); got != 0 {
		t.Errorf("%d indexes are not valid", got)
	}
	t.Logf("%s: %s, %d reads and %d writes so far, slowest %s", want, time.Since(begun).Round(time.Millisecond), f.reads.Load(),
		f.writes.Load(), time.Duration(f.slowest.Load()).Round(time.Millisecond))
}

// check holds that nothing failed, and that the public sees every text that was acknowledged last.
func (f *traffic) check(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	if f.failures.Load() > 0 || f.reads.Load() < 30 || f.writes.Load() < 20 {
		t.Errorf("%d of %d reads and %d writes failed", f.failures.Load(), f.reads.Load(), f.writes.Load())
	}
	f.titles.Range(func(id, title any) bool {
		var public string
		if err := pool.QueryRow(t.Context(), `select item::jsonb #>> '{fields,title}' from public_items where entry_id = $1::text::uuid`, id).Scan(&public); err != nil || public != title {
			t.Errorf("the public sees %q of %s, not %q (%v)", public, id, title, err)
		}
		return true
	})
}

func seed(t *testing.T, pool *pgxpool.Pool, n int) {
	t.Helper()
	if _, err := pool.Exec(t.Context(), `insert into organisations (id, slug, name, kind, created_at)
		select gen_random_uuid(), 'org-' || n, 'Org ' || n, 'initiative', now() from generate_series(1, 29) n`); err != nil {
		t.Fatal(err)
	}
	for done := 0; done < n; done += 10_000 {
		sql := strings.Replace(seedThings, "generate_series(1, @n)", fmt.Sprintf("generate_series(%d, %d)", done+1, min(done+10_000, n)), 1)
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	for _, sql := range []string{`insert into organisation_grants (organisation_id, type, action, created_at) select id, 'thing', 'publish', now() from organisations`, `analyze`} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
}

// someIDs are entries of the organisation whose people write.
func someIDs(t *testing.T, pool *pgxpool.Pool, n int) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), `select e.id::text from entries e join organisations o on o.id = e.organisation_id where o.slug = 'verein' order by e.id limit $1`, n)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

// inOrder holds that a list sorted by a field has everything, in its order.
func (r *rollout) inOrder(t *testing.T, field string) {
	t.Helper()
	if got := count(t, r.pool, fmt.Sprintf(`select count(*) from publications where sorts ? '%s' and item::jsonb -> 'fields' ? '%s'`, field, field)); got != r.n {
		t.Errorf("%d of %d items can be sorted by %s", got, r.n, field)
	}
	deadline := time.Now().Add(5 * time.Second) // the node follows within a second
	for {
		response, err := http.Get(r.url + "/content/v1/thing?limit=100&sort=" + field) //nolint:gosec,noctx // our own address
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			Items []struct{ Fields map[string]any }
		}
		err = json.NewDecoder(response.Body).Decode(&page)
		_ = response.Body.Close()
		if response.StatusCode == http.StatusBadRequest && time.Now().Before(deadline) {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		if err != nil || len(page.Items) != 100 || !strings.HasPrefix(fmt.Sprint(page.Items[0].Fields[field]), "Wort ") {
			t.Errorf("the list by %s: %d %v %d items", field, response.StatusCode, err, len(page.Items))
		}
		return
	}
}
