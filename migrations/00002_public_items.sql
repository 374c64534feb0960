-- +goose Up
-- What the public sees is asked of one table. Lists, counts and facets over a million rows have no time to look into
-- `entries` for each of them, so each publication carries what its entry says of it; triggers keep that true,
-- whichever statement changes the entry. Organisations are asked directly: suspending one must not have to wait
-- for those who publish in its name.

alter table publications
    add column exposed       boolean not null default false,   -- the source is live and the entry is not archived
    add column expires_at    timestamptz,
    add column source_locale text not null default '';

-- Bytes of items are read only by who answers with them: out of the rows that are counted and compared.
alter table publications alter column item set storage external;
alter table publications set (toast_tuple_target = 1024);

update publications p
set exposed = e.source_live and e.archived_at is null, expires_at = e.expires_at, source_locale = e.source_locale
from entries e
where e.id = p.entry_id;

-- +goose StatementBegin
create function lotse.publication_of_entry() returns trigger
    language plpgsql
as $$
begin
    select e.source_live and e.archived_at is null, e.expires_at, e.source_locale, e.organisation_id
    into strict new.exposed, new.expires_at, new.source_locale, new.organisation_id
    from public.entries e
    where e.id = new.entry_id;
    return new;
end
$$;
-- +goose StatementEnd
create trigger publications_of_entry before insert on publications
    for each row execute function lotse.publication_of_entry();

-- +goose StatementBegin
create function lotse.expose_publications() returns trigger
    language plpgsql
as $$
begin
    update public.publications
    set exposed = new.source_live and new.archived_at is null, expires_at = new.expires_at, organisation_id = new.organisation_id
    where entry_id = new.id;
    return null;
end
$$;
-- +goose StatementEnd
create trigger entries_expose_publications after update of source_live, archived_at, expires_at, organisation_id on entries
    for each row
    when ((old.source_live and old.archived_at is null) is distinct from (new.source_live and new.archived_at is null)
          or old.expires_at is distinct from new.expires_at or old.organisation_id <> new.organisation_id)
    execute function lotse.expose_publications();

create index organisations_suspended on organisations (id) where suspended_at is not null;

-- The one answer to "may the public see it?" (DESIGN.md, the word *public*).
drop view public_items;
create view public_items as
select p.*
from publications p
where p.exposed
  and (p.expires_at is null or p.expires_at > (select lotse.now()))
  -- `not in` of a subquery is asked once a statement, and its estimate does not depend on how many rows one
  -- organisation owns: where one owns nearly all, `<> all` is taken to leave a single row, and lists are scanned.
  and p.organisation_id not in (select o.id from organisations o where o.suspended_at is not null);
