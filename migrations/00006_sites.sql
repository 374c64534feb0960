-- +goose Up
-- Sites: who reads what is published with a key of its own. And previews: links that show a working copy.

create table sites (
    id         uuid primary key,
    slug       text not null,
    name       text not null,
    scope      jsonb not null default '{}',           -- {types, locales, organisations, categories}; a missing list does not limit
    origins    text[] not null default '{}',          -- pages of these origins may ask with the site's keys
    address    text not null default '',              -- of the public pages, a pattern; empty: not told
    preview    text not null default '',              -- address of the site's own preview page, a pattern; empty: none
    rate_limit integer check (rate_limit > 0),        -- requests a minute; null: the usual
    disabled_at timestamptz,                          -- its keys are refused
    created_at timestamptz not null,
    version    integer not null default 1,
    constraint sites_slug_unique unique (slug)
);

-- Several keys a site, so that one can be exchanged while both are good.
create table site_keys (
    id           uuid primary key,
    site_id      uuid not null references sites (id) on delete cascade,
    name         text not null,
    prefix       text not null,                       -- its first characters, to know it by
    key_hash     bytea not null,                      -- SHA-256 of the whole key, which is shown once and stored nowhere
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,                         -- coarse, see cms/site_key.go
    constraint site_keys_key_unique unique (key_hash)
);
create index site_keys_by_site on site_keys (site_id, id);

-- What a preview's link leads to. The link itself is signed and not stored.
create table previews (
    id         uuid primary key,
    entry_id   uuid not null references entries (id) on delete cascade,
    locale     text not null,
    site_id    uuid references sites (id) on delete set null,
    account_id uuid not null references accounts (id),  -- in whose name it is read
    token_id   uuid,                                    -- the API token that made it, whose end is its end
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index previews_by_entry on previews (entry_id, id);
