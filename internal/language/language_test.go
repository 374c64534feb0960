package language

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestChain(t *testing.T) {
	for tag, want := range map[string][]string{
		"de": {"de"}, "en": {"en", "de"}, "ar": {"ar", "en", "de"}, "uk": {"uk", "en", "de"},
		"de-simple": {"de-simple", "de"}, "xx": nil, "DE": nil,
	} {
		if diff := cmp.Diff(want, Chain(tag)); diff != "" {
			t.Errorf("Chain(%s): %s", tag, diff)
		}
	}
	for _, l := range All() {
		if chain := Chain(l.Tag); chain[len(chain)-1] != Source {
			t.Errorf("the chain of %s does not end in %s", l.Tag, Source)
		}
		if l.Name == "" || l.German == "" || l.English == "" || l.Direction != "ltr" && l.Direction != "rtl" {
			t.Errorf("%s is incomplete: %+v", l.Tag, l)
		}
	}
}

func TestNormalise(t *testing.T) {
	for in, want := range map[string]string{
		"Straße":                "strasse",
		"Bürgerbüro":            "burgerburo",
		"Café  crème":           "cafe creme",
		"كتاب":                  "کتاب",
		"مدرسي":                 "مدرسی",
		"أَهْلاً":               "اهلا",
		"می\u200cخواهم":         "می خواهم",
		"كـــتاب":               "کتاب",
		"۱۲۳ ٤٥٦":               "123 456",
		"ﬁnden":                 "finden",
		"Ёлка":                  "елка",
		"İstanbul":              "istanbul",
		"\u200eLRM":             "lrm",
		"  a\t\nb ":             "a b",
		"":                      "",
		"Łódź":                  "lodz",
		"𝟘𝟙":                    "01",
		"Kinder\u00adgarten":    "kindergarten",
		"Arbeits\u200bvertrag!": "arbeitsvertrag!",
	} {
		if got := Normalise(in); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", in, got, want)
		}
		if once := Normalise(in); Normalise(once) != once {
			t.Errorf("Normalise(%q) is not stable: %q, %q", in, once, Normalise(once))
		}
	}
}

func TestControl(t *testing.T) {
	for _, c := range []struct {
		text      string
		multiline bool
		want      string
	}{
		{"plain", false, ""}, {"", false, ""}, {"a\nb", true, ""}, {"a\tb", true, ""},
		{"a\nb", false, ControlCharacter}, {"a\rb", true, ControlCharacter}, {"a\x00", true, ControlCharacter},
		{"a\u0085", true, ControlCharacter}, {"a\x7f", true, ControlCharacter}, {"a\xffb", true, ControlCharacter},
		{"a\uFFFDb", true, ""}, {"می\u200cخواهم", false, ""}, {"\u200e\u200f\u061c\u200d", false, ""},
		{"\u202ex", true, BidiOverride}, {"\u2066x\u2069", true, BidiOverride}, {"\u202a", false, BidiOverride},
	} {
		if got := Control(c.text, c.multiline); got != c.want {
			t.Errorf("Control(%q, %v) = %q, want %q", c.text, c.multiline, got, c.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]bool{"a": true, "。": true, "👍": true, "": false, " \u200b\u200d\u3000": false, "\u0301": false, "\u2800": false} {
		if got := Visible(text); got != want {
			t.Errorf("Visible(%q) = %v", text, got)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"kurz", 10, "kurz"}, {"eins zwei drei", 12, "eins zwei…"}, {"Rindfleischetikettierung", 5, "Rind…"}, {"ab", 0, "ab"}} {
		if got := Truncate(c.text, c.n); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ title, fallback, want string }{
		{"Bürgerbüro Gera", "", "buergerbuero-gera"},
		{"BÜRGERBÜRO", "", "buergerbuero"},
		{"Bu\u0308rger", "", "buerger"},
		{"Straße & Weg – 3. Etage!", "", "strasse-weg-3-etage"},
		{"Kita «Spatzennest»", "", "kita-spatzennest"},
		{"L'école à Weimar", "", "lecole-a-weimar"},
		{"مكتب", "offer-01j", "offer-01j"},
		{"Jobcenter جينا", "x", "jobcenter"},
		{"Школа", "", ""},
		{"--", "Fall back", "fall-back"},
		{strings.Repeat("wort ", 40), "", strings.TrimRight(strings.Repeat("wort-", 16), "-")},
		{strings.Repeat("x", 200), "", strings.Repeat("x", 80)},
	} {
		if got := Slug(c.title, c.fallback); got != c.want {
			t.Errorf("Slug(%q, %q) = %q, want %q", c.title, c.fallback, got, c.want)
		}
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     []WordRun
	}{
		{"", "", nil},
		{"gleich", "gleich", []WordRun{{Same, "gleich"}}},
		{"", "neu", []WordRun{{Added, "neu"}}},
		{"alt", "", []WordRun{{Removed, "alt"}}},
		{"Die Kursgebühr beträgt 10 Euro.", "Die Kursgebühren betragen 10 Euro.", []WordRun{
			{Same, "Die "}, {Removed, "Kursgebühr"}, {Added, "Kursgebühren"}, {Same, " "},
			{Removed, "beträgt"}, {Added, "betragen"}, {Same, " 10 Euro."},
		}},
		{"E-Mail-Adresse fehlt", "E-Mail-Anschrift fehlt", []WordRun{
			{Removed, "E-Mail-Adresse"}, {Added, "E-Mail-Anschrift"}, {Same, " fehlt"},
		}},
		{"كتاب جديد", "كِتاب جديد", []WordRun{{Removed, "كتاب"}, {Added, "كِتاب"}, {Same, " جديد"}}},
		{"von 9:00 Uhr", "von 9:30 Uhr", []WordRun{{Same, "von "}, {Removed, "9:00"}, {Added, "9:30"}, {Same, " Uhr"}}},
		{"a b c", "c a b", []WordRun{{Added, "c "}, {Same, "a b"}, {Removed, " c"}}},
	} {
		if diff := cmp.Diff(c.want, Diff(c.from, c.to)); diff != "" {
			t.Errorf("Diff(%q, %q): %s", c.from, c.to, diff)
		}
	}
}

// joined puts a difference together again.
func joined(list []WordRun) (from, to string) {
	for _, s := range list {
		if s.Op != Added {
			from += s.Text
		}
		if s.Op != Removed {
			to += s.Text
		}
	}
	return from, to
}

func TestDiffJoins(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"a", "b", "c", "der", "Kurs", " ", " ", ".", "كتاب", "\n"}
	text := func(n int) string {
		var b strings.Builder
		for range random.IntN(n + 1) {
			b.WriteString(words[random.IntN(len(words))])
		}
		return b.String()
	}
	for i := range 3000 {
		n := 30
		if i%500 == 0 {
			n = 3000 // beyond diffLimit
		}
		a, b := text(n), text(n)
		from, to := joined(Diff(a, b))
		if from != a || to != b {
			t.Fatalf("Diff(%q, %q) joins to %q, %q", a, b, from, to)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "Straße", "می\u200cخواهم", "a\xffb", "𝟘", "İ", "\u0345", "a-b'c", "ά\u0345"} {
		f.Add(s, "other text")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if utf8.ValidString(a) && utf8.ValidString(b) {
			if from, to := joined(Diff(a, b)); from != a || to != b {
				t.Errorf("Diff(%q, %q) joins to %q, %q", a, b, from, to)
			}
		}
		if n := Normalise(a); strings.HasPrefix(n, " ") || strings.HasSuffix(n, " ") {
			t.Errorf("Normalise(%q) = %q has outer spaces", a, n)
		}
		for _, r := range Slug(a, b) {
			if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') {
				t.Errorf("Slug(%q) holds %q", a, r)
			}
		}
		Control(a, true)
		Visible(a)
		Truncate(a, len(b))
	})
}

func TestBrokenEscape(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":"\ud83d\ude00"}`: false, `"\\ud83d"`: false, `"\u00e4\n\""`: false, `"\ude"`: false, `\`: false, ``: false,
		`"\ud83d"`: true, `"\ude00"`: true, `"\ud83dx\ude00"`: true, `"\ud83d\ud83d\ude00"`: true, `"\\\ud83d"`: true, `"\uD83D`: true,
	} {
		if got := BrokenEscape([]byte(text)); got != want {
			t.Errorf("BrokenEscape(%s) = %v", text, got)
		}
	}
}
