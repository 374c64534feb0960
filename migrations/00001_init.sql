-- +goose Up
-- The tables of Lotse. Forward only: a new release adds a new file, it never edits this one.
-- Tables stand in `public`, functions of ours in `lotse`, the background library's in `river`.

create extension if not exists pg_trgm;
create schema if not exists lotse;

-- The clock. Every statement that asks for the time asks here; the database setting
-- lotse.clock_offset moves the time of every node together (tests and demos only).
-- +goose StatementBegin
create function lotse.now() returns timestamptz
    language sql stable parallel safe
as $$
    select now() + coalesce(nullif(current_setting('lotse.clock_offset', true), ''), '0')::interval
$$;
-- +goose StatementEnd

-- Append-only tables refuse update and delete, except in a transaction that says it is erasing a
-- person or applying the retention list.
-- +goose StatementBegin
create function lotse.refuse_change() returns trigger
    language plpgsql
as $$
begin
    if coalesce(current_setting('lotse.permit_change', true), '') in ('erasure', 'retention', 'delete') then
        if tg_op = 'DELETE' then
            return old;
        end if;
        return new;
    end if;
    raise exception 'table % is append-only', tg_table_name
        using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end
$$;
-- +goose StatementEnd

-- ---------------------------------------------------------------- settings
create table settings (
    key   text primary key,
    value text not null
);

-- ---------------------------------------------------------------- organisations, accounts
create table organisations (
    id              uuid primary key,
    slug            text not null,
    name            text not null,
    kind            text not null check (kind in ('initiative', 'employer', 'ministry', 'agency')),
    internal_signoff boolean not null default false,
    suspended_at    timestamptz,
    created_at      timestamptz not null,
    version         integer not null default 1,
    constraint organisations_slug_unique unique (slug)
);

create table accounts (
    id             uuid primary key,
    email          text,
    name           text not null,
    locale         text not null default 'de' check (locale in ('de', 'en')),
    password_hash  text,
    disabled_at    timestamptz,
    erased_at      timestamptz,
    created_at     timestamptz not null,
    check (erased_at is not null or email is not null)
);
create unique index accounts_email_unique on accounts (lower(email));

create table memberships (
    id              uuid primary key,
    account_id      uuid not null references accounts (id),
    organisation_id uuid references organisations (id),   -- null: agency-wide (`*`)
    role            text not null check (role in ('contributor', 'manager', 'translator', 'editor', 'publisher', 'admin')),
    locales         text[] not null default '{}',
    created_at      timestamptz not null
);
create unique index memberships_unique on memberships (account_id, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), role);
create index memberships_by_organisation on memberships (organisation_id);

-- A trusted organisation: an action that its people may take on a type beyond the policy.
create table organisation_grants (
    organisation_id uuid not null references organisations (id),
    type            text not null,
    action          text not null check (action in ('publish')),
    created_at      timestamptz not null,
    primary key (organisation_id, type, action)
);

create table sessions (
    id           uuid primary key,
    token_hash   bytea not null,
    account_id   uuid not null references accounts (id),
    user_agent   text not null default '',
    address      text not null default '',              -- network prefix, never the whole address
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    constraint sessions_token_unique unique (token_hash)
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_expiry on sessions (expires_at);

create table mail_links (
    id         uuid primary key,
    token_hash bytea not null,
    account_id uuid not null references accounts (id),
    purpose    text not null check (purpose in ('sign_in', 'reset_password')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint mail_links_token_unique unique (token_hash)
);
create index mail_links_by_account on mail_links (account_id);
create index mail_links_by_expiry on mail_links (expires_at);

create table tokens (
    id              uuid primary key,
    token_hash      bytea not null,
    name            text not null,
    account_id      uuid not null references accounts (id),       -- acts with this account's rights ∧ scope
    actions         text[] not null,                              -- the scope: actions, `*` for all
    types           text[] not null,                              -- the scope: types, `*` for all
    created_at      timestamptz not null,
    expires_at      timestamptz,
    revoked_at      timestamptz,
    last_used_at    timestamptz,
    constraint tokens_token_unique unique (token_hash)
);
create index tokens_by_account on tokens (account_id);

-- Counters of attempts, keyed by what the attacker does not choose (account id, network prefix).
create table throttle (
    bucket       text not null,
    window_start timestamptz not null,
    attempts     integer not null,
    primary key (bucket, window_start)
);
create index throttle_by_window on throttle (window_start);

-- ---------------------------------------------------------------- content types
create table content_types (
    name       text not null,
    version    integer not null,
    hash       text not null,
    definition jsonb not null,
    applied_at timestamptz not null,
    primary key (name, version)
);

-- ---------------------------------------------------------------- entries, variants, revisions
create table entries (
    id              uuid primary key,
    type            text not null,
    organisation_id uuid not null references organisations (id),
    source_locale   text not null,
    slug            text,
    version         integer not null default 1,
    source_live     boolean not null default false,   -- the source variant's visibility is live
    valid_until     date,                             -- last day, from the source's live revision
    verified_at     timestamptz,
    verify_by       timestamptz,
    expires_at      timestamptz,                      -- the earlier of the end of valid_until and verify_by
    expired_at      timestamptz,                      -- the expiry was recorded (activity, tombstone)
    reminders       jsonb not null default '{}',      -- rung → expires_at it was sent for
    archived_at     timestamptz,
    taken_down_at   timestamptz,                      -- by the agency; its own people bring it back, nobody else
    created_by      uuid references accounts (id),
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
create index entries_by_organisation on entries (organisation_id, type, id);
create index entries_by_type on entries (type, id);
create index entries_due on entries (expires_at) where expires_at is not null and expired_at is null;
create index entries_by_creator on entries (created_by);

create table slugs (
    type       text not null,
    slug       text not null,
    entry_id   uuid not null references entries (id) on delete cascade,
    created_at timestamptz not null,
    primary key (type, slug)
);
create index slugs_by_entry on slugs (entry_id);

create table variants (
    id               uuid primary key,
    entry_id         uuid not null references entries (id) on delete cascade,
    locale           text not null,
    version          integer not null default 1,
    editing          text not null,
    visibility       text not null default 'none' check (visibility in ('none', 'live', 'withdrawn')),
    -- the working copy
    content          jsonb not null,
    content_hash     bytea not null,
    type_version     integer not null,
    title            text not null default '',
    search           text not null default '',        -- normalised text that the desk searches
    origin           text not null default 'human' check (origin in ('human', 'machine', 'import')),
    writers          uuid[] not null default '{}',    -- who wrote since the live copy
    correctors       uuid[] not null default '{}',    -- who corrected in review since the live copy
    authors          uuid[] not null default '{}',    -- who wrote since the newest revision
    last_writer      uuid,
    saved_at         timestamptz not null,
    -- revisions
    revision_count   integer not null default 0,
    base_revision    uuid,                            -- the newest revision, cut from the working copy
    pending_revision uuid,                            -- what is in review or approved
    live_revision    uuid,                            -- what the public sees (or saw, when withdrawn)
    -- the review
    submitted_by     uuid,
    submitted_at     timestamptz,
    claimed_by       uuid,
    claimed_at       timestamptz,
    unreviewed       boolean not null default false,  -- force-published, not yet ratified
    forced_by        uuid,
    published_at     timestamptz,
    first_published_at timestamptz,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint variants_locale_unique unique (entry_id, locale)
);
create index variants_by_editing on variants (editing, submitted_at, entry_id, locale);
create index variants_by_submitter on variants (submitted_by) where submitted_by is not null;
create index variants_by_updated on variants (updated_at, entry_id, locale);
create index variants_by_title on variants (title collate "und-x-icu", entry_id, locale);
create index variants_unreviewed on variants (id) where unreviewed;
create index variants_search on variants using gin (search gin_trgm_ops);

create table revisions (
    id           uuid primary key,
    variant_id   uuid not null references variants (id) on delete cascade,
    number       integer not null,
    content      jsonb not null,
    content_hash bytea not null,
    type_version integer not null,
    origin       text not null check (origin in ('human', 'machine', 'import')),
    reason       text not null check (reason in ('submit', 'approve', 'publish', 'schedule', 'import', 'revert', 'writer')),
    authors      uuid[] not null,
    created_at   timestamptz not null,
    constraint revisions_number_unique unique (variant_id, number)
);
create trigger revisions_append_only before update or delete on revisions
    for each row execute function lotse.refuse_change();

alter table variants
    add foreign key (base_revision) references revisions (id) deferrable initially deferred,
    add foreign key (pending_revision) references revisions (id) deferrable initially deferred,
    add foreign key (live_revision) references revisions (id) deferrable initially deferred;

create table reviews (
    id          uuid primary key,
    variant_id  uuid not null references variants (id) on delete cascade,
    stage       text not null,                        -- the editing state that the review is in
    revision_id uuid not null references revisions (id),
    opened_by   uuid,
    opened_at   timestamptz not null,
    closed_at   timestamptz,
    outcome     text check (outcome in ('approved', 'changes_requested', 'rejected', 'recalled')),
    decided_by  uuid,
    reason      text not null default '',
    check ((closed_at is null) = (outcome is null))
);
-- What points to a revision, so that deleting one does not walk whole tables.
create index variants_by_base_revision on variants (base_revision) where base_revision is not null;
create index variants_by_pending_revision on variants (pending_revision) where pending_revision is not null;
create index variants_by_live_revision on variants (live_revision) where live_revision is not null;
create index reviews_by_revision on reviews (revision_id);
create unique index reviews_one_open on reviews (variant_id) where closed_at is null;
create index reviews_by_variant on reviews (variant_id, opened_at);

-- ---------------------------------------------------------------- releases
create table releases (
    id         uuid primary key,
    title      text not null default '',
    direction  text not null default 'live' check (direction in ('live', 'off')),
    state      text not null check (state in ('scheduled', 'done', 'failed', 'cancelled')),
    due_at     timestamptz not null,
    single     boolean not null,                      -- a scheduled publish of one variant
    problems   jsonb not null default '[]',
    version    integer not null default 1,
    created_by uuid,
    created_at timestamptz not null,
    ended_at   timestamptz
);
create index releases_due on releases (due_at) where state = 'scheduled';
create index releases_by_created on releases (created_at, id);

create table release_members (
    release_id  uuid not null references releases (id) on delete cascade,
    variant_id  uuid not null references variants (id) on delete cascade,
    revision_id uuid not null references revisions (id),
    position    integer not null,
    open        boolean not null default true,        -- the release is still to come
    primary key (release_id, variant_id)
);
create index release_members_by_revision on release_members (revision_id);
create index release_members_by_variant on release_members (variant_id);
create unique index release_members_one_open on release_members (variant_id) where open;

-- ---------------------------------------------------------------- audit
create table activity (
    id              uuid primary key,                 -- UUIDv7: ordered by time
    at              timestamptz not null,
    actor_kind      text not null check (actor_kind in ('account', 'token', 'link', 'submitter', 'import', 'system')),
    actor_id        uuid,
    on_behalf_of    uuid,
    action          text not null,
    entry_id        uuid,                             -- no foreign key: the trail outlives what it tells of
    variant_id      uuid,
    locale          text,
    organisation_id uuid,
    account_id      uuid,
    revision_id     uuid,
    release_id      uuid,
    review_id       uuid,
    changes         jsonb not null default '{}'       -- states and ids only, never names or texts
);
create index activity_by_entry on activity (entry_id, id);
create index activity_by_actor on activity (actor_id, id);
create index activity_by_account on activity (account_id, id) where account_id is not null;
create index activity_by_organisation on activity (organisation_id, id);
create trigger activity_append_only before update or delete on activity
    for each row execute function lotse.refuse_change();

-- What an actor said with an action (a reason). Apart from activity, because it may name a person.
create table remarks (
    activity_id uuid primary key,
    entry_id    uuid,
    variant_id  uuid,
    author      uuid,
    text        text not null,
    created_at  timestamptz not null
);
create index remarks_by_entry on remarks (entry_id, activity_id);

-- ---------------------------------------------------------------- mail
create table outbox (
    id          uuid primary key,
    account_id  uuid not null references accounts (id),
    template    text not null,
    entry_id    uuid,
    variant_id  uuid,
    activity_id uuid,
    release_id  uuid,
    link_id     uuid,
    dedupe      text,
    created_at  timestamptz not null,
    sent_at     timestamptz,
    failed_at   timestamptz,
    error       text not null default ''
);
create unique index outbox_dedupe on outbox (dedupe) where dedupe is not null;
create index outbox_by_created on outbox (created_at, id);
create index outbox_by_account on outbox (account_id);

-- ---------------------------------------------------------------- delivery
-- One rendered row for every live variant. `item` is the JSON text of the answer, complete.
create table publications (
    entry_id        uuid not null references entries (id) on delete cascade,
    locale          text not null,
    type            text not null,
    organisation_id uuid not null,
    slug            text not null,
    revision_id     uuid not null,
    source_revision_id uuid not null,
    render_version  integer not null,
    item            text not null,
    hash            bytea not null,
    filters         jsonb not null default '{}',      -- declared filters: field → scalar or array
    sorts           jsonb not null default '{}',      -- declared sorts: field → scalar
    latitude        double precision,
    longitude       double precision,
    published_at    timestamptz not null,
    updated_at      timestamptz not null,
    primary key (entry_id, locale)
);
create index publications_by_type on publications (type, locale, entry_id);
create index publications_by_published on publications (type, locale, published_at, entry_id);
create index publications_by_updated on publications (type, locale, updated_at, entry_id);
create index publications_by_organisation on publications (organisation_id, type, locale, entry_id);
create index publications_filters on publications using gin (filters jsonb_path_ops);
create index publications_by_title on publications using gin ((sorts ->> 'title') gin_trgm_ops);
create index publications_by_place on publications (latitude, longitude) where latitude is not null;

-- References of live content: who shows whom, and what follows when the target goes.
create table entry_references (
    entry_id  uuid not null references entries (id) on delete cascade,
    field     text not null,
    target_id uuid not null,
    on_gone   text not null check (on_gone in ('drop', 'block')),
    primary key (entry_id, field, target_id)
);
create index entry_references_by_target on entry_references (target_id, entry_id);

-- Dates of recurring events, 24 months ahead.
create table occurrences (
    entry_id  uuid not null references entries (id) on delete cascade,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    status    text not null check (status in ('scheduled', 'moved', 'cancelled')),
    primary key (entry_id, starts_at)
);
create index occurrences_by_start on occurrences (starts_at, entry_id);

-- The change feed: one row an (entry, locale), with the transaction of its last change. A list of what to look at.
create table feed (
    entry_id        uuid not null,
    locale          text not null,
    type            text not null,
    xid             xid8 not null,
    organisation_id uuid not null,
    scopes          jsonb not null default '[]',      -- scopes it was in, kept for the retention
    changed_at      timestamptz not null,
    primary key (entry_id, locale)
);
create index feed_by_xid on feed (xid, entry_id, locale);
create index feed_by_organisation on feed (organisation_id); -- suspending touches all of an organisation's lines

-- The one answer to "may the public see it?" (DESIGN.md, the word *public*).
create view public_items as
select p.*, e.source_locale, e.verified_at, e.expires_at
from publications p
join entries e on e.id = p.entry_id
join organisations o on o.id = e.organisation_id
where e.source_live
  and e.archived_at is null
  and (e.expires_at is null or e.expires_at > lotse.now())
  and o.suspended_at is null;

-- ---------------------------------------------------------------- requests that are safe to repeat
create table idempotency_keys (
    actor_id     uuid not null,
    key          text not null,
    request_hash bytea not null,
    status       integer,
    headers      jsonb,
    body         bytea,
    created_at   timestamptz not null,
    primary key (actor_id, key)
);
create index idempotency_keys_by_created on idempotency_keys (created_at);

-- ---------------------------------------------------------------- imports that can be resumed
create table imports (
    id          uuid primary key,
    fingerprint text not null,
    lines_done  integer not null default 0,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint imports_fingerprint_unique unique (fingerprint)
);
