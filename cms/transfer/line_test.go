package transfer

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadLine(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want Line
	}{
		"plain fields": {`{"title":"Kurs","online":true}`, Line{Fields: Fields{"title": "Kurs", "online": true}}},
		"a line": {
			`{"key":"k","type":"offer","locale":"de","fields":{"title":"Kurs"},"translations":{"en":{"title":"Course"}}}`,
			Line{Key: "k", Type: "offer", Locale: "de", Fields: Fields{"title": "Kurs"}, Translations: map[string]Fields{"en": {"title": "Course"}}},
		},
		"plain fields that look like a line": {`{"key":"k","title":"Kurs"}`, Line{Fields: Fields{"key": "k", "title": "Kurs"}}},
		"a field called fields":              {`{"fields":{"a":1},"title":"Kurs"}`, Line{Fields: Fields{"fields": map[string]any{"a": 1.0}, "title": "Kurs"}}},
		"empty fields":                       {`{"fields":{}}`, Line{Fields: Fields{}}},
	} {
		got, err := ReadLine([]byte(c.raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestReadLineRefuses(t *testing.T) {
	for _, raw := range []string{
		``, `null`, `[]`, `"geheim"`, `{"title":"geheim"`, `{"title":"geheim"} x`, "{\"title\":\"geheim\xff\"}",
		`{"key":7,"fields":{"title":"geheim"}}`, `{"translations":["geheim"],"fields":{}}`,
		`{"title":"geheim \ud83d"}`,
	} {
		_, err := ReadLine([]byte(raw))
		if !errors.Is(err, ErrLine) {
			t.Errorf("%q: %v", raw, err)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error repeats the line: %v", err)
		}
	}
}
