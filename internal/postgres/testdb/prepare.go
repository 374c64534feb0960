package testdb

import (
	"context"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/jackc/pgx/v5"
)

// Statement is one `const sql…` of a package.
type Statement struct {
	Name     string
	Position string // file:line
	SQL      string
}

// PrepareAll prepares every `const sql…` (a name that begins with sql and an upper-case letter) of
// the package in dir, `"."` for the package under test, against the schema of this release. A column that
// does not exist, a parameter whose type cannot be known or a slip in the syntax is an error of the
// test that names the constant. Such a constant must be one whole statement; fragments and lists of
// columns have other names. Test files are left out. A package without any statement is an error.
func PrepareAll(t *testing.T, dir string) {
	t.Helper()
	statements, err := Statements(dir)
	if err != nil {
		t.Fatalf("testdb: %v", err)
	}
	if len(statements) == 0 {
		t.Fatalf("testdb: there is no `const sql…` in %s", dir)
	}
	tx := Tx(t)
	for _, statement := range statements {
		t.Run(statement.Name, func(t *testing.T) {
			if err := prepare(t.Context(), tx, statement.SQL); err != nil {
				t.Errorf("%s: %v", statement.Position, err)
			}
		})
	}
}

// prepare lets the server parse one statement, inside a savepoint because an error ends a transaction.
func prepare(ctx context.Context, tx pgx.Tx, sql string) error {
	return pgx.BeginFunc(ctx, tx, func(savepoint pgx.Tx) error {
		numbered := sql
		if strings.Contains(sql, "@") {
			var err error
			if numbered, _, err = (pgx.NamedArgs{}).RewriteQuery(ctx, savepoint.Conn(), sql, nil); err != nil {
				return err
			}
		}
		_, err := savepoint.Conn().PgConn().Prepare(ctx, "", numbered, nil)
		return err
	})
}

// Statements finds the `const sql…` of a package, also those inside functions, in the order of their
// positions. Constants put together from others of the same package are worked out; parts from other
// packages are an error, because a reader of the statement would not see them either.
func Statements(dir string) ([]Statement, error) {
	files, set, err := parsePackage(dir)
	if err != nil {
		return nil, err
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	// Imports are not followed and most expressions cannot be checked without them: what counts is
	// whether each constant gets a value.
	config := types.Config{Error: func(error) {}, Importer: noImporter{}}
	_, _ = config.Check(dir, set, files, info)
	var found []Statement
	var problems []string
	for ident, object := range info.Defs {
		c, isConst := object.(*types.Const)
		if !isConst || !isStatementName(ident.Name) {
			continue
		}
		position := set.Position(ident.Pos())
		at := fmt.Sprintf("%s:%d", filepath.Base(position.Filename), position.Line)
		if c.Val() == nil || c.Val().Kind() != constant.String {
			problems = append(problems, at+": "+ident.Name)
			continue
		}
		found = append(found, Statement{Name: ident.Name, Position: at, SQL: constant.StringVal(c.Val())})
	}
	if len(problems) > 0 {
		slices.Sort(problems)
		return nil, fmt.Errorf("no string, or not made of constants of this package: %s", strings.Join(problems, ", "))
	}
	slices.SortFunc(found, func(a, b Statement) int {
		return strings.Compare(a.Name+a.Position, b.Name+b.Position)
	})
	return found, nil
}

func isStatementName(name string) bool {
	rest, ok := strings.CutPrefix(name, "sql")
	return ok && rest != "" && unicode.IsUpper(rune(rest[0]))
}

// parsePackage reads the Go files of a directory but its tests.
func parsePackage(dir string) ([]*ast.File, *token.FileSet, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, nil, err
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, file)
	}
	return files, set, nil
}

// noImporter refuses every import.
type noImporter struct{}

// Import implements types.Importer.
func (noImporter) Import(path string) (*types.Package, error) {
	return nil, fmt.Errorf("%s is not followed", path)
}
