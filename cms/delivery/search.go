package delivery

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/language"
)

// search answers GET /search: the list of a search across types.
func (d *Door) search(w http.ResponseWriter, r *http.Request) error {
	return d.serve(w, r, d.wanted(r), func(params url.Values) (question, error) {
		q, err := d.questions(r).ResolveSearch(params)
		if err != nil {
			return question{}, err
		}
		return d.listQuestion(q, "/search")
	})
}

// suggestAnswer is the answer of /suggest.
type suggestAnswer struct {
	Items []query.Suggestion `json:"items"`
}

// suggest answers GET /suggest.
func (d *Door) suggest(w http.ResponseWriter, r *http.Request) error {
	return d.serve(w, r, d.wanted(r), func(params url.Values) (question, error) {
		for name, values := range params {
			if name != "q" && name != "locale" {
				return question{}, errUnknownParameter()
			}
			if len(values) > 1 {
				return question{}, errParameter("query")
			}
		}
		questions, text := d.questions(r), params.Get("q")
		locale, err := questions.ResolveLocale(params)
		if err != nil {
			return question{}, err
		}
		if text == "" || len(text) > longestSuggestion || language.Control(text, false) != "" {
			return question{}, errParameter("q")
		}
		return question{
			key:  Prefix + "/suggest?locale=" + locale + "&q=" + language.SearchForm(locale, text),
			read: func(ctx context.Context) (*answer, error) { return readSuggestions(ctx, questions, locale, text) },
		}, nil
	})
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
