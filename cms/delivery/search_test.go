package delivery_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lotse/schema"
)

// shelves are texts in every language, each found by what people type.
func shelves(t *testing.T) *site {
	t.Helper()
	s := newSite(t)
	add := func(locale, slug, title, summary, description string) {
		s.add(entry{typ: "offer", slug: slug, locale: locale, fields: schema.Content{"title": title, "summary": summary, "description": description}})
	}
	add("de", "aufenthalt", "Aufenthaltserlaubnis verlängern", "Anträge bei der Behörde", "Wir helfen beim Ausfüllen.")
	add("de", "erlaubnis", "Arbeiten in Thüringen", "Was man wissen muss", "Für die Arbeit braucht man eine Erlaubnis der Behörde. Sie kostet nichts.")
	add("de", "beratung", "Beratung für Geflüchtete", "Im Büro an der Straße", "Montags. Ohne Termin. Tee & <Kuchen>.")
	add("de", "beratungen", "Bücher und Spiele", "Eine Stunde Spaß", "Danach sind Beratungen möglich.")
	add("de", "summary", "Haus der Begegnung", "Beratung im Haus", "Täglich.")
	add("en", "courses", "Learning German", "Courses for beginners", "We are teaching every day.")
	add("fr", "ecole", "L’école des parents", "Cours de français", "Élèves et étudiants sont bienvenus.")
	add("es", "cursos", "Cursos de alemán", "Para niños", "Inscripción gratuita.")
	add("ar", "dawra", "دورة اللغة الألمانيّة", "دورات مجانية", "التسجيل في المكتب على الطريق")
	add("fa", "ketab", "کتاب\u200cهای کودکان", "کلاس زبان آلمانی", "ساعت ۱۶ هر روز در کتابخانه")
	add("uk", "kurs", "Курси німецької мови", "Безкоштовні заняття", "Їжа та ґанок, щодня й завжди")
	add("ru", "kursy", "Курсы немецкого языка", "Бесплатные занятия, ёлка", "Русский чай каждый вторник")
	add("de-simple", "leicht", "Sprach-Kurs", "Hier lernen Sie Deutsch", "Der Kurs kostet kein Geld.")
	return s
}

func TestSearchInEveryLanguage(t *testing.T) {
	t.Parallel()
	s := shelves(t)
	for _, test := range []struct {
		locale, q string
		want      []string // all that is found, in its order
	}{
		{"de", "Beratung", []string{"beratung", "summary", "beratungen"}}, // title, summary, text
		{"de", "beratungen", []string{"beratung", "summary", "beratungen"}},
		{"de", "beratug", []string{"beratung", "summary", "beratungen"}}, // misspelt
		{"de", "Erlaubnis", []string{"erlaubnis", "aufenthalt"}},         // what has the word before what has it inside
		{"de", "büro", []string{"beratung"}},
		{"de", "buro", []string{"beratung"}},
		{"de", "Buero", []string{"beratung"}},
		{"de", "straße", []string{"beratung"}},
		{"de", "STRASSE", []string{"beratung"}},
		{"de", "Buch", []string{"beratungen"}},
		{"de", "thueringen arbeit", []string{"erlaubnis"}},
		{"de", "Beratung für Geflüchtete", []string{"beratung"}},
		{"de", `"Anträge bei der Behörde"`, []string{"aufenthalt"}},
		{"de", `„der Behörde“ -kostet`, []string{"aufenthalt"}},
		{"de", `behörde -erlaubnis`, []string{"aufenthalt"}},
		{"de", "-beratung", nil},
		{"de", `"`, nil}, {"de", `" "`, nil}, {"de", `--`, nil}, {"de", `!!! & | ( <-> :* '`, nil}, {"de", "die", nil}, {"de", "die -beratung", nil},
		{"de", `beratung'); drop table publications; --`, nil},
		{"de", "beratung & | !geflüchtete (", []string{"beratung"}},
		{"en", "course", []string{"courses"}}, {"en", "teaches", []string{"courses"}}, {"en", "Beratung", nil},
		{"fr", "ecole", []string{"ecole"}}, {"fr", "écoles", []string{"ecole"}}, {"fr", "ETUDIANT", []string{"ecole"}},
		{"es", "aleman", []string{"cursos"}}, {"es", "niño", []string{"cursos"}}, {"es", "inscripcion", []string{"cursos"}},
		{"ar", "دورات", []string{"dawra"}}, {"ar", "الالمانية", []string{"dawra"}}, {"ar", "دَوْرَة", []string{"dawra"}},
		{"ar", "المکتب", []string{"dawra"}}, {"ar", "التسجیل", []string{"dawra"}}, // letters of a Persian keyboard
		{"fa", "كتاب", []string{"ketab"}}, {"fa", "کتاب\u200cهای", []string{"ketab"}}, {"fa", "كودكان", []string{"ketab"}}, // letters of an Arabic one
		{"fa", "16", []string{"ketab"}}, {"fa", "۱۶", []string{"ketab"}}, {"fa", "کتابهای", []string{"ketab"}},
		{"uk", "мови", []string{"kurs"}}, {"uk", "їжа", []string{"kurs"}}, {"uk", "ґанок", []string{"kurs"}}, {"uk", "німецькой", []string{"kurs"}},
		{"ru", "курс", []string{"kursy"}}, {"ru", "немецкий", []string{"kursy"}}, {"ru", "русского", []string{"kursy"}}, {"ru", "елка", []string{"kursy"}},
		{"de-simple", "kurse", []string{"leicht"}}, {"de-simple", "Sprachkurs", []string{"leicht"}}, {"de-simple", "Sprach-Kurs", []string{"leicht"}},
	} {
		query := "q=" + url.QueryEscape(test.q) + "&locale=" + test.locale
		if test.want == nil {
			test.want = []string{}
		}
		for _, path := range []string{"/offer?", "/search?", "/search?type=event,offer&"} {
			got := s.list(path + query)
			if diff := cmp.Diff(test.want, slugsOf(got.Items)); diff != "" {
				t.Errorf("%s %s %s (-want +got):\n%s", path, test.locale, test.q, diff)
			}
			if got.Total == nil || got.Total.Value != len(test.want) || !got.Total.Exact {
				t.Errorf("%s %s: total %+v", path, test.q, got.Total)
			}
			for _, i := range got.Items {
				if strings.Contains(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(i.Snippet), "<") {
					t.Errorf("%s: HTML in %s", test.q, i.Snippet)
				}
			}
		}
		if got := s.slugs("/search?type=event&" + query); len(got) > 0 {
			t.Errorf("another type: %v", got)
		}
	}
}

// Marks stand in the text as it is written, whatever was typed.
func TestSnippets(t *testing.T) {
	t.Parallel()
	s := shelves(t)
	for _, test := range []struct{ locale, q, want string }{
		{"de", "kuchen", "Montags. Ohne Termin. Tee &amp; &lt;<mark>Kuchen</mark>&gt;."},
		{"de", "buero", "Im <mark>Büro</mark> an der Straße"},
		{"de", "beratungen", "Danach sind <mark>Beratungen</mark> möglich."},
		{"de", "aufenthaltserlaubnis", "<mark>Aufenthaltserlaubnis</mark> verlängern"}, // only the title has it
		{"ar", "المکتب", "التسجيل في <mark>المكتب</mark> على الطريق"},
		{"ar", "مجانيه", "دورات <mark>مجانية</mark>"},
		{"fa", "16", "ساعت <mark>۱۶</mark> هر روز در کتابخانه"},
		{"uk", "їжа", "<mark>Їжа</mark> та ґанок, щодня й завжди"},
		{"fr", "eleve", "<mark>Élèves</mark> et étudiants sont bienvenus."},
	} {
		items := s.list("/search?q=" + url.QueryEscape(test.q) + "&locale=" + test.locale).Items
		if !slices.ContainsFunc(items, func(i item) bool { return i.Snippet == test.want }) {
			for _, i := range items {
				t.Errorf("%s: %s: %s, want %s", test.q, i.Slug, i.Snippet, test.want)
			}
			if len(items) == 0 {
				t.Errorf("%s finds nothing", test.q)
			}
		}
	}
	long := strings.Repeat("Lorem ipsum dolor sit amet. ", 50)
	s.add(entry{typ: "article", slug: "lang", fields: schema.Content{"title": "Lang", "summary": "Kurz", "body": long + "Hier steht Dschungel. " + long}})
	i := s.list("/search?q=dschungel").Items[0]
	if !strings.Contains(i.Snippet, "<mark>Dschungel</mark>") || !strings.HasPrefix(i.Snippet, "… ") || !strings.HasSuffix(i.Snippet, " …") || len(i.Snippet) > 500 {
		t.Errorf("%q", i.Snippet)
	}
	if i := s.list("/article?q=dschungel&fields=title").Items[0]; i.Snippet == "" || len(i.Fields) != 1 {
		t.Errorf("%+v", i)
	}
}

// What is not for everybody cannot be found by its words, not even as something like them.
func TestHiddenWordsAreNotFindable(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "guarded", slug: "one", fields: schema.Content{"title": "Sichtbar", "note": "Verschlusssache", "owner": "Geheimrat Müller"}})
	s.add(entry{typ: "offer", slug: "two", fields: schema.Content{"title": "Angebot", "contacts": []any{
		map[string]any{"name": "Amina Beispiel", "email": "amina@verein.example", "role": "Leitung", "consent": true, "consentDate": "2026-01-01"},
		map[string]any{"name": "Nadim Namenlos", "role": "Büro"},
	}}})
	for _, word := range []string{"Verschlusssache", "verschluss", "sache", "Geheimrat", "müller", "Amina", "amina@verein.example", "Nadim", "namenlos"} {
		for _, path := range []string{"/guarded?q=", "/offer?q=", "/search?q="} {
			if got := s.list(path + url.QueryEscape(word)); len(got.Items) != 0 || got.Total.Value != 0 {
				t.Errorf("%s%s finds %v", path, word, slugsOf(got.Items))
			}
		}
		if got := s.get("/suggest?q=" + url.QueryEscape(word)).Body.String(); got != `{"items":[]}` {
			t.Errorf("%s suggests %s", word, got)
		}
	}
	if got := s.slugs("/search?q=leitung"); !slices.Equal(got, []string{"two"}) {
		t.Errorf("the role of a contact: %v", got)
	}
}

func TestSearchShowsOnlyWhatIsPublic(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"withdrawn", "archived", "expired", "suspended", "deleted"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			d := newDemo(t)
			paths := []string{
				"/offer?q=sprachcafe", "/search?q=kuchen", "/offer?q=sprach&sort=title", "/offer?locale=ar&fallback=true&q=" + url.QueryEscape("اللغة"),
				"/offer?q=sprachcafe&near=50.93,11.58", "/offer?q=sprachcafe&filter[costs]=free",
			}
			d.exec(`update publications p set latitude = 50.93, longitude = 11.58 where entry_id = $1`, d.cafe)
			for _, path := range paths {
				if got := d.list(path); !slices.Equal(slugsOf(got.Items), []string{"sprachcafe"}) || got.Total.Value != 1 {
					t.Errorf("%s finds %v", path, slugsOf(got.Items))
				}
			}
			if got := d.get("/suggest?q=sprach").Body.String(); !strings.Contains(got, "Sprachcafé") {
				t.Errorf("suggestions: %s", got)
			}
			hidings(d)[way](d.cafe)
			for _, path := range paths {
				if got := d.list(path); len(got.Items) != 0 || got.Total.Value != 0 {
					t.Errorf("%s finds %v of %+v", path, slugsOf(got.Items), got.Total)
				}
			}
			if got := d.get("/suggest?q=sprach").Body.String(); got != `{"items":[]}` {
				t.Errorf("suggestions: %s", got)
			}
		})
	}
}

// Walks through what a search finds meet every item once, in every size of pages.
func TestSearchWalks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const n = 23
	for i := range n {
		title, summary := "Haus", "Etwas"
		switch i % 4 {
		case 0:
			title = "Deutschkurs"
		case 1:
			summary = "Ein Deutschkurs"
		case 2:
			title = "Intensivdeutschkurs"
		}
		s.add(entry{typ: "offer", slug: fmt.Sprintf("o-%02d", i), fields: schema.Content{"title": title, "summary": summary, "description": "Deutschkurs"[:11-i%4/2*11]}})
	}
	for _, path := range []string{"/offer?q=deutschkurs", "/search?q=deutschkurs", "/offer?q=deutschkurs&sort=title", "/offer?q=deutschkurs&locale=en&fallback=true"} {
		whole := s.list(path + "&limit=100")
		if len(whole.Items) != 18 || whole.Total.Value != 18 {
			t.Fatalf("%s: %d items, %+v", path, len(whole.Items), whole.Total)
		}
		for _, limit := range []int{1, 3, 7, 18} {
			if diff := cmp.Diff(slugsOf(whole.Items), s.walk(fmt.Sprintf("%s&limit=%d", path, limit))); diff != "" {
				t.Errorf("%s in pages of %d:\n%s", path, limit, diff)
			}
		}
	}
	next := *s.list("/offer?q=deutschkurs&limit=1").Next
	for _, path := range []string{"/offer?q=deutsch&cursor=", "/offer?cursor=", "/search?q=deutschkurs&cursor=", "/offer?q=deutschkurs&near=50,11&cursor="} {
		if w := s.ask("GET", "/content/v1"+path+next); w.Code != 400 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	s := shelves(t)
	type suggestion struct{ Text, Type, ID, Slug string }
	for _, test := range []struct {
		locale, q string
		want      []string
	}{
		{"de", "be", []string{"summary", "beratung"}}, {"de", "BÜCH", []string{"beratungen"}}, {"de", "buech", []string{"beratungen"}},
		{"de", "haus beg", []string{"summary"}}, {"de", "beg haus", []string{"summary"}}, {"de", "b", nil}, {"de", "begx", nil}, {"de", "tee", nil}, {"de", "'&|", nil},
		{"fa", "كتا", []string{"ketab"}}, {"ar", "دو", []string{"dawra"}}, {"uk", "кур", []string{"kurs"}}, {"fr", "eco", []string{"ecole"}}, {"en", "be", nil},
	} {
		var got []string
		for _, i := range read[struct{ Items []suggestion }](t, s.get("/suggest?q="+url.QueryEscape(test.q)+"&locale="+test.locale).Body.Bytes()).Items {
			got = append(got, i.Slug)
			if i.Text == "" || i.Type != "offer" || i.ID == "" {
				t.Errorf("%+v", i)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", test.locale, test.q, diff)
		}
	}
}
