package sites

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/internal/language"
)

// Bounds of a site.
const (
	maxSiteName    = 200
	maxPattern     = 500
	maxOrigins     = 50
	maxScopeList   = 200
	maxRateLimit   = 1_000_000
	maxSlugOfASite = 80
)

// siteProblems collects everything that is wrong with a site.
type siteProblems []command.FieldError

func (p *siteProblems) add(pointer, code string) {
	if code != "" {
		*p = append(*p, command.FieldError{Pointer: pointer, Code: code})
	}
}

// tooMany adds a problem for a list that is too long.
func (p *siteProblems) tooMany(pointer string, n, limit int) {
	if n > limit {
		*p = append(*p, command.FieldError{Pointer: pointer, Code: "too_many", Params: map[string]any{"max": limit}})
	}
}

// tidySite brings what was said of a site into its stored form and returns every problem with it.
func (s *Service) tidySite(ctx context.Context, db querier, in *SiteInput) ([]command.FieldError, error) {
	var p siteProblems
	in.Name = strings.TrimSpace(language.NFC(in.Name))
	p.add("/name", lineProblem(in.Name, maxSiteName))
	in.Address, in.Preview = strings.TrimSpace(in.Address), strings.TrimSpace(in.Preview)
	p.add("/address", patternProblem(in.Address, []string{"locale", "type", "slug", "id"}, "slug", "id"))
	p.add("/preview", patternProblem(in.Preview, []string{"token"}, "token"))
	if in.RateLimit != nil && (*in.RateLimit < 1 || *in.RateLimit > maxRateLimit) {
		p.add("/rateLimit", map[bool]string{true: "too_small", false: "too_large"}[*in.RateLimit < 1])
	}
	in.Origins = tidyOrigins(in.Origins, &p)
	s.tidyNames(&in.Scope, &p)
	p.tooMany("/scope/organisations", len(in.Scope.Organisations), maxScopeList)
	p.tooMany("/scope/categories", len(in.Scope.Categories), maxScopeList)
	if len(p) > 0 {
		return p, nil
	}
	return s.tidyIDs(ctx, db, &in.Scope)
}

// lineProblem judges a line of text that must be there.
func lineProblem(text string, longest int) string {
	switch {
	case text == "" || !language.Visible(text):
		return "required"
	case utf8.RuneCountInString(text) > longest:
		return "too_long"
	}
	return language.Control(text, false)
}

// placeholder stands in the pattern of an address for what differs from item to item.
var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// patternProblem judges the pattern of an address: http or https, placeholders that exist, behind the host, and at
// least one of the needed ones. An empty pattern is none.
func patternProblem(pattern string, known []string, needed ...string) string {
	if pattern == "" {
		return ""
	}
	if len(pattern) > maxPattern {
		return "too_long"
	}
	if code := language.Control(pattern, false); code != "" {
		return code
	}
	found := false
	for _, m := range placeholder.FindAllStringSubmatch(pattern, -1) {
		if !slices.Contains(known, m[1]) {
			return "unknown_placeholder"
		}
		found = found || slices.Contains(needed, m[1])
	}
	u, err := url.Parse(placeholder.ReplaceAllString(pattern, "x"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil ||
		strings.ContainsAny(pattern, " \\\"<>") || !strings.HasPrefix(pattern, u.Scheme+"://"+u.Host) {
		return "bad_address"
	}
	if !found {
		return "placeholder_missing"
	}
	return ""
}

// tidyOrigins writes origins as browsers send them (scheme, host, port where it is not the usual one), each once.
func tidyOrigins(given []string, p *siteProblems) []string {
	p.tooMany("/origins", len(given), maxOrigins)
	origins := []string{}
	for i, text := range given[:min(len(given), maxOrigins)] {
		origin, ok := originOf(text)
		if !ok {
			p.add("/origins/"+strconv.Itoa(i), "bad_origin")
			continue
		}
		if !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	return origins
}

func originOf(text string) (string, bool) {
	u, err := url.Parse(strings.ToLower(strings.TrimSpace(text)))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || len(text) > maxPattern ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Host, "*{}\\ ") {
		return "", false
	}
	if port := u.Port(); port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		host := u.Hostname()
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return u.Scheme + "://" + host, true
	}
	return u.Scheme + "://" + u.Host, true
}

// tidyNames judges the types and locales of a scope; they are kept in order, each once.
func (s *Service) tidyNames(scope *SiteScope, p *siteProblems) {
	p.tooMany("/scope/types", len(scope.Types), maxScopeList)
	p.tooMany("/scope/locales", len(scope.Locales), maxScopeList)
	for i, name := range scope.Types[:min(len(scope.Types), maxScopeList)] {
		if _, ok := s.types.Type(name); !ok {
			p.add("/scope/types/"+strconv.Itoa(i), "unknown_type")
		}
	}
	for i, tag := range scope.Locales[:min(len(scope.Locales), maxScopeList)] {
		if !language.Valid(tag) {
			p.add("/scope/locales/"+strconv.Itoa(i), "unknown_locale")
		}
	}
	scope.Types, scope.Locales = eachOnce(scope.Types, strings.Compare), eachOnce(scope.Locales, strings.Compare)
}

const sqlKnownScope = `
select array(select id from organisations where id = any(@organisations::uuid[])),
       array(select id from entries where id = any(@categories::uuid[]) and type = any(@types::text[]))`

// tidyIDs judges the organisations and categories of a scope.
func (s *Service) tidyIDs(ctx context.Context, db querier, scope *SiteScope) ([]command.FieldError, error) {
	var organisations, categories []uuid.UUID
	rows, err := db.Query(ctx, sqlKnownScope, pgx.StrictNamedArgs{
		"organisations": scope.Organisations, "categories": scope.Categories, "types": s.types.CategoryTypes(),
	})
	if err != nil {
		return nil, fmt.Errorf("look up a scope: %w", err)
	}
	if _, err := pgx.ForEachRow(rows, []any{&organisations, &categories}, func() error { return nil }); err != nil {
		return nil, fmt.Errorf("look up a scope: %w", err)
	}
	var p siteProblems
	for i, id := range scope.Organisations {
		if !slices.Contains(organisations, id) {
			p.add("/scope/organisations/"+strconv.Itoa(i), "unknown_organisation")
		}
	}
	for i, id := range scope.Categories {
		if !slices.Contains(categories, id) {
			p.add("/scope/categories/"+strconv.Itoa(i), "unknown_reference")
		}
	}
	byBytes := func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }
	scope.Organisations, scope.Categories = eachOnce(scope.Organisations, byBytes), eachOnce(scope.Categories, byBytes)
	return p, nil
}

// eachOnce is the list in order without repetitions, never nil.
func eachOnce[T comparable](list []T, compare func(a, b T) int) []T {
	out := append([]T{}, list...)
	slices.SortFunc(out, compare)
	return slices.Compact(out)
}

// siteSlug is the slug asked for, or one made of the name.
func siteSlug(slug, name string) string {
	if slug == "" {
		slug = language.Slug(name)
	}
	return slug
}

func validSlug(slug string) bool { return len(slug) <= maxSlugOfASite && slugPattern.MatchString(slug) }
