package delivery

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/language"
	"lotse/schema"
)

const description = `What is published, for everybody: no key, no account, any origin, reading only.

A site that has a key (Authorization: Bearer lotse_site_…) reads what lies in its scope; what is outside does not
exist for it. A key that is not valid is answered with 401, never as if there were none.

Lists are walked with cursors (next, and the header Link). Parameters that nobody declared, and fields that
cannot be used that way, are refused with 400. What is not public answers 404. Every answer has a strong
entity tag: send it back in If-None-Match and get 304 while nothing changed.

Choices, filters and sorts of every type, with labels, are listed by /content/v1/types.`

// itemParams are the parameters that lists and single items have in common.
var itemParams = []web.Param{
	localeParam,
	{Name: "fallback", Type: "boolean", Description: "Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them."},
	{Name: "include", Description: "Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.", Example: "categories"},
	{Name: "fields", Description: "Fields that `fields` shall keep, separated by commas.", Example: "title,summary"},
}

var oneParams = []web.Param{
	{Name: "type", Description: "Content type, one of /types.", Example: "offer"},
	{Name: "idOrSlug", Description: "Id, or slug."},
}

var listParams = []web.Param{
	oneParams[0],
	{Name: "filter", DeepObject: true, Description: "filter[field]=a,b: one of the values. filter[field][operator]=a: all, gte, lte, gt, lt, where the field's kind has it."},
	{Name: "organisation", Description: "Id or slug of the organisation."},
	{Name: "category", Description: "Ids or slugs of categories: short for filter[categories]."},
	wordsParam,
	{Name: "near", Description: "latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.", Example: "50.93,11.59"},
	{Name: "radius", Type: "number", Description: "With near: kilometres, up to 500; 25 where it is missing."},
	{Name: "bbox", Description: "west,south,east,north in degrees. West greater than east: across 180°.", Example: "11.4,50.8,11.8,51"},
	{Name: "from", Description: "Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.", Example: "2026-12-01"},
	{Name: "to", Description: "Dates up to a day, which counts, or a time.", Example: "2026-12-31"},
	{Name: "open", Description: "`now` or an RFC 3339 time: what is open then.", Example: "now"},
	{Name: "sort", Description: "publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.", Example: "-publishedAt"},
	{Name: "facets", Description: "Fields whose values are counted, separated by commas.", Example: "categories"},
	{Name: "total", Type: "boolean", Description: "true: count the lines, up to 10,000. With q and facets it is always done."},
	limitParam,
	cursorParam,
}

var (
	limitParam  = web.Param{Name: "limit", Type: "integer", Description: "1 to 100, 25 where it is missing."}
	cursorParam = web.Param{Name: "cursor", Description: "`next` of the page before."}
)

// Document is the OpenAPI document of the door, indented JSON. api is what Routes returned.
func (d *Door) Document(api *web.API) ([]byte, error) {
	types := d.query.Types().Types()
	schemas := map[string]map[string]any{}
	for _, t := range types {
		schemas[itemName(t)] = ItemSchema(t)
	}
	api.SetSchemas(schemas)
	raw, err := api.OpenAPI()
	if err != nil {
		return nil, err
	}
	return expandTypes(raw, types)
}

// documentOf makes the document at the first request, and anew when the types were replaced.
func (d *Door) documentOf(api *web.API) *perTypes[[]byte] {
	return ofTypes(d.query.Types(), func() ([]byte, error) { return d.Document(api) })
}

// openAPI answers GET /openapi.json.
func (d *Door) openAPI(bytes *perTypes[[]byte]) web.HandlerFunc {
	document := ofTypes(d.query.Types(), func() (*answer, error) {
		body, err := bytes.get()
		if err != nil {
			return nil, err
		}
		a := newAnswer(body, nil)
		a.tags = []string{"types"}
		return a, nil
	})
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.RawQuery != "" {
			return errUnknownParameter()
		}
		a, err := document.get()
		if err != nil {
			return err
		}
		a.write(w, r, time.Now())
		return nil
	}
}

func itemName(t *schema.Type) string { return strings.ToUpper(t.Name[:1]) + t.Name[1:] + "Item" }

type object = map[string]any

// ItemSchema is the JSON Schema (2020-12) of the items of a type, as delivery answers with them.
func ItemSchema(t *schema.Type) map[string]any {
	text := object{"type": "string"}
	id := object{"type": "string", "format": "uuid"}
	at := object{"type": "string", "format": "date-time"}
	perhaps := object{"type": []any{"string", "null"}, "format": "date-time"}
	locale := object{"type": "string", "enum": anys(language.Tags())}
	organisation := closed(object{"id": id, "slug": text, "name": text})
	translation := closed(object{
		"origin":       object{"type": "string", "enum": []any{"human", "machine", "import"}, "description": "machine where a machine made any of it."},
		"sourceLocale": locale,
		"outdated":     object{"type": "boolean", "description": "The source has changed since."},
		"reviewedAt":   object{"type": []any{"string", "null"}, "format": "date-time", "description": "When a second person approved the text; null where nobody did."},
		"checkedAt":    object{"type": "string", "format": "date-time", "description": "When readers of the target group checked the text (Leichte Sprache)."},
	})
	translation["required"] = []any{"origin", "outdated", "reviewedAt", "sourceLocale"}
	s := closed(object{
		"id": id, "type": object{"type": "string", "const": t.Name}, "slug": text, "locale": locale,
		"locales": object{"type": "array", "items": locale}, "organisation": organisation,
		"publishedAt": at, "updatedAt": at, "verifiedAt": perhaps, "expiresAt": perhaps,
		"translation": object{"anyOf": []any{translation, object{"type": "null"}}},
		"fields":      fieldsSchema(t),
	})
	properties := s["properties"].(object)
	properties["fallbackFields"] = object{
		"type": "object", "additionalProperties": locale,
		"description": "With fallback: fields whose text is not in the locale asked for, and the locale that it is in.",
	}
	for name, schema := range lineSchemas() {
		properties[name] = schema
	}
	properties["included"] = object{"type": "array", "items": object{"type": "object"}, "description": "With include, on a single item."}
	// What is added to items later must not break those who check.
	s["additionalProperties"] = true
	return s
}

// lineSchemas are the members that a line of a list has beyond the item.
func lineSchemas() object {
	at := object{"type": "string", "format": "date-time"}
	date := closed(object{"start": at, "end": at, "status": object{"type": "string", "enum": []any{"scheduled", "moved", "cancelled"}}})
	date["properties"].(object)["originally"] = object{"type": "string", "format": "date-time", "description": "Where a moved date was before."}
	date["description"] = "With from or to: the date that the line is about."
	return object{
		"distance":   object{"type": "number", "minimum": 0, "description": "With near: kilometres."},
		"occurrence": date,
		"snippet":    object{"type": "string", "contentMediaType": "text/html", "description": "With q: a piece of the text, HTML of text and <mark>."},
	}
}

// closed is an object with exactly these members.
func closed(properties object) object {
	return object{
		"type": "object", "properties": properties, "additionalProperties": false,
		"required": anys(slices.Sorted(maps.Keys(properties))),
	}
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// fieldsSchema is the schema of published content in its public form: rich text is HTML, what is personal
// appears only where the person agreed, what is gone leaves its place empty.
func fieldsSchema(t *schema.Type) object {
	stored := t.JSONSchema(schema.Published, schema.Source)
	s := delivered(stored, t.Fields, false)
	s["description"] = "With the parameter `fields` only those."
	return s
}

// delivered turns the stored form of fields into the public one. inGroup fields are those of the groups of a
// list, where personal ones can be shown.
func delivered(stored object, fields []*schema.Field, inGroup bool) object {
	from, _ := stored["properties"].(object)
	properties, required := object{}, []any{}
	for _, f := range fields {
		one, ok := from[f.Name].(object)
		if !ok || f.Internal || f.Personal && !inGroup {
			continue
		}
		withoutPatterns(one)
		switch f.Kind {
		case "richText":
			one = object{"type": "string", "contentMediaType": "text/html", "title": one["title"]}
		case "references":
			delete(one, "minItems")
		case "list":
			delete(one, "minItems")
			item := delivered(one["items"].(object), f.Fields, true)
			item["properties"].(object)["id"] = object{"type": "string"}
			item["required"] = []any{"id"}
			one["items"] = item
		}
		properties[f.Name] = one
		if f.Required && !f.Personal && f.Kind != "reference" && f.Kind != "list" {
			required = append(required, f.Name)
		}
	}
	// Fields that a type gets later must not break those who check: nothing is said of further members.
	return object{"type": "object", "properties": properties, "required": required}
}

// withoutPatterns takes out the pattern against control characters, which every text has: who reads needs no
// proof of it, and it doubles the document.
func withoutPatterns(s object) {
	for name, value := range s {
		switch v := value.(type) {
		case string:
			if name == "pattern" && strings.HasPrefix(v, "^[^\x00") {
				delete(s, name)
			}
		case object:
			withoutPatterns(v)
		case []any:
			for _, one := range v {
				if o, ok := one.(object); ok {
					withoutPatterns(o)
				}
			}
		}
	}
}

// expandTypes replaces the paths of {type} by those of every type, with its own parameters and answers, so
// that clients made from the document are typed.
func expandTypes(raw []byte, types []*schema.Type) ([]byte, error) {
	var d object
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, err
	}
	paths, ok := d["paths"].(object)
	if !ok {
		return nil, fmt.Errorf("the document has no paths")
	}
	searched, ok := paths[Prefix+"/search"].(object)
	if !ok {
		return nil, fmt.Errorf("the document has no search")
	}
	list, one := paths[Prefix+"/{type}"], paths[Prefix+"/{type}/{idOrSlug}"]
	delete(paths, Prefix+"/{type}")
	delete(paths, Prefix+"/{type}/{idOrSlug}")
	var all []any
	for _, t := range types {
		all = append(all, refTo(itemName(t)))
	}
	answerWith(searched, listSchema(object{"anyOf": all}, nil, nil))
	for _, t := range types {
		paths[Prefix+"/"+t.Name] = typed(list, "list", t, listSchema(refTo(itemName(t)), all, t), typeParams(t))
		paths[Prefix+"/"+t.Name+"/{idOrSlug}"] = typed(one, "get", t, refTo(itemName(t)), nil)
	}
	expandFormats(paths, types)
	describeChanges(d, all)
	out, err := json.MarshalIndent(d, "", "  ")
	return append(out, '\n'), err
}

// listSchema is the answer of a list of items; all are those that can be included.
func listSchema(item object, all []any, t *schema.Type) object {
	total := closed(object{"value": object{"type": "integer", "minimum": 0}, "exact": object{"type": "boolean", "description": "false: there are more than value."}})
	total["description"] = "How many lines the list has, with q, facets or total=true."
	properties := object{
		"items": object{"type": "array", "items": item},
		"next":  object{"type": []any{"string", "null"}, "description": "The cursor of what follows; null at the end."},
		"total": total,
	}
	if all != nil {
		properties["included"] = object{"type": "array", "items": object{"anyOf": all}, "description": "What include asked for, each entry once."}
	}
	if t != nil {
		counts := object{"type": "array", "items": closed(object{"value": object{"type": "string"}, "count": object{"type": "integer", "minimum": 1}})}
		facets := object{}
		for _, f := range query.FacetFields(t) {
			facets[f.Name] = counts
		}
		properties["facets"] = object{"type": "object", "properties": facets, "additionalProperties": false,
			"description": "What facets asked for: values by field, the most frequent first."}
	}
	return object{"type": "object", "required": []any{"items", "next"}, "properties": properties, "additionalProperties": false}
}

// answerWith sets the schema of the answer of a path.
func answerWith(path, answer object) {
	ok := path["get"].(object)["responses"].(object)["200"].(object)
	ok["content"] = object{"application/json": object{"schema": answer}}
}

func refTo(name string) object { return object{"$ref": "#/components/schemas/" + name} }

// typed is a path of {type} for one type.
func typed(path any, verb string, t *schema.Type, answer object, params []any) object {
	var p object
	copied, _ := json.Marshal(path) // it was read from JSON just now
	_ = json.Unmarshal(copied, &p)
	get := p["get"].(object)
	get["operationId"] = verb + strings.TrimSuffix(itemName(t), "Item")
	get["summary"] = fmt.Sprintf("%s (%s)", get["summary"], t.Plural.In("en"))
	given, _ := get["parameters"].([]any)
	var kept []any
	for _, g := range given {
		if name, _ := g.(object)["name"].(string); name != "type" && name != "filter" && takes(t, name) {
			kept = append(kept, g)
		}
	}
	get["parameters"] = append(kept, params...)
	if answer != nil { // another format than JSON has its own
		answerWith(p, answer)
	}
	return p
}

// takes reports whether lists of a type take a parameter: some are about fields that not every type has.
func takes(t *schema.Type, parameter string) bool {
	switch parameter {
	case "category":
		return filterable(t, "categories")
	case "near", "radius", "bbox":
		return t.PlaceField() != nil
	case "from", "to":
		return t.ScheduleField() != nil
	case "open":
		return t.OpeningField() != nil
	case "facets":
		return len(query.FacetFields(t)) > 0
	}
	return true
}

func filterable(t *schema.Type, name string) bool {
	return slices.ContainsFunc(query.FilterFields(t), func(f *schema.Field) bool { return f.Name == name })
}

// typeParams are the filters of a type.
func typeParams(t *schema.Type) []any {
	var params []any
	for _, f := range query.FilterFields(t) {
		for _, op := range query.FilterOperators(f) {
			name, text := "filter["+f.Name+"]", "One of these, separated by commas."
			if op != "any" {
				name, text = name+"["+op+"]", "Operator "+op+"."
			}
			if len(f.Options) > 0 {
				var values []string
				for _, o := range f.Options {
					values = append(values, o.Value)
				}
				text += " Values: " + strings.Join(values, ", ") + "."
			}
			params = append(params, object{
				"name": name, "in": "query", "schema": object{"type": "string"}, "description": f.Label.In("en") + ". " + text,
			})
		}
	}
	return params
}
