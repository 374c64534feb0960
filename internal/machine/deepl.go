package machine

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"lotse/internal/segment"
)

// deeplLimits: 50 texts and 128 KiB are DeepL's limits of one request. A part of the bytes is left for the context and
// for the codes around terms; texts that still make it too large are refused before they are sent.
var deeplLimits = Limits{Texts: 50, Bytes: 96 << 10}

// maxContext is how many bytes of context are sent.
const maxContext = 4 << 10

// DeepL is the service of that name by its API, version 2 for texts and 3 for glossaries
// (https://developers.deepl.com/api-reference).
type DeepL struct {
	wire       *wire
	limits     Limits
	english    string
	glossaries *glossaries
}

var _ Provider = (*DeepL)(nil)

// NewDeepL makes the client. An error says what is wrong with the options, without repeating them.
func NewDeepL(o Options) (*DeepL, error) {
	if o.Key == "" || strings.ContainsFunc(o.Key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("deepl: no key, or one with characters that a key cannot have")
	}
	if o.URL == "" {
		o.URL = "https://api.deepl.com"
		if strings.HasSuffix(o.Key, ":fx") { // keys of the free plan, which has a host of its own
			o.URL = "https://api-free.deepl.com"
		}
	}
	w, err := newWire("deepl", o)
	if err != nil {
		return nil, err
	}
	w.judge = judgeDeepL
	w.header.Set("Authorization", "DeepL-Auth-Key "+o.Key)
	d := &DeepL{wire: w, limits: o.Limits.within(deeplLimits), english: strings.ToUpper(o.English)}
	if d.english == "" {
		d.english = "EN-GB"
	}
	d.glossaries = newGlossaries(w, o.Glossaries)
	return d, nil
}

// Name implements Provider.
func (d *DeepL) Name() string { return d.wire.provider }

// Limits implements Provider.
func (d *DeepL) Limits() Limits { return d.limits }

// deeplRequest is the body of POST /v2/translate.
type deeplRequest struct {
	Text       []string `json:"text"`
	Source     string   `json:"source_lang"`
	Target     string   `json:"target_lang"`
	Context    string   `json:"context,omitempty"`
	Formality  string   `json:"formality,omitempty"`
	Glossary   string   `json:"glossary_id,omitempty"`
	Tags       string   `json:"tag_handling"`
	TagVersion string   `json:"tag_handling_version"`
	Preserve   bool     `json:"preserve_formatting"` // a heading gets no full stop
	ShowBilled bool     `json:"show_billed_characters"`
}

// Translate implements Provider. Terms with a translation are a glossary at DeepL; terms that stay are
// `<span translate="no">`, which DeepL documents for HTML (ignore_tags is documented for XML).
func (d *DeepL) Translate(ctx context.Context, req Request) ([]Result, error) {
	if err := req.check(d.Name(), d.limits); err != nil {
		return nil, err
	}
	parcels := pack(req.Texts, req.Terms)
	if len(parcels) == 0 {
		out, _ := results(req.Texts, nil, nil)
		return out, nil
	}
	body := deeplRequest{
		Text: sent(parcels), Source: strings.ToUpper(base(req.Source)), Target: d.target(req.Target),
		Context: cut(req.Context, maxContext), Formality: string(req.Formality),
		Tags: "html", TagVersion: "v2", Preserve: true, ShowBilled: true,
	}
	answers, err := d.withGlossary(ctx, body, req)
	if err != nil {
		return nil, err
	}
	out, ok := results(req.Texts, parcels, answers)
	if !ok {
		return nil, d.wire.fail(BadAnswer, "too long")
	}
	return out, nil
}

// withGlossary translates with the glossary of the terms. Somebody may have deleted it at DeepL since it was found:
// then it is made again, once; a text without its terms is flagged by segment.Check, no text helps nobody.
func (d *DeepL) withGlossary(ctx context.Context, body deeplRequest, req Request) ([]answer, error) {
	for range 2 {
		id, err := d.glossaries.find(ctx, base(req.Source), base(req.Target), req.Terms)
		if err != nil {
			return nil, err
		}
		body.Glossary = id
		answers, err := d.send(ctx, body)
		if id == "" || !glossaryGone(err) {
			return answers, err
		}
		d.glossaries.forget(ctx, id)
	}
	body.Glossary = ""
	return d.send(ctx, body)
}

func (d *DeepL) send(ctx context.Context, body deeplRequest) ([]answer, error) {
	var got struct {
		Translations []struct {
			Text   *string `json:"text"`
			Billed *int    `json:"billed_characters"`
		} `json:"translations"`
	}
	if err := d.wire.call(ctx, http.MethodPost, "/v2/translate", body, &got); err != nil {
		return nil, err
	}
	if len(got.Translations) != len(body.Text) {
		return nil, d.wire.fail(BadAnswer, "wrong count")
	}
	out := make([]answer, len(got.Translations))
	for i, t := range got.Translations {
		if t.Text == nil {
			return nil, d.wire.fail(BadAnswer, "a text is missing")
		}
		out[i] = answer{html: *t.Text, billed: utf8.RuneCountInString(body.Text[i])}
		if t.Billed != nil && *t.Billed >= 0 {
			out[i].billed = *t.Billed
		}
	}
	return out, nil
}

// Languages implements Provider.
func (d *DeepL) Languages(ctx context.Context) (Languages, error) {
	type language struct {
		Code string `json:"language"`
	}
	var sources, targets []language
	if err := d.wire.call(ctx, http.MethodGet, "/v2/languages?type=source", nil, &sources); err != nil {
		return nil, err
	}
	if err := d.wire.call(ctx, http.MethodGet, "/v2/languages?type=target", nil, &targets); err != nil {
		return nil, err
	}
	out := Languages{}
	for _, s := range sources {
		for _, t := range targets {
			out.add(base(s.Code), base(t.Code))
		}
	}
	return out, nil
}

// Usage implements Provider.
func (d *DeepL) Usage(ctx context.Context) (Usage, error) {
	var got struct {
		Used  int64 `json:"character_count"`
		Limit int64 `json:"character_limit"`
	}
	err := d.wire.call(ctx, http.MethodGet, "/v2/usage", nil, &got)
	return Usage{Used: got.Used, Limit: got.Limit}, err
}

// target is DeepL's code of a target language. Languages with variants want one named.
func (d *DeepL) target(tag string) string {
	switch language := base(tag); language {
	case "en":
		return d.english
	case "pt":
		return "PT-PT"
	case "zh":
		return "ZH-HANS"
	default:
		return strings.ToUpper(language)
	}
}

// glossaryDetail marks an error about the glossary of a request.
const glossaryDetail = "glossary"

// glossaryGone tells whether a translation failed because its glossary is not there, or is not of this pair.
func glossaryGone(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Status == http.StatusNotFound || e.Detail == glossaryDetail)
}

// judgeDeepL tells apart what DeepL answers with 400.
func judgeDeepL(status int, said string) (Kind, string) {
	if status == http.StatusBadRequest {
		switch {
		case strings.Contains(said, "glossar"):
			return BadRequest, glossaryDetail
		case strings.Contains(said, "target_lang"), strings.Contains(said, "source_lang"):
			return Unsupported, "language pair"
		}
	}
	return kindOf(status), ""
}

// cut takes the first bytes of a text, whole characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// translated lists the terms that have a translation of their own.
func translated(terms []segment.Term) []segment.Term {
	var out []segment.Term
	for _, t := range terms {
		if t.Wanted() != t.Source {
			out = append(out, t)
		}
	}
	return out
}
