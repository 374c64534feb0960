package delivery_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/piprate/json-gold/ld"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// judges hold what formats are validated by.
type judges struct {
	t        *testing.T
	schemas  map[string]*jsonschema.Schema
	context  *ld.CachingDocumentLoader
	domains  map[string][]string // property of schema.org → types that have it
	calendar []calendarQuestion
	seen     map[string]int
}

// realSchemas is the folder of schemas that are not part of the repository; empty where it is not there.
func realSchemas() string {
	path := filepath.Join("..", "..", "..", "shared", "data", "schemas")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

func newJudges(t *testing.T) *judges {
	t.Helper()
	j := &judges{t: t, schemas: map[string]*jsonschema.Schema{}, seen: map[string]int{}}
	older, err := os.ReadFile(filepath.Join("testdata", "schemas", "jsonfeed-1.0.json")) // 1.1 refers to it
	if err != nil {
		t.Fatal(err)
	}
	olderFeed, err := jsonschema.UnmarshalJSON(bytes.NewReader(older))
	if err != nil {
		t.Fatal(err)
	}
	compile := func(name, path string) {
		c := jsonschema.NewCompiler()
		if err := c.AddResource("https://json.schemastore.org/feed-1", olderFeed); err != nil {
			t.Fatal(err)
		}
		c.AssertFormat()
		s, err := c.Compile(path)
		if err != nil {
			t.Fatal(err)
		}
		j.schemas[name] = s
	}
	compile("jsonfeed", filepath.Join("testdata", "schemas", "jsonfeed-1.1.json"))
	compile("geojson", filepath.Join("testdata", "schemas", "geojson-featurecollection.json"))
	real := realSchemas()
	if real == "" {
		t.Log("no schemas of HSDS, ORUK and schema.org: those are not judged")
		return j
	}
	for name, path := range map[string]string{
		"service": "hsds/3.1/compiled/service_with_definitions.json", "service_list": "hsds/3.1/compiled/service_list.json",
		"organization_list": "hsds/3.1/compiled/organization_list.json", "service_at_location_list": "hsds/3.1/compiled/service_at_location_list.json",
		"taxonomy": "hsds/3.1/taxonomy.json", "taxonomy_term": "hsds/3.1/taxonomy_term.json", "organization": "hsds/3.1/organization.json",
		"service_at_location": "hsds/3.1/service_at_location.json", "oruk_service": "oruk/3.0/compiled/service.json",
	} {
		compile(name, filepath.Join(real, path))
	}
	j.loadSchemaOrg(real)
	return j
}

// loadSchemaOrg reads the context and the table of properties.
func (j *judges) loadSchemaOrg(folder string) {
	j.t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "schemaorg", "schemaorgcontext.jsonld"))
	if err != nil {
		j.t.Fatal(err)
	}
	var context any
	if err := json.Unmarshal(raw, &context); err != nil {
		j.t.Fatal(err)
	}
	j.context = ld.NewCachingDocumentLoader(nil)
	j.context.AddDocument("https://schema.org", context)
	table, err := os.Open(filepath.Join(folder, "schemaorg", "schemaorg-current-https-properties.csv"))
	if err != nil {
		j.t.Fatal(err)
	}
	defer table.Close() //nolint:errcheck // only read
	rows, err := csv.NewReader(table).ReadAll()
	if err != nil {
		j.t.Fatal(err)
	}
	j.domains = map[string][]string{}
	for _, row := range rows[1:] {
		for _, domain := range strings.Split(row[6], ", ") {
			j.domains[row[1]] = append(j.domains[row[1]], strings.TrimPrefix(domain, "https://schema.org/"))
		}
	}
}

// parents are the types above those that we write; the table of properties knows no inheritance.
var parents = map[string][]string{
	"JobPosting": {"Intangible"}, "Event": {"Thing"}, "EventSeries": {"Event", "Series"}, "Series": {"Intangible"}, "Service": {"Intangible"},
	"GovernmentService": {"Service"}, "Course": {"CreativeWork", "LearningResource"}, "CourseInstance": {"Event"}, "Place": {"Thing"},
	"LocalBusiness": {"Place", "Organization"}, "GovernmentOffice": {"LocalBusiness"}, "Library": {"LocalBusiness"}, "ChildCare": {"LocalBusiness"},
	"SportsActivityLocation": {"LocalBusiness"}, "School": {"EducationalOrganization"}, "EducationalOrganization": {"Organization", "CivicStructure"},
	"CivicStructure": {"Place"}, "Organization": {"Thing"}, "Article": {"CreativeWork"}, "CreativeWork": {"Thing"}, "WebPage": {"CreativeWork"},
	"DefinedTerm": {"Intangible"}, "DefinedTermSet": {"CreativeWork"}, "CategoryCode": {"DefinedTerm"}, "StructuredValue": {"Intangible"},
	"PostalAddress": {"ContactPoint"}, "ContactPoint": {"StructuredValue"}, "GeoCoordinates": {"StructuredValue"}, "OpeningHoursSpecification": {"StructuredValue"},
	"PropertyValue": {"StructuredValue"}, "LocationFeatureSpecification": {"PropertyValue"}, "QuantitativeValue": {"StructuredValue"},
	"MonetaryAmount": {"StructuredValue"}, "Offer": {"Intangible"}, "Audience": {"Intangible"}, "ServiceChannel": {"Intangible"}, "Occupation": {"Intangible"},
	"VirtualLocation": {"Intangible"}, "City": {"AdministrativeArea"}, "Country": {"AdministrativeArea"}, "AdministrativeArea": {"Place"},
	"ItemList": {"Intangible"}, "ListItem": {"Intangible"}, "Intangible": {"Thing"}, "LearningResource": {"CreativeWork"}, "Thing": {},
}

func ancestors(name string) []string {
	list := []string{name}
	for _, p := range parents[name] {
		list = append(list, ancestors(p)...)
	}
	return list
}

// jsonld expands a document with the context of schema.org and judges every property of every object by the table.
func (j *judges) jsonld(path string, body []byte) {
	j.t.Helper()
	j.seen["jsonld"]++
	if bytes.ContainsAny(body, "<>") {
		j.t.Errorf("%s may end a script", path)
	}
	var document any
	if err := json.Unmarshal(body, &document); err != nil {
		j.t.Fatalf("%s: %v", path, err)
	}
	requiredOf(j.t, path, document)
	if j.context == nil {
		return
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = j.context
	expanded, err := ld.NewJsonLdProcessor().Expand(document, options)
	if err != nil {
		j.t.Fatalf("%s: %v", path, err)
	}
	if len(expanded) != 1 {
		j.t.Errorf("%s expands to %d objects", path, len(expanded))
	}
	j.node(path, expanded)
}

func (j *judges) node(path string, value any) {
	j.t.Helper()
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			j.node(path, one)
		}
	case map[string]any:
		var types []string
		for _, one := range anysOf(v["@type"]) {
			name := strings.TrimPrefix(fmt.Sprint(one), "http://schema.org/")
			if _, known := parents[name]; !known && v["@value"] == nil {
				j.t.Errorf("%s: unknown type %s", path, name)
			}
			types = append(types, ancestors(name)...)
		}
		for key, inner := range v {
			name, is := strings.CutPrefix(key, "http://schema.org/")
			if is && !slices.ContainsFunc(j.domains[name], func(d string) bool { return slices.Contains(types, d) }) {
				j.t.Errorf("%s: %s is no property of %v", path, name, v["@type"])
			} else if !is && !strings.HasPrefix(key, "@") {
				j.t.Errorf("%s: %s is not of schema.org", path, key)
			}
			j.node(path, inner)
		}
	}
}

func anysOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// required is what those who read a type cannot do without.
var required = map[string][]string{
	"JobPosting": {"title", "description", "datePosted", "hiringOrganization", "url"}, "Event": {"name", "startDate", "location", "eventStatus"},
	"EventSeries": {"name", "startDate", "location", "url"}, "Service": {"name", "description", "provider", "url"},
	"GovernmentService": {"name", "description", "provider", "url"}, "Course": {"name", "description", "provider", "hasCourseInstance"},
	"CourseInstance": {"courseMode"}, "Article": {"headline", "datePublished", "dateModified", "inLanguage", "author"}, "Organization": {"name"},
	"DefinedTerm": {"name"}, "CreativeWork": {"name"}, "PostalAddress": {"addressCountry"}, "GeoCoordinates": {"latitude", "longitude"},
	"OpeningHoursSpecification": {"opens", "closes"}, "MonetaryAmount": {"currency", "value"}, "ListItem": {"position", "item"}, "WebPage": {"@id", "inLanguage"},
}

// requiredOf looks for what must be there, and at the form of dates.
func requiredOf(t *testing.T, path string, value any) {
	t.Helper()
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			requiredOf(t, path, one)
		}
	case map[string]any:
		kind, _ := v["@type"].(string)
		_, inside := v["@id"]
		for _, name := range required[kind] {
			if v[name] == nil || v[name] == "" {
				// The other languages of a text are named by their address alone.
				if inside && (v["inLanguage"] != nil && len(v) == 3 || len(v) == 2) {
					continue
				}
				t.Errorf("%s: %s without %s", path, kind, name)
			}
		}
		if kind == "JobPosting" && v["jobLocation"] == nil && v["jobLocationType"] == nil {
			t.Errorf("%s: a job nowhere", path)
		}
		for _, name := range []string{"datePosted", "validThrough", "startDate", "endDate", "datePublished", "dateModified", "previousStartDate"} {
			if text, ok := v[name].(string); ok {
				at, err := time.Parse(time.RFC3339, text)
				day, dayErr := time.Parse(time.DateOnly, text)
				if err != nil && dayErr != nil {
					t.Errorf("%s: %s %s", path, name, text)
				}
				_ = day
				if zone, _ := time.LoadLocation("Europe/Berlin"); err == nil && strings.Contains(name, "ate") {
					if _, want := at.In(zone).Zone(); want != offsetOf(at) && name != "startDate" && name != "endDate" && name != "previousStartDate" {
						t.Errorf("%s: %s %s has not the offset of its day", path, name, text)
					}
				}
			}
		}
		for _, inner := range v {
			requiredOf(t, path, inner)
		}
	}
}

func offsetOf(t time.Time) int { _, seconds := t.Zone(); return seconds }

// schema judges a JSON document.
func (j *judges) schema(name, path string, body []byte) {
	j.t.Helper()
	j.seen[name]++
	s := j.schemas[name]
	if s == nil {
		return
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		j.t.Fatalf("%s: %v", path, err)
	}
	if err := s.Validate(value); err != nil {
		j.t.Errorf("%s: %v", path, err)
	}
}

// atom judges a feed by RFC 4287: what must be there, once, and in its form.
func (j *judges) atom(path string, body []byte) (next string) {
	j.t.Helper()
	j.seen["atom"]++
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	var feed struct {
		XMLName xml.Name  `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string    `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		IDs     []string  `xml:"http://www.w3.org/2005/Atom id"`
		Titles  []string  `xml:"http://www.w3.org/2005/Atom title"`
		Updated time.Time `xml:"http://www.w3.org/2005/Atom updated"`
		Links   []link    `xml:"http://www.w3.org/2005/Atom link"`
		Entries []struct {
			Lang    string    `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
			IDs     []string  `xml:"http://www.w3.org/2005/Atom id"`
			Titles  []string  `xml:"http://www.w3.org/2005/Atom title"`
			Updated time.Time `xml:"http://www.w3.org/2005/Atom updated"`
			Authors []string  `xml:"http://www.w3.org/2005/Atom author>name"`
			Links   []link    `xml:"http://www.w3.org/2005/Atom link"`
			Summary []string  `xml:"http://www.w3.org/2005/Atom summary"`
			Content []string  `xml:"http://www.w3.org/2005/Atom content"`
		} `xml:"http://www.w3.org/2005/Atom entry"`
	}
	decoder := xml.NewDecoder(bytes.NewReader(body))
	decoder.Strict = true
	if err := decoder.Decode(&feed); err != nil {
		j.t.Fatalf("%s: %v\n%s", path, err, body)
	}
	rels := map[string]string{}
	for _, l := range feed.Links {
		rels[l.Rel] = l.Href
	}
	if len(feed.IDs) != 1 || len(feed.Titles) != 1 || feed.Updated.IsZero() || feed.Lang == "" || !absolute(rels["self"]) || !absolute(rels["first"]) {
		j.t.Errorf("%s: the feed lacks something: %+v", path, feed.Links)
	}
	ids := map[string]bool{}
	for _, e := range feed.Entries {
		if len(e.IDs) != 1 || !strings.HasPrefix(e.IDs[0], "urn:uuid:") || ids[e.IDs[0]] || len(e.Titles) != 1 || e.Titles[0] == "" || e.Updated.IsZero() || e.Updated.After(feed.Updated) ||
			len(e.Authors) != 1 || len(e.Links) != 1 || e.Links[0].Rel != "alternate" || !absolute(e.Links[0].Href) || len(e.Summary)+len(e.Content) == 0 || len(e.Content) > 1 || e.Lang == "" {
			j.t.Errorf("%s: an entry lacks something: %+v", path, e)
		}
		ids[e.IDs[0]] = true
	}
	return rels["next"]
}

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.IsAbs() && u.Host != ""
}

// csv judges a table: read back, every row as wide as the header, no cell that a spreadsheet takes for a formula.
func (j *judges) csv(path string, body []byte) [][]string {
	j.t.Helper()
	j.seen["csv"]++
	if !utf8.Valid(body) {
		j.t.Errorf("%s is not UTF-8", path)
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		j.t.Fatalf("%s: %v", path, err)
	}
	for _, row := range rows {
		for at, cell := range row {
			number := slices.Contains([]string{"geo.lat", "geo.lng", "phone", "positions", "order"}, rows[0][at])
			if trimmed := strings.TrimLeft(cell, " \u00a0\u3000"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@\t\r") && !number {
				j.t.Errorf("%s: %s holds %q", path, rows[0][at], cell)
			}
		}
	}
	return rows
}

// calendarQuestion is one calendar for ical.js.
type calendarQuestion struct {
	Name     string `json:"name"`
	Calendar string `json:"calendar"`
	From     int64  `json:"from"`
	To       int64  `json:"to"`
}

// calendarDate is a date as ical.js reads it.
type calendarDate struct {
	UID, Start, End, Status, Summary string
	AllDay                           bool
}

// calendars has ical.js read what was collected.
func (j *judges) calendars() map[string][]calendarDate {
	j.t.Helper()
	folder := filepath.Join("..", "formats", "testdata", "judge")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "ical.js")); err != nil {
		j.t.Log("ical.js is not installed (make judge): calendars are not judged")
		return nil
	}
	var in, out, said bytes.Buffer
	for _, q := range j.calendar {
		if err := json.NewEncoder(&in).Encode(q); err != nil {
			j.t.Fatal(err)
		}
	}
	command := exec.CommandContext(j.t.Context(), "node", filepath.Join(folder, "occurrences.mjs"))
	command.Stdin, command.Stdout, command.Stderr = &in, &out, &said
	if err := command.Run(); err != nil {
		j.t.Fatalf("%v: %s", err, said.String())
	}
	answers := map[string][]calendarDate{}
	for decoder := json.NewDecoder(&out); decoder.More(); {
		var a struct {
			Name, Problem string
			Dates         []calendarDate
		}
		if err := decoder.Decode(&a); err != nil {
			j.t.Fatal(err)
		}
		if a.Problem != "" {
			j.t.Errorf("%s: %s", a.Name, a.Problem)
		}
		answers[a.Name] = a.Dates
	}
	return answers
}
