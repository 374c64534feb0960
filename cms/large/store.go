package large

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres"
	"lotse/migrations"
	"lotse/schema"
	"lotse/workflow"
)

// Store is a private PostgreSQL in a folder, with a database for each size of store.
type Store struct {
	Types  *schema.Registry
	server *postgres.Private
	tell   func(string)
	pools  []*pgxpool.Pool
}

// OpenStore starts the server of a folder, which is made where it is missing. It gives up the safety after a power
// failure: everything in it can be made anew. tell is told what is being done.
func OpenStore(ctx context.Context, folder string, tell func(string)) (*Store, error) {
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		return nil, err
	}
	server, err := postgres.StartPrivate(ctx, postgres.PrivateConfig{
		DataDir: filepath.Join(folder, "postgres"), NoSync: true,
		// A quarter of a server of 8 GB, as the handbook of PostgreSQL advises.
		Settings: map[string]string{"shared_buffers": "2GB", "max_wal_size": "4GB", "checkpoint_timeout": "30min"},
	})
	if err != nil {
		return nil, err
	}
	return &Store{Types: types, server: server, tell: tell}, nil
}

// Close ends the use of the store, and its server if nobody else uses it.
func (s *Store) Close() error {
	for _, pool := range s.pools {
		pool.Close()
	}
	return s.server.Stop()
}

// made is what a database says of itself, in settings.
type made struct {
	Variants int       `json:"variants"`
	Seed     uint64    `json:"seed"`
	At       time.Time `json:"at"`
}

const madeKey = "large_store"

const sqlMade = `select value from settings where key = @key`

const sqlNoteMade = `
insert into settings (key, value)
values (@key, @value)`

// Database is the one with so many live variants. It is filled where it is missing; one that is there is used as it
// is, with its clock set back to the moment when it was made, so that nothing has expired since.
func (s *Store) Database(ctx context.Context, variants int) (*pgxpool.Pool, error) {
	name := fmt.Sprintf("variants_%d", variants)
	pool, err := s.open(ctx, name)
	if err != nil {
		return nil, err
	}
	s.pools = append(s.pools, pool)
	if err := postgres.Migrate(ctx, pool, migrations.FS); err != nil {
		return nil, err
	}
	var text string
	err = pool.QueryRow(ctx, sqlMade, pgx.StrictNamedArgs{"key": madeKey}).Scan(&text)
	if errors.Is(err, pgx.ErrNoRows) {
		if err := empty(ctx, pool); err != nil {
			return nil, err
		}
		s.tell(fmt.Sprintf("%s is made", name))
		return pool, s.fill(ctx, pool, variants)
	}
	if err != nil {
		return nil, err
	}
	var known made
	if err := json.Unmarshal([]byte(text), &known); err != nil {
		return nil, fmt.Errorf("the note of the store: %w", err)
	}
	s.tell(fmt.Sprintf("%s was made on %s", name, known.At.Format(time.DateTime)))
	return pool, postgres.MoveClock(ctx, pool, time.Until(known.At))
}

const sqlHasEntries = `select exists (select from entries)`

// empty refuses a database whose filling was broken off: its indexes are gone.
func empty(ctx context.Context, pool *pgxpool.Pool) error {
	var has bool
	if err := pool.QueryRow(ctx, sqlHasEntries).Scan(&has); err != nil {
		return err
	}
	if has {
		return errors.New("the store was not made to its end: remove its folder and begin again")
	}
	return nil
}

// open opens a database of the server, and makes it where it is missing.
func (s *Store) open(ctx context.Context, name string) (*pgxpool.Pool, error) {
	address, err := url.Parse(s.server.DSN())
	if err != nil {
		return nil, err
	}
	options := postgres.PoolOptions{AppName: "lotse-large", MaxConns: 12, StatementTimeout: 3 * time.Hour, IdleInTransactionTimeout: time.Hour}
	first, err := postgres.Open(ctx, s.server.DSN(), options)
	if err != nil {
		return nil, err
	}
	defer first.Close()
	var there bool
	if err := first.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, name).Scan(&there); err != nil {
		return nil, err
	}
	if !there {
		if _, err := first.Exec(ctx, `create database `+pgx.Identifier{name}.Sanitize()+` template template0 encoding 'UTF8'`); err != nil {
			return nil, err
		}
	}
	address.Path = "/" + name
	return postgres.Open(ctx, address.String(), options)
}

func (s *Store) fill(ctx context.Context, pool *pgxpool.Pool, variants int) error {
	location, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return err
	}
	workflows, err := workflow.Load()
	if err != nil {
		return err
	}
	policy, err := auth.LoadPolicy()
	if err != nil {
		return err
	}
	core, err := cms.New(cms.Deps{DB: pool, Types: s.Types, Workflows: workflows, Policy: policy, Location: location})
	if err != nil {
		return err
	}
	if err := core.ApplyTypes(ctx); err != nil {
		return err
	}
	if err := core.AdoptFeed(ctx); err != nil {
		return err
	}
	const seed = 1
	begun := time.Now()
	if err := Fill(ctx, pool, s.Types, Options{Variants: variants, Seed: seed, Location: location, Tell: s.tell}); err != nil {
		return err
	}
	note, err := json.Marshal(made{variants, seed, begun.UTC()})
	if err != nil {
		return err
	}
	_, err = pool.Exec(ctx, sqlNoteMade, pgx.StrictNamedArgs{"key": madeKey, "value": string(note)})
	s.tell(fmt.Sprintf("%d variants in %.0f s", variants, time.Since(begun).Seconds()))
	return err
}
