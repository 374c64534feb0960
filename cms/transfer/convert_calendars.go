package transfer

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"lotse/internal/recurrence"
)

// calendar is one file: its zone and the name that its keys begin with.
type calendar struct {
	file string
	zone *time.Location
}

// vevent is one VEVENT with its number in the source.
type vevent struct {
	*component
	record int
	uid    string
}

// convertCalendars reads every *.ics below a folder, by path, or one file.
func convertCalendars(c *conversion, path string) error {
	var files []string
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(p), ".ics") {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(files)
	if err := c.addCategory(); err != nil {
		return err
	}
	for _, file := range files {
		if err := c.calendar(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// calendar turns one file into events: every VEVENT without RECURRENCE-ID is a master and gives a line,
// the others are changed dates of the master with the same UID.
func (c *conversion) calendar(file string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	// Folding may cut a letter in two, so it is the unfolded text that must be UTF-8.
	text := unfold(string(raw))
	if !utf8.ValidString(text) {
		return errors.New("not UTF-8")
	}
	root, err := parseCalendar(text)
	if err != nil {
		return err
	}
	cal := calendar{file: filepath.Base(file), zone: calendarZone(root)}
	var masters []vevent
	overrides := map[string][]vevent{}
	for _, part := range root.all("VEVENT") {
		c.Read++
		e := vevent{component: part, record: c.Read, uid: part.text("UID")}
		_, isOverride := part.get("RECURRENCE-ID")
		switch {
		case isOverride && e.uid == "":
			c.refuse(e.record, "%s: a changed date that does not say of which event", cal.file)
		case isOverride:
			overrides[e.uid] = append(overrides[e.uid], e)
		default:
			masters = append(masters, e)
		}
	}
	for _, master := range masters {
		changes := overrides[master.uid]
		delete(overrides, master.uid)
		if err := c.event(cal, master, changes); err != nil {
			return err
		}
	}
	for _, uid := range slices.Sorted(mapKeys(overrides)) {
		for _, orphan := range overrides[uid] {
			c.refuse(orphan.record, "%s: a changed date whose event is not in the file", cal.file)
		}
	}
	return nil
}

// calendarZone is the zone of times that tell none: the calendar's own, else the one we live in.
func calendarZone(root *component) *time.Location {
	for _, part := range root.parts {
		if p, ok := part.get("X-WR-TIMEZONE"); ok {
			if zone, err := zoneOf(p.value); err == nil && zone.String() != "Etc/GMT" {
				return zone
			}
		}
	}
	zone, err := time.LoadLocation(recurrence.DefaultTimezone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func (c *conversion) event(cal calendar, e vevent, overrides []vevent) error {
	s, err := newSchedule(cal, e)
	if err == nil {
		err = s.dates(e)
	}
	var notes []string
	if err == nil {
		notes, err = s.changes(cal, e, overrides)
	}
	if err == nil {
		_, err = recurrence.New(s.value)
	}
	title := oneLine(e.text("SUMMARY"))
	if err == nil && title == "" {
		err = errors.New("no title")
	}
	if err != nil {
		c.refuse(e.record, "%s: %v", cal.file, err)
		for _, o := range overrides {
			c.refuse(o.record, "%s: its event was refused", cal.file)
		}
		return nil
	}
	for _, note := range s.notes {
		c.note(e.record, "%s: %s", cal.file, note)
	}
	c.Merged += len(overrides)
	fields := Fields{
		"title": title, "schedule": scheduleFields(s.value),
		"categories": importedCategories(),
	}
	c.eventTexts(fields, e, notes)
	return c.write(Line{Key: cal.key(e), Type: "event", Locale: "de", Fields: fields})
}

// key is the UID within its file: the same UID in two files may be two events. An event without UID is
// known by what it says.
func (cal calendar) key(e vevent) string {
	if e.uid != "" {
		return "ics:" + cal.file + "#" + e.uid
	}
	h := fnv.New64a()
	for _, p := range e.properties {
		_, _ = fmt.Fprintln(h, p.name, p.value)
	}
	return fmt.Sprintf("ics:%s#%x", cal.file, h.Sum64())
}

// eventTexts sets description, address and link. What the schedule cannot hold of the changed dates is
// said in words at the end of the description.
func (c *conversion) eventTexts(fields Fields, e vevent, notes []string) {
	place := oneLine(e.text("LOCATION"))
	var tail []string
	if place != "" {
		tail = append(tail, "Ort: "+place)
	}
	setDocument(fields, "description", joinDocuments(looseDocument(e.text("DESCRIPTION")), richText(append(tail, notes...)...)))
	if a := addressIn(place); a != nil {
		fields["address"] = a
	}
	if p, ok := e.get("URL"); ok {
		if link := webAddress(p.value); link != "" && strings.Contains(p.value, "://") {
			fields["url"] = link
		} else {
			c.note(e.record, "a web address that is none left out")
		}
	}
}

// addressIn reads "Name, street 1, 12345 town, country" as calendars write it; nil for other places.
func addressIn(place string) Fields {
	parts := strings.Split(place, ",")
	for i := 1; i < len(parts); i++ {
		code, city, ok := strings.Cut(strings.TrimSpace(parts[i]), " ")
		if ok && postcode(code) == code {
			return address(parts[i-1], code, city)
		}
	}
	return nil
}
