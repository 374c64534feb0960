package delivery_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/cms"
	"lotse/schema"
)

// world is a database with a few organisations, into which publications are written as the core's render
// writes them. Commands are tested in cms; here what counts is what becomes of the rows.
type world struct {
	t     testing.TB
	pool  *pgxpool.Pool
	types *schema.Registry
	next  int
}

// Times of the seeded rows.
var (
	seeded   = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	orgMain  = numbered(0xa, 1)
	orgOther = numbered(0xa, 2)
)

// numbered is an id that is the same in every run, so that bodies can be compared with files.
func numbered(kind, n int) uuid.UUID {
	return uuid.MustParse(fmt.Sprintf("0192%04x-0000-7000-8000-%012x", kind, n))
}

func newWorld(t testing.TB, pool *pgxpool.Pool, folders ...fs.FS) *world {
	t.Helper()
	types, err := schema.Load(folders...)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, pool: pool, types: types}
	w.exec(`insert into organisations (id, slug, name, kind, created_at) values ($1, 'beratung-jena', 'Beratung Jena', 'initiative', $3), ($2, 'werk-gera', 'Werk Gera', 'employer', $3)`,
		orgMain, orgOther, seeded)
	return w
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.pool.Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

// entry is an entry to seed. Its first text is the source's, in German unless locale says otherwise.
type entry struct {
	typ, slug string
	locale    string
	fields    schema.Content
	texts     map[string]schema.Content // translations
	org       uuid.UUID
	expires   *time.Time
	published time.Time
	oldSlugs  []string
	dates     []occurrence
}

// occurrence is a date of an event.
type occurrence struct {
	start, end time.Time
	status     string
	originally *time.Time
}

// add writes an entry with all its live variants and returns its id.
func (w *world) add(e entry) uuid.UUID {
	w.t.Helper()
	w.next++
	id := numbered(0xe, w.next)
	if e.locale == "" {
		e.locale = "de"
	}
	if e.org == uuid.Nil {
		e.org = orgMain
	}
	if e.published.IsZero() {
		e.published = seeded.Add(time.Duration(w.next) * time.Hour)
	}
	w.exec(`insert into entries (id, type, organisation_id, source_locale, slug, source_live, expires_at, created_at, updated_at)
	        values ($1, $2, $3, $4, $5, true, $6, $7, $7)`, id, e.typ, e.org, e.locale, e.slug, e.expires, seeded)
	for _, slug := range append([]string{e.slug}, e.oldSlugs...) {
		w.exec(`insert into slugs (type, slug, entry_id, created_at) values ($1, $2, $3, $4)`, e.typ, slug, id, seeded)
	}
	typ, ok := w.types.Type(e.typ)
	if !ok {
		w.t.Fatalf("no type %s", e.typ)
	}
	source := typ.Normalise(e.fields, schema.Source)
	if problems := typ.Validate(source, schema.Draft, schema.Source); len(problems) > 0 {
		w.t.Fatalf("seeded %s: %v", e.slug, problems)
	}
	for _, r := range typ.References(source) {
		w.exec(`insert into entry_references (entry_id, field, target_id, on_gone) values ($1, $2, $3, $4)`, id, r.Field, r.Target, r.OnGone)
	}
	for _, o := range e.dates {
		w.exec(`insert into occurrences (entry_id, starts_at, ends_at, status, originally) values ($1, $2, $3, $4, $5)`, id, o.start, o.end, o.status, o.originally)
	}
	locales := []string{e.locale}
	for locale := range e.texts {
		locales = append(locales, locale)
	}
	w.render(id, e, typ, e.locale, source, locales)
	for locale, text := range e.texts {
		w.render(id, e, typ, locale, typ.Merge(source, typ.Normalise(text, schema.Translation)), locales)
	}
	return id
}

// render writes one publication and its row of the feed.
func (w *world) render(id uuid.UUID, e entry, typ *schema.Type, locale string, content schema.Content, locales []string) {
	w.t.Helper()
	item := cms.Item{
		ID: id, Type: e.typ, Slug: e.slug, Locale: locale, Locales: slices.Sorted(slices.Values(locales)),
		Organisation: cms.OrganisationRef{ID: e.org, Slug: map[uuid.UUID]string{orgMain: "beratung-jena", orgOther: "werk-gera"}[e.org], Name: map[uuid.UUID]string{orgMain: "Beratung Jena", orgOther: "Werk Gera"}[e.org]},
		PublishedAt:  e.published, UpdatedAt: e.published, ExpiresAt: e.expires, Fields: typ.Deliver(content),
	}
	if locale != e.locale {
		item.Translation = &cms.ItemTranslation{Origin: "human", SourceLocale: e.locale}
	}
	body := encode(w.t, item)
	hash := sha256.Sum256(body)
	index := cms.IndexPublication(typ, locale, content)
	args := pgx.StrictNamedArgs{
		"id": id, "locale": locale, "type": e.typ, "org": e.org, "slug": e.slug, "revision": uuid.New(), "item": string(body), "hash": hash[:], "published": e.published,
	}
	maps.Copy(args, index.Args())
	w.exec(`insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash, filters, sorts,
	            latitude, longitude, published_at, updated_at, opening, opening_dates, opening_special, opening_holidays)
	        values (@id, @locale, @type, @org, @slug, @revision, @revision, 2, @item, @hash, @filters, @sorts, @latitude, @longitude, @published, @published,
	            @opening::text::int4multirange, @opening_dates::text::int4multirange, @opening_special::text::int4multirange, @opening_holidays)`, args)
	words := pgx.StrictNamedArgs{"id": id, "locale": locale}
	maps.Copy(words, index.SearchArgs())
	w.exec(`select lotse.store_search(@id, @locale, lotse.search_vector(@search_config::text::regconfig, @search_marks, @search_title, @search_summary, @search_body))`, words)
	w.exec(`insert into words (locale, word) select $1, w from unnest($2::text[]) w where length(w) > 2 on conflict do nothing`, locale, index.Words())
	w.feed(id, locale, e.typ, e.org)
}

func (w *world) feed(id uuid.UUID, locale, typ string, org uuid.UUID) {
	w.t.Helper()
	w.exec(`insert into feed (entry_id, locale, type, xid, organisation_id, changed_at) values ($1, $2, $3, pg_current_xact_id(), $4, now())
	        on conflict (entry_id, locale) do update set xid = excluded.xid`, id, locale, typ, org)
}

// withdraw takes an entry off, as the command does: the source's text is no longer live.
func (w *world) withdraw(id uuid.UUID) {
	w.t.Helper()
	w.exec(`with gone as (update entries set source_live = false where id = $1) update feed set xid = pg_current_xact_id() where entry_id = $1`, id)
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
