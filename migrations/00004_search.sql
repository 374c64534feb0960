-- +goose Up
-- What lists are asked by beyond fields: words, distance, hours. Publications of an older form get their columns when
-- they are rendered again in the background (render_version); until then search does not find them.

create extension if not exists cube;

alter table publications
    add column search           tsvector,        -- see lotse.search_vector; null: not rendered by this release yet
    add column place            public.cube,     -- see lotse.place
    add column opening          int4multirange,  -- see cms.PublicationIndex; null: the type or the text has no hours
    add column opening_dates    int4multirange,
    add column opening_special  int4multirange,
    add column opening_holidays boolean not null default false; -- closed on them

-- Nothing but the index reads it, unless somebody asks for a phrase: out of the rows that are counted and compared.
alter table publications alter column search set storage external;

-- The words of a publication: by weight (title, summary, rest), and once more with a mark before each, so that
-- the index alone can tell where a word stands. Reading the vectors of thousands of candidates to rank
-- them takes longer than finding them. Texts come in the form of language.SearchForm: letters and digits. `t:` stands before the stems of the title, `h:` before those of title and
-- summary, `p:` before the words of the title as they are written (for completion). Marks of the type and of
-- filters (schema.Type.Marks) come as they are.
create function lotse.search_vector(config regconfig, marks text, title text, summary text, body text) returns tsvector
    language sql immutable parallel safe
as $$
    select setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, summary), 'B') || setweight(to_tsvector(config, body), 'D')
        || array_to_tsvector(string_to_array(
            marks
            || ' t:' || array_to_string(tsvector_to_array(to_tsvector(config, title)), ' t:')
            || ' h:' || array_to_string(tsvector_to_array(to_tsvector(config, title || ' ' || summary)), ' h:')
            || ' p:' || replace(title, ' ', ' p:'), ' '))
$$;

-- The same question, asked of the words with a mark. Lexemes hold letters and digits only (language.SearchForm).
create function lotse.marked(mark text, question tsquery) returns tsquery
    language sql immutable parallel safe
as $$
    select regexp_replace(question::text, '''([^'']*)''', '''' || mark || ':\1''', 'g')::tsquery
$$;

-- A question narrowed to types and filters (none: all). Where nothing is left of the words that must be there, because the language
-- leaves them out, it finds nothing: without a word the index would have to be read as a whole.
create function lotse.asked(question tsquery, must tsquery, marks tsquery) returns tsquery
    language sql immutable parallel safe
as $$
    select case when numnode(must) = 0 then null when numnode(marks) = 0 then question else question && marks end
$$;

-- An index for each language: only one language is searched at a time. The condition is written so that no other index
-- knows it: with `locale = …` PostgreSQL walks another one for common words, and looks into the words of every row.
create index publications_search_de on publications using gin (search) where (locale || '') = 'de';
create index publications_search_en on publications using gin (search) where (locale || '') = 'en';
create index publications_search_ar on publications using gin (search) where (locale || '') = 'ar';
create index publications_search_fa on publications using gin (search) where (locale || '') = 'fa';
create index publications_search_fr on publications using gin (search) where (locale || '') = 'fr';
create index publications_search_es on publications using gin (search) where (locale || '') = 'es';
create index publications_search_ru on publications using gin (search) where (locale || '') = 'ru';
create index publications_search_uk on publications using gin (search) where (locale || '') = 'uk';
create index publications_search_de_simple on publications using gin (search) where (locale || '') = 'de-simple';

-- A place is a point on the unit sphere: straight distances through the earth order like those on it, everywhere, without
-- a seam at 180° and the poles. A fourth coordinate, far apart for each type and language, keeps what nobody asks for
-- out of the way of the index.
create function lotse.shelf(type text, locale text) returns double precision
    language sql immutable parallel safe
as $$
    select (hashtext(type || ' ' || locale) & 1048575) * 10.0::double precision
$$;

create function lotse.place(type text, locale text, latitude double precision, longitude double precision) returns public.cube
    language sql immutable parallel safe
as $$
    select public.cube(array[
        cos(radians(latitude)) * cos(radians(longitude)), cos(radians(latitude)) * sin(radians(longitude)), sin(radians(latitude)),
        lotse.shelf(type, locale)])
$$;

-- +goose StatementBegin
create function lotse.place_publication() returns trigger
    language plpgsql
as $$
begin
    new.place := lotse.place(new.type, new.locale, new.latitude, new.longitude);
    return new;
end
$$;
-- +goose StatementEnd
create trigger publications_place before insert or update of latitude, longitude on publications
    for each row when (new.latitude is not null and new.longitude is not null)
    execute function lotse.place_publication();

create index publications_near on publications using gist (place) where place is not null;
drop index publications_by_place; -- nothing asks by degrees alone
-- What can be open, in the usual order of a list.
create index publications_open on publications (type, locale, published_at, entry_id) where opening is not null;

create or replace view public_items as
select p.*
from publications p
where p.exposed
  and (p.expires_at is null or p.expires_at > (select lotse.now()))
  and p.organisation_id not in (select o.id from organisations o where o.suspended_at is not null);

-- The distinct words of what is public, by language: what parts of words and misspelt ones are looked up in. Filled
-- behind the publishing, never by it: everybody uses the same common words, and would wait for everybody else.
create table words (
    locale text not null,
    word   text not null,
    primary key (locale, word)
);
create index words_similar on words using gin (word gin_trgm_ops);

-- Entries whose words are still to be collected.
create table word_queue (
    id       bigint generated always as identity primary key,
    entry_id uuid not null
);

-- Where a date was moved from, and what runs at a moment.
alter table occurrences add column originally timestamptz;
create index occurrences_running on occurrences using gist (tstzrange(starts_at, ends_at));
