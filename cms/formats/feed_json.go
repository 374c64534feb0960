package formats

import (
	"encoding/json"
	"time"
)

// jsonFeed is a feed by https://jsonfeed.org/version/1.1
type jsonFeed struct {
	Version     string         `json:"version"`
	Title       string         `json:"title"`
	FeedURL     string         `json:"feed_url"`
	NextURL     string         `json:"next_url,omitempty"`
	Description string         `json:"description,omitempty"`
	Language    string         `json:"language"`
	Items       []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string           `json:"id"`
	URL       string           `json:"url"`
	Title     string           `json:"title"`
	HTML      string           `json:"content_html,omitempty"`
	Text      string           `json:"content_text,omitempty"`
	Summary   string           `json:"summary,omitempty"`
	Published string           `json:"date_published"`
	Modified  string           `json:"date_modified"`
	Authors   []jsonFeedAuthor `json:"authors,omitempty"`
	Tags      []string         `json:"tags,omitempty"`
	Language  string           `json:"language"`
}

type jsonFeedAuthor struct {
	Name string `json:"name"`
}

// JSONFeed writes the items as a JSON Feed.
func JSONFeed(s *Set, title string) ([]byte, error) {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: title, FeedURL: s.First, NextURL: s.Next, Language: s.Locale, Items: []jsonFeedItem{},
	}
	for at := range s.Items {
		i := &s.Items[at]
		one := jsonFeedItem{
			ID: "urn:uuid:" + derived("entry", i.ID.String(), i.Locale).String(), URL: s.Links.item(i), Title: i.title(),
			HTML: i.html(), Summary: i.summary(), Published: i.PublishedAt.UTC().Format(time.RFC3339),
			Modified: i.UpdatedAt.UTC().Format(time.RFC3339), Tags: s.titles(i, "category"), Language: i.Locale,
		}
		if i.Organisation.Name != "" {
			one.Authors = []jsonFeedAuthor{{i.Organisation.Name}}
		}
		if one.HTML == "" { // one of the two must be there
			if one.Text = one.Summary; one.Text == "" {
				one.Text = one.Title
			}
		}
		f.Items = append(f.Items, one)
	}
	return json.Marshal(f)
}
