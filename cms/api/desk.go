package api

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"

	"lotse/cms/web"
)

// desk serves the built web application: files with a hash in their name for ever, the index for every
// address that the application itself knows.
type desk struct {
	files map[string]*deskFile
	index *deskFile
}

type deskFile struct {
	body, compressed []byte // compressed is nil where it would not pay
	contentType      string
	etag             string
	immutable        bool
}

// unbuilt is shown where the binary was compiled before the desk.
const unbuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lotse</title>
<h1>Lotse</h1><p>The desk is not part of this binary. Build it with <code>make build</code>.</p></html>
`

// compressible are the media types that gzip makes smaller.
var compressible = []string{"text/", "application/json", "application/javascript", "image/svg+xml", "application/manifest+json"}

// newDesk reads all files; they are a few megabytes.
func newDesk(files fs.FS) (*desk, error) {
	d := &desk{files: map[string]*deskFile{}}
	if files != nil {
		err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasPrefix(path.Base(name), ".") {
				return err
			}
			body, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			d.files[name], err = newDeskFile(name, body)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read files: %w", err)
		}
	}
	if d.index = d.files["index.html"]; d.index == nil {
		var err error
		if d.index, err = newDeskFile("index.html", []byte(unbuilt)); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func newDeskFile(name string, body []byte) (*deskFile, error) {
	f := &deskFile{body: body, contentType: mime.TypeByExtension(path.Ext(name)), etag: web.Fingerprint(body)}
	if f.contentType == "" {
		f.contentType = "application/octet-stream"
	}
	f.immutable = strings.HasPrefix(name, "assets/")
	for _, prefix := range compressible {
		if !strings.HasPrefix(f.contentType, prefix) || len(body) < 1024 {
			continue
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(body); err != nil {
			return nil, err
		}
		if err := z.Close(); err != nil {
			return nil, err
		}
		f.compressed = b.Bytes()
		break
	}
	return f, nil
}

// ServeHTTP answers with a file, or with the index. A missing asset is missing: an old page that asks for it
// must not take the index for a script.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/admin/")
	f := d.files[name]
	if f == nil {
		if strings.HasPrefix(name, "assets/") {
			http.NotFound(w, r)
			return
		}
		f = d.index
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("ETag", f.etag)
	h.Set("Vary", "Accept-Encoding")
	if web.NotModified(r, f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.body
	if f.compressed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.compressed
	}
	h.Set("Content-Type", f.contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}
