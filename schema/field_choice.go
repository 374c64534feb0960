package schema

import "slices"

// choiceKind is one of the field's options.
var choiceKind = &kind{
	keys:       []string{"options"},
	filterable: true,
	sortable:   true,
	tidy:       func(_ *Field, v any, _ Part) any { return tidyLine(v) },
	check: func(c *checker, f *Field, at string, v any) {
		c.option(f, at, v)
	},
	schema: func(f *Field, _ Mode, _ Part) map[string]any { return map[string]any{"enum": optionValues(f)} },
}

// choicesKind is several of the field's options, each once.
var choicesKind = &kind{
	keys:       []string{"options", "maxItems"},
	filterable: true,
	defaults: func(f *Field) {
		if f.MaxItems == 0 {
			f.MaxItems = len(f.Options)
		}
	},
	tidy: func(_ *Field, v any, _ Part) any { return tidySet(v, tidyLine) },
	check: func(c *checker, f *Field, at string, v any) {
		c.set(f, at, v, func(here string, item any) (string, bool) { return c.option(f, here, item) })
	},
	schema: func(f *Field, mode Mode, _ Part) map[string]any {
		s := map[string]any{
			"type": "array", "items": map[string]any{"enum": optionValues(f)}, "uniqueItems": true, "maxItems": f.MaxItems,
		}
		if f.Required && mode == Published {
			s["minItems"] = 1
		}
		return s
	},
}

// tidySet tidies every item of a list and leaves out what is empty or stood before. Items of a wrong
// shape stay, for check to tell.
func tidySet(v any, tidy func(any) any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	out := make([]any, 0, len(list))
	for _, item := range list {
		// What is composite cannot be compared.
		if item = tidy(item); item != nil && (isComposite(item) || !slices.Contains(out, item)) {
			out = append(out, item)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// set checks a list in which nothing may stand twice; item checks one of it and gives its text.
func (c *checker) set(f *Field, at string, v any, item func(here string, v any) (string, bool)) {
	list, ok := c.list(at, v, f.MaxItems)
	if ok && len(list) == 0 {
		c.empty(at, f)
	}
	seen := map[string]bool{}
	for i, v := range list {
		here := index(at, i)
		if s, ok := item(here, v); ok {
			if seen[s] {
				c.problem(here, CodeDuplicateItem)
			}
			seen[s] = true
		}
	}
}

// isComposite reports values that cannot be compared with ==.
func isComposite(v any) bool {
	switch v.(type) {
	case map[string]any, []any:
		return true
	}
	return false
}

func (c *checker) option(f *Field, at string, v any) (string, bool) {
	s, ok := v.(string)
	if !ok {
		c.problem(at, CodeWrongKind)
		return "", false
	}
	if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == s }) {
		c.problem(at, CodeNotAnOption)
		return "", false
	}
	return s, true
}

func optionValues(f *Field) []any {
	values := make([]any, len(f.Options))
	for i, o := range f.Options {
		values[i] = o.Value
	}
	return values
}

// booleanKind is yes or no. Not told is a third thing, so false is kept.
var booleanKind = &kind{
	filterable: true,
	tidy:       func(_ *Field, v any, _ Part) any { return v },
	check: func(c *checker, _ *Field, at string, v any) {
		if _, ok := v.(bool); !ok {
			c.problem(at, CodeWrongKind)
		}
	},
	schema: func(*Field, Mode, Part) map[string]any { return map[string]any{"type": "boolean"} },
}
