package xliff

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
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

// question is a file for the judge.
type question struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	XML     string `json:"xml"`
}

// judge asks libxml2 what is wrong with files, by the schemas of OASIS.
func judge(t *testing.T, questions []question) map[string][]string {
	t.Helper()
	schemas := shared(t, "schemas", "xliff")
	dir := filepath.Join("testdata", "judge")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "libxml2-wasm")); err != nil {
		t.Fatal("libxml2-wasm is not installed: make judge")
	}
	var in, out, said bytes.Buffer
	for _, q := range questions {
		if err := json.NewEncoder(&in).Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.CommandContext(t.Context(), "node", filepath.Join(dir, "validate.mjs"), schemas)
	command.Stdin, command.Stdout, command.Stderr = &in, &out, &said
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	answers := map[string][]string{}
	for decoder := json.NewDecoder(&out); decoder.More(); {
		var a struct {
			Name     string
			Problems []string
		}
		if err := decoder.Decode(&a); err != nil {
			t.Fatal(err)
		}
		answers[a.Name] = a.Problems
	}
	if len(answers) != len(questions) {
		t.Fatalf("%d of %d files were judged: %s", len(answers), len(questions), said.String())
	}
	return answers
}

func TestWhatIsWrittenIsValid(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	documents := map[string]Document{"example": example(), "least": {SourceLocale: "de", TargetLocale: "en", Files: []File{{Units: []Unit{{ID: "t"}}}}}}
	for i := range 200 {
		documents["random "+strconv.Itoa(i)] = randomDocument(random)
	}
	var questions []question
	for name, doc := range documents {
		for version, write := range writers {
			questions = append(questions, question{name + " as " + version, version, written(t, write, doc)})
		}
	}
	for name, problems := range judge(t, questions) {
		if len(problems) > 0 {
			t.Errorf("%s: %s", name, strings.Join(problems, "\n"))
		}
	}
}

// A judge that lets everything pass is none.
func TestTheJudgeFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	var questions []question
	for _, spoilt := range []struct{ version, whole, broken string }{
		{"1.2", "</source>", "<b/></source>"}, {"2.1", "</source>", "<b/></source>"},
		{"1.2", ` xml:space=`, ` colour="red" xml:space=`}, {"2.1", ` xml:space=`, ` colour="red" xml:space=`},
		{"1.2", ` original=`, ` category=`}, {"2.1", ` id="f1"`, ``},
		{"1.2", `state="final"`, `state="done"`}, {"2.1", `state="final"`, `state="done"`},
		{"1.2", `source-language="de"`, `source-language="d!"`}, {"2.1", `srcLang="de"`, `srcLang="d!"`},
		{"1.2", ` maxwidth=`, ` xmlns:my="urn:my" my:width=`}, {"2.1", `mda:meta type=`, `mda:meta kind=`},
		{"1.2", `id="body/p[3]"`, `id="title"`}, {"2.1", `id="title"`, `id="ti/tle"`},
		{"1.2", `ctype="bold"`, `ctype="fat"`}, {"2.1", `subType="xlf:b"`, `subType="b"`},
		{"2.1", ` generalProfile=`, ` profile=`},
	} {
		whole := written(t, writers[spoilt.version], example())
		if !strings.Contains(whole, spoilt.whole) {
			t.Errorf("%s is not in %s", spoilt.whole, spoilt.version)
		}
		questions = append(questions, question{spoilt.broken + " for" + spoilt.whole + " in " + spoilt.version, spoilt.version, strings.ReplaceAll(whole, spoilt.whole, spoilt.broken)})
	}
	for name, problems := range judge(t, questions) {
		if len(problems) == 0 {
			t.Errorf("%s: the judge found nothing", name)
		}
	}
}
