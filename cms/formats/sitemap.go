package formats

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// SitemapEntry is an entry with its public languages, of one sitemap.
type SitemapEntry struct {
	ID     uuid.UUID
	Type   string
	Slug   string
	Source string // locale of the source's text
	// Updated is when each language last changed, by locale.
	Updated map[string]time.Time
}

// SitemapPart is one sitemap of an index.
type SitemapPart struct {
	Address string
	Updated time.Time
}

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// SitemapIndex writes the list of the sitemaps.
func SitemapIndex(list []SitemapPart) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<sitemapindex xmlns="` + sitemapSpace + `">`)
	for _, part := range list {
		b.WriteString("\n<sitemap>")
		element(&b, "loc", part.Address)
		element(&b, "lastmod", part.Updated.UTC().Format(time.RFC3339))
		b.WriteString("</sitemap>")
	}
	b.WriteString("\n</sitemapindex>\n")
	return b.Bytes()
}

// Sitemap writes the pages of entries, each with links to its other languages. Leichte Sprache is no language
// that hreflang knows: its pages stand for themselves.
func Sitemap(links Links, entries []SitemapEntry) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="` + sitemapSpace + `" xmlns:xhtml="http://www.w3.org/1999/xhtml">`)
	for _, e := range entries {
		locales := make([]string, 0, len(e.Updated))
		for locale := range e.Updated {
			locales = append(locales, locale)
		}
		slices.Sort(locales)
		alternates := alternates(links, e, locales)
		for _, locale := range locales {
			b.WriteString("\n<url>")
			element(&b, "loc", links.Page(locale, e.Type, e.Slug, e.ID))
			element(&b, "lastmod", e.Updated[locale].UTC().Format(time.RFC3339))
			if isHreflang(locale) {
				b.WriteString(alternates)
			}
			b.WriteString("</url>")
		}
	}
	b.WriteString("\n</urlset>\n")
	return b.Bytes()
}

// alternates are the links that all languages of an entry share, themselves included; none where there is one only.
func alternates(links Links, e SitemapEntry, locales []string) string {
	known := slices.DeleteFunc(slices.Clone(locales), func(locale string) bool { return !isHreflang(locale) })
	if len(known) < 2 {
		return ""
	}
	var b bytes.Buffer
	link := func(lang, locale string) {
		b.WriteString(`<xhtml:link rel="alternate" hreflang="` + lang + `" href="`)
		_ = xml.EscapeText(&b, []byte(links.Page(locale, e.Type, e.Slug, e.ID))) // a buffer takes everything
		b.WriteString(`"/>`)
	}
	for _, locale := range known {
		link(locale, locale)
	}
	fallback := known[0]
	if slices.Contains(known, e.Source) {
		fallback = e.Source
	}
	link("x-default", fallback)
	return b.String()
}

// isHreflang tells locales that search engines know: a language, perhaps with a script or a region.
func isHreflang(locale string) bool {
	_, variant, has := strings.Cut(locale, "-")
	return !has || len(variant) == 2 || len(variant) == 4
}

func element(b *bytes.Buffer, name, text string) {
	b.WriteString("<" + name + ">")
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes everything
	b.WriteString("</" + name + ">")
}
