package webhook_test

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/webhook"
	"lotse/internal/outbound"
	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
	"lotse/workflow"
)

const lotseSecret = "0123456789abcdef0123456789abcdef"

// fixture is two organisations, their managers, an admin, and the service, on a database of its own.
type fixture struct {
	*webhook.Service
	cms                     *cms.Service
	pool                    *pgxpool.Pool
	log                     *syncBuffer
	organisation, other     uuid.UUID
	author, editor, manager auth.Actor
	foreign, admin          auth.Actor
	category                uuid.UUID
}

func setup(t testing.TB, change ...func(*webhook.Deps)) *fixture {
	t.Helper()
	f := &fixture{pool: testdb.New(t), log: &syncBuffer{}, organisation: newID(), other: newID()}
	types, policy := must(schema.Load(schema.Embedded()))(t), must(auth.LoadPolicy())(t)
	jobs := must(river.NewClient(riverpgxv5.New(f.pool), &river.Config{Schema: postgres.RiverSchema}))(t)
	accounts := must(auth.New(auth.Deps{DB: f.pool, Jobs: jobs, Policy: policy, Secret: []byte(lotseSecret)}))(t)
	f.cms = must(cms.New(cms.Deps{DB: f.pool, Jobs: jobs, Types: types, Workflows: must(workflow.Load())(t), Policy: policy, Auth: accounts}))(t)
	if err := f.cms.ApplyTypes(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.Service = f.service(t, change...)
	f.exec(t, `insert into organisations (id, slug, name, kind, created_at) values
		($1, 'willkommen', 'Willkommen e. V.', 'initiative', lotse.now()), ($2, 'anders', 'Anders e. V.', 'initiative', lotse.now())`, f.organisation, f.other)
	f.author = f.account(t, "author", auth.Membership{OrganisationID: f.organisation, Role: auth.Contributor})
	f.manager = f.account(t, "manager", auth.Membership{OrganisationID: f.organisation, Role: auth.Manager})
	f.foreign = f.account(t, "foreign", auth.Membership{OrganisationID: f.other, Role: auth.Manager})
	f.editor = f.account(t, "editor", auth.Membership{Role: auth.Publisher})
	f.admin = f.account(t, "admin", auth.Membership{Role: auth.Admin})
	f.category = f.publish(t, "category", schema.Content{"title": "Sprache", "summary": "Alles über Sprache", "icon": "language", "order": 1.0})
	f.dispatch(t) // the category is no news in what follows
	return f
}

// service makes another service on the same database, as another node would.
func (f *fixture) service(t testing.TB, change ...func(*webhook.Deps)) *webhook.Service {
	t.Helper()
	d := webhook.Deps{
		DB: f.pool, Policy: must(auth.LoadPolicy())(t), Types: must(schema.Load(schema.Embedded()))(t), Caller: local(t, 0),
		Jobs:   must(river.NewClient(riverpgxv5.New(f.pool), &river.Config{Schema: postgres.RiverSchema}))(t),
		Secret: []byte(lotseSecret), BaseURL: "https://lotse.test", Version: "1", Log: slog.New(slog.NewTextHandler(f.log, nil)),
	}
	for _, c := range change {
		c(&d)
	}
	return must(webhook.New(d))(t)
}

// local may call receivers of tests, whose certificates are all signed by the same.
func local(t testing.TB, limit time.Duration) *outbound.Client {
	t.Helper()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return outbound.New(outbound.Options{Allow: outbound.Loopback(), Roots: roots, Time: limit})
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

func (f *fixture) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	testdb.Exec(t, f.pool, sql, args...)
}

// query returns the one value that a statement gives.
func query[T any](t testing.TB, f *fixture, sql string, args ...any) T {
	t.Helper()
	return testdb.Value[T](t, f.pool, sql, args...)
}

func (f *fixture) account(t testing.TB, name string, m ...auth.Membership) auth.Actor {
	t.Helper()
	id := newID()
	f.exec(t, `insert into accounts (id, email, name, created_at) values ($1, $2, $3, lotse.now())`, id, name+"@lotse.test", "Person "+name)
	for _, one := range m {
		f.exec(t, `insert into memberships (id, account_id, organisation_id, role, created_at) values ($1, $2, nullif($3, '00000000-0000-0000-0000-000000000000'::uuid), $4, lotse.now())`,
			newID(), id, one.OrganisationID, one.Role)
	}
	return auth.AccountActor(id, m...)
}

// publish makes an entry by the import's door, which needs no review.
func (f *fixture) publish(t testing.TB, typ string, fields schema.Content) uuid.UUID {
	t.Helper()
	return f.publishIn(t, f.organisation, typ, fields)
}

func (f *fixture) publishIn(t testing.TB, organisation uuid.UUID, typ string, fields schema.Content) uuid.UUID {
	t.Helper()
	actor := auth.Import(f.author.AccountID)
	e := must(f.cms.CreateEntry(t.Context(), actor, cms.CreateEntry{Type: typ, OrganisationID: organisation, Locale: "de", Fields: fields}))(t)
	must(f.cms.Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version}))(t)
	return e.ID
}

func (f *fixture) offerFields(title string) schema.Content {
	return schema.Content{
		"title": title, "summary": "Gemeinsam Deutsch sprechen.", "description": "Jeden Dienstag.", "offerType": "language_course",
		"categories": []any{f.category.String()},
	}
}

func (f *fixture) offer(t testing.TB, title string) uuid.UUID {
	t.Helper()
	return f.publish(t, "offer", f.offerFields(title))
}

// entryActions check the version of the entry.
var entryActions = []string{"confirm", "archive", "restore", "transfer", "delete", "expire"}

// act takes a step as the import may, or as the admin.
func (f *fixture) act(t testing.TB, actor auth.Actor, id uuid.UUID, action string, change ...func(*cms.Act)) {
	t.Helper()
	e := must(f.cms.Entry(t.Context(), actor, id, "de"))(t)
	in := cms.Act{EntryID: id, Locale: "de", Action: action, Version: e.Version}
	if slices.Contains(entryActions, action) {
		in.Version = e.EntryVersion
	}
	for _, c := range change {
		c(&in)
	}
	must(f.cms.Act(t.Context(), actor, in))(t)
}

// retitle changes what is public.
func (f *fixture) retitle(t testing.TB, id uuid.UUID, title string) {
	t.Helper()
	actor := auth.Import(f.author.AccountID)
	e := must(f.cms.Entry(t.Context(), actor, id, "de"))(t)
	e.Fields["title"] = title
	e = must(f.cms.Save(t.Context(), actor, cms.Save{EntryID: id, Locale: "de", Version: e.Version, Fields: e.Fields}))(t)
	must(f.cms.Act(t.Context(), actor, cms.Act{EntryID: id, Locale: "de", Action: "publish", Version: e.Version}))(t)
}

func (f *fixture) move(t testing.TB, by time.Duration) {
	t.Helper()
	if err := postgres.MoveClock(t.Context(), f.pool, by); err != nil {
		t.Fatal(err)
	}
}

// endpoint makes an endpoint of the organisation, of the agency for uuid.Nil.
func (f *fixture) endpoint(t testing.TB, organisation uuid.UUID, url string, events ...string) (webhook.Endpoint, string) {
	t.Helper()
	if len(events) == 0 {
		events = []string{"*"}
	}
	e, secret, err := f.CreateEndpoint(t.Context(), f.admin, webhook.NewEndpoint{
		OrganisationID: organisation, EndpointFields: webhook.EndpointFields{URL: url, Events: events},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e, secret
}

// dispatch announces everything that was committed. Transactions of other tests hold the horizon of the feed back for a moment,
// because they share the server.
func (f *fixture) dispatch(t testing.TB) (lines int) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		lines += must(f.Dispatch(t.Context()))(t).Done
		if !query[bool](t, f, `select exists (select from feed f, webhook_cursor c where (f.xid, f.entry_id, f.locale) > (c.xid, c.entry_id, c.locale))`) {
			return lines
		}
	}
	t.Fatal("the feed is held back")
	return 0
}

// deliver makes every attempt that is due, as the jobs would, and returns how many.
func (f *fixture) deliver(t testing.TB) (made int) {
	t.Helper()
	type job struct {
		ID       uuid.UUID
		Attempts int
	}
	rows := must(f.pool.Query(t.Context(), `select id, attempts from webhook_deliveries where state = 'pending' and due_at <= lotse.now() order by id`))(t)
	jobs := must(pgx.CollectRows(rows, pgx.RowToStructByPos[job]))(t)
	before := query[int](t, f, `select count(*) from webhook_attempts`)
	for _, j := range jobs {
		if _, err := f.Deliver(t.Context(), webhook.Call{DeliveryID: j.ID, Attempt: j.Attempts + 1}); err != nil {
			t.Fatal(err)
		}
	}
	return query[int](t, f, `select count(*) from webhook_attempts`) - before
}

// received is a call as it came.
type received struct {
	id     string
	header http.Header
	body   []byte
	event  string
	data   map[string]any
}

// receiver is a real server over TLS.
type receiver struct {
	*httptest.Server
	mu      sync.Mutex
	calls   []received
	answers http.HandlerFunc
}

func newReceiver(t testing.TB) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewUnstartedServer(r)
	r.Config.ErrorLog = log.New(io.Discard, "", 0)
	r.StartTLS()
	t.Cleanup(r.Close)
	return r
}

// ServeHTTP notes the call and answers as was set.
func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	body, _ := io.ReadAll(q.Body)
	var p struct {
		Type string         `json:"type"`
		Data map[string]any `json:"data"`
	}
	_ = json.Unmarshal(body, &p)
	r.mu.Lock()
	r.calls = append(r.calls, received{id: q.Header.Get("webhook-id"), header: q.Header, body: body, event: p.Type, data: p.Data})
	answer := r.answers
	r.mu.Unlock()
	if answer != nil {
		answer(w, q)
	}
}

// answer sets how calls are answered from now on; nil: 200.
func (r *receiver) answer(h http.HandlerFunc) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers = h
}

// status answers with a status and headers.
func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

// take returns the calls since the last time.
func (r *receiver) take() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := r.calls
	r.calls = nil
	return out
}

// events are the names of the calls since the last time, sorted.
func (r *receiver) events() []string {
	names := []string{}
	for _, c := range r.take() {
		names = append(names, c.event)
	}
	slices.Sort(names)
	return names
}

// verified checks a call with the stock library of Standard Webhooks.
func verified(t testing.TB, secret string, c received) bool {
	t.Helper()
	return must(standardwebhooks.NewWebhook(secret))(t).Verify(c.body, c.header) == nil
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
