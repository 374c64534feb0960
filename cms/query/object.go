package query

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// member is one name and value of a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// members is a JSON object in its written order, values as they stand.
type members []member

func (m members) get(name string) json.RawMessage {
	for _, x := range m {
		if x.name == name {
			return x.value
		}
	}
	return nil
}

// has reports whether there is a value other than null.
func (m members) has(name string) bool {
	v := m.get(name)
	return v != nil && !bytes.Equal(v, []byte("null"))
}

func (m members) bytes() []byte {
	b := []byte{'{'}
	for i, x := range m {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, encode(x.name)...), ':'), x.value...)
	}
	return append(b, '}')
}

// readMembers reads one JSON object.
func readMembers(data []byte) (members, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errItem
	}
	var list members
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, errItem
		}
		var m member
		m.name, _ = name.(string)
		if err := d.Decode(&m.value); err != nil {
			return nil, errItem
		}
		list = append(list, m)
	}
	return list, nil
}

// object is an item taken apart: its fields, and everything else.
type object struct {
	others members
	fields members
}

func readObject(body []byte) (object, error) {
	others, err := readMembers(body)
	if err != nil {
		return object{}, err
	}
	fields, err := readMembers(others.get("fields"))
	return object{others: others, fields: fields}, err
}

// set replaces or adds a member beside `fields`.
func (o *object) set(name string, value json.RawMessage) {
	for i := range o.others {
		if o.others[i].name == name {
			o.others[i].value = value
			return
		}
	}
	o.others = append(o.others, member{name, value})
}

func (o *object) bytes() []byte {
	o.set("fields", o.fields.bytes())
	return o.others.bytes()
}

// encode writes JSON the way publications are written: without escaping < > &.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("query: strings cannot be written as JSON: " + err.Error())
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// annotate adds to the items what belongs to their lines in this list, as last members.
func annotate(items []Item) {
	for i := range items {
		item := &items[i]
		if item.chord != nil {
			distance := kilometres(*item.chord)
			item.Distance = &distance
			item.Body = withMember(item.Body, "distance", strconv.AppendFloat(nil, distance, 'f', -1, 64))
		}
		if item.Occurrence != nil {
			o := *item.Occurrence
			o.Start, o.End = o.Start.UTC(), o.End.UTC()
			if o.Originally != nil {
				at := o.Originally.UTC()
				o.Originally = &at
			}
			item.Occurrence = &o
			item.Body = withMember(item.Body, "occurrence", encode(o))
		}
		if item.Snippet != "" {
			item.Body = withMember(item.Body, "snippet", encode(item.Snippet))
		}
	}
}

// withMember adds a member at the end of a JSON object that has members.
func withMember(body []byte, name string, value []byte) []byte {
	out := append(make([]byte, 0, len(body)+len(name)+len(value)+4), body[:len(body)-1]...)
	out = append(append(out, `,"`...), name...)
	out = append(append(out, `":`...), value...)
	return append(out, '}')
}
