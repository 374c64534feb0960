package query_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/cms/query"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// feedWriter writes lines of the feed: a pool, or a transaction.
type feedWriter interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

func touch(t *testing.T, db feedWriter, id uuid.UUID, locale string) {
	t.Helper()
	_, err := db.Exec(t.Context(), `insert into feed (entry_id, locale, type, xid, organisation_id, changed_at)
		values ($1, $2, 'offer', pg_current_xact_id(), $1, now()) on conflict (entry_id, locale) do update set xid = excluded.xid`, id, locale)
	if err != nil {
		t.Fatal(err)
	}
}

// Each line is told once it has become visible, once, in whatever order transactions commit; also while an old
// transaction holds the horizon back.
func TestLookAtFeedTellsEachLineOnce(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	s, err := query.New(query.Deps{DB: pool, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	var mark query.FeedMark
	look := func(want ...query.FeedChange) query.FeedLook {
		t.Helper()
		l, err := s.LookAtFeed(t.Context(), mark)
		if err != nil {
			t.Fatal(err)
		}
		mark = l.Mark
		slices.SortFunc(l.Changes, func(a, b query.FeedChange) int { return strings.Compare(b.Locale, a.Locale) })
		if diff := cmp.Diff(want, l.Changes); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if len(want) > 0 && l.Newest == 0 {
			t.Error("no newest transaction")
		}
		return l
	}
	a, b, c := uuid.New(), uuid.New(), uuid.New()
	touch(t, pool, a, "de")
	if l := look(); !l.Everything {
		t.Error("the first look knows nothing, and says so")
	}
	if l := look(); l.Everything {
		t.Error("nothing has changed")
	}

	old, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	touch(t, old, a, "en")
	touch(t, pool, b, "de")
	l := look(query.FeedChange{EntryID: b, Type: "offer", Locale: "de"})
	if l.Newest < l.Horizon {
		t.Error("the line is above the horizon, because an older transaction is open")
	}
	look()
	touch(t, pool, b, "de")
	touch(t, pool, c, "ar")
	look(query.FeedChange{EntryID: b, Type: "offer", Locale: "de"}, query.FeedChange{EntryID: c, Type: "offer", Locale: "ar"})
	look()
	if err := old.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	l = look(query.FeedChange{EntryID: a, Type: "offer", Locale: "en"})
	newest := l.Newest
	for begun := time.Now(); newest >= l.Horizon; l = look() { // other tests write in the same cluster
		if time.Since(begun) > 2*time.Minute {
			t.Fatal("everything is finished: the line is below the horizon")
		}
		time.Sleep(50 * time.Millisecond)
	}
	lost, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	touch(t, lost, c, "de")
	if err := lost.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	look()

	_, err = pool.Exec(t.Context(), `insert into feed (entry_id, locale, type, xid, organisation_id, changed_at)
		select gen_random_uuid(), 'de', 'offer', pg_current_xact_id(), gen_random_uuid(), now() from generate_series(1, 6000)`)
	if err != nil {
		t.Fatal(err)
	}
	if l := look(); !l.Everything {
		t.Error("too many to be told, and it does not say so")
	}
	look()
}
