-- +goose Up
-- Webhooks (Standard Webhooks 1.0): who is told, what was told, and how that went.

-- An address that is told of events. Without an organisation it belongs to the agency and hears of everything.
create table webhook_endpoints (
    id              uuid primary key,
    organisation_id uuid references organisations (id),
    site_id         uuid,
    url             text not null,
    description     text not null default '',
    events          text[] not null,                  -- patterns: offer.published, offer.*, *
    state           text not null default 'active' check (state in ('active', 'disabled')),
    disabled_reason text not null default '' check (disabled_reason in ('', 'manual', 'gone', 'failing')),
    disabled_at     timestamptz,
    failing_since   timestamptz,                      -- the first failure since the last success
    failures        integer not null default 0,       -- how many since then
    paused_until    timestamptz,                      -- it asked for fewer calls, or does not answer
    version         integer not null default 1,
    created_by      uuid references accounts (id),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    check ((state = 'disabled') = (disabled_at is not null))
);
create index webhook_endpoints_by_organisation on webhook_endpoints (organisation_id, id);
create index webhook_endpoints_by_creator on webhook_endpoints (created_by);

-- Secrets that calls are signed with, encrypted with a key made of LOTSE_SECRET. More than one while they change.
create table webhook_secrets (
    id          uuid primary key,
    endpoint_id uuid not null references webhook_endpoints (id) on delete cascade,
    sealed      bytea not null,
    created_at  timestamptz not null,
    expires_at  timestamptz                           -- null: the present one
);
create unique index webhook_secrets_present on webhook_secrets (endpoint_id) where expires_at is null;
create index webhook_secrets_by_endpoint on webhook_secrets (endpoint_id, id);

-- An event as it is told: its id is the webhook-id of every attempt, its body the same bytes for everybody.
create table webhook_messages (
    id              uuid primary key,
    type            text not null,
    entry_id        uuid,                             -- no foreign key: what is deleted is told of as well
    locale          text,
    body            text not null,
    created_at      timestamptz not null
);
create index webhook_messages_by_created on webhook_messages (created_at, id);

-- A message on its way to an endpoint.
create table webhook_deliveries (
    id           uuid primary key,
    endpoint_id  uuid not null references webhook_endpoints (id) on delete cascade,
    message_id   uuid not null references webhook_messages (id) on delete cascade,
    state        text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'cancelled')),
    replay       boolean not null default false,
    attempts     integer not null default 0,
    max_attempts integer not null,
    due_at       timestamptz not null,
    claimed_until timestamptz,                        -- an attempt is under way
    created_at   timestamptz not null,
    ended_at     timestamptz
);
create index webhook_deliveries_by_endpoint on webhook_deliveries (endpoint_id, id);
create index webhook_deliveries_by_message on webhook_deliveries (message_id, endpoint_id);
create index webhook_deliveries_due on webhook_deliveries (due_at) where state = 'pending';
create index webhook_deliveries_pending on webhook_deliveries (endpoint_id) where state = 'pending';

-- Every single call.
create table webhook_attempts (
    id          uuid primary key,
    delivery_id uuid not null references webhook_deliveries (id) on delete cascade,
    endpoint_id uuid not null,
    message_id  uuid not null,
    number      integer not null,
    at          timestamptz not null,
    status      integer,                              -- of the answer; null: there was none
    error       text not null default '',             -- a class, never a text from outside
    duration_ms integer not null
);
create index webhook_attempts_by_endpoint on webhook_attempts (endpoint_id, id);
create index webhook_attempts_by_delivery on webhook_attempts (delivery_id);

-- What was last told of each public item, so that new, changed and gone are told apart and nothing is told twice.
create table webhook_announced (
    entry_id        uuid not null,
    locale          text not null,
    organisation_id uuid not null,
    hash            bytea not null,                   -- the first eight bytes of the item's
    primary key (entry_id, locale)
);

-- How far the dispatcher has read the change feed. One row, whose lock lets one dispatcher work at a time.
create table webhook_cursor (
    only_row boolean primary key default true check (only_row),
    xid      xid8 not null,
    entry_id uuid not null,
    locale   text not null,
    epoch    text not null                            -- settings.feed_epoch, whose transaction ids these are
);

-- What is public before the first webhook is no news.
insert into webhook_announced (entry_id, locale, organisation_id, hash)
select entry_id, locale, organisation_id, substring(hash from 1 for 8)
from public_items;
insert into webhook_cursor (xid, entry_id, locale, epoch)
values (pg_snapshot_xmin(pg_current_snapshot()), '00000000-0000-0000-0000-000000000000', '',
        coalesce((select value from settings where key = 'feed_epoch'), ''));

alter table outbox add column webhook_id uuid;        -- the endpoint that a mail speaks of
