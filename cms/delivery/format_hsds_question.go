package delivery

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/internal/command"
	"lotse/internal/language"
)

// hsdsQuestion is a question in the words of HSDS, after the resolver.
type hsdsQuestion struct {
	ask           *query.Service // within the scope of who asks
	q             query.Query
	page, perPage int
	depth         formats.Depth
	lines         bool // ndjson: everything, one object a line
	since         *time.Time
	taxonomy      *uuid.UUID // of terms
	words         []string   // that names must have
	top           bool       // only terms without a parent
	parent        *uuid.UUID // of terms
	postcode      string     // "" for everywhere
	proximity     float64    // kilometres from the middle of the postcode; 0: as far as it goes
	address       string     // canonical, with all parameters but page and per_page
	// walk is how far the lines of a list of items were read; each part moves it on. nil: parts have numbers.
	walk *query.Walked
}

// numbered is the part that a page shows.
func (h hsdsQuestion) numbered() query.Numbered {
	if h.walk != nil {
		after := *h.walk
		return query.Numbered{After: &after, Limit: h.perPage, Since: h.since}
	}
	return query.Numbered{Offset: (h.page - 1) * h.perPage, Limit: h.perPage, Since: h.since}
}

// walked notes where a walk came to.
func (h hsdsQuestion) walked(items []query.Item) {
	if h.walk == nil || len(items) == 0 {
		return
	}
	last := items[len(items)-1]
	h.walk.Item = last.ID
	if last.SortKey != nil {
		h.walk.Place, _ = uuid.Parse(*last.SortKey) // of services at locations; others have none
	}
}

// hsdsQuestion reads the parameters of a list and asks the one resolver.
func (d *Door) hsdsQuestion(ask *query.Service, list hsdsList, locale string, params url.Values) (hsdsQuestion, error) {
	h := hsdsQuestion{ask: ask, page: 1, perPage: usualPerPage, depth: formats.Listed}
	known := append([]string{"page", "per_page", "format"}, list.params...)
	for name, values := range params {
		if !slices.Contains(known, name) {
			return h, errUnknownParameter()
		}
		if len(values) != 1 {
			return h, errParameter(name)
		}
	}
	if err := h.shape(params); err != nil {
		return h, err
	}
	if err := h.changed(params, d.query.Location()); err != nil {
		return h, err
	}
	if err := h.where(params); err != nil {
		return h, err
	}
	if err := h.names(list, locale, params); err != nil {
		return h, err
	}
	asked, err := d.hsdsFilters(&h, params)
	if err != nil {
		return h, err
	}
	asked.Set("locale", locale)
	h.q, err = h.ask.Resolve("offer", asked)
	if e, ok := err.(*command.Error); ok && e.Extra["parameter"] == "q" {
		err = errParameter("search") // its name here
	}
	for _, name := range []string{"page", "per_page"} {
		params.Del(name)
	}
	h.address = "/hsds/" + locale + list.path + "?" + params.Encode()
	return h, err
}

// longestName bounds the words that are searched in names.
const longestName = 200

// names reads what is asked of names and of the places of terms among each other.
func (h *hsdsQuestion) names(list hsdsList, locale string, params url.Values) (err error) {
	if list.named && params.Has("search") {
		h.words = strings.Fields(language.SearchForm(locale, params.Get("search")))
		if len(h.words) == 0 || len(params.Get("search")) > longestName {
			return errParameter("search")
		}
	}
	if h.top, err = flag(params, "top_only"); err != nil {
		return err
	}
	if params.Has("parent_id") {
		id, err := uuid.Parse(params.Get("parent_id"))
		if err != nil || len(params.Get("parent_id")) != 36 {
			return errParameter("parent_id")
		}
		h.parent = &id
	}
	return nil
}

// postcodeForm is what can be a postcode somewhere.
var postcodeForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z -]{1,9}$`)

// where reads where it shall be.
func (h *hsdsQuestion) where(params url.Values) error {
	if params.Has("postcode") {
		if h.postcode = params.Get("postcode"); !postcodeForm.MatchString(h.postcode) {
			return errParameter("postcode")
		}
	}
	if params.Has("proximity") {
		metres, err := strconv.Atoi(params.Get("proximity"))
		if err != nil || metres < 1 || metres > query.MaxRadius*1000 || h.postcode == "" {
			return errParameter("proximity")
		}
		h.proximity = float64(metres) / 1000
	}
	return nil
}

// flag reads true or false; false where it is missing.
func flag(params url.Values, name string) (bool, error) {
	if v := params.Get(name); params.Has(name) && v != "true" && v != "false" {
		return false, errParameter(name)
	}
	return params.Get(name) == "true", nil
}

// streamed is write where lines were asked for, nil for pages.
func (h hsdsQuestion) streamed(write func() error) func() error {
	if !h.lines {
		return nil
	}
	return write
}

// shape reads how much is asked for.
func (h *hsdsQuestion) shape(params url.Values) error {
	full, err := flag(params, "full")
	if err != nil {
		return err
	}
	minimal, err := flag(params, "minimal")
	if err != nil {
		return err
	}
	most := mostPerPage
	switch {
	case full && minimal:
		return errParameter("minimal")
	case full:
		h.depth = formats.Nested
	case minimal:
		h.depth, h.perPage, most = formats.Minimal, mostPerMinimal, mostPerMinimal
	}
	switch params.Get("format") {
	case "ndjson":
		h.lines = true
	case "json":
	default:
		if params.Has("format") {
			return errParameter("format")
		}
	}
	return h.numbers(params, most)
}

func (h *hsdsQuestion) numbers(params url.Values, most int) error {
	for name, into := range map[string]*int{"page": &h.page, "per_page": &h.perPage} {
		if !params.Has(name) {
			continue
		}
		n, err := strconv.Atoi(params.Get(name))
		if err != nil || n < 1 || n > furthest || h.lines || name == "per_page" && n > most {
			return errParameter(name)
		}
		*into = n
	}
	if (h.page-1)*h.perPage > furthest {
		return errParameter("page")
	}
	return nil
}

func (h *hsdsQuestion) changed(params url.Values, zone *time.Location) error {
	if !params.Has("modified_after") {
		return nil
	}
	text := params.Get("modified_after")
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		at, err = time.ParseInLocation(time.DateOnly, text, zone)
	}
	if err != nil || at.Year() < 1900 || at.Year() > 2200 {
		return errParameter("modified_after")
	}
	h.since = &at
	return nil
}
