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
