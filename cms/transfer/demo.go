package transfer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/schema"
)

// demoSource is the source of the demo's keys, see [EntryID].
const demoSource = "demo"

// demoBatch is how many entries are filled in one transaction.
const demoBatch = 10

// FillDemo brings the demo content into an installation: accounts, organisations and entries, each by
// its own author and through the commands and reviews that the workflow demands. What is there already
// (by its key) stays untouched, so it may be called at every start. It returns how many entries it made.
func FillDemo(ctx context.Context, db DB, service *cms.Service, accounts *auth.Service) (int, error) {
	var now time.Time
	if err := db.QueryRow(ctx, sqlNow).Scan(&now); err != nil {
		return 0, fmt.Errorf("demo: %w", err)
	}
	content, err := Demo(now.In(service.Location()))
	if err != nil {
		return 0, fmt.Errorf("demo: %w", err)
	}
	f := &demoFill{service: service, accounts: accounts, db: db, actors: map[string]auth.Actor{}, organisations: map[string]uuid.UUID{}}
	if err := f.people(ctx, content); err != nil {
		return 0, fmt.Errorf("demo: %w", err)
	}
	made := 0
	for batch := range slices.Chunk(content.Entries, demoBatch) {
		n, err := f.entries(ctx, batch)
		if err != nil {
			return made, fmt.Errorf("demo: %w", err)
		}
		made += n
	}
	return made, nil
}

const sqlNow = `select lotse.now()`

// demoFill is one run of FillDemo.
type demoFill struct {
	service       *cms.Service
	accounts      *auth.Service
	db            DB
	actors        map[string]auth.Actor // by the account's key
	organisations map[string]uuid.UUID  // by slug
}

func (f *demoFill) people(ctx context.Context, content DemoContent) error {
	for _, o := range content.Organisations {
		id, err := f.organisation(ctx, o)
		if err != nil {
			return fmt.Errorf("organisation %s: %w", o.Slug, err)
		}
		f.organisations[o.Slug] = id
	}
	for _, a := range content.Accounts {
		if err := f.account(ctx, a); err != nil {
			return fmt.Errorf("account %s: %w", a.Key, err)
		}
	}
	return nil
}

func (f *demoFill) organisation(ctx context.Context, o DemoOrganisation) (uuid.UUID, error) {
	var id uuid.UUID
	err := f.db.QueryRow(ctx, sqlOrganisationBySlug, pgx.StrictNamedArgs{"slug": o.Slug}).Scan(&id)
	if !errors.Is(err, pgx.ErrNoRows) {
		return id, err
	}
	made, err := f.accounts.CreateOrganisation(ctx, auth.System(), auth.NewOrganisation{Slug: o.Slug, Name: o.Name, Kind: o.Kind})
	return made.ID, err
}

func (f *demoFill) account(ctx context.Context, a DemoAccount) error {
	account, err := f.accounts.AccountByEmail(ctx, auth.System(), a.Email())
	if command.KindOf(err) == command.NotFound {
		account, err = f.accounts.CreateAccount(ctx, auth.System(), auth.NewAccount{
			Email: a.Email(), Name: a.Name, Locale: a.Locale, Password: DemoPassword,
		})
	}
	if err != nil {
		return err
	}
	var memberships []auth.Membership
	for _, m := range a.Memberships {
		in := auth.NewMembership{AccountID: account.ID, OrganisationID: f.organisations[m.Organisation], Role: m.Role, Locales: m.Locales}
		if _, err := f.accounts.AddMembership(ctx, auth.System(), in); err != nil {
			return err
		}
		memberships = append(memberships, auth.Membership{OrganisationID: in.OrganisationID, Role: in.Role, Locales: in.Locales})
	}
	f.actors[a.Key] = auth.AccountActor(account.ID, memberships...)
	return nil
}

// entries fills a batch in one transaction.
func (f *demoFill) entries(ctx context.Context, batch []DemoEntry) (made int, err error) {
	err = pgx.BeginFunc(ctx, f.db, func(tx pgx.Tx) error {
		made = 0
		service := f.service.On(tx)
		for _, e := range batch {
			id := EntryID(demoSource, e.Key)
			var exists bool
			if err := tx.QueryRow(ctx, sqlEntryExists, pgx.StrictNamedArgs{"id": id}).Scan(&exists); err != nil {
				return err
			}
			if exists {
				continue
			}
			if err := f.entry(ctx, service, e, id); err != nil {
				return fmt.Errorf("%s: %w", e.Key, err)
			}
			made++
		}
		return nil
	})
	return made, err
}

// demoStep is an entry on its way through the workflow.
type demoStep struct {
	service  *cms.Service
	author   auth.Actor
	reviewer auth.Actor // another account: four eyes hold for the demo too
	id       uuid.UUID
	entry    DemoEntry
}

func (f *demoFill) entry(ctx context.Context, service *cms.Service, e DemoEntry, id uuid.UUID) error {
	fields, err := resolveReferences(service.Types(), e.Line, func(key string) (uuid.UUID, error) {
		return EntryID(demoSource, key), nil
	})
	if err != nil {
		return err
	}
	reviewer := f.actors["editor"]
	if e.By == "editor" {
		reviewer = f.actors["publisher"]
	}
	s := demoStep{service: service, author: f.actors[e.By], reviewer: reviewer, id: id, entry: e}
	_, err = service.CreateEntry(ctx, s.author, cms.CreateEntry{
		ID: id, Type: e.Type, OrganisationID: f.organisations[e.Organisation], Locale: e.Locale, Fields: fields,
	})
	if err != nil {
		return err
	}
	for _, locale := range s.translations() {
		_, err := service.CreateVariant(ctx, s.author, cms.CreateVariant{EntryID: id, Locale: locale, Fields: e.Translations[locale]})
		if err != nil {
			return fmt.Errorf("%s: %w", locale, err)
		}
	}
	return s.take(ctx, fields)
}

func (s demoStep) translations() []string { return slices.Sorted(maps.Keys(s.entry.Translations)) }

// take leads the entry to its state. Translations go with the source only where it goes live.
func (s demoStep) take(ctx context.Context, fields schema.Content) error {
	switch s.entry.State {
	case StateDraft:
		return nil
	case StateInReview:
		return s.act(ctx, s.author, "", "submit")
	case StateChangesRequested:
		return s.acts(ctx, "", "submit", "request_changes")
	case StateRejected:
		return s.acts(ctx, "", "submit", "reject")
	case StateApproved:
		return s.acts(ctx, "", "submit", "approve")
	case StateScheduled:
		return s.acts(ctx, "", "submit", "approve", "schedule")
	}
	for _, locale := range append([]string{""}, s.translations()...) {
		if err := s.acts(ctx, locale, "submit", "approve", "publish"); err != nil {
			return fmt.Errorf("locale %q: %w", locale, err)
		}
	}
	switch s.entry.State {
	case StatePublishedWithDraft:
		return s.draft(ctx, fields)
	case StateWithdrawn:
		return s.act(ctx, s.reviewer, "", "withdraw")
	case StateArchived:
		return s.act(ctx, s.reviewer, "", "archive")
	}
	return nil
}

// acts takes steps one after the other: the author submits, the reviewer does all else.
func (s demoStep) acts(ctx context.Context, locale string, actions ...string) error {
	for _, action := range actions {
		actor := s.reviewer
		if action == "submit" {
			actor = s.author
		}
		if err := s.act(ctx, actor, locale, action); err != nil {
			return err
		}
	}
	return nil
}

func (s demoStep) act(ctx context.Context, actor auth.Actor, locale, action string) error {
	present, err := s.service.Entry(ctx, actor, s.id, locale)
	if err != nil {
		return err
	}
	in := cms.Act{EntryID: s.id, Locale: locale, Action: action, Version: present.Version, NoMail: true}
	switch action {
	case "archive":
		in.Version = present.EntryVersion
	case "schedule":
		in.At = s.entry.At
	case "request_changes", "reject", "withdraw":
		in.Reason = s.entry.Remark
	}
	if _, err := s.service.Act(ctx, actor, in); err != nil {
		return fmt.Errorf("%s: %w", action, err)
	}
	return nil
}

// draft writes the working copy that differs from what is live.
func (s demoStep) draft(ctx context.Context, fields schema.Content) error {
	present, err := s.service.Entry(ctx, s.author, s.id, "")
	if err != nil {
		return err
	}
	changed := maps.Clone(fields)
	maps.Copy(changed, s.entry.Draft)
	_, err = s.service.Save(ctx, s.author, cms.Save{EntryID: s.id, Locale: present.Locale, Version: present.Version, Fields: changed})
	return err
}
