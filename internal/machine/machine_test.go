package machine

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"lotse/internal/segment"
)

func TestBatches(t *testing.T) {
	t.Parallel()
	text := func(n int) segment.Text { return segment.PlainText(strings.Repeat("a", n-3)) } // two quotation marks and a comma
	for name, c := range map[string]struct {
		sizes  []int
		limits Limits
		want   []int
	}{
		"none":            {nil, Limits{2, 20}, nil},
		"one":             {[]int{10}, Limits{2, 20}, []int{1}},
		"exactly":         {[]int{10, 10}, Limits{2, 20}, []int{2}},
		"a byte too much": {[]int{10, 11}, Limits{2, 20}, []int{1, 1}},
		"one too many":    {[]int{5, 5, 5}, Limits{2, 20}, []int{2, 1}},
		"a huge one":      {[]int{5, 50, 5, 5}, Limits{2, 20}, []int{1, 1, 2}},
	} {
		var texts []segment.Text
		for _, n := range c.sizes {
			if size := Size(text(n)); size != n {
				t.Fatalf("size %d, want %d", size, n)
			}
			texts = append(texts, text(n))
		}
		var got []int
		var all []segment.Text
		for _, batch := range Batches(texts, c.limits) {
			got, all = append(got, len(batch)), append(all, batch...)
		}
		if !reflect.DeepEqual(got, c.want) || !reflect.DeepEqual(all, texts) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "soon": 0, "0": 0, "-5": 0, "120": 2 * time.Minute, "99999999999999": 24 * time.Hour, "9999999999999999999999": 0,
		now.Add(90 * time.Second).Format(http.TimeFormat): 90 * time.Second,
		now.Add(-time.Hour).Format(http.TimeFormat):       0,
		now.AddDate(1, 0, 0).Format(http.TimeFormat):      24 * time.Hour,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

func TestWhatServicesComplainOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		judge  func(int, string) (Kind, string)
		status int
		said   string
		want   Kind
	}{
		{judgeDeepL, 400, "value for 'target_lang' not supported.", Unsupported},
		{judgeDeepL, 400, "no dictionary found for language pair of glossary", BadRequest},
		{judgeDeepL, 414, "", BadRequest},
		{judgeDeepL, 456, "", Quota},
		{judgeDeepL, 404, "", Down},
		{judgeDeepL, 502, "", Down},
		{judgeLibre, 400, "arabic (ar) is not available as a target language from german (de)", Unsupported},
		{judgeLibre, 400, "please contact the server operator to get an api key", Refused},
		{judgeLibre, 403, "invalid api key", Refused},
		{judgeLibre, 403, "too many request limits violations", Busy},
		{judgeLibre, 429, "slowdown: 100 per 1 minute", Busy},
		{judgeLibre, 429, "slowdown: 1000 per 1 day", Quota},
		{judgeLibre, 500, "cannot translate text: index out of range", BadRequest},
		{judgeLibre, 500, "", Down},
	} {
		if got, _ := c.judge(c.status, c.said); got != c.want {
			t.Errorf("%d %s: %s, want %s", c.status, c.said, got, c.want)
		}
	}
}

func TestPlacesOfTerms(t *testing.T) {
	t.Parallel()
	stay := staying([]segment.Term{{Source: "Amt"}, {Source: "Amt für Soziales"}, {Source: "ΣΑΣ"}, {Source: "İ"}, {Source: "C++"}, {Source: "x", Target: "y"}})
	for words, want := range map[string]string{
		"Das Amt, das amt":           "Das <Amt>, das <amt>",
		"Amtes und Ämter":            "<Amtes> und Ämter",
		"Bauamt, Amtsgericht":        "Bauamt, Amtsgericht",
		"Amt für Soziales und Amt":   "<Amt für Soziales> und <Amt>",
		"Amt für Wohnen":             "<Amt> für Wohnen",
		"σασ x":                      "<σασ> x",
		"İ i":                        "<İ> <i>",
		"C++, C":                     "<C++>, C",
		"AmtAmt Amt":                 "<AmtAmt> <Amt>",
		"":                           "",
		"Amt\xff":                    "<Amt>\xff",
		"Das Amt-Amt mit der ÄmtAmt": "Das <Amt>-<Amt> mit der ÄmtAmt",
	} {
		var b strings.Builder
		rest := 0
		for _, place := range places(words, stay) {
			b.WriteString(words[rest:place[0]] + "<" + words[place[0]:place[1]] + ">")
			rest = place[1]
		}
		if got := b.String() + words[rest:]; got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

// What stays anyway needs no second code, and is not paid for twice.
func TestTermsWithinWhatStays(t *testing.T) {
	t.Parallel()
	text := segment.Text{
		Coded: `Das <g id="2">Amt <g id="4">im Amt</g></g> und <g id="3">das Amt</g>`,
		Codes: []segment.Code{{ID: 2, Kind: segment.Keep}, {ID: 4, Kind: segment.Bold}, {ID: 3, Kind: segment.Bold}},
	}
	const want = `Das <span id="2" translate="no">Amt <b id="4">im Amt</b></span> und <b id="3">das <span id="5" translate="no">Amt</span></b>`
	if got := pack([]segment.Text{text}, []segment.Term{{Source: "Amt"}})[0].html; got != want {
		t.Errorf("sent\n%s, want\n%s", got, want)
	}
}

// Whatever a service answers: what becomes of it can be read, and has no code that the source has not.
func FuzzUnpack(f *testing.F) {
	source := segment.Text{
		Coded: ` Das <g id="1">Jobcenter</g> <g id="7">hilft</g><x id="3"/> im Amt `,
		Codes: []segment.Code{{ID: 1, Kind: segment.Keep}, {ID: 7, Kind: segment.Link, Href: "https://example.org"}, {ID: 3, Kind: segment.Break}},
	}
	p := pack([]segment.Text{source}, []segment.Term{{Source: "Amt"}})[0]
	f.Add(p.html)
	f.Add(`<span id="8"><a id="7">x</span></a><br id=3><plaintext><b id=1>`)
	f.Add("\x00<!--&#0;&lt;")
	f.Add("&#1;&#x9f;")
	f.Fuzz(func(t *testing.T, answer string) {
		coded, ok := p.unpack(answer)
		if !ok {
			if len(answer) < maxMore {
				t.Errorf("%q was refused", answer)
			}
			return
		}
		tokens, err := segment.Tokens(coded)
		if err != nil || strings.ContainsFunc(coded, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' }) {
			t.Errorf("%q became %q", answer, coded)
		}
		for _, token := range tokens {
			if _, known := source.Code(token.ID); token.Kind != segment.Words && !known {
				t.Errorf("%q: code %d", answer, token.ID)
			}
		}
	})
}

func TestGlossaryEntries(t *testing.T) {
	t.Parallel()
	got := entries([]segment.Term{
		{Source: "b", Target: "2"}, {Source: " a ", Target: " 1"}, {Source: "a", Target: "3"}, {Source: "stays"}, {Source: "too", Target: "too"},
		{Source: "line\n", Target: "x"}, {Source: "li\nne", Target: "x"}, {Source: "", Target: "x"},
	})
	if want := "a\t1\nb\t2\nline\tx"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
