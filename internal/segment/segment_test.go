package segment

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var linked = Text{
	Coded: `Rufen Sie das <g id="1">Jobcenter</g> an: <g id="2"><g id="3">hier</g></g>.<x id="4"/>Bis 31.12.2026, ab 1.000 Euro.`,
	Codes: []Code{{1, Keep, ""}, {2, Link, "https://example.org/a?b=1&c=2"}, {3, Bold, ""}, {4, Break, ""}},
}

func TestTokensAreReadAndWritten(t *testing.T) {
	tokens, err := Tokens(linked.Coded)
	if err != nil {
		t.Fatal(err)
	}
	if got := Join(tokens); got != linked.Coded {
		t.Errorf("joined again:\n%s\nwant\n%s", got, linked.Coded)
	}
	if got, want := Plain(`a &lt;b&gt; &amp;<x id="1"/>c`), "a <b> &\nc"; got != want {
		t.Errorf("plain: %q, want %q", got, want)
	}
}

func TestBrokenCodesAreRefused(t *testing.T) {
	for _, coded := range []string{
		`<g id="1">a`, `a</g>`, `<g>a</g>`, `<g id="0">a</g>`, `<g id="x">a</g>`, `<b>a</b>`, `a < b`, `a & b`,
		`<x id="1">`, `<g id="1" onclick="x">a</g>`, `<script>`, `<`, `&nbsp;`, `<x id="1"/`, `<g id="-1"></g>`,
	} {
		if _, err := Tokens(coded); err == nil {
			t.Errorf("%s was read", coded)
		}
	}
}

func TestWordsThatStayAreNotCounted(t *testing.T) {
	for _, c := range []struct {
		text Text
		want int
	}{
		{linked, 10}, {PlainText(""), 0}, {PlainText("– … 12 €"), 1}, {PlainText("Mo–Fr 8–12 Uhr"), 3}, {PlainText("مرحبا بكم"), 2},
	} {
		if got := c.text.Words(); got != c.want {
			t.Errorf("%q: %d words, want %d", c.text.Coded, got, c.want)
		}
	}
}

func TestHTMLComesBackAsItWent(t *testing.T) {
	if got := FromHTML(HTML(linked), linked); got != linked.Coded {
		t.Errorf("came back as\n%s", got)
	}
}

func TestBrokenAnswersAreMended(t *testing.T) {
	for _, c := range []struct{ name, answer, want string }{
		{"not closed", `call <span id="1">Jobcenter`, `call <g id="1">Jobcenter</g>`},
		{"closed twice", `<b id="3">here</b></b>`, `<g id="3">here</g>`},
		{"wrong order", `<a id="2"><b id="3">here</a></b>`, `<g id="2"><g id="3">here</g></g>`},
		{"unknown element", `<script>alert(1)</script><u id="9">x</u>`, `alert(1)x`},
		{"known id on another element", `<p id="3">here</p>`, `<g id="3">here</g>`},
		{"entities", `&lt;b&gt; &amp; &uuml;`, `&lt;b&gt; &amp; ü`},
		{"self closed", `a<br id="4"/>b`, `a<x id="4"/>b`},
	} {
		got := FromHTML(c.answer, linked)
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if _, err := Tokens(got); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func FuzzFromHTML(f *testing.F) {
	f.Add(`<a id="2"><b id="3">here</a></b>`)
	f.Add(HTML(linked))
	f.Fuzz(func(t *testing.T, answer string) {
		if _, err := Tokens(FromHTML(answer, linked)); err != nil {
			t.Errorf("%q became broken codes", answer)
		}
	})
}

func codesOf(issues []Issue) (out []string) {
	for _, i := range issues {
		out = append(out, i.Code)
	}
	return out
}

func TestCheck(t *testing.T) {
	terms := []Term{{"Jobcenter", ""}, {"Aufenthaltserlaubnis", "residence permit"}}
	for _, c := range []struct {
		name           string
		source, target string
		want           []string
	}{
		{"nothing", "Am 3.4.2026 um 14:30 Uhr", "On 03/04/2026 at 14:30", nil},
		{"Arabic digits", "Am 12.03.2026, 1.500 Euro, Tel. 03641 123456", "في ١٢/٠٣/٢٠٢٦، ١٬٥٠٠ يورو، هاتف ٠٣٦٤١ ١٢٣٤٥٦", nil},
		{"Persian digits", "3 Kurse zu 12,50 Euro", "۳ دوره به قیمت ۱۲٫۵۰ یورو", nil},
		{"thousands", "2.000 Menschen", "2 000 personnes", nil},
		{"thousands, narrow", "2.000 Menschen", "2\u202f000 personnes", nil},
		{"number", "12 Plätze", "21 places", []string{ChangedNumber}},
		{"number missing", "12 Plätze und 3 Tische", "12 places and tables", []string{ChangedNumber}},
		{"date", "Bis 31.12.2026", "Until 30.12.2026", []string{ChangedDate}},
		{"phone", "Telefon 03641 123456", "Phone 03641 123465", []string{ChangedPhone}},
		{"phone written otherwise", "Telefon 03641/12 34-56", "Phone 03641 123456", nil},
		{"link", "Siehe https://example.org/de.", "See https://example.org/en.", []string{ChangedLink}},
		{"mail", "An info@example.org", "To imfo@example.org", []string{ChangedEmail}},
		{"term", "Gehen Sie zum Jobcenter", "Go to the job centre", []string{BrokenTerm}},
		{"term with an ending", "Die Jobcenters helfen", "The Jobcenter helps", nil},
		{"no term within a word", "Jobcenterleitung", "management", nil},
		{"term translated", "Ihre Aufenthaltserlaubnis", "Your residence permit", nil},
		{"untranslated", "Das ist ein ganz normaler Satz", "Das ist ein ganz normaler Satz", []string{Untranslated}},
		{"empty", "Satz", " ", []string{EmptyText}},
		{"broken", "Satz", "<g", []string{BrokenCodes}},
	} {
		if got := codesOf(Check(PlainText(c.source), c.target, terms)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v (%v)", c.name, got, c.want, Check(PlainText(c.source), c.target, terms))
		}
	}
	coded := `Call the <g id="1">job centre</g>: <g id="2">here</g><g id="2">.</g> By 31.12.2026, from 1,000 euros.`
	if got, want := codesOf(Check(linked, coded, nil)), []string{MissingCode, MissingCode, ExtraCode, ChangedKeep}; !reflect.DeepEqual(got, want) {
		t.Errorf("codes: %v, want %v", got, want)
	}
}

func texts(words ...string) (out []Source) {
	for _, w := range words {
		out = append(out, Source{Hash: Hash(PlainText(w)), Words: w})
	}
	return out
}

func TestAlign(t *testing.T) {
	same := func(targets ...int) (out []Match) {
		for _, at := range targets {
			out = append(out, Match{Target: at, Exact: at >= 0})
		}
		return out
	}
	for _, c := range []struct {
		name         string
		source, made []string
		want         []Match
		left         []int
	}{
		{"the same", []string{"a", "b"}, []string{"a", "b"}, same(0, 1), nil},
		{"moved", []string{"b", "c", "a"}, []string{"a", "b", "c"}, same(1, 2, 0), nil},
		{"changed", []string{"a", "ganz anders", "c"}, []string{"a", "b", "c"}, []Match{{0, true}, {1, false}, {2, true}}, nil},
		{"new", []string{"a", "neu", "b"}, []string{"a", "b"}, same(0, -1, 1), nil},
		{"removed", []string{"a"}, []string{"a", "b"}, same(0), []int{1}},
		{"removed here, new there", []string{"neu", "a", "c"}, []string{"a", "b", "c"}, same(-1, 0, 2), []int{1}},
		{"twice", []string{"x", "x", "a"}, []string{"x", "a", "x"}, same(0, 2, 1), nil},
		{"twice, one gone", []string{"x"}, []string{"x", "x"}, same(0), []int{1}},
		{"changed and new", []string{"Das Café öffnet um neun Uhr.", "Neu."}, []string{"Das Café öffnet um acht Uhr."}, []Match{{0, false}, {-1, false}}, nil},
		{"new and changed", []string{"Neu.", "Das Café öffnet um neun Uhr."}, []string{"Das Café öffnet um acht Uhr."}, []Match{{-1, false}, {0, false}}, nil},
		{"empty", nil, []string{"a"}, []Match{}, []int{0}},
	} {
		got, left := Align(texts(c.source...), texts(c.made...))
		if !reflect.DeepEqual(got, c.want) || !slices.Equal(left, c.left) {
			t.Errorf("%s: %v left %v, want %v left %v", c.name, got, left, c.want, c.left)
		}
	}
}

// Whatever is done to a source: an unchanged segment stays exact, a changed one never is, and no segment of the
// translation belongs to two.
func TestAlignHolds(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	word := func() string { return strings.Repeat(string(rune('a'+random.IntN(26))), 1+random.IntN(5)) }
	for round := range 5_000 {
		var before []string
		for range random.IntN(8) {
			before = append(before, word()+" "+word()+" "+word())
		}
		after := slices.Clone(before)
		for range random.IntN(4) {
			switch at := random.IntN(len(after) + 1); {
			case at == len(after) || random.IntN(3) == 0:
				after = slices.Insert(after, at, word()+" "+word())
			case random.IntN(2) == 0:
				after = slices.Delete(after, at, at+1)
			default:
				after[at] += " " + word()
			}
		}
		random.Shuffle(len(after), func(i, j int) {
			if round%3 == 0 {
				after[i], after[j] = after[j], after[i]
			}
		})
		source, made := texts(after...), texts(before...)
		matches, left := Align(source, made)
		seen := map[int]bool{}
		for _, at := range left {
			seen[at] = true
		}
		for i, m := range matches {
			if m.Target < 0 {
				continue
			}
			if seen[m.Target] {
				t.Fatalf("%v → %v: %d belongs to two", before, after, m.Target)
			}
			seen[m.Target] = true
			if m.Exact != (made[m.Target].Hash == source[i].Hash) {
				t.Fatalf("%v → %v: %d is exact %v", before, after, i, m.Exact)
			}
		}
		if len(seen) != len(made) {
			t.Fatalf("%v → %v: %d of %d accounted for", before, after, len(seen), len(made))
		}
		for _, text := range after {
			want := min(strings.Count("\x00"+strings.Join(after, "\x00")+"\x00", "\x00"+text+"\x00"), 1)
			if slices.Contains(before, text) && want > 0 {
				exact := 0
				for i, m := range matches {
					if after[i] == text && m.Exact {
						exact++
					}
				}
				if exact == 0 {
					t.Fatalf("%v → %v: %q is outdated though it stands there", before, after, text)
				}
			}
		}
	}
}
