package translation

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

// querier is a pool, or the transaction of a command.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// list reads the rows of a query by the names of their columns. what it does stands before its errors.
func list[T any](ctx context.Context, db querier, what, sql string, args ...any) ([]T, error) {
	rows, err := db.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return out, nil
}

// one reads the row that a query must have; not_found where there is none.
func one[T any](ctx context.Context, db querier, what, sql string, args ...any) (T, error) {
	rows, err := db.Query(ctx, sql, args...)
	if err != nil {
		return *new(T), fmt.Errorf("%s: %w", what, err)
	}
	out, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[T])
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return out, command.ErrNotFound()
	case err != nil:
		return out, fmt.Errorf("%s: %w", what, err)
	}
	return out, nil
}
