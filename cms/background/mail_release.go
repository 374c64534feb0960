package background

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/cms"
	"lotse/internal/mail"
	"lotse/schema"

	"lotse/cms/sentence"
)

// failedRelease is a release that a mail speaks of.
type failedRelease struct {
	Title    string        `db:"title"`
	DueAt    time.Time     `db:"due_at"`
	Problems []cms.Problem `db:"problems"`
}

// failedMember is an item of it.
type failedMember struct {
	EntryID uuid.UUID `db:"entry_id"`
	Type    string    `db:"type"`
	Locale  string    `db:"locale"`
	Source  bool      `db:"source"`
	Title   string    `db:"title"`
}

const sqlFailedRelease = `
select title, due_at, problems
from releases
where id = @id`

const sqlFailedMembers = `
select v.entry_id, e.type, v.locale, v.locale = e.source_locale as source, v.title
from release_members m
join variants v on v.id = m.variant_id
join entries e on e.id = v.entry_id
where m.release_id = @id
order by m.position`

// release tells why a release failed: every problem as a sentence.
func (w *writer) release(ctx context.Context, row outboxRow) (mail.Data, error) {
	rows, err := w.db.Query(ctx, sqlFailedRelease, pgx.StrictNamedArgs{"id": row.ReleaseID})
	if err != nil {
		return mail.Data{}, fmt.Errorf("load release of mail: %w", err)
	}
	release, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[failedRelease])
	if errors.Is(err, pgx.ErrNoRows) {
		return mail.Data{}, entryGone
	}
	if err != nil {
		return mail.Data{}, fmt.Errorf("load release of mail: %w", err)
	}
	rows, err = w.db.Query(ctx, sqlFailedMembers, pgx.StrictNamedArgs{"id": row.ReleaseID})
	if err != nil {
		return mail.Data{}, fmt.Errorf("load release of mail: %w", err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowToStructByName[failedMember])
	if err != nil {
		return mail.Data{}, fmt.Errorf("load release of mail: %w", err)
	}
	if len(members) == 0 {
		return mail.Data{}, entryGone
	}
	data := mail.Data{Title: release.Title, Date: release.DueAt.In(w.location)}
	if data.Title == "" {
		data.Title = members[0].Title
	}
	first := 0 // the desk has no page of a release: the first item to be put right
	for i, p := range release.Problems {
		at := memberOf(p, members)
		if i == 0 {
			first = max(at, 0)
		}
		data.Problems = append(data.Problems, w.problem(p, members, at, row.Locale))
	}
	data.Link = w.entryLink(members[first].EntryID, members[first].Locale)
	return data, nil
}

// pointerStart is how the pointers of a release's problems begin, before the id of the entry.
const pointerStart = "/members/"

// memberOf finds the item that a problem speaks of, -1 for none.
func memberOf(p cms.Problem, members []failedMember) int {
	id, _, _ := strings.Cut(strings.TrimPrefix(p.Pointer, pointerStart), "/")
	return slices.IndexFunc(members, func(m failedMember) bool {
		return m.EntryID.String() == id && (p.Locale == "" || m.Locale == p.Locale)
	})
}

// problem words one problem: which item (where there are several), which field, what is wrong.
func (w *writer) problem(p cms.Problem, members []failedMember, at int, locale string) string {
	var parts []string
	if at >= 0 {
		m := members[at]
		if len(members) > 1 {
			parts = append(parts, m.name())
		}
		_, path, _ := strings.Cut(strings.TrimPrefix(p.Pointer, pointerStart), "/")
		if t, ok := w.types.Type(m.Type); ok && path != "" {
			parts = append(parts, fieldLabel(t, path, locale))
		}
	}
	return strings.Join(append(parts, worded(p, locale)), ": ")
}

// name is the title, with the locale of a translation.
func (m failedMember) name() string {
	if m.Source {
		return m.Title
	}
	return m.Title + " (" + m.Locale + ")"
}

// unknownProblem is what a problem is called whose code is not in the catalogue, which only a mistake of
// ours can bring.
var unknownProblem = schema.Text{"de": "Das verhindert die Veröffentlichung", "en": "This keeps it from being published"}

// worded says in words what a problem is.
func worded(p cms.Problem, locale string) string {
	return sentence.Of(locale == "de", p.Code, unknownProblem.In(locale)+" ("+p.Code+").", p.Params)
}
