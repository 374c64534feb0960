package transfer

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// poi is a point of interest as the Integreat CMS holds it, with all versions of its texts.
type poi struct {
	ID            int               `json:"id"`
	Address       string            `json:"address"`
	Postcode      string            `json:"postcode"`
	City          string            `json:"city"`
	Latitude      *float64          `json:"latitude"`
	Longitude     *float64          `json:"longitude"`
	Website       string            `json:"website"`
	Email         string            `json:"email"`
	Phone         string            `json:"phone_number"`
	CategoryNames map[string]string `json:"category_names"`
	Hours         []poiDay          `json:"opening_hours"`
	Translations  []poiText         `json:"translations"`
}

type poiText struct {
	Title    string `json:"title"`
	Status   string `json:"status"`
	Content  string `json:"content"`
	Meta     string `json:"meta_description"`
	Language int    `json:"language"`
	Version  int    `json:"version"`
}

type poiDay struct {
	AllDay          bool `json:"allDay"`
	Closed          bool `json:"closed"`
	AppointmentOnly bool `json:"appointmentOnly"`
	TimeSlots       []struct {
		Start string `json:"start"`
		End   string `json:"end"`
	} `json:"timeSlots"`
}

// Values that the upstream project put in place of the real ones.
const (
	poiTestSite  = "https://test.poi"
	poiTestEmail = "example@test.poi"
	poiTestPhone = "+123456789"
	poiGerman    = 1 // the language id of German
)

// convertIntegreatPlaces reads pois.json, or a folder that holds it. The newest public German version of
// each point's texts is taken.
func convertIntegreatPlaces(c *conversion, path string) error {
	file, err := fileIn(path, "pois.json")
	if err != nil {
		return err
	}
	var all []poi
	if err := readJSON(file, &all); err != nil {
		return err
	}
	for _, p := range all {
		c.Read++
		if err := c.poi(p, all); err != nil {
			return err
		}
	}
	return nil
}

func (c *conversion) poi(p poi, all []poi) error {
	text, ok := newestGerman(p.Translations)
	if !ok {
		c.refuse(c.Read, "point %d has no public German text", p.ID)
		return nil
	}
	title := oneLine(text.Title)
	fields := Fields{
		"title":     title,
		"placeType": c.poiType(p.CategoryNames["1"]),
		"address":   address(p.Address, postcode(p.Postcode), c.poiCity(p.City)),
	}
	summary := oneLine(text.Meta)
	if summary == title {
		summary = ""
	}
	lat, lng, approximate, ok := p.position(all)
	if !ok {
		c.refuse(c.Read, "point %d has no coordinates, nor has any other of its postcode or town", p.ID)
		return nil
	}
	if approximate {
		// The reader must know it, not only the importer.
		summary = strings.TrimSpace(summary + " Die Lage auf der Karte ist nur ungefähr.")
		c.note(c.Read, "no coordinates: the middle of the other points nearby, and the summary says so")
	}
	fields["geo"] = Fields{"lat": lat, "lng": lng}
	set(fields, "summary", summary)
	setDocument(fields, "description", htmlDocument(text.Content))
	c.poiContact(fields, p)
	if hours := openingHours(p.Hours); hours != nil {
		fields["openingHours"] = hours
	}
	return c.write(Line{Key: fmt.Sprintf("integreat-poi:%d", p.ID), Type: "place", Locale: "de", Fields: fields})
}

func newestGerman(texts []poiText) (poiText, bool) {
	german := slices.DeleteFunc(slices.Clone(texts), func(t poiText) bool {
		return t.Language != poiGerman || t.Status != "PUBLIC" || oneLine(t.Title) == ""
	})
	if len(german) == 0 {
		return poiText{}, false
	}
	return slices.MaxFunc(german, func(a, b poiText) int { return a.Version - b.Version }), true
}

// poiType maps the categories of the source to kinds of place.
func (c *conversion) poiType(category string) string {
	switch category {
	case "Beratungsstelle":
		return "counselling_centre"
	case "Behörde/Amt":
		return "authority"
	case "Gesundheit":
		return "health"
	case "Freizeit", "Kultur":
		return "meeting_place"
	default:
		c.note(c.Read, "category %q has no kind of place: other", category)
		return "other"
	}
}

// poiCity repairs names of towns that were typed or pasted twice ("MünchenMünchen", "Münchenn").
func (c *conversion) poiCity(city string) string {
	const munich = "München"
	city = oneLine(city)
	if city != munich && strings.HasPrefix(city, "Münche") && strings.HasSuffix(city, "n") {
		c.note(c.Read, "town %q taken for München", city)
		return munich
	}
	return city
}

// position gives the point's own coordinates, or the middle of the others with the same postcode, or of
// the same town.
func (p poi) position(all []poi) (lat, lng float64, approximate, ok bool) {
	if p.Latitude != nil && p.Longitude != nil {
		return *p.Latitude, *p.Longitude, false, true
	}
	for _, near := range []func(poi) bool{
		func(o poi) bool { return o.Postcode == p.Postcode },
		func(o poi) bool { return o.City == p.City },
	} {
		n := 0.0
		for _, o := range all {
			if o.Latitude != nil && o.Longitude != nil && near(o) {
				lat, lng, n = lat+*o.Latitude, lng+*o.Longitude, n+1
			}
		}
		if n > 0 {
			return lat / n, lng / n, true, true
		}
	}
	return 0, 0, false, false
}

func (c *conversion) poiContact(fields Fields, p poi) {
	if p.Website != poiTestSite {
		c.web(fields, p.Website)
	}
	if p.Email != poiTestEmail {
		c.email(fields, p.Email)
	}
	if p.Phone != poiTestPhone {
		c.phone(fields, p.Phone)
	}
}

var weekdays = [7]string{"mo", "tu", "we", "th", "fr", "sa", "su"}

// openingHours reads seven days from Monday on. Nil where nothing is told.
func openingHours(days []poiDay) map[string]any {
	var weekly []any
	appointment := false
	for i, day := range days[:min(len(days), len(weekdays))] {
		appointment = appointment || day.AppointmentOnly
		if day.AllDay {
			weekly = append(weekly, Fields{"day": weekdays[i], "from": "00:00", "to": "24:00"})
		}
		for _, slot := range day.TimeSlots {
			weekly = append(weekly, Fields{"day": weekdays[i], "from": slot.Start, "to": slot.End})
		}
	}
	if weekly == nil {
		return nil
	}
	hours := map[string]any{"weekly": weekly}
	if appointment {
		hours["byAppointment"] = true
	}
	return hours
}

// unescape undoes HTML's entities in what should be plain text.
func unescape(s string) string { return html.UnescapeString(s) }
