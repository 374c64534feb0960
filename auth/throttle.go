package auth

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

// limit says how many failed attempts are borne in a sliding window. Attempts are counted by what an
// attacker does not choose: the network that a request comes from, the account that it concerns. The text that is sent as an
// e-mail address is never a key.
type limit struct {
	name    string
	window  time.Duration
	network int // from one network
	// Beyond this many from everywhere, a network has only `tight` attempts: a distributed attack
	// becomes expensive, and nobody who comes from a quiet network is locked out.
	overall int
	tight   int
	account int // concerning one account
}

var (
	signInLimit   = limit{name: "sign_in", window: 15 * time.Minute, network: 30, overall: 1000, tight: 5, account: 10}
	passwordLimit = limit{name: "password", window: 15 * time.Minute, account: 10}
	// A link lives for 30 minutes and at most three are sent in 15: who asks for more has a valid one in
	// the mailbox, also when somebody else asked for it.
	linkLimit = limit{name: "mail_link", window: 15 * time.Minute, network: 10, overall: 500, tight: 3, account: 3}
)

func (l limit) accountBucket(account uuid.UUID) string {
	return l.name + " account:" + account.String()
}

// counted is one bucket after an attempt was added to it.
type counted struct {
	Bucket   string    `db:"bucket"`
	Slot     time.Time `db:"slot"`
	Attempts int       `db:"attempts"` // in the window, this one included
	Oldest   time.Time `db:"oldest"`   // the beginning of the oldest minute in the window
	Now      time.Time `db:"now"`
}

// The window slides by minutes. The present minute's number comes from the row just written, which waits for
// others who count at the same time, so that parallel attempts cannot slip through.
const sqlCountAttempt = `
with added as (
	insert into throttle (bucket, window_start, attempts)
	select b, date_trunc('minute', lotse.now()), 1 from unnest(@buckets::text[]) b order by b
	on conflict (bucket, window_start) do update set attempts = throttle.attempts + 1
	returning bucket, window_start, attempts)
select a.bucket, a.window_start as slot, lotse.now() as now,
	(a.attempts + coalesce(sum(t.attempts), 0))::int as attempts,
	coalesce(min(t.window_start) filter (where t.attempts > 0), a.window_start) as oldest
from added a
left join throttle t on t.bucket = a.bucket and t.window_start <> a.window_start
	and t.window_start > lotse.now() - @period::interval
group by a.bucket, a.window_start, a.attempts`

// count adds an attempt to the buckets and returns them by name. It stands outside of any
// command: what fails is counted too. (Tests that work inside one transaction keep the buckets' rows locked
// until they end: such tests sign in one after the other, or make actors with AccountActor.)
func (s *Service) count(ctx context.Context, l limit, buckets ...string) (map[string]counted, error) {
	rows, err := s.db.Query(ctx, sqlCountAttempt, pgx.StrictNamedArgs{"buckets": buckets, "period": l.window})
	if err != nil {
		return nil, fmt.Errorf("count an attempt: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[counted])
	if err != nil {
		return nil, fmt.Errorf("count an attempt: %w", err)
	}
	out := map[string]counted{}
	for _, c := range list {
		out[c.Bucket] = c
	}
	return out, nil
}

const sqlUncountAttempt = `
update throttle set attempts = greatest(attempts - 1, 0)
where bucket = @bucket and window_start = @slot`

// uncount takes an attempt back: it succeeded, or was refused before anything was tried.
func (s *Service) uncount(ctx context.Context, attempts ...counted) error {
	for _, c := range attempts {
		if _, err := s.db.Exec(ctx, sqlUncountAttempt, pgx.StrictNamedArgs{"bucket": c.Bucket, "slot": c.Slot}); err != nil {
			return fmt.Errorf("take an attempt back: %w", err)
		}
	}
	return nil
}

// admit counts an attempt from a network and refuses it beyond the limit. The attempts are to be given to
// uncount when it was no failure.
func (s *Service) admit(ctx context.Context, l limit, client Client) ([]counted, error) {
	network, all := l.name+" network:"+client.network(), l.name+" all"
	got, err := s.count(ctx, l, network, all)
	if err != nil {
		return nil, err
	}
	attempts := []counted{got[network], got[all]}
	allowed := l.network
	if got[all].Attempts > l.overall {
		allowed = l.tight
	}
	if got[network].Attempts <= allowed {
		return attempts, nil
	}
	if err := s.uncount(ctx, attempts...); err != nil {
		return nil, err
	}
	return nil, tooMany(l, got[network])
}

// tooMany tells when the oldest attempts will have left the window.
func tooMany(l limit, c counted) *command.Error {
	wait := c.Oldest.Add(l.window).Sub(c.Now)
	e := command.E(command.TooMany, "too_many_attempts", "There were too many attempts. Try again later.")
	e.Extra = map[string]any{"retryAfter": max(1, int(math.Ceil(wait.Seconds())))}
	return e
}
