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

-- ---------------------------------------------------------------- requests
-- A standing rule: every published entry of a type in these languages.
create table translation_rules (
    id         uuid primary key,
    type       text not null,
    locales    text[] not null,
    provider   text not null,
    active     boolean not null default true,
    version    integer not null default 1,
    created_by uuid,
    created_at timestamptz not null
);
create index translation_rules_by_type on translation_rules (type) where active;

-- That texts be translated: some entries in some languages, or whatever a rule finds.
create table translation_requests (
    id           uuid primary key,
    title        text not null default '',
    note         text not null default '',
    provider     text not null,                       -- manual, or a service
    via          text not null default '',            -- translated from this language's text where that is up to date
    rule_id      uuid references translation_rules (id) on delete set null,
    assignee     uuid,
    due_on       date,
    version      integer not null default 1,
    created_by   uuid,
    created_at   timestamptz not null,
    cancelled_at timestamptz
);
create index translation_requests_by_created on translation_requests (created_at, id);
create unique index translation_requests_by_rule on translation_requests (rule_id) where rule_id is not null;

-- One text of a request: an entry in a language.
create table translation_items (
    id         uuid primary key,
    request_id uuid not null references translation_requests (id) on delete cascade,
    entry_id   uuid not null references entries (id) on delete cascade,
    locale     text not null,
    provider   text not null,
    state      text not null check (state in ('requested', 'in_progress', 'needs_review', 'done', 'refused', 'failed', 'cancelled')),
    words      integer not null,                      -- to translate when it was requested
    assignee   uuid,
    due_on     date,
    error      text not null default '',              -- the code of why it failed or was refused
    remark     text not null default '',
    attempts   integer not null default 0,
    claimed_at timestamptz,                           -- a worker has taken it up
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create unique index translation_items_one_open on translation_items (entry_id, locale) where state in ('requested', 'in_progress', 'needs_review');
create index translation_items_by_request on translation_items (request_id, state, id);
create index translation_items_to_send on translation_items (provider, locale, due_on, id) where state in ('requested', 'in_progress');
create index translation_items_by_assignee on translation_items (assignee, due_on, id) where state in ('requested', 'in_progress', 'needs_review');
create index translation_items_open on translation_items (locale, due_on, id) where state in ('requested', 'in_progress', 'needs_review');
create index translation_items_by_entry on translation_items (entry_id);
create index translation_items_ended on translation_items (changed_at) where state in ('done', 'refused', 'failed', 'cancelled');

alter table outbox add column translation_request_id uuid;   -- what a mail to a translator speaks of

-- A service that is paused: it answered that it is busy, that its quota is used up, or not at all.
create table translation_providers (
    name         text primary key,
    paused_until timestamptz,
    pause_reason text not null default '',
    failures     integer not null default 0,          -- in a row
    budget       integer,                             -- words a year; null: without end
    version      integer not null default 1
);

-- What was sent, by month.
create table translation_usage (
    provider   text not null,
    locale     text not null,
    month      date not null,
    words      bigint not null default 0,
    characters bigint not null default 0,
    segments   bigint not null default 0,
    primary key (provider, month, locale)
);

-- ---------------------------------------------------------------- memory, glossary, questions
-- Every text that was ever translated, and how. One line for each translation of a text.
create table translation_memory (
    id            uuid primary key,
    source_locale text not null,
    locale        text not null,
    source_hash   text not null,
    target_hash   text not null,
    source        text not null,                      -- coded
    codes         jsonb not null default '[]',
    target        text not null,                      -- coded, with the codes of the source
    plain         text not null,                      -- the source's words, by which something like it is found
    context       text not null,                      -- type and field: offer.title
    origin        text not null check (origin in ('human', 'machine', 'import')),
    provider      text not null default '',
    reviewed      boolean not null default false,
    created_at    timestamptz not null,
    used_at       timestamptz not null,
    constraint translation_memory_unique unique (source_hash, locale, target_hash)
);
create index translation_memory_like on translation_memory using gin (plain gin_trgm_ops);
create index translation_memory_by_use on translation_memory (used_at);

create table glossary_terms (
    id         uuid primary key,
    locale     text not null,
    source     text not null,                         -- German
    target     text not null default '',              -- empty: it stays as it is
    note       text not null default '',
    version    integer not null default 1,
    created_by uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index glossary_terms_unique on glossary_terms (locale, lower(source));

-- What a translator asks the author, and the answer.
create table translation_questions (
    id          uuid primary key,
    entry_id    uuid not null references entries (id) on delete cascade,
    locale      text not null,
    segment     text not null default '',             -- the id of the segment it is about
    excerpt     text not null default '',             -- the words of the source it is about
    question    text not null,
    answer      text not null default '',
    asked_by    uuid,
    asked_at    timestamptz not null,
    answered_by uuid,
    answered_at timestamptz
);
create index translation_questions_by_entry on translation_questions (entry_id, asked_at, id);
create index translation_questions_open on translation_questions (asked_at, id) where answered_at is null;
