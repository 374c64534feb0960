package schema

import (
	"reflect"

	"lotse/internal/language"
	"lotse/internal/segment"
)

// WordRun is a run of words in a change of a text.
type WordRun = language.WordRun

// The operations of a Change.
const (
	OpAdded   = "added"
	OpRemoved = "removed"
	OpChanged = "changed"
	OpMoved   = "moved"
)

// Change is one difference between two versions of content.
type Change struct {
	Pointer string    `json:"pointer"` // into the later version; of what was removed, into the earlier
	Field   string    `json:"field"`   // contacts, or contacts.role inside its items
	Label   Text      `json:"label"`
	Kind    string    `json:"kind"`
	Op      string    `json:"op"`
	From    any       `json:"from,omitempty"` // for moved: the places in the list, from 0
	To      any       `json:"to,omitempty"`
	ItemID  string    `json:"itemId,omitempty"`
	Words   []WordRun `json:"words,omitempty"` // of texts: the difference word by word
}

// Diff returns what makes one version of content into another, in the order of the fields. Items of
// lists are matched by their ids, so an item that only moved is moved. Unknown fields are not compared.
func (t *Type) Diff(from, to Content) []Change {
	d := &differ{}
	for _, f := range t.Fields {
		d.field("/"+f.Name, f.Name, f, from, to)
	}
	return d.found
}

// differ collects changes. at, name and item are where it is.
type differ struct {
	found          []Change
	at, name, item string
}

func (d *differ) add(f *Field, op string, from, to any, words []WordRun) {
	d.found = append(d.found, Change{
		Pointer: d.at, Field: d.name, Label: f.Label, Kind: f.Kind, Op: op, From: from, To: to, ItemID: d.item, Words: words,
	})
}

func (d *differ) field(at, name string, f *Field, from, to map[string]any) {
	a, hadA := from[f.Name]
	b, hasB := to[f.Name]
	if !hadA && !hasB || hadA && hasB && reflect.DeepEqual(a, b) {
		return
	}
	d.at, d.name = at, name
	switch {
	case f.kind.changes != nil:
		f.kind.changes(d, f, a, b)
	case !hadA:
		d.add(f, OpAdded, nil, b, nil)
	case !hasB:
		d.add(f, OpRemoved, a, nil, nil)
	default:
		d.add(f, OpChanged, a, b, nil)
	}
}

// words adds a change of text with its words.
func (d *differ) words(f *Field, from, to any, fromText, toText string) {
	op := OpChanged
	switch {
	case from == nil:
		op = OpAdded
	case to == nil:
		op = OpRemoved
	}
	d.add(f, op, from, to, language.Diff(fromText, toText))
}

// list compares lists of groups by the ids of their items.
func (d *differ) list(f *Field, from, to []map[string]any) {
	at, name := d.at, d.name
	before, after := positions(from), positions(to)
	stays := unmoved(to, before)
	for i, item := range to {
		id := itemID(item)
		d.at, d.name, d.item = index(at, i), name, id
		was, had := before[id]
		if !had {
			d.add(f, OpAdded, nil, item, nil)
			continue
		}
		if !stays[id] {
			d.add(f, OpMoved, float64(was), float64(i), nil)
		}
		for _, sub := range f.Fields {
			d.field(index(at, i)+"/"+sub.Name, name+"."+sub.Name, sub, from[was], item)
		}
	}
	for i, item := range from {
		if _, has := after[itemID(item)]; !has {
			d.at, d.name, d.item = index(at, i), name, itemID(item)
			d.add(f, OpRemoved, item, nil, nil)
		}
	}
	d.item = ""
}

func positions(list []map[string]any) map[string]int {
	at := make(map[string]int, len(list))
	for i, item := range list {
		at[itemID(item)] = i
	}
	return at
}

// unmoved returns the ids of a longest run of items that kept their order: the others are those that
// were moved. Items that are in one list only do not count.
func unmoved(to []map[string]any, before map[string]int) map[string]bool {
	places := make([]int, len(to))
	for i, item := range to {
		places[i] = -1
		if was, had := before[itemID(item)]; had {
			places[i] = was
		}
	}
	stays := map[string]bool{}
	for i, in := range segment.InOrder(places) {
		if in {
			stays[itemID(to[i])] = true
		}
	}
	return stays
}
