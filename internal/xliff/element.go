package xliff

import (
	"encoding/xml"
	"strings"
)

// element is an element of a unit with all that is in it.
type element struct {
	name       string // without prefix; "mda:…" in the metadata module
	attributes []xml.Attr
	kids       []node
}

// node is an element or a run of words.
type node struct {
	element *element
	words   string
}

const namespaceXML = "http://www.w3.org/XML/1998/namespace"

// attribute returns the value of an attribute without a prefix.
func attribute(list []xml.Attr, name string) string { return attributeOf(list, "", name) }

func attributeOf(list []xml.Attr, space, name string) string {
	for _, a := range list {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

func (e *element) attribute(name string) string { return attribute(e.attributes, name) }

// all returns the elements of a name directly in e.
func (e *element) all(name string) []*element {
	var out []*element
	for _, k := range e.kids {
		if k.element != nil && k.element.name == name {
			out = append(out, k.element)
		}
	}
	return out
}

// first returns the first of all; nil where there is none.
func (e *element) first(name string) *element {
	for _, k := range e.kids {
		if k.element != nil && k.element.name == name {
			return k.element
		}
	}
	return nil
}

// words returns what is written in e and below.
func (e *element) words() string {
	var b strings.Builder
	e.writeWords(&b)
	return b.String()
}

func (e *element) writeWords(b *strings.Builder) {
	for _, k := range e.kids {
		b.WriteString(k.words)
		if k.element != nil {
			k.element.writeWords(b)
		}
	}
}

// filled says whether anything is said in e: words, or a code. Segments that were not translated are left empty.
func (e *element) filled() bool {
	if e == nil {
		return false
	}
	for _, k := range e.kids {
		switch {
		case k.element == nil && strings.TrimSpace(k.words) != "",
			k.element != nil && (k.element.name != "mrk" || k.element.attribute("translate") == "no" || k.element.filled()):
			return true
		}
	}
	return false
}

// skipped are elements of a unit in which nothing is for us, but possibly much.
var skipped = map[string]bool{"alt-trans": true, "bin-source": true, "bin-target": true, "context-group": true, "count-group": true}

// element reads an element whole. What is of foreign namespaces is left out.
func (r *reader) element(start xml.StartElement) (*element, error) {
	root := &element{name: r.name(start.Name), attributes: start.Attr}
	for open, parts := []*element{root}, 0; len(open) > 0; {
		token, err := r.token()
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.CharData:
			top.kids = append(top.kids, node{words: string(t)})
			parts++
		case xml.StartElement:
			parts++
			name := r.name(t.Name)
			if name == "" || skipped[name] {
				if err := r.skip(); err != nil {
					return nil, err
				}
				continue
			}
			e := &element{name: name, attributes: t.Attr}
			top.kids, open = append(top.kids, node{element: e}), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
		if parts > r.limits.Parts {
			return nil, r.refuse(TooManyParts)
		}
	}
	return root, nil
}

// name is the name of an element of XLIFF or of its metadata module; "" for a foreign one.
func (r *reader) name(n xml.Name) string {
	switch n.Space {
	case r.namespace:
		return n.Local
	case namespaceMD:
		return "mda:" + n.Local
	}
	return ""
}
