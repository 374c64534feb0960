package apipage

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// curl is an example of a request. What a person must put in stands in capitals.
func (d *document) curl(path, method string, o operation) string {
	query := url.Values{}
	var headers []string
	for _, p := range o.Parameters {
		value := scalar(p.Example)
		switch {
		case p.In == "path":
			if value == "" {
				value = strings.ToUpper(anchor(p.Name))
			}
			path = strings.ReplaceAll(path, "{"+p.Name+"}", value)
		case p.In == "query" && (p.Required || value != ""):
			query.Set(p.Name, orCapitals(value, p.Name))
		case p.In == "header" && p.Required:
			headers = append(headers, p.Name+": "+orCapitals(value, p.Name))
		}
	}
	address := "$LOTSE" + path
	if len(query) > 0 {
		// Commas and brackets are legible, and curl -g sends them as they are.
		address += "?" + strings.NewReplacer("%2C", ",", "%5B", "[", "%5D", "]").Replace(query.Encode())
	}
	parts := []string{"curl"}
	if strings.Contains(address, "[") {
		parts = append(parts, "-g")
	}
	if method != "get" {
		parts = append(parts, "-X "+strings.ToUpper(method))
	}
	if !open(o.Security) {
		headers = append(headers, "Authorization: Bearer $TOKEN")
	}
	body := ""
	if o.RequestBody != nil {
		if m, ok := o.RequestBody.Content["application/json"]; ok {
			headers = append(headers, "Content-Type: application/json")
			raw, err := json.Marshal(d.sample(m.Schema, 0))
			if err == nil {
				body = string(raw)
			}
		}
	}
	for _, h := range headers {
		parts = append(parts, `-H "`+h+`"`)
	}
	if body != "" {
		parts = append(parts, "-d '"+strings.ReplaceAll(body, "'", `'\''`)+"'")
	}
	return strings.Join(append(parts, `"`+address+`"`), " ")
}

func orCapitals(value, name string) string {
	if value == "" {
		return strings.ToUpper(anchor(name))
	}
	return value
}

// deepest is how far a sample goes into objects.
const deepest = 4

// sample is a value that a schema allows: what is required, nothing more.
func (d *document) sample(s *schema, depth int) any {
	if s == nil || s.bare || depth > deepest {
		return map[string]any{}
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.sample(d.Components.Schemas[name], depth+1)
	}
	switch {
	case s.Const != nil:
		return s.Const
	case len(s.Enum) > 0:
		return s.Enum[0]
	case len(s.AnyOf) > 0:
		return d.sample(s.AnyOf[0], depth+1)
	}
	switch kind := s.words(); {
	case strings.HasPrefix(kind, "string (date-time)"):
		return "2027-01-31T09:00:00Z"
	case strings.HasPrefix(kind, "string (date)"):
		return "2027-01-31"
	case strings.HasPrefix(kind, "string (uuid)"):
		return "00000000-0000-7000-8000-000000000000"
	case strings.HasPrefix(kind, "string (email)"):
		return "you@example.org"
	case strings.HasPrefix(kind, "string"):
		return "…"
	case strings.HasPrefix(kind, "integer"), strings.HasPrefix(kind, "number"):
		if s.Minimum != nil {
			return *s.Minimum
		}
		return 1
	case strings.HasPrefix(kind, "boolean"):
		return true
	case strings.HasPrefix(kind, "list"):
		return []any{d.sample(s.Items, depth+1)}
	}
	object := map[string]any{}
	for name, p := range s.Properties {
		if slices.Contains(s.Required, name) {
			object[name] = d.sample(p, depth+1)
		}
	}
	return object
}
