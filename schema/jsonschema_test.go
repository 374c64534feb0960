package schema

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiled(t testing.TB, typ *Type, mode Mode, part Part) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(typ.JSONSchema(mode, part))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("type.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("type.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// generator makes content that is mostly right and sometimes wrong, the same for the same seed.
type generator struct {
	*rand.Rand
	wrong float64 // how often a value is wrong
}

func (g generator) chance(p float64) bool { return g.Float64() < p }

func (g generator) pick(list ...any) any { return list[g.IntN(len(list))] }

func (g generator) content(fields []*Field, part Part) Content {
	out := Content{}
	for _, f := range fields {
		if (f.in(part) || g.chance(g.wrong/3)) && g.chance(0.9) {
			out[f.Name] = g.value(f, part)
		}
	}
	if g.chance(g.wrong / 2) {
		out["unknown"] = 1.0
	}
	return out
}

// value makes a value for a field; a wrong one is a value of any kind.
func (g generator) value(f *Field, part Part) any {
	if g.chance(g.wrong) {
		return g.pick("", " ", "x", 5.0, -1e15, true, nil, []any{}, []any{"x"}, []any{"x", "x"}, map[string]any{}, map[string]any{"x": 1.0},
			strings.Repeat("lang ", 5000), "a\u0000", "\u202ex", "zwei\nZeilen", "javascript:alert(1)", "a@b", "+4", "2026-13-01", "24.12.2026",
			map[string]any{"type": "doc"}, map[string]any{"type": "doc", "content": []any{map[string]any{"type": "script"}}},
			[]any{map[string]any{"id": "x"}, map[string]any{"id": "y z"}, 1.0}, []any{nil})
	}
	switch f.Kind {
	case "text":
		return g.text(f)
	case "richText":
		return g.richText()
	case "number":
		return g.pick(0.0, 1.0, 2.0, 99.0, 5000.0, 2.5)
	case "boolean":
		return g.pick(true, false)
	case "date":
		return g.pick("2026-11-23", "2027-06-30", "2028-02-29", "2026-02-29", "1899-12-31")
	case "dateTime":
		return g.pick("2026-11-23T10:00:00Z", "2026-11-23T10:00:00+01:00", "2026-11-23")
	case "choice":
		return f.Options[g.IntN(len(f.Options))].Value
	case "choices":
		var list []any
		for range g.IntN(3) {
			list = append(list, f.Options[g.IntN(len(f.Options))].Value)
		}
		return append([]any{}, list...)
	case "url":
		return g.pick("https://www.jena.de/x?y=1", "http://example.org", "https://example.org:8443/a#b", "example.org", "ftp://example.org", "https://a@b.de", "https://a.de/%zz")
	case "email":
		return g.pick("mira@example.org", "a.b@c-d.example", "a@b", "a b@c.de", "ä@example.org")
	case "phone":
		return g.pick("+493641123456", "+49115", "+49", "03641", "+0493641")
	case "reference":
		return g.pick(idPlace, idCategory, "JENA", "0198F9A2-0000-7000-8000-00000000000D")
	case "references":
		return g.pick([]any{idPlace}, []any{idPlace, idCategory}, []any{idPlace, idPlace}, []any{"x"})
	case "list":
		return g.items(f, part)
	}
	return g.composite(f)
}

func (g generator) text(f *Field) any {
	switch {
	case strings.Contains(f.Pattern, "99"):
		return g.pick("99107023017000", "12345678901234")
	case f.Pattern != "":
		return g.pick("07743", "7743", "12345")
	}
	return g.pick("Sprachcafé", "مقهى اللغة", "Мовне кафе", "a", strings.Repeat("ä", f.MaxLength), strings.Repeat("ä", f.MaxLength+1), "mit 👍")
}

func (g generator) items(f *Field, part Part) any {
	list := []any{}
	for i := range g.IntN(3) {
		item := g.content(f.Fields, part)
		if !g.chance(0.05) {
			item["id"] = fmt.Sprintf("item-%d", i)
		}
		list = append(list, item)
	}
	return list
}

func (g generator) richText() any {
	text := func() any {
		n := map[string]any{"type": "text", "text": g.pick("Hallo", "Welt", "مرحبا")}
		if g.chance(0.3) {
			n["marks"] = []any{map[string]any{"type": g.pick("bold", "italic", "code")}}
		}
		link := func() any {
			return map[string]any{"type": "link", "attrs": map[string]any{"href": g.pick("https://jena.de", "mailto:a@b.de", "javascript:x", "https://a:b@c.de", "https://a.de/%zz")}}
		}
		if g.chance(0.2) {
			n["marks"] = []any{link()}
		}
		if g.chance(0.1) {
			n["marks"] = []any{link(), link()}
		}
		return n
	}
	paragraph := func() any {
		p := map[string]any{"type": "paragraph", "content": []any{text(), map[string]any{"type": "hardBreak"}, text()}}
		if g.chance(0.2) {
			p["attrs"] = map[string]any{"dir": g.pick("rtl", "auto", "up")}
		}
		return p
	}
	blocks := []any{paragraph()}
	for range g.IntN(3) {
		blocks = append(blocks, g.pick(
			map[string]any{"type": "heading", "attrs": map[string]any{"level": g.pick(2.0, 3.0, 7.0)}, "content": []any{text()}},
			map[string]any{"type": "bulletList", "content": []any{map[string]any{"type": "listItem", "content": []any{paragraph()}}}},
			map[string]any{"type": "orderedList", "attrs": map[string]any{"start": g.pick(2.0, 0.0)}, "content": []any{map[string]any{"type": "listItem", "content": []any{paragraph()}}}},
			map[string]any{"type": "blockquote", "content": []any{paragraph()}}, map[string]any{"type": "horizontalRule"},
		))
	}
	return map[string]any{"type": "doc", "content": blocks}
}

// composite makes a value of a kind with parts; some parts are missing.
func (g generator) composite(f *Field) any {
	some := func(m map[string]any) map[string]any {
		for k := range m {
			if g.chance(0.08) {
				delete(m, k)
			}
		}
		return m
	}
	hours := func() map[string]any {
		return some(map[string]any{"from": g.pick("09:00", "13:30"), "to": g.pick("12:00", "24:00", "24:30")})
	}
	switch f.Kind {
	case "address":
		return some(map[string]any{"street": "Markt 1", "postcode": g.pick("07743", "99084", "L-1234"), "city": "Jena", "country": g.pick("DE", "DE", "LU", "de"), "municipality": g.pick("160530000000", "16")})
	case "geo":
		return some(map[string]any{"lat": g.pick(50.9, 91.0), "lng": g.pick(11.5, -180.0)})
	case "money":
		if g.chance(0.3) {
			return g.pick(map[string]any{"note": "nach Tarif", "currency": "EUR", "per": "month"}, map[string]any{"currency": "EUR", "per": "month"})
		}
		return some(map[string]any{"min": 14.5, "max": g.pick(20.0, 1e10), "currency": g.pick("EUR", "Euro"), "per": g.pick("hour", "month", "day")})
	case "openingHours":
		weekly := hours()
		weekly["day"] = g.pick("mo", "su", "xx")
		return some(map[string]any{
			"weekly": []any{weekly}, "holidays": g.pick("closed", "maybe"), "byAppointment": g.pick(true, "ja"),
			"exceptions": []any{some(map[string]any{"from": "2026-12-24", "to": "2026-12-26", "closed": true, "hours": []any{hours()}, "note": "Feiertage"})},
		})
	case "recurrence":
		return some(map[string]any{
			"start": g.pick("2026-11-24T18:00", "2026-11-24T18:00:30", "Dienstag"), "end": "2026-11-24T20:00", "timezone": "Europe/Berlin", "rule": "FREQ=WEEKLY;COUNT=5",
			"exclude": []any{g.pick("2026-12-01", "2026-12-01T18:00", "bald")},
			"changes": []any{some(map[string]any{"date": "2026-12-08T18:00", "start": "2026-12-09T18:00", "end": "2026-12-09T19:00", "status": g.pick("moved", "cancelled", "gone")})},
		})
	}
	return nil
}

// beyondSchema are the codes of rules that JSON Schema cannot say (see JSONSchema). The other way, all
// that the schema refuses must be refused by Validate.
func beyondSchema(problems []Problem) bool {
	for _, p := range problems {
		switch p.Code {
		case CodeEndBeforeStart, CodeBadRule, CodeTooDeep:
		case CodeTooSmall:
			if !strings.HasSuffix(p.Pointer, "/max") {
				return false
			}
		case CodeTooLong, CodeRequired: // of a rich text, as a whole
			if !strings.HasSuffix(p.Pointer, "description") && !strings.HasSuffix(p.Pointer, "requirements") && !strings.HasSuffix(p.Pointer, "body") {
				return false
			}
		case CodeBadRichText:
			if !strings.HasSuffix(p.Pointer, "/attrs/href") {
				return false
			}
		case CodeBadFormat:
			if p.Params["format"] != "url" {
				return false
			}
		case CodeDuplicateItem:
			if !strings.HasSuffix(p.Pointer, "/id") {
				return false
			}
		default:
			return false
		}
	}
	return len(problems) > 0
}

// TestSchemaAgrees holds the JSON Schema against the one judge, for all types, modes and parts.
func TestSchemaAgrees(t *testing.T) {
	rounds := 400
	if testing.Short() {
		rounds = 50
	}
	for _, typ := range registry(t).Types() {
		for _, mode := range []Mode{Draft, Published} {
			for _, part := range []Part{Source, Translation} {
				t.Run(fmt.Sprintf("%s/%d/%d", typ.Name, mode, part), func(t *testing.T) {
					schemaAgrees(t, typ, mode, part, rounds)
				})
			}
		}
	}
}

func schemaAgrees(t *testing.T, typ *Type, mode Mode, part Part, rounds int) {
	s := compiled(t, typ, mode, part)
	accepted, refused := 0, 0
	for i := range rounds {
		// Mostly right content first, or hardly any would be accepted.
		g := generator{rand.New(rand.NewPCG(uint64(i), 7)), []float64{0, 0.01, 0.1}[i%3]}
		fields := typ.Fields
		if i%4 != 0 { // one field alone: what is wrong elsewhere cannot hide a difference
			fields = []*Field{typ.Fields[g.IntN(len(typ.Fields))]}
		}
		content := g.content(fields, part)
		if mode == Published && i%2 == 0 {
			content = complete(typ, content, part)
		}
		problems, err := typ.Validate(content, mode, part), s.Validate(content)
		if (err == nil) == (len(problems) == 0) || err == nil && beyondSchema(problems) {
			if len(problems) == 0 {
				accepted++
			} else {
				refused++
			}
			continue
		}
		text, _ := json.Marshal(content)
		t.Fatalf("round %d: Validate says %v, the schema says %v, of %.1500s", i, problems, err, text)
	}
	if accepted < rounds/20 || refused < rounds/20 {
		t.Errorf("the test says little: %d accepted, %d refused", accepted, refused)
	}
}

// complete fills in what is required and missing.
func complete(typ *Type, content Content, part Part) Content {
	good := generator{rand.New(rand.NewPCG(1, 1)), 0}
	for _, f := range typ.Fields {
		if _, has := content[f.Name]; has || !f.Required || part == Translation && !f.Localised {
			continue
		}
		for range 200 {
			v := good.value(f, part)
			c := &checker{mode: Published, part: part, formats: typ.formats}
			if f.kind.check(c, f, "", v); len(c.problems) == 0 {
				content[f.Name] = v
				break
			}
		}
	}
	return content
}

// TestEmailPattern: the pattern that the JSON Schema tells and the library that judges beside it agree.
func TestEmailPattern(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(3, 4)), 0}
	formats := registry(t).Types()[0].formats
	letters := []rune("aZ09-.+_!#'|~")
	for range 20000 {
		var b strings.Builder
		for i := range 2 + g.IntN(12) {
			if i == 3 {
				b.WriteRune('@')
			}
			b.WriteRune(letters[g.IntN(len(letters))])
		}
		if s := b.String() + ".de"; matchEmail(s) && formats.Var(s, "email") != nil {
			t.Errorf("%q fits the pattern and is no address", s)
		}
	}
}

// FuzzContent: whatever is sent, nothing panics; the stored form is stable and judged the same again,
// and what is accepted can be read in every way.
func FuzzContent(f *testing.F) {
	f.Add(goodOffer, "offer")
	f.Add(`{"schedule":{"start":"2026-11-24T18:00","rule":"FREQ=WEEKLY;BYDAY=MO","changes":[{"date":"x"}]}}`, "event")
	f.Add(`{"title":["x"],"contacts":{"a":1},"geo":[1,2],"openingHours":{"weekly":[1,{"day":5}],"exceptions":[{"hours":{}}]}}`, "place")
	f.Add(`{"body":"a","sources":[{"id":"","label":"x"},null,[1]],"related":[[1],{}],"order":1e400}`, "article")
	f.Add(`{"salary":{"min":"x"},"description":{"type":"doc","content":[{"type":"text"}]},"employmentTypes":[["a"],{}]}`, "job")
	r := registry(f)
	f.Fuzz(func(t *testing.T, source, name string) {
		typ, ok := r.Type(name)
		var content Content
		if !ok || json.Unmarshal([]byte(source), &content) != nil {
			return
		}
		for _, part := range []Part{Source, Translation} {
			typ.Validate(content, Published, part)
			stored := typ.Normalise(content, part)
			first, _ := json.Marshal(stored)
			second, _ := json.Marshal(typ.Normalise(stored, part))
			if string(first) != string(second) {
				t.Errorf("stored differently the second time: %s, %s", first, second)
			}
			draft := typ.Validate(stored, Draft, part)
			if published := typ.Validate(stored, Published, part); len(published) < len(draft) {
				t.Errorf("a draft is judged harder: %v, %v", draft, published)
			}
			typ.Diff(stored, Content{})
			typ.Diff(content, stored)
			for _, c := range []Content{content, stored} {
				typ.Deliver(c)
				typ.Filters(c)
				typ.Sorts(c)
				typ.References(c)
				typ.LastDay(c)
				typ.Point(c)
				typ.PlainText(c)
				typ.BlankPersonal(c)
				typ.Shared(typ.Merge(c, c))
			}
		}
	})
}
