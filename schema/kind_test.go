package schema

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// oneField is a type with a single field, named x.
func oneField(t testing.TB, f Field) *Type {
	t.Helper()
	f.Name = "x"
	typ := &Type{Name: "test", Title: "x", Label: Text{"en": "Test"}, Fields: []*Field{&f}}
	if err := typ.resolve(); err != nil {
		t.Fatal(err)
	}
	return typ
}

func decoded(t testing.TB, source string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(source), &v); err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return v
}

// told writes problems the way the tables do: the pointer within the field, then the code.
func told(problems []Problem) string {
	parts := make([]string, len(problems))
	for i, p := range problems {
		parts[i] = strings.TrimSpace(strings.TrimPrefix(p.Pointer, "/x") + " " + p.Code)
	}
	return strings.Join(parts, ", ")
}

var (
	abc     = []Option{{Value: "a"}, {Value: "b"}, {Value: "c"}}
	contact = []*Field{
		{Name: "name", Kind: "text", Personal: true, Required: true},
		{Name: "role", Kind: "text", Localised: true},
		{Name: "agreed", Kind: "boolean", Internal: true},
	}
)

// kindCase is a value as it is sent, the form in which it is stored ("" for the same), and what is told
// of it when published.
type kindCase struct{ in, stored, problems string }

func TestKinds(t *testing.T) {
	long := func(n int) string { return `"` + strings.Repeat("ä", n) + `"` }
	many := func(item string, n int) string {
		return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
	}
	const id, id2 = `"0198f9a2-0000-7000-8000-000000000001"`, `"0198f9a2-0000-7000-8000-000000000002"`
	for name, c := range map[string]struct {
		field Field
		cases []kindCase
	}{
		"text": {Field{Kind: "text", MaxLength: 5}, []kindCase{
			{`"Jena"`, "", ""}, {`"  Je\nna "`, `"Je na"`, ""}, {`"Cafe\u0301"`, `"Café"`, ""}, {`""`, "null", ""}, {`" \u200b\u200d "`, "null", ""},
			{`null`, "", ""}, {long(5), "", ""}, {long(6), "", "too_long"}, {`"\u200e1\u200f"`, "", ""},
			{`5`, "", "wrong_kind"}, {`["a"]`, "", "wrong_kind"}, {`{}`, "", "wrong_kind"}, {`true`, "", "wrong_kind"},
			{`"a\u0000"`, "", "control_character"}, {`"\u202ea"`, "", "bidi_override"}, {`"abcdef\u0000"`, "", "too_long, control_character"},
			{`"<b>"`, "", ""}, {`"\u2067\u2069"`, "", "bidi_override"},
		}},
		"text of several lines": {Field{Kind: "text", Multiline: true}, []kindCase{
			{`"a\r\nb\rc\n"`, `"a\nb\nc"`, ""}, {`"a\tb"`, "", ""}, {`"a\u0007b"`, "", "control_character"}, {`"a\u2028b"`, `"a\nb"`, ""},
		}},
		"text with a pattern": {Field{Kind: "text", Pattern: "^[0-9]{5}$"}, []kindCase{
			{`"07743"`, "", ""}, {`" 07743 "`, `"07743"`, ""}, {`"7743"`, "", "bad_format"}, {`7743`, "", "wrong_kind"},
		}},
		"richText": {Field{Kind: "richText", MaxLength: 10}, []kindCase{
			{`"Hallo"`, `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hallo"}]}]}`, ""},
			{`" \n "`, "null", ""}, {`{"type":"doc","content":[]}`, "null", ""},
			{`{"type":"doc","content":[{"type":"paragraph"}]}`, "null", ""},
			{`5`, "", "wrong_kind"}, {`{"type":"p"}`, "", "bad_rich_text"},
			{`{"type":"doc","content":[{"type":"script"}]}`, "", "/content/0 bad_rich_text"},
			{`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"elf Zeichen"}]}]}`, "", "too_long"},
			{`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a\nb"}]}]}`, `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a b"}]}]}`, ""},
			{`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a\u0007"}]}]}`, "", "/content/0/content/0/text control_character"},
		}},
		"number": {Field{Kind: "number", Min: number(-1), Max: number(10)}, []kindCase{
			{`3.5`, "", ""}, {`0`, "", ""}, {`-1`, "", ""}, {`-2`, "", "too_small"}, {`11`, "", "too_large"}, {`"3"`, "", "wrong_kind"}, {`null`, "", ""},
		}},
		"integer": {Field{Kind: "number", Integer: true}, []kindCase{
			{`3`, "", ""}, {`3.0`, "", ""}, {`3.5`, "", "wrong_kind"}, {`1e13`, "", "too_large"}, {`-1e13`, "", "too_small"},
		}},
		"boolean": {Field{Kind: "boolean"}, []kindCase{
			{`true`, "", ""}, {`false`, "", ""}, {`"true"`, "", "wrong_kind"}, {`1`, "", "wrong_kind"},
		}},
		"date": {Field{Kind: "date"}, []kindCase{
			{`"2026-11-23"`, "", ""}, {`"2028-02-29"`, "", ""}, {`"2026-02-29"`, "", "bad_format"}, {`"23.11.2026"`, "", "bad_format"},
			{`"2026-11-23T10:00"`, "", "bad_format"}, {`"0001-01-01"`, "", "bad_format"}, {`20261123`, "", "wrong_kind"}, {`" 2026-11-23 "`, `"2026-11-23"`, ""},
		}},
		"dateTime": {Field{Kind: "dateTime"}, []kindCase{
			{`"2026-11-23T10:00:00Z"`, "", ""}, {`"2026-11-23T10:00:00+01:00"`, `"2026-11-23T09:00:00Z"`, ""},
			{`"2026-11-23T10:00"`, "", "bad_format"}, {`"2026-11-23"`, "", "bad_format"}, {`"2026-11-23T25:00:00Z"`, "", "bad_format"}, {`5`, "", "wrong_kind"},
		}},
		"choice": {Field{Kind: "choice", Options: abc}, []kindCase{
			{`"a"`, "", ""}, {`"d"`, "", "not_an_option"}, {`["a"]`, "", "wrong_kind"}, {`""`, "null", ""}, {`"A"`, "", "not_an_option"},
		}},
		"choices": {Field{Kind: "choices", Options: abc}, []kindCase{
			{`["a","c"]`, "", ""}, {`["a","a"]`, `["a"]`, ""}, {`[]`, "null", ""}, {`[null,""]`, "null", ""}, {`"a"`, "", "wrong_kind"},
			{`["d","e"]`, "", "/0 not_an_option, /1 not_an_option"}, {`[1,["a"]]`, "", "/0 wrong_kind, /1 wrong_kind"},
			{`["a","b","c","d"]`, "", "too_many"}, {`[{},{}]`, "", "/0 wrong_kind, /1 wrong_kind"}, {`[["a"],"a",["a"]]`, "", "/0 wrong_kind, /2 wrong_kind"},
		}},
		"url": {Field{Kind: "url"}, []kindCase{
			{`"https://www.jena.de/ämter?x=1#y"`, "", ""}, {`"www.jena.de"`, `"https://www.jena.de"`, ""}, {`"HTTP://jena.de"`, "", ""},
			{`"https://münchen.de:8080"`, "", ""}, {`"javascript:alert(1)"`, "", "bad_format"}, {`"ftp://jena.de"`, "", "bad_format"}, {`"jena"`, "", "bad_format"},
			{`"https://"`, "", "bad_format"}, {`"https://a b.de"`, "", "bad_format"}, {`"https://user:pw@a.de"`, "", "bad_format"}, {`"https://a.de/\u0000"`, "", "control_character"},
			{`"https://a.de/` + strings.Repeat("x", 2000) + `"`, "", "too_long"}, {`5`, "", "wrong_kind"}, {`"https://a.de/%zz"`, "", "bad_format"},
		}},
		"email": {Field{Kind: "email"}, []kindCase{
			{`"Mira@Example.ORG"`, `"Mira@example.org"`, ""}, {`"mailto:a@b.de"`, `"a@b.de"`, ""}, {`"a.b+c@d-e.co.uk"`, "", ""},
			{`"a@b"`, "", "bad_format"}, {`"a@@b.de"`, "", "bad_format"}, {`"Mira <a@b.de>"`, "", "bad_format"}, {`"a..b@c.de"`, "", "bad_format"}, {`"@b.de"`, "", "bad_format"},
			{`"` + strings.Repeat("a", 250) + `@b.de"`, "", "too_long"}, {`5`, "", "wrong_kind"}, {`"a@-b.de"`, "", "bad_format"},
		}},
		"phone": {Field{Kind: "phone"}, []kindCase{
			{`"03641 / 12 34 56"`, `"+493641123456"`, ""}, {`"+49 (0) 3641 123456"`, `"+493641123456"`, ""}, {`"0049 3641-123456"`, `"+493641123456"`, ""},
			{`"0176 12345678"`, `"+4917612345678"`, ""}, {`"+380 44 123 4567"`, `"+380441234567"`, ""}, {`"115"`, `"+49115"`, ""}, {`"116117"`, `"+49116117"`, ""}, {`"+49115"`, "", ""},
			{`"anrufen!"`, "", "bad_format"}, {`"12"`, "", "bad_format"}, {`"03641 123456 Durchwahl 5 oder 6"`, "", "bad_format"}, {`493641123456`, "", "wrong_kind"},
		}},
		"address": {Field{Kind: "address"}, []kindCase{
			{`{"street":"Markt 1","postcode":"07743","city":"Jena"}`, `{"street":"Markt 1","postcode":"07743","city":"Jena","country":"DE"}`, ""},
			{`{"street":"Rue 1","postcode":"L-1234","city":"Luxembourg","country":"LU"}`, "", ""},
			{`{"street":"Markt 1","postcode":"7743","city":"Jena"}`, `{"street":"Markt 1","postcode":"7743","city":"Jena","country":"DE"}`, "/postcode bad_format"},
			{`{"street":"Markt 1","postcode":7743,"city":"","country":"de","plz":"x","municipality":"16"}`, `{"street":"Markt 1","postcode":7743,"country":"de","plz":"x","municipality":"16"}`, "/city required, /country bad_format, /municipality bad_format, /plz unknown_field, /postcode wrong_kind"},
			{`{}`, "null", ""}, {`{"country":"DE"}`, "null", ""}, {`"Markt 1"`, "", "wrong_kind"},
			{`{"street":"M","postcode":"07743","city":"Jena","country":"DE","municipality":"160530000000","extra":"Hof","district":"Nord"}`, "", ""},
		}},
		"geo": {Field{Kind: "geo"}, []kindCase{
			{`{"lat":50.93,"lng":11.59}`, "", ""}, {`{"lat":91,"lng":-181}`, "", "/lat too_large, /lng too_small"}, {`{"lat":50}`, "", "/lng required"},
			{`[50,11]`, "", "wrong_kind"}, {`{"lat":"50","lng":11}`, "", "/lat wrong_kind"}, {`{}`, "null", ""}, {`{"lat":1,"lng":1,"alt":1}`, "", "/alt unknown_field"},
		}},
		"openingHours": {Field{Kind: "openingHours"}, []kindCase{
			{`{"weekly":[{"day":"tu","from":"09:00","to":"12:00"},{"day":"mo","from":"13:00","to":"24:00"},{"day":"mo","from":"09:00","to":"12:00"}],"holidays":"closed","byAppointment":true}`,
				`{"weekly":[{"day":"mo","from":"09:00","to":"12:00"},{"day":"mo","from":"13:00","to":"24:00"},{"day":"tu","from":"09:00","to":"12:00"}],"holidays":"closed","byAppointment":true}`, ""},
			{`{"exceptions":[{"from":"2026-12-24","closed":true,"note":"Heiligabend"},{"from":"2026-12-27","to":"2026-12-30","hours":[{"from":"10:00","to":"11:00"}]}]}`,
				`{"exceptions":[{"from":"2026-12-24","to":"2026-12-24","closed":true,"note":"Heiligabend"},{"from":"2026-12-27","to":"2026-12-30","hours":[{"from":"10:00","to":"11:00"}]}]}`, ""},
			{`{"weekly":[{"day":"xx","from":"9:00","to":"25:00"},5]}`, `{"weekly":[5,{"day":"xx","from":"9:00","to":"25:00"}]}`, "/weekly/0 wrong_kind, /weekly/1/day not_an_option, /weekly/1/from bad_format, /weekly/1/to bad_format"},
			{`{"exceptions":[{"from":"2026-12-24","to":"2026-12-23"}],"x":1}`, "", "/exceptions/0/to end_before_start, /x unknown_field"},
			{`{"weekly":{}}`, "", "/weekly wrong_kind"}, {`[]`, "", "wrong_kind"}, {`{"weekly":[],"exceptions":[]}`, "null", ""},
			{`{"weekly":` + many(`{"day":"mo","from":"09:00","to":"10:00"}`, 51) + `}`, "", "/weekly too_many"},
			{`{"weekly":[{"day":"mo"}]}`, "", "/weekly/0/from required, /weekly/0/to required"},
		}},
		"recurrence": {Field{Kind: "recurrence"}, []kindCase{
			{`{"start":"2026-11-24T18:00","end":"2026-11-24T20:00","rule":"FREQ=WEEKLY"}`, `{"start":"2026-11-24T18:00","end":"2026-11-24T20:00","rule":"FREQ=WEEKLY","timezone":"Europe/Berlin"}`, ""},
			{`{"start":"2026-11-24","allDay":true,"timezone":"Europe/Berlin"}`, "", ""}, {`{"timezone":"Europe/Berlin"}`, "null", ""},
			{`{"start":"2026-11-24T18:00","end":"2026-11-24T17:00","timezone":"Mars"}`, "", "/end end_before_start, /timezone bad_format"},
			{`{"start":"2026-11-24T18:00","rule":"FREQ=SECONDLY","timezone":"Europe/Berlin"}`, "", "/rule bad_rule"},
			{`{"start":"24.11.2026","exclude":["x"],"changes":[{"status":"gone"}],"foo":1,"timezone":"Europe/Berlin"}`, "", "/changes/0/date required, /changes/0/status not_an_option, /exclude/0 bad_format, /foo unknown_field, /start bad_format"},
			{`{"end":"2026-11-24T18:00","timezone":"Europe/Berlin"}`, "", "/start required"}, {`"2026-11-24"`, "", "wrong_kind"}, {`{"start":"2026-11-24T18:00","include":"x","timezone":"Europe/Berlin"}`, "", "/include wrong_kind"},
			{`{"start":"2026-11-24T18:00","changes":[{"date":"2026-11-24T18:00","status":"cancelled"}],"timezone":"Europe/Berlin"}`, "", "/exclude bad_rule"},
		}},
		"money": {Field{Kind: "money"}, []kindCase{
			{`{"min":14.5,"per":"hour"}`, `{"min":14.5,"per":"hour","currency":"EUR"}`, ""}, {`{"currency":"EUR","per":"month"}`, "null", ""},
			{`{"min":3000,"max":2000,"currency":"EUR","per":"month"}`, "", "/max too_small"}, {`{"min":-1,"currency":"Euro","per":"day"}`, "", "/currency bad_format, /min too_small, /per not_an_option"},
			{`{"min":1,"currency":"EUR"}`, "", "/per required"}, {`{"note":"nach Tarif","currency":"EUR","per":"month"}`, "", ""}, {`1000`, "", "wrong_kind"},
		}},
		"reference": {Field{Kind: "reference", To: []string{"place"}}, []kindCase{
			{id, "", ""}, {`"0198F9A2-0000-7000-8000-000000000001"`, id, ""}, {`"jena"`, "", "bad_reference"}, {`5`, "", "wrong_kind"}, {`{"id":` + id + `}`, "", "wrong_kind"},
		}},
		"references": {Field{Kind: "references", To: []string{"place"}, MaxItems: 2}, []kindCase{
			{`[` + id + `,` + id2 + `]`, "", ""}, {`[` + id + `,` + id + `]`, `[` + id + `]`, ""}, {`[]`, "null", ""}, {id, "", "wrong_kind"},
			{`["x",5]`, "", "/0 bad_reference, /1 wrong_kind"}, {`["x","y","z"]`, "", "too_many"}, {`[{},{}]`, "", "/0 wrong_kind, /1 wrong_kind"},
		}},
		"list": {Field{Kind: "list", Fields: contact, Consent: "agreed", MaxItems: 2}, []kindCase{
			{`[{"id":"a","name":"Mira"},{"id":"b","name":"Kim","role":"Chefin"}]`, "", ""}, {`[]`, "null", ""}, {`[{"id":"a"},{"name":" "}]`, "null", ""},
			{`[{"id":"a","name":"Mira"},{"id":"a","name":"Kim"}]`, "", "/1/id duplicate_item"}, {`[{"id":"a b","role":"x"}]`, "", "/0/id bad_format, /0/name required"},
			{`{"name":"Mira"}`, "", "wrong_kind"}, {`["Mira"]`, "", "/0 wrong_kind"}, {`[{"id":"a","name":5,"x":1}]`, "", "/0/name wrong_kind, /0/x unknown_field"},
			{many(`{"id":"a","name":"Mira"}`, 3), "", "too_many"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			typ := oneField(t, c.field)
			for _, k := range c.cases {
				checkKindCase(t, typ, k)
			}
		})
	}
}

func checkKindCase(t *testing.T, typ *Type, k kindCase) {
	t.Helper()
	in, want := decoded(t, k.in), decoded(t, k.in)
	if k.stored != "" {
		want = decoded(t, k.stored)
	}
	got := typ.Normalise(Content{"x": in}, Source)
	if diff := cmp.Diff(want, got["x"]); diff != "" {
		t.Errorf("%s is stored as: %s", k.in, diff)
	}
	if diff := cmp.Diff(decoded(t, k.in), in); diff != "" {
		t.Errorf("%s was changed itself: %s", k.in, diff)
	}
	if diff := cmp.Diff(got, typ.Normalise(got, Source)); diff != "" {
		t.Errorf("%s is stored differently the second time: %s", k.in, diff)
	}
	if problems := told(typ.Validate(got, Published, Source)); problems != k.problems {
		t.Errorf("%s is told %q, want %q", k.in, problems, k.problems)
	}
}

func TestEveryKindHasATable(t *testing.T) {
	// The table of TestKinds names them; this holds the list itself, which the desk relies on.
	want := "address boolean choice choices date dateTime email geo list money number openingHours phone recurrence reference references richText text url"
	if got := strings.Join(Kinds(), " "); got != want {
		t.Errorf("kinds: %s", got)
	}
	for name, k := range kinds {
		if k.tidy == nil || k.check == nil || k.schema == nil {
			t.Errorf("the kind %s lacks tidy, check or schema", name)
		}
	}
}

func TestRequired(t *testing.T) {
	for _, c := range []struct {
		field Field
		empty string
	}{
		{Field{Kind: "text"}, `""`}, {Field{Kind: "richText"}, `{"type":"doc","content":[{"type":"paragraph"}]}`},
		{Field{Kind: "choices", Options: abc}, `[]`}, {Field{Kind: "references"}, `[]`}, {Field{Kind: "list", Fields: contact}, `[]`},
	} {
		c.field.Required = true
		typ := oneField(t, c.field)
		for _, content := range []Content{{}, {"x": decoded(t, c.empty)}} {
			if got := told(typ.Validate(content, Published, Source)); got != "required" {
				t.Errorf("%s published with %v: %q", c.field.Kind, content, got)
			}
			if got := told(typ.Validate(content, Draft, Source)); got != "" {
				t.Errorf("%s as a draft with %v: %q", c.field.Kind, content, got)
			}
		}
	}
}

// A draft may lack any part of a value, but not hold a wrong one.
func TestDraftParts(t *testing.T) {
	for kind, values := range map[string][]string{
		"address":      {`{"city":"Jena"}`, `{"postcode":"07743"}`},
		"geo":          {`{"lat":50}`},
		"money":        {`{"min":5}`, `{"currency":"EUR"}`},
		"openingHours": {`{"weekly":[{"day":"mo"}]}`, `{"exceptions":[{"note":"x"}]}`},
		"recurrence":   {`{"rule":"FREQ=WEEKLY"}`, `{"start":"2026-11-24T18:00","changes":[{"date":"2026-11-24T18:00"}]}`, `{"start":"2026-11-24T18:00","changes":[{"status":"moved"}]}`},
	} {
		typ := oneField(t, Field{Kind: kind})
		for _, v := range values {
			if got := told(typ.Validate(Content{"x": decoded(t, v)}, Draft, Source)); got != "" {
				t.Errorf("%s %s: %q", kind, v, got)
			}
			if got := told(typ.Validate(Content{"x": decoded(t, v)}, Published, Source)); kind != "recurrence" && !strings.Contains(got, "required") {
				t.Errorf("%s %s published: %q", kind, v, got)
			}
		}
	}
}

func TestProblemsAreLimited(t *testing.T) {
	typ := oneField(t, Field{Kind: "boolean"})
	content := Content{}
	for i := range 500 {
		content[fmt.Sprintf("unknown%d", i)] = true
	}
	if n := len(typ.Validate(content, Draft, Source)); n != maxProblems {
		t.Errorf("%d problems", n)
	}
}

func TestProblemsNeverEchoValues(t *testing.T) {
	r := registry(t)
	offer, _ := r.Type("offer")
	secret := "s3cret@@"
	problems := offer.Validate(Content{"email": secret, "url": secret, "phone": secret, "offerType": secret, "categories": []any{secret}, "validUntil": secret}, Draft, Source)
	out, err := json.Marshal(problems)
	if err != nil || len(problems) != 6 || strings.Contains(string(out), secret) {
		t.Errorf("%s, %v", out, err)
	}
}

func registry(t testing.TB) *Registry {
	t.Helper()
	r, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return r
}
