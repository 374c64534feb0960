package translation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/language"
)

// Request is what was asked for, and how far it is.
type Request struct {
	ID          uuid.UUID   `json:"id" db:"id"`
	Title       string      `json:"title" db:"title"`
	Note        string      `json:"note" db:"note"`
	Provider    string      `json:"provider" db:"provider"`
	Via         string      `json:"via,omitempty" db:"via"`
	RuleID      *uuid.UUID  `json:"rule" db:"rule_id" doc:"The standing rule that asks; null for a request by somebody."`
	Assignee    *cms.Person `json:"assignee" db:"-"`
	DueOn       *string     `json:"dueOn" db:"due_on" format:"date"`
	CreatedBy   *cms.Person `json:"createdBy" db:"-"`
	CreatedAt   time.Time   `json:"createdAt" db:"created_at"`
	CancelledAt *time.Time  `json:"cancelledAt" db:"cancelled_at"`
	Version     int         `json:"version" db:"version"`
	Locales     []string    `json:"locales" db:"locales" nullable:"false"`
	Words       int         `json:"words" db:"words" doc:"To translate when it was requested."`
	Open        int         `json:"open" db:"-" doc:"Texts that are still to come: requested or in progress."`
	Counts      Counts      `json:"counts" db:"-"`

	AssigneeID *uuid.UUID     `json:"-" db:"assignee"`
	CreatorID  *uuid.UUID     `json:"-" db:"created_by"`
	ByState    map[string]int `json:"-" db:"by_state"`
}

// Counts says how many texts of a request are in which state.
type Counts struct {
	Requested   int `json:"requested"`
	InProgress  int `json:"inProgress"`
	NeedsReview int `json:"needsReview"`
	Done        int `json:"done"`
	Refused     int `json:"refused"`
	Failed      int `json:"failed"`
	Cancelled   int `json:"cancelled"`
}

// Item is one text of a request: an entry in a language.
type Item struct {
	ID           uuid.UUID   `json:"id" db:"id"`
	RequestID    uuid.UUID   `json:"request" db:"request_id"`
	RequestTitle string      `json:"requestTitle" db:"request_title"`
	Note         string      `json:"note" db:"note"`
	EntryID      uuid.UUID   `json:"entry" db:"entry_id"`
	Type         string      `json:"type" db:"type"`
	Title        string      `json:"title" db:"title" doc:"Of the source."`
	Locale       string      `json:"locale" db:"locale"`
	Provider     string      `json:"provider" db:"provider"`
	State        string      `json:"state" db:"state" enum:"requested,in_progress,needs_review,done,refused,failed,cancelled"`
	Words        int         `json:"words" db:"words"`
	Assignee     *cms.Person `json:"assignee" db:"-"`
	DueOn        *string     `json:"dueOn" db:"due_on" format:"date"`
	Error        string      `json:"error,omitempty" db:"error" doc:"The code of why it failed."`
	Remark       string      `json:"remark,omitempty" db:"remark" doc:"Why somebody refused it."`
	CreatedAt    time.Time   `json:"createdAt" db:"created_at"`
	ChangedAt    time.Time   `json:"changedAt" db:"changed_at"`

	AssigneeID *uuid.UUID `json:"-" db:"assignee"`
}

const requestFields = `
	r.id, r.title, r.note, r.provider, r.via, r.rule_id, r.assignee, to_char(r.due_on, 'YYYY-MM-DD') as due_on,
	r.created_by, r.created_at, r.cancelled_at, r.version,
	coalesce((select array_agg(distinct i.locale order by i.locale) from translation_items i where i.request_id = r.id), '{}') as locales,
	coalesce((select sum(i.words) from translation_items i where i.request_id = r.id), 0)::int as words,
	coalesce((select jsonb_object_agg(n.state, n.count)
	          from (select i.state, count(*) from translation_items i where i.request_id = r.id group by i.state) n), '{}') as by_state`

const sqlRequests = `select ` + requestFields + `
from translation_requests r
where @before::uuid is null or r.id < @before
order by r.id desc
limit @limit`

const sqlRequestByID = `select ` + requestFields + `
from translation_requests r
where r.id = @id`

// Requests lists requests, the newest first. before is the last one of the page before.
func (s *Service) Requests(ctx context.Context, actor auth.Actor, limit int, before uuid.UUID) ([]Request, error) {
	if err := s.demand(actor, auth.TranslationRequest); err != nil {
		return nil, err
	}
	return s.requests(ctx, sqlRequests, pgx.StrictNamedArgs{"before": nullable(before), "limit": clamp(limit)})
}

// RequestByID returns a request.
func (s *Service) RequestByID(ctx context.Context, actor auth.Actor, id uuid.UUID) (Request, error) {
	if err := s.demand(actor, auth.TranslationRequest); err != nil {
		return Request{}, err
	}
	list, err := s.requests(ctx, sqlRequestByID, pgx.StrictNamedArgs{"id": id})
	switch {
	case err != nil:
		return Request{}, err
	case len(list) == 0:
		return Request{}, command.ErrNotFound()
	}
	return list[0], nil
}

// requests reads requests with the names of people.
func (s *Service) requests(ctx context.Context, sql string, args pgx.StrictNamedArgs) ([]Request, error) {
	found, err := list[Request](ctx, s.db, "list translation requests", sql, args)
	if err != nil {
		return nil, err
	}
	var people []uuid.UUID
	for _, r := range found {
		people = appendRef(people, r.AssigneeID, r.CreatorID)
	}
	names, err := s.cms.People(ctx, people)
	if err != nil {
		return nil, err
	}
	for i := range found {
		r, n := &found[i], found[i].ByState
		r.Assignee, r.CreatedBy = person(names, r.AssigneeID), person(names, r.CreatorID)
		r.Counts = Counts{n[Requested], n[InProgress], n[NeedsReview], n[Done], n[Refused], n[Failed], n[Cancelled]}
		r.Open = n[Requested] + n[InProgress]
	}
	return found, nil
}

func appendRef(list []uuid.UUID, ids ...*uuid.UUID) []uuid.UUID {
	for _, id := range ids {
		if id != nil {
			list = append(list, *id)
		}
	}
	return list
}

func person(names map[uuid.UUID]string, id *uuid.UUID) *cms.Person {
	if id == nil {
		return nil
	}
	return &cms.Person{ID: *id, Name: names[*id]}
}

// ItemFilter selects items. Zero values select everything that the actor may see.
type ItemFilter struct {
	RequestID uuid.UUID
	States    []string // none: what is open
	Locale    string
	Mine      bool // assigned to the actor, or to nobody in a language of the actor's
	Limit     int
	After     *ItemCursor
}

// ItemCursor is the place after which a list of items goes on.
type ItemCursor struct {
	DueOn *string   `json:"d"`
	ID    uuid.UUID `json:"i"`
}

// What is due first stands first, what has no date last.
const sqlItems = `
select i.id, i.request_id, r.title as request_title, r.note, i.entry_id, e.type, coalesce(v.title, '') as title, i.locale, i.provider, i.state,
       i.words, i.assignee, to_char(i.due_on, 'YYYY-MM-DD') as due_on, i.error, i.remark, i.created_at, i.changed_at
from translation_items i
join translation_requests r on r.id = i.request_id
join entries e on e.id = i.entry_id
join variants v on v.entry_id = e.id and v.locale = e.source_locale
where i.state = any(@states)
  and (@request::uuid is null or i.request_id = @request)
  and i.locale = any(@locales)
  and (@mine::uuid is null or i.assignee = @mine or i.assignee is null and i.provider = 'manual')
  and (@after_id::uuid is null or (coalesce(i.due_on, 'infinity'), i.id) > (coalesce(@after_due::date, 'infinity'), @after_id))
order by coalesce(i.due_on, 'infinity'), i.id
limit @limit`

// Items lists texts of requests, what is due first before the rest. Who only translates sees those of the own
// languages.
func (s *Service) Items(ctx context.Context, actor auth.Actor, f ItemFilter) ([]Item, error) {
	if err := s.demand(actor, auth.TranslationRead); err != nil {
		return nil, err
	}
	locales := s.localesOf(actor)
	if f.Locale != "" {
		locales = intersect(locales, f.Locale)
	}
	if len(f.States) == 0 {
		f.States = []string{Requested, InProgress, NeedsReview}
	}
	args := pgx.StrictNamedArgs{
		"states": f.States, "request": nullable(f.RequestID), "locales": locales, "mine": nil, "limit": clamp(f.Limit), "after_id": nil, "after_due": nil,
	}
	if f.Mine {
		args["mine"] = actor.Person()
	}
	if f.After != nil {
		args["after_id"], args["after_due"] = f.After.ID, f.After.DueOn
	}
	items, err := list[Item](ctx, s.db, "list translation items", sqlItems, args)
	if err != nil {
		return nil, err
	}
	var people []uuid.UUID
	for _, i := range items {
		people = appendRef(people, i.AssigneeID)
	}
	names, err := s.cms.People(ctx, people)
	if err != nil {
		return nil, err
	}
	for i := range items {
		items[i].Assignee = person(names, items[i].AssigneeID)
	}
	return items, nil
}

// localesOf are the languages whose requests the actor sees: all to those who may request, else the own ones.
func (s *Service) localesOf(actor auth.Actor) []string {
	if s.policy.May(actor, auth.TranslationRequest) {
		return language.Tags()
	}
	out := []string{}
	for _, m := range actor.Memberships {
		if m.Role == auth.Translator && m.OrganisationID == uuid.Nil { // requests are the agency's
			out = append(out, m.Locales...)
		}
	}
	return out
}

func intersect(locales []string, one string) []string {
	for _, l := range locales {
		if l == one {
			return []string{one}
		}
	}
	return []string{}
}

const sqlLockItem = `
select i.id, i.request_id, i.entry_id, i.locale, i.provider, i.state, i.assignee
from translation_items i
where i.id = @id
for update`

// itemRow is an item that is changed.
type itemRow struct {
	ID        uuid.UUID  `db:"id"`
	RequestID uuid.UUID  `db:"request_id"`
	EntryID   uuid.UUID  `db:"entry_id"`
	Locale    string     `db:"locale"`
	Provider  string     `db:"provider"`
	State     string     `db:"state"`
	Assignee  *uuid.UUID `db:"assignee"`
}

// lockItem loads and locks an item in a language of the actor's.
func (s *Service) lockItem(ctx context.Context, tx *command.Tx, actor auth.Actor, id uuid.UUID) (itemRow, error) {
	item, err := one[itemRow](ctx, tx, "load translation item", sqlLockItem, pgx.StrictNamedArgs{"id": id})
	if err == nil && len(intersect(s.localesOf(actor), item.Locale)) == 0 {
		err = command.ErrNotFound()
	}
	if err != nil {
		return itemRow{}, err
	}
	return item, nil
}
