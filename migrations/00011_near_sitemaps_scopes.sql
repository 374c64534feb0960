-- +goose Up
-- How places are found, and how sitemaps are divided, when many lie at one point and there are a million.

-- A place stays a point on the unit sphere, but of three coordinates: each type and language has a sphere of its own, far
-- from the others along the first axis, and every entry lifts its point off the sphere by less than a thirtieth of a millionth
-- (five centimetres), by its id. So no box of the index is flat (of flat ones none is smaller than another, and the index
-- cannot tell where a point belongs), and the offers of one building have distances of their own: the index
-- brings them one after the other, and a page reads no more than it shows.
drop index publications_near;
drop trigger publications_place on publications;
drop function lotse.place_publication();
drop view public_items; -- made anew in 00012
alter table publications drop column place;
drop function lotse.place(text, text, double precision, double precision);

create or replace function lotse.shelf(type text, locale text) returns double precision
    language sql immutable parallel safe
as $$
    select (hashtext(type || ' ' || locale) & 65535) * 4.0::double precision
$$;

create function lotse.lift(entry_id uuid) returns double precision
    language sql immutable parallel safe
as $$
    select 1 + (uuid_hash(entry_id) & 16777215) * 5e-16::double precision
$$;

-- The point of something that lies there, or with lift 1 the one that distances are counted from. Null without a point.
create function lotse.spot(type text, locale text, latitude double precision, longitude double precision, lift double precision) returns public.cube
    language sql immutable parallel safe
as $$
    select public.cube(public.cube(public.cube(
        lift * cos(radians(latitude)) * cos(radians(longitude)) + lotse.shelf(type, locale)),
        lift * cos(radians(latitude)) * sin(radians(longitude))),
        lift * sin(radians(latitude)))
$$;

create index publications_near on publications using gist (lotse.spot(type, locale, latitude, longitude, lotse.lift(entry_id))) where latitude is not null;

-- The entries of a type in the order of their ids: sitemaps are divided by it without a look at the rows. When they expire is
-- not in it: confirming an entry would then write every index of its rows.
create index publications_by_entry on publications (type, entry_id) include (locale, updated_at, organisation_id) where exposed;

-- Where a postcode lies is known by the places that have it (HSDS asks for it).
create function lotse.postcode(item text) returns text
    language sql immutable parallel safe
as $$
    select item::jsonb #>> '{fields,address,postcode}'
$$;
create index publications_by_postcode on publications (lotse.postcode(item)) where type = 'place' and locale = source_locale and latitude is not null;

-- What can be open in an hour of the week (0 to 335: also hours that began the day before, see schema.NightOffset) or, by
-- exceptions, on a day (1000 and the days since 1970), for each type and language: by night, when little is open, it is found by these. Two
-- of them may be the same number, which finds a few too many. The function is dear, so that nobody asks row by row what the index knows.
create function lotse.open_hour(type text, locale text, number integer) returns integer
    language sql immutable parallel safe
as $$
    select hashtext(type || ' ' || locale) # number
$$;
-- +goose StatementBegin
create function lotse.open_hours(type text, locale text, opening int4multirange, special int4multirange) returns integer[]
    language plpgsql immutable parallel safe cost 5000
as $$
declare
    span  int4range;
    found integer[] := '{}';
begin
    for span in select unnest(opening) loop
        for hour in lower(span) / 60 .. (upper(span) - 1) / 60 loop
            found := found || lotse.open_hour(type, locale, hour);
        end loop;
    end loop;
    for span in select unnest(special) loop
        for day in floor(lower(span) / 1440.0)::int .. floor((upper(span) - 1) / 1440.0)::int loop
            found := found || lotse.open_hour(type, locale, 1000 + day);
        end loop;
    end loop;
    return found;
end
$$;
-- +goose StatementEnd
create index publications_open_hours on publications using gin (lotse.open_hours(type, locale, opening, opening_special)) where opening is not null;

-- The scope that a webhook of a site goes by as its receiver knows: null: it has no site; 'null': it heard of nothing for a
-- while, because the site was disabled. Where it differs from the site's, the receiver is told to read anew.
alter table webhook_endpoints add column scope_told jsonb;
update webhook_endpoints e
set scope_told = case when s.disabled_at is null then s.scope else 'null'::jsonb end
from sites s
where s.id = e.site_id;
