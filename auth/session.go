package auth

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// Life of a session.
const (
	SessionIdle  = 12 * time.Hour      // without a request
	SessionLife  = 30 * 24 * time.Hour // in all
	sessionTouch = time.Minute         // last_seen_at is written at most this often
)

// Session is a signed-in browser, as its owner sees it. Its token is known to the browser alone.
type Session struct {
	ID         uuid.UUID `db:"id"`
	UserAgent  string    `db:"user_agent"`
	Network    string    `db:"address"` // the network prefix
	CreatedAt  time.Time `db:"created_at"`
	LastSeenAt time.Time `db:"last_seen_at"`
	ExpiresAt  time.Time `db:"expires_at"`
	Current    bool      `db:"-"` // the one that asks
}

const sqlInsertSession = `
insert into sessions (id, token_hash, account_id, user_agent, address, created_at, last_seen_at, expires_at)
values (@id, @token_hash, @account, @agent, @network, @now, @now, @expires)`

// The sessions beyond the newest ones go: nobody has that many browsers.
const sqlTrimSessions = `
delete from sessions where id in (
	select id from sessions where account_id = @account order by last_seen_at desc, id desc offset @keep)`

// openSession makes a session with a new token, always: a token that was there before signing in is never
// taken over.
func (s *Service) openSession(ctx context.Context, tx *command.Tx, account uuid.UUID, client Client) (string, Session, error) {
	token := newSecret("")
	session := Session{
		ID: command.NewID(), UserAgent: client.agent(), Network: client.network(),
		CreatedAt: tx.Now, LastSeenAt: tx.Now, ExpiresAt: tx.Now.Add(SessionLife), Current: true,
	}
	if _, err := tx.Exec(ctx, sqlTrimSessions, pgx.StrictNamedArgs{"account": account, "keep": maxSessions - 1}); err != nil {
		return "", Session{}, fmt.Errorf("trim sessions: %w", err)
	}
	_, err := tx.Exec(ctx, sqlInsertSession, pgx.StrictNamedArgs{
		"id": session.ID, "token_hash": hashSecret(token), "account": account, "agent": session.UserAgent,
		"network": session.Network, "now": tx.Now, "expires": session.ExpiresAt,
	})
	if err != nil {
		return "", Session{}, fmt.Errorf("open a session: %w", err)
	}
	return token, session, nil
}

const sqlEndSession = `delete from sessions where token_hash = @hash returning account_id`

// SignOut ends the session of this token. An unknown token is no error: the wish is fulfilled.
func (s *Service) SignOut(ctx context.Context, token string) error {
	owner, found, err := oneID(s.db.Query(ctx, sqlSessionOwner, pgx.StrictNamedArgs{"hash": hashSecret(token)}))
	if err != nil || !found {
		return err
	}
	return s.run.Run(ctx, audit.Actor{Kind: audit.Account, ID: owner}, func(ctx context.Context, tx *command.Tx) error {
		_, found, err := oneID(tx.Query(ctx, sqlEndSession, pgx.StrictNamedArgs{"hash": hashSecret(token)}))
		if err != nil {
			return fmt.Errorf("end the session: %w", err)
		}
		if !found {
			tx.Unchanged()
			return nil
		}
		tx.Record(audit.Event{Action: "sign_out", AccountID: owner})
		return nil
	})
}

const sqlSessionOwner = `select account_id from sessions where token_hash = @hash`

// oneID reads one id; found is false where there is none.
func oneID(rows pgx.Rows, err error) (uuid.UUID, bool, error) {
	return one(rows, err, pgx.RowTo[uuid.UUID])
}

const sqlSessions = `
select id, user_agent, address, created_at, last_seen_at, expires_at from sessions
where account_id = @account and expires_at > lotse.now() and last_seen_at > lotse.now() - @idle::interval
order by last_seen_at desc, id desc limit @limit`

// Sessions lists the actor's own living sessions, the latest used first.
func (s *Service) Sessions(ctx context.Context, a Actor) ([]Session, error) {
	if err := demandPerson(a); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlSessions, pgx.StrictNamedArgs{"account": a.AccountID, "idle": SessionIdle, "limit": maxSessions})
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Session])
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	for i := range list {
		list[i].Current = list[i].ID == a.SessionID
	}
	return list, nil
}

const sqlRevokeSession = `delete from sessions where id = @id and account_id = @account`

// RevokeSession ends one of the actor's own sessions. Somebody else's is answered like one that is not there.
func (s *Service) RevokeSession(ctx context.Context, a Actor, id uuid.UUID) error {
	if err := demandPerson(a); err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		done, err := tx.Exec(ctx, sqlRevokeSession, pgx.StrictNamedArgs{"id": id, "account": a.AccountID})
		if err != nil {
			return fmt.Errorf("revoke a session: %w", err)
		}
		if done.RowsAffected() == 0 {
			return command.ErrNotFound()
		}
		tx.Record(audit.Event{Action: "session.revoked", AccountID: a.AccountID, Changes: map[string]any{"sessions": 1}})
		return nil
	})
}

const sqlRevokeOtherSessions = `delete from sessions where account_id = @account and id is distinct from @keep`

// RevokeOtherSessions ends all of the actor's sessions but the one that asks.
func (s *Service) RevokeOtherSessions(ctx context.Context, a Actor) error {
	if err := demandPerson(a); err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		n, err := endSessions(ctx, tx, a.AccountID, a.SessionID)
		if err != nil {
			return err
		}
		if n == 0 {
			tx.Unchanged()
			return nil
		}
		tx.Record(audit.Event{Action: "session.revoked", AccountID: a.AccountID, Changes: map[string]any{"sessions": n}})
		return nil
	})
}

// endSessions ends an account's sessions but one; keep may be uuid.Nil.
func endSessions(ctx context.Context, tx *command.Tx, account, keep uuid.UUID) (int64, error) {
	done, err := tx.Exec(ctx, sqlRevokeOtherSessions, pgx.StrictNamedArgs{"account": account, "keep": keep})
	if err != nil {
		return 0, fmt.Errorf("end sessions: %w", err)
	}
	return done.RowsAffected(), nil
}
