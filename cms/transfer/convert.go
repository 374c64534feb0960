package transfer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// The kinds of source that [Convert] reads.
const (
	ChemnitzPlaces  = "chemnitz-places"  // a folder of GeoJSON files of the city of Chemnitz → place
	IntegreatPlaces = "integreat-places" // pois.json of the Integreat CMS → place
	Vacancies       = "ba-vacancies"     // a folder of CSV files of the Bundesagentur's job search → job
	Calendars       = "icalendar"        // a folder (or file) of iCalendar files → event
	IntegreatPages  = "integreat-pages"  // a folder of <region>.<locale>.pages.json → article
	NaughtyStrings  = "naughty-strings"  // blns.json: hostile strings as titles → article
)

// Counts accounts for every record of a source: Read = Written − Added + Merged + Refused.
type Counts struct {
	Read     int // records in the source
	Written  int // lines written, one an entry
	Variants int // locales of all lines
	Merged   int // records that became part of another record's line (a translation, a changed date)
	Refused  int // records that gave no line, each reported
	Added    int // lines without a record, e.g. a category that the type requires
	Noted    int // reports about records that were written all the same
}

// Kinds lists what Convert reads, by name.
func Kinds() []string { return slices.Sorted(maps.Keys(converters)) }

// converters is the table of the kinds. A converter gets the path and writes lines to its conversion.
var converters = map[string]func(c *conversion, path string) error{
	ChemnitzPlaces:  convertChemnitz,
	IntegreatPlaces: convertIntegreatPlaces,
	Vacancies:       convertVacancies,
	Calendars:       convertCalendars,
	IntegreatPages:  convertPages,
	NaughtyStrings:  convertNaughty,
}

// Convert reads the source at path and writes it to w as lines of import. report is called for every
// record that was refused, changed or filled with a default; line is the number of the record in the
// source (over all files, from 1). The error tells that the source could not be read at all.
func Convert(kind, path string, w io.Writer, report func(line int, problem string)) (Counts, error) {
	convert, ok := converters[kind]
	if !ok {
		return Counts{}, fmt.Errorf("convert: unknown kind %q, want one of %s", kind, strings.Join(Kinds(), ", "))
	}
	c := &conversion{out: json.NewEncoder(w), tell: report, keys: map[string]bool{}}
	c.out.SetEscapeHTML(false)
	if err := convert(c, path); err != nil {
		return c.Counts, fmt.Errorf("convert %s: %w", kind, err)
	}
	return c.Counts, nil
}

// conversion is one run of Convert.
type conversion struct {
	Counts
	out  *json.Encoder
	tell func(int, string)
	keys map[string]bool
}

// write puts out one line. A key that was there before gets a number, so that no record replaces
// another.
func (c *conversion) write(line Line) error {
	key := line.Key
	for n := 2; c.keys[line.Key]; n++ {
		line.Key = fmt.Sprintf("%s~%d", key, n)
	}
	c.keys[line.Key] = true
	c.Written++
	c.Variants += 1 + len(line.Translations)
	if err := c.out.Encode(line); err != nil {
		return fmt.Errorf("write line: %w", err)
	}
	return nil
}

// add puts out a line that stands for no record.
func (c *conversion) add(line Line) error {
	c.Added++
	return c.write(line)
}

// importedCategory is the category of what needs one and comes from a source that has none. An editor
// sorts it afterwards.
const importedCategory = "category:imported"

func importedCategories() []string { return []string{"@" + importedCategory} }

// addCategory puts out that category, before the first line that refers to it.
func (c *conversion) addCategory() error {
	return c.add(Line{Key: importedCategory, Type: "category", Locale: "de", Fields: Fields{
		"title":   "Importiert, noch nicht zugeordnet",
		"summary": "Beiträge aus anderen Quellen, denen noch niemand eine Kategorie gegeben hat.",
	}})
}

func (c *conversion) note(record int, format string, args ...any) {
	c.Noted++
	c.tell(record, fmt.Sprintf(format, args...))
}

func (c *conversion) refuse(record int, format string, args ...any) {
	c.Refused++
	c.tell(record, "refused: "+fmt.Sprintf(format, args...))
}

// readText reads a file that must be UTF-8, without a byte order mark.
func readText(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(raw) {
		return nil, fmt.Errorf("%s: not UTF-8", path)
	}
	return bytes.TrimPrefix(raw, []byte("\ufeff")), nil
}

func readJSON(path string, into any) error {
	raw, err := readText(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
