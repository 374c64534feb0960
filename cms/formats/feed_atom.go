package formats

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
)

// The elements of Atom (RFC 4287) that we write, with the links between pages of RFC 5005.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   atomText    `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Program atomProgram `xml:"generator"`
	Entries []atomEntry `xml:"entry"`
}

type atomProgram struct {
	Name string `xml:",chardata"`
}

type atomText struct {
	Type string `xml:"type,attr,omitempty"`
	Text string `xml:",chardata"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Lang string `xml:"hreflang,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr,omitempty"`
}

type atomEntry struct {
	Lang       string         `xml:"xml:lang,attr"`
	ID         string         `xml:"id"`
	Title      atomText       `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Author     string         `xml:"author>name"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`
}

// noNews is when a feed without entries changed last: the element must be there.
var noNews = time.Unix(0, 0).UTC()

// Atom writes the items as a feed.
func Atom(s *Set, title string) ([]byte, error) {
	f := atomFeed{
		Lang: s.Locale, ID: "urn:uuid:" + derived("feed", s.First).String(), Title: atomText{Text: xmlText(title)},
		Updated: noNews.Format(time.RFC3339), Program: atomProgram{"Lotse"},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: s.Self}, {Rel: "first", Type: "application/atom+xml", Href: s.First}},
	}
	if last := s.updated(); !last.IsZero() {
		f.Updated = last.UTC().Format(time.RFC3339)
	}
	if s.Next != "" {
		f.Links = append(f.Links, atomLink{Rel: "next", Type: "application/atom+xml", Href: s.Next})
	}
	for at := range s.Items {
		f.Entries = append(f.Entries, s.atomEntry(&s.Items[at]))
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(f); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (s *Set) atomEntry(i *Item) atomEntry {
	e := atomEntry{
		// A text in another language is another entry.
		Lang: i.Locale, ID: "urn:uuid:" + derived("entry", i.ID.String(), i.Locale).String(), Title: atomText{Text: xmlTitle(i)},
		Published: i.PublishedAt.UTC().Format(time.RFC3339), Updated: i.UpdatedAt.UTC().Format(time.RFC3339),
		Author: xmlText(i.Organisation.Name),
		Links:  []atomLink{{Rel: "alternate", Type: "text/html", Lang: i.Locale, Href: s.Links.item(i)}},
	}
	if e.Author == "" {
		e.Author = "Lotse"
	}
	for _, c := range s.targets(i, "category") {
		e.Categories = append(e.Categories, atomCategory{Term: c.Slug, Label: xmlText(c.title())})
	}
	if summary := i.summary(); summary != "" {
		e.Summary = &atomText{Text: xmlText(summary)}
	}
	switch html := i.html(); {
	case html != "":
		e.Content = &atomText{Type: "html", Text: xmlText(html)}
	case e.Summary == nil:
		e.Content = &atomText{Text: xmlTitle(i)}
	}
	return e
}

// xmlTitle is never empty: a title of nothing but characters that XML cannot write is replaced by the slug.
func xmlTitle(i *Item) string {
	if s := xmlText(i.title()); strings.TrimSpace(s) != "" {
		return s
	}
	return i.Slug
}

// xmlText leaves out the characters that XML 1.0 has no way to write. The encoder escapes all others.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}
