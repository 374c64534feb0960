package delivery_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"lotse/cms/delivery"
	"lotse/cms/query"
)

// searchLimit is the longest p99 of what reads words or counts, at a million.
const searchLimit = 60 * time.Millisecond

// sizedCases are the questions of the list, and their worst ones.
var sizedCases = []sizedCase{
	{name: "item", paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string { return fmt.Sprintf("/%s/%s?locale=%s", i.Type, i.Slug, i.Locale) })
	}},
	{name: "list, declared keys", paths: func(_ *testing.B, s *sized) []string { return s.lists() }},
	{name: "list, page 1,000", paths: func(b *testing.B, s *sized) []string { return s.deep(b) }},
	{name: "near", paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(sampled) string {
			return fmt.Sprintf("/place?locale=de&near=%.4f,%.4f", 50.3+rand.Float64()*1.2, 10+rand.Float64()*2.5)
		})
	}},
	{name: "sync page", paths: func(b *testing.B, s *sized) []string {
		var paths []string
		cursors, _ := s.pages(b, "initial=true&limit=250", 200)
		for _, cursor := range cursors[:max(1, len(cursors)-1)] {
			paths = append(paths, delivery.Prefix+"/sync?limit=250&cursor="+cursor)
		}
		return paths
	}},
	{name: "q", limit: searchLimit, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			return "/" + i.Type + "?locale=" + i.Locale + "&q=" + url.QueryEscape(s.words(i))
		})
	}},
	{name: "search, all types", limit: searchLimit, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string { return "/search?locale=" + i.Locale + "&q=" + url.QueryEscape(s.words(i)) })
	}},
	{name: "q, common words", limit: searchLimit, paths: func(b *testing.B, s *sized) []string { return s.common(b, "") }},
	{name: "q, filter, facets", limit: searchLimit, paths: func(b *testing.B, s *sized) []string {
		return s.common(b, "&filter[costs]=free&facets=offerType,targetGroups")
	}},
	{name: "q, misspelt", limit: searchLimit, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			return "/" + i.Type + "?locale=" + i.Locale + "&q=" + url.QueryEscape(misspelt(strings.Fields(i.Title)[0]))
		})
	}},
	{name: "q, part of a word", limit: searchLimit, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(sampled) string {
			words := []string{"beratung", "kurs", "erlaubnis", "schule", "treff", "raum", "schein", "netzwerk"}
			return "/" + []string{"offer", "event", "job", "article"}[rand.IntN(4)] + "?locale=de&q=" + words[rand.IntN(len(words))]
		})
	}},
	{name: "q, with fallback", limit: searchLimit, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			return "/" + i.Type + "?locale=" + i.Locale + "&fallback=true&q=" + url.QueryEscape(strings.Fields(i.Title)[0])
		})
	}},
	{name: "suggest", limit: searchLimit, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			word := []rune(strings.Fields(i.Title)[0])
			return "/suggest?locale=" + i.Locale + "&q=" + url.QueryEscape(string(word[:min(len(word), 2+rand.IntN(3))]))
		})
	}},
	{name: "facets", limit: searchLimit, paths: func(_ *testing.B, _ *sized) []string {
		return []string{
			delivery.Prefix + "/offer?locale=de&facets=costs,offerType,categories", delivery.Prefix + "/offer?locale=en&facets=languages,targetGroups",
			delivery.Prefix + "/job?locale=de&facets=employmentTypes,remote", delivery.Prefix + "/event?locale=ar&facets=costs,languages",
			delivery.Prefix + "/offer?locale=de&filter[costs]=free&facets=costs,categories", delivery.Prefix + "/offer?locale=ar&fallback=true&facets=costs",
		}
	}},
	{name: "dates", told: true, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			from := time.Now().AddDate(0, 0, 3+rand.IntN(150))
			return fmt.Sprintf("/event?locale=%s&from=%s&to=%s", i.Locale, from.Format(time.DateOnly), from.AddDate(0, 0, 14).Format(time.DateOnly))
		})
	}},
	{name: "open", told: true, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			at := time.Now().Add(time.Duration(rand.IntN(14*24)) * time.Hour).UTC()
			return "/place?locale=" + i.Locale + "&open=" + at.Format(time.RFC3339)
		})
	}},
	{name: "open, near", told: true, paths: func(_ *testing.B, s *sized) []string {
		return s.each(func(i sampled) string {
			at := time.Now().Add(time.Duration(rand.IntN(14*24)) * time.Hour).UTC()
			return fmt.Sprintf("/place?locale=de&open=%s&near=%.4f,%.4f&radius=5", at.Format(time.RFC3339), 50.3+rand.Float64()*1.2, 10+rand.Float64()*2.5)
		})
	}},
	{name: "q, by title", told: true, paths: func(b *testing.B, s *sized) []string { return s.common(b, "&sort=title") }},
	{name: "sync page, filtered", told: true, paths: func(b *testing.B, s *sized) []string {
		var paths []string
		cursors, _ := s.pages(b, "initial=true&limit=250&type=job&locale=ar", 100)
		for _, cursor := range cursors[:max(1, len(cursors)-1)] {
			paths = append(paths, delivery.Prefix+"/sync?limit=250&cursor="+cursor)
		}
		return paths
	}},
	{name: "HSDS", told: true, paths: func(_ *testing.B, _ *sized) []string {
		return []string{"/hsds/de/services", "/hsds/de/services?full=true", "/hsds/en/services?page=3", "/hsds/de/service_at_locations", "/hsds/de/taxonomy_terms", "/hsds/de/organizations"}
	}},
}

// common are one or two of the words that most texts have.
func (s *sized) common(b *testing.B, more string) []string {
	b.Helper()
	words := map[string][]string{
		"de": {"Sprachkurs", "Sprach", "Deutsch", "Deutschberatung", "Integrations", "Familien", "Kinder"},
		"en": {"language", "German", "integration", "family", "child"}, "ar": {"دورة", "استشارة", "لقاء", "مجموعة"}, "uk": {"курс", "консультація", "зустріч"},
	}
	return s.each(func(i sampled) string {
		locale := i.Locale
		if words[locale] == nil {
			locale = "uk"
		}
		list := words[locale]
		asked := list[rand.IntN(len(list))]
		if other := list[rand.IntN(len(list))]; other != asked && rand.IntN(2) == 0 {
			asked += " " + other
		}
		return "/offer?locale=" + locale + "&q=" + url.QueryEscape(asked) + more
	})
}

// misspelt is a word with two letters exchanged.
func misspelt(word string) string {
	letters := []rune(word)
	if len(letters) > 4 {
		letters[2], letters[3] = letters[3], letters[2]
	}
	return string(letters)
}

// each makes a question of every sample.
func (s *sized) each(path func(sampled) string) []string {
	var paths []string
	for _, i := range s.samples {
		paths = append(paths, delivery.Prefix+path(i))
	}
	rand.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	return paths
}

// words are one or two words of a title, as people ask.
func (s *sized) words(i sampled) string {
	words := strings.Fields(i.Title)
	if at := len(words) - 2; at > 0 && rand.IntN(2) == 0 {
		return words[0] + " " + words[at]
	}
	return words[0]
}

// lists are the first pages of every type by each of its keys.
func (s *sized) lists() []string {
	var paths []string
	for _, name := range []string{"offer", "event", "job", "place", "article"} {
		typ, _ := s.types.Type(name)
		keys := []string{"publishedAt", "-publishedAt", "updatedAt", "-updatedAt"}
		for _, f := range query.SortFields(typ) {
			keys = append(keys, f.Name, "-"+f.Name)
		}
		for _, key := range keys {
			for _, locale := range []string{"de", "en", "ar", "uk"} {
				paths = append(paths, fmt.Sprintf("%s/%s?locale=%s&sort=%s", delivery.Prefix, name, locale, key))
			}
		}
	}
	rand.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	return paths
}

// deep are pages about a thousand pages behind the first, or as far as the small store goes.
func (s *sized) deep(b *testing.B) []string {
	var paths []string
	for _, key := range []string{"title", "-publishedAt"} {
		list := delivery.Prefix + "/offer?locale=de&sort=" + key
		cursor, cursors := "", []string{}
		for range 270 { // 250 of a hundred are a thousand of 25
			page := read[page](b, s.ask(b, s.uncached, list+"&limit=100"+cursor))
			if page.Next == nil {
				break
			}
			cursor = "&cursor=" + *page.Next
			cursors = append(cursors, cursor)
		}
		for _, cursor := range cursors[max(0, len(cursors)-20):] {
			paths = append(paths, list+cursor)
		}
	}
	return paths
}
