package delivery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
)

// typesAnswer is the answer of /types.
type typesAnswer struct {
	Items []typeView `json:"items"`
}

// typeView is a content type as those who read need it.
type typeView struct {
	Name     string       `json:"name" doc:"What stands in the path."`
	Label    string       `json:"label"`
	Plural   string       `json:"plural"`
	Help     string       `json:"help,omitempty"`
	Title    string       `json:"title" doc:"The field that names an item."`
	Fields   []fieldView  `json:"fields"`
	Filters  []filterView `json:"filters" doc:"What filter[field] and filter[field][operator] take."`
	Sorts    []string     `json:"sorts" doc:"What sort takes, with - before it for the other direction."`
	Includes []string     `json:"includes" doc:"What include takes; a second step follows after a point."`
	Facets   []string     `json:"facets" doc:"What facets takes."`
	Params   []string     `json:"parameters" doc:"Further parameters that lists of the type take."`
}

// fieldView is a field of the items.
type fieldView struct {
	Name      string       `json:"name"`
	Kind      string       `json:"kind"`
	Label     string       `json:"label"`
	Help      string       `json:"help,omitempty"`
	Required  bool         `json:"required"`
	Localised bool         `json:"localised"`
	Options   []optionView `json:"options,omitempty"`
	To        []string     `json:"to,omitempty" doc:"The types that a reference leads to."`
	Fields    []fieldView  `json:"fields,omitempty" doc:"Of the groups of a list."`
}

// optionView is one value of a choice.
type optionView struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// filterView is one filter.
type filterView struct {
	Field     string   `json:"field"`
	Operators []string `json:"operators" enum:"any,all,gte,lte,gt,lt"`
}

// localesAnswer is the answer of /locales.
type localesAnswer struct {
	Items []language.Locale `json:"items"`
}

// fixedFor is the answer of /types or /locales for who asks: a site is told of what it may read.
func (d *Door) fixedFor(r *http.Request, key string) (*answer, error) {
	scope := d.questions(r).Scope()
	path, locale, _ := strings.Cut(key, " ")
	switch {
	case path == "/types" && len(scope.Types) > 0:
		return fixedAnswer(viewTypes(d.query.Types(), locale, scope), locale), nil
	case path == "/locales" && len(scope.Locales) > 0:
		return fixedAnswer(viewLocales(scope), ""), nil
	}
	fixed, err := d.fixed.get()
	return fixed[key], err
}

// viewTypes lists the types of a scope. Nothing in it names another one.
func viewTypes(types *schema.Registry, locale string, scope query.Scope) typesAnswer {
	a := typesAnswer{Items: []typeView{}}
	outside := func(name string) bool { return !scope.HasType(name) }
	for _, t := range types.Types() {
		if outside(t.Name) {
			continue
		}
		v := viewType(t, locale)
		for i := range v.Fields {
			v.Fields[i].To = slices.DeleteFunc(slices.Clone(v.Fields[i].To), outside)
		}
		v.Includes = slices.DeleteFunc(v.Includes, func(name string) bool {
			f, _ := t.Field(name)
			return !slices.ContainsFunc(f.To, scope.HasType)
		})
		a.Items = append(a.Items, v)
	}
	return a
}

// viewLocales lists the locales of a scope.
func viewLocales(scope query.Scope) localesAnswer {
	a := localesAnswer{Items: []language.Locale{}}
	for _, l := range language.All() {
		if scope.HasLocale(l.Tag) {
			l.Fallback = slices.DeleteFunc(l.Fallback, func(tag string) bool { return !scope.HasLocale(tag) })
			a.Items = append(a.Items, l)
		}
	}
	return a
}

// fixedAnswers makes the answers that depend on nothing but the content types.
func fixedAnswers(types *schema.Registry) map[string]*answer {
	fixed := map[string]*answer{"/locales": fixedAnswer(localesAnswer{language.All()}, "")}
	for _, locale := range language.Tags() {
		fixed["/types "+locale] = fixedAnswer(viewTypes(types, locale, query.Scope{}), locale)
	}
	return fixed
}

func fixedAnswer(value any, locale string) *answer {
	body, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("delivery: encode a constant answer: %v", err))
	}
	a := newAnswer(body, nil)
	a.tags = []string{"types"}
	if locale != "" {
		a.language = []string{labelLanguage(locale)}
	}
	return a
}

// labelLanguage is the language that labels come in: there are German and English ones.
func labelLanguage(locale string) string {
	if strings.HasPrefix(locale, "de") {
		return "de"
	}
	return "en"
}

// constant answers GET /types and /locales.
func (d *Door) constant(w http.ResponseWriter, r *http.Request) error {
	params, err := parameters(r)
	if err != nil {
		return err
	}
	key := strings.TrimPrefix(r.URL.Path, Prefix)
	if key == "/types" {
		locale := language.Source
		if values, given := params["locale"]; given {
			if locale = values[0]; len(values) > 1 || !language.Valid(locale) {
				return errParameter("locale")
			}
		}
		delete(params, "locale")
		key += " " + locale
	}
	if len(params) > 0 {
		return errUnknownParameter()
	}
	fixed, err := d.fixedFor(r, key)
	if err == nil {
		fixed.write(w, r, time.Now())
	}
	return err
}

func viewType(t *schema.Type, locale string) typeView {
	l := labelLanguage(locale)
	v := typeView{
		Name: t.Name, Label: t.Label.In(l), Plural: t.Plural.In(l), Help: t.Help.In(l), Title: t.Title,
		Fields: viewFields(t.Fields, l, false), Filters: []filterView{}, Sorts: []string{"publishedAt", "updatedAt"}, Includes: []string{},
		Facets: []string{}, Params: []string{},
	}
	for _, f := range query.FilterFields(t) {
		v.Filters = append(v.Filters, filterView{Field: f.Name, Operators: query.FilterOperators(f)})
	}
	for _, f := range query.SortFields(t) {
		v.Sorts = append(v.Sorts, f.Name)
	}
	for _, f := range query.IncludeFields(t) {
		v.Includes = append(v.Includes, f.Name)
	}
	for _, f := range query.FacetFields(t) {
		v.Facets = append(v.Facets, f.Name)
	}
	for _, name := range []string{"q", "near", "radius", "bbox", "from", "to", "open", "category", "organisation", "total"} {
		if takes(t, name) {
			v.Params = append(v.Params, name)
		}
	}
	return v
}

// viewFields describes fields that can be in an answer. In the groups of a list personal ones can, where
// the person agreed.
func viewFields(fields []*schema.Field, locale string, inList bool) []fieldView {
	list := []fieldView{}
	for _, f := range fields {
		if f.Internal || f.Personal && !inList {
			continue
		}
		v := fieldView{
			Name: f.Name, Kind: f.Kind, Label: f.Label.In(locale), Help: f.Help.In(locale),
			Required: f.Required && !f.Personal, Localised: f.Localised, To: f.To,
		}
		for _, o := range f.Options {
			v.Options = append(v.Options, optionView{Value: o.Value, Label: o.Label.In(locale)})
		}
		if len(f.Fields) > 0 {
			v.Fields = viewFields(f.Fields, locale, true)
		}
		list = append(list, v)
	}
	return list
}

// errParameter is the answer to a value that a parameter cannot have.
func errParameter(name string) error {
	e := command.E(command.Malformed, "invalid_parameter", "A parameter has a value that it cannot have.")
	e.Extra = map[string]any{"parameter": name}
	return e
}

var localeParam = web.Param{Name: "locale", Description: "BCP 47 tag, one of /locales. German where it is missing.", Example: "en"}
