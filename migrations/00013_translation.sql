-- +goose Up
-- Translations: which text was made of which, how far each language is, requests, memory, glossary.

-- That a text of a translation was made of a text of its source: one line for each pair that there ever was. What is
-- outdated follows from it: what a source says now and no line knows. Texts are named by hash (segment.Hash). In a
-- free language, whose text is not compared paragraph by paragraph, target_hash is '*' and source_hash says what the
-- source said when somebody found the whole to match.
--
-- What stands where is kept too, because it cannot be told from the texts: `stale` says that a text stands in the place
-- of one that it was not made of, since that has changed; with an empty target_hash, that the source says something of
-- which there is no text. So a segment that does not change stays what it is, whatever happens around it.
create table translation_links (
    variant_id  uuid not null references variants (id) on delete cascade,
    target_hash text not null,
    source_hash text not null,
    origin      text not null check (origin in ('human', 'machine', 'import')),
    provider    text not null default '',             -- which machine
    reviewed    boolean not null default false,       -- somebody approved the text
    kept        boolean not null default false,       -- a revision holds the text
    stale       boolean not null default false,
    made_at     timestamptz not null,
    primary key (variant_id, target_hash, source_hash)
);
create index translation_links_by_source on translation_links (source_hash);

-- The texts of sources that translations were made of, to show what has changed since.
create table source_segments (
    hash    text primary key,
    coded   text not null,
    codes   jsonb not null default '[]',
    used_at timestamptz not null
);
create index source_segments_by_use on source_segments (used_at);

-- How far every text of an entry is, in words; written in the transaction of each change. The line of the source's
-- language says how many words there are.
create table translation_coverage (
    entry_id       uuid not null references entries (id) on delete cascade,
    locale         text not null,
    type           text not null,
    words          integer not null,                  -- of the source
    missing        integer not null default 0,
    machine        integer not null default 0,
    human          integer not null default 0,
    reviewed       integer not null default 0,
    outdated       integer not null default 0,
    live           boolean not null default false,    -- the public sees it
    outdated_since timestamptz,                       -- since when what the public sees does not match its source
    primary key (entry_id, locale)
);
create index translation_coverage_by_type on translation_coverage (type, locale);
create index translation_coverage_outdated on translation_coverage (outdated_since, entry_id, locale) where outdated_since is not null;

alter table variants
    add column reviewed_at  timestamptz,              -- when somebody approved what is live
    add column checked_hash bytea,                    -- the text that readers of its target group have checked
    add column checked_at   timestamptz;
