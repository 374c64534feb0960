package background_test

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/background"
	"lotse/cms/webhook"
	"lotse/internal/mail"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

const secret = "0123456789abcdef0123456789abcdef"

// node is one process of Lotse: services with a pool of their own, and a log that tests can read.
type node struct {
	cms      *cms.Service
	auth     *auth.Service
	webhooks *webhook.Service
	pool     *pgxpool.Pool
	jobs     *river.Client[pgx.Tx]
	sender   mail.Sender
	log      *syncBuffer
	slog     *slog.Logger
}

// newNode makes a node on a pool. It works no jobs before work is called.
func newNode(t testing.TB, pool *pgxpool.Pool, sender mail.Sender) *node {
	t.Helper()
	n := &node{pool: pool, sender: sender, log: &syncBuffer{}}
	n.slog = slog.New(slog.NewTextHandler(n.log, nil))
	types := must(schema.Load(schema.Embedded()))(t)
	policy := must(auth.LoadPolicy())(t)
	n.jobs = must(background.NewInserter(pool, n.slog))(t)
	n.auth = must(auth.New(auth.Deps{DB: pool, Jobs: n.jobs, Policy: policy, Secret: []byte(secret)}))(t)
	n.cms = must(cms.New(cms.Deps{DB: pool, Jobs: n.jobs, Types: types, Workflows: must(workflow.Load())(t), Policy: policy, Auth: n.auth}))(t)
	if err := n.cms.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	n.webhooks = must(webhook.New(webhook.Deps{
		DB: pool, Jobs: n.jobs, Policy: policy, Types: types, Caller: localCaller(t), Secret: []byte(secret), BaseURL: "https://lotse.test", Log: n.slog,
	}))(t)
	return n
}

// seldom has sweeps run once at the start and then only when they are woken.
var seldom = background.Intervals{Releases: time.Hour, Expiries: time.Hour, Reminders: time.Hour}

func (n *node) background(t testing.TB, every background.Intervals) *background.Background {
	t.Helper()
	return must(background.New(background.Deps{
		Pool: n.pool, CMS: n.cms, LinkToken: n.auth.LinkToken, Mail: n.sender, Webhooks: n.webhooks, BaseURL: "https://lotse.test",
		Log: n.slog, Every: every,
	}))(t)
}

// work begins to work jobs until the returned function is called or the test ends.
func (n *node) work(t testing.TB, every background.Intervals) (b *background.Background, stop func()) {
	t.Helper()
	b = n.background(t, every)
	if err := b.Start(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	stop = func() {
		once.Do(func() {
			if err := b.Stop(context.WithoutCancel(t.Context())); err != nil {
				t.Errorf("stop: %v", err)
			}
		})
	}
	t.Cleanup(stop)
	return b, stop
}

// anotherPool is a further pool on the same database, as another process would have.
func anotherPool(t testing.TB, pool *pgxpool.Pool) *pgxpool.Pool {
	t.Helper()
	other := must(postgres.Open(t.Context(), pool.Config().ConnString(), postgres.PoolOptions{MaxConns: background.Connections}))(t)
	t.Cleanup(other.Close)
	return other
}

// fixture is a node with people and a category.
type fixture struct {
	*node
	organisation                     uuid.UUID
	author, english, editor, another auth.Actor
	category                         uuid.UUID
}

func setup(t *testing.T) *fixture {
	t.Helper()
	return setupWith(t, must(mail.OpenFolder(t.TempDir(), "redaktion@lotse.test"))(t))
}

func setupWith(t testing.TB, sender mail.Sender) *fixture {
	t.Helper()
	f := &fixture{node: newNode(t, testdb.New(t), sender), organisation: newID()}
	f.exec(t, `insert into organisations (id, slug, name, kind, created_at) values ($1, 'willkommen', 'Willkommen e. V.', 'initiative', lotse.now())`, f.organisation)
	f.author = f.account(t, "Özge Beispiel", "author@lotse.test", "de", auth.Membership{OrganisationID: f.organisation, Role: "contributor"})
	f.english = f.account(t, "Mary Example", "mary@lotse.test", "en", auth.Membership{OrganisationID: f.organisation, Role: "contributor"})
	f.editor = f.account(t, "Rita Redaktion", "editor@lotse.test", "de", auth.Membership{Role: "publisher"}, auth.Membership{Role: "editor"})
	f.another = f.account(t, "Otto Redaktion", "another@lotse.test", "de", auth.Membership{Role: "publisher"}, auth.Membership{Role: "editor"})
	f.category = f.imported(t, "category", schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0})
	return f
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// must turns a value and an error into the value, or ends the test.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func (f *fixture) account(t testing.TB, name, email, locale string, m ...auth.Membership) auth.Actor {
	t.Helper()
	id := newID()
	f.exec(t, `insert into accounts (id, email, name, locale, created_at) values ($1, $2, $3, $4, lotse.now())`, id, email, name, locale)
	return auth.AccountActor(id, m...)
}

func (n *node) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	testdb.Exec(t, n.pool, sql, args...)
}

// query returns the one value that a statement gives.
func query[T any](t testing.TB, n *node, sql string, args ...any) T {
	t.Helper()
	return testdb.Value[T](t, n.pool, sql, args...)
}

// imported publishes an entry by the import's door in the name of the author, without mails.
func (f *fixture) imported(t testing.TB, typ string, fields schema.Content) uuid.UUID {
	t.Helper()
	actor := auth.Import(f.author.AccountID)
	e := must(f.cms.CreateEntry(t.Context(), actor, cms.CreateEntry{Type: typ, OrganisationID: f.organisation, Locale: "de", Fields: fields}))(t)
	must(f.cms.Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version, NoMail: true}))(t)
	return e.ID
}

func (f *fixture) offerFields(title string) schema.Content {
	return schema.Content{
		"title": title, "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.",
		"offerType": "language_course", "categories": []any{f.category.String()},
	}
}

// offer makes a draft.
func (f *fixture) offer(t testing.TB, actor auth.Actor, title string, change ...func(schema.Content)) cms.Entry {
	t.Helper()
	fields := f.offerFields(title)
	for _, c := range change {
		c(fields)
	}
	return must(f.cms.CreateEntry(t.Context(), actor, cms.CreateEntry{Type: "offer", OrganisationID: f.organisation, Locale: "de", Fields: fields}))(t)
}

// until gives an offer a last day, days from lotse.now().
func (f *fixture) until(t testing.TB, days int) func(schema.Content) {
	day := query[time.Time](t, f.node, `select lotse.now()`).AddDate(0, 0, days)
	return func(c schema.Content) { c["validUntil"] = day.Format(time.DateOnly) }
}

// act takes a step with the versions that the entry shows.
func (f *fixture) act(t testing.TB, actor auth.Actor, e cms.Entry, action string, change ...func(*cms.Act)) cms.Entry {
	t.Helper()
	in := cms.Act{EntryID: e.ID, Locale: e.Locale, Action: action, Version: e.Version}
	if action == "confirm" || action == "delete" || action == "take_down" {
		in.Version = e.EntryVersion
	}
	for _, c := range change {
		c(&in)
	}
	out, err := f.cms.Act(t.Context(), actor, in)
	if err != nil {
		t.Fatalf("%s: %v", action, err)
	}
	return out
}

func reason(text string) func(*cms.Act) { return func(a *cms.Act) { a.Reason = text } }

// approved is a draft that went through review.
func (f *fixture) approved(t testing.TB, actor auth.Actor, title string, change ...func(schema.Content)) cms.Entry {
	t.Helper()
	return f.act(t, f.editor, f.act(t, actor, f.offer(t, actor, title, change...), "submit"), "approve")
}

// schedule plans a publication, by lotse.now().
func (f *fixture) schedule(t testing.TB, e cms.Entry, in time.Duration) (release uuid.UUID) {
	t.Helper()
	at := query[time.Time](t, f.node, `select lotse.now()`).Add(in)
	f.act(t, f.editor, e, "schedule", func(a *cms.Act) { a.At = at })
	return query[uuid.UUID](t, f.node, `select m.release_id from release_members m join variants v on v.id = m.variant_id where v.entry_id = $1 and m.open`, e.ID)
}

func (f *fixture) move(t testing.TB, by time.Duration) {
	t.Helper()
	if err := postgres.MoveClock(t.Context(), f.pool, by); err != nil {
		t.Fatal(err)
	}
}

const day = 24 * time.Hour

// eventually waits until a condition holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited in vain until %s", what)
}

// idle waits until no job of a kind ("%" for all) is left to do.
func (n *node) idle(t testing.TB, kind string) {
	t.Helper()
	eventually(t, "the jobs "+kind+" are done", func() bool {
		return query[int](t, n, `select count(*) from river.river_job where kind like $1
			and state in ('available', 'running', 'retryable', 'pending')`, kind) == 0
	})
}

// syncBuffer is a log that may be written and read at once.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
