package testdb

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const packageWithStatements = `package p

import "other"

const columns = "key, value"

const (
	sqlAll = "select " + columns + " from settings"
	sqlOne = sqlAll + " where key = @key -- not a parameter: '@x'"
)

const sqlite, sql, notSQL = "no", "statement", "at all"

var sqlVariable = other.Thing()

func f() {
	const sqlInside = ` + "`delete from settings`" + `
	_ = other.Use(sqlInside)
}
`

func TestStatementsFindsConstants(t *testing.T) {
	t.Parallel()
	dir := writePackage(t, map[string]string{"a.go": packageWithStatements, "a_test.go": "package p\nconst sqlTest = `x`\n"})
	got, err := Statements(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []Statement{
		{Name: "sqlAll", SQL: "select key, value from settings", Position: "a.go:8"},
		{Name: "sqlInside", SQL: "delete from settings", Position: "a.go:17"},
		{Name: "sqlOne", SQL: "select key, value from settings where key = @key -- not a parameter: '@x'", Position: "a.go:9"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	PrepareAll(t, dir)
}

func TestStatementsRefusesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{
		"another package's part": "package p\nimport \"other\"\nconst sqlX = `select ` + other.Columns\n",
		"a number":               "package p\nconst sqlX = 1\n",
		"no Go":                  "package p\nconst sqlX = \n",
	} {
		if got, err := Statements(writePackage(t, map[string]string{"a.go": source})); err == nil {
			t.Errorf("%s: no error, got %v", name, got)
		}
	}
}

func TestPrepareNoticesMistakes(t *testing.T) {
	t.Parallel()
	tx := Tx(t)
	for sql, ok := range map[string]bool{
		`select key from settings where key = @key or key = @key`: true,
		`insert into settings (key, value) values (@key, @value)`: true,
		`select nothing from settings`:                            false,
		`selct key from settings`:                                 false,
		`select key from settings where value = @value::uuid`:     false,
		`select 1; select 2`:                                      false,
	} {
		if err := prepare(t.Context(), tx, sql); (err == nil) != ok {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func writePackage(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
