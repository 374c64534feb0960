package background

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/cms"
	"lotse/cms/web"
	"lotse/internal/mail"
	"lotse/schema"
)

// failedRelease is a release that a mail speaks of.
type failedRelease struct {
	Title    string        `db:"title"`
	DueAt    time.Time     `db:"due_at"`
	Single   bool          `db:"single"`
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
select title, due_at, single, problems
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
	data.Link = w.base.JoinPath("admin", "releases", row.ReleaseID.String()).String()
	if release.Single {
		data.Link = w.entryLink(members[0].EntryID, members[0].Locale)
	}
	for _, p := range release.Problems {
		data.Problems = append(data.Problems, w.problem(p, members, row.Locale))
	}
	return data, nil
}

// problem words one problem: which item (where there are several), which field, what is wrong. The pointer
// begins with /members/<id of the entry>.
func (w *writer) problem(p cms.Problem, members []failedMember, locale string) string {
	var parts []string
	rest, _ := strings.CutPrefix(p.Pointer, "/members/")
	id, path, _ := strings.Cut(rest, "/")
	at := slices.IndexFunc(members, func(m failedMember) bool {
		return m.EntryID.String() == id && (p.Locale == "" || m.Locale == p.Locale)
	})
	if at >= 0 {
		m := members[at]
		if len(members) > 1 {
			parts = append(parts, m.name())
		}
		if t, ok := w.types.Type(m.Type); ok && path != "" {
			parts = append(parts, fieldLabel(t, path, locale))
		}
	}
	return strings.Join(append(parts, sentence(p, locale)), ": ")
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

// sentence words the code of a problem.
func sentence(p cms.Problem, locale string) string {
	s, ok := web.Sentences[p.Code]
	if !ok {
		return unknownProblem.In(locale) + " (" + p.Code + ")."
	}
	text := s.EN
	if locale == "de" {
		text = s.DE
	}
	for _, name := range slices.Sorted(maps.Keys(p.Params)) {
		text = strings.ReplaceAll(text, "{"+name+"}", fmt.Sprint(p.Params[name]))
	}
	return text
}
