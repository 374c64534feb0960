package schema

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// typeOf reads a type whose fields are given, one a line in YAML's short form.
func typeOf(t *testing.T, fields string) *Type {
	t.Helper()
	var b strings.Builder
	b.WriteString("name: thing\nlabel: {de: Ding, en: Thing}\nplural: {de: Dinge, en: Things}\ntitle: title\nslug: title\nfields:\n" +
		"  - {name: title, kind: text, label: {de: Titel, en: Title}, localised: true, required: true}\n")
	for line := range strings.Lines(strings.TrimSpace(fields)) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Fprintf(&b, "  - {%s}\n", strings.ReplaceAll(line, "name:", "label: {de: L, en: L}, name:"))
		}
	}
	types, err := Load(fstest.MapFS{"thing.yaml": {Data: []byte(b.String())}})
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	typ, _ := types.Type("thing")
	return typ
}

const options = "options: [{value: a, label: {de: A, en: A}}, {value: b, label: {de: B, en: B}}]"
const fewer = "options: [{value: a, label: {de: A, en: A}}]"

// person are the fields of a list of people, x among them as it is said.
func person(x string) string {
	return "fields: [{name: x, kind: text, " + x + "}, {name: y, kind: text, personal: true}, {name: ok, kind: boolean}]"
}

// consents are fields of a list in which two answers can mean consent.
const consents = "fields: [{name: x, kind: text, personal: true}, {name: z, kind: text, internal: true, personal: true}, {name: y, kind: boolean}, {name: ok, kind: boolean}]"

// What public items may not show any more is told by the names that they have it under.
func TestWhatAChangeHides(t *testing.T) {
	t.Parallel()
	list := func(name, more string) string { return "name: " + name + ", kind: list, consent: ok, " + person(more) }
	for name, test := range map[string]struct{ from, to, want string }{
		"removed":             {"name: x, kind: text", "", "x words"},
		"removed, not shown":  {"name: x, kind: text, personal: true", "", ""},
		"hidden":              {"name: x, kind: text", "name: x, kind: text, internal: true", "x words"},
		"of a person":         {"name: x, kind: text", "name: x, kind: text, personal: true", "x words"},
		"shown":               {"name: x, kind: text, internal: true", "name: x, kind: text", ""},
		"kind":                {"name: x, kind: text", "name: x, kind: url", "x words"},
		"kind, not shown":     {"name: x, kind: text, internal: true", "name: x, kind: url, internal: true", ""},
		"renamed":             {"name: x, kind: text", "name: y, kind: text, was: x", ""},
		"renamed and hidden":  {"name: x, kind: text", "name: y, kind: text, was: x, internal: true", "x words"},
		"in a list":           {list("l", "internal: false"), list("l", "internal: true"), "l.x words"},
		"in a list, agreed":   {list("l", "internal: false"), list("l", "personal: true"), "l.x words"},
		"in a list, for all":  {list("l", "personal: true"), list("l", "personal: false"), ""},
		"in a renamed list":   {list("l", "internal: false"), list("m, was: l", "internal: true"), "l.x words"},
		"list":                {list("l", "internal: false"), "", "l words"},
		"consent":             {"name: l, kind: list, consent: ok, " + consents, "name: l, kind: list, consent: y, " + consents, "l.x"},
		"a number":            {"name: n, kind: number", "", "n"},
		"options":             {"name: x, kind: choice, " + options, "name: x, kind: choice, " + fewer, ""},
		"limits and settings": {"name: x, kind: text", "name: x, kind: text, maxLength: 2, sort: true", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, c := range DiffTypes(typeOf(t, test.from), typeOf(t, test.to)) {
				if got = append(got, c.Hides...); len(c.Hides) > 0 && !c.Render {
					t.Errorf("%s hides and writes nothing again", c.Change)
				}
				if c.HidesWords {
					got = append(got, "words")
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every change is named and classed, and knows which content it concerns.
func TestDiffTypes(t *testing.T) {
	t.Parallel()
	has := Content{"title": "T", "x": "b", "n": 5.0}
	for name, test := range map[string]struct {
		from, to string
		want     string  // field change class, one a line
		concerns Content // that the first change concerns; nil: it is not counted
		not      Content
		part     Part
	}{
		"nothing":               {"name: x, kind: text", "name: x, kind: text", "", nil, nil, 0},
		"optional field":        {"", "name: x, kind: text", "x field_added safe", nil, nil, 0},
		"required field":        {"", "name: x, kind: text, required: true", "x field_needed backfill", Content{"title": "T"}, nil, 0},
		"removed":               {"name: x, kind: text", "", "x field_removed lossy render", has, Content{"title": "T"}, 0},
		"removed internal":      {"name: x, kind: text, internal: true", "", "x field_removed lossy", has, Content{"title": "T"}, 0},
		"renamed":               {"name: x, kind: text", "name: y, kind: text, was: x", "y field_renamed backfill render", has, Content{"title": "T"}, 0},
		"renamed, not declared": {"name: x, kind: text", "name: y, kind: text", "y field_added safe\nx field_removed lossy render", nil, nil, 0},
		"renamed and another":   {"name: x, kind: text", "name: y, kind: email, was: x", "y field_renamed backfill render\ny kind_changed lossy render", has, nil, 0},
		"renamed long ago":      {"name: y, kind: text, was: x", "name: y, kind: text", "(type) labels safe", nil, nil, 0},
		"kind":                  {"name: x, kind: text", "name: x, kind: url", "x kind_changed lossy render", has, Content{"title": "T"}, 0},
		"label":                 {"name: x, kind: text", "name: x, kind: text, help: {de: H, en: H}", "x labels safe", nil, nil, 0},
		"required":              {"name: x, kind: text", "name: x, kind: text, required: true", "x required backfill", Content{"title": "T"}, has, 0},
		"no longer required":    {"name: x, kind: text, required: true", "name: x, kind: text", "x not_required safe", nil, nil, 0},
		"localised":             {"name: x, kind: text", "name: x, kind: text, localised: true", "x localised backfill render", has, Content{}, 0},
		"shared":                {"name: x, kind: text, localised: true", "name: x, kind: text", "x shared lossy render", has, Content{}, Translation},
		"shared, of the source": {"name: x, kind: text, localised: true", "name: x, kind: text", "x shared lossy render", nil, has, Source},
		"hidden":                {"name: x, kind: text", "name: x, kind: text, internal: true", "x hidden backfill render", has, Content{}, 0},
		"shown":                 {"name: x, kind: text, internal: true", "name: x, kind: text", "x shown lossy render", has, Content{}, 0},
		"filter":                {"name: x, kind: text", "name: x, kind: text, filter: true", "x filter_added backfill render", nil, nil, 0},
		"no filter":             {"name: x, kind: text, filter: true", "name: x, kind: text", "x filter_removed safe", nil, nil, 0},
		"sort":                  {"name: x, kind: text", "name: x, kind: text, sort: true", "x sort_added backfill render", nil, nil, 0},
		"no sort":               {"name: x, kind: text, sort: true", "name: x, kind: text", "x sort_removed safe", nil, nil, 0},
		"option added":          {"name: x, kind: choice, " + fewer, "name: x, kind: choice, " + options, "x options_added safe", nil, nil, 0},
		"option removed":        {"name: x, kind: choice, " + options, "name: x, kind: choice, " + fewer, "x options_removed backfill render", has, Content{"x": "a"}, 0},
		"option removed, many":  {"name: x, kind: choices, " + options, "name: x, kind: choices, " + fewer, "x options_removed backfill render", Content{"x": []any{"a", "b"}}, Content{"x": []any{"a"}}, 0},
		"longer":                {"name: x, kind: text, maxLength: 5", "name: x, kind: text, maxLength: 6", "x limits_widened safe", nil, nil, 0},
		"shorter":               {"name: x, kind: text, maxLength: 6", "name: x, kind: text, maxLength: 2", "x limits_tightened backfill", Content{"x": "abc"}, Content{"x": "ab"}, 0},
		"smaller":               {"name: n, kind: number", "name: n, kind: number, max: 4", "n limits_tightened backfill", has, Content{"n": 4.0}, 0},
		"whole":                 {"name: n, kind: number", "name: n, kind: number, integer: true", "n limits_tightened backfill", Content{"n": 1.5}, has, 0},
		"pattern":               {"name: x, kind: text", `name: x, kind: text, pattern: "^[0-9]+$"`, "x limits_tightened backfill", has, Content{"x": "1"}, 0},
		"no pattern":            {`name: x, kind: text, pattern: "^[0-9]+$"`, "name: x, kind: text", "x limits_widened safe", nil, nil, 0},
		"in a list":             {"name: l, kind: list, fields: [{name: x, kind: text}, {name: y, kind: text}]", "name: l, kind: list, fields: [{name: x, kind: text}]", "l.y field_removed lossy render", Content{"l": []any{map[string]any{"id": "1", "y": "b"}}}, Content{"l": []any{map[string]any{"id": "1", "x": "b"}}}, 0},
		"renamed in a list":     {"name: l, kind: list, fields: [{name: x, kind: text}]", "name: l, kind: list, fields: [{name: y, kind: text, was: x}]", "l.y field_renamed backfill render", Content{"l": []any{map[string]any{"id": "1", "x": "b"}}}, has, 0},
		"a list and its fields": {"name: l, kind: list, fields: [{name: x, kind: text}]", "name: m, kind: list, was: l, fields: [{name: x, kind: text}, {name: z, kind: text, required: true}]", "m field_renamed backfill render\nm.z field_needed backfill", Content{"l": []any{}}, has, 0},
		"consented, removed":    {"name: l, kind: list, consent: ok, " + person("personal: true"), "name: l, kind: list, consent: ok, fields: [{name: y, kind: text, personal: true}, {name: ok, kind: boolean}]", "l.x field_removed lossy render", nil, has, 0},
		"consented, hidden":     {"name: l, kind: list, consent: ok, " + person("personal: true"), "name: l, kind: list, consent: ok, " + person("internal: true"), "l.x hidden backfill render", nil, has, 0},
		"consented, shown":      {"name: l, kind: list, consent: ok, " + person("internal: true"), "name: l, kind: list, consent: ok, " + person("personal: true"), "l.x shown lossy render", nil, has, 0},
		"consented, for all":    {"name: l, kind: list, consent: ok, " + person("personal: true"), "name: l, kind: list, consent: ok, " + person("internal: false"), "l.x shown lossy render", nil, has, 0},
		"other consent":         {"name: l, kind: list, consent: ok, " + consents, "name: l, kind: list, consent: y, " + consents, "l consent lossy render", Content{"l": []any{}}, has, 0},
		"references":            {"name: x, kind: reference, to: [thing]", "name: x, kind: reference, to: [thing], onGone: block", "x on_gone backfill render", nil, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := typeOf(t, test.from), typeOf(t, test.to)
			changes := DiffTypes(from, to)
			var got []string
			for _, c := range changes {
				line := strings.Join([]string{c.Field, c.Change, string(c.Class)}, " ")
				if c.Render {
					line += " render"
				}
				if c.Field == "" {
					line = "(type)" + line
				}
				if c.Effect == "" {
					t.Errorf("%s tells nothing", c.Change)
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Fatal(diff)
			}
			if test.concerns == nil && test.not == nil {
				for _, c := range changes {
					if test.want != "" && c.Counted() && !strings.Contains(test.want, "\n") {
						t.Errorf("%s is counted", c.Change)
					}
				}
				return
			}
			if test.concerns != nil && !changes[0].Concerns(test.concerns, test.part) {
				t.Errorf("%v is not concerned", test.concerns)
			}
			if test.not != nil && changes[0].Concerns(test.not, test.part) {
				t.Errorf("%v is concerned", test.not)
			}
		})
	}
}

// An option that is in use is not removed by the way.
func TestAnOptionInUseIsLossy(t *testing.T) {
	t.Parallel()
	c := DiffTypes(typeOf(t, "name: x, kind: choice, "+options), typeOf(t, "name: x, kind: choice, "+fewer))[0]
	if c.Held(false).Class != Backfill || c.Held(true).Class != Lossy || c.Detail != "b" {
		t.Errorf("got %v", c)
	}
}

func TestDiffOfWholeTypes(t *testing.T) {
	t.Parallel()
	typ := typeOf(t, "")
	if c := DiffTypes(nil, typ); len(c) != 1 || c[0].Change != "type_added" || c[0].Class != Safe {
		t.Errorf("new: %v", c)
	}
	if c := DiffTypes(typ, nil); len(c) != 1 || c[0].Change != "type_removed" || c[0].Class != Lossy || c[0].Type != "thing" {
		t.Errorf("removed: %v", c)
	}
	if c := DiffTypes(nil, nil); c != nil {
		t.Errorf("nothing: %v", c)
	}
}

// `was` names one field that is no more, and nothing else.
func TestWasIsUnambiguous(t *testing.T) {
	t.Parallel()
	for fields, want := range map[string]string{
		"{name: a, kind: text, was: b}, {name: b, kind: text}":         "its values cannot be of both",
		"{name: a, kind: text, was: c}, {name: b, kind: text, was: c}": "its values cannot go to both",
		"{name: a, kind: text, was: a}":                                "its values cannot be of both",
		"{name: a, kind: text, was: A-b}":                              "must be letters and digits",
	} {
		file := "name: thing\nlabel: {de: D, en: T}\nplural: {de: D, en: T}\ntitle: title\nfields: [{name: title, kind: text, label: {de: T, en: T}}, " +
			strings.ReplaceAll(fields, "kind:", "label: {de: L, en: L}, kind:") + "]\n"
		_, err := Load(fstest.MapFS{"thing.yaml": {Data: []byte(file)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", fields, err)
		}
	}
}

// What was stored under any older version is brought into the newest form, step by step.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	versions := func(fields ...string) *History {
		older := map[int]*Type{}
		for i, f := range fields {
			older[i+1] = typeOf(t, f)
		}
		return NewHistory(older[len(fields)], len(fields), older)
	}
	item := func(pairs ...any) any {
		m := map[string]any{"id": "1"}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return []any{m}
	}
	for name, test := range map[string]struct {
		history *History
		version int
		part    Part
		from    Content
		want    Content
		changed bool
		lost    bool
	}{
		"as it is":              {versions("name: x, kind: text", "name: x, kind: text, maxLength: 3"), 1, Source, Content{"x": "long"}, Content{"x": "long"}, false, false},
		"of the newest":         {versions("name: x, kind: text", ""), 2, Source, Content{"y": "?"}, Content{"y": "?"}, false, false},
		"a new field":           {versions("", "name: x, kind: text"), 1, Source, Content{"title": "T"}, Content{"title": "T"}, false, false},
		"removed":               {versions("name: x, kind: text", ""), 1, Source, Content{"title": "T", "x": "a"}, Content{"title": "T"}, true, true},
		"renamed":               {versions("name: x, kind: text", "name: y, kind: text, was: x"), 1, Source, Content{"x": "a"}, Content{"y": "a"}, true, false},
		"renamed twice":         {versions("name: x, kind: text", "name: y, kind: text, was: x", "name: z, kind: text, was: y"), 1, Source, Content{"x": "a"}, Content{"z": "a"}, true, false},
		"renamed, then a new":   {versions("name: x, kind: text", "name: y, kind: text, was: x", "name: y, kind: text\nname: x, kind: text"), 1, Source, Content{"x": "a"}, Content{"y": "a"}, true, false},
		"came back":             {versions("name: x, kind: text", "", "name: x, kind: text"), 1, Source, Content{"x": "a"}, Content{}, true, true},
		"came back, new":        {versions("name: x, kind: text", "", "name: x, kind: text"), 3, Source, Content{"x": "a"}, Content{"x": "a"}, false, false},
		"another kind":          {versions("name: x, kind: text", "name: x, kind: number"), 1, Source, Content{"x": "a"}, Content{}, true, true},
		"an option":             {versions("name: x, kind: choice, "+options, "name: x, kind: choice, "+fewer), 1, Source, Content{"x": "b"}, Content{}, true, true},
		"options":               {versions("name: x, kind: choices, "+options, "name: x, kind: choices, "+fewer), 1, Source, Content{"x": []any{"a", "b"}}, Content{"x": []any{"a"}}, true, true},
		"an unknown option":     {versions("name: x, kind: choice, "+options, "name: x, kind: choice, "+fewer), 1, Source, Content{"x": "z"}, Content{"x": "z"}, false, false},
		"in a list":             {versions("name: l, kind: list, fields: [{name: x, kind: text}, {name: y, kind: text}]", "name: l, kind: list, fields: [{name: z, kind: text, was: x}]"), 1, Source, Content{"l": item("x", "a", "y", "b")}, Content{"l": item("z", "a")}, true, true},
		"shared":                {versions("name: x, kind: text, localised: true", "name: x, kind: text"), 1, Translation, Content{"x": "a"}, Content{}, true, true},
		"shared, of the source": {versions("name: x, kind: text, localised: true", "name: x, kind: text"), 1, Source, Content{"x": "a"}, Content{"x": "a"}, false, false},
		"an unknown version":    {NewHistory(typeOf(t, "name: x, kind: text"), 3, nil), 1, Source, Content{"x": "a", "y": "b"}, Content{"x": "a"}, true, true},
		"never valid":           {versions("name: x, kind: text", "name: x, kind: text, maxLength: 3"), 1, Source, Content{"x": "a", "y": "b"}, Content{"x": "a"}, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := test.history.Upgrade(test.version, test.from, test.part)
			if diff := cmp.Diff(Upgraded{test.want, test.changed, test.lost}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
