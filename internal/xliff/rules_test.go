package xliff

import (
	"encoding/xml"
	"math/rand/v2"
	"strings"
	"testing"
)

// tag is an element of any XML.
type tag struct {
	XMLName    xml.Name
	Attributes []xml.Attr `xml:",any,attr"`
	Tags       []tag      `xml:",any"`
}

func (e tag) attribute(name string) string { return attribute(e.Attributes, name) }

// below lists the elements in e whose name is wanted, however deep.
func (e tag) below(wanted ...string) (out []tag) {
	for _, k := range e.Tags {
		for _, w := range wanted {
			if k.XMLName.Local == w {
				out = append(out, k)
			}
		}
		out = append(out, k.below(wanted...)...)
	}
	return out
}

// brokenRules holds a file of 2.1 against those rules of xliff_core_2.1.sch (OASIS, Schematron) that a schema cannot
// say and our files could break: uniqueness (K1, K3, K5, K6S), ids of the target (K6T), copies (F9, F14), original
// data (F15 and following), and subType only beside type (F8).
func brokenRules(t *testing.T, file string) (out []string) {
	t.Helper()
	var root tag
	if err := xml.Unmarshal([]byte(file), &root); err != nil {
		t.Fatal(err)
	}
	unique := func(rule string, list []tag) map[string]tag {
		seen := map[string]tag{}
		for _, e := range list {
			id := e.attribute("id")
			if _, twice := seen[id]; twice || id == "" {
				out = append(out, rule+": "+id)
			}
			seen[id] = e
		}
		return seen
	}
	unique("K1", root.below("file"))
	for _, f := range root.below("file") {
		unique("K3", f.below("unit"))
	}
	for _, u := range root.below("unit") {
		data := unique("K5", u.below("data"))
		var source, target []tag
		for _, s := range u.below("source") {
			source = append(source, s.below("pc", "ph", "mrk")...)
		}
		for _, s := range u.below("target") {
			target = append(target, s.below("pc", "ph", "mrk")...)
		}
		ours := unique("K6S", source)
		unique("K6T", target)
		for _, e := range append(source, target...) {
			if s, there := ours[e.attribute("id")]; there && s.XMLName != e.XMLName {
				out = append(out, "K6T: another element "+e.attribute("id"))
			}
			if base := e.attribute("copyOf"); base != "" {
				if e.attribute("dataRefStart") != "" {
					out = append(out, "F9: "+base)
				}
				if s, there := ours[base]; !there || s.attribute("dataRefStart") != "" {
					out = append(out, "F14: "+base)
				}
			}
			if ref := e.attribute("dataRefStart"); ref != "" {
				if _, there := data[ref]; !there {
					out = append(out, "F18: "+ref)
				}
			}
			if e.attribute("subType") != "" && e.attribute("type") == "" {
				out = append(out, "F8: "+e.attribute("id"))
			}
		}
	}
	return out
}

func TestRulesBeyondTheSchema(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, 10))
	copies := 0
	for range 500 {
		file := written(t, Write21, randomDocument(random))
		if broken := brokenRules(t, file); len(broken) > 0 {
			t.Fatalf("%v in %s", broken, file)
		}
		copies += strings.Count(file, "copyOf=")
	}
	if copies == 0 {
		t.Error("no file had a copied code")
	}
	// The rules notice what they are for.
	whole := written(t, Write21, example())
	for _, spoilt := range []struct{ whole, broken, rule string }{
		{`id="f2"`, `id="f1"`, "K1"}, {`id="contact.mail"`, `id="title"`, "K3"}, {`<pc id="5"`, `<pc id="3"`, "K6S"}, {`id="4-2"`, `id="4"`, "K6T"},
		{`copyOf="4"`, `copyOf="2"`, "F14"}, {`<data id="d2">`, `<data id="d9">`, "F18"}, {`type="fmt" `, ``, "F8"},
	} {
		if broken := brokenRules(t, strings.Replace(whole, spoilt.whole, spoilt.broken, -1)); len(broken) == 0 || !strings.HasPrefix(broken[0], spoilt.rule) {
			t.Errorf("%s for %s: %v", spoilt.broken, spoilt.whole, broken)
		}
	}
}
