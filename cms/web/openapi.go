package web

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

// describePlain writes into an operation what huma would read from types.
func (a *API) describePlain(op *huma.Operation, o Operation) {
	registry := a.huma.OpenAPI().Components.Schemas
	for _, p := range o.Params {
		op.Parameters = append(op.Parameters, parameter(p, o.Path))
	}
	for _, p := range o.Headers {
		one := parameter(p, "")
		one.In = "header"
		op.Parameters = append(op.Parameters, one)
	}
	if o.Body != nil {
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/json": {Schema: schemaOf(registry, o.Body, op.OperationID+"Body")},
		}}
	}
	status := o.Status
	if status == 0 {
		status = http.StatusOK
	}
	answer := &huma.Response{Description: http.StatusText(status)}
	if o.Answer != nil {
		media := o.AnswerType
		if media == "" {
			media = "application/json"
		}
		answer.Content = map[string]*huma.MediaType{media: {Schema: schemaOf(registry, o.Answer, op.OperationID+"Answer")}}
	}
	op.Responses[strconv.Itoa(status)] = answer
	if o.NotModified {
		op.Responses["304"] = &huma.Response{Description: "Nothing changed since (If-None-Match)."}
	}
}

func schemaOf(registry huma.Registry, value any, hint string) *huma.Schema {
	return registry.Schema(reflect.TypeOf(value), true, hint)
}

func parameter(p Param, path string) *huma.Param {
	kind := p.Type
	if kind == "" {
		kind = "string"
	}
	out := &huma.Param{
		Name: p.Name, In: "query", Description: p.Description, Required: p.Required,
		Schema: &huma.Schema{Type: kind},
	}
	if p.Example != "" {
		out.Example = p.Example
	}
	if strings.Contains(path, "{"+p.Name+"}") {
		out.In, out.Required = "path", true
	}
	if p.DeepObject {
		out.Style = "deepObject"
		out.Schema = &huma.Schema{Type: "object", AdditionalProperties: &huma.Schema{Type: "string"}}
	}
	return out
}

// finishDocument adds to the marshalled document what huma cannot say: members of objects that are null
// where there is nothing, the further members of problems, and the schemas of content types.
func finishDocument(d map[string]any, registry huma.Registry, further map[string]map[string]any) {
	components, _ := d["components"].(map[string]any)
	schemas, _ := components["schemas"].(map[string]any)
	for name, s := range schemas {
		if t := registry.TypeFromRef("#/components/schemas/" + name); t != nil {
			allowNull(s, t)
		}
	}
	for name, s := range further {
		addSchema(schemas, name, s)
	}
	if problem, ok := schemas["Problem"].(map[string]any); ok {
		problem["additionalProperties"] = true
	}
}

// addSchema adds a JSON Schema that stands by itself; its $defs become components that all share.
func addSchema(schemas map[string]any, name string, schema map[string]any) {
	plain := map[string]any{}
	for key, value := range schema {
		switch key {
		case "$schema", "$id":
		case "$defs":
			defs, _ := value.(map[string]any)
			for def, s := range defs {
				schemas[strings.ToUpper(def[:1])+def[1:]] = moveRefs(s)
			}
		default:
			plain[key] = moveRefs(value)
		}
	}
	schemas[name] = plain
}

// moveRefs is a schema whose references to $defs lead to components.
func moveRefs(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, inner := range v {
			out[key] = moveRefs(inner)
		}
		if ref, ok := out["$ref"].(string); ok {
			if def, ok := strings.CutPrefix(ref, "#/$defs/"); ok {
				out["$ref"] = "#/components/schemas/" + strings.ToUpper(def[:1]) + def[1:]
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = moveRefs(inner)
		}
		return out
	}
	return value
}

// allowNull marks members that are pointers and are written as null where there is nothing, and ids as ids.
func allowNull(schema any, t reflect.Type) {
	object, _ := schema.(map[string]any)
	properties, _ := object["properties"].(map[string]any)
	if t.Kind() != reflect.Struct || properties == nil {
		return
	}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		member, _ := properties[name].(map[string]any)
		if member == nil {
			continue
		}
		pointer := f.Type.Kind() == reflect.Pointer
		if f.Type == idType || pointer && f.Type.Elem() == idType {
			member["format"] = "uuid"
		}
		if pointer && !strings.Contains(options, "omitempty") {
			properties[name] = nullable(member)
		}
	}
}

var idType = reflect.TypeFor[uuid.UUID]()

// nullable is a schema that also allows null.
func nullable(member map[string]any) map[string]any {
	if kind, ok := member["type"].(string); ok {
		member["type"] = []any{kind, "null"}
		return member
	}
	if member["$ref"] == nil {
		return member
	}
	out := map[string]any{"anyOf": []any{map[string]any{"$ref": member["$ref"]}, map[string]any{"type": "null"}}}
	if text := member["description"]; text != nil {
		out["description"] = text
	}
	return out
}
