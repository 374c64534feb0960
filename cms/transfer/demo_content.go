package transfer

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// The states that demo content is taken to.
const (
	StateDraft              = "draft"
	StateInReview           = "in_review"
	StateChangesRequested   = "changes_requested"    // Remark says what
	StateRejected           = "rejected"             // Remark says why
	StateApproved           = "approved"             //
	StatePublished          = "published"            // the default
	StatePublishedWithDraft = "published_with_draft" // live, and Draft differs from it
	StateScheduled          = "scheduled"            // goes live At
	StateWithdrawn          = "withdrawn"            // Remark says why
	StateExpiredSoon        = "expired_soon"         // published, and its last day is near
	StateArchived           = "archived"             // was published
)

// States lists the states of demo content.
func States() []string {
	return []string{
		StateDraft, StateInReview, StateChangesRequested, StateRejected, StateApproved, StatePublished,
		StatePublishedWithDraft, StateScheduled, StateWithdrawn, StateExpiredSoon, StateArchived,
	}
}

// DemoPassword is the password of every demo account; DemoDomain follows the @ of their addresses.
const (
	DemoPassword = "lotse-demo-2026"
	DemoDomain   = "demo.lotse.example"
)

// DemoContent is a small, invented Thuringia: who is there and what they wrote.
type DemoContent struct {
	Organisations []DemoOrganisation `yaml:"organisations"`
	Accounts      []DemoAccount      `yaml:"accounts"`
	// Entries stand in an order in which every reference has its target before it.
	Entries []DemoEntry `yaml:"-"`
}

// DemoOrganisation is an organisation of the demo.
type DemoOrganisation struct {
	Slug string `yaml:"slug"`
	Name string `yaml:"name"`
	Kind string `yaml:"kind"` // initiative, employer, ministry, agency
}

// DemoAccount is an account of the demo: Key + "@" + [DemoDomain] signs in with [DemoPassword].
type DemoAccount struct {
	Key         string           `yaml:"key"`
	Name        string           `yaml:"name"`
	Locale      string           `yaml:"locale"` // of the desk
	Memberships []DemoMembership `yaml:"memberships"`
}

// Email is the address that the account signs in with.
func (a DemoAccount) Email() string { return a.Key + "@" + DemoDomain }

// DemoMembership is a role in an organisation (its slug), "*" for agency-wide.
type DemoMembership struct {
	Organisation string   `yaml:"organisation"`
	Role         string   `yaml:"role"`
	Locales      []string `yaml:"locales"`
}

// DemoEntry is a line with what the demo needs beyond it. State is always set.
type DemoEntry struct {
	Line
	// By is the key of the account that wrote it.
	By string
	// Remark is the reason of a decision.
	Remark string
	// At is when a scheduled entry goes live.
	At time.Time
	// Draft holds the fields in which the working copy differs from what is live.
	Draft Fields
}

//go:embed demo/*.yaml demo/NOTICE
var demoFiles embed.FS

// Demo reads the demo content. Dates in it are meant from today on, so that it never ages; today is a
// moment in the zone that the installation lives in.
func Demo(today time.Time) (DemoContent, error) {
	var content DemoContent
	if err := readDemo("demo/accounts.yaml", &content); err != nil {
		return content, err
	}
	files, err := fs.Glob(demoFiles, "demo/[0-9]*.yaml")
	if err != nil {
		return content, err
	}
	slices.Sort(files)
	for _, file := range files {
		var entries []demoEntry
		if err := readDemo(file, &entries); err != nil {
			return content, err
		}
		for _, e := range entries {
			entry, err := e.entry(today)
			if err != nil {
				return content, fmt.Errorf("%s: %s: %w", file, e.Key, err)
			}
			content.Entries = append(content.Entries, entry)
		}
	}
	return content, nil
}

func readDemo(file string, into any) error {
	raw, err := demoFiles.ReadFile(file)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// demoEntry is the form in the files. The type is the key's first part.
type demoEntry struct {
	Key    string `yaml:"key"`
	Org    string `yaml:"org"`
	By     string `yaml:"by"`
	State  string `yaml:"state"`
	Remark string `yaml:"remark"`
	At     string `yaml:"at"`
	Draft  Fields `yaml:"draft"`
	Fields Fields `yaml:"fields"`
	En     Fields `yaml:"en"`
	Ar     Fields `yaml:"ar"`
}

func (e demoEntry) entry(today time.Time) (DemoEntry, error) {
	kind, _, ok := strings.Cut(e.Key, ":")
	if !ok {
		return DemoEntry{}, fmt.Errorf("the key must begin with the type")
	}
	d := DemoEntry{
		By: e.By, Remark: e.Remark, Draft: prepared(e.Draft, today),
		Line: Line{Key: e.Key, Type: kind, Locale: "de", Organisation: e.Org, State: e.State, Fields: prepared(e.Fields, today)},
	}
	if d.State == "" {
		d.State = StatePublished
	}
	if !slices.Contains(States(), d.State) {
		return DemoEntry{}, fmt.Errorf("unknown state %q", d.State)
	}
	for locale, fields := range map[string]Fields{"en": e.En, "ar": e.Ar} {
		if fields == nil {
			continue
		}
		if d.Translations == nil {
			d.Translations = map[string]Fields{}
		}
		d.Translations[locale] = prepared(fields, today)
	}
	if e.At != "" {
		day, err := time.ParseInLocation(time.DateOnly, relative(e.At, today), today.Location())
		if err != nil {
			return DemoEntry{}, fmt.Errorf("at: %w", err)
		}
		d.At = day.Add(8 * time.Hour)
	}
	return d, nil
}

// proseFields are the rich texts of all types.
var proseFields = map[string]bool{"description": true, "body": true, "requirements": true}

// prepared copies fields with rich texts made of prose and dates made of distances.
func prepared(fields Fields, today time.Time) Fields {
	if fields == nil {
		return nil
	}
	out := maps.Clone(fields)
	for name, value := range fields {
		if text, ok := value.(string); ok && proseFields[name] {
			out[name] = prose(text)
			continue
		}
		out[name] = dated(value, today)
	}
	return out
}

// dated replaces distances in every string of a value, and gives numbers the type that JSON gives them.
func dated(value any, today time.Time) any {
	switch v := value.(type) {
	case string:
		return relative(v, today)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = dated(v[i], today)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for name := range v {
			object[name] = dated(v[name], today)
		}
		return object
	case uint64:
		return float64(v)
	case int64:
		return float64(v)
	default:
		return value
	}
}

// distance is a day from today on, "+30d", or a day of the week, "tu+1w" (the next Tuesday from today,
// one week later), with or without a time of day.
var distance = regexp.MustCompile(`^(?:([+-]\d+)d|(mo|tu|we|th|fr|sa|su)\+(\d+)w)(T\d\d:\d\d)?$`)

// relative turns a distance into a date or local time; any other text stays.
func relative(s string, today time.Time) string {
	m := distance.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	days, _ := strconv.Atoi(m[1])
	if m[2] != "" {
		weekday := (slices.Index(weekdays[:], m[2]) + 1) % 7 // time.Weekday counts from Sunday
		weeks, _ := strconv.Atoi(m[3])
		days = (weekday-int(today.Weekday())+7)%7 + 7*weeks
	}
	return today.AddDate(0, 0, days).Format(time.DateOnly) + m[4]
}
