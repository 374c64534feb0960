package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const sqlNames = `
select id, name
from accounts
where id = any(@ids)`

// people collects accounts whose names are to be shown, and asks for all of them at once.
type people struct {
	names map[uuid.UUID]string
}

func newPeople() *people { return &people{names: map[uuid.UUID]string{}} }

// People are the names of accounts, by id.
func (s *Service) People(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	p := newPeople()
	p.want(ids...)
	return p.names, p.load(ctx, s.db)
}

// want notes accounts.
func (p *people) want(list ...uuid.UUID) {
	for _, id := range list {
		if id != uuid.Nil {
			p.names[id] = ""
		}
	}
}

// wantRef notes an account that may be missing.
func (p *people) wantRef(list ...*uuid.UUID) {
	for _, id := range list {
		p.want(deref(id))
	}
}

// load asks for the names.
func (p *people) load(ctx context.Context, db querier) error {
	if len(p.names) == 0 {
		return nil
	}
	wanted := make([]uuid.UUID, 0, len(p.names))
	for id := range p.names {
		wanted = append(wanted, id)
	}
	rows, err := db.Query(ctx, sqlNames, pgx.StrictNamedArgs{"ids": wanted})
	if err != nil {
		return fmt.Errorf("load names: %w", err)
	}
	var id uuid.UUID
	var name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		p.names[id] = name
		return nil
	})
	if err != nil {
		return fmt.Errorf("load names: %w", err)
	}
	return nil
}

// one shows an account, nil for none.
func (p *people) one(id *uuid.UUID) *Person {
	if id == nil || *id == uuid.Nil {
		return nil
	}
	return &Person{ID: *id, Name: p.names[*id]}
}

// all shows several accounts.
func (p *people) all(list []uuid.UUID) []Person {
	out := make([]Person, 0, len(list))
	for _, id := range list {
		out = append(out, Person{ID: id, Name: p.names[id]})
	}
	return out
}
