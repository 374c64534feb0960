package delivery

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/internal/language"
)

// search answers GET /search: the list of a search across types.
func (d *Door) search(w http.ResponseWriter, r *http.Request) error {
	now, want := time.Now(), d.wanted(r)
	if a := d.cache.spelled(want.spelling, now); a != nil {
		a.write(w, r, now)
		return nil
	}
	params, err := parameters(r)
	if err != nil {
		return err
	}
	q, err := d.questions(r).ResolveSearch(params)
	if err != nil {
		return err
	}
	if q, err = d.openCursor(q); err != nil {
		return err
	}
	return d.answerList(w, r, want, q, "/search")
}

// suggestAnswer is the answer of /suggest.
type suggestAnswer struct {
	Items []query.Suggestion `json:"items"`
}

// suggest answers GET /suggest.
func (d *Door) suggest(w http.ResponseWriter, r *http.Request) error {
	now, want := time.Now(), d.wanted(r)
	if a := d.cache.spelled(want.spelling, now); a != nil {
		a.write(w, r, now)
		return nil
	}
	params, err := parameters(r)
	if err != nil {
		return err
	}
	for name, values := range params {
		if name != "q" && name != "locale" {
			return command.E(command.Malformed, "unknown_parameter", "A parameter is unknown here.")
		}
		if len(values) > 1 {
			return errParameter("query")
		}
	}
	questions, text := d.questions(r), params.Get("q")
	locale, err := questions.ResolveLocale(params)
	if err != nil {
		return err
	}
	if text == "" || len(text) > longestSuggestion || language.Control(text, false) != "" {
		return errParameter("q")
	}
	key := Prefix + "/suggest?locale=" + locale + "&q=" + language.SearchForm(locale, text)
	a, err := d.cache.read(r.Context(), want, key, func(ctx context.Context) (*answer, error) {
		return readSuggestions(ctx, questions, locale, text)
	})
	if err != nil {
		return err
	}
	a.write(w, r, now)
	return nil
}

// longestSuggestion bounds the text that is completed, in bytes.
const longestSuggestion = 400

func readSuggestions(ctx context.Context, questions *query.Service, locale, text string) (*answer, error) {
	list, ends, err := questions.Suggest(ctx, locale, text)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(suggestAnswer{Items: list})
	if err != nil {
		return nil, err
	}
	a := newAnswer(body, nil)
	a.endsIn(time.Now(), ends)
	a.language = []string{locale}
	a.tags = cacheTags([]string{"suggest"}, nil)
	return a, nil
}

// Parameters of searches.
var (
	wordsParam = web.Param{Name: "q", Description: "Words to look for. \"Words in quotes\" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.", Example: "deutschkurs"}

	searchParams = []web.Param{
		{Name: wordsParam.Name, Description: wordsParam.Description, Example: wordsParam.Example, Required: true},
		localeParam,
		{Name: "type", Description: "Only these content types, separated by commas.", Example: "offer,event"},
		limitParam,
		cursorParam,
	}
	suggestParams = []web.Param{
		{Name: "q", Description: "What somebody has typed so far, two letters at least.", Example: "deut", Required: true},
		localeParam,
	}
)
