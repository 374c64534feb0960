package schema

// audience is to whom public items show a field.
type audience int

const (
	nobody   audience = iota
	agreed            // everybody, where the person whom it concerns has agreed: in lists only
	everyone          // everybody
)

// seen is the audience of a field.
func (p place) seen(f *Field) audience {
	switch {
	case f.Internal, f.Personal && p.list == "":
		return nobody
	case f.Personal:
		return agreed
	}
	return everyone
}

// hide notes that the field is not shown any more.
func (c *TypeChange) hide(f *Field, at place) {
	c.Hides = at.shown(f)
	c.HidesWords = at.seen(f) == everyone && f.kind.text != nil
}

// shown is the field's place in public items; none where they never show it.
func (p place) shown(f *Field) []string {
	switch {
	case p.seen(f) == nobody:
		return nil
	case p.list == "":
		return []string{f.Name}
	}
	return []string{p.list + "." + f.Name}
}

// agreedIn are the places of what a list shows with consent. Search never finds anything by it.
func agreedIn(list *Field) []string {
	var names []string
	at := place{list: list.Name}
	for _, f := range list.Fields {
		if at.seen(f) == agreed {
			names = append(names, at.shown(f)...)
		}
	}
	return names
}
