package schema

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// reader turns the nodes of one file into types, and tells what does not fit.
type reader struct {
	l    *loader
	file string
}

func line(n ast.Node) int {
	if n == nil || n.GetToken() == nil {
		return 0
	}
	return n.GetToken().Position.Line
}

func (r reader) problem(n ast.Node, format string, args ...any) {
	r.l.problem(r.file, line(n), format, args...)
}

// mapping calls the function of every key; keys without one are told. It returns where the keys stand.
func (r reader) mapping(n ast.Node, what string, keys map[string]func(ast.Node)) lines {
	where := lines{file: r.file, line: line(n), keys: map[string]int{}}
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		r.problem(n, "%s must be a mapping of keys to values", what)
		return where
	}
	if len(values) > 0 {
		where.line = line(values[0].Key)
	}
	for _, v := range values {
		key := v.Key.GetToken().Value
		read, known := keys[key]
		if !known {
			r.problem(v.Key, "%s has no key %q; there are %s", what, key, sortedKeys(keys))
			continue
		}
		where.keys[key] = line(v.Key)
		read(v.Value)
	}
	return where
}

func sortedKeys(keys map[string]func(ast.Node)) string {
	var names []string
	for k := range keys {
		names = append(names, k)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func (r reader) sequence(n ast.Node, what string) []ast.Node {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		r.problem(n, "%s must be a list", what)
		return nil
	}
	return s.Values
}

func (r reader) str(into *string, what string) func(ast.Node) {
	return func(n ast.Node) {
		switch s := n.(type) {
		case *ast.StringNode:
			*into = s.Value
		case *ast.LiteralNode:
			*into = strings.TrimSpace(s.Value.Value)
		default:
			r.problem(n, "%s must be text (in quotes where it looks like a number or yes/no)", what)
			return
		}
		if strings.TrimSpace(*into) == "" {
			r.problem(n, "%s is empty", what)
		}
	}
}

func (r reader) boolean(into *bool, what string) func(ast.Node) {
	return func(n ast.Node) {
		b, ok := n.(*ast.BoolNode)
		if !ok {
			r.problem(n, "%s must be true or false", what)
			return
		}
		*into = b.Value
	}
}

func (r reader) whole(into *int, what string) func(ast.Node) {
	return func(n ast.Node) {
		f := 0.0
		r.number(&f, what)(n)
		if *into = int(f); float64(*into) != f {
			r.problem(n, "%s must be a whole number", what)
		}
	}
}

func (r reader) number(into *float64, what string) func(ast.Node) {
	return func(n ast.Node) {
		switch v := n.(type) {
		case *ast.IntegerNode:
			switch i := v.Value.(type) {
			case int64:
				*into = float64(i)
			case uint64:
				*into = float64(i)
			}
		case *ast.FloatNode:
			*into = v.Value
		default:
			r.problem(n, "%s must be a number", what)
		}
	}
}

func (r reader) bound(into **float64, what string) func(ast.Node) {
	return func(n ast.Node) {
		f := 0.0
		r.number(&f, what)(n)
		*into = &f
	}
}

func (r reader) strings(into *[]string, what string) func(ast.Node) {
	return func(n ast.Node) {
		for _, item := range r.sequence(n, what) {
			s := ""
			r.str(&s, what)(item)
			*into = append(*into, s)
		}
	}
}

// text reads a label: a mapping of locales. German and English must be there.
func (r reader) text(into *Text, what string) func(ast.Node) {
	return func(n ast.Node) {
		*into = Text{}
		keys := map[string]func(ast.Node){}
		values := map[string]*string{}
		for _, tag := range localeTags() {
			values[tag] = new(string)
			keys[tag] = r.str(values[tag], what+" ("+tag+")")
		}
		r.mapping(n, what, keys)
		for tag, s := range values {
			if *s != "" {
				(*into)[tag] = *s
			}
		}
		for _, tag := range []string{"de", "en"} {
			if (*into)[tag] == "" {
				r.problem(n, "%s has no text in %q", what, tag)
			}
		}
	}
}

// contentType reads one type file.
func (r reader) contentType(name string, n ast.Node) *Type {
	t := &Type{Workflow: "editorial"}
	where := r.mapping(n, "a content type", map[string]func(ast.Node){
		"name":              r.str(&t.Name, "name"),
		"label":             r.text(&t.Label, "label"),
		"plural":            r.text(&t.Plural, "plural"),
		"help":              r.text(&t.Help, "help"),
		"title":             r.str(&t.Title, "title"),
		"slug":              r.str(&t.Slug, "slug"),
		"workflow":          r.str(&t.Workflow, "workflow"),
		"editorCorrections": r.boolean(&t.EditorCorrections, "editorCorrections"),
		"publishMachine":    r.boolean(&t.PublishMachine, "publishMachine"),
		"validUntil":        r.str(&t.ValidUntil, "validUntil"),
		"schemaOrg":         r.str(&t.SchemaOrg, "schemaOrg"),
		"verifyEvery": func(n ast.Node) {
			r.mapping(n, "verifyEvery", map[string]func(ast.Node){
				"months": r.whole(&t.VerifyEvery.Months, "months"), "days": r.whole(&t.VerifyEvery.Days, "days"),
			})
		},
		"sections": func(n ast.Node) { t.Sections = r.sections(n) },
		"fields":   func(n ast.Node) { t.Fields = r.fields(n) },
	})
	where.line = 1
	r.l.at[t] = where
	if t.Name != "" && t.Name != name {
		r.l.wrong(t, "name", "the type %q must stand in a file %s.yaml", t.Name, t.Name)
	}
	return t
}

func (r reader) sections(n ast.Node) []Section {
	var list []Section
	seen := map[string]bool{}
	for _, item := range r.sequence(n, "sections") {
		s := Section{}
		where := r.mapping(item, "a section", map[string]func(ast.Node){
			"name": r.str(&s.Name, "name"), "label": r.text(&s.Label, "label"), "help": r.text(&s.Help, "help"),
		})
		r.need(where, "section", "name", "label")
		if seen[s.Name] {
			r.problem(item, "the section %q stands here twice", s.Name)
		}
		seen[s.Name] = true
		list = append(list, s)
	}
	return list
}

// need tells keys that are missing.
func (r reader) need(where lines, what string, keys ...string) {
	for _, key := range keys {
		if _, ok := where.keys[key]; !ok {
			r.l.problem(r.file, where.line, "the %s has no %q", what, key)
		}
	}
}

// options reads a list of options, or the name of one in options/.
func (r reader) options(n ast.Node) []Option {
	if s, ok := n.(*ast.StringNode); ok {
		list, known := r.l.options[s.Value]
		if !known {
			r.problem(n, "there is no list of options %q in options/", s.Value)
		}
		return list
	}
	var list []Option
	seen := map[string]bool{}
	for _, item := range r.sequence(n, "options") {
		o := Option{}
		where := r.mapping(item, "an option", map[string]func(ast.Node){
			"value": r.str(&o.Value, "value"), "label": r.text(&o.Label, "label"),
		})
		r.need(where, "option", "value", "label")
		if o.Value != "" && !optionValue(o.Value) {
			r.problem(item, "the value %q may hold letters, digits, hyphens and underscores only (at most 40)", o.Value)
		}
		if seen[o.Value] {
			r.problem(item, "the option %q stands here twice", o.Value)
		}
		seen[o.Value] = true
		list = append(list, o)
	}
	if len(list) == 0 {
		r.problem(n, "there are no options")
	}
	return list
}

// fields reads a list of fields, or the name of one in groups/.
func (r reader) fields(n ast.Node) []*Field {
	if s, ok := n.(*ast.StringNode); ok {
		read, known := r.l.groups[s.Value]
		if !known {
			r.problem(n, "there is no group of fields %q in groups/", s.Value)
			return nil
		}
		return read()
	}
	var list []*Field
	for _, item := range r.sequence(n, "fields") {
		list = append(list, r.field(item))
	}
	if len(list) == 0 {
		r.problem(n, "there are no fields")
	}
	return list
}

func (r reader) field(n ast.Node) *Field {
	f := &Field{}
	where := r.mapping(n, "a field", map[string]func(ast.Node){
		"name":      r.str(&f.Name, "name"),
		"kind":      r.str(&f.Kind, "kind"),
		"label":     r.text(&f.Label, "label"),
		"help":      r.text(&f.Help, "help"),
		"example":   r.text(&f.Example, "example"),
		"section":   r.str(&f.Section, "section"),
		"required":  r.boolean(&f.Required, "required"),
		"localised": r.boolean(&f.Localised, "localised"),
		"personal":  r.boolean(&f.Personal, "personal"),
		"internal":  r.boolean(&f.Internal, "internal"),
		"filter":    r.boolean(&f.Filter, "filter"),
		"sort":      r.boolean(&f.Sort, "sort"),
		"multiline": r.boolean(&f.Multiline, "multiline"),
		"integer":   r.boolean(&f.Integer, "integer"),
		"derive":    r.str(&f.Derive, "derive"),
		"notBefore": r.str(&f.NotBefore, "notBefore"),
		"options":   func(n ast.Node) { f.Options = r.options(n) },
		"to":        r.strings(&f.To, "to"),
		"onGone":    r.str(&f.OnGone, "onGone"),
		"consent":   r.str(&f.Consent, "consent"),
		"fields":    func(n ast.Node) { f.Fields = r.fields(n) },
		"min":       r.bound(&f.Min, "min"),
		"max":       r.bound(&f.Max, "max"),
		"maxLength": r.whole(&f.MaxLength, "maxLength"),
		"maxItems":  r.whole(&f.MaxItems, "maxItems"),
		"pattern":   r.str(&f.Pattern, "pattern"),
		"was":       r.str(&f.Was, "was"),
	})
	r.l.at[f] = where
	return f
}
