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

// hsdsFilters turns the filters of HSDS into the parameters of the list of offers.
func (d *Door) hsdsFilters(h *hsdsQuestion, params url.Values) (url.Values, error) {
	asked := url.Values{}
	ids := map[string]uuid.UUID{}
	for _, name := range []string{"taxonomy_term_id", "taxonomy_id", "organization_id"} {
		if !params.Has(name) {
			continue
		}
		id, err := uuid.Parse(params.Get(name))
		if err != nil || len(params.Get(name)) != 36 {
			return nil, errParameter(name)
		}
		ids[name] = id
	}
	if id, ok := ids["organization_id"]; ok {
		asked.Set("organisation", id.String())
	}
	taxonomy, byTaxonomy := ids["taxonomy_id"]
	if byTaxonomy {
		h.taxonomy = &taxonomy
	}
	if params.Has("search") && len(h.words) == 0 {
		asked.Set("q", params.Get("search"))
	}
	term, byTerm := ids["taxonomy_term_id"]
	terms := formats.HSDSOptionTerms(d.query.Types(), "de")
	if byTaxonomy && taxonomy != formats.CategoryTaxonomy() {
		d.filterBy(asked, slices.DeleteFunc(slices.Clone(terms), func(t formats.HSDSTerm) bool { return t.Taxonomy != taxonomy }), taxonomy)
	}
	if byTerm {
		d.filterBy(asked, slices.DeleteFunc(terms, func(t formats.HSDSTerm) bool { return t.ID != term }), term)
	}
	return asked, nil
}

// filterBy asks for offers that have one of the terms. An id that is no term of a filter of offers is taken for a
// category's: where there is none, nothing is found.
func (d *Door) filterBy(asked url.Values, terms []formats.HSDSTerm, id uuid.UUID) {
	offer, _ := d.query.Types().Type("offer")
	var values []string
	field := ""
	for _, t := range terms {
		f, ok := offer.Field(t.Field)
		if ok && slices.Contains(query.FilterFields(offer), f) {
			field, values = t.Field, append(values, t.Value)
		}
	}
	if len(values) == 0 {
		asked.Set("category", id.String())
		return
	}
	asked.Set("filter["+field+"]", strings.Join(values, ","))
}

func (d *Door) hsdsServices(ctx context.Context, h hsdsQuestion) ([]any, int, *time.Duration, error) {
	page, err := d.query.NumberedItems(ctx, h.q, h.numbered())
	if err != nil {
		return nil, 0, nil, err
	}
	h.walked(page.Items)
	s, ends, err := d.hsdsSet(ctx, h.q, page.Items, page.EndsIn, h.depth == formats.Nested)
	if err != nil {
		return nil, 0, nil, err
	}
	var contents []any
	for at := range s.Items {
		contents = append(contents, formats.HSDSService(s, &s.Items[at], h.depth))
	}
	return contents, page.Total, ends, nil
}

// hsdsSet reads what items refer to only where it is shown.
func (d *Door) hsdsSet(ctx context.Context, q query.Query, items []query.Item, ends *time.Duration, nested bool) (*formats.Set, *time.Duration, error) {
	if nested {
		return d.set(ctx, q, items, ends)
	}
	s, err := d.bareSet(ctx, q, items)
	return s, ends, err
}

// hsdsItem reads one entry of a type with what it refers to.
func (d *Door) hsdsItem(ctx context.Context, ask *query.Service, typeName, locale string, id uuid.UUID) (*formats.Set, *time.Duration, error) {
	q, err := ask.ResolveItem(typeName, url.Values{"locale": {locale}})
	if err != nil {
		return nil, nil, err
	}
	found, err := d.query.Item(ctx, q, id.String())
	if err != nil {
		return nil, nil, err
	}
	return d.set(ctx, q, []query.Item{found.Item}, found.EndsIn)
}

func (d *Door) hsdsService(ctx context.Context, ask *query.Service, q query.Query, id uuid.UUID) (any, *time.Duration, error) {
	s, ends, err := d.hsdsItem(ctx, ask, "offer", q.Locale(), id)
	if err != nil {
		return nil, nil, err
	}
	return formats.HSDSService(s, &s.Items[0], formats.Nested), ends, nil
}

func (d *Door) hsdsPlaces(ctx context.Context, h hsdsQuestion) ([]any, int, *time.Duration, error) {
	n := h.numbered()
	if h.postcode != "" {
		around, err := h.ask.AroundPostcode(ctx, h.postcode, h.proximity)
		if err != nil || len(around) == 0 {
			return nil, 0, nil, err
		}
		n.At = around
	}
	page, err := d.query.NumberedPlaces(ctx, h.q, n)
	if err != nil {
		return nil, 0, nil, err
	}
	h.walked(page.Items)
	s, ends, err := d.set(ctx, h.q, page.Items, page.EndsIn)
	if err != nil {
		return nil, 0, nil, err
	}
	items := map[uuid.UUID]*formats.Item{}
	for at := range s.Items {
		items[s.Items[at].ID] = &s.Items[at]
	}
	var contents []any
	for _, row := range page.Items {
		location, err := uuid.Parse(*row.SortKey)
		if err != nil {
			return nil, 0, nil, err
		}
		if one, ok := formats.HSDSServiceAtLocation(s, items[row.ID], location, h.depth); ok {
			contents = append(contents, one)
		}
	}
	return contents, page.Total, ends, nil
}

func (d *Door) hsdsPlace(ctx context.Context, ask *query.Service, q query.Query, id uuid.UUID) (any, *time.Duration, error) {
	service, location, err := d.query.Pair(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	s, ends, err := d.hsdsItem(ctx, ask, "offer", q.Locale(), service)
	if err != nil {
		return nil, nil, err
	}
	one, ok := formats.HSDSServiceAtLocation(s, &s.Items[0], location, formats.Nested)
	if !ok {
		return nil, nil, command.ErrNotFound()
	}
	return one, ends, nil
}

func (d *Door) hsdsOrganisations(ctx context.Context, h hsdsQuestion) ([]any, int, *time.Duration, error) {
	asked := query.OwnersAsked{Numbered: h.numbered()}
	if len(h.words) > 0 {
		asked.Named = h.named
	}
	owners, total, err := d.query.Owners(ctx, h.q, asked)
	if err != nil {
		return nil, 0, nil, err
	}
	if len(owners) == 0 && h.page > 1 { // beyond the end: how many are there?
		asked.Numbered = query.Numbered{Limit: 1}
		if _, total, err = d.query.Owners(ctx, h.q, asked); err != nil {
			return nil, 0, nil, err
		}
	}
	var contents []any
	var ends *time.Duration
	for _, o := range owners {
		one, end, err := d.hsdsOwner(ctx, h.q, o, h.depth)
		if err != nil {
			return nil, 0, nil, err
		}
		contents, ends = append(contents, one), sooner(ends, end)
	}
	return contents, total, ends, nil
}

func (d *Door) hsdsOrganisation(ctx context.Context, _ *query.Service, q query.Query, id uuid.UUID) (any, *time.Duration, error) {
	owners, _, err := d.query.Owners(ctx, q, query.OwnersAsked{ID: id, Numbered: query.Numbered{Limit: 1}})
	if err != nil {
		return nil, nil, err
	}
	if len(owners) == 0 {
		return nil, nil, command.ErrNotFound()
	}
	return d.hsdsOwner(ctx, q, owners[0], formats.Nested)
}

func (d *Door) hsdsOwner(ctx context.Context, q query.Query, o query.Owner, depth formats.Depth) (any, *time.Duration, error) {
	about := formats.Organisation{ID: o.ID, Slug: o.Slug, Name: o.Name}
	if o.Face == nil {
		return formats.HSDSOrganisation(&formats.Set{}, about, nil, depth), nil, nil
	}
	s, err := d.bareSet(ctx, q, []query.Item{*o.Face})
	if err != nil {
		return nil, nil, err
	}
	return formats.HSDSOrganisation(s, about, &s.Items[0], depth), o.EndsIn(), nil
}

func (d *Door) hsdsTaxonomies(_ context.Context, h hsdsQuestion) ([]any, int, *time.Duration, error) {
	all := h.chosen(formats.HSDSTaxonomies(d.query.Types(), h.q.Locale()))
	return part(all, h.numbered()), len(all), nil, nil
}

func (d *Door) hsdsTaxonomy(_ context.Context, _ *query.Service, q query.Query, id uuid.UUID) (any, *time.Duration, error) {
	for _, one := range formats.HSDSTaxonomies(d.query.Types(), q.Locale()) {
		if formats.ObjectID(one) == id.String() {
			return one, nil, nil
		}
	}
	return nil, nil, command.ErrNotFound()
}

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
