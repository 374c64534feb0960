package transfer

import (
	"errors"
	"strings"
	"time"
)

// component is a part of an iCalendar file (RFC 5545): its name, its properties in order, what is in it.
type component struct {
	name       string
	properties []property
	parts      []*component
}

// property is one content line. Values are raw: still escaped.
type property struct {
	name, value string
	params      map[string]string
}

// parseCalendar reads unfolded text as it is found in the wild: a missing last line end, lines that hold
// no colon (skipped, as every calendar program does).
func parseCalendar(text string) (*component, error) {
	root := &component{}
	open := []*component{root}
	for line := range strings.SplitSeq(text, "\n") {
		p, ok := parseProperty(line)
		if !ok {
			continue
		}
		inner := open[len(open)-1]
		switch p.name {
		case "BEGIN":
			part := &component{name: strings.ToUpper(p.value)}
			inner.parts = append(inner.parts, part)
			open = append(open, part)
		case "END":
			if len(open) == 1 || !strings.EqualFold(inner.name, p.value) {
				return nil, errors.New("END without its BEGIN")
			}
			open = open[:len(open)-1]
		default:
			inner.properties = append(inner.properties, p)
		}
	}
	if len(open) != 1 {
		return nil, errors.New("BEGIN without its END")
	}
	return root, nil
}

// unfold joins lines that were folded, which may have happened in the middle of a letter, and makes
// every line end LF.
func unfold(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\n ", "")
	return strings.ReplaceAll(s, "\n\t", "")
}

// parseProperty splits NAME;PARAM=VALUE;…:value. Parameter values may be quoted and then hold ; and :.
func parseProperty(line string) (property, bool) {
	quoted := false
	end := strings.IndexFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ':' && !quoted
	})
	if end < 1 {
		return property{}, false
	}
	parts := splitUnquoted(line[:end])
	p := property{name: strings.ToUpper(parts[0]), value: line[end+1:], params: map[string]string{}}
	for _, param := range parts[1:] {
		name, value, _ := strings.Cut(param, "=")
		p.params[strings.ToUpper(name)] = strings.Trim(value, `"`)
	}
	return p, true
}

func splitUnquoted(s string) []string {
	quoted := false
	return strings.FieldsFunc(s, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ';' && !quoted
	})
}

// all gives every component of a name below c.
func (c *component) all(name string) []*component {
	var found []*component
	for _, part := range c.parts {
		if part.name == name {
			found = append(found, part)
		}
		found = append(found, part.all(name)...)
	}
	return found
}

// get gives the first property of a name; ok is false where there is none or its value is empty.
func (c *component) get(name string) (property, bool) {
	for _, p := range c.properties {
		if p.name == name && strings.TrimSpace(p.value) != "" {
			return p, true
		}
	}
	return property{}, false
}

func (c *component) every(name string) []property {
	var found []property
	for _, p := range c.properties {
		if p.name == name && strings.TrimSpace(p.value) != "" {
			found = append(found, p)
		}
	}
	return found
}

// text gives a value of type TEXT without its escapes.
func (c *component) text(name string) string {
	p, _ := c.get(name)
	return strings.TrimSpace(strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";").Replace(p.value))
}

// moment is a time of a calendar: a day, or an instant with the zone that it was written in.
type moment struct {
	at     time.Time
	allDay bool
	utc    bool // written with Z: the zone of the calendar is as good
}

// moments reads the one or more times of a property. zone is where times without one are meant.
func (p property) moments(zone *time.Location) ([]moment, error) {
	if id := p.params["TZID"]; id != "" {
		named, err := zoneOf(id)
		if err != nil {
			return nil, err
		}
		zone = named
	}
	var list []moment
	for value := range strings.SplitSeq(p.value, ",") {
		value, _, _ = strings.Cut(strings.TrimSpace(value), "/") // a period: its start
		m, err := parseMoment(value, zone)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

func parseMoment(s string, zone *time.Location) (moment, error) {
	if t, err := time.Parse("20060102", s); err == nil {
		return moment{at: t, allDay: true}, nil
	}
	if t, err := time.Parse("20060102T150405Z", s); err == nil {
		return moment{at: t, utc: true}, nil
	}
	t, err := time.ParseInLocation("20060102T150405", s, zone)
	if err != nil {
		return moment{}, errors.New("a time that cannot be read")
	}
	return moment{at: t}, nil
}

// zoneOf finds the zone that a TZID means. Globally unique ids carry a vendor's prefix before the name
// of the zone (/mozilla.org/20070129_1/America/New_York): the longest end that is a zone counts.
func zoneOf(id string) (*time.Location, error) {
	parts := strings.Split(strings.Trim(id, "/"), "/")
	for i := range parts {
		name := strings.Join(parts[i:], "/")
		if zone, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
			return zone, nil
		}
	}
	return nil, errors.New("an unknown time zone")
}
