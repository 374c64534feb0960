package delivery

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"lotse/cms/web"
	"lotse/internal/apipage"
)

// serveDocs registers the document as a page for people. It is not in the document itself: programs have no use for it.
func serveDocs(r chi.Router, document *perTypes[[]byte]) {
	page := apipage.Handler(document.get, Prefix+"/openapi.json", web.Fail)
	r.Method(http.MethodGet, Prefix+"/docs", page)
	r.Method(http.MethodHead, Prefix+"/docs", page)
}
