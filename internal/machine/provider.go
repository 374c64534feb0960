package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"lotse/internal/segment"
)

// Provider is a service that translates. Safe for concurrent use.
type Provider interface {
	// Name is the service's name as errors and records hold it: "deepl", "libretranslate".
	Name() string
	// Translate returns one Result for every text, in their order; else an *Error, or the context's error where the
	// caller cancelled. More than Limits allow is refused before anything is sent.
	Translate(ctx context.Context, req Request) ([]Result, error)
	// Languages are the pairs the service says it translates. A pair that is missing may still work, and is refused
	// as Unsupported where it does not: services list new languages late.
	Languages(ctx context.Context) (Languages, error)
	// Usage is what was translated in the current billing period. Zero where the service does not count.
	Usage(ctx context.Context) (Usage, error)
	// Limits are how much one Translate takes; see Batches.
	Limits() Limits
}

// Request is what one call translates.
type Request struct {
	// Source and Target are language tags as Lotse writes them: de, en, ar, fa, fr, es, ru, uk. A region is ignored.
	Source, Target string
	Texts          []segment.Text
	// Context is text around these, in the source language, that is not translated and not billed. Only its first
	// 4 KiB are used, and only by DeepL.
	Context string
	// Terms are the glossary of the pair: the whole of it, not the terms that occur, because services keep it under
	// its content. Terms without a target stay as they are.
	Terms     []segment.Term
	Formality Formality
}

// Formality is how readers are addressed. Services that cannot, or not in that language, ignore it.
type Formality string

// The ways to address readers.
const (
	AnyFormality Formality = ""            // as the service likes
	Formal       Formality = "prefer_more" // Sie, vous
	Informal     Formality = "prefer_less" // du, tu
)

// Result is the translation of one text.
type Result struct {
	// Coded is coded text as internal/segment writes it, and can always be read. Its codes may be missing or stand
	// twice, its words may be anything: see segment.Check. A text without words to translate comes back as it was.
	Coded string
	// Billed is how many characters (Unicode code points) the service counted; what was sent where it does not say.
	Billed int
}

// Languages are the targets of every source, as Lotse's tags, sorted.
type Languages map[string][]string

// Has tells whether a pair is among them.
func (l Languages) Has(source, target string) bool {
	return slices.Contains(l[base(source)], base(target))
}

// add notes a pair once; a language is not translated into itself.
func (l Languages) add(source, target string) {
	if source != target && !slices.Contains(l[source], target) {
		l[source] = append(l[source], target)
		slices.Sort(l[source])
	}
}

// Usage is what was translated in the current billing period, in characters. Limit is 0 where there is none.
type Usage struct {
	Used, Limit int64
}

// Limits are how much one call takes: so many texts, and so many bytes as Size counts them.
type Limits struct {
	Texts, Bytes int
}

// within takes the smaller of two limits; what is not positive limits nothing.
func (l Limits) within(most Limits) Limits {
	if l.Texts <= 0 || l.Texts > most.Texts {
		l.Texts = most.Texts
	}
	if l.Bytes <= 0 || l.Bytes > most.Bytes {
		l.Bytes = most.Bytes
	}
	return l
}

// Batches divides texts into neighbours that one call takes. A text that is too large for any call is a batch of its
// own, and will be refused as BadRequest.
func Batches(texts []segment.Text, limits Limits) [][]segment.Text {
	var out [][]segment.Text
	start, size := 0, 0
	for i, t := range texts {
		own := Size(t)
		if i > start && (i-start >= limits.Texts || size+own > limits.Bytes) {
			out, start, size = append(out, texts[start:i]), i, 0
		}
		size += own
	}
	if start < len(texts) {
		out = append(out, texts[start:])
	}
	return out
}

// Size is how many bytes a text takes in a request: its HTML as a string of JSON, and a comma.
func Size(t segment.Text) int {
	body, err := encode(segment.HTML(t))
	if err != nil { // a string can always be encoded
		return len(t.Coded)
	}
	return len(body) + 1
}

// encode writes JSON without \u003c for every <: requests are limited in bytes.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// base is the language of a tag without region and script, in small letters.
func base(tag string) string {
	language, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return language
}

// check refuses what no service should be asked.
func (r Request) check(provider string, limits Limits) error {
	refuse := func(kind Kind, detail string) error {
		return &Error{Kind: kind, Provider: provider, Detail: detail}
	}
	if source, target := base(r.Source), base(r.Target); source == "" || target == "" || source == target {
		return refuse(Unsupported, "language pair")
	}
	if len(r.Texts) > limits.Texts {
		return refuse(BadRequest, "too many texts")
	}
	size := 0
	for _, t := range r.Texts {
		size += Size(t)
	}
	if size > limits.Bytes {
		return refuse(BadRequest, "too large")
	}
	return nil
}
