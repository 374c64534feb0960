package schema

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

//go:embed types
var embedded embed.FS

// Embedded returns the folder of the types that Lotse brings along.
func Embedded() fs.FS {
	sub, err := fs.Sub(embedded, "types")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}

// FileProblem is one thing that is wrong with a type file.
type FileProblem struct {
	File    string
	Line    int // 0: of the file as a whole
	Message string
}

// String is file, line and message, as compilers write it.
func (p FileProblem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// LoadError tells everything that is wrong with all files.
type LoadError struct{ Problems []FileProblem }

// Error is a line a problem.
func (e *LoadError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return "content types: " + strings.Join(lines, "\n")
}

// Load reads every *.yaml at the top of the folders as a content type. A folder may also hold options/
// (lists of options) and groups/ (lists of fields), which any type names instead of writing them out. The
// error is a *LoadError with every problem of every file; then there is no registry.
func Load(folders ...fs.FS) (*Registry, error) {
	l := &loader{
		at: map[any]lines{}, options: map[string][]Option{}, groups: map[string]func() []*Field{},
		ready: map[string]*Type{},
	}
	for _, folder := range folders {
		l.each(folder, "options", func(name string, r reader, n ast.Node) { l.options[name] = r.options(n) })
		l.each(folder, "groups", l.group)
	}
	for _, folder := range folders {
		l.each(folder, ".", func(name string, r reader, n ast.Node) { l.types = append(l.types, r.contentType(name, n)) })
	}
	l.check()
	if len(l.problems) > 0 {
		slices.SortFunc(l.problems, func(a, b FileProblem) int {
			return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
		})
		return nil, &LoadError{l.problems}
	}
	return newRegistry(l.ready), nil
}

// loader holds what is read until it is checked as a whole.
type loader struct {
	ready    map[string]*Type // once all are right
	types    []*Type
	options  map[string][]Option
	groups   map[string]func() []*Field
	at       map[any]lines // of every *Type and *Field
	problems []FileProblem
}

// lines tells where something stands: itself, and its keys.
type lines struct {
	file string
	line int
	keys map[string]int
}

func (l *loader) problem(file string, line int, format string, args ...any) {
	p := FileProblem{file, line, fmt.Sprintf(format, args...)}
	if !slices.Contains(l.problems, p) { // a group is read once for every type that uses it
		l.problems = append(l.problems, p)
	}
}

// wrong tells a problem at a key of a type or field; at the thing itself when the key is not written.
func (l *loader) wrong(thing any, key, format string, args ...any) {
	where := l.at[thing]
	line, ok := where.keys[key]
	if !ok {
		line = where.line
	}
	l.problem(where.file, line, format, args...)
}

// each reads the YAML files of one folder.
func (l *loader) each(folder fs.FS, dir string, read func(name string, r reader, n ast.Node)) {
	entries, err := fs.ReadDir(folder, dir)
	if err != nil {
		if dir == "." || !errors.Is(err, fs.ErrNotExist) {
			l.problem(dir, 0, "cannot be read: %v", err)
		}
		return
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		if ext := path.Ext(file); ext == ".yml" {
			l.problem(file, 0, "is not read: name it .yaml")
			continue
		} else if e.IsDir() || ext != ".yaml" {
			continue
		}
		if body := l.parse(folder, file); body != nil {
			read(strings.TrimSuffix(e.Name(), ".yaml"), reader{l, file}, body)
		}
	}
}

// parse returns the one document of a file; nil when it has none (and then told).
func (l *loader) parse(folder fs.FS, file string) ast.Node {
	source, err := fs.ReadFile(folder, file)
	if err != nil {
		l.problem(file, 0, "cannot be read: %v", err)
		return nil
	}
	tree, err := parser.ParseBytes(source, 0)
	if err != nil {
		var e yaml.Error
		if errors.As(err, &e) && e.GetToken() != nil {
			l.problem(file, e.GetToken().Position.Line, "%s", e.GetMessage())
		} else {
			l.problem(file, 0, "is no YAML: %v", err)
		}
		return nil
	}
	var bodies []ast.Node
	for _, d := range tree.Docs {
		if d.Body != nil {
			bodies = append(bodies, d.Body)
		}
	}
	if len(bodies) != 1 {
		l.problem(file, 1, "holds %d documents, not one", len(bodies))
		return nil
	}
	return bodies[0]
}

// group keeps a list of fields to be read anew for every list that names it, so that no two types share fields.
func (l *loader) group(name string, r reader, n ast.Node) {
	r.fields(n) // tells its problems even when nobody uses it
	l.groups[name] = func() []*Field { return r.fields(n) }
}
