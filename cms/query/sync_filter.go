package query

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
)

// SyncFilter is the part of the feed that somebody follows. Empty members take everything.
type SyncFilter struct {
	Types   []string `json:"t,omitempty"`
	Locales []string `json:"l,omitempty"`
	// Organisation and Category are ids or slugs as they were asked for. OrganisationID and CategoryID are
	// what they meant when they were first known: an organisation that was ever public, a public category.
	// What is not known matches nothing, and is looked for again with every page.
	Organisation   string `json:"o,omitempty"`
	OrganisationID string `json:"oi,omitempty"`
	Category       string `json:"c,omitempty"`
	CategoryID     string `json:"ci,omitempty"`
	// Area is the district: the first five digits of the municipality's key.
	Area string `json:"a,omitempty"`
}

// SyncQuestion is a question to the change feed, checked.
type SyncQuestion struct {
	Filter SyncFilter // of an initial sync
	// Cursor is the cursor as it came, still sealed; empty for an initial sync.
	Cursor string
	Limit  int
	// Wait is how long the answer may wait for something to tell.
	Wait time.Duration
}

// longestSyncWait bounds Wait, in seconds.
const longestSyncWait = 30

// syncParameters are the parameters of the change feed; the value says whether one goes with a cursor. The
// filter does not: it is sealed in the cursor, so that it cannot change on the way.
var syncParameters = map[string]bool{
	"initial": false, "type": false, "locale": false, "organisation": false, "category": false, "area": false,
	"cursor": true, "limit": true, "wait": true,
}

// ResolveSync reads the parameters of the change feed. Its errors are those of Resolve.
func (s *Service) ResolveSync(params url.Values) (SyncQuestion, error) {
	q := SyncQuestion{Limit: DefaultSyncLimit}
	for _, name := range sortedKeys(params) {
		withCursor, known := syncParameters[name]
		if !known || params.Has("cursor") && !withCursor {
			return q, unknownParameter()
		}
		if len(params[name]) != 1 {
			return q, invalidParameter("query") // twice
		}
	}
	if q.Cursor = params.Get("cursor"); q.Cursor == "" {
		if params.Has("cursor") {
			return q, invalidParameter("cursor")
		}
		if params.Get("initial") != "true" {
			return q, invalidParameter("initial")
		}
	}
	var ok bool
	if q.Limit, ok = number(params, "limit", DefaultSyncLimit, 1, MaxSyncLimit); !ok {
		return q, invalidParameter("limit")
	}
	wait, ok := number(params, "wait", 0, 0, longestSyncWait)
	if !ok {
		return q, invalidParameter("wait")
	}
	q.Wait = time.Duration(wait) * time.Second
	var err error
	q.Filter, err = s.syncFilter(params)
	return q, err
}

// ResolveSyncCounts reads the parameters of the counts: a filter and nothing else.
func (s *Service) ResolveSyncCounts(params url.Values) (SyncFilter, error) {
	for _, name := range sortedKeys(params) {
		if withCursor, known := syncParameters[name]; !known || withCursor || name == "initial" {
			return SyncFilter{}, unknownParameter()
		}
		if len(params[name]) != 1 {
			return SyncFilter{}, invalidParameter("query")
		}
	}
	return s.syncFilter(params)
}

// number reads a whole number within bounds.
func number(params url.Values, name string, missing, lowest, highest int) (int, bool) {
	if !params.Has(name) {
		return missing, true
	}
	n, err := strconv.Atoi(params.Get(name))
	return n, err == nil && n >= lowest && n <= highest && strconv.Itoa(n) == params.Get(name)
}

// areaForm is a district's key.
var areaForm = regexp.MustCompile(`^[0-9]{5}$`)

func (s *Service) syncFilter(params url.Values) (f SyncFilter, err error) {
	isType := func(name string) bool { _, ok := s.types.Type(name); return ok && s.scope.HasType(name) }
	isLocale := func(tag string) bool { return language.Valid(tag) && s.scope.HasLocale(tag) }
	if f.Types, err = words(params, "type", isType); err != nil {
		return f, err
	}
	if f.Locales, err = words(params, "locale", isLocale); err != nil {
		return f, err
	}
	if f.Organisation, err = reference(params, "organisation"); err != nil {
		return f, err
	}
	if f.Category, err = reference(params, "category"); err != nil {
		return f, err
	}
	if f.Area = params.Get("area"); params.Has("area") && !areaForm.MatchString(f.Area) {
		return f, invalidParameter("area")
	}
	return f, nil
}

// words reads a list of words, each once, in the order of the alphabet.
func words(params url.Values, name string, valid func(string) bool) ([]string, error) {
	if !params.Has(name) {
		return nil, nil
	}
	list := strings.Split(params.Get(name), ",")
	if len(list) > maxFilterValues || slices.ContainsFunc(list, func(w string) bool { return !valid(w) }) {
		return nil, invalidParameter(name)
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

func reference(params url.Values, name string) (string, error) {
	v := params.Get(name)
	if params.Has(name) && !isReference(v) {
		return "", invalidParameter(name)
	}
	return canonicalReference(v), nil
}

// resolve notes what the names mean, once that is known.
func (f *SyncFilter) resolve(organisation, category string) {
	if f.Organisation != "" {
		f.OrganisationID = organisation
	}
	if f.Category != "" {
		f.CategoryID = category
	}
}

// params are the parameters with which the same filter is asked for anew.
func (f SyncFilter) params() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("type", strings.Join(f.Types, ","))
	set("locale", strings.Join(f.Locales, ","))
	set("organisation", f.Organisation)
	set("organisation", f.OrganisationID)
	set("category", f.Category)
	set("category", f.CategoryID)
	set("area", f.Area)
	return v
}

// args are the arguments that the filter is in a statement.
func (f SyncFilter) args() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"types": f.Types, "locales": f.Locales, "area": given(f.Area),
		"organisation": given(f.OrganisationID), "organisation_name": given(f.Organisation), "organisation_id": idOf(f.Organisation),
		"category": given(f.CategoryID), "category_name": given(f.Category), "category_id": idOf(f.Category),
	}
}

// given is nil for what was not given.
func given(v string) *string {
	if v == "" {
		return nil
	}
	return &v
}

func idOf(v string) *uuid.UUID {
	if !isID(v) {
		return nil
	}
	id := uuid.MustParse(v)
	return &id
}
