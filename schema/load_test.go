package schema

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestEmbeddedTypesLoad(t *testing.T) {
	var names []string
	for _, typ := range registry(t).Types() {
		names = append(names, typ.Name)
		if typ.Label["de"] == "" || typ.Plural["en"] == "" || typ.Help["de"] == "" || len(typ.Sections) == 0 {
			t.Errorf("%s lacks labels", typ.Name)
		}
	}
	if got := strings.Join(names, " "); got != "article category event job offer organisation place" {
		t.Errorf("types: %s", got)
	}
	if _, ok := registry(t).Type("nope"); ok {
		t.Error("there is a type nope")
	}
}

// The fields of the contract: L localised, R required, F filter, S sort.
func TestEmbeddedFields(t *testing.T) {
	want := map[string]string{
		"offer":        "title:LRS summary:LR description:LR offerType:RF categories:RF targetGroups:F languages:F cefrLevel:F accessibility:F costs:F costsNote:L registration:F registrationUrl: places:F address: geo:F online:F openingHours: openingHoursNote:L schedule: validFrom: validUntil:S contacts: phone: email: url: leikaKey:",
		"event":        "title:LRS summary:L description:L categories:RF schedule:RFS place:F address: geo:F online:F onlineUrl: targetGroups:F languages:F accessibility:F costs:F costsNote:L registration:F registrationUrl: organiser: contacts: phone: email: url:",
		"job":          "title:LRS occupation:R employer:RS description:LR categories:F positions: employmentTypes:RF remote:F salary: startDate:S requirements:L cefrLevel:F languages:F recognitionSupport:F beginnersWelcome:F place: address: geo:F deadline:S applyUrl: applyEmail: contacts: url: reference: kldb:F esco:",
		"place":        "title:LRS placeType:RF summary:L description:L categories:F address:R geo:RF transport:L openingHours: openingHoursNote:L targetGroups:F languages:F accessibility:F phone: email: url: contacts:",
		"article":      "title:LRS summary:L body:LR categories:RF parent: order:S related: sources:",
		"category":     "title:LRS summary:L icon:F parent: order:S",
		"organisation": "title:LRS kind:RF summary:L description:L languages:F address: geo:F phone: email: url:",
	}
	for name, fields := range want {
		typ, _ := registry(t).Type(name)
		var got []string
		for _, f := range typ.Fields {
			flags := ""
			for _, flag := range []struct {
				on   bool
				name string
			}{{f.Localised, "L"}, {f.Required, "R"}, {f.Filter, "F"}, {f.Sort, "S"}} {
				if flag.on {
					flags += flag.name
				}
			}
			got = append(got, f.Name+":"+flags)
		}
		if diff := cmp.Diff(fields, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestBadTypeFiles: every folder below testdata/bad holds files that are wrong, and the list of all that
// is told of them.
func TestBadTypeFiles(t *testing.T) {
	folders, err := filepath.Glob("testdata/bad/*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no bad type files", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			r, err := Load(os.DirFS(folder))
			var e *LoadError
			if !errors.As(err, &e) || r != nil {
				t.Fatalf("loaded: %v", err)
			}
			var lines []string
			for _, p := range e.Problems {
				if p.File == "" || p.Line == 0 && !strings.Contains(p.Message, "name it .yaml") {
					t.Errorf("no place is told: %v", p)
				}
				lines = append(lines, p.String())
			}
			golden := filepath.Join(folder, "problems.txt")
			got := strings.Join(lines, "\n") + "\n"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const smallType = `
name: NAME
label: {de: Kurs, en: Course}
plural: {de: Kurse, en: Courses}
title: title
fields:
  - {name: title, kind: text, label: {de: Titel, en: Title}, localised: true, required: true}
`

func TestMoreTypes(t *testing.T) {
	folder := func(names ...string) fstest.MapFS {
		files := fstest.MapFS{}
		for _, n := range names {
			files[n+".yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(smallType, "NAME", n, 1))}
		}
		return files
	}
	r, err := Load(Embedded(), folder("course"))
	if err != nil {
		t.Fatal(err)
	}
	course, ok := r.Type("course")
	if !ok || len(r.Types()) != 8 || course.Workflow != "editorial" || course.Slug != "title" {
		t.Errorf("%+v", course)
	}
	if _, err := Load(Embedded(), folder("offer")); err == nil || !strings.Contains(err.Error(), "stands in offer.yaml already") {
		t.Errorf("a second offer: %v", err)
	}
	for _, word := range []string{"search", "sync", "types", "locales", "feedback", "suggest", "hsds", "entries", "session", "sitemap"} {
		if _, err := Load(folder(word)); err == nil || !strings.Contains(err.Error(), "reserved") {
			t.Errorf("%s: %v", word, err)
		}
	}
	if _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("no types at all")
	}
	if _, err := Load(os.DirFS(filepath.Join(t.TempDir(), "missing"))); err == nil {
		t.Error("a missing folder")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(smallType)
	f.Add("a: &x [*x]")
	f.Add("fields: [{kind: list, fields: [{kind: list}]}]")
	f.Fuzz(func(t *testing.T, source string) {
		r, err := Load(fstest.MapFS{"x.yaml": &fstest.MapFile{Data: []byte(source)}})
		if (r == nil) == (err == nil) {
			t.Errorf("%v, %v", r, err)
		}
	})
}
