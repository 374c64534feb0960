package cms_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/schema"
	"lotse/workflow"
)

// thing is a content type of the tests: a title, and the fields that are given, one a line.
func thing(fields string) string {
	var b strings.Builder
	b.WriteString("name: thing\nlabel: {de: Ding, en: Thing}\nplural: {de: Dinge, en: Things}\ntitle: title\nslug: title\nfields:\n" +
		"  - {name: title, kind: text, label: {de: Titel, en: Title}, localised: true, required: true, sort: true}\n")
	for line := range strings.Lines(fields) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Fprintf(&b, "  - {label: {de: L, en: L}, %s}\n", line)
		}
	}
	return b.String()
}

// node is a process on the fixture's database whose files hold a further type; "" for none.
func (f *fixture) node(t testing.TB, yaml string) *cms.Service {
	t.Helper()
	folder := fstest.MapFS{}
	if yaml != "" {
		folder["thing.yaml"] = &fstest.MapFile{Data: []byte(yaml)}
	}
	types := must(schema.Load(schema.Embedded(), folder))(t)
	jobs := must(river.NewClient(riverpgxv5.New(f.pool), &river.Config{Schema: "river"}))(t)
	return must(cms.New(cms.Deps{DB: f.pool, Jobs: jobs, Types: types, Workflows: must(workflow.Load())(t), Policy: f.Policy(), Auth: f.auth}))(t)
}

// applied is a node whose types were applied.
func (f *fixture) applied(t testing.TB, yaml string) *cms.Service {
	t.Helper()
	s := f.node(t, yaml)
	if err := s.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// use is the fixture as people who work with another node have it.
func (f *fixture) use(s *cms.Service) *fixture { on := *f; on.Service = s; return &on }

func (f *fixture) thing(t testing.TB, fields schema.Content) cms.Entry {
	t.Helper()
	return must(f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "thing", OrganisationID: f.initiative, Locale: "de", Fields: fields}))(t)
}

func (f *fixture) item(t testing.TB, id uuid.UUID) map[string]any {
	t.Helper()
	return query[map[string]any](t, f, `select item::jsonb -> 'fields' from public_items where entry_id = $1 and locale = 'de'`, id)
}

// lines are the changes of a plan as lines of text.
func lines(p cms.TypePlan) []string {
	out := []string{}
	for _, c := range p.Changes {
		line := fmt.Sprintf("%s %s %s %s", c.Type, c.Field, c.Change, c.Class)
		if c.Concerned != nil {
			line += fmt.Sprintf(" %d/%d/%d", c.Concerned.Entries, c.Concerned.Variants, c.Concerned.Live)
		}
		out = append(out, line)
	}
	return out
}

// A plan says what would change and counts what that concerns; it is applied to what it was made for, or not at all.
func TestTypesArePlannedAndApplied(t *testing.T) {
	t.Parallel()
	f := setup(t)
	old := f.use(f.applied(t, thing("name: x, kind: text\nname: y, kind: text\nname: n, kind: text")))
	live := old.publish(t, old.thing(t, schema.Content{"title": "Eins", "x": "a", "y": "b", "n": "long"}), f.author, f.editor)
	old.thing(t, schema.Content{"title": "Zwei", "y": "b"})
	fields := schema.Content{"title": "Eins", "y": "b", "n": "s"}
	must(old.Save(t.Context(), f.author, cms.Save{EntryID: live.ID, Locale: "de", Version: live.Version, Fields: fields}))(t)

	next := f.node(t, thing("name: z, kind: text, was: y\nname: n, kind: text, maxLength: 2\nname: r, kind: text, required: true"))
	state := must(next.ReadTypes(t.Context()))(t)
	if state.First || !slices.Equal(state.Differ, []string{"thing"}) {
		t.Fatalf("state %+v", state)
	}
	seen := 0
	plan := must(next.PlanTypes(t.Context(), func(done, total int) { seen = done*10 + total }))(t)
	want := []string{
		"thing z field_renamed backfill 2/2/1", "thing n limits_tightened backfill 1/1/1",
		"thing r field_needed backfill 1/1/1", "thing x field_removed lossy 1/1/1",
	}
	if got := lines(plan); !slices.Equal(got, want) || plan.Class() != schema.Lossy || seen != 22 {
		t.Fatalf("the plan is %q (%s), progress %d", got, plan.Class(), seen)
	}
	if err := f.applied(t, thing("name: other, kind: text")).ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantCode(t, next.ApplyPlan(t.Context(), plan), "types_changed")
	plan = must(next.PlanTypes(t.Context(), nil))(t)
	if err := next.ApplyPlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if err := next.Backfill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if plan = must(next.PlanTypes(t.Context(), nil))(t); len(plan.Changes)+len(plan.Unfinished) > 0 || plan.Class() != "" {
		t.Errorf("afterwards the plan is %+v", plan)
	}
	if n := query[int](t, f, `select count(*)::int from activity where action = 'type_apply' and changes ->> 'type' = 'thing'`); n != 3 {
		t.Errorf("%d lines of activity", n)
	}
}

// What was written under an older definition stays readable and can be edited, on a node that has never heard of the
// new one; nothing of it is lost.
func TestStoredContentOutlivesItsType(t *testing.T) {
	t.Parallel()
	f := setup(t)
	old := f.use(f.applied(t, thing("name: x, kind: text\nname: y, kind: text")))
	live := old.publish(t, old.thing(t, schema.Content{"title": "Öffentlich", "x": "a", "y": "b"}), f.author, f.editor)
	draft := old.thing(t, schema.Content{"title": "Entwurf", "x": "only here", "y": "b"})
	f.applied(t, thing("name: z, kind: text, was: y"))

	if got := f.item(t, live.ID); got["x"] != nil || got["y"] != nil || got["z"] != "b" {
		t.Errorf("the public sees %v", got)
	}
	// The old node takes the new definition at its next write, at the latest.
	saved := must(old.Save(t.Context(), f.author, cms.Save{EntryID: live.ID, Locale: "de", Version: live.Version, Fields: schema.Content{"title": "Öffentlich", "z": "b"}}))(t)
	if saved.Version != live.Version || !saved.Published {
		t.Errorf("a text that is the same became another: %+v", saved)
	}
	present := must(old.Entry(t.Context(), f.author, draft.ID, ""))(t)
	if present.Fields["x"] != nil || present.Fields["z"] != "b" || len(present.Problems) > 0 {
		t.Errorf("the draft is %v, problems %v", present.Fields, present.Problems)
	}
	_, err := old.Save(t.Context(), f.author, cms.Save{EntryID: draft.ID, Locale: "de", Version: draft.Version, Fields: schema.Content{"title": "Entwurf", "x": "again"}})
	wantCode(t, err, "invalid")
	saved = must(old.Save(t.Context(), f.author, cms.Save{EntryID: draft.ID, Locale: "de", Version: draft.Version, Fields: schema.Content{"title": "Entwurf", "z": "c"}}))(t)
	revisions := must(old.Revisions(t.Context(), f.author, draft.ID, "de", 0, 0))(t)
	if len(revisions) != 1 || revisions[0].Reason != "type" {
		t.Fatalf("the old text was not kept: %+v", revisions)
	}
	kept := must(old.Revision(t.Context(), f.author, draft.ID, "de", revisions[0].ID))(t)
	if kept.TypeVersion != 1 || kept.Fields["x"] != "only here" || kept.Fields["y"] != "b" {
		t.Errorf("kept was %+v", kept)
	}
	compared := must(old.Compare(t.Context(), f.author, draft.ID, "de", kept.ID.String(), "working"))(t)
	ops := map[string]string{}
	for _, c := range compared.Changes {
		ops[c.Field] = c.Op
	}
	if len(ops) != 2 || ops["z"] != "changed" || ops["x"] != "removed" {
		t.Errorf("compared: %v", ops)
	}
	// Reverting brings back what has a place, and publishing goes on.
	old.publish(t, saved, f.author, f.editor)
	back := old.act(t, f.author, must(old.Entry(t.Context(), f.author, draft.ID, ""))(t), "revert", to(kept.ID))
	if back.Fields["z"] != "b" || back.Fields["x"] != nil {
		t.Errorf("reverted to %v", back.Fields)
	}
	old.publish(t, back, f.author, f.editor)
	if got := f.item(t, draft.ID); got["z"] != "b" {
		t.Errorf("the public sees %v", got)
	}
}

// Who read a text before its type changed, and saves it afterwards, is not refused for what came back as it was.
func TestAWriterMayHaveReadTheOldForm(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text\nname: y, kind: text\nname: c, kind: choices, options: [{value: a, label: {de: A, en: A}}, {value: b, label: {de: B, en: B}}]")))
	e := s.thing(t, schema.Content{"title": "Eins", "x": "a", "y": "b", "c": []any{"a", "b"}})
	f.applied(t, thing("name: z, kind: text, was: y\nname: c, kind: choices, options: [{value: a, label: {de: A, en: A}}]"))
	save := func(fields schema.Content) (cms.Entry, error) {
		e := must(s.Entry(t.Context(), f.author, e.ID, ""))(t)
		return s.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields})
	}
	_, err := save(schema.Content{"title": "Zwei", "x": "changed", "y": "b", "c": []any{"a", "b"}})
	wantCode(t, err, "invalid") // what was changed in a field that is no more is not dropped without a word
	saved := must(save(schema.Content{"title": "Zwei", "x": "a", "y": "b", "c": []any{"a", "b"}}))(t)
	if got := fmt.Sprint(saved.Fields); got != "map[c:[a] title:Zwei z:b]" {
		t.Errorf("saved %s", got)
	}
	saved = must(save(schema.Content{"title": "Zwei", "y": "by its old name"}))(t)
	if saved.Fields["z"] != "by its old name" {
		t.Errorf("saved %v", saved.Fields)
	}
	_, err = save(schema.Content{"title": "Drei", "z": "new", "y": "old"})
	wantCode(t, err, "invalid")
}

// A field that comes back begins empty, for whoever wrote under any older definition.
func TestAFieldThatComesBackIsEmpty(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "Eins", "x": "old"}), f.author, f.editor)
	f.applied(t, thing(""))
	f.applied(t, thing("name: x, kind: text, filter: true, sort: true"))
	if got := f.item(t, e.ID); got["x"] != nil {
		t.Errorf("the public sees %v", got)
	}
	e = must(s.Entry(t.Context(), f.author, e.ID, ""))(t)
	e = must(s.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: schema.Content{"title": "Eins", "x": "new"}}))(t)
	s.publish(t, e, f.author, f.editor)
	if got := query[string](t, f, `select sorts ->> 'x' || (filters ->> 'x') from publications where entry_id = $1`, e.ID); got != "newnew" {
		t.Errorf("found by %q", got)
	}
}

// What is not in the bytes of an item is written as well: by what it is found and sorted, and what it refers to.
func TestBackfillNotesWhatItemsAreFoundBy(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text\nname: other, kind: references, to: [category]")))
	category := f.category(t, "Recht")
	e := s.publish(t, s.thing(t, schema.Content{"title": "Eins", "x": "a", "other": []any{category.String()}}), f.author, f.editor)
	before := query[string](t, f, `select xid::text from feed where entry_id = $1`, e.ID)
	s.use(f.applied(t, thing("name: x, kind: text, sort: true, filter: true\nname: other, kind: references, to: [category]")))
	if got := query[string](t, f, `select sorts ->> 'x' || (filters ->> 'x') from publications where entry_id = $1`, e.ID); got != "aa" {
		t.Errorf("found by %q", got)
	}
	if after := query[string](t, f, `select xid::text from feed where entry_id = $1`, e.ID); after != before {
		t.Error("mirrors are told of an item that is the same")
	}
	f.applied(t, thing("name: x, kind: text, sort: true, filter: true\nname: categories, kind: references, to: [category], was: other, onGone: block"))
	if got := query[string](t, f, `select field || ' ' || on_gone from entry_references where entry_id = $1`, e.ID); got != "categories block" {
		t.Errorf("refers by %q", got)
	}
	if after := query[string](t, f, `select xid::text from feed where entry_id = $1`, e.ID); after == before {
		t.Error("mirrors are not told of an item that became another")
	}
}

// A type that is no more takes its entries from the public and its rights from everybody; should it come back, nobody
// has rights on it by the way, and nothing is public by itself.
func TestRightsGoWithTheirType(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "Eins", "x": "a"}), f.author, f.editor)
	grant := func() {
		if err := f.auth.AddGrant(t.Context(), auth.System(), f.initiative, "thing"); err != nil {
			t.Fatal(err)
		}
	}
	grant()
	f.exec(t, `insert into tokens (id, token_hash, name, account_id, actions, types, created_at) values ($1, '\x01', 'x', $2, '{*}', '{offer,thing}', now())`, uuid.New(), f.author.AccountID)
	for name, types := range map[string][]string{"only": {"thing"}, "both": {"offer", "thing"}, "all": nil, "another": {"offer"}} {
		must(s.CreateSite(t.Context(), f.admin, name, cms.SiteInput{Name: name, Scope: cms.SiteScope{Types: types}}))(t)
	}
	f.exec(t, `insert into webhook_endpoints (id, url, description, events, created_at, updated_at)
	           select gen_random_uuid(), 'https://portal.example.org/', e, string_to_array(e, ' '), now(), now()
	           from unnest('{thing.*,offer.* thing.published thing.withdrawn,*,thing_two.*}'::text[]) e`)
	rights := func() string {
		return query[string](t, f, `select (select count(*) from organisation_grants where type = 'thing') || ' ' || (select array_to_string(types, ',') from tokens)`)
	}
	hears := func() string {
		return query[string](t, f, `select (select string_agg(slug || (scope ->> 'types') || version, ' ' order by slug) from sites) || ' | ' ||
		                                   (select string_agg(array_to_string(events, ' ') || version, ',' order by description) from webhook_endpoints)`)
	}
	f.applied(t, "")
	if got := rights(); got != "0 offer" {
		t.Errorf("rights are left: %s", got)
	}
	const left = `all[]1 another["offer"]1 both["offer"]2 only["(removed)"]2 | *1,offer.*2,2,thing_two.*1`
	if got := hears(); got != left {
		t.Errorf("scopes and webhooks: %s", got)
	}
	if n := query[int](t, f, `select count(*)::int from publications where entry_id = $1`, e.ID); n != 0 {
		t.Error("it is still public")
	}
	_, err := s.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: schema.Content{"title": "Zwei"}})
	wantCode(t, err, "not_found")
	_, err = s.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "thing", OrganisationID: f.initiative, Locale: "de"})
	wantCode(t, err, "invalid")
	if page := must(s.Entries(t.Context(), f.author, cms.EntryFilter{}))(t); len(page.Items) > 0 {
		t.Errorf("it is listed: %+v", page.Items)
	}
	grant() // on a name that means nothing now
	s = f.use(f.applied(t, thing("name: x, kind: text")))
	if got := rights(); got != "0 offer" {
		t.Errorf("rights came back: %s", got)
	}
	if got := hears(); got != left {
		t.Errorf("scopes and webhooks came back: %s", got)
	}
	again := must(s.Entry(t.Context(), f.author, e.ID, ""))(t)
	if again.Visibility != "withdrawn" || again.Fields["x"] != "a" {
		t.Errorf("it came back as %+v", again)
	}
}

// A node that cannot read what was applied, because a newer program did it, does not write by its old rules.
func TestAnOutdatedNodeDoesNotWrite(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.thing(t, schema.Content{"title": "Eins"})
	f.exec(t, `insert into content_types (name, version, hash, definition, applied_at)
	           select name, version + 1, 'of the future', jsonb_set(definition, '{fields,1,kind}', '"hologram"'), now() from content_types where name = 'thing'`)
	_, err := s.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: schema.Content{"title": "Zwei"}})
	wantCode(t, err, "types_outdated")
	_, err = s.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "thing", OrganisationID: f.initiative, Locale: "de"})
	wantCode(t, err, "types_outdated")
	if got := s.OutdatedTypes(); !slices.Equal(got, []string{"thing"}) {
		t.Errorf("outdated: %v", got)
	}
	if got := must(s.Entry(t.Context(), f.author, e.ID, ""))(t); got.Fields["title"] != "Eins" {
		t.Errorf("it cannot be read: %+v", got)
	}
	f.offer(t, "Other types are written", uuid.New())
	if state := must(f.node(t, thing("name: x, kind: text")).ReadTypes(t.Context()))(t); !slices.Equal(state.Differ, []string{"thing"}) {
		t.Errorf("the old program would start: %+v", state)
	}
}

// Writing public items again goes on where it was broken off, and passes over what cannot be written.
func TestBackfillGoesOn(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	var all []cms.Entry
	for n := range 45 {
		all = append(all, s.publish(t, s.thing(t, schema.Content{"title": fmt.Sprintf("Ding %d", n), "x": "a"}), f.author, f.editor))
	}
	// An item that the database refuses.
	broken := all[21].ID
	f.exec(t, `update variants set locale = 'xx' where entry_id = $1`, broken)
	f.exec(t, `update entries set source_locale = 'xx' where id = $1`, broken)
	f.exec(t, `alter table publications add constraint no_xx check (locale <> 'xx')`)

	next := f.node(t, thing("name: z, kind: text, was: x"))
	if err := next.ApplyPlan(t.Context(), must(next.PlanTypes(t.Context(), nil))(t)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := next.Backfill(ctx, func(b cms.TypeBackfill) { cancel() }); err == nil {
		t.Fatal("it was not broken off")
	}
	written := func() int {
		return query[int](t, f, `select count(*)::int from publications where item::jsonb -> 'fields' ? 'z'`)
	}
	if n := written(); n != 20 {
		t.Fatalf("%d were written at first", n)
	}
	if state := must(next.ReadTypes(t.Context()))(t); !slices.Equal(state.Unfinished, []string{"thing"}) {
		t.Errorf("unfinished: %+v", state)
	}
	var last cms.TypeBackfill
	err := next.Backfill(t.Context(), func(b cms.TypeBackfill) { last = b })
	if err == nil || !strings.Contains(err.Error(), broken.String()) {
		t.Errorf("nothing is said of the broken entry: %v", err)
	}
	if n := written(); n != 44 || last != (cms.TypeBackfill{Type: "thing", Done: 45, Total: 45, Failed: 1}) {
		t.Errorf("%d were written: %+v", n, last)
	}
	if err := next.Backfill(t.Context(), nil); err != nil {
		t.Errorf("it is not finished: %v", err)
	}
}

// What was personal is erased from every version, also where the field is no more.
func TestErasureKnowsOldDefinitions(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: owner, kind: email, personal: true")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "Eins", "owner": "author@lotse.test"}), f.author, f.editor)
	f.applied(t, thing(""))
	if err := s.EraseAccount(t.Context(), f.admin, f.author.AccountID); err != nil {
		t.Fatal(err)
	}
	if n := query[int](t, f, `select (select count(*) from revisions where content::text like '%author@%')::int + (select count(*) from variants where content::text like '%author@%')::int`); n > 0 {
		t.Errorf("%d texts still name the person of %s", n, e.ID)
	}
}
