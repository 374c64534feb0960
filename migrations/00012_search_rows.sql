-- +goose Up
-- What searches read, in rows of their own. A publication's row lies between those of all languages, eleven to a page; a
-- common word stands in a hundred thousand of them, and going through their pages took longer than finding
-- them. Here lie the rows of one language together, with what lists are narrowed by and nothing else. The rows are
-- copies: publications stay what they are made of, and public_items what may be shown.

create table publication_search (
    entry_id         uuid not null,
    locale           text not null,
    type             text not null,
    organisation_id  uuid not null,
    exposed          boolean not null,
    expires_at       timestamptz,
    filters          jsonb not null,
    latitude         double precision,
    longitude        double precision,
    opening          int4multirange,
    opening_dates    int4multirange,
    opening_special  int4multirange,
    opening_holidays boolean not null,
    type_version     integer not null,
    search           tsvector -- see lotse.search_vector; null: not rendered by this release yet
) partition by list (locale);

create table publication_search_de        partition of publication_search for values in ('de');
create table publication_search_en        partition of publication_search for values in ('en');
create table publication_search_ar        partition of publication_search for values in ('ar');
create table publication_search_fa        partition of publication_search for values in ('fa');
create table publication_search_fr        partition of publication_search for values in ('fr');
create table publication_search_es        partition of publication_search for values in ('es');
create table publication_search_ru        partition of publication_search for values in ('ru');
create table publication_search_uk        partition of publication_search for values in ('uk');
create table publication_search_de_simple partition of publication_search for values in ('de-simple');

-- Nothing but the index reads the words, unless somebody asks for a phrase: out of the rows that are counted.
alter table publication_search_de        alter column search set storage external;
alter table publication_search_en        alter column search set storage external;
alter table publication_search_ar        alter column search set storage external;
alter table publication_search_fa        alter column search set storage external;
alter table publication_search_fr        alter column search set storage external;
alter table publication_search_es        alter column search set storage external;
alter table publication_search_ru        alter column search set storage external;
alter table publication_search_uk        alter column search set storage external;
alter table publication_search_de_simple alter column search set storage external;

insert into publication_search
    (entry_id, locale, type, organisation_id, exposed, expires_at, filters, latitude, longitude,
     opening, opening_dates, opening_special, opening_holidays, type_version, search)
select entry_id, locale, type, organisation_id, exposed, expires_at, filters, latitude, longitude,
       opening, opening_dates, opening_special, opening_holidays, type_version, search
from publications;

-- Behind the rows, so that they are checked together.
alter table publication_search
    add foreign key (entry_id, locale) references publications (entry_id, locale) on delete cascade;

-- The key has no locale: with one, PostgreSQL would take it for an index of everything in a language.
create unique index search_entry_de        on publication_search_de        (entry_id);
create unique index search_entry_en        on publication_search_en        (entry_id);
create unique index search_entry_ar        on publication_search_ar        (entry_id);
create unique index search_entry_fa        on publication_search_fa        (entry_id);
create unique index search_entry_fr        on publication_search_fr        (entry_id);
create unique index search_entry_es        on publication_search_es        (entry_id);
create unique index search_entry_ru        on publication_search_ru        (entry_id);
create unique index search_entry_uk        on publication_search_uk        (entry_id);
create unique index search_entry_de_simple on publication_search_de_simple (entry_id);
create index search_de        on publication_search_de        using gin (search);
create index search_en        on publication_search_en        using gin (search);
create index search_ar        on publication_search_ar        using gin (search);
create index search_fa        on publication_search_fa        using gin (search);
create index search_fr        on publication_search_fr        using gin (search);
create index search_es        on publication_search_es        using gin (search);
create index search_ru        on publication_search_ru        using gin (search);
create index search_uk        on publication_search_uk        using gin (search);
create index search_de_simple on publication_search_de_simple using gin (search);

-- The one answer to "may the public see it?", asked of publications and, in the same words, of their copies. The views are
-- written anew whenever what types hide changes, so that it costs nothing while nothing is hidden: types and versions
-- stand in them as literals. `settled` is asked where items are looked for by their words: search finds the item by nothing
-- that it may no longer show. A migration that changes the views replaces this function, and calls it.
alter table publications drop column search;
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
               p.opening, p.opening_dates, p.opening_special, p.opening_holidays, p.type_version
        from public.publications p
        where p.exposed
          and (p.expires_at is null or p.expires_at > (select lotse.now()))
          and p.organisation_id not in (select o.id from public.organisations o where o.suspended_at is not null) %3$s$view$,
        coalesce('case when ' || older || ' then lotse.shown_item(p.item, p.type, p.type_version) else p.item end', 'p.item'),
        coalesce('case when ' || older || $h$ then sha256(convert_to(lotse.shown_item(p.item, p.type, p.type_version), 'UTF8')) else p.hash end$h$, 'p.hash'),
        coalesce('and p.type not in (' || removed || ')', ''));
    execute format($view$
        create or replace view public.public_search as
        select p.*, %1$s as settled
        from public.publication_search p
        where p.exposed
          and (p.expires_at is null or p.expires_at > (select lotse.now()))
          and p.organisation_id not in (select o.id from public.organisations o where o.suspended_at is not null) %2$s$view$,
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

-- store_search stores the words of a publication. What else its copy has is kept by the trigger below, once it is there. The
-- index is left alone where the words are the same. Who stores a publication holds the lock of its row.
-- +goose StatementBegin
create function lotse.store_search(entry uuid, language text, words tsvector) returns void
    language plpgsql
as $$
begin
    update public.publication_search s
    set search = words
    where s.entry_id = entry
      and s.locale = language
      and s.search is distinct from words;
    if found then
        return;
    end if;
    insert into public.publication_search
        (entry_id, locale, type, organisation_id, exposed, expires_at, filters, latitude, longitude,
         opening, opening_dates, opening_special, opening_holidays, type_version, search)
    select p.entry_id, p.locale, p.type, p.organisation_id, p.exposed, p.expires_at, p.filters, p.latitude, p.longitude,
           p.opening, p.opening_dates, p.opening_special, p.opening_holidays, p.type_version, words
    from public.publications p
    where p.entry_id = entry
      and p.locale = language
      and not exists (select from public.publication_search s where s.entry_id = entry and s.locale = language);
end
$$;
-- +goose StatementEnd

-- Whichever statement changes a publication changes its copy.
-- +goose StatementBegin
create function lotse.copy_publication() returns trigger
    language plpgsql
as $$
begin
    update public.publication_search s
    set type = new.type,
        organisation_id = new.organisation_id,
        exposed = new.exposed,
        expires_at = new.expires_at,
        filters = new.filters,
        latitude = new.latitude,
        longitude = new.longitude,
        opening = new.opening,
        opening_dates = new.opening_dates,
        opening_special = new.opening_special,
        opening_holidays = new.opening_holidays,
        type_version = new.type_version
    where s.entry_id = new.entry_id
      and s.locale = new.locale;
    return null;
end
$$;
-- +goose StatementEnd
create trigger publications_copied after update on publications
    for each row
    when ((old.type, old.organisation_id, old.exposed, old.expires_at, old.filters, old.latitude, old.longitude,
           old.opening, old.opening_dates, old.opening_special, old.opening_holidays, old.type_version)
          is distinct from
          (new.type, new.organisation_id, new.exposed, new.expires_at, new.filters, new.latitude, new.longitude,
           new.opening, new.opening_dates, new.opening_special, new.opening_holidays, new.type_version))
    execute function lotse.copy_publication();
