package transfer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/schema"
)

// written puts text into a file and gives its path.
func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lines.jsonl")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// imported runs an import and gives its counts and refusals.
func (f *fixture) imported(t *testing.T, in Import) (Imported, []string) {
	t.Helper()
	var refused []string
	in.Refused = func(line int, reason string) { refused = append(refused, fmt.Sprintf("%d: %s", line, reason)) }
	counts, err := Run(t.Context(), f.pool, f.service, in)
	if err != nil {
		t.Fatal(err)
	}
	if counts.Lines != counts.Skipped+counts.Created+counts.Updated+counts.Unchanged+counts.Refused || len(refused) != counts.Refused {
		t.Errorf("lines are unaccounted for: %+v, %d refusals told", counts, len(refused))
	}
	return counts, refused
}

const someLines = `{"key":"c","type":"category","fields":{"title":"Sprache"},"translations":{"en":{"title":"Language"}}}

{"title":"Erster","categories":["@c"],"body":"Hallo"}
{"title":"Erster","categories":["@c"],"body":"Hallo"}
{"title":"Kaputt"
{"title":"Ohne Text","categories":["@c"]}
{"title":"Fremd","body":"Hallo","categories":["@nirgends"]}
{"title":"Feld","body":"Hallo","categories":["@c"],"gibtEsNicht":1}
{"key":"z","locale":"de","fields":{"title":"Zwei","body":"Hallo","categories":["@c"],"parent":"@nie"}}
{"key":"y","fields":{"title":"Eltern","body":"Hallo","categories":["@c"]},"translations":{"en":{"title":"Parents","order":3}}}
{"key":"y","fields":{"title":"Eltern","body":"Hallo","categories":["@c"]},"slug":"eltern-seite"}
{"organisation":"gibt-es-nicht","fields":{"title":"Anderswo","body":"Hallo","categories":["@c"]}}
{"type":"offer","key":"c","fields":{"title":"Falscher Typ"}}
`

func TestImportLines(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.organisation(t, "agentur")
	in := Import{File: written(t, someLines), Type: "article", Organisation: "agentur", Publish: true}
	counts, refused := f.imported(t, in)
	if diff := cmp.Diff(Imported{Lines: 12, Created: 4, Refused: 8, Published: 5}, counts); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"4: not a line of import: broken JSON at byte 17",
		"5: publish_gate; /body required (de)",
		"6: invalid; /categories unknown_reference",
		"7: invalid; /gibtEsNicht unknown_field",
		"8: invalid; /parent unknown_reference",
		"9: invalid; /order not_localised (en)",
		"11: invalid; /organisation unknown_organisation",
		"12: key_taken",
	}
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Error(diff)
	}
	if got := query[int](t, f, `select count(*)::int from public_items`); got != 5 {
		t.Errorf("%d public items", got)
	}
	if got := query[string](t, f, `select slug from entries where id = $1`, EntryID("agentur", "y")); got != "eltern-seite" {
		t.Errorf("slug %q", got)
	}
	if got := query[int](t, f, `select count(*)::int from imports`); got != 0 {
		t.Errorf("%d imports are remembered", got)
	}

	before := query[int](t, f, `select count(*)::int from activity`)
	counts, _ = f.imported(t, in)
	if diff := cmp.Diff(Imported{Lines: 12, Unchanged: 4, Refused: 8}, counts); diff != "" {
		t.Error("again: ", diff)
	}
	if after := query[int](t, f, `select count(*)::int from activity`); after != before {
		t.Errorf("importing again left %d lines in the audit trail", after-before)
	}

	in.File = written(t, `{"key":"y","fields":{"title":"Eltern und Kinder","body":"Hallo","categories":["@c"]},"slug":"eltern-seite"}`)
	counts, _ = f.imported(t, in)
	if diff := cmp.Diff(Imported{Lines: 1, Updated: 1, Published: 1}, counts); diff != "" {
		t.Error("changed: ", diff)
	}
}

func TestImportRefusesToBegin(t *testing.T) {
	f := setup(t)
	f.organisation(t, "agentur")
	file := written(t, "{}\n")
	for name, in := range map[string]Import{
		"no organisation": {File: file, Type: "article", Organisation: "nobody"},
		"no type":         {File: file, Type: "nothing", Organisation: "agentur"},
		"no file":         {File: file + "x", Type: "article", Organisation: "agentur"},
		"a long line":     {File: written(t, `{"title":"`+strings.Repeat("x", maxLine)+`"}`), Type: "article", Organisation: "agentur"},
	} {
		if counts, err := Run(t.Context(), f.pool, f.service, in); err == nil || counts.Created != 0 {
			t.Errorf("%s: %+v %v", name, counts, err)
		}
	}
}

// A run that is killed goes on where its last batch ended, and every line is there once.
func TestImportGoesOnAfterInterruption(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.organisation(t, "agentur")
	var lines strings.Builder
	lines.WriteString(`{"key":"c","type":"category","fields":{"title":"Sprache"}}` + "\n")
	const n = 3*batchLines + 50
	for i := 1; i < n; i++ {
		fmt.Fprintf(&lines, `{"title":"Seite %d","body":"Hallo","categories":["@c"]}`+"\n", i%500)
	}
	in := Import{File: written(t, lines.String()), Type: "article", Organisation: "agentur"}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	batches := 0
	in.Progress = func(done, total int) {
		if batches++; batches == 2 {
			cancel()
		}
		if total != n {
			t.Errorf("total %d, want %d", total, n)
		}
	}
	first, err := Run(ctx, f.pool, f.service, in)
	if !errors.Is(err, context.Canceled) || first.Created == 0 {
		t.Fatalf("got %+v, %v", first, err)
	}
	there := query[int](t, f, `select count(*)::int from entries`)
	if there != first.Created {
		t.Errorf("%d entries are there, %d were told", there, first.Created)
	}
	in.Progress = nil
	second, _ := f.imported(t, in)
	if second.Skipped != there || second.Created != n-there {
		t.Errorf("first %+v, then %+v", first, second)
	}
	if got := query[int](t, f, `select count(*)::int from entries`); got != n {
		t.Errorf("%d entries, want %d", got, n)
	}
}

// What export writes, import reads back identically, in another installation too.
func TestExportAndImportAgain(t *testing.T) {
	t.Parallel()
	first, second := setup(t), setup(t)
	if _, err := FillDemo(t.Context(), first.pool, first.service, first.accounts); err != nil {
		t.Fatal(err)
	}
	for _, live := range []bool{true, false} {
		in := Export{Live: live, Archived: !live}
		var out bytes.Buffer
		counts, err := Write(t.Context(), first.pool, first.service, auth.System(), in, &out)
		if err != nil || counts.Entries != bytes.Count(out.Bytes(), []byte("\n")) {
			t.Fatalf("%+v %v", counts, err)
		}
		if live {
			for _, o := range demoContent(t).Organisations {
				second.organisation(t, o.Slug)
			}
		} else if counts.Entries != len(demoContent(t).Entries) {
			t.Errorf("exported %d of %d entries", counts.Entries, len(demoContent(t).Entries))
		}
		got, refused := second.imported(t, Import{File: written(t, out.String()), Organisation: "landesagentur", Publish: live})
		if got.Refused != 0 || got.Created+got.Updated+got.Unchanged != counts.Entries || (live && got.Published != counts.Variants) {
			t.Errorf("%+v of %+v: %v", got, counts, refused)
		}
		var back bytes.Buffer
		if _, err := Write(t.Context(), second.pool, second.service, auth.System(), in, &back); err != nil {
			t.Fatal(err)
		}
		// The archive stands behind the rest, and is not archived there: only the order may differ.
		wrote, read := strings.Split(out.String(), "\n"), strings.Split(back.String(), "\n")
		slices.Sort(wrote)
		slices.Sort(read)
		if diff := cmp.Diff(wrote, read); diff != "" {
			t.Errorf("live %v: %s", live, diff)
		}
	}
}

// The real records: every line is imported and public, or its refusal is told. The clock stands before
// the oldest of the events, because the gate refuses what is over.
func TestImportRealSources(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.organisation(t, "agentur")
	if _, err := f.pool.Exec(t.Context(), `do $$ begin execute format('alter database %I set lotse.clock_offset = %L', current_database(), '2012-01-01'::timestamptz - now()); end $$`); err != nil {
		t.Fatal(err)
	}
	f.pool.Reset() // the setting holds for new connections
	public := 0
	for _, c := range []struct {
		kind, folder string
		refused      int
	}{
		{ChemnitzPlaces, "chemnitz-places", 0}, {IntegreatPlaces, "integreat-cms-fixtures", 0}, {Vacancies, "ba-vacancies", 0},
		{Calendars, "ics", 0}, {IntegreatPages, "integreat-pages", 0}, {NaughtyStrings, "naughty-strings", 22},
	} {
		var lines bytes.Buffer
		counts, err := Convert(c.kind, realData(t, c.folder), &lines, func(int, string) {})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		got, refused := f.imported(t, Import{File: written(t, lines.String()), Organisation: "agentur", Publish: true})
		t.Logf("%s: %+v in %.1f s, %v", c.kind, got, time.Since(began).Seconds(), refused)
		if got.Lines != counts.Written || got.Refused != c.refused {
			t.Errorf("%s: %+v of %+v", c.kind, got, counts)
		}
		public += got.Published
		if n := query[int](t, f, `select count(*)::int from public_items`); n != public {
			t.Errorf("%s: %d public items, %d were published", c.kind, n, public)
		}
		f.wantTitles(t, lines.Bytes(), len(refused))
	}
}

// wantTitles checks that the public reads every title of the lines letter by letter, in every locale.
func (f *fixture) wantTitles(t *testing.T, lines []byte, refused int) {
	t.Helper()
	missing := 0
	for raw := range bytes.Lines(lines) {
		line, err := ReadLine(bytes.TrimSpace(raw))
		if err != nil {
			t.Fatal(err)
		}
		typ, _ := f.service.Types().Type(line.Type)
		texts := map[string]Fields{line.Locale: line.Fields}
		maps.Copy(texts, line.Translations)
		for locale, fields := range texts {
			want := typ.Normalise(fields, schema.Translation)["title"]
			var got string
			err := f.pool.QueryRow(t.Context(), `select coalesce((select item::jsonb #>> '{fields,title}' from public_items where entry_id = $1 and locale = $2), '')`,
				EntryID("agentur", line.Key), locale).Scan(&got)
			switch {
			case err != nil:
				t.Fatal(err)
			case got == "":
				missing++
			case got != want:
				t.Errorf("%s (%s): %q became %q", line.Key, locale, want, got)
			}
		}
	}
	if missing != refused {
		t.Errorf("%d titles are not public, %d lines were refused", missing, refused)
	}
}

// TestWithdrawnStaysWithdrawn: a file that says nothing new does not bring back what somebody withdrew.
func TestWithdrawnStaysWithdrawn(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.organisation(t, "agentur")
	in := Import{File: written(t, `{"key":"c","fields":{"title":"Sprache"}}`), Type: "category", Organisation: "agentur", Publish: true}
	f.imported(t, in)
	e := must(f.service.Entry(t.Context(), auth.System(), EntryID("agentur", "c"), ""))(t)
	must(f.service.Act(t.Context(), auth.Import(uuid.Nil), cms.Act{EntryID: e.ID, Action: "withdraw", Version: e.Version}))(t)
	counts, _ := f.imported(t, in)
	if counts.Unchanged != 1 || counts.Published != 0 {
		t.Errorf("%+v", counts)
	}
	if e = must(f.service.Entry(t.Context(), auth.System(), e.ID, ""))(t); e.Visibility != "withdrawn" {
		t.Errorf("it is %s", e.Visibility)
	}
}
