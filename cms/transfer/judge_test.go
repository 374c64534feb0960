package transfer

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/schema"
)

func registry(t *testing.T) *schema.Registry {
	t.Helper()
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return types
}

// judged gives what publishing the line would refuse, with the locale before each pointer.
func judged(t *testing.T, types *schema.Registry, line Line, mode schema.Mode) []string {
	t.Helper()
	typ, ok := types.Type(line.Type)
	if !ok {
		return []string{"unknown type " + line.Type}
	}
	var found []string
	add := func(locale string, fields Fields, part schema.Part) {
		content := typ.Normalise(asStored(t, fields), part)
		for _, p := range typ.Validate(content, mode, part) {
			found = append(found, fmt.Sprintf("%s%s %s", locale, p.Pointer, p.Code))
		}
	}
	add(line.Locale, line.Fields, schema.Source)
	for locale, fields := range line.Translations {
		add(locale, fields, schema.Translation)
	}
	sort.Strings(found)
	return found
}

// asStored passes fields through JSON, as an import does, and turns references to keys into ids.
func asStored(t *testing.T, fields Fields) schema.Content {
	t.Helper()
	raw, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var content schema.Content
	if err := json.Unmarshal(raw, &content); err != nil {
		t.Fatal(err)
	}
	for name, value := range content {
		switch v := value.(type) {
		case string:
			if strings.HasPrefix(v, "@") && name != "title" {
				content[name] = uuid.NewSHA1(uuid.Nil, []byte(v)).String()
			}
		case []any:
			for i, item := range v {
				if s, ok := item.(string); ok && strings.HasPrefix(s, "@") {
					v[i] = uuid.NewSHA1(uuid.Nil, []byte(s)).String()
				}
			}
		}
	}
	return content
}

func TestDemoMayBePublished(t *testing.T) {
	types := registry(t)
	for _, e := range demoContent(t).Entries {
		mode := schema.Published
		if e.State == StateDraft {
			mode = schema.Draft
		}
		if found := judged(t, types, e.Line, mode); found != nil {
			t.Errorf("%s: %v", e.Key, found)
		}
		if e.Draft == nil {
			continue
		}
		draft := e.Line
		draft.Fields = Fields{}
		for name, value := range e.Fields {
			draft.Fields[name] = value
		}
		for name, value := range e.Draft {
			draft.Fields[name] = value
		}
		if found := judged(t, types, draft, schema.Published); found != nil {
			t.Errorf("%s, working copy: %v", e.Key, found)
		}
	}
}

// Every converted line may be published, but for the strings that are meant to be refused.
func TestConvertedLinesMayBePublished(t *testing.T) {
	types := registry(t)
	for kind, folder := range map[string]string{
		ChemnitzPlaces: "chemnitz-places", IntegreatPlaces: "integreat-cms-fixtures", Vacancies: "ba-vacancies",
		Calendars: "ics", IntegreatPages: "integreat-pages",
	} {
		t.Run(kind, func(t *testing.T) {
			lines, _, _ := converted(t, kind, realData(t, folder))
			for _, line := range lines {
				if found := judged(t, types, line, schema.Published); found != nil {
					t.Errorf("%s: %v", line.Key, found)
				}
			}
		})
	}
	t.Run(NaughtyStrings, func(t *testing.T) {
		lines, _, _ := converted(t, NaughtyStrings, realData(t, "naughty-strings"))
		reasons := map[string]int{}
		for _, line := range lines {
			for _, problem := range judged(t, types, line, schema.Published) {
				reasons[problem]++
			}
		}
		want := map[string]int{"de/title bidi_override": 7, "de/title control_character": 5, "de/title required": 2, "de/title too_long": 9}
		if diff := cmp.Diff(want, reasons); diff != "" {
			t.Error(diff)
		}
	})
}
