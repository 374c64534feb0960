package schema

import (
	"strings"

	"lotse/internal/language"
	"lotse/internal/richtext"
)

// Lengths of rich texts, in characters.
const (
	defaultRichText = 20000
	maxRichText     = 100000
)

// richTextKind is formatted text: ProseMirror JSON in, HTML out. See package richtext for what is allowed.
var richTextKind = &kind{
	keys:        []string{"maxLength"},
	localisable: true,
	defaults: func(f *Field) {
		if f.MaxLength == 0 {
			f.MaxLength = defaultRichText
		}
	},
	tidy: func(_ *Field, v any, _ Part) any {
		if s, ok := v.(string); ok {
			doc := RichTextFromText(s)
			if doc == nil {
				return nil
			}
			v = doc
		}
		return richtext.Tidy(v, tidyRun)
	},
	check: func(c *checker, f *Field, at string, v any) {
		problems := richtext.Check(v, f.MaxLength, func(s string) string { return language.Control(s, false) })
		for _, p := range problems {
			switch p.Code {
			case CodeTooLong:
				c.problem(at+p.Pointer, p.Code, "max", f.MaxLength)
			case CodeTooMany:
				c.problem(at+p.Pointer, p.Code, "max", richtext.MaxNodes)
			default:
				if _, ok := v.(map[string]any); !ok {
					p.Code = CodeWrongKind
				}
				c.problem(at+p.Pointer, p.Code)
			}
		}
		if len(problems) == 0 && f.Required && !language.Visible(richtext.Text(v)) {
			c.empty(at, f)
		}
	},
	schema:  func(*Field, Mode, Part) map[string]any { return map[string]any{"$ref": "#/$defs/richText"} },
	text:    func(_ *Field, v any) string { return richtext.Text(v) },
	deliver: func(_ *Field, v any) any { return richtext.HTML(v) },
	changes: func(d *differ, f *Field, from, to any) {
		d.words(f, from, to, richtext.Text(from), richtext.Text(to))
	},
}

// tidyRun is the stored form of a run of text. A line break in it means a space, as in HTML.
func tidyRun(s string) string {
	return language.NFC(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s))
}

// RichTextFromHTML makes a document of foreign HTML; nil when there is nothing to read in it. See
// richtext.FromHTML for what is kept.
func RichTextFromHTML(html string) map[string]any { return richtext.FromHTML(language.NFC(html)) }

// RichTextFromText makes a document of plain text; nil when there is nothing to read in it.
func RichTextFromText(text string) map[string]any {
	return richtext.FromText(language.NFC(text))
}

// RichTextHTML renders a document as safe, balanced HTML.
func RichTextHTML(doc any) string { return richtext.HTML(doc) }

// RichTextPlain renders a document as plain text.
func RichTextPlain(doc any) string { return richtext.Text(doc) }

// richTextSchema is the JSON Schema of a document. It cannot say how deep and how long one may be.
func richTextSchema() map[string]any {
	ref := func(name string) map[string]any { return map[string]any{"$ref": "#/$defs/" + name} }
	node := func(kind string, required []any, properties map[string]any) map[string]any {
		properties["type"] = map[string]any{"const": kind}
		return map[string]any{
			"type": "object", "properties": properties, "required": append([]any{"type"}, required...),
			"additionalProperties": false,
		}
	}
	some := func(name string, least int) map[string]any {
		return map[string]any{"type": "array", "items": ref(name), "minItems": least, "maxItems": richtext.MaxNodes}
	}
	attrs := func(required []any, properties map[string]any) map[string]any {
		return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	}
	dir := map[string]any{"enum": []any{"ltr", "rtl", "auto"}}
	link := node("link", []any{"attrs"}, map[string]any{"attrs": attrs([]any{"href"}, map[string]any{
		"href": map[string]any{"type": "string", "maxLength": richtext.MaxHref, "pattern": `^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:|[tT][eE][lL]:)[^\s"<>\\]+$`},
	})})
	text := node("text", []any{"text"}, map[string]any{
		"text": map[string]any{"type": "string", "minLength": 1, "pattern": noControlLine},
		"marks": map[string]any{
			"type": "array", "maxItems": richtext.MaxMarks, "uniqueItems": true,
			"items":    map[string]any{"oneOf": []any{node("bold", nil, map[string]any{}), node("italic", nil, map[string]any{}), node("keep", nil, map[string]any{}), link}},
			"contains": map[string]any{"properties": map[string]any{"type": map[string]any{"const": "link"}}}, "minContains": 0, "maxContains": 1,
		},
	})
	return map[string]any{
		"richText":       node("doc", []any{"content"}, map[string]any{"content": some("richTextBlock", 1)}),
		"richTextInline": map[string]any{"oneOf": []any{text, node("hardBreak", nil, map[string]any{})}},
		"richTextItem":   node("listItem", []any{"content"}, map[string]any{"content": some("richTextBlock", 1)}),
		"richTextBlock": map[string]any{"oneOf": []any{
			node("paragraph", nil, map[string]any{"content": some("richTextInline", 0), "attrs": attrs([]any{}, map[string]any{"dir": dir})}),
			node("heading", []any{"attrs"}, map[string]any{
				"content": some("richTextInline", 0),
				"attrs":   attrs([]any{"level"}, map[string]any{"dir": dir, "level": map[string]any{"enum": []any{2, 3, 4}}}),
			}),
			node("bulletList", []any{"content"}, map[string]any{"content": some("richTextItem", 1), "attrs": attrs([]any{}, map[string]any{})}),
			node("orderedList", []any{"content"}, map[string]any{
				"content": some("richTextItem", 1),
				"attrs":   attrs([]any{}, map[string]any{"start": map[string]any{"type": "integer", "minimum": 1, "maximum": richtext.MaxOrdered}}),
			}),
			node("blockquote", []any{"content"}, map[string]any{"content": some("richTextBlock", 1), "attrs": attrs([]any{}, map[string]any{})}),
			node("horizontalRule", nil, map[string]any{"attrs": attrs([]any{}, map[string]any{})}),
		}},
	}
}
