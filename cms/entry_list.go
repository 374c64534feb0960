package cms

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/workflow"
)

// listLine is a line of the list of entries: one variant.
type listLine struct {
	EntryID          uuid.UUID    `db:"entry_id"`
	Type             string       `db:"type"`
	Locale           string       `db:"locale"`
	SourceLocale     string       `db:"source_locale"`
	Locales          []VariantRef `db:"locales"`
	Title            string       `db:"title"`
	Slug             string       `db:"slug"`
	Version          int          `db:"version"`
	EntryVersion     int          `db:"entry_version"`
	Editing          string       `db:"editing"`
	Visibility       string       `db:"visibility"`
	Unreviewed       bool         `db:"unreviewed"`
	Archived         bool         `db:"archived"`
	Expired          bool         `db:"expired"`
	OrganisationID   uuid.UUID    `db:"organisation_id"`
	OrganisationSlug string       `db:"organisation_slug"`
	OrganisationName string       `db:"organisation_name"`
	CreatedBy        *uuid.UUID   `db:"created_by"`
	SubmittedBy      *uuid.UUID   `db:"submitted_by"`
	SubmittedAt      *time.Time   `db:"submitted_at"`
	ClaimedBy        *uuid.UUID   `db:"claimed_by"`
	ScheduledAt      *time.Time   `db:"scheduled_at"`
	ExpiresAt        *time.Time   `db:"expires_at"`
	UpdatedAt        time.Time    `db:"updated_at"`
	Remark           string       `db:"remark"`
	SortKey          *string      `db:"sort_key"`
}

const listFields = `
	e.id as entry_id, e.type, v.locale, e.source_locale, v.title, coalesce(e.slug, '') as slug, v.version, e.version as entry_version,
	v.editing, v.visibility, v.unreviewed, e.archived_at is not null as archived,
	coalesce(e.expires_at <= lotse.now(), false) as expired,
	o.id as organisation_id, o.slug as organisation_slug, o.name as organisation_name,
	e.created_by, v.submitted_by, v.submitted_at, v.claimed_by, e.expires_at, v.updated_at,
	(select jsonb_agg(jsonb_build_object('locale', x.locale, 'editing', x.editing, 'visibility', x.visibility) order by x.locale)
	 from variants x where x.entry_id = e.id) as locales,
	(select r.due_at from release_members m join releases r on r.id = m.release_id
	 where m.variant_id = v.id and m.open) as scheduled_at,
	coalesce(case when v.editing in ('changes_requested', 'rejected') then
		(select w.reason from reviews w where w.variant_id = v.id and w.closed_at is not null order by w.opened_at desc limit 1)
	end, '') as remark`

const listFrom = `
from variants v
join entries e on e.id = v.entry_id
join organisations o on o.id = e.organisation_id`

// listSort is a declared order of the list: what is sorted by, the type that keys are compared in, and
// whether there may be none (nulls come last).
type listSort struct {
	expression, cast string
	nullable         bool
}

var listSorts = map[string]listSort{
	"updatedAt":   {expression: "v.updated_at", cast: "timestamptz"},
	"submittedAt": {expression: "v.submitted_at", cast: "timestamptz", nullable: true},
	"expiresAt":   {expression: "e.expires_at", cast: "timestamptz", nullable: true},
	"title":       {expression: `v.title collate "und-x-icu"`, cast: "text"},
}

// listColumns tells auth which columns its conditions speak of.
var listColumns = auth.Columns{
	Type: "e.type", Organisation: "e.organisation_id", CreatedBy: "e.created_by", Locale: "v.locale",
	SourceLocale: "e.source_locale", Editing: "v.editing", Visibility: "v.visibility",
}

// Entries lists variants that the actor may read.
func (s *Service) Entries(ctx context.Context, actor auth.Actor, f EntryFilter) (Page[EntrySummary], error) {
	where, args, err := s.listWhere(actor, f)
	if err != nil {
		return Page[EntrySummary]{}, err
	}
	order, after, err := listOrder(f, args)
	if err != nil {
		return Page[EntrySummary]{}, err
	}
	limit := clampLimit(f.Limit)
	args["limit"] = limit + 1
	sql := "select " + listFields + ", (" + order.expression + ")::text as sort_key" + listFrom +
		"\nwhere " + where + after + "\norder by " + order.by + "\nlimit @limit"
	rows, err := s.db.Query(ctx, sql, args)
	if err != nil {
		return Page[EntrySummary]{}, fmt.Errorf("list entries: %w", err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[listLine])
	if err != nil {
		return Page[EntrySummary]{}, fmt.Errorf("list entries: %w", err)
	}
	var page Page[EntrySummary]
	if len(lines) > limit {
		lines = lines[:limit]
		last := lines[limit-1]
		page.Next = &Cursor{Sort: order.name, Key: last.SortKey, ID: last.EntryID, Locale: last.Locale}
	}
	if f.CountTotal {
		total, err := s.countEntries(ctx, where, args)
		if err != nil {
			return page, err
		}
		page.Total = &total
	}
	page.Items, err = s.summaries(ctx, lines)
	return page, err
}

// listWhere builds the conditions: the policy's first.
func (s *Service) listWhere(actor auth.Actor, f EntryFilter) (string, pgx.NamedArgs, error) {
	allowed, allowedArgs := s.policy.Predicate(actor, "read", listColumns)
	args := pgx.NamedArgs{}
	maps.Copy(args, allowedArgs)
	where := []string{"(" + allowed + ")"}
	add := func(condition, name string, value any) {
		where = append(where, condition)
		if name != "" {
			args[name] = value
		}
	}
	if f.Archived {
		add("e.archived_at is not null", "", nil)
	} else {
		add("e.archived_at is null", "", nil)
	}
	if f.Type != "" {
		if _, ok := s.types.Type(f.Type); !ok {
			return "", nil, command.InvalidField("/type", "unknown_type")
		}
		add("e.type = @f_type", "f_type", f.Type)
	} else if removed := s.removedTypes(); len(removed) > 0 {
		add("e.type <> all(@f_removed)", "f_removed", removed)
	}
	if len(f.Editing) > 0 {
		add("v.editing = any(@f_editing)", "f_editing", f.Editing)
	}
	if f.Visibility != "" {
		add("v.visibility = @f_visibility", "f_visibility", f.Visibility)
	}
	if id, err := uuid.Parse(f.Organisation); err == nil {
		add("e.organisation_id = @f_organisation", "f_organisation", id)
	} else if f.Organisation != "" {
		add("o.slug = @f_organisation", "f_organisation", f.Organisation)
	}
	switch f.Locale {
	case "":
	case "source":
		add("v.locale = e.source_locale", "", nil)
	default:
		if !language.Valid(f.Locale) {
			return "", nil, command.InvalidField("/locale", "unknown_locale")
		}
		add("v.locale = @f_locale", "f_locale", f.Locale)
	}
	for i, word := range firstWords(language.Normalise(f.Query)) {
		name := fmt.Sprintf("f_q%d", i)
		add("v.search like @"+name, name, "%"+escapeLike(word)+"%")
	}
	if f.Mine {
		add("(e.created_by = @f_me or v.submitted_by = @f_me)", "f_me", actor.Person())
	}
	if f.Unreviewed {
		add("v.unreviewed", "", nil)
	}
	switch f.Claimed {
	case "me":
		add("v.claimed_by = @f_claimed", "f_claimed", actor.Person())
	case "none":
		add("v.claimed_by is null", "", nil)
	}
	return strings.Join(where, "\n  and "), args, nil
}

// escapeLike takes the meaning from the characters that like reads as patterns.
func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// sortOrder is a resolved order of the list.
type sortOrder struct{ name, expression, by string }

// listOrder resolves the order and, with a cursor, the condition for what comes after it.
func listOrder(f EntryFilter, args pgx.NamedArgs) (sortOrder, string, error) {
	name := f.Sort
	if name == "" {
		name = "-updatedAt"
	}
	field, descending := strings.CutPrefix(name, "-")
	sort, ok := listSorts[field]
	if !ok {
		return sortOrder{}, "", command.InvalidField("/sort", "unknown_field")
	}
	direction, than := "asc", ">"
	if descending {
		direction, than = "desc", "<"
	}
	key, last := sort.expression+" "+direction, ""
	if sort.nullable {
		last = " nulls last"
	}
	order := sortOrder{name: name, expression: sort.expression, by: fmt.Sprintf("%s%s, v.entry_id %s, v.locale %s", key, last, direction, direction)}
	if f.Cursor == nil {
		return order, "", nil
	}
	if f.Cursor.Sort != name || f.Cursor.Key == nil && !sort.nullable {
		return order, "", command.E(command.Malformed, "bad_cursor", "The cursor is not one of this list.")
	}
	return order, "\n  and " + sort.after(f.Cursor, than, args), nil
}

// after is the condition for the lines after a cursor.
func (x listSort) after(c *Cursor, than string, args pgx.NamedArgs) string {
	args["c_id"], args["c_locale"] = c.ID, c.Locale
	if c.Key == nil {
		return fmt.Sprintf("%s is null and (v.entry_id, v.locale) %s (@c_id, @c_locale)", x.expression, than)
	}
	args["c_key"] = *c.Key
	beyond := fmt.Sprintf("(%s, v.entry_id, v.locale) %s (@c_key::text::%s, @c_id, @c_locale)", x.expression, than, x.cast)
	if x.nullable {
		return fmt.Sprintf("(%s or %s is null)", beyond, x.expression)
	}
	return beyond
}

// countEntries counts the list, up to 10,000.
func (s *Service) countEntries(ctx context.Context, where string, args pgx.NamedArgs) (int, error) {
	var n int
	sql := "select count(*) from (select 1" + listFrom + "\nwhere " + where + "\nlimit 10000) as counted"
	if err := s.db.QueryRow(ctx, sql, args).Scan(&n); err != nil {
		return 0, fmt.Errorf("count entries: %w", err)
	}
	return n, nil
}

// summaries adds names to the lines.
func (s *Service) summaries(ctx context.Context, lines []listLine) ([]EntrySummary, error) {
	who := newPeople()
	for _, l := range lines {
		who.wantRef(l.CreatedBy, l.SubmittedBy, l.ClaimedBy)
	}
	if err := who.load(ctx, s.db); err != nil {
		return nil, err
	}
	items := make([]EntrySummary, 0, len(lines))
	for _, l := range lines {
		items = append(items, EntrySummary{
			ID: l.EntryID, Type: l.Type, Locale: l.Locale, SourceLocale: l.SourceLocale, Locales: l.Locales, Title: l.Title, Slug: l.Slug,
			Version: l.Version, EntryVersion: l.EntryVersion, Editing: l.Editing, Visibility: l.Visibility,
			Published:  l.Visibility == workflow.Live && l.Editing == workflow.Clean,
			Unreviewed: l.Unreviewed, Archived: l.Archived, Expired: l.Expired,
			Organisation: OrganisationRef{ID: l.OrganisationID, Slug: l.OrganisationSlug, Name: l.OrganisationName},
			CreatedBy:    who.one(l.CreatedBy), SubmittedBy: who.one(l.SubmittedBy), SubmittedAt: l.SubmittedAt, ClaimedBy: who.one(l.ClaimedBy),
			ScheduledAt: l.ScheduledAt, ExpiresAt: l.ExpiresAt, UpdatedAt: l.UpdatedAt, Remark: l.Remark,
		})
	}
	return items, nil
}
