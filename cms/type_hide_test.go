package cms_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/schema"
)

const people = "fields: [{name: name, kind: text, label: {de: N, en: N}}, {name: mail, kind: email, label: {de: M, en: M}%s}, " +
	"{name: ok, kind: boolean, label: {de: O, en: O}}, {name: yes, kind: boolean, label: {de: Y, en: Y}}]"

// shown is what the public sees of an item, whether it is found by words, and which bytes that are the hash of.
func (f *fixture) shown(t *testing.T, id uuid.UUID) string {
	t.Helper()
	return query[string](t, f, `select coalesce((select (item::jsonb -> 'fields')::text || ' ' || settled || ' ' || (hash = sha256(convert_to(item, 'UTF8')))
	                                             from public_items join (select entry_id, settled from public_search) s using (entry_id) where entry_id = $1), '')`, id)
}

// noted is a node on which the types of its files were noted, and nothing was written again.
func (f *fixture) noted(t *testing.T, yaml string) *cms.Service {
	t.Helper()
	s := f.node(t, yaml)
	if err := s.ApplyPlan(t.Context(), must(s.PlanTypes(t.Context(), nil))(t)); err != nil {
		t.Fatal(err)
	}
	return s
}

// What a type no longer shows is gone in the moment in which that is noted, before anything was written again.
func TestWhatIsHiddenIsGoneAtOnce(t *testing.T) {
	t.Parallel()
	list := func(personal, consent string) string {
		return "name: l, kind: list" + consent + ", " + fmt.Sprintf(people, personal)
	}
	group := schema.Content{"title": "T", "l": []any{map[string]any{"id": "1", "name": "n", "mail": "m@example.org", "ok": true, "yes": true}}}
	for name, test := range map[string]struct {
		from, to string
		content  schema.Content
		within   string // while items are still to be written again
		after    string
	}{
		"hidden":     {"name: x, kind: text\nname: y, kind: text", "name: x, kind: text, internal: true\nname: y, kind: text", schema.Content{"title": "T", "x": "a", "y": "b"}, `{"y": "b", "title": "T"} false true`, `{"y": "b", "title": "T"} true true`},
		"personal":   {"name: x, kind: text", "name: x, kind: text, personal: true", schema.Content{"title": "T", "x": "a"}, `{"title": "T"} false true`, `{"title": "T"} true true`},
		"removed":    {"name: x, kind: text", "", schema.Content{"title": "T", "x": "a"}, `{"title": "T"} false true`, `{"title": "T"} true true`},
		"other kind": {"name: x, kind: text", "name: x, kind: number", schema.Content{"title": "T", "x": "a"}, `{"title": "T"} false true`, `{"title": "T"} true true`},
		"renamed and hidden": {"name: x, kind: text", "name: z, kind: text, was: x, internal: true", schema.Content{"title": "T", "x": "a"},
			`{"title": "T"} false true`, `{"title": "T"} true true`},
		"no words":     {"name: n, kind: number", "", schema.Content{"title": "T", "n": 1.0}, `{"title": "T"} true true`, `{"title": "T"} true true`},
		"only renamed": {"name: x, kind: text", "name: z, kind: text, was: x", schema.Content{"title": "T", "x": "a"}, `{"x": "a", "title": "T"} true true`, `{"z": "a", "title": "T"} true true`},
		"in a list": {list("", ""), list(", internal: true", ""), group, `{"l": [{"id": "1", "ok": true, "yes": true, "name": "n"}], "title": "T"} true true`,
			`{"l": [{"id": "1", "ok": true, "yes": true, "name": "n"}], "title": "T"} true true`},
		"another consent": {list(", personal: true", ", consent: ok"), list(", personal: true", ", consent: yes"), group,
			`{"l": [{"id": "1", "ok": true, "yes": true, "name": "n"}], "title": "T"} true true`,
			`{"l": [{"id": "1", "ok": true, "yes": true, "mail": "m@example.org", "name": "n"}], "title": "T"} true true`},
		"not there": {"name: x, kind: text", "", schema.Content{"title": "T"}, `{"title": "T"} false true`, `{"title": "T"} true true`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			s := f.use(f.applied(t, thing(test.from)))
			e := s.publish(t, s.thing(t, test.content), f.author, f.editor)
			xid := func() string { return query[string](t, f, `select xid::text from feed where entry_id = $1`, e.ID) }
			hash := func() string {
				return query[string](t, f, `select encode(hash, 'hex') from public_items where entry_id = $1`, e.ID)
			}
			next := f.noted(t, thing(test.to))
			seen, line := hash(), xid()
			if got := f.shown(t, e.ID); got != test.within {
				t.Errorf("at once: %s, want %s", got, test.within)
			}
			if err := next.Backfill(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if got := f.shown(t, e.ID); got != test.after {
				t.Errorf("afterwards: %s, want %s", got, test.after)
			}
			if (hash() != seen) != (xid() != line) {
				t.Errorf("other bytes than those that were shown: %t, a line in the feed: %t", hash() != seen, xid() != line)
			}
			if n := query[int](t, f, `select count(*)::int from type_hides`); n != 0 {
				t.Errorf("%d lines are left of what is hidden", n)
			}
		})
	}
}

// An item may be two versions behind: what it shows under a field's former name is hidden with the field. An entry that
// is published meanwhile shows all that it may.
func TestWhatIsHiddenIsHiddenFromEveryOlderVersion(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "T", "x": "a"}), f.author, f.editor)
	f.noted(t, thing("name: y, kind: text, was: x"))
	f.noted(t, thing("name: y, kind: text, internal: true"))
	if got := f.shown(t, e.ID); got != `{"title": "T"} false true` {
		t.Errorf("at once: %s", got)
	}
	s = f.use(f.noted(t, thing("name: z, kind: text")))
	young := s.publish(t, s.thing(t, schema.Content{"title": "T", "z": "new"}), f.author, f.editor)
	if old, new := f.shown(t, e.ID), f.shown(t, young.ID); old != `{"title": "T"} false true` || new != `{"z": "new", "title": "T"} true true` {
		t.Errorf("another field: %s, %s", old, new)
	}
	if err := s.Backfill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := f.shown(t, e.ID); got != `{"title": "T"} true true` {
		t.Errorf("afterwards: %s", got)
	}
}

// A field that comes back before all items were written again does not bring back what they are found by: they are written first.
func TestAFieldComesBackAfterItIsGone(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text, filter: true, sort: true")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "T", "x": "old"}), f.author, f.editor)
	f.noted(t, thing(""))
	again := f.noted(t, thing("name: x, kind: text, filter: true, sort: true"))
	if got := query[string](t, f, `select (filters || sorts)::text from public_items where entry_id = $1`, e.ID); got != `{"title": "T"}` {
		t.Errorf("it is found by %s", got)
	}
	if err := again.Backfill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := f.shown(t, e.ID); got != `{"title": "T"} true true` {
		t.Errorf("shown %s", got)
	}
}

// Items that could not be written again stay without what they may not show.
func TestWhatCannotBeWrittenAgainStaysHidden(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text\nname: y, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "T", "x": "a", "y": "b"}), f.author, f.editor)
	f.exec(t, `alter table publications add constraint as_it_was check (item like '%"x"%') not valid`)
	next := f.noted(t, thing("name: y, kind: text"))
	if err := next.Backfill(t.Context(), nil); err == nil {
		t.Fatal("it was written")
	}
	if got := f.shown(t, e.ID); got != `{"y": "b", "title": "T"} false true` {
		t.Errorf("shown %s", got)
	}
	f.exec(t, `alter table publications drop constraint as_it_was`)
	if err := f.noted(t, thing("")).Backfill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := f.shown(t, e.ID); got != `{"title": "T"} true true` {
		t.Errorf("in the end: %s", got)
	}
}

// The entries of a removed type are gone at once. Where it comes back before all of them were withdrawn, they are withdrawn first.
func TestARemovedTypeIsGoneAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "T", "x": "a"}), f.author, f.editor)
	other := f.publish(t, f.offer(t, "Angebot", f.category(t, "Recht")), f.author, f.editor)
	f.noted(t, "")
	if got := f.shown(t, e.ID); got != "" {
		t.Errorf("it is still public: %s", got)
	}
	if f.shown(t, other.ID) == "" {
		t.Error("another type went with it")
	}
	again := f.use(f.noted(t, thing("name: x, kind: text")))
	if got := f.shown(t, e.ID); got != "" {
		t.Errorf("it came back: %s", got)
	}
	if got := must(again.Entry(t.Context(), f.author, e.ID, ""))(t); got.Visibility != "withdrawn" {
		t.Errorf("it came back as %+v", got)
	}
	if err := again.Backfill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	again.publish(t, again.thing(t, schema.Content{"title": "Neu"}), f.author, f.editor)
	if n := query[int](t, f, `select count(*)::int from public_items where type = 'thing'`); n != 1 {
		t.Errorf("%d are public", n)
	}
	// Broken off between the last item and what is noted of it.
	gone := f.noted(t, "")
	if err := gone.Backfill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	f.exec(t, `insert into type_hides (type, version, everything) values ('thing', 9, true)`)
	again = f.use(f.noted(t, thing("name: x, kind: text")))
	again.publish(t, again.thing(t, schema.Content{"title": "Neu"}), f.author, f.editor)
	if n := query[int](t, f, `select count(*)::int from public_items where type = 'thing'`); n != 1 {
		t.Errorf("after it was broken off, %d are public", n)
	}
}

// As long as something of a removed type could not be withdrawn, the type does not come back.
func TestATypeDoesNotComeBackBeforeItIsGone(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "T"}), f.author, f.editor)
	f.exec(t, `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`)
	f.exec(t, `create trigger refuse before update on variants for each row execute function refuse()`)
	next := f.noted(t, "")
	if err := next.Backfill(t.Context(), nil); err == nil {
		t.Fatal("it was withdrawn")
	}
	back := f.node(t, thing("name: x, kind: text"))
	plan := must(back.PlanTypes(t.Context(), nil))(t)
	if err := back.ApplyPlan(t.Context(), plan); err == nil {
		t.Fatal("it came back")
	}
	if got := f.shown(t, e.ID); got != "" {
		t.Errorf("it is public: %s", got)
	}
	f.exec(t, `drop trigger refuse on variants`)
	if err := back.ApplyPlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if got := must(f.use(back).Entry(t.Context(), f.author, e.ID, ""))(t); got.Visibility != "withdrawn" {
		t.Errorf("it came back as %+v", got)
	}
}

// Whoever reads while what is hidden changes sees one or the other, and no error.
func TestReadersGoOnWhileWhatIsHiddenChanges(t *testing.T) {
	t.Parallel()
	f := setup(t)
	s := f.use(f.applied(t, thing("name: x, kind: text")))
	e := s.publish(t, s.thing(t, schema.Content{"title": "T", "x": "a"}), f.author, f.editor)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			seen := map[string]bool{}
			for ctx.Err() == nil {
				var fields string
				err := f.pool.QueryRow(t.Context(), `select (item::jsonb -> 'fields')::text from public_items where entry_id = $1 and locale = 'de'`, e.ID).Scan(&fields)
				if err != nil {
					t.Errorf("a reader failed: %v", err)
					return
				}
				seen[fields] = true
			}
			if len(seen) > 2 || !seen[`{"title": "T"}`] {
				t.Errorf("a reader saw %v", seen)
			}
		})
	}
	for range 15 {
		f.exec(t, `insert into type_hides (type, version, fields) values ('thing', 2, '{x}')`)
		time.Sleep(10 * time.Millisecond)
		f.exec(t, `delete from type_hides`)
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	readers.Wait()
}
