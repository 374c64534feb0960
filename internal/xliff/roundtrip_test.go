package xliff

import (
	"bytes"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lotse/internal/segment"
)

var update = flag.Bool("update", false, "write golden files anew")

var writers = map[string]func(io.Writer, Document) error{"1.2": Write12, "2.1": Write21}

// written is a document as a file.
func written(t testing.TB, write func(io.Writer, Document) error, doc Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, doc); err != nil {
		t.Fatalf("%v: %+v", err, doc)
	}
	return b.String()
}

// read is a file as a document, without problems.
func read(t testing.TB, file string) Document {
	t.Helper()
	doc, problems, err := Read(strings.NewReader(file), Limits{})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v, %v in\n%s", err, problems, file)
	}
	return doc
}

// example has everything that a document can have.
func example() Document {
	doc := Document{SourceLocale: "de", TargetLocale: "ar", Files: []File{
		{Original: "0197a3c2-entry", Units: []Unit{
			{
				ID: "title", Source: segment.PlainText("Beratung & Hilfe"), Target: "مشورة &amp; مساعدة", State: Final, Translate: true, MaxLength: 120,
				Notes: []Note{{Label, "Titel"}, {Comment, "Kurz, bitte"}, {Machine, "DeepL"}},
			},
			{
				ID: "body/p[2]#1", State: Translated, Translate: true,
				Source: segment.Text{
					Coded: `Rufen Sie das <g id="1">Jobcenter</g> an: <g id="2"><g id="3">hier</g></g>.<x id="4"/>Bis <g id="5">31.12.2026</g>`,
					Codes: []segment.Code{{ID: 1, Kind: segment.Keep}, {ID: 2, Kind: segment.Link, Href: `https://example.org/?a="1"&b=<2>`}, {ID: 3, Kind: segment.Bold}, {ID: 4, Kind: segment.Break}, {ID: 5, Kind: segment.Italic}},
				},
				Target: `اتصل <g id="2"><g id="3">هنا</g></g> <g id="1">Jobcenter</g>.<x id="4"/><x id="4"/>حتى <g id="3">31.12.2026</g>`,
			},
			{ID: "body/p[3]", Source: segment.PlainText("  Noch nicht\tübersetzt\r\n"), State: Initial, Translate: true},
			{ID: "contact.mail", Source: segment.PlainText("info@example.org"), State: Initial, Hash: "of an older text"},
		}},
		{Original: "zweite", Units: []Unit{{ID: "title", Source: segment.PlainText("Zwei"), Target: "اثنان", State: Reviewed, Translate: true}}},
	}}
	return filled(doc)
}

// filled is a document as reading gives it: with the languages of its files and the hashes of its units.
func filled(doc Document) Document {
	for i := range doc.Files {
		doc.Files[i].SourceLocale, doc.Files[i].TargetLocale = doc.SourceLocale, doc.TargetLocale
		for j := range doc.Files[i].Units {
			doc.Files[i].Units[j].Hash = doc.Files[i].Units[j].hash()
		}
	}
	return doc
}

func TestGoldenFiles(t *testing.T) {
	t.Parallel()
	for version, write := range writers {
		path := filepath.Join("testdata", "example-"+version+".xlf")
		got := written(t, write, example())
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs: %s", path, diff)
		}
		if diff := cmp.Diff(example(), read(t, got)); diff != "" {
			t.Errorf("%s was read as: %s", path, diff)
		}
	}
}

// What is written is read as it was, and written again byte for byte.
func TestRandomDocumentsComeBackAsTheyWent(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		doc := randomDocument(random)
		for version, write := range writers {
			file := written(t, write, doc)
			got := read(t, file)
			if diff := cmp.Diff(doc, got); diff != "" {
				t.Fatalf("%s: %s\n%s", version, diff, file)
			}
			if again := written(t, write, got); again != file {
				t.Fatalf("%s, written again: %s", version, cmp.Diff(file, again))
			}
		}
	}
}

func randomDocument(random *rand.Rand) Document {
	locales := []string{"de", "en", "ar", "fa", "uk", "zh-Hans", "ckb", "de-DE"}
	doc := Document{SourceLocale: locales[random.IntN(len(locales))], TargetLocale: locales[random.IntN(len(locales))]}
	for i := range 1 + random.IntN(3) {
		f := File{Original: randomWords(random) + strconv.Itoa(i)}
		for j := range 1 + random.IntN(4) {
			u := Unit{ID: randomWords(random) + strconv.Itoa(j), Source: randomText(random), State: Initial, Translate: random.IntN(4) > 0}
			if random.IntN(3) > 0 {
				u.State = order[random.IntN(len(order))]
				u.Target = "x" + randomTarget(random, u.Source)
			}
			if random.IntN(4) == 0 {
				u.MaxLength = 1 + random.IntN(500)
			}
			for range random.IntN(3) {
				u.Notes = append(u.Notes, Note{Category: []string{Label, Comment, Machine, "", "a\"b\n"}[random.IntN(5)], Text: randomWords(random)})
			}
			f.Units = append(f.Units, u)
		}
		doc.Files = append(doc.Files, f)
	}
	return filled(doc)
}

func randomWords(random *rand.Rand) string {
	parts := []string{"a", "Ä", " ", "  ", "\n", "\r", "\t", "<", "&", ">", `"`, "'", "]]>", "&amp;", "<g id=\"1\">", "مرحبا", "\u200f", "\u2066", "🚍", ":", "::", ":2f:", "/", ".", "_", "{0}", "\ufeff", "\u0085", "<!--", "\u2028"}
	var b strings.Builder
	for range random.IntN(6) {
		b.WriteString(parts[random.IntN(len(parts))])
	}
	return b.String()
}

// randomText has codes in codes, numbered as they come or not.
func randomText(random *rand.Rand) segment.Text {
	var text segment.Text
	ids := random.Perm(12)
	var add func(depth int) string
	add = func(depth int) string {
		out := segment.Escape(randomWords(random))
		for range random.IntN(3) {
			if len(text.Codes) >= len(ids) || depth > 3 {
				break
			}
			code := segment.Code{ID: 1 + ids[len(text.Codes)], Kind: []segment.Kind{segment.Bold, segment.Italic, segment.Link, segment.Keep, segment.Break}[random.IntN(5)]}
			if code.Kind == segment.Link {
				code.Href = randomWords(random)
			}
			text.Codes = append(text.Codes, code)
			id := strconv.Itoa(code.ID)
			if code.Kind == segment.Break {
				out += `<x id="` + id + `"/>`
			} else {
				out += `<g id="` + id + `">` + add(depth+1) + `</g>`
			}
			out += segment.Escape(randomWords(random))
		}
		return out
	}
	text.Coded = add(0)
	return text
}

// randomTarget has the codes of the source in another order, some twice, some in others, some not at all.
func randomTarget(random *rand.Rand, source segment.Text) string {
	out := ""
	for range random.IntN(2 * (len(source.Codes) + 1)) {
		if len(source.Codes) == 0 {
			break
		}
		code := source.Codes[random.IntN(len(source.Codes))]
		id := strconv.Itoa(code.ID)
		switch {
		case code.Kind == segment.Break:
			out += `<x id="` + id + `"/>`
		case random.IntN(3) == 0:
			out = `<g id="` + id + `">` + out + `</g>`
		default:
			out += segment.Escape(randomWords(random)) + `<g id="` + id + `">` + segment.Escape(randomWords(random)) + `</g>`
		}
	}
	return out
}

func TestIDsComeBackAsTheyWent(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		id := randomWords(random)
		token := escapeID(id)
		if got := unescapeID(token); got != id {
			t.Fatalf("%q became %q, then %q", id, token, got)
		}
		if strings.ContainsFunc(token, func(c rune) bool { return c > 'z' || c <= ' ' || strings.ContainsRune(`/<>&"'`, c) }) {
			t.Fatalf("%q became %q", id, token)
		}
	}
	for _, foreign := range []string{"a:b", "a:62:", ":", "a:zz:", ":110000:", ":d800:", "x:2f", "a:2F:", "::"} {
		if got := unescapeID(foreign); got != foreign {
			t.Errorf("the foreign id %q became %q", foreign, got)
		}
	}
}
