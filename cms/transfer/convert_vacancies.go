package transfer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// convertVacancies reads every *.csv of a folder, by name: the job search's answers, flattened.
func convertVacancies(c *conversion, path string) error {
	files, err := filepath.Glob(filepath.Join(path, "*.csv"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no *.csv in %s", path)
	}
	slices.Sort(files)
	for _, file := range files {
		raw, err := readText(file)
		if err != nil {
			return err
		}
		if err := c.vacancies(raw); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func (c *conversion) vacancies(raw []byte) error {
	reader := csv.NewReader(bytes.NewReader(raw))
	names, err := reader.Read()
	if err != nil {
		return err
	}
	for {
		row, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		c.Read++
		v := vacancy{}
		for i, name := range names {
			v[name] = oneLine(row[i])
		}
		if err := c.vacancy(v); err != nil {
			return err
		}
	}
}

// vacancy is one row by column name.
type vacancy map[string]string

func (c *conversion) vacancy(v vacancy) error {
	if v["refnr"] == "" || v["beruf"] == "" || v["arbeitgeber"] == "" {
		c.refuse(c.Read, "no reference number, occupation or employer")
		return nil
	}
	title := v["titel"]
	if title == "" {
		// The job search itself shows the occupation then.
		title = v["beruf"]
		c.note(c.Read, "no title: the occupation instead")
	}
	fields := Fields{
		"title":           title,
		"occupation":      v["beruf"],
		"employer":        v["arbeitgeber"],
		"reference":       v["refnr"],
		"employmentTypes": c.employmentTypes(title),
	}
	if _, err := time.Parse(time.DateOnly, v["eintrittsdatum"]); err == nil {
		fields["startDate"] = v["eintrittsdatum"]
	}
	c.workplace(fields, v)
	if v["externeUrl"] != "" {
		if link := webAddress(v["externeUrl"]); link != "" {
			fields["applyUrl"] = link
		} else {
			c.note(c.Read, "a web address that is none left out")
		}
	}
	return c.write(Line{Key: "ba:" + v["refnr"], Type: "job", Locale: "de", Fields: fields})
}

// workplace sets point and address. The source writes "null" for no street, and the region behind the
// name of a town that exists more than once ("Sonneberg, Thüringen"). An address may lack street and
// postcode, but not its town; the description says the town in any case.
func (c *conversion) workplace(fields Fields, v vacancy) {
	street := v["arbeitsort.strasse"]
	if street == "null" {
		street = ""
	}
	city, _, _ := strings.Cut(v["arbeitsort.ort"], ",")
	code := postcode(v["arbeitsort.plz"])
	town := strings.TrimSpace(code + " " + city)
	if region := v["arbeitsort.region"]; region != "" {
		town += ", " + region
	}
	setDocument(fields, "description", richText("Arbeitsort: "+town))
	if city != "" {
		a := address(street, code, city)
		set(a, "extra", v["arbeitsort.adresszusatz"])
		set(a, "district", v["arbeitsort.ortsteil"])
		fields["address"] = a
	} else {
		c.note(c.Read, "no town: there is no address")
	}
	lat, errLat := strconv.ParseFloat(v["arbeitsort.koordinaten.lat"], 64)
	lng, errLng := strconv.ParseFloat(v["arbeitsort.koordinaten.lon"], 64)
	if errLat == nil && errLng == nil {
		fields["geo"] = Fields{"lat": lat, "lng": lng}
	}
}

// employmentSigns are what titles say about the kind of employment, with German word ends in mind:
// "unbefristet" is not "befristet", an "Ausbilder" trains others, "Beschichtung" is no shift.
var employmentSigns = []struct {
	sign *regexp.Regexp
	kind string
}{
	{regexp.MustCompile(`(?i)vollzeit|\bVZ\b`), "full_time"},
	{regexp.MustCompile(`(?i)teilzeit|\bTZ\b|werkstudent|aushilf`), "part_time"},
	{regexp.MustCompile(`(?i)mini-?job`), "mini_job"},
	{regexp.MustCompile(`(?i)azubi|\bAusbildung\b`), "apprenticeship"},
	{regexp.MustCompile(`(?i)praktik(um|ant)`), "internship"},
	{regexp.MustCompile(`(?i)\bbefristet`), "temporary"},
	{regexp.MustCompile(`(?i)(früh|spät|nacht|wechsel|\d-? ?)schicht`), "shift"},
}

// employmentTypes reads the title, because the source has no column for it; full time where it is silent.
func (c *conversion) employmentTypes(title string) []string {
	var found []string
	for _, s := range employmentSigns {
		if s.sign.MatchString(title) {
			found = append(found, s.kind)
		}
	}
	if len(found) == 0 || slices.Equal(found, []string{"shift"}) {
		found = append([]string{"full_time"}, found...)
		c.note(c.Read, "the kind of employment is not told: full time")
	}
	return found
}
