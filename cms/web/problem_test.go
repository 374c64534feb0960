package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/internal/command"
	"lotse/workflow"
)

// testErrors are answered by GET /api/errors?name=….
var testErrors = map[string]error{"plain": errPlain}

func TestProblemOf(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	pg := func(code, constraint string) error {
		return fmt.Errorf("insert: %w", &pgconn.PgError{Code: code, ConstraintName: constraint, Message: "geheim"})
	}
	for _, c := range []struct {
		name   string
		ctx    context.Context
		err    error
		status int
		code   string
	}{
		{"malformed", t.Context(), command.E(command.Malformed, "bad_cursor", ""), 400, "bad_cursor"},
		{"unauthenticated", t.Context(), command.E(command.Unauthenticated, "unauthenticated", ""), 401, "unauthenticated"},
		{"forbidden", t.Context(), command.E(command.Forbidden, "forbidden", ""), 403, "forbidden"},
		{"not found, wrapped", t.Context(), fmt.Errorf("entry: %w", command.ErrNotFound()), 404, "not_found"},
		{"conflict", t.Context(), command.E(command.Conflict, "exists", ""), 409, "exists"},
		{"refused", t.Context(), command.E(command.Refused, "not_allowed", ""), 409, "not_allowed"},
		{"gone", t.Context(), command.E(command.Gone, "link_invalid", ""), 410, "link_invalid"},
		{"stale", t.Context(), command.E(command.Stale, "stale", ""), 412, "stale"},
		{"too large", t.Context(), command.E(command.TooLarge, "body_too_large", ""), 413, "body_too_large"},
		{"invalid", t.Context(), command.InvalidField("/title", "required"), 422, "invalid"},
		{"precondition", t.Context(), command.E(command.PreconditionRequired, "precondition_required", ""), 428, "precondition_required"},
		{"too many", t.Context(), command.E(command.TooMany, "too_many_attempts", ""), 429, "too_many_attempts"},
		{"unavailable", t.Context(), command.E(command.Unavailable, "busy", ""), 503, "busy"},
		{"unknown kind", t.Context(), command.E("new", "new", ""), 500, "new"},
		{"workflow", t.Context(), &workflow.Refused{Reasons: []string{"own_text"}}, 409, "not_allowed"},
		{"unknown action", t.Context(), workflow.ErrUnknownAction("fly"), 404, "unknown_action"},
		{"constraint", t.Context(), pg("23505", "organisations_slug_unique"), 409, "slug_taken"},
		{"unknown constraint", t.Context(), pg("23505", "feed_pkey"), 500, "internal"},
		{"deadlock", t.Context(), pg("40P01", ""), 503, "busy"},
		{"statement timeout", t.Context(), pg("57014", ""), 503, "timeout"},
		{"shutdown", t.Context(), pg("57P01", ""), 503, "database_unavailable"},
		{"zero byte", t.Context(), pg("22021", ""), 422, "control_character"},
		{"no connection", t.Context(), fmt.Errorf("begin: %w", &pgconn.ConnectError{Config: &pgconn.Config{}}), 503, "database_unavailable"},
		{"no rows", t.Context(), pgx.ErrNoRows, 500, "internal"},
		{"deadline", t.Context(), context.DeadlineExceeded, 503, "timeout"},
		{"client gone", gone, context.Canceled, 499, "client_gone"},
		{"anything", t.Context(), errors.New("geheim"), 500, "internal"},
		{"end of file", t.Context(), io.ErrUnexpectedEOF, 500, "internal"},
	} {
		p := ProblemOf(c.ctx, c.err)
		if p.Status != c.status || p.Code != c.code {
			t.Errorf("%s: %d %s, want %d %s", c.name, p.Status, p.Code, c.status, c.code)
		}
		if raw, err := json.Marshal(p); err != nil || bytes.Contains(raw, []byte("geheim")) {
			t.Errorf("%s: %s %v", c.name, raw, err)
		}
	}
}

func TestFurtherMembersOfProblems(t *testing.T) {
	e := command.E(command.Stale, "stale", "")
	e.Extra = map[string]any{"current": map[string]any{"version": 7}, "diff": []string{}}
	raw, err := json.Marshal(ProblemOf(t.Context(), e))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Status  int
		Current struct{ Version int }
		Diff    []string
	}
	if err := json.Unmarshal(raw, &got); err != nil || got.Status != 412 || got.Current.Version != 7 || got.Diff == nil {
		t.Errorf("%s %v", raw, err)
	}
}
