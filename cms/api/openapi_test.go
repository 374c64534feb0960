package api

import (
	"bytes"
	"testing"

	"lotse/auth"
	"lotse/cms/web"
	"lotse/schema"
	"lotse/workflow"
)

// described is the API without a database: enough to describe it.
func described(t *testing.T) *web.API {
	t.Helper()
	policy, err := auth.LoadPolicy()
	if err != nil {
		t.Fatal(err)
	}
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	workflows, err := workflow.Load()
	if err != nil {
		t.Fatal(err)
	}
	a, err := Describe(Deps{Policy: policy, Types: types, Workflows: workflows, Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The OpenAPI document is a public promise: a change of it is a visible difference.
func TestOpenAPIDocument(t *testing.T) {
	document, err := described(t).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/openapi-management.json", document)
	if bytes.Contains(document, []byte("$schema\"")) && bytes.Contains(document, []byte("/schemas/")) && !bytes.Contains(document, []byte("#/components/schemas/")) {
		t.Error("links to schemas of huma are left")
	}
}
