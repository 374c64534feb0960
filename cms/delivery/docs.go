package delivery

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"lotse/cms/web"
	"lotse/internal/apipage"
)

// serveDocs registers the document as a page for people. It is not in the document itself: programs have no use for it.
func (d *Door) serveDocs(r chi.Router, api *web.API) {
	document := ofTypes(d.query.Types(), func() ([]byte, error) { return d.Document(api) })
	page := apipage.Handler(document.get, Prefix+"/openapi.json", web.Fail)
	r.Method(http.MethodGet, Prefix+"/docs", page)
	r.Method(http.MethodHead, Prefix+"/docs", page)
}
