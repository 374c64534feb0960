package transfer

import (
	"cmp"
	"fmt"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// collection is a GeoJSON feature collection. The old member `crs` is ignored: all points are WGS 84.
type collection struct {
	Features []feature `json:"features"`
}

type feature struct {
	Properties chemnitzPlace `json:"properties"`
	Geometry   struct {
		Type        string    `json:"type"`
		Coordinates []float64 `json:"coordinates"`
	} `json:"geometry"`
}

// chemnitzPlace joins the columns of the four files.
type chemnitzPlace struct {
	ID          int    `json:"OBJECTID"`
	Name        string `json:"BEZEICHNUNG"`
	ShortName   string `json:"KURZBEZEICHNUNG"`
	NameMore    string `json:"BEZEICHNUNGZUSATZ"`
	Kind        string `json:"ART"`
	Carrier     string `json:"TRAEGER"`
	Services    string `json:"LEISTUNGEN"`
	Street      string `json:"STRASSE"`
	House       string `json:"HAUSBEZ"`
	Postcode    string `json:"PLZ"`
	City        string `json:"ORT"`
	Phone       string `json:"TELEFON"`
	Email       string `json:"EMAIL"`
	Web         string `json:"WWW"`
	URL         string `json:"URL"`
	Profiles    string `json:"PROFILE"`
	Languages   string `json:"SPRACHEN"`
	Daycare     int    `json:"KITA"`
	Afterschool int    `json:"HORT"`
	Accessible  int    `json:"BARRIEREFREI"`
	Inclusive   int    `json:"INTEGRATIV"`
}

// convertChemnitz reads every *.geojson of a folder, by name. Dropped without a report: fax numbers,
// internal numbers of the city, short names.
func convertChemnitz(c *conversion, path string) error {
	files, err := filepath.Glob(filepath.Join(path, "*.geojson"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no *.geojson in %s", path)
	}
	slices.Sort(files)
	for _, file := range files {
		var set collection
		if err := readJSON(file, &set); err != nil {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".geojson")
		for _, f := range set.Features {
			c.Read++
			if err := c.chemnitz(name, f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *conversion) chemnitz(file string, f feature) error {
	p, record := f.Properties, c.Read
	at := f.Geometry.Coordinates
	if f.Geometry.Type != "Point" || len(at) < 2 {
		c.refuse(record, "%s %d has no point", file, p.ID)
		return nil
	}
	street := strings.TrimSpace(p.Street + " " + p.House)
	title := c.chemnitzTitle(p, street)
	code := postcode(p.Postcode)
	if code != strings.TrimSpace(p.Postcode) {
		c.note(record, "postcode completed to %s", code)
	}
	fields := Fields{
		"title":     title,
		"placeType": chemnitzType(file),
		"address":   address(street, code, p.City),
		"geo":       Fields{"lat": at[1], "lng": at[0]},
	}
	set(fields, "summary", p.summary())
	longName := ""
	if title != oneLine(p.Name) {
		longName = p.Name
	}
	setDocument(fields, "description", joinDocuments(richText(longName), p.description()))
	c.email(fields, p.Email)
	if p.Accessible == 1 {
		fields["accessibility"] = []string{"wheelchair"}
	}
	c.phone(fields, p.Phone)
	c.web(fields, cmp.Or(p.Web, p.URL))
	return c.write(Line{Key: fmt.Sprintf("chemnitz:%s:%d", file, p.ID), Type: "place", Locale: "de", Fields: fields})
}

// maxTitle is the longest name of a place.
const maxTitle = 140

func (c *conversion) chemnitzTitle(p chemnitzPlace, street string) string {
	title := oneLine(p.Name)
	switch {
	case title == "":
		c.note(c.Read, "no name: called by what it does and its street")
		return oneLine(p.Services) + ", " + oneLine(street)
	case utf8.RuneCountInString(title) > maxTitle && oneLine(p.ShortName) != "":
		c.note(c.Read, "the name is too long for a title: the short name, and the whole one in the description")
		return oneLine(p.ShortName)
	}
	return title
}

// chemnitzType: the kind of place is not a column, each file holds one.
func chemnitzType(file string) string {
	switch file {
	case "Schulen":
		return "school"
	case "Kindertageseinrichtungen":
		return "childcare"
	default: // help for young people looking for work, social work at schools
		return "counselling_centre"
	}
}

func (p chemnitzPlace) summary() string {
	kind := p.Kind
	switch {
	case p.Daycare == 1 && p.Afterschool == 1:
		kind = "Kindertagesstätte mit Hort"
	case p.Daycare == 1:
		kind = "Kindertagesstätte"
	case p.Afterschool == 1:
		kind = "Hort"
	case kind == "":
		kind = p.Services
	}
	carrier := oneLine(p.Carrier)
	if carrier != "" {
		carrier = "Träger: " + carrier
	}
	return strings.Join(slices.DeleteFunc([]string{oneLine(kind), carrier}, func(s string) bool { return s == "" }), ". ")
}

func (p chemnitzPlace) description() map[string]any {
	labelled := func(label, s string) string {
		if strings.TrimSpace(s) == "" {
			return ""
		}
		return label + ": " + s
	}
	inclusive := ""
	if p.Inclusive == 1 {
		inclusive = "Integrative Einrichtung"
	}
	return richText(p.NameMore, labelled("Profile", p.Profiles), labelled("Sprachen", p.Languages), inclusive)
}

// phone takes the first telephone number of s. Further ones have no field on a place that is not a
// person's, so they are told and left out.
func (c *conversion) phone(fields Fields, s string) {
	numbers, rest := phones(s)
	if len(numbers) > 0 {
		fields["phone"] = numbers[0]
	}
	if len(numbers) > 1 {
		c.note(c.Read, "%d further telephone numbers left out", len(numbers)-1)
	}
	if len(rest) > 0 {
		c.note(c.Read, "a telephone number that is none left out")
	}
}

// email takes the first address of s.
func (c *conversion) email(fields Fields, s string) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	for i, part := range parts {
		if a, err := mail.ParseAddress(part); err == nil && a.Address == part {
			fields["email"] = part
			if len(parts) > 1 {
				c.note(c.Read, "%d further mail addresses left out", len(parts)-i-1)
			}
			return
		}
	}
	if len(parts) > 0 {
		c.note(c.Read, "a mail address that is none left out")
	}
}

func (c *conversion) web(fields Fields, s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	if address := webAddress(s); address != "" {
		fields["url"] = address
		return
	}
	c.note(c.Read, "a web address that is none left out")
}
