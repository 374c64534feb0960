package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Routes are registered by Route and Handle only: they demand a permission and a description. And what an error
// is in HTTP is decided in this package only.
func TestOnlyThisPackageKnowsHumaAndErrorStatuses(t *testing.T) {
	forbidden := map[string]string{
		"huma.Register(":                     "cms/web/route.go",
		"huma.Error4":                        "",
		"http.StatusUnprocessableEntity":     "cms/web",
		"http.StatusConflict":                "cms/web",
		"http.StatusPreconditionFailed":      "cms/web",
		"http.StatusForbidden":               "cms/web",
		"http.StatusUnauthorized":            "cms/web",
		"github.com/danielgtaylor/huma/v2\"": "cms/web",
		"application/problem+json\"":         "cms/web",
		"http.Error(":                        "",
		"NewCrossOriginProtection(":          "cms/web/origin.go",
	}
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "node_modules" || e.Name() == ".git") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		short := strings.TrimPrefix(filepath.ToSlash(path), "../../")
		for word, home := range forbidden {
			if strings.HasPrefix(short, "internal/machine/") && strings.HasPrefix(word, "http.Status") {
				continue // it reads the statuses of others
			}
			if strings.Contains(string(source), word) && (home == "" || !strings.HasPrefix(short, home)) {
				t.Errorf("%s holds %s", short, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
