package machine

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// libreLimits: LibreTranslate has none of its own unless its operator sets some, and translates on a processor. So many
// are done within the time of one call.
var libreLimits = Limits{Texts: 20, Bytes: 32 << 10}

// The server resolves entities once more in the HTML that it made (html.unescape in its app.py): a < in the words would
// come back as the beginning of an element. So it is quoted twice; should a server leave entities alone, once is taken off.
const lessThan, quotedLessThan = "&lt;", "&amp;lt;"

// LibreTranslate is a server of that name (https://docs.libretranslate.com). It has no glossary, no context and no
// formality: terms that stay are protected, others are only checked by segment.Check.
type LibreTranslate struct {
	wire   *wire
	limits Limits
	key    string
	// single says that this server takes one text a call: it refused several, and took each of them.
	single atomic.Bool
}

var _ Provider = (*LibreTranslate)(nil)

// NewLibreTranslate makes the client. An error says what is wrong with the options, without repeating them.
func NewLibreTranslate(o Options) (*LibreTranslate, error) {
	w, err := newWire("libretranslate", o)
	if err != nil {
		return nil, err
	}
	w.judge = judgeLibre
	w.header.Set("Accept-Language", "en") // what it complains of is told apart by its words
	return &LibreTranslate{wire: w, limits: o.Limits.within(libreLimits), key: o.Key}, nil
}

// Name implements Provider.
func (l *LibreTranslate) Name() string { return l.wire.provider }

// Limits implements Provider.
func (l *LibreTranslate) Limits() Limits { return l.limits }

// libreRequest is the body of POST /translate.
type libreRequest struct {
	Q      any    `json:"q"` // a string or an array of strings
	Source string `json:"source"`
	Target string `json:"target"`
	Format string `json:"format"`
	Key    string `json:"api_key,omitempty"`
}

// Translate implements Provider.
func (l *LibreTranslate) Translate(ctx context.Context, req Request) ([]Result, error) {
	if err := req.check(l.Name(), l.limits); err != nil {
		return nil, err
	}
	parcels := pack(req.Texts, req.Terms)
	if len(parcels) == 0 {
		out, _ := results(req.Texts, nil, nil)
		return out, nil
	}
	texts := sent(parcels)
	for i := range texts {
		texts[i] = strings.ReplaceAll(texts[i], lessThan, quotedLessThan)
	}
	answers, err := l.send(ctx, texts, libreRequest{Source: base(req.Source), Target: base(req.Target), Format: "html", Key: l.key})
	if err != nil {
		return nil, err
	}
	out, ok := results(req.Texts, parcels, answers)
	if !ok {
		return nil, l.wire.fail(BadAnswer, "too long")
	}
	return out, nil
}

// send translates the texts in one call. A server that refuses several texts at once (its operator can limit their
// number and their length) gets them one by one.
func (l *LibreTranslate) send(ctx context.Context, texts []string, body libreRequest) ([]answer, error) {
	if !l.single.Load() {
		body.Q = texts
		out, err := l.ask(ctx, texts, body)
		var e *Error
		if len(texts) == 1 || !errors.As(err, &e) || e.Kind != BadRequest || e.Status == 0 {
			return out, err
		}
	}
	out := make([]answer, 0, len(texts))
	for i := range texts {
		body.Q = texts[i]
		one, err := l.ask(ctx, texts[i:i+1], body)
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	l.single.Store(true)
	return out, nil
}

// ask makes one call. The answer is a string to a string, an array to an array.
func (l *LibreTranslate) ask(ctx context.Context, texts []string, body libreRequest) ([]answer, error) {
	var got struct {
		Text json.RawMessage `json:"translatedText"`
	}
	if err := l.wire.call(ctx, http.MethodPost, "/translate", body, &got); err != nil {
		return nil, err
	}
	var list []*string
	if json.Unmarshal(got.Text, &list) != nil {
		var one *string
		if json.Unmarshal(got.Text, &one) != nil {
			return nil, l.wire.fail(BadAnswer, "a text is missing")
		}
		list = []*string{one}
	}
	if len(list) != len(texts) {
		return nil, l.wire.fail(BadAnswer, "wrong count")
	}
	out := make([]answer, len(list))
	for i, text := range list {
		if text == nil {
			return nil, l.wire.fail(BadAnswer, "a text is missing")
		}
		out[i] = answer{html: strings.ReplaceAll(*text, quotedLessThan, lessThan), billed: utf8.RuneCountInString(texts[i])}
	}
	return out, nil
}

// Languages implements Provider.
func (l *LibreTranslate) Languages(ctx context.Context) (Languages, error) {
	var got []struct {
		Code    string   `json:"code"`
		Targets []string `json:"targets"`
	}
	if err := l.wire.call(ctx, http.MethodGet, "/languages", nil, &got); err != nil {
		return nil, err
	}
	out := Languages{}
	for _, source := range got {
		for _, target := range source.Targets {
			out.add(base(source.Code), base(target))
		}
	}
	return out, nil
}

// Usage implements Provider. LibreTranslate does not count.
func (l *LibreTranslate) Usage(context.Context) (Usage, error) { return Usage{}, nil }

// judgeLibre tells apart what LibreTranslate answers with one status. It asks for a missing key with 400, bans with
// 403 who did not slow down, and calls a text that it cannot translate an error of the server.
func judgeLibre(status int, said string) (Kind, string) {
	has := func(part string) bool { return strings.Contains(said, part) }
	switch {
	case status == http.StatusBadRequest && has("api key"):
		return Refused, "a key is needed"
	case status == http.StatusBadRequest && (has("is not supported") || has("is not available as a target")):
		return Unsupported, "language pair"
	case status == http.StatusForbidden && has("limits violations"):
		return Busy, "banned for a while"
	case status == http.StatusTooManyRequests && has("day"):
		return Quota, "limit of a day"
	case status == http.StatusInternalServerError && has("cannot translate text"):
		return BadRequest, ""
	}
	return kindOf(status), ""
}
