package api

import (
	"context"
	"maps"
	"slices"

	"lotse/cms/web"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

func (d *door) types(context.Context, *struct{}) (*listOut[*schema.Type], error) {
	return items(d.cms.Types().Types()), nil
}

// contentType is a type with its schemas: the fields are the form, the schemas are for programs.
type contentType struct {
	*schema.Type
	Schemas contentSchemas `json:"schemas" doc:"JSON Schema 2020-12 of the content."`
}

type contentSchemas struct {
	Draft                map[string]any `json:"draft"`
	Published            map[string]any `json:"published"`
	DraftTranslation     map[string]any `json:"draftTranslation"`
	PublishedTranslation map[string]any `json:"publishedTranslation"`
}

func newContentType(t *schema.Type) contentType {
	return contentType{Type: t, Schemas: contentSchemas{
		Draft: t.JSONSchema(schema.Draft, schema.Source), Published: t.JSONSchema(schema.Published, schema.Source),
		DraftTranslation:     t.JSONSchema(schema.Draft, schema.Translation),
		PublishedTranslation: t.JSONSchema(schema.Published, schema.Translation),
	}}
}

type typeIn struct {
	Type string `path:"type" maxLength:"40" example:"offer"`
}

type typeOut struct{ Body contentType }

func (d *door) contentType(_ context.Context, in *typeIn) (*typeOut, error) {
	t, ok := d.cms.Types().Type(in.Type)
	if !ok {
		return nil, command.ErrNotFound()
	}
	return &typeOut{Body: newContentType(t)}, nil
}

func (d *door) listWorkflows(context.Context, *struct{}) (*listOut[*workflow.Definition], error) {
	out := items[*workflow.Definition](nil)
	for _, name := range slices.Sorted(maps.Keys(d.workflows)) {
		out.Body.Items = append(out.Body.Items, d.workflows[name])
	}
	return out, nil
}

// describeTypes gives the document the schemas of the content types.
func describeTypes(a *web.API, types []*schema.Type) {
	schemas := map[string]map[string]any{}
	for _, t := range types {
		name := titled(t.Name)
		schemas[name+"Draft"] = t.JSONSchema(schema.Draft, schema.Source)
		schemas[name+"Content"] = t.JSONSchema(schema.Published, schema.Source)
	}
	a.SetSchemas(schemas)
}

func titled(name string) string {
	if name == "" {
		return name
	}
	return string(name[0]-'a'+'A') + name[1:]
}
