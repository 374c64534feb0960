package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/postgres"
	"lotse/migrations"
	"lotse/schema"
	"lotse/workflow"
)

// proofSecret is the secret of all nodes, so that a cursor of one is good at the others.
const proofSecret = "0123456789abcdef0123456789abcdef"

// proofWorld are the things that do not change during the proof.
type proofWorld struct {
	organisations []uuid.UUID // the last one is suspended and returns
	slugs         []string
	categories    []uuid.UUID
	account       uuid.UUID
}

func (w proofWorld) importer() auth.Actor { return auth.Import(w.account) }
func (w proofWorld) publisher() auth.Actor {
	return auth.AccountActor(w.account, auth.Membership{Role: "publisher"}, auth.Membership{Role: "admin"})
}

// newProofServer starts the server and makes the database that every run begins with.
func newProofServer(t *testing.T) *proofServer {
	t.Helper()
	root := ""
	var space syscall.Statfs_t
	if os.Getenv("TMPDIR") == "" && syscall.Statfs("/dev/shm", &space) == nil && space.Bavail*uint64(space.Bsize) > 2<<30 {
		root = "/dev/shm"
	}
	dir, err := os.MkdirTemp(root, "lotse-proof")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // PostgreSQL's user must be able to enter
		t.Fatal(err)
	}
	private, err := postgres.StartPrivate(t.Context(), postgres.PrivateConfig{
		DataDir: filepath.Join(dir, "data"), NoSync: true, Settings: map[string]string{"max_connections": "300"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = private.Terminate() })
	s := &proofServer{private: private}
	pool, err := postgres.Open(t.Context(), private.DSN(), postgres.PoolOptions{MaxConns: 4})
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.Migrate(t.Context(), pool, migrations.FS); err != nil {
		t.Fatal(err)
	}
	s.fill(t, pool)
	pool.Close() // a template has no visitors
	admin, err := pgxpool.New(t.Context(), replaceDatabase(private.DSN(), "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(admin.Close)
	s.admin = admin
	return s
}

// Every version of every item, in the order in which the entries' locks let them be written.
const sqlProofHistory = `
create table proof_history (seq bigserial primary key, entry_id uuid not null, locale text not null, version text not null);
create function proof_note() returns trigger language plpgsql as $$
begin
    insert into proof_history (entry_id, locale, version) values (new.entry_id, new.locale, encode(substring(new.hash from 1 for 8), 'hex'));
    return null;
end $$;
create trigger proof_note after insert or update of hash on publications for each row execute function proof_note()`

// fill makes what every run begins with.
func (s *proofServer) fill(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	exec := func(sql string, args ...any) {
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(sqlProofHistory)
	s.world.account = uuid.Must(uuid.NewV7())
	exec(`insert into accounts (id, email, name, created_at) values ($1, 'proof@lotse.test', 'Proof', now())`, s.world.account)
	for _, slug := range []string{"erste", "zweite", "dritte"} {
		id := uuid.Must(uuid.NewV7())
		exec(`insert into organisations (id, slug, name, kind, created_at) values ($1, $2, $2, 'initiative', now())`, id, slug)
		s.world.organisations, s.world.slugs = append(s.world.organisations, id), append(s.world.slugs, slug)
	}
	service, err := newProofService(t.Context(), pool, pool, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Sprache", "Recht"} {
		e, err := service.CreateEntry(t.Context(), s.world.importer(), cms.CreateEntry{Type: "category", OrganisationID: s.world.organisations[0], Locale: "de",
			Fields: schema.Content{"title": title, "summary": "Alles über " + title, "icon": "language", "order": 1.0}})
		if err == nil {
			_, err = service.Act(t.Context(), s.world.importer(), cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version, NoMail: true})
		}
		if err != nil {
			t.Fatal(err)
		}
		s.world.categories = append(s.world.categories, e.ID)
	}
	random := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // no secret
	for range 24 {
		id, err := s.world.publish(t.Context(), service, random)
		if err != nil {
			t.Fatal(err)
		}
		s.entries = append(s.entries, id)
	}
	exec(`delete from river.river_job`)
	questions, err := query.New(query.Deps{DB: pool, Types: service.Types()})
	if err != nil {
		t.Fatal(err)
	}
	if err := questions.BuildIndexes(t.Context()); err != nil { // while nobody writes, or each would wait for all who do
		t.Fatal(err)
	}
}

// proofParts are what every core of the proof is made of.
type proofParts struct {
	types     *schema.Registry
	workflows workflow.Set
	policy    *auth.Policy
}

var loadProofParts = sync.OnceValues(func() (parts proofParts, err error) {
	var err1, err2, err3 error
	parts.types, err1 = schema.Load(schema.Embedded())
	parts.workflows, err2 = workflow.Load()
	parts.policy, err3 = auth.LoadPolicy()
	return parts, errors.Join(err1, err2, err3)
})

// newProofService is the core on a database. db may delay commits.
func newProofService(ctx context.Context, pool *pgxpool.Pool, db cms.DB, changed func(cms.PublicChange)) (*cms.Service, error) {
	parts, err := loadProofParts()
	if err != nil {
		return nil, err
	}
	jobs, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: postgres.RiverSchema, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	accounts, err := auth.New(auth.Deps{DB: pool, Jobs: jobs, Policy: parts.policy, Secret: []byte(proofSecret)})
	if err != nil {
		return nil, err
	}
	s, err := cms.New(cms.Deps{
		DB: db, Jobs: jobs, Types: parts.types, Workflows: parts.workflows, Policy: parts.policy, Auth: accounts,
		BaseURL: "http://lotse.test", PublicChanged: changed,
	})
	if err != nil {
		return nil, err
	}
	return s, s.ApplyTypes(ctx)
}

// proofNode is a node in this process, which can be cut off at any moment.
type proofNode struct {
	ctx    context.Context //nolint:containedctx // the node's life
	cancel context.CancelFunc
	pool   *pgxpool.Pool
	cms    *cms.Service
	server *http.Server
	url    string
}

// startNode starts a node; where PostgreSQL is just away it tries again.
func (p *proof) startNode() *proofNode {
	for deadline := time.Now().Add(proofPatience); ; {
		n, err := p.tryNode()
		if err == nil {
			return n
		}
		if time.Now().After(deadline) {
			p.t.Errorf("seed %d: a node does not start: %v", p.seed, err)
			return &proofNode{cancel: func() {}}
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func (p *proof) tryNode() (*proofNode, error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(p.t.Context()))
	pool, err := postgres.Open(ctx, p.dsn, postgres.PoolOptions{MaxConns: 12})
	if err != nil {
		cancel()
		return nil, err
	}
	n := &proofNode{ctx: ctx, cancel: cancel, pool: pool}
	fail := func(err error) (*proofNode, error) { n.cut(); return nil, err }
	var door *delivery.Door
	if n.cms, err = newProofService(ctx, pool, &slowDB{Pool: pool}, func(c cms.PublicChange) { door.Changed(c) }); err != nil {
		return fail(err)
	}
	questions, err := query.New(query.Deps{DB: pool, Types: n.cms.Types()})
	if err != nil {
		return fail(err)
	}
	door = delivery.New(delivery.Config{Query: questions, Cursors: web.NewCursors([]byte(proofSecret)), Version: "proof", AdoptFeed: n.cms.AdoptFeed})
	if err := n.cms.AdoptFeed(ctx); err != nil {
		return fail(err)
	}
	router := chi.NewRouter()
	router.Use(web.Front{Log: slog.New(slog.DiscardHandler)}.Wrap)
	door.Routes(router)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fail(err)
	}
	n.url = "http://" + listener.Addr().String()
	n.server = &http.Server{Handler: router, ReadHeaderTimeout: time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() { _ = n.server.Serve(listener) }()
	return n, nil
}

// cut ends the node in the middle of whatever it does: its requests, its commands, its connections.
func (n *proofNode) cut() {
	n.cancel()
	if n.server != nil {
		_ = n.server.Close()
	}
	if n.pool != nil {
		go n.pool.Close() // waits for those who still hold one; their contexts have ended
	}
}

// slowDB delays commits at random.
type slowDB struct{ *pgxpool.Pool }

// Begin begins a transaction that commits slowly.
func (s *slowDB) Begin(ctx context.Context) (pgx.Tx, error) {
	tx, err := s.Pool.Begin(ctx)
	if err != nil {
		return nil, err
	}
	return &slowTx{tx}, nil
}

type slowTx struct{ pgx.Tx }

// Commit waits first: mostly a little, sometimes long.
func (t *slowTx) Commit(ctx context.Context) error {
	d := time.Duration(rand.IntN(8)) * time.Millisecond //nolint:gosec // no secret
	if rand.IntN(10) == 0 {                             //nolint:gosec // no secret
		d *= 15
	}
	if err := pause(ctx, d); err != nil {
		return err
	}
	return t.Tx.Commit(ctx)
}

// work does what background workers do, until ctx ends.
func (p *proof) work(ctx context.Context) {
	for pause(ctx, 30*time.Millisecond) == nil {
		_, _ = p.workOnce(ctx) // where PostgreSQL is away, it is done later
	}
}

// workOnce takes up some jobs and what has expired. A job goes when it is done: it may be done twice.
func (p *proof) workOnce(ctx context.Context) (did bool, err error) {
	service, err := p.core(ctx)
	if err != nil {
		return false, err
	}
	due, err := service.DueExpiries(ctx, 20)
	if err != nil {
		return false, err
	}
	for _, id := range due {
		if err := service.ExpireEntry(ctx, id); err != nil {
			return true, err
		}
	}
	rows, err := p.pool.Query(ctx, `select id, kind, args from river.river_job where kind <> 'send_mail' order by id limit 20`)
	if err != nil {
		return true, err
	}
	type job struct {
		ID   int64
		Kind string
		Args []byte
	}
	jobs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[job])
	if err != nil {
		return true, err
	}
	for _, j := range jobs {
		if err := doProofJob(ctx, service, j.Kind, j.Args); err != nil {
			return true, err
		}
		if _, err := p.pool.Exec(ctx, `delete from river.river_job where id = $1`, j.ID); err != nil {
			return true, err
		}
	}
	return len(due)+len(jobs) > 0, nil
}

// core is the core without delays, which the workers use.
func (p *proof) core(ctx context.Context) (*cms.Service, error) {
	if p.worker == nil {
		s, err := newProofService(ctx, p.pool, p.pool, nil)
		if err != nil {
			return nil, err
		}
		p.worker = s
	}
	return p.worker, nil
}

func doProofJob(ctx context.Context, s *cms.Service, kind string, raw []byte) error {
	var args struct {
		EntryID, OrganisationID, ReleaseID uuid.UUID
		Touched                            string
	}
	if err := json.Unmarshal(raw, &args); err != nil {
		return err
	}
	batch := func(render func(context.Context, uuid.UUID, uuid.UUID, int) (uuid.UUID, error), id uuid.UUID) error {
		for after := uuid.Nil; ; {
			next, err := render(ctx, id, after, 50)
			if err != nil || next == uuid.Nil {
				return err
			}
			after = next
		}
	}
	switch kind {
	case (cms.RenderDependents{}).Kind():
		return batch(s.RenderDependents, args.EntryID)
	case (cms.RenderOrganisation{}).Kind():
		return batch(s.RenderOrganisation, args.OrganisationID)
	case (cms.SettleFeed{}).Kind():
		return s.SettleFeed(ctx, args.OrganisationID, args.Touched)
	case (cms.FireRelease{}).Kind():
		_, err := s.FireRelease(ctx, args.ReleaseID)
		return err
	}
	return nil
}
