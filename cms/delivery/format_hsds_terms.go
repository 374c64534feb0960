package delivery

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/internal/command"
	"lotse/internal/language"
)

// mostTerms bounds how many categories are read to choose among them.
const mostTerms = 10_000

// part is a page of what is in memory.
func part(all []any, n query.Numbered) []any {
	if n.Offset >= len(all) {
		return nil
	}
	return all[n.Offset:min(len(all), n.Offset+n.Limit)]
}

// named tells whether a name has every word that is searched, in whatever case and with or without accents.
func (h hsdsQuestion) named(name string) bool {
	form := language.SearchForm(h.q.Locale(), name)
	return !slices.ContainsFunc(h.words, func(word string) bool { return !strings.Contains(form, word) })
}

// chooses tells whether something must be looked at to know whether it was asked for.
func (h hsdsQuestion) chooses() bool { return len(h.words) > 0 || h.top || h.parent != nil }

// chosen keeps the taxonomies and terms that were asked for.
func (h hsdsQuestion) chosen(objects []any) []any {
	if !h.chooses() {
		return objects
	}
	return slices.DeleteFunc(slices.Clone(objects), func(object any) bool {
		parent := formats.ObjectText(object, "parent_id")
		return !h.named(formats.ObjectText(object, "name")+" "+formats.ObjectText(object, "description")) ||
			h.top && parent != "" || h.parent != nil && parent != h.parent.String()
	})
}

// hsdsTerms lists the terms of the lists of options, then the categories.
func (d *Door) hsdsTerms(ctx context.Context, h hsdsQuestion) ([]any, int, *time.Duration, error) {
	var fixed []any
	for _, t := range formats.HSDSOptionTerms(d.query.Types(), h.q.Locale()) {
		if h.taxonomy == nil || t.Taxonomy == *h.taxonomy {
			fixed = append(fixed, t.Object)
		}
	}
	fixed = h.chosen(fixed)
	n := h.numbered()
	contents := slices.Clone(part(fixed, n))
	if h.taxonomy != nil && *h.taxonomy != formats.CategoryTaxonomy() {
		return contents, len(fixed), nil, nil
	}
	q, err := h.ask.Resolve("category", url.Values{"locale": {h.q.Locale()}})
	if command.KindOf(err) == command.NotFound {
		return contents, len(fixed), nil, nil // the site may not read them
	}
	if err != nil {
		return nil, 0, nil, err
	}
	rest := query.Numbered{Offset: max(0, n.Offset-len(fixed)), Limit: n.Limit - len(contents)}
	if !h.chooses() {
		categories, page, err := d.hsdsCategories(ctx, q, rest)
		return append(contents, categories...), len(fixed) + page.Total, page.EndsIn, err
	}
	categories, page, err := d.hsdsCategories(ctx, q, query.Numbered{Limit: mostTerms})
	categories = h.chosen(categories)
	return append(contents, part(categories, rest)...), len(fixed) + len(categories), page.EndsIn, err
}

// hsdsCategories reads categories as terms.
func (d *Door) hsdsCategories(ctx context.Context, q query.Query, n query.Numbered) ([]any, query.NumberedPage, error) {
	page, err := d.query.NumberedItems(ctx, q, n)
	if err != nil {
		return nil, page, err
	}
	s, err := d.bareSet(ctx, q, page.Items)
	if err != nil {
		return nil, page, err
	}
	var terms []any
	for at := range s.Items {
		terms = append(terms, formats.HSDSCategoryTerm(s, &s.Items[at]))
	}
	return terms, page, nil
}

func (d *Door) hsdsTerm(ctx context.Context, ask *query.Service, q query.Query, id uuid.UUID) (any, *time.Duration, error) {
	for _, t := range formats.HSDSOptionTerms(d.query.Types(), q.Locale()) {
		if t.ID == id {
			return t.Object, nil, nil
		}
	}
	s, ends, err := d.hsdsItem(ctx, ask, "category", q.Locale(), id)
	if err != nil {
		return nil, nil, err
	}
	return formats.HSDSCategoryTerm(s, &s.Items[0]), ends, nil
}
