package mail

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func fullData() Data {
	return Data{
		Name: "Mina <Rahimi>", Title: "دورة اللغة الألمانية للمبتدئين", Link: "https://lotse.example/admin/entries/1?locale=ar&x=1",
		Reason: "Bitte ergänzen Sie die Uhrzeit.\nUnd den Ort.", Date: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), Minutes: 15,
		Fields: []string{"Titel", "Öffnungszeiten"}, Problems: []string{"„Titel“ fehlt.", "<b>Ort</b> ist nicht öffentlich."},
	}
}

func TestRenderEveryTemplateInEveryLocale(t *testing.T) {
	for _, locale := range Locales() {
		for _, name := range Templates() {
			t.Run(locale+"/"+string(name), func(t *testing.T) {
				got, err := Render(name, locale, fullData())
				if err != nil {
					t.Fatal(err)
				}
				for part, s := range map[string]string{"subject": got.Subject, "text": got.Text, "html": got.HTML} {
					if s == "" || strings.Contains(s, "{{") || strings.Contains(s, "<no value>") {
						t.Errorf("%s is not finished: %q", part, s)
					}
				}
				if !singleLine(got.Subject) {
					t.Errorf("subject %q has more than one line", got.Subject)
				}
				if !strings.Contains(got.Text, fullData().Link) {
					t.Error("the text lacks the link")
				}
				checkHTML(t, got.HTML, locale)
			})
		}
	}
}

// checkHTML looks at what a reader with a screen reader needs, and that values stayed values.
func checkHTML(t *testing.T, page, locale string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var root, title, main *html.Node
	var links []string
	for n := range doc.Descendants() {
		switch n.Data {
		case "html":
			root = n
		case "title":
			title = n
		case "main":
			main = n
		case "rahimi", "b", "script":
			t.Errorf("a value became the element <%s>", n.Data)
		case "a":
			links = append(links, attribute(n, "href"))
		}
	}
	if attribute(root, "lang") != locale || attribute(root, "dir") != "ltr" {
		t.Errorf("lang %q, dir %q", attribute(root, "lang"), attribute(root, "dir"))
	}
	if title == nil || title.FirstChild == nil || main == nil {
		t.Error("no title or no main")
	}
	if !slices.Equal(links, []string{fullData().Link}) {
		t.Errorf("links %q", links)
	}
}

func attribute(n *html.Node, name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func TestRenderRefusesMissingData(t *testing.T) {
	for _, locale := range Locales() {
		texts, err := loadTexts(locale)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range Templates() {
			needs, err := texts.Mails[name].needs(texts)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(needs, "Name") || !slices.Contains(needs, "Link") {
				t.Errorf("%s/%s needs only %v", locale, name, needs)
			}
			for _, field := range needs {
				data := fullData()
				reflect.ValueOf(&data).Elem().FieldByName(field).SetZero()
				if _, err := Render(name, locale, data); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), field) {
					t.Errorf("%s/%s without %s: %v", locale, name, field, err)
				}
			}
		}
	}
}

// The two languages must say the same, so they need the same and have the same parts.
func TestLocalesHaveTheSameMails(t *testing.T) {
	german, err := loadTexts("de")
	if err != nil {
		t.Fatal(err)
	}
	for _, locale := range Locales() {
		other, err := loadTexts(locale)
		if err != nil {
			t.Fatal(err)
		}
		if len(other.Mails) != len(Templates()) || len(other.Date.Months) != 12 {
			t.Errorf("%s: %d mails, %d months", locale, len(other.Mails), len(other.Date.Months))
		}
		for _, name := range Templates() {
			a, _ := german.Mails[name].needs(german)
			b, _ := other.Mails[name].needs(other)
			if !slices.Equal(a, b) {
				t.Errorf("%s: de needs %v, %s needs %v", name, a, locale, b)
			}
			if len(german.Mails[name].Blocks) != len(other.Mails[name].Blocks) {
				t.Errorf("%s: de and %s differ in their parts", name, locale)
			}
		}
	}
}

// The sentences are put into HTML as they are; only the values are escaped on the way.
func TestTextsAreFreeOfMarkup(t *testing.T) {
	for _, locale := range Locales() {
		raw, err := files.ReadFile("texts/" + locale + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if found := regexp.MustCompile(`[<>&]`).Find(raw); found != nil {
			t.Errorf("%s holds %q", locale, found)
		}
	}
}

func TestRenderHostileValues(t *testing.T) {
	data := fullData()
	data.Title = "Kurs\r\nBcc: all@example.org\u2028{{.Reason}}<script>alert(1)</script>"
	got, err := Render(Rejected, "de", data)
	if err != nil {
		t.Fatal(err)
	}
	if !singleLine(got.Subject) || !strings.Contains(got.Subject, "{{.Reason}}") {
		t.Errorf("subject %q", got.Subject)
	}
	if strings.Contains(got.HTML, "<script>") {
		t.Error("the title became a script")
	}
	for _, link := range []string{"javascript:alert(1)", "/relative", "https://", "https://a.example/\nx", "ftp://a.example"} {
		data.Link = link
		if _, err := Render(Rejected, "de", data); err == nil {
			t.Errorf("link %q was accepted", link)
		}
	}
}

func TestRenderDetails(t *testing.T) {
	got, err := Render(Reminder3, "de", fullData())
	if err != nil {
		t.Fatal(err)
	}
	if want := "Nur noch bis 9. März 2026: \u2068دورة اللغة الألمانية للمبتدئين\u2069"; got.Subject != want {
		t.Errorf("subject %q, want %q", got.Subject, want)
	}
	if !strings.Contains(got.HTML, "<bdi>دورة اللغة الألمانية للمبتدئين</bdi>") {
		t.Error("the Arabic title is not set apart")
	}
	got, err = Render(ReleaseFailed, "en", fullData())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.Text, "- „Titel“ fehlt.\n- <b>Ort</b> ist nicht öffentlich.") {
		t.Errorf("not every problem is listed:\n%s", got.Text)
	}
	data := fullData()
	data.Reason = ""
	if got, err = Render(Corrected, "de", data); err != nil || strings.Contains(got.Text, "\n> ") {
		t.Errorf("a correction without a remark: %v\n%s", err, got.Text)
	}
	if _, err := Render(Published, "ar", fullData()); err == nil {
		t.Error("a locale without texts was rendered")
	}
}
