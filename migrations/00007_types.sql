-- +goose Up
-- Content types as code: what was applied, what is still to be written again, and the fence that keeps a node with
-- older types from writing.

alter table content_types add column removed boolean not null default false; -- the type is no more; the definition stays readable

-- Public items that have to be written again after a type has changed, type by type. Walked in the order of the entries'
-- ids, in small transactions; who is interrupted goes on behind after_id.
create table type_backfills (
    type        text not null,
    version     integer not null,
    after_id    uuid,
    done        integer not null default 0,
    failed      integer not null default 0,           -- entries that could not be written; the log names them
    created_at  timestamptz not null,
    finished_at timestamptz,
    primary key (type, version)
);

-- A revision is also cut before a save leaves out what the type no longer has.
alter table revisions drop constraint revisions_reason_check;
alter table revisions add constraint revisions_reason_check
    check (reason in ('submit', 'approve', 'publish', 'schedule', 'import', 'revert', 'writer', 'type')) not valid;

-- Every command that writes content holds the types until it ends, beside others that do the same; applying types waits
-- for them and lets nobody begin meanwhile. The answer counts what was applied: a node for which it is not the number
-- that it knows reads the definitions anew before it writes. Two statements, because the second must see what was
-- committed while the first waited.
-- +goose StatementBegin
create function lotse.hold_types() returns bigint
    language plpgsql
as $$
begin
    perform pg_advisory_xact_lock_shared(hashtext('lotse.content_types'));
    return (select count(*) from public.content_types);
end
$$;
-- +goose StatementEnd
