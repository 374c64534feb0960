-- +goose Up
-- Whoever follows the change feed with a filter must learn that an item has left it. `feed.scopes` now holds the scopes that
-- a line has, or had when it was last public; `feed_left` those that it has left since, with the transaction
-- and the time, so that they can be forgotten after the retention.
create table feed_left (
    entry_id uuid not null,
    locale   text not null,
    scope    text not null,
    xid      xid8 not null,                           -- of the change with which it was left last
    left_at  timestamptz not null,
    primary key (entry_id, locale, scope),
    foreign key (entry_id, locale) references feed (entry_id, locale) on delete cascade
);
create index feed_left_by_time on feed_left (left_at);

-- Until now a line kept every scope that it ever had, in one list.
with line as (
    select f.entry_id, f.locale, f.scopes, f.xid, f.changed_at,
           jsonb_build_array('organisation:' || p.organisation_id) ||
           coalesce((select jsonb_agg('category:' || (c #>> '{}'))
                     from jsonb_array_elements(case when jsonb_typeof(p.filters -> 'categories') = 'array' then p.filters -> 'categories' end) c), '[]') ||
           case when length(p.item::jsonb #>> '{fields,address,municipality}') >= 5
                then jsonb_build_array('area:' || left(p.item::jsonb #>> '{fields,address,municipality}', 5)) else '[]' end as held
    from feed f
    join publications p on p.entry_id = f.entry_id and p.locale = f.locale
), noted as (
    insert into feed_left (entry_id, locale, scope, xid, left_at)
    select distinct l.entry_id, l.locale, s.scope, l.xid, l.changed_at
    from line l, jsonb_array_elements_text(l.scopes) as s (scope)
    where not l.held ? s.scope
      and s.scope not like 'type:%'
)
update feed f
set scopes = line.held
from line
where f.entry_id = line.entry_id
  and f.locale = line.locale;
