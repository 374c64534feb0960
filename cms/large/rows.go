package large

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/internal/language"
	"lotse/schema"
)

// table is one that is filled. Statements name its columns in this order.
type table struct {
	name    string
	columns []string
}

// tables are filled in this order.
var tables = []table{
	{"entries", []string{"id", "type", "organisation_id", "source_locale", "slug", "version", "source_live", "valid_until", "verified_at", "verify_by", "expires_at", "created_at", "updated_at"}},
	{"slugs", []string{"type", "slug", "entry_id", "created_at"}},
	{"variants", []string{
		"id", "entry_id", "locale", "version", "editing", "visibility", "content", "content_hash", "type_version", "title", "search", "origin", "saved_at",
		"revision_count", "base_revision", "live_revision", "published_at", "first_published_at", "created_at", "updated_at",
	}},
	{"revisions", []string{"id", "variant_id", "number", "content", "content_hash", "type_version", "origin", "reason", "authors", "created_at"}},
	{"entry_references", []string{"entry_id", "field", "target_id", "on_gone"}},
	{"occurrences", []string{"entry_id", "starts_at", "ends_at", "status"}},
	{copied, []string{
		"entry_id", "locale", "type", "organisation_id", "slug", "revision_id", "source_revision_id", "render_version", "item", "hash",
		"filters", "sorts", "latitude", "longitude", "published_at", "updated_at", "exposed", "expires_at", "source_locale",
		"search_config", "search_marks", "search_title", "search_summary", "search_body", "opening", "opening_dates", "opening_special", "opening_holidays", "type_version",
	}},
	{"feed", []string{"entry_id", "locale", "type", "xid", "organisation_id", "scopes", "changed_at"}},
}

// feedXID is the column of the feed that is known only in the transaction that writes.
const feedXID = 3

// copied is where publications go first: some of their columns are worked out by PostgreSQL.
const copied = "publications_copied"

const makeCopied = `
create temporary table if not exists publications_copied (
    entry_id uuid, locale text, type text, organisation_id uuid, slug text, revision_id uuid, source_revision_id uuid, render_version integer,
    item text, hash bytea, filters jsonb, sorts jsonb, latitude double precision, longitude double precision,
    published_at timestamptz, updated_at timestamptz, exposed boolean, expires_at timestamptz, source_locale text,
    search_config text, search_marks text, search_title text, search_summary text, search_body text,
    opening text, opening_dates text, opening_special text, opening_holidays boolean, type_version integer
) on commit delete rows`

// As in sqlUpsertPublication of cms. The test that prepares statements cannot know a temporary table.
const takeCopied = `
insert into publications
	(entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash,
	 filters, sorts, latitude, longitude, published_at, updated_at, exposed, expires_at, source_locale,
	 opening, opening_dates, opening_special, opening_holidays, type_version)
select entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash,
       filters, sorts, latitude, longitude, published_at, updated_at, exposed, expires_at, source_locale,
       opening::int4multirange, opening_dates::int4multirange, opening_special::int4multirange, opening_holidays, type_version
from publications_copied`

// As in lotse.store_search.
const takeSearched = `
insert into publication_search
	(entry_id, locale, type, organisation_id, exposed, expires_at, filters, latitude, longitude,
	 opening, opening_dates, opening_special, opening_holidays, type_version, search)
select entry_id, locale, type, organisation_id, exposed, expires_at, filters, latitude, longitude,
       opening::int4multirange, opening_dates::int4multirange, opening_special::int4multirange, opening_holidays, type_version,
       lotse.search_vector(search_config::regconfig, search_marks, search_title, search_summary, search_body)
from publications_copied`

// What the commands leave in rows of entries that were created, translated and published, and not touched since.
const (
	renderVersion  = 3
	occurrencesFor = 24 // months
	occurrencesOf  = 1  // month before
	searchLimit    = 20_000
)

// stamp is what differs from run to run when commands write an entry.
type stamp struct {
	created time.Time
	updated time.Time // of the entry
	last    time.Time // when a text of it last went live
	texts   map[string]textStamp
}

type textStamp struct {
	variant, revision uuid.UUID
	created           time.Time
	published         time.Time
}

// stamp is what it is for an entry that was written at one moment.
func (w *world) stamp(e *entry) stamp {
	s := stamp{created: e.published, updated: e.published, last: e.published, texts: map[string]textStamp{}}
	for _, tag := range e.locales {
		s.texts[tag] = textStamp{w.id(e.number, "variant "+tag), w.id(e.number, "revision "+tag), e.published, e.published}
	}
	return s
}

// writer makes rows.
type writer struct {
	*world
	location *time.Location
	versions map[string]int // of the content types, as they were applied
	desk     bool           // variants can be searched by their whole text, as in the desk; else by their title
	rows     map[string][][]any
	words    map[word]bool // that search knows
}

type word struct{ locale, word string }

func (w *writer) add(table string, values ...any) { w.rows[table] = append(w.rows[table], values) }

// write adds all rows of an entry.
func (w *writer) write(e *entry, s stamp) error {
	source := e.texts["de"]
	verified := s.texts["de"].published
	var validUntil, verifyBy, expires *time.Time
	if day, ok := e.typ.LastDay(source); ok {
		validUntil = &day
		end := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, w.location).UTC()
		expires = &end
	}
	if !e.typ.VerifyEvery.IsZero() {
		by := e.typ.VerifyEvery.After(verified)
		if verifyBy = &by; expires == nil || by.Before(*expires) {
			expires = verifyBy
		}
	}
	slug := language.Slug(e.typ.SlugOf(source), e.typ.Name+"-"+e.id.String()[28:])
	organisation := w.id(e.organisation, "organisation")
	w.add("entries", e.id, e.typ.Name, organisation, "de", slug, 1, true, validUntil, verified, verifyBy, expires, s.created, s.updated)
	w.add("slugs", e.typ.Name, slug, e.id, verified)
	for _, r := range e.typ.References(source) {
		w.add("entry_references", e.id, r.Field, r.Target, r.OnGone)
	}
	if schedule, ok := e.typ.Schedule(source); ok {
		dates, err := schedule.Between(verified.AddDate(0, -occurrencesOf, 0), verified.AddDate(0, occurrencesFor, 0))
		if err != nil {
			return fmt.Errorf("dates of entry %d: %w", e.number, err)
		}
		for _, o := range dates {
			w.add("occurrences", e.id, o.Start, o.End, o.Status)
		}
	}
	for _, tag := range e.locales {
		if err := w.variant(e, s, tag); err != nil {
			return err
		}
		if err := w.publication(e, s, tag, slug, organisation, verified, expires); err != nil {
			return err
		}
	}
	return nil
}

// variant adds a working copy and the revision that was cut of it.
func (w *writer) variant(e *entry, s stamp, tag string) error {
	content, t := e.texts[tag], s.texts[tag]
	encoded, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("encode entry %d: %w", e.number, err)
	}
	sum := sha256.Sum256(encoded)
	title, version := e.typ.TitleOf(content), w.versions[e.typ.Name]
	search := title
	if w.desk {
		search += " " + e.typ.PlainText(content)
	}
	w.add("variants", t.variant, e.id, tag, 2, "clean", "live", encoded, sum[:], version, title,
		language.Truncate(language.Normalise(search), searchLimit), "import", t.created,
		1, t.revision, t.revision, t.published, t.published, t.created, t.published)
	w.add("revisions", t.revision, t.variant, 1, encoded, sum[:], version, "import", "publish", []uuid.UUID{}, t.published)
	return nil
}

// publication adds what the public sees of a text, and its line in the feed.
func (w *writer) publication(e *entry, s stamp, tag, slug string, organisation uuid.UUID, verified time.Time, expires *time.Time) error {
	shared, t := w.derived(e), s.texts[tag]
	content := shared
	item := cms.Item{
		ID: e.id, Type: e.typ.Name, Slug: slug, Locale: tag, Locales: e.locales,
		Organisation: organisationOf(organisation, e.organisation),
		PublishedAt:  seconds(t.published), UpdatedAt: seconds(t.published), VerifiedAt: secondsRef(&verified), ExpiresAt: secondsRef(expires),
	}
	if source := s.texts["de"].published; source.After(t.published) {
		item.UpdatedAt = seconds(source)
	}
	if tag != "de" {
		content = e.typ.Merge(shared, e.texts[tag])
		item.Translation = &cms.ItemTranslation{Origin: "import", SourceLocale: "de"}
	}
	item.Fields = e.typ.Deliver(content)
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(item); err != nil {
		return fmt.Errorf("encode entry %d: %w", e.number, err)
	}
	body := bytes.TrimRight(b.Bytes(), "\n")
	sum := sha256.Sum256(body)
	index := cms.IndexPublication(e.typ, tag, content)
	known := w.words
	for _, one := range index.Words() {
		if w := (word{tag, one}); len(one) > 2 && !known[w] && !language.FillerWord(tag, one) {
			known[w] = true
		}
	}
	a, words := index.Args(), index.SearchArgs()
	w.add(copied, e.id, tag, e.typ.Name, organisation, slug, t.revision, s.texts["de"].revision, renderVersion, string(body), sum[:],
		a["filters"], a["sorts"], a["latitude"], a["longitude"], item.PublishedAt, item.UpdatedAt, true, expires, "de",
		words["search_config"], words["search_marks"], words["search_title"], words["search_summary"], words["search_body"], a["opening"], a["opening_dates"], a["opening_special"], a["opening_holidays"],
		w.versions[e.typ.Name])
	w.add("feed", e.id, tag, e.typ.Name, nil, organisation, scopes(organisation, content), s.last)
	return nil
}

// derived is the source's text with a point taken from its place, where it has none of its own.
func (w *writer) derived(e *entry) schema.Content {
	content := e.texts["de"]
	for _, f := range e.typ.Fields {
		if f.Derive == "" || content[f.Name] != nil {
			continue
		}
		for _, through := range []string{"place", "places"} {
			id, _ := content[through].(string)
			if list, ok := content[through].([]any); ok && len(list) > 0 {
				id, _ = list[0].(string)
			}
			if parsed, err := uuid.Parse(id); err == nil {
				content = maps.Clone(content)
				content[f.Name] = w.geo(numberOf(parsed))
			}
		}
	}
	return content
}

func organisationOf(id uuid.UUID, number int) cms.OrganisationRef {
	return cms.OrganisationRef{ID: id, Slug: fmt.Sprintf("organisation-%d", number), Name: fmt.Sprintf("Organisation Nummer %d", number)}
}

// numberOf is the number of the entry that has an id.
func numberOf(id uuid.UUID) int {
	var ms int64
	for _, b := range id[:6] {
		ms = ms<<8 | int64(b)
	}
	return int(ms - firstMillisecond)
}

// scopes are those of a line of the feed.
func scopes(organisation uuid.UUID, content schema.Content) []string {
	list := []string{"organisation:" + organisation.String()}
	if ids, ok := content["categories"].([]any); ok {
		for _, id := range ids {
			list = append(list, fmt.Sprint("category:", id))
		}
	}
	if address, ok := content["address"].(map[string]any); ok {
		if key, ok := address["municipality"].(string); ok {
			list = append(list, "area:"+key[:5])
		}
	}
	return list
}

func seconds(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

func secondsRef(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	s := seconds(*t)
	return &s
}
