package xliff

import (
	"strings"

	"golang.org/x/text/language"

	"lotse/internal/segment"
)

// Document is what an XLIFF file holds.
type Document struct {
	SourceLocale, TargetLocale string // BCP 47; of a 1.2 file that mixes languages those of its first File
	Files                      []File
}

// File is one text that is translated as a whole: an entry.
type File struct {
	Original                   string // what it was made of: the id of the entry
	SourceLocale, TargetLocale string // BCP 47; written as those of the Document where empty
	Units                      []Unit
}

// Unit is one segment of a field and its translation.
type Unit struct {
	ID     string       // path of the field and id of the segment; unique within the File
	Source segment.Text // codes stand in the order in which the text has them
	Target string       // coded, with codes of Source only; "" when there is none. White space alone is none
	State  State        // Initial where there is no Target

	Translate bool // false: shown as context, to be left as it is
	Notes     []Note
	MaxLength int // characters (code points) that the translation may have; 0: any number

	// Hash is segment.Hash of the text that the unit was made of. It travels beside the source, so that a reader
	// can tell that the source has changed since, or was edited on the way. Where it is empty Write12 and Write21
	// write that of Source; it is empty in files of foreign tools.
	Hash string
}

// Note is a remark for or by translators.
type Note struct {
	Category string // what it is, in one word: Label, Comment, Machine, or a foreign one; may be empty
	Text     string
}

// Categories of notes.
const (
	Label   = "label"   // the name of the field, in words
	Comment = "comment" // a remark of a person
	Machine = "machine" // which machine made the translation
)

// State is how far the translation of a unit is: the states of XLIFF 2.1 (section 4.3.1.29). See state.go for those
// of 1.2.
type State string

// The states, from the first to the last.
const (
	Initial    State = "initial"    // not translated, or no more than a draft
	Translated State = "translated" // translated, not reviewed
	Reviewed   State = "reviewed"   // translated and reviewed
	Final      State = "final"      // ready to be used
)

// languageTag says whether a locale is one that both schemas take (xs:language).
func languageTag(locale string) bool {
	for i, part := range strings.Split(locale, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for _, c := range part {
			letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
			if !letter && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

// rightToLeft are the scripts in living use that are written from right to left (ISO 15924).
var rightToLeft = map[string]bool{
	"Arab": true, "Hebr": true, "Thaa": true, "Syrc": true, "Nkoo": true, "Adlm": true, "Rohg": true, "Mand": true, "Samr": true,
}

// direction is the direction in which a language is written, as XLIFF 2.1 names it (srcDir, trgDir).
func direction(locale string) string {
	tag, err := language.Parse(locale)
	if err != nil {
		return "auto"
	}
	if script, _ := tag.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}
