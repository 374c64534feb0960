package apipage

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"lotse/internal/negotiate"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"prose": prose}).Parse(pageHTML))

// run is a part of a sentence.
type run struct {
	Text string
	Code bool
}

// prose divides a sentence at `backticks`, which is all of Markdown that descriptions use.
func prose(text string) []run {
	var runs []run
	for i, part := range strings.Split(text, "`") {
		if part != "" {
			runs = append(runs, run{part, i%2 == 1})
		}
	}
	return runs
}

// policy lets the page use its own style and nothing else.
func policy() string {
	sum := sha256.Sum256([]byte(pageCSS))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// Render makes the page of an OpenAPI document in JSON. source is the address of the document, as the page links it.
func Render(document []byte, source string) ([]byte, error) {
	d, err := readDocument(document)
	if err != nil {
		return nil, fmt.Errorf("read the API document: %w", err)
	}
	var b bytes.Buffer
	err = page.Execute(&b, struct {
		*view
		Source string
		Style  template.CSS
	}{d, source, template.CSS(pageCSS)})
	if err != nil {
		return nil, fmt.Errorf("render the API document: %w", err)
	}
	return b.Bytes(), nil
}

// served is a page ready to be written: in both forms, each with a tag of its own.
type served struct {
	plain, compressed []byte
	tag, tagGzip      string
}

// serve makes the page of a document, and compresses it once.
func serve(document []byte, source string) (*served, error) {
	body, err := Render(document, source)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(body) // a buffer takes everything
	_ = z.Close()
	sum := sha256.Sum256(body)
	name := base64.RawURLEncoding.EncodeToString(sum[:12])
	return &served{plain: body, compressed: b.Bytes(), tag: `"` + name + `"`, tagGzip: `"` + name + `-gzip"`}, nil
}

// Handler serves the page of the document, which stands at source. document is asked at every request; the page is made
// again when it changed. fail answers an error.
func Handler(document func() ([]byte, error), source string, fail func(http.ResponseWriter, *http.Request, error)) http.HandlerFunc {
	var mu sync.Mutex
	var sum [sha256.Size]byte
	var made *served
	current := func() (*served, error) {
		raw, err := document()
		if err != nil {
			return nil, err
		}
		mu.Lock()
		defer mu.Unlock()
		if now := sha256.Sum256(raw); made == nil || now != sum {
			fresh, err := serve(raw, source)
			if err != nil {
				return nil, err
			}
			sum, made = now, fresh
		}
		return made, nil
	}
	security := policy()
	return func(w http.ResponseWriter, r *http.Request) {
		page, err := current()
		if err != nil {
			fail(w, r, err)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", security)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		h.Add("Vary", "Accept-Encoding")
		page.write(w, r)
	}
}

// write answers with the form that the client reads, or that it has it already.
func (p *served) write(w http.ResponseWriter, r *http.Request) {
	h, body, tag := w.Header(), p.plain, p.tag
	compressed := negotiate.Gzip(r.Header.Values("Accept-Encoding"))
	if compressed {
		body, tag = p.compressed, p.tagGzip
	}
	h.Set("ETag", tag)
	if known := r.Header.Values("If-None-Match"); negotiate.Matches(known, p.tag) || negotiate.Matches(known, p.tagGzip) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if compressed {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", "en")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader has gone; there is nobody to tell
	}
}
