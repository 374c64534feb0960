package delivery_test

import (
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/schema"
)

// publisher is the role of those who may everything but what needs an admin.
func publisher() auth.Membership { return auth.Membership{Role: "publisher"} }

func createCategory(org uuid.UUID, title string) cms.CreateEntry {
	return cms.CreateEntry{Type: "category", OrganisationID: org, Locale: "de",
		Fields: schema.Content{"title": title, "summary": "Alles über " + title, "icon": "language", "order": 1.0}}
}

// completeOffer is an offer that the gate lets through.
func completeOffer(title string, category uuid.UUID) schema.Content {
	return schema.Content{
		"title": title, "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.", "offerType": "language_course",
		"categories": []any{category.String()}, "costs": "free",
		"contacts": []any{map[string]any{"name": "Amina Beispiel", "email": "amina@verein.example", "consent": true, "consentDate": "2026-01-01"}},
	}
}

func (n *newsroom) save(e cms.Entry, fields schema.Content) cms.Entry {
	n.t.Helper()
	e, err := n.cms.Save(n.t.Context(), n.author, cms.Save{EntryID: e.ID, Locale: e.Locale, Version: e.Version, Fields: fields})
	if err != nil {
		n.t.Fatal(err)
	}
	return e
}

func (n *newsroom) transfer(e cms.Entry, to uuid.UUID) cms.Entry {
	n.t.Helper()
	e, err := n.cms.Act(n.t.Context(), n.editor, cms.Act{EntryID: e.ID, Locale: e.Locale, Action: "transfer", Version: e.EntryVersion, Organisation: to})
	if err != nil {
		n.t.Fatal(err)
	}
	return e
}

// remove deletes an entry for good.
func (n *newsroom) remove(e cms.Entry) {
	n.t.Helper()
	e, err := n.cms.Entry(n.t.Context(), n.editor, e.ID, e.Locale)
	if err != nil {
		n.t.Fatal(err)
	}
	if _, err := n.cms.Act(n.t.Context(), n.editor, cms.Act{EntryID: e.ID, Locale: e.Locale, Action: "delete", Version: e.EntryVersion}); err != nil {
		n.t.Fatal(err)
	}
}
