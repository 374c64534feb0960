package delivery_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/transfer"
	"lotse/internal/language"
	"lotse/internal/postgres/testdb"
	"lotse/internal/recurrence"
	"lotse/schema"
	"lotse/workflow"
)

// sampleOfEach is how many records of each real source are walked in `make test`; `make proof` takes all.
const sampleOfEach = 40

func whole() bool { return os.Getenv("LOTSE_TEST_PROOF") != "" }

// library is a store with the demo content and the real records, brought in by the commands.
func library(t *testing.T) *site {
	t.Helper()
	pool := testdb.New(t)
	w := newWorld(t, pool, schema.Embedded())
	// Before the oldest of the real events: the gate refuses what is over.
	w.exec(`do $$ begin execute format('alter database %I set lotse.clock_offset = %L', current_database(), '2012-01-01'::timestamptz - now()); end $$`)
	pool.Reset()
	policy, err := auth.LoadPolicy()
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: "river"})
	if err != nil {
		t.Fatal(err)
	}
	accounts, err := auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: policy, Secret: []byte("0123456789abcdef0123456789abcdef")})
	if err != nil {
		t.Fatal(err)
	}
	workflows, err := workflow.Load()
	if err != nil {
		t.Fatal(err)
	}
	service, err := cms.New(cms.Deps{DB: pool, Jobs: jobs, Types: w.types, Workflows: workflows, Policy: policy, Auth: accounts, BaseURL: "http://lotse.test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := service.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := transfer.FillDemo(t.Context(), pool, service, accounts); err != nil {
		t.Fatal(err)
	}
	for kind, folder := range map[string]string{
		transfer.ChemnitzPlaces: "chemnitz-places", transfer.IntegreatPlaces: "integreat-cms-fixtures", transfer.Vacancies: "ba-vacancies",
		transfer.Calendars: "ics", transfer.IntegreatPages: "integreat-pages", transfer.NaughtyStrings: "naughty-strings",
	} {
		importReal(t, w, service, kind, folder)
	}
	return w.serve(0)
}

// importReal imports one source, where it is there.
func importReal(t *testing.T, w *world, service *cms.Service, kind, folder string) {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", folder)
	if _, err := os.Stat(path); err != nil {
		t.Logf("no real records at %s", path)
		return
	}
	var lines bytes.Buffer
	if _, err := transfer.Convert(kind, path, &lines, func(int, string) {}); err != nil {
		t.Fatal(err)
	}
	taken := bytes.SplitAfter(lines.Bytes(), []byte("\n"))
	if all := kind == transfer.Calendars || kind == transfer.NaughtyStrings; !whole() && !all {
		taken = taken[:min(len(taken), sampleOfEach)]
	}
	file := filepath.Join(t.TempDir(), "lines.jsonl")
	if err := os.WriteFile(file, bytes.Join(taken, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := transfer.Run(t.Context(), w.pool, service, transfer.Import{File: file, Organisation: "beratung-jena", Publish: true}); err != nil {
		t.Fatal(err)
	}
}

// Everything that there is, in every format and language, is judged by schemas and libraries that are not ours.
func TestFormatsOfDemoAndRealContent(t *testing.T) {
	t.Parallel()
	s := library(t)
	j := newJudges(t)
	counts := map[string]int{}
	rows, err := s.pool.Query(t.Context(), `select type || ' ' || locale, count(*)::int from public_items group by 1`)
	if err != nil {
		t.Fatal(err)
	}
	var name string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&name, &n}, func() error { counts[name] = n; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, typ := range s.types.Types() {
		for _, locale := range language.Tags() {
			if want := counts[typ.Name+" "+locale]; want > 0 {
				s.walkFormats(t, j, typ, locale, want)
			}
		}
	}
	s.walkSitemaps(t, counts)
	for _, locale := range []string{"de", "en", "ar", "uk"} {
		s.walkHSDS(t, j, locale, counts["offer "+locale], counts["category "+locale])
	}
	s.compareCalendars(t, j)
	s.examples(t)
	t.Logf("%v, judged: %v", counts, j.seen)
}

// examples asks what docs/formats.md shows.
func (s *site) examples(t *testing.T) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(page), `"http://127.0.0.1:8080`)[1:]
	if len(parts) < 12 {
		t.Errorf("only %d examples", len(parts))
	}
	for _, part := range parts {
		path, _, _ := strings.Cut(part, `"`)
		if w := s.ask(http.MethodGet, path); w.Code != http.StatusOK || w.Body.Len() < 100 {
			t.Errorf("the example %s: %d %s", path, w.Code, w.Body)
		}
	}
}

// walkFormats walks every format of a type in a language.
func (s *site) walkFormats(t *testing.T, j *judges, typ *schema.Type, locale string, want int) {
	t.Helper()
	base := "/" + typ.Name
	query := "?limit=100&locale=" + locale
	for path, n := base+".atom"+query, 0; path != ""; {
		body := s.get(path).Body.Bytes()
		n += bytes.Count(body, []byte("<entry "))
		if path = strings.TrimPrefix(j.atom(path, body), testLinks.API+delivery.Prefix); path == "" && n != want {
			t.Errorf("%s %s: %d entries of %d", base, locale, n, want)
		}
	}
	for path, n := base+".jsonfeed"+query, 0; path != ""; {
		body := s.get(path).Body.Bytes()
		j.schema("jsonfeed", path, body)
		feed := read[struct {
			Items []json.RawMessage
			Next  string `json:"next_url"`
		}](t, body)
		n += len(feed.Items)
		if path = strings.TrimPrefix(feed.Next, testLinks.API+delivery.Prefix); path == "" && n != want {
			t.Errorf("%s %s: %d items of %d", base, locale, n, want)
		}
	}
	slugs, header := s.walkTable(t, j, base, query)
	if len(slugs) != want {
		t.Errorf("%s %s: %d rows of %d", base, locale, len(slugs), want)
	}
	if again := j.csv(base, s.get(base+".csv?limit=1&locale=fa").Body.Bytes())[0]; !slices.Equal(header, again) {
		t.Errorf("%s: the header depends on what is there", base)
	}
	s.walkLinked(t, j, base, query, want)
	s.walkItems(t, j, typ, slugs, locale)
	if w := s.ask(http.MethodGet, delivery.Prefix+base+".geojson"+query); w.Code == http.StatusOK {
		j.schema("geojson", base+".geojson", w.Body.Bytes())
	}
	if w := s.ask(http.MethodGet, delivery.Prefix+base+".ics?locale="+locale); w.Code == http.StatusOK {
		from := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
		j.calendar = append(j.calendar, calendarQuestion{typ.Name + " " + locale, w.Body.String(), from.UnixMilli(), from.AddDate(40, 0, 0).UnixMilli()})
	}
}

// next is the path of the link to the next page, with the prefix.
func next(w http.Header) string {
	link, _, _ := strings.Cut(strings.TrimPrefix(w.Get("Link"), "<"), ">")
	return strings.TrimPrefix(link, delivery.Prefix)
}

func (s *site) walkTable(t *testing.T, j *judges, base, query string) (slugs, header []string) {
	t.Helper()
	for path := base + ".csv" + query; path != ""; {
		w := s.get(path)
		rows := j.csv(path, w.Body.Bytes())
		header = rows[0]
		for _, row := range rows[1:] {
			slugs = append(slugs, row[2])
		}
		path = next(w.Header())
	}
	return slugs, header
}

func (s *site) walkLinked(t *testing.T, j *judges, base, query string, want int) {
	t.Helper()
	n := 0
	for path := base + ".jsonld" + query; path != ""; {
		w := s.get(path)
		j.jsonld(path, w.Body.Bytes())
		n += read[struct{ NumberOfItems int }](t, w.Body.Bytes()).NumberOfItems
		path = next(w.Header())
	}
	if n != want {
		t.Errorf("%s%s: %d of %d", base, query, n, want)
	}
}

// walkItems asks for single items: all of them in `make proof`, some otherwise.
func (s *site) walkItems(t *testing.T, j *judges, typ *schema.Type, slugs []string, locale string) {
	t.Helper()
	for n, slug := range slugs {
		if !whole() && n%10 != 0 {
			continue
		}
		path := "/" + typ.Name + "/" + slug + ".jsonld?locale=" + locale
		body := s.get(path).Body.Bytes()
		j.jsonld(path, body)
		if got, want := read[map[string]any](t, body)["@id"], "https://portal.lotse.test/"+locale+"/"+typ.Name+"/"+slug; got != want {
			t.Errorf("%s is called %v", want, got)
		}
		if typ.Name == "event" {
			s.get("/event/" + slug + ".ics?locale=" + locale)
		}
	}
}

// walkSitemaps: every public page stands in one sitemap, once.
func (s *site) walkSitemaps(t *testing.T, counts map[string]int) {
	t.Helper()
	want, got := 0, map[string]bool{}
	for _, n := range counts {
		want += n
	}
	index := s.get("/sitemap.xml").Body.String()
	for _, part := range strings.Split(index, "<loc>")[1:] {
		address, _, _ := strings.Cut(part, "</loc>")
		pages := sitemapPages(t, s.get(strings.TrimPrefix(address, testLinks.API+delivery.Prefix)).Body.Bytes())
		for page, links := range pages {
			got[page] = true
			for lang, other := range links {
				if lang != "x-default" && pages[other][lang] != other {
					t.Errorf("%s: %s is not reciprocal", page, other)
				}
			}
		}
	}
	if len(got) != want {
		t.Errorf("%d pages of %d", len(got), want)
	}
}

// compareCalendars: ical.js reads the dates that delivery has by its own reckoning.
func (s *site) compareCalendars(t *testing.T, j *judges) {
	t.Helper()
	answers := j.calendars()
	if answers == nil {
		return
	}
	from := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, q := range j.calendar {
		typ, locale, _ := strings.Cut(q.Name, " ")
		got := map[string][]string{}
		for _, d := range answers[q.Name] {
			id := strings.TrimSuffix(d.UID, "@lotse")
			got[id] = append(got[id], d.Start+" "+d.End+" "+d.Status)
		}
		read := 0
		for path := "/" + typ + "?limit=100&locale=" + locale; path != ""; {
			w := s.get(path)
			for _, i := range readItems(t, w.Body.Bytes()) {
				want := datesOf(t, i, from)
				slices.Sort(got[i.ID])
				if len(want) > 3000 { // ical.js is asked for so many at most
					continue
				}
				if diff := cmp.Diff(want, got[i.ID]); diff != "" {
					t.Errorf("%s %s (-ours +ical.js):\n%s", q.Name, i.Slug, diff)
				}
				read += len(want)
			}
			path = next(w.Header())
		}
		t.Logf("%s: %d dates", q.Name, read)
	}
}

func readItems(t *testing.T, body []byte) []item {
	t.Helper()
	return read[page](t, body).Items
}

// datesOf are the dates of an item's schedule, in the words of the judge.
func datesOf(t *testing.T, i item, from time.Time) []string {
	t.Helper()
	raw, err := json.Marshal(i.Fields["schedule"])
	if err != nil || i.Fields["schedule"] == nil {
		return nil
	}
	v := read[recurrence.Value](t, raw)
	r, err := recurrence.New(v)
	if err != nil {
		t.Fatal(err)
	}
	list, err := r.Between(from, from.AddDate(40, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, o := range list {
		status := map[bool]string{true: "CANCELLED", false: "CONFIRMED"}[o.Status == recurrence.Cancelled]
		if v.AllDay {
			out = append(out, o.Start.Format(time.DateOnly)+" "+o.End.Format(time.DateOnly)+" "+status)
		} else {
			out = append(out, o.Start.UTC().Format("2006-01-02T15:04:05.000Z")+" "+o.End.UTC().Format("2006-01-02T15:04:05.000Z")+" "+status)
		}
	}
	slices.Sort(out)
	return out
}
