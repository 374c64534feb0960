package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// realData finds the folder of real records beside the repository, or skips with a line.
func realData(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real records at %s", path)
	}
	return path
}

// converted runs a converter and reads its lines back.
func converted(t *testing.T, kind, path string) ([]Line, Counts, []string) {
	t.Helper()
	var out bytes.Buffer
	var reports []string
	counts, err := Convert(kind, path, &out, func(line int, problem string) {
		reports = append(reports, fmt.Sprintf("%d: %s", line, problem))
	})
	if err != nil {
		t.Fatal(err)
	}
	var lines []Line
	scanner := bufio.NewScanner(&out)
	scanner.Buffer(nil, 1<<22)
	for scanner.Scan() {
		line, err := ReadLine(scanner.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(scanner.Bytes()) || (kind != NaughtyStrings && strings.ContainsRune(scanner.Text(), utf8.RuneError)) {
			t.Errorf("mangled characters in %s", line.Key)
		}
		lines = append(lines, line)
	}
	return lines, counts, reports
}

func TestConvertRealSources(t *testing.T) {
	for _, c := range []struct {
		kind, folder string
		want         Counts
	}{
		{ChemnitzPlaces, "chemnitz-places", Counts{Read: 441, Written: 441, Variants: 441}},
		{IntegreatPlaces, "integreat-cms-fixtures", Counts{Read: 146, Written: 146, Variants: 146}},
		{Vacancies, "ba-vacancies", Counts{Read: 830, Written: 830, Variants: 830}},
		{IntegreatPages, "integreat-pages", Counts{Read: 471, Written: 239, Variants: 472, Merged: 233, Added: 1}},
		{NaughtyStrings, "naughty-strings", Counts{Read: 515, Written: 514, Variants: 514, Refused: 2, Added: 1}},
		{Calendars, "ics", Counts{Read: 134, Written: 122, Variants: 122, Merged: 11, Refused: 2, Added: 1}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			lines, got, reports := converted(t, c.kind, realData(t, c.folder))
			for _, r := range reports {
				if os.Getenv("REPORTS") != "" || strings.Contains(r, "refused") {
					t.Log(r)
				}
			}
			c.want.Noted = got.Noted
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if got.Read != got.Written-got.Added+got.Merged+got.Refused {
				t.Errorf("records are unaccounted for: %+v", got)
			}
			if len(reports) != got.Refused+got.Noted || len(lines) != got.Written {
				t.Errorf("%d reports, %d lines for %+v", len(reports), len(lines), got)
			}
		})
	}
}

// The quirks of the sources, one after the other, by key.
func TestConvertKeepsWhatTheSourcesMean(t *testing.T) {
	for kind, c := range map[string]struct {
		folder string
		want   map[string]string // key#pointer → JSON
	}{
		ChemnitzPlaces: {"chemnitz-places", map[string]string{
			"chemnitz:Schulen:1/address":                  `{"city":"Chemnitz","country":"DE","postcode":"09122","street":"Max-Türpe-Straße 58"}`,
			"chemnitz:Schulen:1/phone":                    `"+49371271710"`,
			"chemnitz:Schulen:1/url":                      `"http://www.c.shuttle.de/a-einstein-gs"`,
			"chemnitz:Schulen:1/geo":                      `{"lat":50.7922749102438,"lng":12.8872762658422}`,
			"chemnitz:Kindertageseinrichtungen:1/title":   `"Straße Usti nad Labem 197 \"FRIDOLIN\""`,
			"chemnitz:Kindertageseinrichtungen:1/summary": `"Kindertagesstätte. Träger: KINDERVEREINIGUNG Chemnitz e. V."`,
			"chemnitz:Jugendberufshilfen:1/title":         `"arbeitsweltbezogene Jugendsozialarbeit, Waldenburger Straße 63"`,
			"chemnitz:Schulsozialarbeit:1/placeType":      `"counselling_centre"`,
		}},
		IntegreatPlaces: {"integreat-cms-fixtures", map[string]string{
			"integreat-poi:100/placeType":    `"counselling_centre"`,
			"integreat-poi:100/phone":        `null`,
			"integreat-poi:105/summary":      `"Die Lage auf der Karte ist nur ungefähr."`,
			"integreat-poi:127/openingHours": `{"weekly":[{"day":"mo","from":"10:00","to":"13:00"},{"day":"mo","from":"15:00","to":"18:00"},{"day":"tu","from":"10:00","to":"13:00"},{"day":"tu","from":"15:00","to":"18:00"},{"day":"th","from":"10:00","to":"13:00"},{"day":"th","from":"15:00","to":"18:00"},{"day":"fr","from":"10:00","to":"14:00"}]}`,
		}},
		Vacancies: {"ba-vacancies", map[string]string{
			"ba:10000-1203825067-S/title":             `"Bauzeichner/in"`,
			"ba:13269-05XKI4T5ER2PS5ZW-S/address":     `{"city":"Eisfeld","country":"DE","postcode":"98673"}`,
			"ba:13269-05XKI4T5ER2PS5ZW-S/description": `{"content":[{"content":[{"text":"Arbeitsort: 98673 Eisfeld, Thüringen","type":"text"}],"type":"paragraph"}],"type":"doc"}`,
			"ba:18247-94f3Jho6-S/address":             `{"city":"Adelsdorf","country":"DE","postcode":"91325","street":"Holzäckerstraße 2"}`,
			"ba:18247-94f3Jho6-S/employmentTypes":     `["part_time"]`,
			"ba:10001-1001857032-S/startDate":         `"2025-09-18"`,
		}},
		Calendars: {"ics", map[string]string{
			"ics:machbar_16_feb_2019.ics#4pudsugalsbuqetcfdns8demti@google.com/schedule":   `{"end":"2019-02-28T21:00","start":"2019-02-28T20:00","timezone":"Europe/Berlin"}`,
			"ics:machbar_16_feb_2019.ics#7g6502aejkun96i5fenfu6hvc1@google.com/schedule":   `{"end":"2019-02-28T14:30","exclude":["2019-03-07T08:30"],"rule":"FREQ=WEEKLY;BYDAY=TH","start":"2019-02-28T08:30","timezone":"Europe/Berlin"}`,
			"ics:issue_18_cancel_status.ics#b65c2b5b-b785-4edc-9560-e0379036d1f2/schedule": `{"changes":[{"date":"2020-01-29T22:00","status":"cancelled"}],"end":"2020-01-28T23:00","rule":"FREQ=DAILY;COUNT=3","start":"2020-01-28T22:00","timezone":"Europe/Berlin"}`,
			"ics:recurring_events_moved.ics#a0c78729-30b1-4ba3-a86e-6aedd995d788/schedule": `{"changes":[{"date":"2019-03-08T02:00","end":"2019-03-08T02:00","start":"2019-03-08T01:00","status":"moved"},{"date":"2019-03-09T02:00","end":"2019-03-09T04:00","start":"2019-03-09T03:00","status":"moved"}],"end":"2019-03-07T03:00","rule":"FREQ=DAILY;UNTIL=20190310T010000Z","start":"2019-03-07T02:00","timezone":"Europe/Berlin"}`,
			"ics:each_week_but_two_deleted.ics#SX2CURHKFTKKFFU3VUD7K/schedule":             `{"end":"2019-03-04T01:00","exclude":["2019-03-11T00:30","2019-03-25T00:30"],"rule":"FREQ=WEEKLY;COUNT=8","start":"2019-03-04T00:30","timezone":"Europe/Berlin"}`,
			"ics:issue_313_globally_unique_tzid.ics#multipart-olson@issue-313/schedule":    `{"end":"2020-04-26T15:00","start":"2020-04-26T14:00","timezone":"America/Argentina/Buenos_Aires"}`,
			"ics:sabredav-school-holidays.ics#56df0d2b37ded@67.calovo/schedule":            `{"allDay":true,"end":"2018-08-10","start":"2018-07-02","timezone":"Europe/Berlin"}`,
			"ics:Germany_Holidays.ics#5e3a8f312427a1580896049@calendarlabs.com/schedule":   `{"allDay":true,"end":"2019-01-01","start":"2019-01-01","timezone":"Europe/Berlin"}`,
			"ics:yearly-recurring-unicode.ics#FA9831E7-C238-4FEC-95E5-CD46BD466421/title":  `"Fête Nationale - Férié"`,
			"ics:zero_size_event.ics#UYDQSG9TH4DE0WM3QFL2J/schedule":                       `{"end":"2019-03-04T08:00","start":"2019-03-04T08:00","timezone":"Europe/Berlin"}`,
			"ics:machbar_16_feb_2019.ics#ome5r9735mpdoo3n6lpf8oi0c4@google.com/address":    `{"city":"Potsdam","country":"DE","postcode":"14467","street":"Am Kanal 47"}`,
		}},
		IntegreatPages: {"integreat-pages", map[string]string{
			"integreat-page:5599131/title":  `"Beratungsstelle „Deutsch lernen\" - Aktuell keine Beratungen möglich"`,
			"integreat-page:5599131/parent": `"@integreat-page:5407963"`,
			"integreat-page:5484709/order":  `3400`,
		}},
	} {
		t.Run(kind, func(t *testing.T) {
			lines, _, _ := converted(t, kind, realData(t, c.folder))
			found := map[string]Line{}
			for _, line := range lines {
				if _, twice := found[line.Key]; twice {
					t.Errorf("key %s twice", line.Key)
				}
				found[line.Key] = line
			}
			for at, want := range c.want {
				slash := strings.LastIndex(at, "/")
				got, err := json.Marshal(found[at[:slash]].Fields[at[slash+1:]])
				if err != nil || string(got) != want {
					t.Errorf("%s\n got %s\nwant %s", at, got, want)
				}
			}
		})
	}
}
