-- +goose Up
-- What a change of a type takes from the public is gone when the change is noted, not when the last item was written
-- again: until then the view shows items without it.

-- The version of its type that a publication was rendered by. 0: by one from before this was noted.
alter table publications add column type_version integer not null default 0;

-- What publications that are older than a version of their type may no longer show. Forgotten when there are none.
create table type_hides (
    type       text not null,
    version    integer not null,
    fields     text[] not null default '{}',          -- of the item; contacts.email: of the groups in a list
    words      boolean not null default true,         -- search may find items by words of these fields
    everything boolean not null default false,        -- the type is no more
    primary key (type, version)
);

-- An item without what it may no longer show; byte for byte as it is, where that is nothing.
-- +goose StatementBegin
create function lotse.shown_item(item text, type text, type_version integer) returns text
    language plpgsql stable parallel safe
as $$
declare
    shown jsonb := item::jsonb;
    less  boolean := false;
    path  text[];
    held  jsonb;
begin
    for path in
        select distinct string_to_array(f.field, '.')
        from public.type_hides h, unnest(h.fields) as f (field)
        where h.type = shown_item.type
          and h.version > shown_item.type_version
    loop
        held := shown #> array['fields', path[1]];
        continue when held is null;
        if cardinality(path) = 1 then
            shown := shown #- array['fields', path[1]];
            less := true;
        elsif jsonb_typeof(held) = 'array' and exists (select from jsonb_array_elements(held) as g (one) where g.one ? path[2]) then
            shown := jsonb_set(shown, array['fields', path[1]], (
                select jsonb_agg(case jsonb_typeof(g.one) when 'object' then g.one - path[2] else g.one end order by g.n)
                from jsonb_array_elements(held) with ordinality as g (one, n)));
            less := true;
        end if;
    end loop;
    return case when less then shown::text else item end;
end
$$;
-- +goose StatementEnd

-- The view is written anew whenever that changes, so that it costs nothing while nothing is hidden: types and versions
-- stand in it as literals. `settled` is asked where items are looked for by their words: search finds the item by nothing
-- that it may no longer show. A migration that changes the view replaces this function, and calls it.
-- +goose StatementBegin
create function lotse.define_public_items() returns void
    language plpgsql
as $$
declare
    older   text; -- the row shows less than is stored
    worded  text; -- search could find the row by what it does not show
    removed text;
begin
    perform pg_advisory_xact_lock(hashtext('lotse.public_items'));
    select 'case p.type ' || string_agg(format('when %L then p.type_version < %s', h.type, h.version), ' ') || ' else false end',
           'case p.type ' || string_agg(format('when %L then p.type_version < %s', h.type, h.worded), ' ') filter (where h.worded is not null) || ' else false end',
           string_agg(quote_literal(h.type), ', ') filter (where h.everything)
    into older, worded, removed
    from (select type, max(version) as version, max(version) filter (where words) as worded, bool_or(everything) as everything
          from public.type_hides
          group by type
          order by type) h;
    execute format($view$
        create or replace view public.public_items as
        select p.entry_id, p.locale, p.type, p.organisation_id, p.slug, p.revision_id, p.source_revision_id, p.render_version,
               %1$s as item, %2$s as hash,
               p.filters, p.sorts, p.latitude, p.longitude, p.published_at, p.updated_at, p.exposed, p.expires_at, p.source_locale,
               p.search, p.place, p.opening, p.opening_dates, p.opening_special, p.opening_holidays, p.type_version, %3$s as settled
        from public.publications p
        where p.exposed
          and (p.expires_at is null or p.expires_at > (select lotse.now()))
          and p.organisation_id not in (select o.id from public.organisations o where o.suspended_at is not null) %4$s$view$,
        coalesce('case when ' || older || ' then lotse.shown_item(p.item, p.type, p.type_version) else p.item end', 'p.item'),
        coalesce('case when ' || older || $h$ then sha256(convert_to(lotse.shown_item(p.item, p.type, p.type_version), 'UTF8')) else p.hash end$h$, 'p.hash'),
        coalesce('not (' || worded || ')', 'true'),
        coalesce('and p.type not in (' || removed || ')', ''));
end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create function lotse.hides_changed() returns trigger
    language plpgsql
as $$
begin
    perform lotse.define_public_items();
    return null;
end
$$;
-- +goose StatementEnd
create trigger type_hides_changed after insert or update or delete on type_hides
    for each row execute function lotse.hides_changed();

select lotse.define_public_items();
