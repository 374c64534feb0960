package delivery_test

import (
	"os"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/schema"
)

// document is what clients are generated from.
const document = "../../docs/openapi-delivery.json"

// The document of the types that ship is a public promise, and the source of the TypeScript client.
func TestOpenAPIDocument(t *testing.T) {
	t.Parallel()
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	questions, err := query.New(query.Deps{Types: types})
	if err != nil {
		t.Fatal(err)
	}
	door := delivery.New(delivery.Config{Query: questions, Cursors: web.NewCursors([]byte("a secret of the tests")), Version: "1"})
	got, err := door.Document(door.Routes(chi.NewRouter()))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(document, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; make gen writes it):\n%s", document, diff)
	}
}
