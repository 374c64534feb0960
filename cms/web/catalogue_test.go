package web

import (
	"flag"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"lotse/cms/sentence"
	"lotse/internal/command"
	"lotse/workflow"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestCatalogueIsWritten(t *testing.T) {
	const path = "../../docs/errors.md"
	if *update {
		if err := os.WriteFile(path, []byte(Catalogue()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Catalogue() {
		t.Error("docs/errors.md is not what the program says: go test ./cms/web -run Catalogue -update")
	}
}

func TestSentencesAreComplete(t *testing.T) {
	for code, s := range sentence.All {
		if s.DE == "" || s.EN == "" || s.DE == s.EN || !isToken(code, 40) {
			t.Errorf("%s: %+v", code, s)
		}
		if s.Kind != "" && s.Kind != sentence.ClientGone && statuses[s.Kind] == 0 {
			t.Errorf("%s: the kind %s has no status", code, s.Kind)
		}
	}
	for kind := range statuses {
		used := false
		for _, s := range sentence.All {
			used = used || s.Kind == kind
		}
		if !used {
			t.Errorf("no code is %s", kind)
		}
	}
}

// Every code that the program can answer with must be in the catalogue, with the kind that it is used with.
func TestEveryCodeIsInTheCatalogue(t *testing.T) {
	found := codesOfTheProgram(t)
	if len(found) < 60 {
		t.Fatalf("only %d codes found: the search is broken", len(found))
	}
	for _, f := range found {
		s, ok := sentence.All[f.code]
		switch {
		case !ok:
			t.Errorf("%s: %s is not in the catalogue (cms/sentence/*.go)", f.place, f.code)
		case f.kind != "" && s.Kind != f.kind:
			t.Errorf("%s: %s is %s there and %q in the catalogue", f.place, f.code, f.kind, s.Kind)
		}
	}
}

// used is one place where a code stands in the program.
type used struct {
	code, place string
	kind        command.Kind // empty: in a FieldError
}

// kinds by the names of their constants.
var kinds = map[string]command.Kind{
	"Invalid": command.Invalid, "Malformed": command.Malformed, "Unauthenticated": command.Unauthenticated,
	"Forbidden": command.Forbidden, "NotFound": command.NotFound, "Stale": command.Stale,
	"PreconditionRequired": command.PreconditionRequired, "Conflict": command.Conflict, "Refused": command.Refused,
	"Gone": command.Gone, "TooMany": command.TooMany, "TooLarge": command.TooLarge, "Unavailable": command.Unavailable,
	"methodNotAllowed": sentence.MethodNotAllowed, "unsupportedMedia": sentence.UnsupportedMediaType, "requestTimeout": sentence.RequestTimeout,
	"internal": sentence.Internal, "clientGone": sentence.ClientGone,
}

// codesOfTheProgram reads the sources: command.E(kind, code, …), command.Error{Kind, Code}, FieldError{Code}
// and schema's Problem{Code}, InvalidField(pointer, code), functions whose calls are known to take a code, and the
// reasons of workflow's guards.
func codesOfTheProgram(t *testing.T) []used {
	t.Helper()
	var out []used
	root := "../.."
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if name := e.Name(); name == "node_modules" || name == ".git" || name == "admin-ui" || name == ".lotse" {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return nil // a file that is being written; the compiler tells of it
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.FuncDecl); ok && strings.HasSuffix(f.Name.Name, "Problem") {
				out = append(out, returned(f, path)...)
			}
			if u, ok := codeIn(n, filepath.Base(filepath.Dir(path))); ok {
				at := files.Position(n.Pos())
				u.place = strings.TrimPrefix(path, root+"/") + ":" + strconv.Itoa(at.Line)
				out = append(out, u)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return append(out, guardCodes(t)...)
}

// codeIn finds a code in one node.
func codeIn(n ast.Node, pkg string) (used, bool) {
	switch n := n.(type) {
	case *ast.ValueSpec: // schema's constants
		if pkg == "schema" && len(n.Values) == 1 && strings.HasPrefix(n.Names[0].Name, "Code") {
			return used{code: text(n.Values[0])}, text(n.Values[0]) != ""
		}
	case *ast.CallExpr:
		name := lastName(n.Fun)
		switch {
		case name == "E" && len(n.Args) == 3:
			return used{code: text(n.Args[1]), kind: kinds[lastName(n.Args[0])]}, text(n.Args[1]) != ""
		case (name == "InvalidField" || (pkg == "auth" || pkg == "cms") && name == "add") && len(n.Args) == 2:
			return used{code: text(n.Args[1])}, text(n.Args[1]) != ""
		}
	case *ast.CompositeLit:
		if name := lastName(n.Type); name != "FieldError" && name != "Problem" && name != "Error" && n.Type != nil {
			return used{}, false
		}
		var u used
		for _, element := range n.Elts {
			pair, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch lastName(pair.Key) {
			case "Code":
				u.code = text(pair.Value)
			case "Kind":
				u.kind = kinds[lastName(pair.Value)]
			}
		}
		return u, u.code != ""
	}
	return used{}, false
}

// returned are the codes that a function like emailProblem returns.
func returned(f *ast.FuncDecl, path string) []used {
	var out []used
	ast.Inspect(f, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == 1 && text(r.Results[0]) != "" {
			out = append(out, used{code: text(r.Results[0]), place: path + " " + f.Name.Name})
		}
		return true
	})
	return out
}

// lastName is E of command.E, and E of E.
func lastName(e ast.Node) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func text(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		return constant.StringVal(constant.MakeFromLiteral(l.Value, l.Kind, 0))
	}
	return ""
}

// guardCodes takes every action of every workflow from every state, to learn the reasons there are; the texts of the
// guards themselves are read from workflow/guard.go.
func guardCodes(t *testing.T) []used {
	t.Helper()
	var out []used
	files := token.NewFileSet()
	for _, path := range []string{"../../workflow/guard.go", "../../workflow/decide.go"} {
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			l, ok := n.(*ast.BasicLit)
			if !ok {
				return true
			}
			word := text(l)
			if strings.Contains(word, "_") && isToken(word, 40) && !isGuard(t, word) {
				out = append(out, used{code: word, place: path})
			}
			return true
		})
	}
	set, err := workflow.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range set {
		for _, a := range d.Actions {
			for _, s := range d.States {
				_, err := d.Decide(a.Name, workflow.Facts{Editing: s.Name, Archived: true, Expired: true, Scheduled: true})
				if refused, ok := err.(*workflow.Refused); ok {
					for _, reason := range refused.Reasons {
						out = append(out, used{code: reason, place: "workflow " + d.Name + " " + a.Name})
					}
				}
			}
		}
	}
	return out
}

// isGuard tells names of guards, which no answer shows, from reasons.
func isGuard(t *testing.T, word string) bool {
	t.Helper()
	if _, known := sentence.All[word]; known {
		return false
	}
	set, err := workflow.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range set {
		for _, a := range d.Actions {
			for _, g := range a.Guards {
				if g == word {
					return true
				}
			}
		}
	}
	return false
}

// A code that nothing answers with has no place in the catalogue.
func TestEveryCodeOfTheCatalogueIsUsed(t *testing.T) {
	var sources strings.Builder
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if name := e.Name(); name == "node_modules" || name == ".git" || name == "admin-ui" || name == ".lotse" {
				return fs.SkipDir
			}
			return nil
		}
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "sentence") {
			return nil
		}
		source, err := os.ReadFile(path)
		sources.Write(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all := sources.String()
	for code := range sentence.All {
		if !strings.Contains(all, `"`+code+`"`) {
			t.Errorf("nothing answers with %s", code)
		}
	}
}
