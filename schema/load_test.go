package schema

import "testing"

func TestEmbeddedTypesLoad(t *testing.T) {
	r, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Types()); n != 7 {
		t.Errorf("%d types", n)
	}
}
