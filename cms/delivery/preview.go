package delivery

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/query"
	"lotse/internal/command"
)

// preview answers GET /preview/{token}: what somebody who may read a working copy shows by a link. Nothing of it is
// kept anywhere: not here, not in between, not by whoever asked.
func (d *Door) preview(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h["X-Robots-Tag"] = []string{"noindex, nofollow, noarchive"}
	if r.URL.RawQuery != "" {
		return errUnknownParameter()
	}
	if d.previews == nil {
		return command.ErrNotFound()
	}
	shown, err := d.previews.ShowPreview(r.Context(), chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	if !d.mayShow(r, shown) {
		return command.ErrNotFound()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // as publications are written
	if err := e.Encode(shown); err != nil {
		return fmt.Errorf("encode a preview: %w", err)
	}
	questions := d.questions(r)
	items := []query.Item{{Type: shown.Type, Body: b.Bytes()}}
	if err := questions.Trim(r.Context(), questions.Scope(), items); err != nil {
		return err
	}
	body := items[0].Body
	h["Cache-Control"] = []string{"no-store"}
	h["Content-Type"] = jsonContent
	h["Content-Language"] = []string{shown.Locale}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client has gone; there is nobody to tell
	}
	return nil
}

// mayShow tells whether what is shown is inside the scope of the site that asks, where one does.
func (d *Door) mayShow(r *http.Request, shown cms.PreviewItem) bool {
	questions := d.questions(r)
	t, ok := questions.Types().Type(shown.Type)
	if !ok {
		return false
	}
	var categories []uuid.UUID
	if f := t.CategoryField(); f != nil {
		list, _ := shown.Fields[f.Name].([]any)
		for _, value := range list {
			if text, ok := value.(string); ok {
				if id, err := uuid.Parse(text); err == nil {
					categories = append(categories, id)
				}
			}
		}
	}
	return questions.Holds(t, shown.Locale, shown.ID, shown.Organisation.ID, categories)
}
