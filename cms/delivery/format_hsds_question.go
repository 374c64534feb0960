package delivery

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/internal/command"
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

// streamed is write where lines were asked for, nil for pages.
func (h hsdsQuestion) streamed(write func() error) func() error {
	if !h.lines {
		return nil
	}
	return write
}

// shape reads how much is asked for.
func (h *hsdsQuestion) shape(params url.Values) error {
	flag := func(name string) (bool, error) {
		if v := params.Get(name); params.Has(name) && v != "true" && v != "false" {
			return false, errParameter(name)
		}
		return params.Get(name) == "true", nil
	}
	full, err := flag("full")
	if err != nil {
		return err
	}
	minimal, err := flag("minimal")
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
