package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// typesDir is a folder of content types with one file, rewritten by write.
type typesDir string

// write puts the type `thing` into the folder: a title and the fields that are given, one a line.
func (d typesDir) write(t *testing.T, fields ...string) typesDir {
	t.Helper()
	var b strings.Builder
	b.WriteString("name: thing\nlabel: {de: Ding, en: Thing}\nplural: {de: Dinge, en: Things}\ntitle: title\nslug: title\nfields:\n" +
		"  - {name: title, kind: text, label: {de: Titel, en: Title}, localised: true, required: true, sort: true}\n")
	for _, f := range fields {
		fmt.Fprintf(&b, "  - {label: {de: L, en: L}, %s}\n", f)
	}
	if err := os.WriteFile(filepath.Join(string(d), "thing.yaml"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

// lotse runs a subcommand in this process.
func lotse(t *testing.T, environ []string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(t.Context(), args, environ, &out)
	return out.String(), err
}

// environment is what the processes of a test have in common.
func environment(t *testing.T, dsn string, types typesDir) []string {
	t.Helper()
	return []string{"LOTSE_DATABASE_URL=" + dsn, "LOTSE_DATA_DIR=" + t.TempDir(), "LOTSE_TYPES_DIR=" + string(types), "LOTSE_LOG=text:error"}
}

// The plan as its JSON says it.
type planned struct {
	Changes []struct {
		Type, Field, Change, Class string
		Version                    int
		Concerned                  *struct{ Entries, Variants, Live int }
	}
	Unfinished []string
	Indexes    struct{ Build, Drop []string }
}

func planOf(t *testing.T, environ []string) planned {
	t.Helper()
	out, err := lotse(t, environ, "types", "plan", "--json")
	if err != nil {
		t.Fatalf("plan: %v\n%s", err, out)
	}
	var p planned
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		t.Fatalf("plan: %v\n%s", err, out)
	}
	return p
}

// String is the plan in one line.
func (p planned) String() string {
	var list []string
	for _, c := range p.Changes {
		line := strings.TrimSpace(c.Field + " " + c.Change + " " + c.Class)
		if c.Concerned != nil {
			line += fmt.Sprintf(" %d/%d/%d", c.Concerned.Entries, c.Concerned.Variants, c.Concerned.Live)
		}
		list = append(list, line)
	}
	return fmt.Sprintf("%s +%d -%d", strings.Join(list, ", "), len(p.Indexes.Build), len(p.Indexes.Drop))
}

// An empty database takes the types of the files by itself; from then on somebody has to say so.
func TestTypesAreAppliedBySomebody(t *testing.T) {
	t.Parallel()
	types := typesDir(t.TempDir())
	environ := environment(t, newDSN(t), types.write(t, "name: x, kind: text", "name: n, kind: number, filter: true"))
	if out, err := lotse(t, environ, "migrate"); err != nil || strings.Contains(out, "types") {
		t.Fatalf("a first start: %v %s", err, out)
	}
	if out, err := lotse(t, environ, "types", "plan", "--exit-code"); err != nil || !strings.Contains(out, "Nothing to do") {
		t.Fatalf("the plan of what was applied: %v\n%s", err, out)
	}

	types.write(t, "name: y, kind: text, sort: true", "name: n, kind: number")
	if got := planOf(t, environ).String(); got != "n filter_removed safe, y field_added safe, x field_removed lossy 0/0/0 +1 -1" && got != "y field_added safe, n filter_removed safe, x field_removed lossy 0/0/0 +1 -1" {
		t.Errorf("the plan is %s", got)
	}
	_, err := lotse(t, environ, "types", "plan", "--exit-code")
	if coded := (exitCode{}); !errors.As(err, &coded) || coded.code != statusChanges {
		t.Errorf("the plan ended with %v", err)
	}
	for _, command := range [][]string{{"serve"}, {"worker"}, {"export"}, {"import", "--type", "thing", "--organisation", "x", "file"}} {
		if _, err := lotse(t, environ, command...); err == nil || !strings.Contains(err.Error(), "lotse types plan") || !strings.Contains(err.Error(), "(thing)") {
			t.Errorf("%s goes on with other types: %v", command[0], err)
		}
	}
	if out, err := lotse(t, environ, "migrate"); err != nil || !strings.Contains(out, "lotse types apply") {
		t.Errorf("migrate says nothing: %v %s", err, out)
	}
	for args, want := range map[string]string{
		"apply --yes": "--allow-lossy", "apply --allow-lossy": "nobody can be asked", "apply x": "usage", "": "usage", "undo": "usage",
	} {
		if _, err := lotse(t, environ, append([]string{"types"}, strings.Fields(args)...)...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("types %s: %v", args, err)
		}
	}
	out, err := lotse(t, environ, "types", "apply", "--allow-lossy", "--yes")
	if err != nil || !strings.Contains(out, "lossy") || !strings.Contains(out, "Building index 1 of 1: publications_sort_thing_y") || !strings.HasSuffix(out, "Done.\n") {
		t.Fatalf("apply: %v\n%s", err, out)
	}
	if !strings.Contains(out, "thing: x is gone from public items from the moment of applying.") || !strings.Contains(out, "thing: the public items of 0 entries are written again") {
		t.Errorf("the plan does not say what is gone at once:\n%s", out)
	}
	if got := planOf(t, environ).String(); got != " +0 -0" {
		t.Errorf("afterwards the plan is %s", got)
	}
	if out, err := lotse(t, environ, "types", "apply"); err != nil || !strings.Contains(out, "Nothing to do") {
		t.Errorf("once more: %v\n%s", err, out)
	}

	// A demo takes what it finds.
	types.write(t)
	if out, err := lotse(t, append(environ, "LOTSE_DEMO=1"), "migrate"); err != nil || strings.Contains(out, "types") {
		t.Errorf("in a demo: %v %s", err, out)
	}
}

// A type of LOTSE_TYPES_DIR stands in the documents of both APIs.
func TestTypesOfTheFolderAreDescribed(t *testing.T) {
	t.Parallel()
	types, err := filepath.Abs("../../cms/delivery/testdata/types")
	if err != nil {
		t.Fatal(err)
	}
	for api, names := range map[string][]string{"management": {"Every-kindDraft", "Every-kindContent"}, "delivery": {"Every-kindItem"}} {
		out, err := lotse(t, []string{"LOTSE_TYPES_DIR=" + types}, "openapi", "--api", api)
		if err != nil {
			t.Fatal(err)
		}
		var document struct {
			Components struct{ Schemas map[string]any }
		}
		if err := json.Unmarshal([]byte(out), &document); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if document.Components.Schemas[name] == nil {
				t.Errorf("%s: there is no schema %s", api, name)
			}
		}
	}
}
