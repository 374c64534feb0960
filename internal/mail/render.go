package mail

import (
	"errors"
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ErrMissing tells that a mail needs a value that the data lacks. Its text names the value.
var ErrMissing = errors.New("mail: missing data")

// Rendered is a mail in words, ready for a [Message].
type Rendered struct {
	Subject, Text, HTML string
}

// block is one part of a mail with its words in place, drawn twice: as text and as HTML.
type block struct {
	Kind  string // p, list, quote, button, note, lines
	Text  template.HTML
	Items []string
	Link  string
	plain string
}

// Render writes the mail t in a locale of [Locales] (others: an error; the caller falls back to the
// account's language). Every value that the words name must be in data.
func Render(t Template, locale string, data Data) (Rendered, error) {
	texts, err := loadTexts(locale)
	if err != nil {
		return Rendered{}, err
	}
	mail, ok := texts.Mails[t]
	if !ok {
		return Rendered{}, fmt.Errorf("mail: no template %q", t)
	}
	values, err := data.values(texts)
	if err != nil {
		return Rendered{}, err
	}
	needs, err := mail.needs(texts)
	if err != nil {
		return Rendered{}, err
	}
	for _, name := range needs {
		if !values.has(name) {
			return Rendered{}, fmt.Errorf("%w: %s needs %s", ErrMissing, t, name)
		}
	}
	return draw(texts, mail, values, locale)
}

func draw(t *texts, m mailText, v values, locale string) (Rendered, error) {
	subject, err := words(m.Subject, v.plain)
	if err != nil {
		return Rendered{}, err
	}
	blocks := []blockText{{P: t.Greeting}}
	blocks = append(blocks, m.Blocks...)
	drawn := make([]block, 0, len(blocks)+1)
	for _, b := range blocks {
		if b.If != "" && !v.has(b.If) {
			continue
		}
		one, err := v.block(b)
		if err != nil {
			return Rendered{}, err
		}
		drawn = append(drawn, one)
	}
	drawn = append(drawn, block{Kind: "lines", Text: escape(t.Closing), plain: t.Closing})
	html, err := drawHTML(oneLine(subject), locale, t.Footer, drawn)
	if err != nil {
		return Rendered{}, err
	}
	return Rendered{Subject: oneLine(subject), Text: drawText(t.Footer, drawn), HTML: html}, nil
}

// values are the data as words: plain for text, html with every value escaped and set apart from the
// direction of the sentence around it.
type values struct {
	plain, html map[string]string
	lists       map[string][]string
	link        string
}

func (v values) has(name string) bool {
	return v.plain[name] != "" || len(v.lists[name]) > 0
}

func (d Data) values(t *texts) (values, error) {
	v := values{plain: map[string]string{}, html: map[string]string{}, lists: map[string][]string{
		"Fields": d.Fields, "Problems": d.Problems,
	}, link: d.Link}
	if err := checkLink(d.Link); err != nil {
		return values{}, err
	}
	day, err := dayInWords(t, d.Date)
	if err != nil {
		return values{}, err
	}
	for name, s := range map[string]string{
		"Name": oneLine(d.Name), "Title": oneLine(d.Title), "Date": day, "Link": d.Link,
	} {
		v.plain[name] = isolate(s)
		v.html[name] = "<bdi>" + string(escape(s)) + "</bdi>"
	}
	v.plain["Reason"], v.html["Reason"] = strings.TrimSpace(d.Reason), string(escape(strings.TrimSpace(d.Reason)))
	if d.Minutes > 0 {
		v.plain["Minutes"] = strconv.Itoa(d.Minutes)
		v.html["Minutes"] = v.plain["Minutes"]
	}
	return v, nil
}

func (v values) block(b blockText) (block, error) {
	switch {
	case b.List != "":
		return block{Kind: "list", Items: v.lists[b.List]}, nil
	case b.Quote != "":
		return block{Kind: "quote", Text: template.HTML(v.html[b.Quote]), plain: v.plain[b.Quote]}, nil
	case b.Button != "":
		return v.words("button", b.Button)
	case b.Note != "":
		return v.words("note", b.Note)
	default:
		return v.words("p", b.P)
	}
}

// words expands the same sentence twice. The sentence is ours, so its escaping is done before the values
// (escaped in [Data.values]) go in.
func (v values) words(kind, pattern string) (block, error) {
	plain, err := words(pattern, v.plain)
	if err != nil {
		return block{}, err
	}
	html, err := words(pattern, v.html)
	if err != nil {
		return block{}, err
	}
	return block{Kind: kind, Text: template.HTML(html), plain: plain, Link: v.link}, nil
}

func drawHTML(subject, locale, footer string, blocks []block) (string, error) {
	layout, err := template.ParseFS(files, "layout.html")
	if err != nil {
		return "", fmt.Errorf("mail: layout: %w", err)
	}
	var b strings.Builder
	err = layout.Execute(&b, map[string]any{
		"Subject": subject, "Locale": locale, "Direction": "ltr", "Footer": footer, "Blocks": blocks,
	})
	if err != nil {
		return "", fmt.Errorf("mail: layout: %w", err)
	}
	return b.String(), nil
}

func drawText(footer string, blocks []block) string {
	var parts []string
	for _, b := range blocks {
		switch b.Kind {
		case "list":
			lines := make([]string, len(b.Items))
			for i, item := range b.Items {
				lines[i] = "- " + oneLine(item)
			}
			parts = append(parts, strings.Join(lines, "\n"))
		case "quote":
			parts = append(parts, "> "+strings.ReplaceAll(b.plain, "\n", "\n> "))
		case "button":
			parts = append(parts, b.plain+":\n"+b.Link)
		default:
			parts = append(parts, b.plain)
		}
	}
	return strings.Join(parts, "\n\n") + "\n\n-- \n" + footer + "\n"
}

func dayInWords(t *texts, day time.Time) (string, error) {
	if day.IsZero() {
		return "", nil
	}
	return words(t.Date.Form, map[string]string{
		"Day": strconv.Itoa(day.Day()), "Month": t.Date.Months[day.Month()-1], "Year": strconv.Itoa(day.Year()),
	})
}

// checkLink accepts nothing that a mail program could run.
func checkLink(link string) error {
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || !singleLine(link) {
		return errors.New("mail: the link is not an absolute http address")
	}
	return nil
}

func escape(s string) template.HTML { return template.HTML(template.HTMLEscapeString(s)) }

// isolate wraps a value written from right to left in Unicode isolates, so that the punctuation around
// it stays in place in plain text. Other values are left alone.
func isolate(s string) string {
	rightToLeft := func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana)
	}
	if !strings.ContainsFunc(s, rightToLeft) {
		return s
	}
	return "\u2068" + s + "\u2069"
}
