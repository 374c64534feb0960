package translation

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/segment"
	"lotse/internal/xliff"
)

// The versions of XLIFF that are written.
const (
	XLIFF12 = "1.2"
	XLIFF21 = "2.1"
)

// maxExported is how many entries one file holds.
const maxExported = 200

// importLimits are those of a file that somebody brings.
var importLimits = xliff.Limits{Bytes: 1 << 20, Depth: 64, Attributes: 64, Parts: 10_000, Units: 20_000, Text: 100_000}

// Export is what goes into a file.
type Export struct {
	Entries  []uuid.UUID
	Locale   string
	Version  string
	OpenOnly bool // only what is missing or outdated
}

// ExportXLIFF writes entries with their texts in a language as XLIFF, for the tools of agencies. What the actor may not
// see is answered like what is not there.
func (s *Service) ExportXLIFF(ctx context.Context, actor auth.Actor, in Export) ([]byte, error) {
	if err := checkExport(in); err != nil {
		return nil, err
	}
	doc := xliff.Document{SourceLocale: language.Source, TargetLocale: in.Locale}
	for i, id := range in.Entries {
		view, err := s.cms.Translation(ctx, actor, id, in.Locale)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			doc.SourceLocale = view.SourceLocale
		}
		if view.SourceLocale != doc.SourceLocale && in.Version == XLIFF21 {
			return nil, command.InvalidField("/version", "mixed_locales")
		}
		if file := s.fileOf(view, in.OpenOnly); len(file.Units) > 0 {
			doc.Files = append(doc.Files, file)
		}
	}
	if len(doc.Files) == 0 {
		return nil, command.E(command.Refused, "nothing_to_translate", "There is nothing to translate.")
	}
	var out bytes.Buffer
	write := xliff.Write12
	if in.Version == XLIFF21 {
		write = xliff.Write21
	}
	if err := write(&out, doc); err != nil {
		return nil, fmt.Errorf("write XLIFF: %w", err)
	}
	return out.Bytes(), nil
}

func checkExport(in Export) error {
	var problems []command.FieldError
	switch n := len(in.Entries); {
	case n == 0:
		problems = append(problems, command.FieldError{Pointer: "/entries", Code: "required"})
	case n > maxExported:
		problems = append(problems, command.FieldError{Pointer: "/entries", Code: "too_many", Params: map[string]any{"max": maxExported}})
	}
	if l, known := language.Get(in.Locale); !known || l.Alignment == language.Free {
		problems = append(problems, command.FieldError{Pointer: "/locale", Code: "unknown_locale"})
	}
	if in.Version != XLIFF12 && in.Version != XLIFF21 {
		problems = append(problems, command.FieldError{Pointer: "/version", Code: "not_an_option"})
	}
	if len(problems) > 0 {
		return command.InvalidFields(problems)
	}
	return nil
}

// fileOf is an entry as a file of XLIFF.
func (s *Service) fileOf(view cms.Translation, openOnly bool) xliff.File {
	file := xliff.File{Original: view.EntryID.String(), SourceLocale: view.SourceLocale, TargetLocale: view.Locale}
	for _, seg := range view.Segments {
		if openOnly && seg.State != cms.SegmentMissing && seg.State != cms.SegmentOutdated {
			continue
		}
		unit := xliff.Unit{
			ID: seg.ID, Source: seg.Source, State: xliff.Initial, Translate: true, MaxLength: seg.MaxLength, Hash: seg.Hash,
			Notes: []xliff.Note{{Category: xliff.Label, Text: seg.Label.In("en")}},
		}
		if seg.Target != nil {
			unit.Target = fitting(seg.Target.Coded, seg.Source)
		}
		switch seg.State {
		case cms.SegmentMachine, cms.SegmentHuman:
			unit.State = xliff.Translated
		case cms.SegmentReviewed:
			unit.State = xliff.Reviewed
		}
		if seg.Origin == cms.SegmentMachine && seg.Provider != "" {
			unit.Notes = append(unit.Notes, xliff.Note{Category: xliff.Machine, Text: seg.Provider})
		}
		file.Units = append(file.Units, unit)
	}
	return file
}

// Imported is what became of a file.
type Imported struct {
	Saved     int              `json:"saved" doc:"Segments that were written."`
	Unchanged int              `json:"unchanged" doc:"Segments whose text is what is there, or that have none."`
	Entries   []ImportedEntry  `json:"entries" nullable:"false"`
	Skipped   []SkippedSegment `json:"skipped" nullable:"false" doc:"What was not imported, and why. The rest was."`
}

// ImportedEntry is an entry that the file had texts of.
type ImportedEntry struct {
	Entry  uuid.UUID `json:"entry"`
	Title  string    `json:"title"`
	Locale string    `json:"locale"`
	Saved  int       `json:"saved"`
}

// SkippedSegment is a segment that was not imported.
type SkippedSegment struct {
	Entry   string `json:"entry,omitempty"`
	Segment string `json:"segment,omitempty"`
	Line    int    `json:"line,omitempty"`
	Code    string `json:"code" enum:"unknown_entry,unknown_locale,unknown_segment,stale_segment,bad_unit,too_long,refused"`
}

// ImportXLIFF writes the texts of a file. Segments that the source does not have, or that say something else now, are
// reported and skipped; the rest is imported, one transaction an entry. What is there already changes nothing.
func (s *Service) ImportXLIFF(ctx context.Context, actor auth.Actor, file io.Reader) (Imported, error) {
	out := Imported{Entries: []ImportedEntry{}, Skipped: []SkippedSegment{}}
	if err := s.demand(actor, "save"); err != nil {
		return out, err
	}
	doc, problems, err := xliff.Read(file, importLimits)
	if err != nil {
		return out, unreadable(err)
	}
	if len(doc.Files) > maxExported {
		return out, command.InvalidFields([]command.FieldError{{Pointer: "/file", Code: "too_many", Params: map[string]any{"max": maxExported}}})
	}
	for _, p := range problems {
		out.Skipped = append(out.Skipped, SkippedSegment{Entry: p.File, Segment: p.Unit, Line: p.Line, Code: "bad_unit"})
	}
	for _, f := range doc.Files {
		locale := f.TargetLocale
		if locale == "" {
			locale = doc.TargetLocale
		}
		if err := s.importFile(ctx, actor, f, locale, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

// unreadable tells why a file was refused, without anything of it.
func unreadable(err error) error {
	var refused *xliff.Error
	if !errors.As(err, &refused) {
		return fmt.Errorf("read XLIFF: %w", err)
	}
	code, kind := "bad_xliff", command.Malformed
	switch refused.Code {
	case xliff.TooLarge:
		code, kind = "xliff_too_large", command.TooLarge
	case xliff.Doctype, xliff.TooDeep, xliff.TooManyAttributes, xliff.TooManyParts, xliff.TooManyUnits, xliff.TextTooLong:
		code = "hostile_xliff"
	}
	e := command.E(kind, code, "The file cannot be read.")
	e.Extra = map[string]any{"reason": refused.Code, "line": refused.Line}
	return e
}

// importFile writes the texts of one entry.
func (s *Service) importFile(ctx context.Context, actor auth.Actor, f xliff.File, locale string, out *Imported) error {
	skip := func(unit, code string) {
		out.Skipped = append(out.Skipped, SkippedSegment{Entry: f.Original, Segment: unit, Code: code})
	}
	locale = known(locale)
	if locale == "" {
		skip("", "unknown_locale")
		return nil
	}
	id, err := uuid.Parse(f.Original)
	if err != nil {
		skip("", "unknown_entry")
		return nil
	}
	view, err := s.cms.Translation(ctx, actor, id, locale)
	switch command.KindOf(err) {
	case command.NotFound, command.Forbidden, command.Refused:
		skip("", "unknown_entry")
		return nil
	}
	if err != nil {
		return err
	}
	save := s.changed(view, f.Units, out, skip)
	if len(save.Segments) == 0 {
		return nil
	}
	_, err = s.cms.SaveSegments(ctx, actor, save)
	switch command.KindOf(err) {
	case command.Refused, command.Forbidden, command.Invalid, command.Stale, command.NotFound:
		for _, seg := range save.Segments {
			skip(seg.ID, "refused")
		}
		return nil
	}
	if err != nil {
		return err
	}
	out.Saved += len(save.Segments)
	out.Entries = append(out.Entries, ImportedEntry{Entry: id, Title: view.SourceTitle, Locale: locale, Saved: len(save.Segments)})
	return nil
}

// changed are the units whose text is another than what is there.
func (s *Service) changed(view cms.Translation, units []xliff.Unit, out *Imported, skip func(unit, code string)) cms.SaveSegments {
	save := cms.SaveSegments{EntryID: view.EntryID, Locale: view.Locale, Version: view.Version, Origin: "import", Provider: "xliff"}
	for _, u := range units {
		i := slices.IndexFunc(view.Segments, func(seg cms.SegmentView) bool { return seg.ID == u.ID })
		if i < 0 {
			skip(u.ID, whyUnknown(view, u.ID))
			continue
		}
		seg := view.Segments[i]
		same := seg.Target != nil && fitting(seg.Target.Coded, seg.Source) == u.Target
		switch {
		case u.Hash != "" && u.Hash != seg.Hash:
			skip(u.ID, "stale_segment")
		case u.Target == "" || same && (seg.State != cms.SegmentOutdated || u.State == xliff.Initial):
			out.Unchanged++
		case same: // the tool says that the old text is right for the new source
			save.Segments = append(save.Segments, cms.SegmentText{ID: u.ID, Confirm: true})
		case fitting(u.Target, seg.Source) != u.Target:
			skip(u.ID, "bad_unit")
		case seg.MaxLength > 0 && utf8.RuneCountInString(segment.Plain(u.Target)) > seg.MaxLength:
			skip(u.ID, "too_long")
		default:
			save.Segments = append(save.Segments, cms.SegmentText{ID: u.ID, Text: u.Target})
		}
	}
	return save
}

// whyUnknown tells a segment whose source has changed from one that there never was.
func whyUnknown(view cms.Translation, id string) string {
	path, _, hashed := strings.Cut(id, "#")
	if hashed && slices.ContainsFunc(view.Segments, func(seg cms.SegmentView) bool { return seg.Path == path }) {
		return "stale_segment"
	}
	return "unknown_segment"
}

// known is the language of a tag as tools write it (ar-SA), "" where there is none.
func known(tag string) string {
	if language.Valid(tag) {
		return tag
	}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if language.Valid(base) {
		return base
	}
	return ""
}
