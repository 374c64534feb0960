package apipage

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// document is what is read of OpenAPI 3.1.
type document struct {
	Info struct {
		Title, Version, Description string
	}
	Paths      map[string]map[string]json.RawMessage
	Components struct {
		Schemas map[string]*schema
	}
}

type operation struct {
	OperationID string
	Summary     string
	Description string
	Tags        []string
	Deprecated  bool
	Parameters  []parameter
	RequestBody *struct {
		Required bool
		Content  map[string]media
	}
	Responses map[string]struct {
		Description string
		Content     map[string]media
	}
	Security []map[string]json.RawMessage
}

type parameter struct {
	Name, In, Description string
	Required              bool
	Example               any
	Schema                *schema
}

type media struct {
	Schema *schema
}

// view is what the template shows.
type view struct {
	Title, Version string
	About          []string // paragraphs
	Groups         []group
	Schemas        []named
}

type group struct {
	ID, Name   string
	Operations []operationView
}

type operationView struct {
	ID, Method, Path, Summary string
	Notes                     []string
	Deprecated, Open          bool
	Parameters                []parameterView
	Body                      *shape
	Answers                   []answerView
	Example                   string
}

type parameterView struct {
	Name, In, Note, Example string
	Required                bool
	Shape                   *shape
}

type answerView struct {
	Status, Text, Media string
	Shape               *shape
}

type named struct {
	ID, Name string
	Note     string
	Shape    *shape
}

// methods are those of operations, in the order in which they are shown.
var methods = []string{"get", "post", "put", "patch", "delete"}

func readDocument(raw []byte) (*view, error) {
	var d document
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, err
	}
	v := &view{Title: d.Info.Title, Version: d.Info.Version, About: paragraphs(d.Info.Description)}
	groups := map[string]*group{}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, method := range methods {
			one, ok := d.Paths[path][method]
			if !ok {
				continue
			}
			var o operation
			if err := json.Unmarshal(one, &o); err != nil {
				return nil, err
			}
			tag := "operations"
			if len(o.Tags) > 0 {
				tag = o.Tags[0]
			}
			if groups[tag] == nil {
				groups[tag] = &group{ID: "tag-" + anchor(tag), Name: strings.ToUpper(tag[:1]) + tag[1:]}
			}
			groups[tag].Operations = append(groups[tag].Operations, d.view(path, method, o))
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(groups)) {
		v.Groups = append(v.Groups, *groups[tag])
	}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		s := d.Components.Schemas[name]
		v.Schemas = append(v.Schemas, named{ID: schemaID(name), Name: name, Note: s.Description, Shape: shapeOf(s)})
	}
	return v, nil
}

// view is what is shown of an operation.
func (d *document) view(path, method string, o operation) operationView {
	v := operationView{
		ID: cmp.Or(o.OperationID, anchor(method+path)), Method: strings.ToUpper(method), Path: path, Summary: o.Summary,
		Notes: paragraphs(o.Description), Deprecated: o.Deprecated, Open: open(o.Security), Example: d.curl(path, method, o),
	}
	for _, p := range o.Parameters {
		v.Parameters = append(v.Parameters, parameterView{
			Name: p.Name, In: p.In, Note: p.Description, Required: p.Required, Example: scalar(p.Example), Shape: shapeOf(p.Schema),
		})
	}
	slices.SortStableFunc(v.Parameters, func(a, b parameterView) int { return cmp.Compare(rank(a), rank(b)) })
	if o.RequestBody != nil {
		for _, media := range slices.Sorted(maps.Keys(o.RequestBody.Content)) {
			v.Body = shapeOf(o.RequestBody.Content[media].Schema)
		}
	}
	for _, status := range slices.Sorted(maps.Keys(o.Responses)) {
		answer := o.Responses[status]
		a := answerView{Status: status, Text: answer.Description}
		for _, media := range slices.Sorted(maps.Keys(answer.Content)) {
			a.Media, a.Shape = media, shapeOf(answer.Content[media].Schema)
		}
		v.Answers = append(v.Answers, a)
	}
	return v
}

// rank orders parameters: those in the path, those that are needed, the others, headers.
func rank(p parameterView) int {
	switch {
	case p.In == "path":
		return 0
	case p.In == "header":
		return 3
	case p.Required:
		return 1
	}
	return 2
}

// open tells that nobody need sign in: no requirement, or an empty one beside others.
func open(security []map[string]json.RawMessage) bool {
	return len(security) == 0 || slices.ContainsFunc(security, func(s map[string]json.RawMessage) bool { return len(s) == 0 })
}

// paragraphs divides a description at empty lines.
func paragraphs(text string) []string {
	var list []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// anchor is a name that can stand in an id.
func anchor(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, name)
}

func schemaID(name string) string { return "schema-" + anchor(name) }

// scalar is a value as a person writes it.
func scalar(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(raw)
}
