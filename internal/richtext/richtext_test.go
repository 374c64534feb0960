package richtext

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func decode(t testing.TB, s string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return v
}

// line is the rule of schema for a run of text, written again because floors do not import each other.
func line(s string) string {
	for _, r := range s {
		switch {
		case unicode.IsControl(r):
			return "control_character"
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return "bidi_override"
		}
	}
	return ""
}

func same(s string) string { return s }

// para wraps inline JSON into a document with one paragraph.
func para(inline string) string {
	return `{"type":"doc","content":[{"type":"paragraph","content":[` + inline + `]}]}`
}

func nested(depth int) string {
	s := `{"type":"paragraph","content":[{"type":"text","text":"x"}]}`
	for range depth {
		s = `{"type":"blockquote","content":[` + s + `]}`
	}
	return `{"type":"doc","content":[` + s + `]}`
}

func TestCheck(t *testing.T) {
	const p = "/content/0/content/0"
	for name, c := range map[string]struct {
		doc  string
		want []Problem
	}{
		"paragraph":           {para(`{"type":"text","text":"Hallo"}`), nil},
		"empty paragraph":     {`{"type":"doc","content":[{"type":"paragraph"}]}`, nil},
		"marks":               {para(`{"type":"text","text":"a","marks":[{"type":"bold"},{"type":"italic"},{"type":"link","attrs":{"href":"https://jena.de/a?b=c#d"}}]}`), nil},
		"mail and phone":      {para(`{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"mailto:a@b.de"}}]},{"type":"text","text":"b","marks":[{"type":"link","attrs":{"href":"tel:+493641"}}]}`), nil},
		"heading with dir":    {`{"type":"doc","content":[{"type":"heading","attrs":{"level":2,"dir":"rtl"},"content":[{"type":"text","text":"a"}]}]}`, nil},
		"lists":               {`{"type":"doc","content":[{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph"},{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}]},{"type":"horizontalRule"}]}`, nil},
		"depth at the limit":  {nested(MaxDepth - 2), nil},
		"depth beyond":        {nested(MaxDepth), []Problem{{strings.Repeat("/content/0", MaxDepth) + "/content", "too_deep"}}},
		"no document":         {`{"type":"paragraph"}`, []Problem{{"", BadRichText}}},
		"a string":            {`"<p>x</p>"`, []Problem{{"", BadRichText}}},
		"null":                {`null`, []Problem{{"", BadRichText}}},
		"empty document":      {`{"type":"doc"}`, []Problem{{"", BadRichText}}},
		"empty content":       {`{"type":"doc","content":[]}`, []Problem{{"/content", BadRichText}}},
		"content no list":     {`{"type":"doc","content":{}}`, []Problem{{"/content", BadRichText}}},
		"unknown node":        {`{"type":"doc","content":[{"type":"script"}]}`, []Problem{{"/content/0", BadRichText}}},
		"node no object":      {`{"type":"doc","content":[1]}`, []Problem{{"/content/0", BadRichText}}},
		"inline at top":       {`{"type":"doc","content":[{"type":"text","text":"a"}]}`, []Problem{{"/content/0", BadRichText}}},
		"block in paragraph":  {para(`{"type":"paragraph"}`), []Problem{{p, BadRichText}}},
		"item without list":   {`{"type":"doc","content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}`, []Problem{{"/content/0", BadRichText}}},
		"list without items":  {`{"type":"doc","content":[{"type":"bulletList"}]}`, []Problem{{"/content/0", BadRichText}}},
		"heading 1":           {`{"type":"doc","content":[{"type":"heading","attrs":{"level":1}}]}`, []Problem{{"/content/0/attrs/level", BadRichText}}},
		"heading without":     {`{"type":"doc","content":[{"type":"heading"}]}`, []Problem{{"/content/0/attrs", BadRichText}}},
		"unknown attribute":   {`{"type":"doc","content":[{"type":"paragraph","attrs":{"on/click":"x"}}]}`, []Problem{{"/content/0/attrs/on~1click", BadRichText}}},
		"unknown key":         {`{"type":"doc","version":1,"content":[{"type":"paragraph","style":"x"}]}`, []Problem{{"/content/0/style", BadRichText}, {"/version", BadRichText}}},
		"bad dir":             {`{"type":"doc","content":[{"type":"paragraph","attrs":{"dir":"up"}}]}`, []Problem{{"/content/0/attrs/dir", BadRichText}}},
		"bad start":           {`{"type":"doc","content":[{"type":"orderedList","attrs":{"start":0},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}`, []Problem{{"/content/0/attrs/start", BadRichText}}},
		"empty text":          {para(`{"type":"text","text":""}`), []Problem{{p + "/text", BadRichText}}},
		"text no string":      {para(`{"type":"text","text":5}`), []Problem{{p + "/text", BadRichText}}},
		"control character":   {para(`{"type":"text","text":"a\u0007"}`), []Problem{{p + "/text", "control_character"}}},
		"bidi override":       {para(`{"type":"text","text":"a\u202e"}`), []Problem{{p + "/text", "bidi_override"}}},
		"unknown mark":        {para(`{"type":"text","text":"a","marks":[{"type":"code"}]}`), []Problem{{p + "/marks/0", BadRichText}}},
		"mark twice":          {para(`{"type":"text","text":"a","marks":[{"type":"bold"},{"type":"bold"}]}`), []Problem{{p + "/marks/1", BadRichText}}},
		"mark with attribute": {para(`{"type":"text","text":"a","marks":[{"type":"bold","attrs":{"x":1}}]}`), []Problem{{p + "/marks/0", BadRichText}}},
		"link without href":   {para(`{"type":"text","text":"a","marks":[{"type":"link"}]}`), []Problem{{p + "/marks/0", BadRichText}}},
		"script link":         {para(`{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}`), []Problem{{p + "/marks/0/attrs/href", BadRichText}}},
		"several at once":     {`{"type":"doc","content":[{"type":"x"},{"type":"heading","attrs":{"level":9}}]}`, []Problem{{"/content/0", BadRichText}, {"/content/1/attrs/level", BadRichText}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Check(decode(t, c.doc), 1000, line)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCheckLimits(t *testing.T) {
	long := decode(t, para(`{"type":"text","text":"äöü"}`))
	if got := Check(long, 2, line); len(got) != 1 || got[0].Code != "too_long" {
		t.Errorf("too long: %v", got)
	}
	if got := Check(long, 3, line); got != nil {
		t.Errorf("characters are counted, not bytes: %v", got)
	}
	many := decode(t, `{"type":"doc","content":[`+strings.Repeat(`{"type":"paragraph"},`, MaxNodes)+`{"type":"paragraph"}]}`)
	if got := Check(many, 1000, line); len(got) != 1 || got[0].Code != "too_many" {
		t.Errorf("too many: %v", got)
	}
	wrong := decode(t, `{"type":"doc","content":[`+strings.Repeat(`{"type":"x"},`, 100)+`{"type":"x"}]}`)
	if got := Check(wrong, 1000, line); len(got) != maxProblems {
		t.Errorf("%d problems", len(got))
	}
}

func TestSafeLink(t *testing.T) {
	for href, want := range map[string]bool{
		"https://jena.de": true, "http://jena.de/ä?x=1": true, "HTTPS://JENA.DE": true, "mailto:a@b.de": true, "tel:+49115": true,
		"https://xn--mnchen-3ya.de/": true, "https://münchen.de/": true,
		"": false, "javascript:alert(1)": false, "JaVaScRiPt:alert(1)": false, "java\tscript:x": false, " https://a.de": false,
		"data:text/html,x": false, "vbscript:x": false, "//jena.de": false, "/pfad": false, "jena.de": false, "https://": false,
		"https://user:pass@a.de": false, "mailto:": false, "https://a.de/\"onclick=": false, "https://a.de\\@b.de": false, "ftp://a.de": false,
		"https://a.de/<x>": false, "https://a.de/" + strings.Repeat("x", MaxHref): false,
	} {
		if got := SafeLink(href); got != want {
			t.Errorf("SafeLink(%q) = %v", href, got)
		}
	}
}

const everything = `{"type":"doc","content":[
	{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Was & wann"}]},
	{"type":"paragraph","attrs":{"dir":"rtl"},"content":[{"type":"text","text":"مرحبا"},{"type":"hardBreak"},{"type":"text","text":"<b>","marks":[{"type":"bold"},{"type":"italic"}]}]},
	{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"eins"}]},{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"zwei"}]}]}]}]}]},
	{"type":"horizontalRule"},
	{"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"Link","marks":[{"type":"link","attrs":{"href":"https://a.de/?x=1&y=\u0027"}}]}]}]}]}`

func TestRender(t *testing.T) {
	doc := decode(t, everything)
	wantHTML := `<h2>Was &amp; wann</h2><p dir="rtl">مرحبا<br><strong><em>&lt;b&gt;</em></strong></p>` +
		`<ol start="3"><li><p>eins</p><ul><li><p>zwei</p></li></ul></li></ol><hr>` +
		`<blockquote><p><a href="https://a.de/?x=1&amp;y=&#39;" rel="noopener">Link</a></p></blockquote>`
	if diff := cmp.Diff(wantHTML, HTML(doc)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("Was & wann\nمرحبا\n<b>\n- eins\n- zwei\nLink", Text(doc)); diff != "" {
		t.Error(diff)
	}
	var texts []string
	for _, b := range Blocks(doc) {
		texts = append(texts, b.Kind+" "+b.Text)
	}
	if diff := cmp.Diff([]string{"heading Was & wann", "paragraph مرحبا\n<b>", "paragraph eins", "paragraph zwei", "paragraph Link"}, texts); diff != "" {
		t.Error(diff)
	}
}

// A document is filled with other texts in its own form: blocks go with what held nothing else, others come behind.
func TestFill(t *testing.T) {
	var doc any
	if err := json.Unmarshal([]byte(`{"type":"doc","content":[
		{"type":"heading","attrs":{"level":3,"dir":"ltr"},"content":[{"type":"text","text":"eins"}]},
		{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"zwei"}]}]}]},
		{"type":"horizontalRule"},{"type":"paragraph"},
		{"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"drei"}]}]}]}`), &doc); err != nil {
		t.Fatal(err)
	}
	text := func(s string) []any { return []any{map[string]any{"type": "text", "text": s}} }
	before := HTML(doc)
	got := HTML(Fill(doc, func(b Block) Filled {
		switch b.Text {
		case "zwei":
			return Filled{}
		case "drei":
			return Filled{Content: text("three"), After: [][]any{text("four")}}
		}
		return Filled{Content: text("one"), Undirected: true}
	}))
	if want := `<h3>one</h3><hr><p></p><blockquote><p>three</p><p>four</p></blockquote>`; got != want {
		t.Errorf("filled:\n%s\nwant\n%s", got, want)
	}
	if HTML(doc) != before {
		t.Error("the document that was filled has changed")
	}
	if got := Fill(node("doc", node("paragraph", text("x")...)), func(Block) Filled { return Filled{} }); got != nil {
		t.Errorf("nothing left gives %v", got)
	}
}

func TestTidy(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"what Tiptap adds": {
			`{"type":"doc","content":[{"type":"paragraph","attrs":{"dir":null,"textAlign":null},"content":[{"type":"text","text":"a","marks":[{"type":"bold","attrs":null},{"type":"link","attrs":{"href":"https://a.de","target":"_blank","rel":"noopener","class":null}}]}]},{"type":"orderedList","attrs":{"start":1,"type":null},"content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"x"}]}]}]}]}`,
			`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"https://a.de"}},{"type":"bold"}]}]},{"type":"orderedList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"x"}]}]}]}]}`,
		},
		"joined texts":         {para(`{"type":"text","text":"a"},{"type":"text","text":""},{"type":"text","text":"b"}`), para(`{"type":"text","text":"ab"}`)},
		"different marks stay": {para(`{"type":"text","text":"a"},{"type":"text","text":"b","marks":[{"type":"bold"}]}`), para(`{"type":"text","text":"a"},{"type":"text","text":"b","marks":[{"type":"bold"}]}`)},
		"empty":                {`{"type":"doc","content":[{"type":"paragraph"},{"type":"paragraph","content":[{"type":"text","text":"  "}]}]}`, `null`},
		"no content":           {`{"type":"doc"}`, `null`},
		"empty ends, not the middle": {
			`{"type":"doc","content":[{"type":"paragraph"},{"type":"horizontalRule"},{"type":"paragraph"},{"type":"horizontalRule"},{"type":"paragraph"}]}`,
			`{"type":"doc","content":[{"type":"horizontalRule"},{"type":"paragraph"},{"type":"horizontalRule"}]}`,
		},
		"empty list":   {`{"type":"doc","content":[{"type":"bulletList","content":[{"type":"listItem"}]},{"type":"horizontalRule"}]}`, `{"type":"doc","content":[{"type":"horizontalRule"}]}`},
		"no document":  {`[1]`, `[1]`},
		"wrong stays":  {`{"type":"doc","content":5}`, `{"type":"doc","content":5}`},
		"script stays": {`{"type":"doc","content":[{"type":"script"}]}`, `{"type":"doc","content":[{"type":"script"}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			in := decode(t, c.in)
			got := Tidy(in, same)
			if diff := cmp.Diff(decode(t, c.want), got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(decode(t, c.in), in); diff != "" {
				t.Errorf("the given document was changed: %s", diff)
			}
		})
	}
}

func TestFromHTML(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":           {"Hallo &amp; willkommen", "<p>Hallo &amp; willkommen</p>"},
		"nothing":         {"<p>&nbsp;</p><br>\r\n", ""},
		"crlf":            {"<p>Zeile eins\r\nZeile zwei</p>\r\n<p>Drei</p>", "<p>Zeile eins Zeile zwei</p><p>Drei</p>"},
		"headings":        {"<h1>A</h1><h2>B</h2><h3>C</h3><h6>D</h6>", "<h2>A</h2><h2>B</h2><h3>C</h3><h4>D</h4>"},
		"marks":           {"<p>a <b>b <i>c</i></b> <em>d</em></p>", "<p>a <strong>b </strong><strong><em>c</em></strong> <em>d</em></p>"},
		"breaks":          {"a<br>b<br><br>c<br>", "<p>a<br>b</p><p>c</p>"},
		"divs":            {"<div>a</div><div>b<div>c</div>d</div>", "<p>a</p><p>b</p><p>c</p><p>d</p>"},
		"links":           {`<a href="https://a.de" target=_blank onclick=x>a</a> <a href="javascript:x">b</a> <a href="www.c.de">c</a> <a href="/d">d</a>`, `<p><a href="https://a.de" rel="noopener">a</a> b <a href="https://www.c.de" rel="noopener">c</a> d</p>`},
		"lists":           {"<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>"},
		"nested list":     {"<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul>"},
		"list in list":    {"<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"},
		"list only heads": {"<ul><li><h2>a</h2></li></ul>", "<ul><li><p>a</p></li></ul>"},
		"text in list":    {"<ul>a<li>b</li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
		"quote":           {"<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"},
		"rule":            {"a<hr>b", "<p>a</p><hr><p>b</p>"},
		"table":           {"<table><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td>9–12</td></tr></table>", "<p>Tag | Zeit</p><p>Mo | 9–12</p>"},
		"layout table":    {"<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p><p>b</p>"},
		"table of blocks": {"<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>", "<ul><li><p>a</p></li></ul><p>b</p>"},
		"empty cells":     {"<table><tr><td></td><td>b</td><td> </td></tr></table>", "<p>b</p>"},
		"scripts":         {"a<script>alert(1)</script><style>p{}</style><svg><text>x</text></svg><img src=x onerror=alert(1)>b", "<p>ab</p>"},
		"word":            {`<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class="MsoNormal"><span style='font-weight: bold; mso-x:y'>Wichtig</span><o:p></o:p></p>`, "<p><strong>Wichtig</strong></p>"},
		"google docs":     {`<b style="font-weight:normal;" id="docs-internal-guid"><p dir="ltr">a <span style="font-weight:700">b</span></p></b>`, `<p dir="ltr">a <strong>b</strong></p>`},
		"rtl":             {`<div dir="rtl"><p>مرحبا</p></div>`, `<p dir="rtl">مرحبا</p>`},
		"preformatted":    {"<pre>a\nb\n\nc</pre>", "<p>a<br>b</p><p>c</p>"},
		"definitions":     {"<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"},
		"broken":          {"<p><b>a</p>b</b></div></p>", "<p><strong>a</strong></p><p><strong>b</strong></p>"},
		"control":         {"a\x07b \u202ec\u202c", "<p>a b c</p>"},
		"entities":        {"&auml;&#8211;&hellip;&nbsp;&lt;b&gt;", "<p>ä–… &lt;b&gt;</p>"},
		"zwnj stays":      {"می\u200cخواهم", "<p>می\u200cخواهم</p>"},
		"spaces at marks": {"<p>a<b> b </b>c</p>", "<p>a<strong> b </strong>c</p>"},
		"bold heading":    {"<h2><strong>a</strong></h2>", "<h2>a</h2>"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := FromHTML(c.in)
			if diff := cmp.Diff(c.want, HTML(doc)); diff != "" {
				t.Error(diff)
			}
			if doc != nil {
				if problems := Check(doc, 1<<30, line); problems != nil {
					t.Error(problems)
				}
			}
		})
	}
}

func TestFromHTMLKeepsTextBeyondTheLimits(t *testing.T) {
	for name, source := range map[string]string{
		"deep quotes":  strings.Repeat("<blockquote>", 100) + "Ende",
		"deep lists":   strings.Repeat("<ul><li>a", 100) + "Ende",
		"deep divs":    strings.Repeat("<div>", 2000) + "Ende",
		"many":         strings.Repeat("<p>a</p>", MaxNodes) + "Ende",
		"many breaks":  strings.Repeat("a<br>", MaxNodes) + "Ende",
		"many items":   "<ul>" + strings.Repeat("<li>a</li>", MaxNodes) + "</ul>Ende",
		"many in list": strings.Repeat("<ul><li>a</li></ul>", MaxNodes) + "Ende",
	} {
		doc := FromHTML(source)
		if problems := Check(doc, 1<<30, line); problems != nil {
			t.Errorf("%s: %v", name, problems)
		}
		if !strings.HasSuffix(Text(doc), "Ende") {
			t.Errorf("%s: the end is lost", name)
		}
	}
}

func TestFromText(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		" \r\n\r\n ":             "",
		"a":                      "<p>a</p>",
		"a\r\nb\r\n\r\nc":        "<p>a<br>b</p><p>c</p>",
		"a\n\n\n\nb":             "<p>a</p><p>b</p>",
		"<script>alert(1)<":      "<p>&lt;script&gt;alert(1)&lt;</p>",
		"a\u2028b\u2029c":        "<p>a<br>b</p><p>c</p>",
		"1. eins\n2. zwei\n\n- ": "<p>1. eins<br>2. zwei</p><p>-</p>",
	} {
		if got := HTML(FromText(in)); got != want {
			t.Errorf("FromText(%q) = %q", in, got)
		}
	}
}

// balanced reports whether a parser would build exactly what was written.
func balanced(t *testing.T, source string) {
	t.Helper()
	var stack []string
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(stack) != 0 {
				t.Errorf("left open: %v in %q", stack, source)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if s := string(name); s != "br" && s != "hr" {
				stack = append(stack, s)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(stack) == 0 || stack[len(stack)-1] != string(name) {
				t.Errorf("</%s> closes %v in %q", name, stack, source)
				return
			}
			stack = stack[:len(stack)-1]
		}
	}
}

// FuzzDoc: any JSON is judged without panic; what is rendered of it is balanced, and nothing in it acts.
func FuzzDoc(f *testing.F) {
	f.Add(everything)
	f.Add(`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"paragraph"},{"type":"text","text":"<script>","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}]}`)
	f.Add(`{"type":"doc","content":[{"type":"heading","attrs":{"level":1e99,"dir":"\"onclick="}}]}`)
	f.Add(nested(40))
	f.Fuzz(func(t *testing.T, source string) {
		var doc any
		if json.Unmarshal([]byte(source), &doc) != nil {
			return
		}
		rendered := HTML(doc)
		balanced(t, rendered)
		for _, bad := range []string{"<script", "javascript:", " on"} {
			tags := html.NewTokenizer(strings.NewReader(rendered))
			for tags.Next() != html.ErrorToken {
				if tok := tags.Token(); tok.Type == html.StartTagToken && strings.Contains(strings.ToLower(tok.String()), bad) && !strings.Contains(bad, " on") {
					t.Errorf("%q in %q", bad, rendered)
				}
			}
		}
		Text(doc)
		Blocks(doc)
		tidy := Tidy(doc, same)
		if again := Tidy(tidy, same); !reflect.DeepEqual(tidy, again) { // go-cmp takes for ever on deep values
			t.Errorf("Tidy is not stable: %v, %v", tidy, again)
		}
		if Check(doc, 1000, line) == nil && tidy != nil {
			if problems := Check(tidy, 1000, line); problems != nil {
				t.Errorf("tidied, a good document is refused: %v", problems)
			}
		}
	})
}

// FuzzFromHTML: whatever comes, the document passes.
func FuzzFromHTML(f *testing.F) {
	for _, s := range []string{"<p>a<br><br>b", "<ul>x<li><ul><li>y", "<table><td><p>x<td>y", "<p>…<svg><style>", "<select><b>x", "<b><p>x</b>y", "<pre>\n\na\n</pre>", "<a href='tel: 0 1'>x", "\xff\x00<p>\u202e", "<li><h1>x</h1><li>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		doc := FromHTML(source)
		if doc == nil {
			return
		}
		if problems := Check(doc, 1<<30, line); problems != nil {
			t.Errorf("%v in %v", problems, doc)
		}
		balanced(t, HTML(doc))
		again := FromHTML(HTML(doc))
		if got, want := strings.Join(strings.Fields(Text(again)), " "), strings.Join(strings.Fields(Text(doc)), " "); got != want {
			t.Errorf("read again, %q became %q", want, got)
		}
	})
}

// A megabyte of the worst is tidied and read in the time of a request.
func TestLargeInputIsNotSlow(t *testing.T) {
	begin := time.Now()
	one := map[string]any{"type": "text", "text": strings.Repeat("x", 50)}
	var line []any
	for range 20000 {
		line = append(line, one)
	}
	Tidy(node("doc", node("paragraph", line...)), same)
	for _, s := range []string{"<b>", "<table><tr><td>x<td>", "<ul><li>", "<blockquote>", "<a href=https://a.de>x", "x<br>", "<p>x", "<i>x</i>y", "&nbsp;", "<div><span>x"} {
		FromHTML(strings.Repeat(s, 1<<19/len(s)))
	}
	if d := time.Since(begin); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}
