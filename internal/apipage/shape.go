package apipage

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// schema is what is read of JSON Schema. A schema that is just true or false says nothing.
type schema struct {
	Ref                        string `json:"$ref"`
	Type                       any    // a name, or a list of names
	Title, Description, Format string
	Const                      any
	Enum                       []any
	Properties                 map[string]*schema
	Required                   []string
	Items                      *schema
	AdditionalProperties       *schema
	AnyOf, OneOf, AllOf        []*schema
	Minimum, Maximum           *float64
	MinLength, MaxLength       *int
	MinItems, MaxItems         *int
	Pattern                    string
	ContentMediaType           string
	bare                       bool
}

// UnmarshalJSON also reads true and false.
func (s *schema) UnmarshalJSON(raw []byte) error {
	if text := string(raw); text == "true" || text == "false" {
		*s = schema{bare: true}
		return nil
	}
	type plain schema
	return json.Unmarshal(raw, (*plain)(s))
}

// shape is a schema as it is shown.
type shape struct {
	Words   string // string, integer or null, list of …
	Link    string // the anchor of a named schema
	Name    string // of it
	Limits  []string
	Members []member
	Choices []*shape
}

type member struct {
	Name, Note string
	Required   bool
	Shape      *shape
}

// shapeOf turns a schema into what is shown; nil where there is nothing to say.
func shapeOf(s *schema) *shape {
	if s == nil || s.bare {
		return nil
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return &shape{Link: schemaID(name), Name: name}
	}
	v := &shape{Words: s.words(), Limits: s.limits()}
	for _, list := range [][]*schema{s.AnyOf, s.OneOf, s.AllOf} {
		for _, one := range list {
			if choice := shapeOf(one); choice != nil {
				v.Choices = append(v.Choices, choice)
			}
		}
	}
	inner := s
	if s.Items != nil && !s.Items.bare {
		item := shapeOf(s.Items)
		switch {
		case item.Link != "":
			v.Link, v.Name = item.Link, item.Name
		case len(item.Members) > 0:
			inner = s.Items
		default:
			v.Words += " of " + item.Words
			v.Limits = append(v.Limits, item.Limits...)
			v.Choices = append(v.Choices, item.Choices...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(inner.Properties)) {
		p := inner.Properties[name]
		note := p.Description
		if note == "" {
			note = p.Title
		}
		v.Members = append(v.Members, member{name, note, slices.Contains(inner.Required, name), shapeOf(p)})
	}
	slices.SortStableFunc(v.Members, func(a, b member) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	if a := s.AdditionalProperties; a != nil && !a.bare && len(v.Members) == 0 {
		if each := shapeOf(a); each != nil {
			v.Words, v.Link, v.Name = "object with any names, each", each.Link, each.Name
			if each.Link == "" {
				v.Words += " " + each.Words
			}
		}
	}
	return v
}

// words name the kind of value.
func (s *schema) words() string {
	if s.Const != nil {
		return "always " + scalar(s.Const)
	}
	var names []string
	switch t := s.Type.(type) {
	case string:
		names = []string{t}
	case []any:
		for _, one := range t {
			names = append(names, scalar(one))
		}
	}
	for i, name := range names {
		if name == "array" {
			names[i] = "list"
		}
	}
	text := strings.Join(names, " or ")
	if s.Format != "" {
		text += " (" + s.Format + ")"
	}
	if s.ContentMediaType != "" {
		text += " (" + s.ContentMediaType + ")"
	}
	return strings.TrimSpace(text)
}

// limits are the bounds of a value, in words.
func (s *schema) limits() []string {
	var list []string
	if len(s.Enum) > 0 {
		var values []string
		for _, value := range s.Enum {
			values = append(values, scalar(value))
		}
		list = append(list, "one of "+strings.Join(values, ", "))
	}
	bound := func(least, most *int, unit string) {
		switch {
		case least != nil && most != nil:
			list = append(list, fmt.Sprintf("%d to %d %s", *least, *most, unit))
		case least != nil && *least > 0:
			list = append(list, fmt.Sprintf("at least %d %s", *least, unit))
		case most != nil:
			list = append(list, fmt.Sprintf("at most %d %s", *most, unit))
		}
	}
	bound(s.MinLength, s.MaxLength, "characters")
	bound(s.MinItems, s.MaxItems, "items")
	if s.Minimum != nil {
		list = append(list, fmt.Sprintf("from %v", *s.Minimum))
	}
	if s.Maximum != nil {
		list = append(list, fmt.Sprintf("up to %v", *s.Maximum))
	}
	return list
}
