package translation

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/audit"
	"lotse/internal/command"
)

// Rule has every published entry of a type translated into languages, now and whenever its text changes.
type Rule struct {
	ID        uuid.UUID `json:"id" db:"id"`
	Type      string    `json:"type" db:"type"`
	Locales   []string  `json:"locales" db:"locales" nullable:"false"`
	Provider  string    `json:"provider" db:"provider"`
	Active    bool      `json:"active" db:"active"`
	Version   int       `json:"version" db:"version"`
	CreatedAt time.Time `json:"createdAt" db:"created_at"`
	RequestID uuid.UUID `json:"request" db:"request_id" doc:"The request that everything of this rule stands in."`
}

// RuleInput is what can be said of a rule.
type RuleInput struct {
	Type     string
	Locales  []string
	Provider string
	Active   bool
}

// maxRules is how many rules there may be.
const maxRules = 100

const sqlRules = `
select r.id, r.type, r.locales, r.provider, r.active, r.version, r.created_at, q.id as request_id
from translation_rules r
join translation_requests q on q.rule_id = r.id
order by r.type, r.created_at
limit @limit`

// Rules lists the standing rules.
func (s *Service) Rules(ctx context.Context, actor auth.Actor) ([]Rule, error) {
	if err := s.demand(actor, auth.TranslationRequest); err != nil {
		return nil, err
	}
	return list[Rule](ctx, s.db, "list translation rules", sqlRules, pgx.StrictNamedArgs{"limit": maxRules})
}

const sqlInsertRule = `
insert into translation_rules (id, type, locales, provider, active, created_by, created_at)
values (@id, @type, @locales, @provider, @active, @created_by, @now)`

// AddRule makes a rule. What is published already and not translated is asked for by a job.
func (s *Service) AddRule(ctx context.Context, actor auth.Actor, in RuleInput) (Rule, error) {
	rule := Rule{ID: command.NewID(), Type: in.Type, Locales: in.Locales, Provider: in.Provider, Active: in.Active, Version: 1, RequestID: command.NewID()}
	err := s.onRules(ctx, actor, in, uuid.Nil, func(ctx context.Context, tx *command.Tx) error {
		rule.CreatedAt = tx.Now
		if _, err := tx.Exec(ctx, sqlInsertRule, pgx.StrictNamedArgs{
			"id": rule.ID, "type": in.Type, "locales": in.Locales, "provider": in.Provider, "active": in.Active,
			"created_by": nullable(actor.Person()), "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("insert translation rule: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlInsertRequest, pgx.StrictNamedArgs{
			"id": rule.RequestID, "title": "", "note": "", "provider": in.Provider, "via": "", "rule": rule.ID,
			"assignee": nil, "due_on": nil, "created_by": nullable(actor.Person()), "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("insert translation request: %w", err)
		}
		tx.Enqueue(cms.ApplyTranslationRules{RuleID: rule.ID}, nil)
		tx.Record(audit.Event{Action: "translation_rule_add", Changes: map[string]any{"rule": rule.ID, "type": in.Type, "provider": in.Provider}})
		return nil
	})
	return rule, err
}

const sqlUpdateRule = `
update translation_rules
set locales = @locales,
    active = @active,
    version = version + 1
where id = @id
  and version = @version`

// ChangeRule changes languages of a rule, or switches it off and on. Its type and service stay what they are.
func (s *Service) ChangeRule(ctx context.Context, actor auth.Actor, id uuid.UUID, version int, locales []string, active bool) error {
	rule, err := s.rule(ctx, id)
	if err != nil {
		return err
	}
	in := RuleInput{Type: rule.Type, Locales: locales, Provider: rule.Provider, Active: active}
	return s.onRules(ctx, actor, in, id, func(ctx context.Context, tx *command.Tx) error {
		done, err := tx.Exec(ctx, sqlUpdateRule, pgx.StrictNamedArgs{"id": id, "version": version, "locales": locales, "active": active})
		if err != nil {
			return fmt.Errorf("update translation rule: %w", err)
		}
		if done.RowsAffected() == 0 {
			return command.E(command.Stale, "stale", "Somebody else has changed this since.")
		}
		tx.Enqueue(cms.ApplyTranslationRules{RuleID: id}, nil)
		tx.Record(audit.Event{Action: "translation_rule_change", Changes: map[string]any{"rule": id, "active": active}})
		return nil
	})
}

const sqlDeleteRule = `
delete from translation_rules
where id = @id`

// RemoveRule ends a rule. What it asked for goes on.
func (s *Service) RemoveRule(ctx context.Context, actor auth.Actor, id uuid.UUID) error {
	if err := s.demand(actor, auth.TranslationManage); err != nil {
		return err
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		done, err := tx.Exec(ctx, sqlDeleteRule, pgx.StrictNamedArgs{"id": id})
		if err != nil {
			return fmt.Errorf("delete translation rule: %w", err)
		}
		if done.RowsAffected() == 0 {
			return command.ErrNotFound()
		}
		tx.Record(audit.Event{Action: "translation_rule_remove", Changes: map[string]any{"rule": id}})
		return nil
	})
}

const sqlSameRule = `
select count(*) filter (where type = @type and locales && @locales::text[] and id is distinct from @id::uuid), count(*)
from translation_rules`

// onRules checks what is said of a rule and runs the change.
func (s *Service) onRules(ctx context.Context, actor auth.Actor, in RuleInput, id uuid.UUID, change func(context.Context, *command.Tx) error) error {
	if err := s.demand(actor, auth.TranslationManage); err != nil {
		return err
	}
	var problems []command.FieldError
	if _, known := s.cms.Types().Type(in.Type); !known {
		problems = append(problems, command.FieldError{Pointer: "/type", Code: "unknown_type"})
	}
	s.checkTarget(in.Provider, "", &in.Locales, func(pointer, code string, params map[string]any) {
		problems = append(problems, command.FieldError{Pointer: pointer, Code: code, Params: params})
	})
	if len(problems) > 0 {
		return command.InvalidFields(problems)
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		same, all := 0, 0
		if err := tx.QueryRow(ctx, sqlSameRule, pgx.StrictNamedArgs{"type": in.Type, "locales": in.Locales, "id": nullable(id)}).Scan(&same, &all); err != nil {
			return fmt.Errorf("look for rules: %w", err)
		}
		switch {
		case same > 0:
			return command.E(command.Conflict, "rule_taken", "There is a rule for this type and these languages already.")
		case all >= maxRules && id == uuid.Nil:
			return command.InvalidFields([]command.FieldError{{Pointer: "/type", Code: "too_many", Params: map[string]any{"max": maxRules}}})
		}
		return change(ctx, tx)
	})
}

const sqlRuleByID = `
select r.id, r.type, r.locales, r.provider, r.active, r.version, r.created_at, q.id as request_id
from translation_rules r
join translation_requests q on q.rule_id = r.id
where r.id = @id`

func (s *Service) rule(ctx context.Context, id uuid.UUID) (Rule, error) {
	return one[Rule](ctx, s.db, "load translation rule", sqlRuleByID, pgx.StrictNamedArgs{"id": id})
}

const sqlRulesOfEntry = `
select r.id, r.type, r.locales, r.provider, r.active, r.version, r.created_at, q.id as request_id
from entries e
join translation_rules r on r.type = e.type and r.active
join translation_requests q on q.rule_id = r.id
where e.id = @entry`

// ApplyRules asks for what standing rules want: of one entry, or of every entry of a rule's type. What is up to date or
// asked for already is left out.
func (s *Service) ApplyRules(ctx context.Context, job cms.ApplyTranslationRules) error {
	var rules []Rule
	if job.RuleID != uuid.Nil {
		rule, err := s.rule(ctx, job.RuleID)
		if command.KindOf(err) == command.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		rules = append(rules, rule)
	} else {
		var err error
		if rules, err = list[Rule](ctx, s.db, "load translation rules", sqlRulesOfEntry, pgx.StrictNamedArgs{"entry": job.EntryID}); err != nil {
			return err
		}
	}
	for _, rule := range rules {
		if !rule.Active {
			continue
		}
		if err := s.applyRule(ctx, rule, job.EntryID); err != nil {
			return err
		}
	}
	return nil
}

const sqlEntriesOfType = `
select id
from entries
where type = @type
  and (@after::uuid is null or id > @after)
  and source_live
order by id
limit @limit`

// ruleBatch is how many entries one transaction asks for: an editor who saves one of them waits no longer than that.
const ruleBatch = 200

func (s *Service) applyRule(ctx context.Context, rule Rule, entry uuid.UUID) error {
	if entry != uuid.Nil {
		return s.askByRule(ctx, rule, []uuid.UUID{entry})
	}
	for after := uuid.Nil; ; {
		rows, err := s.db.Query(ctx, sqlEntriesOfType, pgx.StrictNamedArgs{"type": rule.Type, "after": nullable(after), "limit": ruleBatch})
		if err != nil {
			return fmt.Errorf("list entries of a rule: %w", err)
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil || len(ids) == 0 {
			return err
		}
		if err := s.askByRule(ctx, rule, ids); err != nil {
			return err
		}
		after = ids[len(ids)-1]
	}
}

func (s *Service) askByRule(ctx context.Context, rule Rule, entries []uuid.UUID) error {
	return s.commands.Run(ctx, nobody, func(ctx context.Context, tx *command.Tx) error {
		done, err := tx.Exec(ctx, sqlInsertItems, pgx.StrictNamedArgs{
			"request": rule.RequestID, "provider": rule.Provider, "entries": entries, "public": true, "locales": rule.Locales,
			"assignee": nil, "due_on": nil, "now": tx.Now,
		})
		if err != nil {
			return fmt.Errorf("insert translation items: %w", err)
		}
		if done.RowsAffected() == 0 {
			tx.Unchanged()
			return nil
		}
		s.enqueue(tx, rule.Provider, rule.Locales)
		tx.Record(audit.Event{Action: "translation_request", Changes: map[string]any{"items": done.RowsAffected(), "rule": rule.ID}})
		return nil
	})
}
