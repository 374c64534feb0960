package transfer

import (
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var demoDay = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) // a Wednesday

func demoContent(t *testing.T) DemoContent {
	t.Helper()
	content, err := Demo(demoDay)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestDemoHasEnoughOfEverything(t *testing.T) {
	content := demoContent(t)
	types, states, locales := map[string]int{}, map[string]int{}, map[string]int{}
	for _, e := range content.Entries {
		types[e.Type]++
		states[e.State]++
		if e.Type == "category" {
			continue
		}
		for locale := range e.Translations {
			locales[locale]++
		}
	}
	if len(content.Organisations) != 6 || types["category"] != 12 || types["organisation"] != 6 {
		t.Errorf("%d organisations, types %v", len(content.Organisations), types)
	}
	for _, name := range []string{"offer", "event", "job", "place", "article"} {
		if types[name] < 10 {
			t.Errorf("only %d of type %s", types[name], name)
		}
	}
	for _, state := range States() {
		if states[state] == 0 {
			t.Errorf("nothing in state %s", state)
		}
	}
	if len(content.Entries) < 60 || locales["en"] < 20 || locales["ar"] < 10 {
		t.Errorf("%d entries, without categories %d in English and %d in Arabic", len(content.Entries), locales["en"], locales["ar"])
	}
	t.Logf("%d entries, types %v, states %v, locales (without categories) %v", len(content.Entries), types, states, locales)
}

func TestDemoReferencesWhatStandsBefore(t *testing.T) {
	content := demoContent(t)
	accounts, organisations := map[string]bool{}, map[string]bool{"*": true}
	for _, a := range content.Accounts {
		accounts[a.Key] = true
	}
	for _, o := range content.Organisations {
		organisations[o.Slug] = true
	}
	before := map[string]bool{}
	for _, e := range content.Entries {
		if before["@"+e.Key] {
			t.Errorf("%s stands twice", e.Key)
		}
		if !accounts[e.By] || !organisations[e.Organisation] {
			t.Errorf("%s: by %q of %q", e.Key, e.By, e.Organisation)
		}
		for _, s := range texts(e.Fields) {
			if strings.HasPrefix(s, "@") && !before[s] {
				t.Errorf("%s refers to %s, which does not stand before it", e.Key, s)
			}
			if distance.MatchString(s) {
				t.Errorf("%s: the distance %s was not replaced", e.Key, s)
			}
		}
		before["@"+e.Key] = true
		needsRemark := slices.Contains([]string{StateChangesRequested, StateRejected, StateWithdrawn}, e.State)
		if needsRemark != (e.Remark != "") || (e.State == StateScheduled) != e.At.After(demoDay) || (e.State == StatePublishedWithDraft) != (e.Draft != nil) {
			t.Errorf("%s: state %s does not fit remark, time or draft", e.Key, e.State)
		}
	}
	for _, a := range content.Accounts {
		for _, m := range a.Memberships {
			if !organisations[m.Organisation] {
				t.Errorf("%s is a member of %q", a.Key, m.Organisation)
			}
		}
	}
}

// texts lists every string in a value.
func texts(value any) []string {
	var all []string
	switch v := value.(type) {
	case string:
		all = append(all, v)
	case []any:
		for _, item := range v {
			all = append(all, texts(item)...)
		}
	case map[string]any:
		for _, item := range v {
			all = append(all, texts(item)...)
		}
	}
	return all
}

// Nothing in the demo may reach a real person: telephone numbers and domains are kept free for examples.
func TestDemoReachesNobody(t *testing.T) {
	phone := regexp.MustCompile(`^\+49`)
	host := regexp.MustCompile(`(?:https?://|@)([a-z0-9.-]+)`)
	for _, e := range demoContent(t).Entries {
		for _, s := range append(texts(e.Fields), texts(e.Draft)...) {
			if phone.MatchString(s) && !regexp.MustCompile(`^\+4930231250\d\d$`).MatchString(s) {
				t.Errorf("%s: telephone number %s", e.Key, s)
			}
			if strings.HasPrefix(s, "@") {
				continue
			}
			for _, m := range host.FindAllStringSubmatch(s, -1) {
				if !strings.HasSuffix(m[1], ".example") {
					t.Errorf("%s: address at %s", e.Key, m[1])
				}
			}
		}
	}
}

// Postcode and town belong together, the municipality key is the town's, and the point lies there.
func TestDemoTownsAreReal(t *testing.T) {
	towns := readCSV(t, realData(t, "plz-orte/plz_th_mv.csv"))
	keys := readCSV(t, realData(t, "gemeinden/gemeinden_th_mv.csv"))
	n := 0
	for _, e := range demoContent(t).Entries {
		address, ok := e.Fields["address"].(map[string]any)
		if !ok {
			continue
		}
		n++
		known := slices.ContainsFunc(towns, func(row map[string]string) bool {
			return row["plz"] == address["postcode"] && strings.HasPrefix(row["ort"], address["city"].(string)) && row["land"] == "Thüringen"
		})
		named := slices.ContainsFunc(keys, func(row map[string]string) bool {
			return row["ars"] == address["municipality"] && strings.HasPrefix(row["name"], address["city"].(string))
		})
		if !known || !named {
			t.Errorf("%s: %v: postcode known %v, municipality known %v", e.Key, address, known, named)
		}
		geo, _ := e.Fields["geo"].(map[string]any)
		lat, _ := geo["lat"].(float64)
		lng, _ := geo["lng"].(float64)
		if lat < 50.2 || lat > 51.7 || lng < 9.8 || lng > 12.7 {
			t.Errorf("%s: point %v is not in Thuringia", e.Key, geo)
		}
	}
	if n < 18 {
		t.Errorf("only %d addresses", n)
	}
}

func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		named := map[string]string{}
		for i, name := range rows[0] {
			named[name] = row[i]
		}
		all = append(all, named)
	}
	return all
}

func TestRelative(t *testing.T) {
	for in, want := range map[string]string{
		"+30d": "2026-12-25", "-1d": "2026-11-24", "+0d": "2026-11-25", "we+0w": "2026-11-25", "tu+0w": "2026-12-01",
		"tu+1wT18:00": "2026-12-08T18:00", "su+0w": "2026-11-29", "+493023125001": "+493023125001", "mo": "mo",
	} {
		if got := relative(in, demoDay); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestProse(t *testing.T) {
	doc := prose("Ein <b>Satz</b>\nund noch einer.\n\n## Liste\n\n- eins\n- zwei\n")
	var kinds []string
	for _, node := range doc["content"].([]any) {
		kinds = append(kinds, node.(map[string]any)["type"].(string))
	}
	if !slices.Equal(kinds, []string{"paragraph", "heading", "bulletList"}) {
		t.Errorf("kinds %v", kinds)
	}
	if got := texts(doc["content"].([]any)[0]); !slices.Contains(got, "Ein <b>Satz</b> und noch einer.") {
		t.Errorf("paragraph %q", got)
	}
}
