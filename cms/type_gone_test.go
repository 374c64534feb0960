package cms_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/internal/postgres"
	"lotse/schema"
)

// A person is erased from the entries of a type that is no more, too.
func TestErasureReachesRemovedTypes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: owner, kind: email, personal: true")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "Eins", "owner": "author@lotse.test"}), f.author, f.editor)
	gone := f.use(f.applied(t, ""))
	if err := gone.EraseAccount(t.Context(), f.admin, f.author.AccountID); err != nil {
		t.Fatal(err)
	}
	if n := query[int](t, f, `select (select count(*) from revisions where content::text like '%author@%')::int + (select count(*) from variants where content::text like '%author@%')::int`); n > 0 {
		t.Errorf("%d texts still name the person of %s", n, e.ID)
	}
	if n := query[int](t, f, `select count(*)::int from activity where action = 'personal_fields_erased' and entry_id = $1`, e.ID); n != 1 {
		t.Errorf("it was noted %d times", n)
	}
}

// The members of a release whose type went meanwhile stay behind; the others go out.
func TestAReleaseGoesOutWithoutRemovedTypes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("")))
	one := f.act(t, f.editor, s.act(t, f.author, s.thing(t, schema.Content{"title": "Ding"}), "submit"), "approve")
	other := f.approved(t, "Sprachcafé", f.category(t, "Sprache"))
	r := must(s.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{
		Direction: "live", At: f.now(t).Add(time.Hour), Members: []cms.ReleaseItem{{EntryID: one.ID, Locale: "de"}, {EntryID: other.ID, Locale: "de"}},
	}))(t)
	gone := f.use(f.applied(t, ""))
	if err := postgres.MoveClock(t.Context(), f.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	if fired := must(gone.FireRelease(t.Context(), r.ID))(t); !fired {
		t.Error("it did not go out")
	}
	if f.public(t, other.ID, "de") != "Sprachcafé" || f.shown(t, one.ID) != "" {
		t.Error("the other member is not public, or the removed one is")
	}
	if state := query[string](t, f, `select state from releases where id = $1`, r.ID); state != "done" {
		t.Errorf("the release is %s", state)
	}
}

// Nothing of a removed type expires: the sweep would find it again and again.
func TestRemovedTypesDoNotExpire(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "Ding"}), f.author, f.editor)
	f.exec(t, `update entries set expires_at = lotse.now() where id = $1`, e.ID)
	if due := must(s.DueExpiries(t.Context(), 10))(t); !slices.Contains(due, e.ID) {
		t.Fatalf("it is not due: %v", due)
	}
	gone := f.applied(t, "")
	if due := must(gone.DueExpiries(t.Context(), 10))(t); slices.Contains(due, e.ID) {
		t.Errorf("it is still due: %v", due)
	}
}

// Who follows a scope of the feed learns that an item is in it: what the item does not show makes no scope.
func TestHiddenFieldsMakeNoScopes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.publish(t, must(f.CreateEntry(t.Context(), f.editor, cms.CreateEntry{
		Type: "category", OrganisationID: f.agency, Locale: "de", Fields: schema.Content{"title": "Wohnen"},
	}))(t), f.editor, f.second)
	fields := schema.Content{
		"title": "Schutzhaus", "categories": []any{category.ID.String()},
		"address": map[string]any{"street": "Weg 1", "postcode": "07743", "city": "Jena", "country": "DE", "municipality": "160530000000"},
	}
	scopes := func(id uuid.UUID) string {
		return strings.Join(query[[]string](t, f, `select array(select split_part(s, ':', 1) from feed, jsonb_array_elements_text(scopes) s where entry_id = $1 order by 1)`, id), " ")
	}
	for _, test := range []struct{ more, want string }{
		{"", "area category organisation"}, {", internal: true", "organisation"},
	} {
		s := f.use(f.applied(t, thing("name: address, kind: address"+test.more+"\nname: categories, kind: references, to: [category], filter: "+
			map[bool]string{true: "true", false: "false"}[test.more == ""]+", onGone: drop"+test.more)))
		e := s.publish(t, s.thing(t, fields), f.author, f.editor)
		if got := scopes(e.ID); got != test.want {
			t.Errorf("%q: %s", test.more, got)
		}
	}
}

// A program that cannot read what was applied does not let anybody ask by fields that may be hidden by now.
func TestAnOutdatedNodeTakesNoFilters(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.applied(t, thing("name: code, kind: choice, filter: true, options: [{value: a, label: {de: A, en: A}}]"))
	f.exec(t, `insert into content_types (name, version, hash, definition, applied_at)
	           select name, version + 1, 'of the future', jsonb_set(definition, '{fields,1,kind}', '"hologram"'), now() from content_types where name = 'thing'`)
	heard, stop := context.WithCancel(t.Context())
	s.WatchTypes(heard, time.Millisecond, stop, func(err error) { t.Error(err) })
	typ, ok := s.Types().Type("thing")
	if !ok {
		t.Fatal("it is not there")
	}
	for _, field := range typ.Fields {
		if field.Filter || field.Sort {
			t.Errorf("%s can be asked by", field.Name)
		}
	}
}
