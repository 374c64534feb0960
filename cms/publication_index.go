package cms

import (
	"fmt"
	"strings"

	"lotse/internal/language"
	"lotse/schema"
)

// longestSearchText bounds the text of an item that search looks into, in bytes: PostgreSQL takes a megabyte of
// words, and what a reader looks for stands further up.
const longestSearchText = 200_000

// PublicationIndex is what a publication carries beside its item so that it can be asked for. It holds only what
// every reader may see.
type PublicationIndex struct {
	Filters, Sorts map[string]any
	// The texts that are searched, in the form of language.SearchForm, and PostgreSQL's name of the language's
	// text search configuration.
	Title, Summary, Body, Config string
	// Marks are the type and the filters as words, see schema.Type.Marks.
	Marks string
	// Latitude and Longitude are nil where the item has no place.
	Latitude, Longitude *float64
	// Opening is nil where the item tells no hours.
	Opening *schema.Opening
}

// IndexPublication reads it from the content of a locale, shared fields merged in. It is pure.
func IndexPublication(t *schema.Type, locale string, content schema.Content) PublicationIndex {
	form := func(text string) string {
		if len(text) > longestSearchText {
			text = strings.ToValidUTF8(text[:longestSearchText], "")
		}
		return language.SearchForm(locale, text)
	}
	p := PublicationIndex{
		Filters: t.Filters(content), Sorts: t.Sorts(content), Config: language.SearchConfig(locale),
		Title: form(t.PublicText(content, t.Title)), Summary: form(t.PublicText(content, "summary")), Body: form(t.PlainText(content)),
	}
	p.Marks = t.Marks(p.Filters)
	if latitude, longitude, ok := t.Point(content); ok {
		p.Latitude, p.Longitude = &latitude, &longitude
	}
	if o, ok := t.Opening(content); ok {
		p.Opening = &o
	}
	return p
}

// Words are the words that search knows of the item, some of them several times.
func (p PublicationIndex) Words() []string { return strings.Fields(p.Body) }

// Args are the named arguments of the statement that stores publications.
func (p PublicationIndex) Args() map[string]any {
	args := map[string]any{
		"filters": object(p.Filters), "sorts": object(p.Sorts), "latitude": p.Latitude, "longitude": p.Longitude,
		"opening": nil, "opening_dates": nil, "opening_special": nil, "opening_holidays": false,
	}
	if p.Opening != nil {
		args["opening"] = multirange(p.Opening.Weekly)
		args["opening_dates"], args["opening_special"] = multirange(p.Opening.Dates), multirange(p.Opening.Special)
		args["opening_holidays"] = p.Opening.ClosedOnHolidays
	}
	return args
}

// SearchArgs are the named arguments of the statement that stores the words.
func (p PublicationIndex) SearchArgs() map[string]any {
	return map[string]any{
		"search_config": p.Config, "search_marks": p.Marks, "search_title": p.Title, "search_summary": p.Summary, "search_body": p.Body,
	}
}

// multirange writes spans the way PostgreSQL reads them.
func multirange(spans []schema.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = fmt.Sprintf("[%d,%d)", s.From, s.To)
	}
	return "{" + strings.Join(parts, ",") + "}"
}
