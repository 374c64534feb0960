package xliff

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"lotse/internal/segment"
)

// codeOf is the code of the error with which a file is refused.
func codeOf(t *testing.T, file string, limits Limits) string {
	t.Helper()
	doc, problems, err := Read(strings.NewReader(file), limits)
	var refused *Error
	if err == nil {
		return ""
	}
	if !errors.As(err, &refused) || len(doc.Files) > 0 || len(problems) > 0 {
		t.Fatalf("%v with %v, %v", err, doc, problems)
	}
	return refused.Code
}

func TestHostileFilesAreRefused(t *testing.T) {
	t.Parallel()
	unit := `<trans-unit id="u"><source>a</source></trans-unit>`
	in := func(words string) string {
		return file12(`<trans-unit id="u"><source>` + words + `</source></trans-unit>`)
	}
	for name, c := range map[string]struct{ file, want string }{
		"document type":         {`<?xml version="1.0"?><!DOCTYPE xliff>` + file12(unit), Doctype},
		"entity bomb":           {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + in("&b;"), Doctype},
		"external entity":       {`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + in("&a;"), Doctype},
		"small doctype":         {`<!doctype x>` + file12(unit), Doctype},
		"doctype in a text":     {in("<!DOCTYPE a>"), Doctype},
		"unknown entity":        {in("&nbsp;"), BrokenXML},
		"control character":     {in("a\x01"), ControlCharacter},
		"zero byte":             {in("a\x00"), ControlCharacter},
		"control by number":     {in("&#1;"), BrokenXML},
		"no character":          {in("\uffff"), ControlCharacter},
		"broken UTF-8":          {in("a\xff"), BrokenUTF8},
		"overlong UTF-8":        {in("\xc0\xaf"), BrokenUTF8},
		"surrogate":             {in("\xed\xa0\x80"), BrokenUTF8},
		"Latin 1":               {`<?xml version="1.0" encoding="ISO-8859-1"?>` + file12(unit), UnknownEncoding},
		"UTF-16":                {"\xff\xfe<\x00?\x00", UnknownEncoding},
		"UTF-16, other end":     {"\xfe\xff\x00<\x00?", UnknownEncoding},
		"UTF-16, no mark":       {"<\x00?\x00x\x00", UnknownEncoding},
		"UTF-16 by declaration": {`<?xml version="1.0" encoding="UTF-16"?>` + file12(unit), UnknownEncoding},
		"empty":                 {"", NotXLIFF},
		"only a comment":        {"<!-- a -->", NotXLIFF},
		"another format":        {`<html><body/></html>`, NotXLIFF},
		"text":                  {`Dear sir`, BrokenXML},
		"JSON":                  {`{"a": "<"}`, BrokenXML},
		"1.1":                   {`<xliff version="1.1" xmlns="urn:oasis:names:tc:xliff:document:1.1"/>`, UnknownVersion},
		"no version":            {`<xliff xmlns="` + namespace12 + `"/>`, UnknownVersion},
		"two versions":          {`<xliff version="1.2" xmlns="` + namespace20 + `"/>`, UnknownVersion},
		"foreign namespace":     {`<xliff version="1.2" xmlns="urn:x"/>`, UnknownVersion},
		"cut off":               {file12(unit)[:120], BrokenXML},
		"cut off in a unit":     {file12(`<trans-unit id="u"><source>a`)[:200], BrokenXML},
		"two roots":             {file12(unit) + file12(unit), BrokenXML},
		"words behind":          {file12(unit) + "x", BrokenXML},
		"tag in a tag":          {in(`<g <x/>`), BrokenXML},
		"not closed":            {in(`<g id="1">`), BrokenXML},
		"open comment":          {in(`<!-- `), BrokenXML},
		"open CDATA":            {in(`<![CDATA[`), BrokenXML},
		"open value":            {`<xliff version="1.2`, BrokenXML},
		"fine":                  {file12(unit), ""},
	} {
		if got := codeOf(t, c.file, Limits{}); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestLimitsHold(t *testing.T) {
	t.Parallel()
	unit := func(inside string) string { return `<trans-unit id="u">` + inside + `</trans-unit>` }
	deep := func(n int) string {
		return file12(unit("<source>" + strings.Repeat("<g>", n) + strings.Repeat("</g>", n) + "</source>"))
	}
	attributes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d='<'", i)
		}
		return file12(unit("<source><g" + strings.ReplaceAll(b.String(), "<", ">") + "/></source>"))
	}
	units := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<trans-unit id="%d"><source/></trans-unit>`, i)
		}
		return file12(b.String())
	}
	text := func(n int) string { return file12(unit("<source>" + strings.Repeat("ä", n) + "</source>")) }
	parts := func(n int) string { return file12(unit("<source>" + strings.Repeat("<g/>", n) + "</source>")) }
	for name, c := range map[string]struct {
		limits  Limits
		within  string
		without string
		want    string
	}{
		"bytes":      {Limits{Bytes: len(text(5))}, text(5), text(5) + " ", TooLarge},
		"depth":      {Limits{Depth: 10}, deep(5), deep(6), TooDeep},
		"attributes": {Limits{Attributes: 9}, attributes(9), attributes(10), TooManyAttributes},
		"units":      {Limits{Units: 3}, units(3), units(4), TooManyUnits},
		"text":       {Limits{Text: 7}, text(7), text(8), TextTooLong},
		"parts":      {Limits{Parts: 4}, parts(3), parts(4), TooManyParts},
		"standard":   {Limits{}, deep(50), deep(10_000), TooDeep},
	} {
		if got := codeOf(t, c.within, c.limits); got != "" {
			t.Errorf("%s: within the limit is %s", name, got)
		}
		if got := codeOf(t, c.without, c.limits); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	// Units that are problems count too, and files without any are as few.
	if got := codeOf(t, `<xliff version="2.0">`+strings.Repeat(`<file id="f"/>`, 4)+`</xliff>`, Limits{Units: 3}); got != TooManyUnits {
		t.Errorf("files without units: %q", got)
	}
	if got := codeOf(t, file12(strings.Repeat("<trans-unit/>", 4)), Limits{Units: 3}); got != TooManyUnits {
		t.Errorf("units without id: %q", got)
	}
}

// endless is a file that never ends.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

func TestNoMoreIsReadThanAllowed(t *testing.T) {
	t.Parallel()
	source := &endless{}
	_, _, err := Read(source, Limits{Bytes: 1000})
	var refused *Error
	if !errors.As(err, &refused) || refused.Code != TooLarge || source.read != 1001 {
		t.Errorf("%v after %d bytes", err, source.read)
	}
	lost := errors.New("lost")
	if _, _, err := Read(io.MultiReader(strings.NewReader("<xliff"), brokenReader{lost}), Limits{}); !errors.Is(err, lost) {
		t.Errorf("a reader that breaks: %v", err)
	}
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

func TestWhatCannotBeWrittenIsRefused(t *testing.T) {
	t.Parallel()
	bold := segment.Text{Coded: `<g id="1">a</g>`, Codes: []segment.Code{{ID: 1, Kind: segment.Bold}}}
	for name, c := range map[string]struct {
		unit Unit
		want string
	}{
		"no id":             {Unit{}, MissingID},
		"control character": {Unit{ID: "a", Source: segment.PlainText("\x01")}, BadText},
		"broken UTF-8":      {Unit{ID: "a\xff"}, BadText},
		"broken note":       {Unit{ID: "a", Notes: []Note{{Text: "\x00"}}}, BadText},
		"broken codes":      {Unit{ID: "a", Source: segment.Text{Coded: "<g"}}, BadText},
		"code of nothing":   {Unit{ID: "a", Source: segment.Text{Coded: `<x id="1"/>`}}, UnknownCode},
		"code of no kind":   {Unit{ID: "a", Source: segment.Text{Coded: `<x id="1"/>`, Codes: []segment.Code{{ID: 1, Kind: "u"}}}}, UnknownCode},
		"code of a target":  {Unit{ID: "a", Source: bold, Target: `<g id="2">a</g>`}, UnknownCode},
		"single for a pair": {Unit{ID: "a", Source: bold, Target: `<x id="1"/>`}, WrongCode},
		"code twice":        {Unit{ID: "a", Source: segment.Text{Coded: bold.Coded + bold.Coded, Codes: bold.Codes}}, DuplicateCode},
		"address":           {Unit{ID: "a", Source: segment.Text{Coded: bold.Coded, Codes: []segment.Code{{ID: 1, Kind: segment.Link, Href: "\x02"}}}}, BadText},
	} {
		for version, write := range writers {
			doc := Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{Units: []Unit{c.unit}}}}
			if got := refusal(t, write, doc); got != c.want {
				t.Errorf("%s as %s: %q, want %q", name, version, got, c.want)
			}
		}
	}
	one := []File{{Original: "e", Units: []Unit{{ID: "a"}}}}
	for name, c := range map[string]struct {
		doc            Document
		want12, want21 string
	}{
		"nothing":       {Document{SourceLocale: "de", TargetLocale: "en"}, NoFiles, NoFiles},
		"no units":      {Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{}}}, "", NoFiles},
		"no language":   {Document{SourceLocale: "de", Files: one}, BadLocale, BadLocale},
		"bad language":  {Document{SourceLocale: "de", TargetLocale: "en_GB", Files: one}, BadLocale, BadLocale},
		"two languages": {Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{TargetLocale: "fr", Units: one[0].Units}}}, "", MixedLocales},
		"same id":       {Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{Units: []Unit{{ID: "a"}, {ID: "a"}}}}}, DuplicateUnit, DuplicateUnit},
		"bad original":  {Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{Original: "\x01", Units: one[0].Units}}}, BadText, BadText},
	} {
		if got := refusal(t, Write12, c.doc); got != c.want12 {
			t.Errorf("%s as 1.2: %q, want %q", name, got, c.want12)
		}
		if got := refusal(t, Write21, c.doc); got != c.want21 {
			t.Errorf("%s as 2.1: %q, want %q", name, got, c.want21)
		}
	}
}

// refusal is the code with which a document is not written; then not a byte went out.
func refusal(t *testing.T, write func(io.Writer, Document) error, doc Document) string {
	t.Helper()
	var out bytes.Buffer
	err := write(&out, doc)
	var refused *WriteError
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &refused), out.Len() > 0:
		t.Fatalf("%v after %d bytes", err, out.Len())
	}
	return refused.Code
}
