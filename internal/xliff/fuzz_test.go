package xliff

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func FuzzRead(f *testing.F) {
	for _, write := range writers {
		f.Add(written(f, write, example()))
	}
	for _, file := range large {
		f.Add(file(1)[:2000])
	}
	f.Add(file12(`<trans-unit id="u"><source>a<bpt id="1" ctype="bold"/>b<ept id="1"/></source><target><mrk mtype="seg" mid="0">x</mrk></target></trans-unit>`))
	f.Add(file21(`<unit id=":2f:"><segment><source><sc id="1" subType="xlf:i"/>a<ec startRef="1"/><cp hex="9"/></source><target order="2"><sm id="2" translate="no"/></target></segment></unit>`))
	f.Fuzz(checkRead)
}

// checkRead holds what is true of every file: it is refused by an Error, or what was read can be written, and says the
// same then.
func checkRead(t *testing.T, file string) {
	t.Helper()
	limits := Limits{Bytes: 1 << 20, Units: 1000, Parts: 1000, Text: 10_000}
	doc, _, err := Read(strings.NewReader(file), limits)
	var refused *Error
	if err != nil {
		if !errors.As(err, &refused) {
			t.Fatalf("an error of another kind: %v", err)
		}
		return
	}
	for _, f := range doc.Files {
		for _, u := range f.Units {
			if code := checkUnit(u); code != "" {
				t.Fatalf("%s in %+v of %s", code, u, file)
			}
		}
	}
	for version, write := range writers {
		var out bytes.Buffer
		if write(&out, doc) != nil {
			continue // by its languages, or because no unit is left
		}
		again, problems, err := Read(&out, limits)
		if errors.As(err, &refused) && (refused.Code == TooLarge || refused.Code == TooManyParts || refused.Code == TooDeep) {
			continue // ours is longer
		}
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v, %v of %s", version, err, problems, file)
		}
		for i, f := range again.Files {
			for j, u := range f.Units {
				was := doc.Files[i].Units[j]
				was.Hash = was.hash()
				if diff := cmp.Diff(was, u); diff != "" {
					t.Fatalf("%s: %s of %s", version, diff, file)
				}
			}
		}
	}
}

// fragments are what random files are put together from.
var fragments = strings.Split(`a| |b &amp; c|&#13;|<![CDATA[<p>]]>|<!-- x -->|<?x?>|<g id="1" ctype="bold">|<g id="2">|</g>|<x id="3" ctype="lb"/>|<x id="1"/>|`+
	`<bpt id="1" ctype="italic">|</bpt>|<ept id="1">|</ept>|<bx id="2" rid="1" ctype="link" equiv-text="u"/>|<ex id="5" rid="1"/>|<it id="1" pos="open">|</it>|`+
	`<mrk mtype="seg" mid="1">|<mrk mtype="protected">|<mrk id="1" translate="no">|</mrk>|<pc id="1" type="fmt" subType="xlf:b">|<pc id="2" type="link" dataRefStart="d2">|</pc>|`+
	`<ph id="3" subType="xlf:lb"/>|<sc id="1" subType="xlf:i"/>|<sc id="4" isolated="yes"/>|<ec startRef="1"/>|<ec id="1"/>|<sm id="1" translate="no"/>|<em startRef="1"/>|`+
	`<cp hex="0041"/>|<cp hex="0001"/>|<pc id="9" copyOf="1">|<sub>|</sub>`, "|")

// TestRandomFiles reads files that tools might have put together, and others.
func TestRandomFiles(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 8))
	some := func() string {
		var b strings.Builder
		var open []string
		for range random.IntN(9) {
			f := fragments[random.IntN(len(fragments))]
			if strings.HasPrefix(f, "</") { // mostly what is open
				if len(open) == 0 {
					continue
				}
				f, open = open[len(open)-1], open[:len(open)-1]
			} else if strings.HasPrefix(f, "<") && !strings.HasSuffix(f, "/>") && f[1] != '!' && f[1] != '?' {
				name, _, _ := strings.Cut(strings.Trim(f, "<>"), " ")
				open = append(open, "</"+name+">")
			}
			b.WriteString(f)
		}
		for i := len(open) - 1; i >= 0; i-- {
			b.WriteString(open[i])
		}
		return b.String()
	}
	read := 0
	for range 20_000 {
		var file string
		if random.IntN(2) == 0 {
			file = file12(`<trans-unit id="u"><source>` + some() + `</source><seg-source>` + some() + `</seg-source><target state="final">` + some() + `</target></trans-unit>`)
		} else {
			file = file21(`<unit id="u:"><originalData><data id="d2">&lt;a href="x"></data></originalData><segment><source>` + some() + `</source><target order="2">` + some() + `</target></segment><ignorable><source>` + some() + `</source></ignorable></unit>`)
		}
		if random.IntN(5) == 0 { // and now and then a byte too many or too few
			at := random.IntN(len(file))
			file = file[:at] + []string{"", "<", ">", `"`, "&", "\x00", "é"}[random.IntN(7)] + file[min(at+random.IntN(3), len(file)):]
		}
		checkRead(t, file)
		if doc, _, err := Read(strings.NewReader(file), Limits{}); err == nil && len(doc.Files) == 1 && len(doc.Files[0].Units) == 1 {
			read++
		}
	}
	if read < 2000 {
		t.Errorf("only %d files had a unit that could be read", read)
	}
	t.Logf("%d files had a unit that could be read", read)
}
