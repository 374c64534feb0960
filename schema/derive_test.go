package schema_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lotse/schema"
)

const shelter = `name: shelter
label: {de: S, en: S}
plural: {de: S, en: S}
title: title
slug: title
fields:
  - {name: title, kind: text, label: {de: T, en: T}, localised: true, required: true}
  - {name: geo, kind: geo, label: {de: G, en: G}%s}
`

const visit = `name: visit
label: {de: V, en: V}
plural: {de: V, en: V}
title: title
slug: title
fields:
  - {name: title, kind: text, label: {de: T, en: T}, localised: true, required: true}
  - {name: at, kind: reference, label: {de: A, en: A}, to: [shelter], onGone: drop}
  - {name: geo, kind: geo, label: {de: G, en: G}, derive: at.geo}
`

// What a type hides cannot be shown by another that derives it.
func TestWhatIsHiddenIsNotDerived(t *testing.T) {
	t.Parallel()
	load := func(more string) error {
		_, err := schema.Load(schema.Embedded(), fstest.MapFS{
			"shelter.yaml": &fstest.MapFile{Data: fmt.Appendf(nil, shelter, more)}, "visit.yaml": &fstest.MapFile{Data: []byte(visit)},
		})
		return err
	}
	if err := load(""); err != nil {
		t.Fatal(err)
	}
	for _, more := range []string{", internal: true", ", personal: true"} {
		if err := load(more); err == nil || !strings.Contains(err.Error(), "to derive from") {
			t.Errorf("%s: %v", more, err)
		}
	}
}
