package transfer

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// page is a page of an Integreat region in one language.
type page struct {
	ID           int            `json:"id"`
	Path         string         `json:"path"`
	Title        string         `json:"title"`
	Content      string         `json:"content"`
	Order        int            `json:"order"`
	Translations map[string]int `json:"translations"`

	record int
	locale string
}

// pageTree is one region: its pages by locale, the source's first.
type pageTree struct {
	region string
	pages  map[string][]*page
}

// convertPages reads every <region>.<locale>.pages.json of a folder. German is the source where a region
// has it; a page of another language becomes a translation of the page that it names as its German one,
// or an entry of its own where it names none.
func convertPages(c *conversion, path string) error {
	files, err := filepath.Glob(filepath.Join(path, "*.*.pages.json"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no *.pages.json in %s", path)
	}
	slices.Sort(files) // de before en
	trees := map[string]*pageTree{}
	for _, file := range files {
		if err := c.readPages(file, trees); err != nil {
			return err
		}
	}
	if err := c.addCategory(); err != nil {
		return err
	}
	for _, region := range slices.Sorted(mapKeys(trees)) {
		if err := c.pageTree(trees[region]); err != nil {
			return err
		}
	}
	return nil
}

func (c *conversion) readPages(file string, trees map[string]*pageTree) error {
	names := strings.Split(filepath.Base(file), ".")
	if len(names) != 4 {
		return errors.New("want files named <region>.<locale>.pages.json")
	}
	region, locale := names[0], names[1]
	var pages []*page
	if err := readJSON(file, &pages); err != nil {
		return err
	}
	for _, p := range pages {
		c.Read++
		p.record, p.locale = c.Read, locale
	}
	if trees[region] == nil {
		trees[region] = &pageTree{region: region, pages: map[string][]*page{}}
	}
	trees[region].pages[locale] = pages
	return nil
}

func (c *conversion) pageTree(t *pageTree) error {
	var sources []*page
	translations := map[int][]*page{} // by the id of the German page
	german := byID(t.pages["de"])
	for _, locale := range slices.Sorted(mapKeys(t.pages)) {
		for _, p := range t.pages[locale] {
			source := german[p.Translations["de"]]
			if locale == "de" || source == nil || hasLocale(translations[source.ID], locale) {
				sources = append(sources, p)
				continue
			}
			translations[source.ID] = append(translations[source.ID], p)
		}
	}
	// Parents come first, so that a reference always finds its target.
	slices.SortStableFunc(sources, func(a, b *page) int { return depth(a.Path) - depth(b.Path) })
	for _, p := range sources {
		if err := c.page(t, p, translations[p.ID]); err != nil {
			return err
		}
	}
	return nil
}

func byID(pages []*page) map[int]*page {
	found := map[int]*page{}
	for _, p := range pages {
		found[p.ID] = p
	}
	return found
}

func hasLocale(pages []*page, locale string) bool {
	return slices.ContainsFunc(pages, func(p *page) bool { return p.locale == locale })
}

func depth(path string) int { return strings.Count(strings.Trim(path, "/"), "/") }

func (c *conversion) page(t *pageTree, p *page, translations []*page) error {
	if oneLine(p.Title) == "" {
		c.refuse(p.record, "page %d has no title", p.ID)
		for _, other := range translations {
			c.refuse(other.record, "its German page was refused")
		}
		return nil
	}
	fields := c.pageTexts(t, p)
	fields["order"], fields["categories"] = p.Order, importedCategories()
	if parent := t.parent(p); parent != nil {
		fields["parent"] = "@" + pageKey(parent)
	}
	line := Line{Key: pageKey(p), Type: "article", Locale: p.locale, Fields: fields}
	for _, other := range translations {
		if line.Translations == nil {
			line.Translations = map[string]Fields{}
		}
		line.Translations[other.locale] = c.pageTexts(t, other)
		c.Merged++
	}
	return c.write(line)
}

func pageKey(p *page) string { return fmt.Sprintf("integreat-page:%d", p.ID) }

// pageTexts gives the localised fields. Titles of the source are sometimes escaped as HTML twice.
func (c *conversion) pageTexts(t *pageTree, p *page) Fields {
	fields := Fields{"title": oneLine(unescape(p.Title))}
	body := htmlDocument(p.Content)
	if body == nil {
		body = t.emptyPage(p)
		c.note(p.record, "a page without text: its body names the pages below it")
	}
	fields["body"] = body
	return fields
}

// emptyPage stands in for a page that only holds other pages: it names them.
func (t *pageTree) emptyPage(p *page) map[string]any {
	words := map[string][2]string{
		"de": {"In diesem Kapitel:", "Zu diesem Thema gibt es noch keinen Text."},
		"en": {"In this chapter:", "There is no text on this subject yet."},
	}
	w, ok := words[p.locale]
	if !ok {
		w = words["en"]
	}
	var titles []string
	for _, below := range t.pages[p.locale] {
		if parentPath(below.Path) == p.Path {
			titles = append(titles, "– "+oneLine(unescape(below.Title)))
		}
	}
	if titles == nil {
		return richText(w[1])
	}
	return richText(w[0], strings.Join(titles, "\n"))
}

// parent finds the page above by the address: the ids of parents in the source are of another numbering.
func (t *pageTree) parent(p *page) *page {
	above := parentPath(p.Path)
	for _, other := range t.pages[p.locale] {
		if other.Path == above {
			return other
		}
	}
	return nil
}

func parentPath(path string) string {
	path = strings.TrimSuffix(path, "/")
	return path[:strings.LastIndex(path, "/")+1]
}
