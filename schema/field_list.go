package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
)

const (
	defaultItems  = 20
	itemIDPattern = `^[A-Za-z0-9_-]{1,64}$`
)

var matchItemID = mustMatch(itemIDPattern)

// listKind is a list of groups of fields. Every item has an `id` that stays with it, so that a
// difference knows a moved item from a new one, and a translation knows which item it translates.
var listKind = &kind{
	keys: []string{"fields", "maxItems", "consent"},
	defaults: func(f *Field) {
		if f.MaxItems == 0 {
			f.MaxItems = defaultItems
		}
	},
	tidy: tidyList,
	check: func(c *checker, f *Field, at string, v any) {
		list, ok := c.list(at, v, f.MaxItems)
		if ok && len(list) == 0 {
			c.empty(at, f)
		}
		seen := map[string]bool{}
		for i, item := range list {
			c.item(f, index(at, i), item, seen)
		}
	},
	schema: func(f *Field, mode Mode, part Part) map[string]any {
		item := fieldsSchema(f.Fields, mode, part)
		properties(item)["id"] = map[string]any{"type": "string", "pattern": itemIDPattern}
		required, _ := item["required"].([]any)
		item["required"] = append([]any{"id"}, required...)
		s := arrayOf(item, f.MaxItems)
		if f.Required && mode == Published && part == Source {
			s["minItems"] = 1
		}
		return s
	},
	text: func(f *Field, v any) string {
		var parts []string
		for _, item := range items(v) {
			parts = append(parts, searchable(f.Fields, item)...)
		}
		return joinWords(parts)
	},
	deliver: deliverList,
	changes: func(d *differ, f *Field, from, to any) { d.list(f, items(from), items(to)) },
}

// items returns the groups of a list; anything else among them is left out.
func items(v any) []map[string]any {
	list, _ := v.([]any)
	out := make([]map[string]any, 0, len(list))
	for _, item := range list {
		if m, ok := item.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

func itemID(item map[string]any) string { id, _ := item["id"].(string); return id }

func tidyList(f *Field, v any, part Part) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	byName := make(map[string]*Field, len(f.Fields))
	for _, sub := range f.Fields {
		byName[sub.Name] = sub
	}
	used := map[string]bool{}
	for _, item := range items(v) {
		used[itemID(item)] = true
	}
	out := make([]any, 0, len(list))
	for _, item := range list {
		m, ok := item.(map[string]any)
		if !ok {
			if item != nil {
				out = append(out, item)
			}
			continue
		}
		group := tidyFields(byName, m, part)
		if id, ok := group["id"].(string); ok && id == "" {
			delete(group, "id")
		}
		if len(without(group, "id")) == 0 {
			continue // nothing in it
		}
		if _, has := group["id"]; !has && part == Source {
			group["id"] = newItemID(group, used)
		}
		out = append(out, group)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// newItemID makes an id from what the item says: the same content sent twice without ids (an import
// that is repeated) gives the same ids, and so no change.
func newItemID(group map[string]any, used map[string]bool) string {
	text, _ := json.Marshal(group)
	sum := sha256.Sum256(text)
	id := hex.EncodeToString(sum[:6])
	for n := 2; used[id]; n++ {
		id = hex.EncodeToString(sum[:6]) + "-" + strconv.Itoa(n)
	}
	used[id] = true
	return id
}

func (c *checker) item(f *Field, at string, v any, seen map[string]bool) {
	m, ok := v.(map[string]any)
	if !ok {
		c.problem(at, CodeWrongKind)
		return
	}
	id, ok := m["id"].(string)
	switch {
	case m["id"] == nil:
		c.problem(at+"/id", CodeRequired)
	case !ok || !matchItemID(id):
		c.problem(at+"/id", CodeBadFormat, "format", "id")
	case seen[id]:
		c.problem(at+"/id", CodeDuplicateItem)
	}
	seen[id] = true
	c.fields(at, f.Fields, m, []string{"id"})
}

// deliverList leaves out what is internal, and what is personal where the person has not agreed. An item
// of which nothing is left to show goes.
func deliverList(f *Field, v any) any {
	out := []any{}
	for _, item := range items(v) {
		agreed := f.Consent != "" && item[f.Consent] == true
		shown := map[string]any{}
		for _, sub := range f.Fields {
			value, has := item[sub.Name]
			if has && !sub.Internal && (!sub.Personal || agreed) {
				shown[sub.Name] = delivered(sub, value)
			}
		}
		if len(shown) > 0 {
			shown["id"] = itemID(item)
			out = append(out, shown)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
