package schema

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lotse/internal/richtext"
	"lotse/internal/segment"
)

func offerType(t *testing.T) *Type {
	t.Helper()
	registry, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	typ, ok := registry.Type("offer")
	if !ok {
		t.Fatal("there is no type offer")
	}
	return typ
}

const segmentHTML = `<h2>Was <b>Sie</b> brauchen</h2>
<ul><li>Den <a href="https://example.org/pass">Pass <b>oder</b> Ausweis</a></li><li>Geduld</li></ul>
<p>Das <span translate="no">Jobcenter</span><br>hilft.</p><p>Geduld</p>`

func segmentContent() Content {
	return Content{
		"title": "Beratung & Hilfe", "summary": "Kurz <gesagt>", "description": RichTextFromHTML(segmentHTML),
		"costs": "free", "url": "https://example.org", "phone": "+493641123456",
		"contacts": []any{
			map[string]any{"id": "a1", "name": "Eva", "role": "Leitung", "consent": true},
			map[string]any{"id": "b2", "name": "Ali", "role": "Beratung"},
		},
	}
}

func TestSegments(t *testing.T) {
	var got []string
	for _, s := range offerType(t).Segments(segmentContent()) {
		got = append(got, s.Path+" "+s.Kind+" "+s.Text.Coded)
	}
	want := []string{
		"title text Beratung &amp; Hilfe",
		"summary lines Kurz &lt;gesagt&gt;",
		"description heading Was Sie brauchen",
		`description paragraph Den <g id="1">Pass <g id="2">oder</g> Ausweis</g>`,
		"description paragraph Geduld",
		`description paragraph Das <g id="1">Jobcenter</g><x id="2"/>hilft.`,
		"description paragraph Geduld",
		"contacts/a1/role text Leitung",
		"contacts/b2/role text Beratung",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Ids say what a segment says: they stay when something moves, and two with the same words have two.
func TestSegmentIDs(t *testing.T) {
	typ := offerType(t)
	ids := map[string]bool{}
	before := typ.Segments(segmentContent())
	for _, s := range before {
		ids[s.ID] = true
	}
	if len(ids) != len(before) {
		t.Fatalf("ids are not unique: %v", ids)
	}
	moved := segmentContent()
	moved["description"] = RichTextFromHTML(`<p>Geduld</p><p>Geduld</p><p>Das <span translate="no">Jobcenter</span><br>hilft.</p>`)
	moved["contacts"] = []any{moved["contacts"].([]any)[1], moved["contacts"].([]any)[0]}
	moved["costs"] = "paid"
	for _, s := range typ.Segments(moved) {
		if !ids[s.ID] {
			t.Errorf("%s is new", s.ID)
		}
	}
}

// Filled with its own texts, content is what it was, but for what is shared.
func TestFillWithTheSameTexts(t *testing.T) {
	typ := offerType(t)
	source := typ.Normalise(segmentContent(), Source)
	got := typ.Fill(source, Content{"registrationUrl": "https://x.example"}, func(s Segment) Filling { return Filling{Text: s.Text.Coded} })
	if diff := cmp.Diff(RichTextHTML(source["description"]), RichTextHTML(got["description"])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{map[string]any{"id": "a1", "role": "Leitung"}, map[string]any{"id": "b2", "role": "Beratung"}}, got["contacts"]); diff != "" {
		t.Error(diff)
	}
	if got["title"] != "Beratung & Hilfe" || got["summary"] != "Kurz <gesagt>" || got["costs"] != nil {
		t.Errorf("%v", got)
	}
	if problems := typ.Validate(got, Published, Translation); len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
}

func TestFillLeavesOutWhatIsMissing(t *testing.T) {
	typ := offerType(t)
	got := typ.Fill(typ.Normalise(segmentContent(), Source), nil, func(s Segment) Filling {
		switch {
		case s.Path == "contacts/b2/role":
			return Filling{Text: "Advice"}
		case strings.HasPrefix(s.Text.Coded, "Das "):
			return Filling{Text: `Helps: <g id="1">Jobcenter</g> <g id="9">x</g>`, After: []segment.Text{{Coded: `<g id="1">left</g>`, Codes: []segment.Code{{ID: 1, Kind: segment.Bold}}}}}
		}
		return Filling{}
	})
	if html, want := RichTextHTML(got["description"]), `<p>Helps: <span translate="no">Jobcenter</span> x</p><p><strong>left</strong></p>`; html != want {
		t.Errorf("description: %s, want %s", html, want)
	}
	if diff := cmp.Diff([]any{map[string]any{"id": "b2", "role": "Advice"}}, got["contacts"]); diff != "" {
		t.Error(diff)
	}
	if len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// Whatever formatted text there is: as codes and back it is the same.
func TestInlineCodesComeBack(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3_000 {
		var content []any
		for range 1 + random.IntN(6) {
			if random.IntN(6) == 0 {
				content = append(content, map[string]any{"type": "hardBreak"})
				continue
			}
			n := map[string]any{"type": "text", "text": strings.Repeat("a <b>&", 1+random.IntN(2))}
			var marks []any
			for _, kind := range markKinds {
				if random.IntN(3) > 0 {
					continue
				}
				m := map[string]any{"type": string(kind)}
				if kind == segment.Link {
					m["attrs"] = map[string]any{"href": []string{"https://a.de", "mailto:a@b.de"}[random.IntN(2)]}
				}
				marks = append(marks, m)
			}
			if marks != nil {
				n["marks"] = marks
			}
			content = append(content, n)
		}
		doc := richtext.Tidy(map[string]any{"type": "doc", "content": []any{map[string]any{"type": "paragraph", "content": content}}}, tidyRun)
		if doc == nil {
			continue
		}
		for _, b := range richtext.Blocks(doc) {
			coded := codedInline(b.Content)
			if diff := cmp.Diff(b.Content, inlineContent(coded.Coded, coded)); diff != "" {
				t.Fatal(diff)
			}
			if again := segment.Recode(coded, coded); again.Coded != coded.Coded {
				t.Fatalf("%s recoded is %s", coded.Coded, again.Coded)
			}
		}
	}
}
