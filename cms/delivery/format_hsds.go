package delivery

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/internal/language"
)

// HSDSPrefix stands before every path of HSDS: one directory for each language, because its records hold one.
const HSDSPrefix = "/hsds/{locale}"

// Limits of pages with numbers, which the standard asks for.
const (
	usualPerPage   = 50
	mostPerPage    = 100
	mostPerMinimal = 1000
	// furthest is the object behind which no page begins: the database walks all before it. Those who need more
	// ask for ndjson, or follow the change feed.
	furthest = 1_000_000
	// linesTimeout is how long one part of lines may take to be written and the next one to be read.
	linesTimeout = time.Minute
)

// hsdsList is one list of HSDS.
type hsdsList struct {
	path, summary string
	params        []string
	// named says that search looks at the names of what is listed, not at services.
	named bool
	// walks lists are written whole by going on behind the last row: they can be as long as all there is.
	walks bool
	// read gives a part of the list, how many there are, and how long that stays right.
	read func(d *Door, ctx context.Context, h hsdsQuestion) ([]any, int, *time.Duration, error)
	one  func(d *Door, ctx context.Context, ask *query.Service, q query.Query, id uuid.UUID) (any, *time.Duration, error)
}

var hsdsLists = []hsdsList{
	{
		path: "/services", summary: "services (offers)", walks: true, read: (*Door).hsdsServices, one: (*Door).hsdsService,
		params: []string{"search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimal", "full"},
	},
	{
		path: "/organizations", summary: "organizations that have services", named: true, read: (*Door).hsdsOrganisations, one: (*Door).hsdsOrganisation,
		params: []string{"search", "taxonomy_term_id", "taxonomy_id", "full"},
	},
	{
		path: "/service_at_locations", summary: "services at their locations", walks: true, read: (*Door).hsdsPlaces, one: (*Door).hsdsPlace,
		params: []string{"search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full", "postcode", "proximity"},
	},
	{path: "/taxonomies", summary: "taxonomies: categories, and lists of options", named: true, params: []string{"search"}, read: (*Door).hsdsTaxonomies, one: (*Door).hsdsTaxonomy},
	{
		path: "/taxonomy_terms", summary: "taxonomy terms", named: true, read: (*Door).hsdsTerms, one: (*Door).hsdsTerm,
		params: []string{"search", "taxonomy_id", "top_only", "parent_id"},
	},
}

var hsdsParams = map[string]web.Param{
	"page":             {Name: "page", Type: "integer", Description: "From 1."},
	"per_page":         {Name: "per_page", Type: "integer", Description: "1 to 100, 50 where it is missing; up to 1000 with minimal."},
	"format":           {Name: "format", Description: "json, or ndjson: the whole list without pages, one object a line.", Example: "json"},
	"search":           {Name: "search", Description: "Words that services must have, as `q` of /content/v1/offer reads them; of organizations, taxonomies and terms parts of their names. The order stays that of the list.", Example: "deutschkurs"},
	"taxonomy_term_id": {Name: "taxonomy_term_id", Description: "Id of a taxonomy term."},
	"taxonomy_id":      {Name: "taxonomy_id", Description: "Id of a taxonomy."},
	"organization_id":  {Name: "organization_id", Description: "Id of an organization."},
	"modified_after":   {Name: "modified_after", Description: "A time (RFC 3339) or a date: only what changed then or later."},
	"postcode":         {Name: "postcode", Description: "Only what lies where the public places with this postcode lie, as far out as the farthest of them.", Example: "99084"},
	"proximity":        {Name: "proximity", Type: "integer", Description: "How far from the middle of the places with the postcode, in metres, 1 to 500000; only with postcode."},
	"top_only":         {Name: "top_only", Type: "boolean", Description: "Only terms without one above them."},
	"parent_id":        {Name: "parent_id", Description: "Id of the term right above."},
	"minimal":          {Name: "minimal", Type: "boolean", Description: "Only id and modified_date."},
	"full":             {Name: "full", Type: "boolean", Description: "With everything nested inside."},
	"locale":           {Name: "locale", Description: "BCP 47 tag, one of /content/v1/locales.", Example: "de"},
	"id":               {Name: "id", Description: "UUID."},
}

const hsdsDescription = `The directory of services in the words of the Human Services Data Specification (HSDS) 3.1, one for each language.

Offers are services, places are locations, categories and lists of options are taxonomies. Everything is public.`

// hsdsRoutes registers HSDS.
func (d *Door) hsdsRoutes(r chi.Router) {
	api := web.NewAPI(r, nil, web.Document{Title: "Lotse: HSDS", Version: d.version, Prefix: HSDSPrefix, Description: hsdsDescription})
	tagged := api.Tagged("hsds")
	handle := func(o web.Operation, handler web.HandlerFunc) {
		o.Params = append([]web.Param{hsdsParams["locale"]}, o.Params...)
		o.Method, o.Permission, o.NotModified = http.MethodGet, web.Public, true
		web.Handle(tagged, o, handler)
		r.Options(HSDSPrefix+o.Path, preflight)
		r.Head(HSDSPrefix+o.Path, func(w http.ResponseWriter, r *http.Request) {
			if err := handler(w, r); err != nil {
				web.Fail(w, r, err)
			}
		})
	}
	handle(web.Operation{Path: "/", Summary: "What this API is", Answer: hsdsAbout{}}, d.hsdsAbout)
	for _, list := range hsdsLists {
		params := []web.Param{hsdsParams["page"], hsdsParams["per_page"], hsdsParams["format"]}
		for _, name := range list.params {
			params = append(params, hsdsParams[name])
		}
		handle(web.Operation{Path: list.path, Summary: "List of " + list.summary, Params: params, Answer: formats.HSDSPage{}}, d.hsdsList(list))
		handle(web.Operation{
			Path: list.path + "/{id}", Summary: "One of the " + list.summary, Params: []web.Param{hsdsParams["id"]}, Answer: map[string]any{},
		}, d.hsdsOne(list))
	}
	handle(web.Operation{Path: "/openapi.json", Summary: "This document", Answer: map[string]any{}}, d.hsdsDocument(api))
}

// hsdsAbout is the answer of the root.
type hsdsAbout struct {
	Version string `json:"version"`
	Profile string `json:"profile"`
	OpenAPI string `json:"openapi_url"`
}

// hsdsLocale is the language in the path.
func hsdsLocale(r *http.Request) (string, error) {
	locale := chi.URLParam(r, "locale")
	if !language.Valid(locale) {
		return "", command.ErrNotFound()
	}
	return locale, nil
}

func (d *Door) hsdsAbout(w http.ResponseWriter, r *http.Request) error {
	return d.hsdsServe(w, r, func(locale string, params url.Values) (question, error) {
		if len(params) > 0 {
			return question{}, errUnknownParameter()
		}
		address := "/hsds/" + locale + "/"
		return question{key: address, read: func(context.Context) (*answer, error) {
			return jsonAnswer(hsdsAbout{formats.HSDSVersion, formats.HSDSProfile, d.links.API + address + "openapi.json"})
		}}, nil
	})
}

// hsdsServe is serve for a language of HSDS.
func (d *Door) hsdsServe(w http.ResponseWriter, r *http.Request, judge func(locale string, params url.Values) (question, error)) error {
	return d.serve(w, r, d.linked(r), func(params url.Values) (question, error) {
		locale, err := hsdsLocale(r)
		if err != nil {
			return question{}, err
		}
		return judge(locale, params)
	})
}

func jsonAnswer(value any) (*answer, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	a := newAnswer(body, nil)
	a.tags = []string{"hsds"}
	return a, nil
}

func (d *Door) hsdsDocument(api *web.API) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		return d.hsdsServe(w, r, func(_ string, params url.Values) (question, error) {
			if len(params) > 0 {
				return question{}, errUnknownParameter()
			}
			return question{key: "/hsds/openapi.json", read: func(context.Context) (*answer, error) {
				body, err := api.OpenAPI()
				if err != nil {
					return nil, err
				}
				a := newAnswer(body, nil)
				a.tags = []string{"types"}
				return a, nil
			}}, nil
		})
	}
}

// hsdsList answers a list.
func (d *Door) hsdsList(list hsdsList) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		return d.hsdsServe(w, r, func(locale string, params url.Values) (question, error) {
			h, err := d.hsdsQuestion(d.questions(r), list, locale, params)
			return question{
				key:    h.address + "&page=" + strconv.Itoa(h.page) + "&per_page=" + strconv.Itoa(h.perPage),
				read:   func(ctx context.Context) (*answer, error) { return d.readHSDSList(ctx, list, h) },
				stream: h.streamed(func() error { return d.hsdsLines(w, r, list, h) }),
			}, err
		})
	}
}

// readHSDSList asks the database and makes the answer.
func (d *Door) readHSDSList(ctx context.Context, list hsdsList, h hsdsQuestion) (*answer, error) {
	begun := time.Now()
	contents, total, ends, err := list.read(d, ctx, h)
	if err != nil {
		return nil, err
	}
	a, err := jsonAnswer(formats.NewHSDSPage(total, h.page, h.perPage, contents))
	if err != nil {
		return nil, err
	}
	a.endsIn(begun, ends)
	a.language = []string{h.q.Locale()}
	return a, nil
}

// hsdsLines writes the whole list, one object a line, as it is read. It is never kept.
func (d *Door) hsdsLines(w http.ResponseWriter, r *http.Request, list hsdsList, h hsdsQuestion) error {
	h.perPage = mostPerMinimal
	if h.depth == formats.Nested {
		h.perPage = mostPerPage
	}
	if list.walks {
		h.walk = &query.Walked{}
	}
	contents, total, _, err := list.read(d, r.Context(), h)
	if err != nil {
		return err
	}
	w.Header()["Content-Type"] = []string{"application/x-ndjson"}
	w.Header()["Cache-Control"] = []string{"no-store"}
	if r.Method == http.MethodHead {
		return nil
	}
	lines := json.NewEncoder(w)
	out := http.NewResponseController(w)
	for written := 0; ; {
		// Each part has its own time: the server's is for answers that are made at once. Where it cannot be set, nobody waits.
		_ = out.SetWriteDeadline(time.Now().Add(linesTimeout))
		for _, one := range contents {
			if err := lines.Encode(one); err != nil {
				return err // the client has gone
			}
		}
		written += len(contents)
		var before query.Walked
		if h.walk != nil {
			before = *h.walk
		} else if len(contents) == 0 || written >= total || written >= furthest {
			return nil
		}
		h.page++
		if contents, _, _, err = list.read(d, r.Context(), h); err != nil {
			return err
		}
		if h.walk != nil && *h.walk == before {
			return nil // nothing came after it
		}
	}
}

// hsdsOne answers one object.
func (d *Door) hsdsOne(list hsdsList) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		return d.hsdsServe(w, r, func(locale string, params url.Values) (question, error) {
			id, err := uuid.Parse(chi.URLParam(r, "id"))
			if err != nil || len(chi.URLParam(r, "id")) != 36 {
				return question{}, command.ErrNotFound()
			}
			if len(params) > 0 {
				return question{}, errUnknownParameter()
			}
			ask := d.questions(r)
			q, err := ask.Resolve("offer", url.Values{"locale": {locale}})
			return question{
				key:  "/hsds/" + locale + list.path + "/" + id.String(),
				read: func(ctx context.Context) (*answer, error) { return d.readHSDSOne(ctx, list, ask, q, id) },
			}, err
		})
	}
}

// readHSDSOne asks the database and makes the answer.
func (d *Door) readHSDSOne(ctx context.Context, list hsdsList, ask *query.Service, q query.Query, id uuid.UUID) (*answer, error) {
	begun := time.Now()
	object, ends, err := list.one(d, ctx, ask, q, id)
	if err != nil {
		return nil, err
	}
	a, err := jsonAnswer(object)
	if err != nil {
		return nil, err
	}
	a.endsIn(begun, ends)
	a.language = []string{q.Locale()}
	return a, nil
}
