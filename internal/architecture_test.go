package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the house: a package imports only packages of lower floors, never its own. A new package
// gets its line here, and its reason in docs/architecture.md.
var floors = []struct {
	floor    int
	packages string
}{
	{6, "cmd/lotse cmd/lotse-large cmd/portal"},
	{5, "cms/api cms/delivery cms/submit cms/background cms/transfer cms/large"},
	{4, "cms/query cms/translation cms/upkeep cms/media cms/webhook cms/sites cms/formats"},
	{3, "cms cms/web"},
	{2, "auth cms/sentence internal/machine/machinetest"},
	{1, "internal/command internal/apipage internal/xliff internal/machine schema internal/postgres/testdb portal"},
	{0, "workflow internal/language internal/recurrence internal/richtext internal/audit internal/mail internal/outbound internal/holiday " +
		"internal/postgres internal/negotiate internal/segment cms/blob client migrations admin-ui"},
}

// only says which packages of ours a package may import at most, where its floor would allow more.
var only = map[string]string{
	// What the public may ask depends on no actor and on no command.
	"cms/query": "schema internal/command internal/holiday internal/language",
	// Formats are pure: no transaction, no request.
	"cms/formats": "schema internal/language internal/recurrence",
	"portal":      "client internal/language",
	"cmd/portal":  "portal client internal/language",
}

// testsOnly are packages that nothing but tests may import.
var testsOnly = []string{"internal/postgres/testdb", "internal/machine/machinetest"}

// maxFiles is how many Go files a package may have, tests aside, before it is divided by noun.
const maxFiles = 25

// maxFilesOf are the exceptions, with their reasons (docs/adr/0001).
var maxFilesOf = map[string]int{
	// Entry, variant, revision and publication change in one transaction: whoever divided them would have
	// to export what nobody else may call. So do types that change and previews, which read the same rows.
	"cms": 52,
	// Every question is authorised by one resolver: a Query that could be made elsewhere would be worth nothing.
	"cms/query": 32,
	// A kind of field is a file, and the kinds know each other by one table.
	"schema": 40,
}

// module is the path of this module, with its slash.
const module = "lotse/"

// goPackage is what `go list -json` says of a package.
type goPackage struct {
	ImportPath string
	Imports    []string
	GoFiles    []string
	CgoFiles   []string
}

func (p goPackage) name() string { return strings.TrimPrefix(p.ImportPath, module) }

// ours lists the packages of this module that p imports, tests aside.
func (p goPackage) ours() []string {
	var names []string
	for _, path := range p.Imports {
		if name, ok := strings.CutPrefix(path, module); ok {
			names = append(names, name)
		}
	}
	return names
}

func TestPackagesImportOnlyLowerFloors(t *testing.T) {
	t.Parallel()
	packages := listPackages(t)
	if problems := houseProblems(packages); len(problems) > 0 {
		t.Error(strings.Join(problems, "\n"))
	}
	if len(packages) < 10 {
		t.Errorf("go list found only %d packages", len(packages))
	}
}

// The rules must notice what they are for.
func TestTheHouseNoticesBreaches(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		pkg  goPackage
		want string
	}{
		"fine":            {goPackage{ImportPath: "lotse/cms", Imports: []string{"fmt", "lotse/auth", "lotse/workflow"}}, ""},
		"upwards":         {goPackage{ImportPath: "lotse/auth", Imports: []string{"lotse/cms"}}, "auth (floor 2) imports cms (floor 3)"},
		"sideways":        {goPackage{ImportPath: "lotse/cms/web", Imports: []string{"lotse/cms"}}, "cms/web (floor 3) imports cms (floor 3)"},
		"unknown":         {goPackage{ImportPath: "lotse/util"}, "util stands on no floor"},
		"imports unknown": {goPackage{ImportPath: "lotse/cms", Imports: []string{"lotse/util"}}, "cms imports util, which stands on no floor"},
		"portal":          {goPackage{ImportPath: "lotse/portal", Imports: []string{"lotse/workflow"}}, "portal may import only client internal/language, not workflow"},
		"tests' package":  {goPackage{ImportPath: "lotse/cms", Imports: []string{"lotse/internal/postgres/testdb"}}, "cms imports internal/postgres/testdb, which is for tests only"},
		"too many files":  {goPackage{ImportPath: "lotse/auth", GoFiles: make([]string, 26)}, "auth has 26 Go files, more than 25"},
		"an exception":    {goPackage{ImportPath: "lotse/cms", GoFiles: make([]string, 45)}, ""},
		"its own limit":   {goPackage{ImportPath: "lotse/cms", GoFiles: make([]string, 53)}, "cms has 53 Go files, more than 52"},
		"query":           {goPackage{ImportPath: "lotse/cms/query", Imports: []string{"lotse/auth"}}, "cms/query may import only schema internal/command internal/holiday internal/language, not auth"},
	} {
		got := strings.Join(houseProblems([]goPackage{test.pkg}), "; ")
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// houseProblems lists every breach of the rules above.
func houseProblems(packages []goPackage) []string {
	floor := map[string]int{}
	for _, level := range floors {
		for name := range strings.FieldsSeq(level.packages) {
			floor[name] = level.floor
		}
	}
	problems := map[string]bool{}
	for _, pkg := range packages {
		name := pkg.name()
		own, known := floor[name]
		if !known {
			problems[name+" stands on no floor"] = true
			continue
		}
		for _, imported := range pkg.ours() {
			if problem := importProblem(floor, name, own, imported); problem != "" {
				problems[problem] = true
			}
		}
		limit, exception := maxFilesOf[name]
		if !exception {
			limit = maxFiles
		}
		if n := len(pkg.GoFiles) + len(pkg.CgoFiles); n > limit {
			problems[name+" has "+strconv.Itoa(n)+" Go files, more than "+strconv.Itoa(limit)] = true
		}
	}
	return slices.Sorted(maps.Keys(problems))
}

// importProblem says what is wrong with one import, or nothing.
func importProblem(floor map[string]int, name string, own int, imported string) string {
	theirs, known := floor[imported]
	allowed, limited := only[name]
	switch {
	case !known:
		return name + " imports " + imported + ", which stands on no floor"
	case slices.Contains(testsOnly, imported):
		return name + " imports " + imported + ", which is for tests only"
	case theirs >= own:
		return name + " (floor " + strconv.Itoa(own) + ") imports " + imported + " (floor " + strconv.Itoa(theirs) + ")"
	case limited && !slices.Contains(strings.Fields(allowed), imported):
		return name + " may import only " + allowed + ", not " + imported
	}
	return ""
}

// listPackages asks the go command for every package of the module that has files besides tests.
func listPackages(t *testing.T) []goPackage {
	t.Helper()
	lookAtFolders(t)
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,GoFiles,CgoFiles", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var pkg goPackage
		err := decoder.Decode(&pkg)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(pkg.GoFiles)+len(pkg.CgoFiles) > 0 { // `internal` itself has only this test
			packages = append(packages, pkg)
		}
	}
}

// lookAtFolders reads every folder that can hold a package. The go command remembers a passed test until
// something changes that the test itself looked at; what `go list` looked at does not count.
func lookAtFolders(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) { // gone since its parent was read
				return nil
			}
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (name == "node_modules" || name == "testdata" || len(name) > 2 && name[0] == '.') {
			return filepath.SkipDir
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
