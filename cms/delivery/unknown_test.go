package delivery_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/sites"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// closedType is a type of an installation that hides something of every kind that can be asked for.
const closedType = `
name: closed
label: {de: Verschlossen, en: Closed}
plural: {de: Verschlossene, en: Closed}
title: title
slug: title
sections:
  - {name: all, label: {de: Alles, en: Everything}}
fields:
  - {name: title, kind: text, section: all, label: {de: Titel, en: Title}, localised: true, required: true, sort: true}
  - {name: topics, kind: references, section: all, label: {de: Themen, en: Topics}, to: [category], filter: true}
  - {name: twin, kind: reference, section: all, label: {de: Zwilling, en: Twin}, to: [closed], filter: true}
  - {name: hiddenTwin, kind: reference, section: all, label: {de: Zwilling, en: Twin}, to: [closed], internal: true}
  - {name: hiddenTopics, kind: references, section: all, label: {de: Themen, en: Topics}, to: [category], internal: true}
  - {name: hiddenChoice, kind: choice, section: all, label: {de: Wahl, en: Choice}, internal: true, options: [{value: x, label: {de: X, en: X}}]}
  - {name: hiddenNumber, kind: number, section: all, label: {de: Zahl, en: Number}, internal: true}
  - {name: hiddenText, kind: richText, section: all, label: {de: Text, en: Text}, internal: true, localised: true}
  - {name: hiddenLink, kind: url, section: all, label: {de: Verweis, en: Link}, internal: true}
  - {name: owner, kind: email, section: all, label: {de: Name, en: Name}, personal: true}
  - name: people
    kind: list
    section: all
    label: {de: Leute, en: People}
    consent: agreed
    fields:
      - {name: name, kind: text, label: {de: Name, en: Name}, personal: true}
      - {name: remark, kind: text, label: {de: Vermerk, en: Remark}, internal: true}
      - {name: agreed, kind: boolean, label: {de: Zugestimmt, en: Agreed}}
  - name: hiddenList
    kind: list
    section: all
    label: {de: Liste, en: List}
    internal: true
    fields:
      - {name: name, kind: text, label: {de: Name, en: Name}}
`

// everything is a site of all types: the embedded ones, and those of folders of an installation.
func everything(t *testing.T) *site {
	t.Helper()
	folder := fstest.MapFS{"guarded.yaml": {Data: []byte(guarded)}, "closed.yaml": {Data: []byte(closedType)}}
	return newWorld(t, testdb.New(t), schema.Embedded(), folder, os.DirFS(filepath.Join("testdata", "types"))).serve(0)
}

// hiddenNames are the fields of a type that nobody may ask for, groups in lists included.
func hiddenNames(typ *schema.Type) []string {
	var names []string
	for _, f := range typ.Fields {
		if f.Internal || f.Personal {
			names = append(names, f.Name)
		}
		for _, sub := range f.Fields {
			names = append(names, f.Name+"."+sub.Name)
		}
	}
	return names
}

// unaskable are all names that mean nothing to readers of a type: hidden and personal ones, those of other types, and what never was.
func (s *site) unaskable(typ *schema.Type) []string {
	names := append(hiddenNames(typ), "", "Title", "id", "item", "p.item", "nothing.x", "*", "'")
	for _, other := range s.types.Types() {
		for _, f := range other.Fields {
			if _, has := typ.Field(f.Name); !has {
				names = append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// readers are who asks: everybody, and a site that may read one organisation.
func (s *site) readers() map[string][]string {
	limited := s.consumer(sites.SiteScope{Organisations: []uuid.UUID{orgMain}})
	return map[string][]string{"everybody": nil, "a site": limited.with()}
}

// Whatever a name is of, the answer is that of a field that never was: over all types, in every place that takes one.
func TestNamesThatMeanNothingGetOneAnswer(t *testing.T) {
	t.Parallel()
	s := everything(t)
	places := []struct{ place, format string }{
		{"filter", "filter[%s]=x"}, {"filter", "filter[%s][gte]=1"}, {"filter", "filter[%s][all]=x"}, {"sort", "sort=%s"}, {"sort", "sort=-%s"},
		{"include", "include=%s"}, {"fields", "fields=%s"}, {"fields", "fields=title,%s"}, {"facets", "facets=%s"},
	}
	for reader, headers := range s.readers() {
		for _, typ := range s.types.Types() {
			ask := func(question string) map[string]any {
				w := s.ask(http.MethodGet, delivery.Prefix+"/"+typ.Name+"?"+question, headers...)
				p := problem(t, w)
				p["status"] = w.Code
				return p
			}
			for _, at := range places {
				want := ask(fmt.Sprintf(at.format, "nothing"))
				if want["code"] != "unknown_field" || want["parameter"] != at.place {
					t.Fatalf("%s %s %s: %v", reader, typ.Name, at.place, want)
				}
				for _, name := range s.unaskable(typ) {
					if diff := cmp.Diff(want, ask(fmt.Sprintf(at.format, url.QueryEscape(name)))); diff != "" {
						t.Errorf("%s %s %s=%q (-unknown +got):\n%s", reader, typ.Name, at.place, name, diff)
					}
				}
			}
			for _, through := range query.IncludeFields(typ) { // the second step of a path
				want := ask("include=nothing")
				for _, to := range through.To {
					target, _ := s.types.Type(to)
					for _, name := range append(hiddenNames(target), "nothing") {
						if diff := cmp.Diff(want, ask("include="+through.Name+"."+url.QueryEscape(name))); diff != "" {
							t.Errorf("%s %s include=%s.%s (-unknown +got):\n%s", reader, typ.Name, through.Name, name, diff)
						}
					}
				}
			}
		}
	}
}

// A cursor is bound to its list, and to who asks: of another type, another site or with a field in it that the list is not
// sorted by it is worth what a made-up one is.
func TestCursorsOfOtherListsAreWorthNothing(t *testing.T) {
	t.Parallel()
	s := everything(t)
	sealed := web.NewCursors([]byte("a secret of the tests"))
	questions, err := query.New(query.Deps{DB: s.pool, Types: s.types})
	if err != nil {
		t.Fatal(err)
	}
	limited := query.Scope{Organisations: []uuid.UUID{orgMain}}
	readers := s.readers()
	seal := func(service *query.Service, typ, sort string) string {
		q, err := service.Resolve(typ, url.Values{})
		if err != nil {
			t.Fatal(err)
		}
		key := "x"
		text, err := sealed.Encode(q.Scope(), query.Cursor{Sort: sort, Key: &key, ID: numbered(0xe, 1)})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	ask := func(reader, typ, cursor string) map[string]any {
		w := s.ask(http.MethodGet, delivery.Prefix+"/"+typ+"?cursor="+url.QueryEscape(cursor), readers[reader]...)
		p := problem(t, w)
		p["status"] = w.Code
		return p
	}
	of := map[string]*query.Service{"everybody": questions, "a site": questions.Within(limited)}
	for reader, service := range of {
		for _, typ := range s.types.Types() {
			madeUp := ask(reader, typ.Name, "nonsense")
			if madeUp["code"] != "bad_cursor" {
				t.Fatalf("%s: %v", typ.Name, madeUp)
			}
			for _, other := range s.types.Types() {
				if other != typ {
					if diff := cmp.Diff(madeUp, ask(reader, typ.Name, seal(service, other.Name, "-publishedAt"))); diff != "" {
						t.Errorf("%s %s with a cursor of %s:\n%s", reader, typ.Name, other.Name, diff)
					}
				}
			}
			for name, foreign := range of {
				if name != reader {
					if diff := cmp.Diff(madeUp, ask(reader, typ.Name, seal(foreign, typ.Name, "-publishedAt"))); diff != "" {
						t.Errorf("%s with a cursor of %s:\n%s", reader, name, diff)
					}
				}
			}
			want := ask(reader, typ.Name, seal(service, typ.Name, "nothing"))
			if want["code"] != "invalid_parameter" || want["parameter"] != "cursor" {
				t.Fatalf("%s: %v", typ.Name, want)
			}
			for _, name := range s.unaskable(typ) {
				if diff := cmp.Diff(want, ask(reader, typ.Name, seal(service, typ.Name, name))); diff != "" {
					t.Errorf("%s %s: a cursor with %q (-unknown +got):\n%s", reader, typ.Name, name, diff)
				}
			}
		}
	}
}

// secretWords fills fields with words that stand nowhere else: every hidden one that holds text, and one for all to see.
// It returns the content and the words by field.
func secretWords(typ *schema.Type, next func() string) (schema.Content, map[string]string) {
	words := map[string]string{}
	var fill func(prefix string, fields []*schema.Field, hidden bool) map[string]any
	fill = func(prefix string, fields []*schema.Field, hidden bool) map[string]any {
		out := map[string]any{}
		for _, f := range fields {
			form := map[string]string{"text": "%s", "richText": "%s", "email": "%s@example.org", "url": "https://%s.example.org/"}[f.Kind]
			secret := hidden || f.Internal || f.Personal
			switch {
			case f.Kind == "list":
				if group := fill(prefix+f.Name+".", f.Fields, secret); len(group) > 0 {
					out[f.Name] = []any{group}
				}
			case secret && form != "" && f.Pattern == "":
				word := next()
				out[f.Name], words[prefix+f.Name] = fmt.Sprintf(form, word), word
			}
		}
		return out
	}
	return fill("", typ.Fields, false), words
}

// Words of what somebody may not read find what unknown words find, over all types: those of hidden fields for everybody,
// those of other organisations for a site that may not read them.
func TestWordsOfWhatIsHiddenAreUnknown(t *testing.T) {
	t.Parallel()
	s := everything(t)
	letters, count := "bcdfghjklmnprstvwxz", 0
	next := func() string { // far from each other, so that none is spelt like another
		count++
		a, b := letters[count%len(letters)], letters[count/len(letters)%len(letters)]
		return strings.Repeat(string([]byte{a, 'a', b, 'o'}), 3)
	}
	hidden, foreign := map[string]map[string]string{}, map[string]string{}
	for _, typ := range s.types.Types() {
		content, words := secretWords(typ, next)
		hidden[typ.Name] = words
		content[typ.Title] = "Sichtbar"
		s.add(entry{typ: typ.Name, slug: "eins", fields: content})
		foreign[typ.Name] = next()
		s.add(entry{typ: typ.Name, slug: "zwei", org: orgOther, fields: schema.Content{typ.Title: foreign[typ.Name]}})
	}
	readers := s.readers()
	answers := func(reader, typ, word string) []string {
		var list []string
		for _, path := range []string{"/" + typ + "?q=", "/" + typ + "?sort=updatedAt&total=true&q=", "/search?q=", "/search?type=" + typ + "&q=", "/suggest?q="} {
			w := s.ask(http.MethodGet, delivery.Prefix+path+word, readers[reader]...)
			list = append(list, fmt.Sprint(w.Code, " ", w.Body))
		}
		return list
	}
	seen := 0
	for _, typ := range s.types.Types() {
		for reader := range readers {
			unknown := answers(reader, typ.Name, "qyquqyquqyqu")
			for _, field := range slices.Sorted(maps.Keys(hidden[typ.Name])) {
				seen++
				word := hidden[typ.Name][field]
				for _, q := range []string{word, word[:6], word[:len(word)-1] + "y"} {
					if diff := cmp.Diff(unknown, answers(reader, typ.Name, q)); diff != "" {
						t.Errorf("%s: a word of %s.%s (-unknown +got):\n%s", reader, typ.Name, field, diff)
					}
				}
			}
		}
		if diff := cmp.Diff(answers("a site", typ.Name, "qyquqyquqyqu"), answers("a site", typ.Name, foreign[typ.Name])); diff != "" {
			t.Errorf("a foreign word of %s (-unknown +got):\n%s", typ.Name, diff)
		}
		if got := s.slugs("/" + typ.Name + "?q=" + foreign[typ.Name]); !slices.Equal(got, []string{"zwei"}) {
			t.Errorf("%s: everybody finds %v by a public word", typ.Name, got)
		}
	}
	if seen < 30 {
		t.Errorf("only %d hidden fields were looked at", seen)
	}
}

// What an item refers to that is not public, or not for who asks, selects what an unknown id selects, and is in no facet:
// over all filters that take references.
func TestHiddenTargetsSelectNothing(t *testing.T) {
	t.Parallel()
	s := everything(t)
	type target struct{ hidden, foreign uuid.UUID }
	targets := map[string]target{}
	for _, typ := range s.types.Types() {
		fields := schema.Content{typ.Title: "Ziel"}
		targets[typ.Name] = target{s.add(entry{typ: typ.Name, slug: "verborgen", fields: fields}), s.add(entry{typ: typ.Name, slug: "fremd", org: orgOther, fields: fields})}
		s.withdraw(targets[typ.Name].hidden)
	}
	readers, seen := s.readers(), 0
	for _, typ := range s.types.Types() {
		for _, f := range query.FilterFields(typ) {
			if f.Kind != "reference" && f.Kind != "references" {
				continue
			}
			to := targets[f.To[0]]
			for _, id := range []uuid.UUID{to.hidden, to.foreign} {
				var value any = id.String()
				if f.Kind == "references" {
					value = []any{value}
				}
				s.add(entry{typ: typ.Name, slug: "zeigt-" + strings.ToLower(f.Name) + "-" + id.String()[30:], fields: schema.Content{typ.Title: "Zeigt", f.Name: value}})
			}
			for reader, headers := range readers {
				body := func(question string) string {
					return s.get("/"+typ.Name+"?"+question, headers...).Body.String()
				}
				out := []string{to.hidden.String(), "verborgen"}
				if reader == "a site" {
					out = append(out, to.foreign.String(), "fremd")
				}
				for _, op := range query.FilterOperators(f) {
					unknown := body("filter[" + f.Name + "][" + op + "]=" + numbered(0xe, 9999).String())
					for _, v := range out {
						seen++
						if diff := cmp.Diff(unknown, body("filter["+f.Name+"]["+op+"]="+v)); diff != "" {
							t.Errorf("%s %s filter[%s][%s]=%s (-unknown +got):\n%s", reader, typ.Name, f.Name, op, v, diff)
						}
					}
				}
				for _, v := range out {
					if strings.Contains(body("facets="+f.Name+"&fields=title"), v) {
						t.Errorf("%s %s: a facet of %s names %s", reader, typ.Name, f.Name, v)
					}
				}
				if reader == "everybody" && !strings.Contains(body("filter["+f.Name+"]="+to.foreign.String()), `"slug":"zeigt-`) {
					t.Errorf("%s: %s selects nothing at all", typ.Name, f.Name)
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d questions were asked", seen)
	}
}
