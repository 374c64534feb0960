package api

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres"
	"lotse/migrations"
)

// Bounds of the health answers.
const (
	longestProbe = 2 * time.Second
	// feedLagNamed is from when on the answer names who holds the change feed back.
	feedLagNamed = 10 * time.Second
)

// health answers whether this process lives and whether it can serve.
type health struct {
	pool *pgxpool.Pool
	// outdated names the content types that this process knows less of than was applied.
	outdated func() []string
}

// alive answers as long as the process does.
func (h health) alive(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{"status": "alive"})
}

// readiness is what /readyz says.
type readiness struct {
	Status     string    `json:"status"`
	Database   string    `json:"database"`
	Migrations string    `json:"migrations"`
	Types      string    `json:"types"`
	Feed       *feedLag  `json:"feed,omitempty"`
	At         time.Time `json:"at"`
}

// feedLag says how far the change feed is behind, and for whom it waits.
type feedLag struct {
	LagSeconds float64 `json:"lagSeconds"`
	HeldBy     string  `json:"heldBy,omitempty"`
}

// ready answers 200 when the database answers, its tables are those of this release and this process can write entries
// of every type, else 503. A change
// feed that is held back is told, but others can be served meanwhile.
func (h health) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), longestProbe)
	defer cancel()
	out := readiness{Status: "not ready", Database: "unreachable", Migrations: "unknown", At: time.Now().UTC()}
	status := http.StatusServiceUnavailable
	lag, holder, err := lagOfFeed(ctx, h.pool)
	if err == nil {
		out.Database = "ok"
		out.Migrations = h.migrations(ctx)
		out.Feed = &feedLag{LagSeconds: math.Round(lag.Seconds()*10) / 10}
		if lag > feedLagNamed {
			out.Feed.HeldBy = holder
		}
	}
	out.Types = "ok"
	if outdated := h.outdated(); len(outdated) > 0 {
		out.Types = "outdated: " + strings.Join(outdated, ", ")
	}
	if out.Database == "ok" && out.Migrations == "ok" && out.Types == "ok" {
		out.Status, status = "ready", http.StatusOK
	}
	answer(w, status, out)
}

func (h health) migrations(ctx context.Context) string {
	pending, err := postgres.Pending(ctx, h.pool, migrations.FS)
	switch {
	case err != nil:
		return "unknown"
	case pending:
		return "pending"
	}
	return "ok"
}

// sqlFeedHolder finds the transaction with the lowest number that may still write, in the whole cluster: the
// feed shows only what is older. One that is prepared and forgotten holds it for ever. Without the right to see other
// people's sessions (pg_read_all_stats) only one's own are found; that lines of the feed wait is seen
// all the same.
const sqlFeedHolder = `
select held_by, extract(epoch from clock_timestamp() - since)::float8 as seconds
from (
	select 'process ' || pid || ' (' || coalesce(application_name, '') || ') in database ' || coalesce(datname, '') as held_by,
	       xact_start as since, age(backend_xid) as age
	from pg_stat_activity
	where backend_xid is not null
	  and xact_start is not null
	union all
	select 'prepared transaction ' || gid || ' in database ' || database, prepared, age(transaction)
	from pg_prepared_xacts
	union all
	select 'a transaction that this account may not see', min(changed_at) - (lotse.now() - now()), -1
	from feed
	where xid >= pg_snapshot_xmin(pg_current_snapshot())
	having count(*) > 0
) writers
order by age desc, since
limit 1`

// lagOfFeed is how old the transaction is that holds the feed back, and whose it is.
func lagOfFeed(ctx context.Context, pool *pgxpool.Pool) (time.Duration, string, error) {
	var holder string
	var seconds float64
	err := pool.QueryRow(ctx, sqlFeedHolder).Scan(&holder, &seconds)
	if err == pgx.ErrNoRows {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", fmt.Errorf("ask for the feed's lag: %w", err)
	}
	return time.Duration(seconds * float64(time.Second)), holder, nil
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
