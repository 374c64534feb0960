package xliff

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lotse/internal/segment"
)

// file12 and file21 put units into a file.
func file12(units string) string {
	return `<xliff version="1.2" xmlns="` + namespace12 + `"><file original="e" source-language="de" target-language="en" datatype="html"><body>` + units + `</body></file></xliff>`
}

func file21(units string) string {
	return `<xliff version="2.1" xmlns="` + namespace20 + `" srcLang="de" trgLang="en"><file id="e">` + units + `</file></xliff>`
}

// unitLine is a unit in one line: source, target and state, or the code of its problem.
func unitLine(t *testing.T, file string) string {
	t.Helper()
	doc, problems, err := Read(strings.NewReader(file), Limits{})
	if err != nil {
		t.Fatalf("%v in %s", err, file)
	}
	if len(problems) == 1 && len(doc.Files[0].Units) == 0 {
		return problems[0].Code
	}
	if len(problems) > 0 || len(doc.Files) != 1 || len(doc.Files[0].Units) != 1 {
		t.Fatalf("%v, %v in %s", doc, problems, file)
	}
	u := doc.Files[0].Units[0]
	return u.Source.Coded + " | " + u.Target + " | " + string(u.State)
}

// What tools make of units of 1.2.
func TestUnitsOf12(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ unit, want string }{
		"no target":           {`<source>a</source>`, `a |  | initial`},
		"empty target":        {`<source>a</source><target state="translated"/>`, `a |  | initial`},
		"blank target":        {"<source>a</source><target state=\"translated\">\n </target>", `a |  | initial`},
		"target, no state":    {`<source>a</source><target>b</target>`, `a | b | translated`},
		"new":                 {`<source>a</source><target state="new">b</target>`, `a | b | initial`},
		"needs translation":   {`<source>a</source><target state="needs-translation">b</target>`, `a | b | initial`},
		"needs review":        {`<source>a</source><target state="needs-review-translation">b</target>`, `a | b | translated`},
		"signed off":          {`<source>a</source><target state="signed-off">b</target>`, `a | b | reviewed`},
		"final":               {`<source>a</source><target state="final">b</target>`, `a | b | final`},
		"own state":           {`<source>a</source><target state="x-Confirmed">b</target>`, `a | b | translated`},
		"capitals":            {`<source>a</source><target state="Signed-Off">b</target>`, `a | b | reviewed`},
		"CDATA":               {`<source><![CDATA[<p>a & b</p>]]></source><target><![CDATA[<p>c</p>]]></target>`, `&lt;p&gt;a &amp; b&lt;/p&gt; | &lt;p&gt;c&lt;/p&gt; | translated`},
		"alternatives":        {`<source>a</source><target>b</target><alt-trans><source>x</source><target>y<g id="9">z</g></target></alt-trans>`, `a | b | translated`},
		"alternatives first":  {`<alt-trans><target>y</target></alt-trans><source>a</source><target>b</target>`, `a | b | translated`},
		"terms":               {`<source>a <mrk mtype="term">b</mrk></source><target>c <mrk mtype="x-term">d</mrk></target>`, `a b | c d | translated`},
		"segments":            {`<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">X.</mrk> <mrk mtype="seg" mid="2">Y.</mrk></target>`, `A. B. | X. Y. | translated`},
		"segment missing":     {`<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">X.</mrk></target>`, IncompleteTarget},
		"segment empty":       {`<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">X.</mrk> <mrk mtype="seg" mid="2"/></target>`, IncompleteTarget},
		"segments empty":      {`<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A. B.</mrk></seg-source><target><mrk mtype="seg" mid="1"></mrk></target>`, `A. B. |  | initial`},
		"segments not cut":    {`<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source><target>X. Y.</target>`, `A. B. | X. Y. | translated`},
		"codes":               {`<source><g id="1" ctype="bold">a</g><x id="2" ctype="lb"/></source><target><x id="2"/><g id="1">b</g></target>`, `<g id="1">a</g><x id="2"/> | <x id="2"/><g id="1">b</g> | translated`},
		"codes as bpt":        {`<source><g id="1" ctype="bold">a</g><x id="2" ctype="lb"/></source><target><bpt id="1">&lt;b></bpt>b<ept id="1">&lt;/b></ept><ph id="2">&lt;br></ph></target>`, `<g id="1">a</g><x id="2"/> | <g id="1">b</g><x id="2"/> | translated`},
		"pairs by rid":        {`<source><bpt id="1" rid="7" ctype="bold">&lt;b></bpt>a<ept id="2" rid="7">&lt;/b></ept></source><target><bx id="1" rid="7"/>b<ex id="2" rid="7"/></target>`, `<g id="1">a</g> | <g id="1">b</g> | translated`},
		"foreign codes":       {`<source><g id="i1">a</g> <x id="5"/><ph id="0">{0<sub>s</sub>}</ph></source><target><g id="i1">b</g><x id="5"/><ph id="0">{0}</ph></target>`, `a  | b | translated`},
		"foreign bpt":         {`<source><bpt id="1">&lt;u></bpt>a<ept id="1">&lt;/u></ept><it id="2" pos="open">&lt;i></it></source><target><bpt id="1">x</bpt>b<ept id="1">y</ept><it id="2" pos="open">&lt;i></it></target>`, `a | b | translated`},
		"foreign overlap":     {`<source><bx id="1"/>a<bx id="2"/>b<ex id="1"/>c<ex id="2"/></source>`, `abc |  | initial`},
		"foreign in ours":     {`<source><g id="1" ctype="bold"><bx id="u"/>a</g><ex id="u"/></source>`, `<g id="1">a</g> |  | initial`},
		"unknown code":        {`<source>a</source><target><g id="1">b</g></target>`, UnknownCode},
		"unknown, no number":  {`<source>a</source><target><x id="x"/></target>`, UnknownCode},
		"wrong code":          {`<source>a<x id="1" ctype="lb"/></source><target><g id="1">b</g></target>`, WrongCode},
		"wrong code, single":  {`<source><g id="1" ctype="bold">a</g></source><target><x id="1"/></target>`, WrongCode},
		"code twice":          {`<source><g id="1" ctype="bold">a</g><g id="1" ctype="bold">a</g></source>`, DuplicateCode},
		"code copied":         {`<source><g id="1" ctype="bold">a</g></source><target><g id="1">b</g><g id="1">c</g></target>`, `<g id="1">a</g> | <g id="1">b</g><g id="1">c</g> | translated`},
		"overlap":             {`<source><bx id="1" ctype="bold"/>a<bx id="2" ctype="italic"/>b<ex id="1"/>c<ex id="2"/></source>`, BrokenCodes},
		"not closed":          {`<source><bx id="1" ctype="bold"/>a</source>`, BrokenCodes},
		"not opened":          {`<source>a<ex id="1"/></source>`, BrokenCodes},
		"no source":           {`<target>b</target>`, MissingSource},
		"foreign elements":    {`<source>a<my:x xmlns:my="urn:my">hidden</my:x></source><my:data xmlns:my="urn:my"><source>no</source></my:data>`, `a |  | initial`},
		"layout":              {"<source>\n  a\n  b <x id=\"1\" ctype=\"lb\"/>\n c  d\n </source>", `a b <x id="1"/> c  d |  | initial`},
		"layout and comments": {"<source>\n a<!-- x -->\n</source>", `a |  | initial`},
		"entities":            {`<source>&#x1F68D;&amp;&lt;&#9;</source>`, "🚍&amp;&lt;\t |  | initial"},
	} {
		if got := unitLine(t, file12(`<trans-unit id="u">`+c.unit+`</trans-unit>`)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for name, c := range map[string]struct{ file, want string }{
		"approved":            {file12(`<trans-unit id="u" approved="yes"><source>a</source><target>b</target></trans-unit>`), `a | b | reviewed`},
		"approved, but waits": {file12(`<trans-unit id="u" approved="yes"><source>a</source><target state="needs-translation">b</target></trans-unit>`), `a | b | initial`},
		"white space is kept": {file12("<trans-unit id=\"u\" xml:space=\"preserve\"><source>\n a </source></trans-unit>"), "\n a  |  | initial"},
		"kept by the group":   {file12("<group xml:space=\"preserve\"><trans-unit id=\"u\"><source>\n a</source></trans-unit></group>"), "\n a |  | initial"},
		"no id":               {file12(`<trans-unit><source>a</source></trans-unit>`), MissingID},
		"byte order mark":     {"\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?>" + file12(`<trans-unit id="u"><source>a</source></trans-unit>`), `a |  | initial`},
		"no namespace":        {strings.Replace(file12(`<trans-unit id="u"><source>a</source></trans-unit>`), ` xmlns="`+namespace12+`"`, "", 1), `a |  | initial`},
		"with a prefix":       {`<f:xliff version="1.2" xmlns:f="` + namespace12 + `"><f:file original="e"><f:body><f:trans-unit id="u"><f:source>a</f:source></f:trans-unit></f:body></f:file></f:xliff>`, `a |  | initial`},
		"header":              {strings.Replace(file12(`<trans-unit id="u"><source>a</source></trans-unit>`), "<body>", `<header><skl><internal-file><trans-unit id="x"><source>no</source></trans-unit></internal-file></skl></header><body>`, 1), `a |  | initial`},
	} {
		if got := unitLine(t, c.file); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What tools make of units of 2.x.
func TestUnitsOf2(t *testing.T) {
	t.Parallel()
	const bold = `<pc id="1" type="fmt" subType="xlf:b">a</pc>`
	for name, c := range map[string]struct{ unit, want string }{
		"no target":            {`<segment><source>a</source></segment>`, `a |  | initial`},
		"no state":             {`<segment><source>a</source><target>b</target></segment>`, `a | b | initial`},
		"reviewed":             {`<segment state="reviewed"><source>a</source><target>b</target></segment>`, `a | b | reviewed`},
		"state of 1.2":         {`<segment state="signed-off"><source>a</source><target>b</target></segment>`, `a | b | reviewed`},
		"own state":            {`<segment state="confirmed"><source>a</source><target>b</target></segment>`, `a | b | translated`},
		"state without target": {`<segment state="final"><source>a</source><target/></segment>`, `a |  | initial`},
		"segments":             {`<segment state="final"><source>A.</source><target>X.</target></segment><ignorable><source> </source></ignorable><segment state="translated"><source>B.</source><target>Y.</target></segment>`, `A. B. | X. Y. | translated`},
		"order":                {`<segment state="final"><source>A.</source><target order="3">X.</target></segment><ignorable><source> </source></ignorable><segment state="final"><source>B.</source><target order="1">Y.</target></segment>`, `A. B. | Y. X. | final`},
		"segment missing":      {`<segment><source>A.</source><target>X.</target></segment><segment><source>B.</source></segment>`, IncompleteTarget},
		"none translated":      {`<segment><source>A.</source><target/></segment><segment><source>B.</source></segment>`, `A.B. |  | initial`},
		"code over segments":   {`<segment state="final"><source><sc id="1" subType="xlf:b"/>A.</source><target><sc id="1"/>X.</target></segment><segment state="final"><source>B.<ec startRef="1"/></source><target>Y.<ec startRef="1"/></target></segment>`, `<g id="1">A.B.</g> | <g id="1">X.Y.</g> | final`},
		"pc as sc":             {`<segment><source>` + bold + `</source><target><sc id="1"/>b<ec startRef="1"/></target></segment>`, `<g id="1">a</g> | <g id="1">b</g> | initial`},
		"copies":               {`<segment><source>` + bold + `</source><target><pc id="1">b</pc><pc id="c9" copyOf="1">c</pc><pc id="1-2">d</pc></target></segment>`, `<g id="1">a</g> | <g id="1">b</g><g id="1">c</g><g id="1">d</g> | initial`},
		"keep":                 {`<segment><source><mrk id="1" translate="no">a</mrk></source><target><sm id="1" translate="no"/>b<em startRef="1"/></target></segment>`, `<g id="1">a</g> | <g id="1">b</g> | initial`},
		"terms":                {`<segment><source><mrk id="m1" type="term">a</mrk></source><target><mrk id="m1" type="term">b</mrk><mrk id="7" translate="no">c</mrk><sm id="q" type="comment"/>d<em startRef="q"/></target></segment>`, `a | bcd | initial`},
		"crossing a term":      {`<segment><source>` + bold + `</source><target><sm id="q" type="comment"/><pc id="1">b<em startRef="q"/></pc></target></segment>`, `<g id="1">a</g> | <g id="1">b</g> | initial`},
		"foreign codes":        {`<segment><source>{<ph id="1"/>} <pc id="x">a</pc></source><target><pc id="x">b</pc><ph id="1"/></target></segment>`, `{} a | b | initial`},
		"code point":           {`<segment><source>a<cp hex="1F68D"/>b</source></segment>`, `a🚍b |  | initial`},
		"bad code point":       {`<segment><source>a<cp hex="0001"/></source></segment>`, BadCharacter},
		"no code point":        {`<segment><source>a</source><target>b<cp hex="110000"/></target></segment>`, BadCharacter},
		"unknown code":         {`<segment><source>a</source><target><pc id="1">b</pc></target></segment>`, UnknownCode},
		"half a pair":          {`<segment><source>` + bold + `</source><target><sc id="1" isolated="yes"/>b</target></segment>`, WrongCode},
		"not closed":           {`<segment><source>` + bold + `</source><target><sc id="1"/>b</target></segment>`, BrokenCodes},
		"overlap":              {`<segment><source><sc id="1" subType="xlf:b"/>a<sc id="2" subType="xlf:i"/>b<ec startRef="1"/>c<ec startRef="2"/></source></segment>`, BrokenCodes},
		"no segment":           {`<notes><note>x</note></notes>`, MissingSource},
		"no source":            {`<segment><target>b</target></segment>`, MissingSource},
		"matches":              {`<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1"><segment><source>no</source></segment></mtc:match></mtc:matches><segment><source>a</source></segment>`, `a |  | initial`},
	} {
		if got := unitLine(t, file21(`<unit id="u">`+c.unit+`</unit>`)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for _, version := range []string{"2.0 " + namespace20, "2.1 " + namespace20, "2.2 " + namespace22} {
		number, namespace, _ := strings.Cut(version, " ")
		file := `<xliff version="` + number + `" xmlns="` + namespace + `" srcLang="de_DE"><file id="f"><group id="g" translate="no"><unit id="a:2f:b"><segment><source>a</source></segment></unit></group></file></xliff>`
		want := Document{SourceLocale: "de-DE", Files: []File{{Original: "f", SourceLocale: "de-DE", Units: []Unit{{ID: "a/b", Source: segment.PlainText("a"), State: Initial}}}}}
		if diff := cmp.Diff(want, read(t, file)); diff != "" {
			t.Errorf("%s: %s", number, diff)
		}
	}
}

// One bad unit leaves the others; units may stand in any order.
func TestProblemsLeaveTheRest(t *testing.T) {
	t.Parallel()
	doc, problems, err := Read(strings.NewReader(file12("\n<trans-unit id=\"b\"><source>b</source></trans-unit>\n<trans-unit id=\"x\"><source>x</source><target><x id=\"9\"/></target></trans-unit>\n"+
		"<group><trans-unit id=\"a\"><source>a</source></trans-unit></group>\n<trans-unit id=\"b\"><source>again</source></trans-unit>")), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Problem{{"e", "x", UnknownCode, 3}, {"e", "b", DuplicateUnit, 5}}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
	if len(doc.Files[0].Units) != 2 || doc.Files[0].Units[0].ID != "b" || doc.Files[0].Units[1].ID != "a" {
		t.Errorf("%+v", doc)
	}
}

// A source that was edited on the way is seen, and so is one that has changed since.
func TestTheHashTellsOfAnotherSource(t *testing.T) {
	t.Parallel()
	for version, write := range writers {
		file := strings.ReplaceAll(written(t, write, example()), "Beratung", "Berapung")
		u := read(t, file).Files[0].Units[0]
		if before := example().Files[0].Units[0]; u.Hash != before.Hash || segment.Hash(u.Source) == u.Hash {
			t.Errorf("%s: %q of %q", version, u.Hash, u.Source.Coded)
		}
	}
}

// The files of Integreat are 1.2 and 2.0, without states, with HTML in CDATA.
func TestFilesOfIntegreat(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob(filepath.Join(shared(t, "integreat-cms-fixtures", "xliff"), "*.xliff"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := read(t, string(data))
		if doc.SourceLocale != "de-DE" || doc.TargetLocale != "en-GB" || len(doc.Files) != 1 || len(doc.Files[0].Units) != 2 {
			t.Errorf("%s: %+v", path, doc)
			continue
		}
		title := doc.Files[0].Units[0]
		if title.ID != "title" || title.Source.Coded == "" || (title.Target == "") != strings.Contains(string(data), "<target/>") || title.Hash != "" {
			t.Errorf("%s: %+v", path, title)
		}
		for version, write := range writers { // written by us they say the same
			if diff := cmp.Diff(filled(doc), read(t, written(t, write, doc))); diff != "" {
				t.Errorf("%s as %s: %s", path, version, diff)
			}
		}
	}
}
