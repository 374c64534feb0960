package richtext

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isBlock reports elements that part paragraphs.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Address, atom.Figure, atom.Figcaption, atom.Details,
		atom.Summary, atom.Dl, atom.Dt, atom.Dd, atom.Li, atom.Pre, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot,
		atom.Caption, atom.Td, atom.Th, atom.Form, atom.Fieldset, atom.Legend, atom.Center, atom.Body, atom.Html:
		return true
	}
	return false
}

// styled adds what an element says about the text in it.
func styled(n *html.Node, as style) style {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		as.bold = true
	case atom.I, atom.Em, atom.Cite, atom.Dfn:
		as.italic = true
	case atom.H1, atom.H2:
		as.heading = 2
	case atom.H3:
		as.heading = 3
	case atom.H4, atom.H5, atom.H6:
		as.heading = 4
	case atom.Pre:
		as.pre = true
	case atom.A:
		if href := foreignLink(attribute(n, "href")); href != "" {
			as.href = href
		}
	}
	if dir := strings.ToLower(attribute(n, "dir")); dir == "ltr" || dir == "rtl" || dir == "auto" {
		as.dir = dir
	}
	switch strings.ToLower(attribute(n, "translate")) {
	case "no":
		as.keep = true
	case "yes":
		as.keep = false
	}
	css := strings.ToLower(strings.ReplaceAll(attribute(n, "style"), " ", ""))
	switch { // some editors wrap whole documents in <b style="font-weight:normal">
	case strings.Contains(css, "font-weight:normal"), strings.Contains(css, "font-weight:400"):
		as.bold = false
	case strings.Contains(css, "font-weight:bold"), strings.Contains(css, "font-weight:700"):
		as.bold = true
	}
	switch {
	case strings.Contains(css, "font-style:normal"):
		as.italic = false
	case strings.Contains(css, "font-style:italic"):
		as.italic = true
	}
	if as.heading > 0 {
		as.bold = false // a heading is bold by itself
	}
	return as
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// foreignLink returns a link that may stand, or "": its text stays in any case.
func foreignLink(href string) string {
	href = strings.TrimSpace(href)
	if strings.HasPrefix(strings.ToLower(href), "www.") {
		href = "https://" + href
	}
	if strings.HasPrefix(href, "//") {
		href = "https:" + href
	}
	href = strings.ReplaceAll(href, " ", "%20")
	if !SafeLink(href) {
		return ""
	}
	return href
}
