package schema

import (
	"slices"
	"strconv"
	"strings"

	"lotse/internal/language"
	"lotse/internal/richtext"
	"lotse/internal/segment"
)

// Segment is one text to translate: a line, or a paragraph or heading of a rich text.
type Segment struct {
	// ID names it within the entry as long as it says the same: path, `#`, hash, and `-2` for the second of its kind.
	ID string `json:"id"`
	// Path is where it stands: title, contacts/ab12/role (by the id of the item), body.
	Path string `json:"path"`
	// Field is the path without the ids of items: contacts.role.
	Field     string       `json:"field"`
	Label     Text         `json:"label"`
	Kind      string       `json:"kind"` // text, lines, paragraph or heading
	Hash      string       `json:"hash"`
	Text      segment.Text `json:"text"`
	MaxLength int          `json:"maxLength,omitempty"` // of a line, in characters
}

// Words counts the words to translate.
func (s Segment) Words() int { return s.Text.Words() }

// Segments returns the texts of content that are translated, in the order of the fields: what is localised and
// made of words. What is internal or of a person is never given to translators.
func (t *Type) Segments(content Content) []Segment {
	var list []Segment
	eachTranslated(t.Fields, "", "", content, func(path, name string, f *Field, v any) {
		list = append(list, segmentsOf(path, name, f, v)...)
	})
	return list
}

// eachTranslated calls visit for every value of words that is localised, also in items of lists.
func eachTranslated(fields []*Field, path, name string, content map[string]any, visit func(path, name string, f *Field, v any)) {
	for _, f := range fields {
		v, has := content[f.Name]
		switch {
		case !has || !f.Public():
		case f.Localised && translated(f):
			visit(path+f.Name, name+f.Name, f, v)
		case !f.Localised && f.partlyLocalised():
			for _, item := range items(v) {
				eachTranslated(f.Fields, path+f.Name+"/"+itemID(item)+"/", name+f.Name+".", item, visit)
			}
		}
	}
}

// translated reports a kind that is made of words. An address of a page is not: each locale may have its own.
func translated(f *Field) bool { return f.Kind == "text" || f.Kind == "richText" }

func segmentsOf(path, name string, f *Field, v any) []Segment {
	base := Segment{Path: path, Field: name, Label: f.Label}
	var list []Segment
	if f.Kind == "text" {
		s, _ := v.(string)
		if !language.Visible(s) {
			return nil
		}
		base.Kind, base.Text, base.MaxLength = "text", segment.PlainText(s), f.MaxLength
		if f.Multiline {
			base.Kind = "lines"
		}
		list = append(list, base)
	} else {
		for _, b := range richtext.Blocks(v) {
			one := base
			one.Kind, one.Text = b.Kind, codedInline(b.Content)
			list = append(list, one)
		}
	}
	seen := map[string]int{}
	for i := range list {
		hash := segment.Hash(list[i].Text)
		list[i].Hash, list[i].ID = hash, path+"#"+hash
		if seen[hash]++; seen[hash] > 1 {
			list[i].ID += "-" + strconv.Itoa(seen[hash])
		}
	}
	return list
}

// SegmentPath is the path in the id of a segment.
func SegmentPath(id string) string {
	path, _, _ := strings.Cut(id, "#")
	return path
}

// Filling is what comes into the place of a segment of the source.
type Filling struct {
	Text string // coded; empty: nothing stands there
	// Codes are what its codes mean, where that is not what they mean in the source.
	Codes []segment.Code
	// After are texts that the source does not have and that stay behind it.
	After []segment.Text
}

// Fill makes the text of a translation: it has the form of the source, and of every segment what fill says. Fields
// that are localised and not made of words keep what the translation has. The result is not judged.
func (t *Type) Fill(source, translation Content, fill func(Segment) Filling) Content {
	out := fillFields(t.Fields, "", "", source, translation, fill)
	if out == nil {
		out = Content{}
	}
	return t.Normalise(out, Translation)
}

func fillFields(fields []*Field, path, name string, source, translation map[string]any, fill func(Segment) Filling) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		v, has := source[f.Name]
		switch {
		case f.Localised && (!translated(f) || !f.Public()):
			if own, has := translation[f.Name]; has {
				out[f.Name] = own
			}
		case !has || !f.Public():
		case f.Localised:
			if v := fillValue(path+f.Name, name+f.Name, f, v, fill); v != nil {
				out[f.Name] = v
			}
		case f.partlyLocalised():
			if list := fillItems(path+f.Name, name+f.Name, f, v, translation[f.Name], fill); len(list) > 0 {
				out[f.Name] = list
			}
		}
	}
	return out
}

func fillItems(path, name string, f *Field, source, translation any, fill func(Segment) Filling) []any {
	own := items(translation)
	var out []any
	for _, item := range items(source) {
		id := itemID(item)
		var had map[string]any
		if i := slices.IndexFunc(own, func(o map[string]any) bool { return itemID(o) == id }); i >= 0 {
			had = own[i]
		}
		group := fillFields(f.Fields, path+"/"+id+"/", name+".", item, had, fill)
		if len(group) > 0 {
			group["id"] = id
			out = append(out, group)
		}
	}
	return out
}

func fillValue(path, name string, f *Field, v any, fill func(Segment) Filling) any {
	list := segmentsOf(path, name, f, v)
	if f.Kind == "text" {
		if len(list) == 0 {
			return nil
		}
		if text := segment.Plain(fill(list[0]).Text); text != "" {
			return text
		}
		return nil
	}
	next := 0
	doc := richtext.Fill(v, func(richtext.Block) richtext.Filled {
		s := list[next]
		next++
		filling := fill(s)
		codes := s.Text
		if filling.Codes != nil {
			codes = segment.Text{Codes: filling.Codes}
		}
		out := richtext.Filled{Undirected: true}
		if filling.Text != "" {
			out.Content = inlineContent(filling.Text, codes)
		}
		for _, after := range filling.After {
			out.After = append(out.After, inlineContent(after.Coded, after))
		}
		return out
	})
	if doc == nil {
		return nil
	}
	return doc
}
