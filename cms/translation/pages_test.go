package translation_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/translation"
	"lotse/internal/machine"
	"lotse/internal/postgres/testdb"
	"lotse/internal/segment"
	"lotse/schema"
)

// shared returns a folder of data that is not part of the repository; where it is missing the test says so and is skipped.
func shared(t *testing.T, folder ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared", "data"}, folder...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no data beside the repository: " + path)
	}
	return path
}

// page is a page of knowledge as its lines, in several languages.
type page map[string][]string

// pages reads pages that have as many lines in every language.
func pages(t *testing.T, locales ...string) []page {
	t.Helper()
	folder := shared(t, "integreat-pages")
	byID := map[int]page{}
	var order []int
	for _, locale := range append([]string{"de"}, locales...) {
		raw, err := os.ReadFile(filepath.Join(folder, "contexts."+locale+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var list []struct {
			ID   int `json:"qa_id"`
			Text string
		}
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatal(err)
		}
		for _, p := range list {
			if byID[p.ID] == nil {
				byID[p.ID], order = page{}, append(order, p.ID)
			}
			for line := range strings.SplitSeq(p.Text, "\n") {
				if line = strings.Join(strings.Fields(line), " "); line != "" {
					byID[p.ID][locale] = append(byID[p.ID][locale], line)
				}
			}
		}
	}
	var out []page
	for _, id := range order {
		p := byID[id]
		same := len(p["de"]) > 2 && len([]rune(p["de"][0])) < 140
		for _, locale := range locales {
			same = same && len(p[locale]) == len(p["de"]) && len([]rune(p[locale][0])) < 140
		}
		if same {
			out = append(out, p)
		}
	}
	return out
}

// parallel is a service that knows the pages.
type parallel struct{ known map[string]map[string]string }

func (p *parallel) Name() string           { return "parallel" }
func (p *parallel) Limits() machine.Limits { return machine.Limits{Texts: 50, Bytes: 1 << 17} }
func (p *parallel) Languages(context.Context) (machine.Languages, error) {
	return machine.Languages{}, nil
}
func (p *parallel) Usage(context.Context) (machine.Usage, error) { return machine.Usage{}, nil }
func (p *parallel) Translate(_ context.Context, r machine.Request) ([]machine.Result, error) {
	out := make([]machine.Result, len(r.Texts))
	for i, text := range r.Texts {
		out[i].Coded = segment.Escape(p.known[r.Target][segment.Plain(text.Coded)])
	}
	return out, nil
}

// aWord is a word as agencies count: the count is made here once more, in another way.
var aWord = regexp.MustCompile(`\S*[\pL\pN]\S*`)

// Real pages of a county's app go the whole way: asked for, translated, reviewed, published, out as XLIFF and in again.
func TestRealPagesGoTheWholeWay(t *testing.T) {
	t.Parallel()
	locales := []string{"en", "ar", "uk", "fr"}
	all := pages(t, locales...)
	if len(all) < 10 {
		t.Fatalf("only %d pages have the same lines in all languages", len(all))
	}
	if os.Getenv("LOTSE_TEST_PROOF") == "" {
		all = all[:6]
	}
	f := setup(t)
	service := &parallel{known: map[string]map[string]string{}}
	f.provide(t, service)
	var ids []uuid.UUID
	byID := map[uuid.UUID]page{}
	for _, p := range all {
		words := 0
		for i, line := range p["de"] {
			words += len(aWord.FindAllString(line, -1))
			for _, locale := range locales {
				if service.known[locale] == nil {
					service.known[locale] = map[string]string{}
				}
				service.known[locale][line] = p[locale][i]
			}
		}
		id := f.entry(t, f.publisher, "article", schema.Content{
			"title": p["de"][0], "body": schema.RichTextFromText(strings.Join(p["de"][1:], "\n\n")), "categories": []any{f.category.String()},
		})
		ids, byID[id] = append(ids, id), p
		if got := testdb.Value[int](t, f.pool, `select words from translation_coverage where entry_id = $1 and locale = 'de'`, id); got != words {
			t.Errorf("%q: %d words were counted, %d there are", p["de"][0], got, words)
		}
	}
	r := must(f.Request(t.Context(), f.editor, translation.NewRequest{Entries: ids, Locales: locales, Provider: "parallel"}))(t)
	for _, locale := range locales {
		if wait := must(f.Run(t.Context(), cms.Translate{Provider: "parallel", Locale: locale}))(t); wait >= 0 {
			t.Fatalf("%s waits for %s", locale, wait)
		}
		for _, id := range ids {
			e := must(f.cms.Entry(t.Context(), f.editor, id, locale))(t)
			e = f.act(t, f.editor, e, "approve")
			f.act(t, f.editor, e, "publish")
			public := testdb.Value[string](t, f.pool, `select item::jsonb #>> '{fields,body}' from public_items where entry_id = $1 and locale = $2`, id, locale)
			for _, line := range distinct(byID[id]["de"][1:]) {
				want := schema.RichTextHTML(schema.RichTextFromText(service.known[locale][line]))
				if !strings.Contains(public, want) {
					t.Errorf("%s: %q is not public", locale, want)
				}
			}
		}
	}
	if r = must(f.RequestByID(t.Context(), f.editor, r.ID))(t); r.Counts.Done != len(ids)*len(locales) {
		t.Errorf("done are %+v", r.Counts)
	}
	f.checkFiles(t, ids, locales)
}

func distinct(list []string) (out []string) {
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// checkFiles writes the pages in both versions, has them judged by the schemas of OASIS, and reads them again.
func (f *fixture) checkFiles(t *testing.T, ids []uuid.UUID, locales []string) {
	t.Helper()
	var in, out, said bytes.Buffer
	files := map[string]string{}
	for _, locale := range locales {
		for _, version := range []string{translation.XLIFF12, translation.XLIFF21} {
			file := string(must(f.ExportXLIFF(t.Context(), f.editor, translation.Export{Entries: ids, Locale: locale, Version: version}))(t))
			name := locale + " as " + version
			files[name] = file
			if err := json.NewEncoder(&in).Encode(map[string]string{"name": name, "version": version, "xml": file}); err != nil {
				t.Fatal(err)
			}
			imported := must(f.ImportXLIFF(t.Context(), f.editor, strings.NewReader(file)))(t)
			if imported.Saved != 0 || len(imported.Skipped) != 0 || imported.Unchanged == 0 {
				t.Errorf("%s, read again unchanged: %+v", name, imported)
			}
		}
	}
	judge := filepath.Join("..", "..", "internal", "xliff", "testdata", "judge")
	command := exec.CommandContext(t.Context(), "node", filepath.Join(judge, "validate.mjs"), shared(t, "schemas", "xliff"))
	command.Stdin, command.Stdout, command.Stderr = &in, &out, &said
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	judged := 0
	for decoder := json.NewDecoder(&out); decoder.More(); judged++ {
		var a struct {
			Name     string
			Problems []string
		}
		if err := decoder.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if len(a.Problems) > 0 {
			t.Errorf("%s: %v", a.Name, a.Problems)
		}
	}
	if judged != len(files) {
		t.Errorf("%d of %d files were judged", judged, len(files))
	}
}

// Files that somebody worked on: what was changed is imported, what the source does not say any more is reported, the
// rest is left alone; what is hostile is refused.
func TestFilesThatSomebodyWorkedOn(t *testing.T) {
	t.Parallel()
	for _, version := range []string{translation.XLIFF12, translation.XLIFF21} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			ids := f.offers(t, 2)
			file := string(must(f.ExportXLIFF(t.Context(), f.persian, translation.Export{Entries: ids, Locale: "fa", Version: version, OpenOnly: true}))(t))
			target := regexp.MustCompile(`(?s)(<source[^>]*>)(.*?)(</source>)(\s*)(<target[^>]*(?:/>|>.*?</target>))?`)
			edited := target.ReplaceAllString(file, `$1$2$3$4<target>فارسی: $2</target>`)
			if version == translation.XLIFF21 {
				edited = strings.ReplaceAll(edited, `state="initial"`, `state="translated"`)
			}
			f.change(t, ids[1], func(c schema.Content) { c["summary"] = "Jetzt ganz anders." })
			got := must(f.ImportXLIFF(t.Context(), f.persian, strings.NewReader(edited)))(t)
			if got.Saved != 7 || len(got.Skipped) != 1 || got.Skipped[0].Code != "stale_segment" || len(got.Entries) != 2 {
				t.Fatalf("imported: %+v", got)
			}
			if view := f.view(t, ids[0], "fa"); view.Words.Human != view.Words.Total || !strings.HasPrefix(view.Title, "فارسی: ") {
				t.Errorf("%+v %s", view.Words, view.Title)
			}
			if view := f.view(t, ids[1], "fa"); view.Words.Missing == 0 {
				t.Errorf("what was stale was written: %+v", view.Words)
			}
			// Who translates into Arabic writes no Persian, and who may read nothing learns nothing.
			if got := must(f.ImportXLIFF(t.Context(), f.arabist, strings.NewReader(edited)))(t); got.Saved != 0 {
				t.Errorf("the Arabic translator wrote %d Persian segments", got.Saved)
			}
			foreign := strings.ReplaceAll(edited, ids[0].String(), uuid.NewString())
			if got := must(f.ImportXLIFF(t.Context(), f.persian, strings.NewReader(foreign)))(t); got.Skipped[0].Code != "unknown_entry" {
				t.Errorf("an unknown entry: %+v", got.Skipped)
			}
			for name, hostile := range map[string]string{
				"bad_xliff":       "<html>",
				"hostile_xliff":   `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + edited[strings.Index(edited, "<xliff"):],
				"xliff_too_large": edited + strings.Repeat(" ", 1<<20),
			} {
				_, err := f.ImportXLIFF(t.Context(), f.persian, strings.NewReader(hostile))
				wantCode(t, err, name)
			}
		})
	}
}
