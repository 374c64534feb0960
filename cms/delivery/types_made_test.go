package delivery_test

import (
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"lotse/cms/delivery"
	"lotse/schema"
)

// otherTypes are the embedded types where offers have another name, their costs another one and no filter, and there are
// no vacancies.
func otherTypes(t *testing.T) []*schema.Type {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(schema.Embedded(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(schema.Embedded(), path)
		files[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(files["offer.yaml"].Data)
	for old, other := range map[string]string{
		"label: {de: Kosten, en: Costs}\n    filter: true": "label: {de: Gebühr, en: Tariff}", "plural: {de: Angebote, en: Offers}": "plural: {de: Hilfen, en: Helps}",
	} {
		if strings.Count(text, old) != 1 {
			t.Fatalf("offer.yaml has no single %q", old)
		}
		text = strings.Replace(text, old, other, 1)
	}
	files["offer.yaml"].Data = []byte(text)
	registry, err := schema.Load(files, fstest.MapFS{"guarded.yaml": {Data: []byte(guarded)}})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(registry.Types(), func(t *schema.Type) bool { return t.Name == "job" })
}

// Whatever is made of the content types follows them: answers in memory, where no line of the feed tells of it, and
// what is made once.
func TestAnswersFollowTheTypes(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	pages := []struct{ path, before, after string }{
		{"/content/v1/offer.atom?locale=de", "Angebote", "Hilfen"},
		{"/hsds/de/taxonomies", `"Kosten"`, `"Gebühr"`},
		{"/content/v1/types?locale=de", `"Angebote"`, `"Hilfen"`},
		{"/content/v1/openapi.json", "JobItem", "Tariff"},
		{"/content/v1/docs", "JobItem", "Tariff"},
	}
	const filtered = delivery.Prefix + "/offer?filter[costs]=free"
	for range 2 { // the second time from memory
		for _, p := range pages {
			if body := d.ask(http.MethodGet, p.path).Body.String(); !strings.Contains(body, p.before) || strings.Contains(body, p.after) {
				t.Errorf("before, %s lacks %s or has %s", p.path, p.before, p.after)
			}
		}
		if w := d.ask(http.MethodGet, filtered); w.Code != http.StatusOK {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	d.types.Replace(otherTypes(t))
	for _, p := range pages {
		if body := d.ask(http.MethodGet, p.path).Body.String(); strings.Contains(body, p.before) || !strings.Contains(body, p.after) {
			t.Errorf("after, %s has %s or lacks %s", p.path, p.before, p.after)
		}
	}
	if w := d.ask(http.MethodGet, filtered); w.Code != http.StatusBadRequest {
		t.Errorf("a filter that is no more: %d", w.Code)
	}
}
