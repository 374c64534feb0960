package segment

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// elements are the HTML elements that translation services are sent for codes: they know what these mean, and leave
// ids alone.
var elements = map[Kind]string{Bold: "b", Italic: "i", Link: "a", Keep: "span", Break: "br"}

// HTML writes the text as services take it: `<b id="1">…</b>`, `<a id="2">…</a>`, `<br id="3">`, and
// `<span id="4" translate="no">…</span>` around what stays. Addresses stay here.
func HTML(t Text) string {
	tokens, err := Tokens(t.Coded)
	if err != nil {
		return html.EscapeString(t.Coded)
	}
	var b strings.Builder
	for _, token := range tokens {
		code, _ := t.Code(token.ID)
		name := elements[code.Kind]
		switch token.Kind {
		case Words:
			b.WriteString(html.EscapeString(token.Text))
		case Close:
			b.WriteString("</" + name + ">")
		case Open, Empty:
			b.WriteString("<" + name + ` id="` + strconv.Itoa(token.ID) + `"`)
			if code.Kind == Keep {
				b.WriteString(` translate="no"`)
			}
			b.WriteString(">")
		}
	}
	return b.String()
}

// FromHTML reads what a service made of HTML(source). Elements without an id of the source are left out, their
// words kept; what was not closed is closed, what was closed twice is not. Whether all codes are there is for Check.
func FromHTML(answer string, source Text) string {
	var tokens []Token
	var open []int
	names := map[int]string{}
	closeTo := func(depth int) {
		for len(open) > depth {
			tokens = append(tokens, Token{Kind: Close, ID: open[len(open)-1]})
			open = open[:len(open)-1]
		}
	}
	z := html.NewTokenizer(strings.NewReader(answer))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		switch kind {
		case html.TextToken:
			tokens = append(tokens, Token{Kind: Words, Text: token.Data})
		case html.StartTagToken, html.SelfClosingTagToken:
			code, ok := source.Code(idOf(token))
			switch {
			case !ok:
			case code.Kind == Break:
				tokens = append(tokens, Token{Kind: Empty, ID: code.ID})
			case kind == html.StartTagToken:
				tokens, open = append(tokens, Token{Kind: Open, ID: code.ID}), append(open, code.ID)
				names[code.ID] = token.Data
			}
		case html.EndTagToken:
			for i := len(open) - 1; i >= 0; i-- {
				if names[open[i]] == token.Data {
					closeTo(i)
					break
				}
			}
		}
	}
	closeTo(0)
	return Join(tokens)
}

func idOf(token html.Token) int {
	for _, a := range token.Attr {
		if a.Key == "id" {
			id, _ := strconv.Atoi(a.Val)
			return id
		}
	}
	return 0
}
