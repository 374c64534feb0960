package api

import (
	"encoding/json"
	"regexp"
	"slices"
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
}

// operation is what the test reads of one operation.
type operation struct {
	OperationID, Summary string
	Tags                 []string
	Parameters           []struct{ Name, In string }
	RequestBody          any
	Responses            map[string]any
	Security             []map[string]any
}

func TestEveryOperationIsDescribed(t *testing.T) {
	raw, err := described(t).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]operation
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	if d.OpenAPI != "3.1.0" {
		t.Errorf("OpenAPI %s", d.OpenAPI)
	}
	ids := map[string]bool{}
	for path, methods := range d.Paths {
		for method, o := range methods {
			name := method + " " + path
			if o.Summary == "" || len(o.Tags) != 1 || o.OperationID == "" || ids[o.OperationID] || o.Security == nil {
				t.Errorf("%s is not described: %+v", name, o)
			}
			ids[o.OperationID] = true
			if o.Responses["500"] == nil || len(o.Responses) < 4 {
				t.Errorf("%s does not tell its errors", name)
			}
			for _, part := range regexp.MustCompile(`{([a-z]+)}`).FindAllStringSubmatch(path, -1) {
				if !slices.ContainsFunc(o.Parameters, func(p struct{ Name, In string }) bool { return p.Name == part[1] && p.In == "path" }) {
					t.Errorf("%s does not describe {%s}", name, part[1])
				}
			}
			if o.Responses["428"] != nil && !slices.ContainsFunc(o.Parameters, func(p struct{ Name, In string }) bool { return p.Name == "If-Match" }) {
				t.Errorf("%s does not take If-Match", name)
			}
		}
	}
}
